"""The states of a case and the one table that says which press leads where."""

from enum import StrEnum

from bot.errors import Stale


class State(StrEnum):
    """States of a case (product.md, "States of a case")."""

    DRAFT = "draft"
    NEW = "new"
    ACCEPTED = "accepted"
    ASSIGNED = "assigned"
    IN_PROGRESS = "in_progress"
    PENDING_CHECK = "pending_check"
    RESOLVED = "resolved"
    UNRESOLVED = "unresolved"
    MERGED = "merged"
    WITHDRAWN = "withdrawn"


UNACCEPTED = frozenset({State.DRAFT, State.NEW})
"""Nobody on staff has made it theirs, or published it."""
OPEN = frozenset(
    {State.NEW, State.ACCEPTED, State.ASSIGNED, State.IN_PROGRESS, State.PENDING_CHECK}
)
SOUGHT = OPEN - {State.PENDING_CHECK}
"""Of a person: somebody still looks for them, or for their family."""
CLOSED = frozenset({State.RESOLVED, State.UNRESOLVED, State.MERGED, State.WITHDRAWN})


class Action(StrEnum):
    """What somebody, or the clock, does to a case; one row of history each."""

    REPORT = "report"
    SUBMIT = "submit"
    RELATION = "relation"
    ADD = "add"
    EDIT = "edit"
    """Its author has written the message anew."""
    ACKNOWLEDGE = "acknowledge"
    CLAIM = "claim"
    ASSIGN = "assign"
    TRANSFER = "transfer"
    ESCALATE = "escalate"
    PUBLISH = "publish"
    WIDEN = "widen"
    HOLD = "hold"
    RESUME = "resume"
    RECALL = "recall"
    CLUE = "clue"
    FOUND = "found"
    FINISH = "finish"
    PASS = "pass"
    FAIL = "fail"
    CLOSE = "close"
    REOPEN = "reopen"
    RATE = "rate"
    LOOK = "look"
    UNHEARD = "unheard"
    HEAR = "hear"
    ANSWER = "answer"
    FORWARD = "forward"
    KIN = "kin"
    """Somebody who answered the alert belongs to the family."""
    SHOW_PHOTO = "show_photo"
    CORRECT = "correct"
    UPDATE = "update"
    ADJUST = "adjust"
    RENEW = "renew"
    END = "end"
    EXPIRE = "expire"
    SECOND = "second"
    REFUSE_SECOND = "refuse_second"
    OVERRIDE = "override"
    TAKE_OVER = "take_over"
    RELEASE = "release"
    LEFT = "left"
    """Its owner is gone, but the work is done: a check needs no owner."""
    UNTAKEN = "untaken"
    OVERDUE = "overdue"
    CALL_DUTY = "call_duty"
    ASK_EXTENSION = "ask_extension"
    EXTEND = "extend"
    REFUSE_EXTENSION = "refuse_extension"
    MORE_CLUES = "more_clues"
    NO_MORE_CLUES = "no_more_clues"
    VERIFY = "verify"
    DOUBT = "doubt"
    KEEP = "keep"
    DECIDE = "decide"
    PROVE = "prove"
    MERGE = "merge"
    PART = "part"
    TAKE_UP = "take_up"
    NOTE = "remark"
    STILL = "still_wrong"
    SAME_PERSON = "same_person"
    OTHER_PERSON = "other_person"
    GUESS = "guess"
    """The second opinion pointed at words for what was missing."""


_SAME: dict[State, State] = {state: state for state in OPEN}


def _to(target: State, *sources: State) -> dict[State, State]:
    return dict.fromkeys(sources, target)


