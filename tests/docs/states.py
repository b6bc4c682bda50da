"""The page on the states of a case: a diagram and tables, from the one table of transitions."""

from collections.abc import Iterable, Iterator

from bot.domain.kinds import NOTICE_ENDS, OFFERED, Kind, Outcome
from bot.domain.states import CLOSED, OPEN, TRANSITIONS, Action, State
from bot.texts import TextError, get_words
from bot.views import wording
from tests.views.samples import reader

INTRODUCTION = """\
# The states of a case

Made by `make docs` from `bot/domain/states.py` and `bot/domain/kinds.py`: change those, not this page.
Every change is one row of history that stays: who, when, from, to, why.
"""

DIAGRAM = """\
A report becomes a draft as soon as the bot has answered it.
A draft that is no report, or that nobody confirmed for a day, is forgotten.
Staff who work on a draft confirm it thereby: it is submitted first.
"""

ENDS = """\
办结 Close takes one outcome, and the outcome says where the case goes. It may be chosen in every open state.
核查通过 Check passed asks for the outcome, too.
"""

BUTTONS: dict[Action, tuple[str, ...]] = {
    Action.RELATION: ("button-guardian", "button-helper"),
    Action.ACKNOWLEDGE: ("button-seen",),
    Action.PUBLISH: ("button-confirm-publish", "button-publish-unverified"),
    Action.REOPEN: ("button-unsolved",),
    Action.RATE: ("button-solved", "button-partly", "button-unsolved"),
    Action.LOOK: ("button-contact",),
    Action.ADJUST: ("button-adjust-level", "button-adjust-scope", "button-adjust-drill"),
}
"""What stands on the button; else `button-<action>`, and in the history where there is no button."""

ANY_OPEN = "any_open"

Leads = dict[State, State]
"""One row of TRANSITIONS: from which state to which."""


def page() -> str:
    """Return docs/states.md."""
    parts = [
        INTRODUCTION,
        DIAGRAM,
        _block(_diagram()),
        "## States\n",
        table(("state", "中文", "English", ""), _states()),
        "## What leads where\n",
        table(("press", "step", "from", "to"), _moves()),
        "## How a case ends\n",
        ENDS,
        table(("outcome", "staff read", "residents read", "state"), _outcomes()),
        "What is offered depends on the kind.\n",
        table(("kind", "outcomes, in their order"), _offered()),
    ]
    return "\n".join(parts)


def _block(lines: Iterable[str]) -> str:
    return "\n".join(["```mermaid", *lines, "```", ""])


def table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """Return a table of Markdown."""
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join([f"| {' | '.join(line)} |" for line in lines] + [""])


# Words


def _both(key: str, joint: str = " ") -> str:
    return joint.join(bare(get_words(locale).plain(key)) for locale in ("zh", "en"))


def bare(label: str) -> str:
    """Return a label without the emoji before it."""
    first, _, rest = label.partition(" ")
    return label if any(letter.isalnum() for letter in first) else rest


def _named(action: Action) -> list[str]:
    try:
        return [_both(key) for key in BUTTONS.get(action, (f"button-{action}",))]
    except TextError:
        return [_both(f"step-{action}")]


def _chinese(states: Iterable[State]) -> str:
    chosen = frozenset(states)
    named = []
    if chosen >= OPEN:
        named.append("any open state")
        chosen -= OPEN
    if chosen >= CLOSED:
        named.append("any closed state")
        chosen -= CLOSED
    ordered = [state for state in State if state in chosen]
    return " · ".join([*(get_words("zh").plain(f"state-{state}") for state in ordered), *named])


# The diagram


def _diagram() -> Iterator[str]:
    yield "stateDiagram-v2"
    for state in State:
        yield f'    state "{_both(f"state-{state}", "<br/>")}" as {state}'
    yield f'    state "任何未办结的状态<br/>any open state" as {ANY_OPEN}'
    yield f"    [*] --> {State.DRAFT}: {_named(Action.REPORT)[0]}"
    yield f"    {State.DRAFT} --> [*]: {_both('button-not-a-report')}"
    for (source, target), labels in _edges().items():
        yield f"    {source} --> {target}: {'<br/>'.join(labels)}"


def _edges() -> dict[tuple[str, State], list[str]]:
    """Return what changes the state, with its labels; what leaves it as it is has only a table."""
    edges: dict[tuple[str, State], list[str]] = {}
    for action, leads_to in TRANSITIONS.items():
        for sources, target in _changes(leads_to):
            starts = [ANY_OPEN] if set(sources) >= OPEN else sources
            for source in starts:
                edges.setdefault((source, target), []).extend(_named(action))
    for outcome in Outcome:
        edges.setdefault((ANY_OPEN, outcome.state), []).append(_both(f"outcome-{outcome}"))
    return edges


def _changes(leads_to: Leads) -> list[tuple[list[State], State]]:
    """Return the states that go to another one; itself among them only where all open ones go."""
    gathered = [([state for state in State if leads_to.get(state) is to], to) for to in State]
    moved = [
        (sources if set(sources) >= OPEN else [one for one in sources if one is not to], to)
        for sources, to in gathered
    ]
    return [(sources, to) for sources, to in moved if sources]


# The tables


def _states() -> Iterator[tuple[str, ...]]:
    for state in State:
        words = [get_words(locale).plain(f"state-{state}") for locale in ("zh", "en")]
        ended = "closed" if state in CLOSED else ""
        yield (f"`{state}`", *words, "open" if state in OPEN else ended)


def _moves() -> Iterator[tuple[str, ...]]:
    for action, leads_to in TRANSITIONS.items():
        press = " / ".join(_named(action))
        moved = _changes(leads_to)
        for sources, target in moved:
            yield (press, f"`{action}`", _chinese(sources), _chinese([target]))
        gone = {source for sources, _ in moved for source in sources}
        kept = leads_to.keys() - gone
        if kept:
            yield (press, f"`{action}`", _chinese(kept), "unchanged")


def _outcomes() -> Iterator[tuple[str, ...]]:
    for outcome in Outcome:
        kinds = [kind for kind in Kind if outcome in OFFERED[kind]]
        read = dict.fromkeys(
            " ".join(wording.result(kind, outcome, reader(locale)) for locale in ("zh", "en"))
            for kind in kinds
        )
        state = _both(f"state-{outcome.state}")
        yield (f"`{outcome}`", _both(f"outcome-{outcome}"), "<br>".join(read), state)


def _offered() -> Iterator[tuple[str, ...]]:
    for kind in Kind:
        outcomes = " · ".join(get_words("zh").plain(f"outcome-{one}") for one in OFFERED[kind])
        yield (f"`{kind}` {_both(f'matter-{kind}')}", outcomes)
    ends = " · ".join(get_words("zh").plain(f"outcome-notice-{one}") for one in NOTICE_ENDS)
    yield ("a blue notice by `/alert`", ends)
