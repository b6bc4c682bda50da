"""The page on the buttons of a staff card: what stands on it in each state, and what behind 更多."""

from collections.abc import Iterator
from dataclasses import replace

from aiogram.types import InlineKeyboardMarkup

from bot.domain.cards import StaffCard
from bot.domain.kinds import Kind
from bot.domain.states import OPEN, State
from bot.texts import get_words
from bot.views import cases, staff
from tests.docs.states import bare, table
from tests.docs.values import LIGHT
from tests.views.samples import reader

INTRODUCTION = """\
# The buttons of a case

Made by `make docs` from `bot/views/staff.py` and `bot/views/cases.py`: change those, not this page.
A card has six buttons at most, two in a row (/ is the next row). A closed case has none.
What was published before has 重新发布 in the place of 发布 behind 更多.
Buttons are for convenience: whoever presses, the right to it is looked up on the case's node.
"""

MOST, IN_A_ROW = 6, 2
STATES = [state for state in State if state is State.DRAFT or state in OPEN]


def page() -> str:
    """Return docs/buttons.md."""
    return "\n".join(
        [
            INTRODUCTION,
            table(("kind", "state", "on the card", "behind 更多, there or under /case N"), _rows()),
        ]
    )


def cards() -> Iterator[tuple[Kind, State, StaffCard]]:
    """Yield a card of each kind in each state, with an alert out and without."""
    for kind in Kind:
        for state in STATES:
            facts = replace(
                LIGHT, kind=kind, state=state, number=None if state is State.DRAFT else 1001
            )
            for out in (False, True) if kind.can_alert and state is not State.DRAFT else (False,):
                yield kind, state, StaffCard(facts, alert_out=out)


def _rows() -> Iterator[tuple[str, ...]]:
    """Put together what has the same buttons: kinds in a line, and states under each other."""
    same: dict[tuple[str, str, bool], dict[State, list[Kind]]] = {}
    for kind, state, card in cards():
        more = cases.more_menu(card.facts, reader(), alert_out=card.alert_out).keyboard
        pressed = (labels(staff.staff_card(card, reader()).keyboard), labels(more), card.alert_out)
        same.setdefault(pressed, {}).setdefault(state, []).append(kind)
    for (on_card, behind, out), states in same.items():
        for kinds in dict.fromkeys(tuple(found) for found in states.values()):
            fitting = [state for state, found in states.items() if tuple(found) == kinds]
            told = " · ".join(_word(f"state-{state}") for state in fitting)
            yield _kinds(kinds), f"{told}, alert out" if out else told, on_card, behind


def labels(keyboard: InlineKeyboardMarkup | None) -> str:
    """Return the words of the buttons, row by row."""
    rows = keyboard.inline_keyboard if keyboard else []
    return " / ".join(" · ".join(bare(button.text) for button in row) for row in rows)


def _kinds(kinds: tuple[Kind, ...]) -> str:
    return " · ".join(_word(f"matter-{kind}") for kind in kinds)


def _word(key: str) -> str:
    return get_words("zh").plain(key)