TRANSITIONS: dict[Action, dict[State, State]] = {
    Action.SUBMIT: _to(State.NEW, State.DRAFT),
    Action.RELATION: _SAME,
    Action.ADD: {State.DRAFT: State.DRAFT, **_SAME},
    Action.EDIT: {State.DRAFT: State.DRAFT, **_SAME},
    Action.ACKNOWLEDGE: {State.DRAFT: State.DRAFT, **_SAME},
    Action.CLAIM: _to(State.IN_PROGRESS, State.NEW, State.ACCEPTED, State.ASSIGNED),
    Action.ASSIGN: _to(State.ASSIGNED, *OPEN),
    Action.TRANSFER: _to(State.ASSIGNED, *OPEN),
    Action.ESCALATE: _to(State.ACCEPTED, *OPEN),
    Action.PUBLISH: {**_SAME, State.DRAFT: State.ACCEPTED, State.NEW: State.ACCEPTED},
    Action.WIDEN: _SAME,
    Action.HOLD: _SAME,
    Action.RESUME: _SAME,
    Action.RECALL: _SAME,
    Action.CLUE: _SAME,
    Action.FOUND: _to(State.PENDING_CHECK, *OPEN),
    Action.FINISH: _to(State.PENDING_CHECK, State.IN_PROGRESS),
    Action.FAIL: _to(State.IN_PROGRESS, State.PENDING_CHECK),
    Action.REOPEN: _to(State.ACCEPTED, State.RESOLVED, State.UNRESOLVED),
    Action.RATE: {state: state for state in (State.RESOLVED, State.UNRESOLVED)},
    Action.LOOK: {State.DRAFT: State.DRAFT, **_SAME, **{state: state for state in CLOSED}},
    Action.UNHEARD: {State.DRAFT: State.DRAFT, **_SAME},
    Action.HEAR: {State.DRAFT: State.DRAFT, **_SAME},
    Action.ANSWER: _SAME,
    Action.FORWARD: _SAME,
    Action.KIN: _SAME,
    Action.TAKE_OVER: _SAME,
    Action.SHOW_PHOTO: {State.DRAFT: State.DRAFT, **_SAME},
    Action.CORRECT: {State.DRAFT: State.DRAFT, **_SAME},
    Action.ADJUST: {State.DRAFT: State.DRAFT, **_SAME},
    Action.UPDATE: _SAME,
    Action.RENEW: _SAME,
    Action.END: _SAME,
    Action.EXPIRE: _SAME,
    Action.SECOND: _SAME,
    Action.REFUSE_SECOND: _SAME,
    Action.OVERRIDE: _SAME,
    Action.MORE_CLUES: _SAME,
    Action.NO_MORE_CLUES: _SAME,
    Action.VERIFY: _SAME,
    Action.DOUBT: _SAME,
    Action.KEEP: _SAME,
    Action.UNTAKEN: _to(State.ACCEPTED, *OPEN),
    Action.OVERDUE: _to(State.ACCEPTED, *OPEN),
    Action.CALL_DUTY: {State.DRAFT: State.DRAFT, **_SAME},
    Action.ASK_EXTENSION: _SAME,
    Action.EXTEND: _SAME,
    Action.REFUSE_EXTENSION: _SAME,
    Action.DECIDE: _SAME,
    Action.PROVE: {**_SAME, **{state: state for state in (State.RESOLVED, State.UNRESOLVED)}},
    Action.STILL: {**_SAME, **{state: state for state in (State.RESOLVED, State.UNRESOLVED)}},
    Action.MERGE: _SAME,
    Action.PART: _SAME,
    Action.SAME_PERSON: _SAME,
    Action.OTHER_PERSON: _SAME,
    Action.GUESS: _SAME,
    Action.TAKE_UP: _to(State.ACCEPTED, *CLOSED),
    Action.NOTE: {State.DRAFT: State.DRAFT, **_SAME},
    Action.LEFT: _to(State.PENDING_CHECK, State.PENDING_CHECK),
    Action.RELEASE: {
        **_SAME,
        State.ASSIGNED: State.ACCEPTED,
        State.IN_PROGRESS: State.ACCEPTED,
    },
}
"""From contract.md, "Presses". Closing is not here: its target is the outcome's state."""


def after(state: State, action: Action) -> State:
    """Return the state that `action` leads to; raises Stale where it doesn't fit."""
    target = TRANSITIONS[action].get(state)
    if target is None:
        raise Stale("refusal-closed" if state in CLOSED else None)
    return target
