"""Why a case has come up by the clock or come back, told from its history: who had it, since when."""

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.cards import Climbed
from bot.domain.kinds import Outcome
from bot.domain.ladder import BY_CLOCK
from bot.domain.states import Action
from bot.storage import cases
from bot.storage.cases import Case, Step

UPWARDS = " → "
"""Between the nodes in the line of history."""
BY_HAND = frozenset({Action.ESCALATE, Action.TRANSFER, Action.REOPEN})
NOBODY_HAS_IT = BY_CLOCK | BY_HAND | {Action.SUBMIT, Action.RELEASE}


def way(below: str, above: str) -> str:
    """Return what history notes of a climb."""
    return f"{below}{UPWARDS}{above}"


async def last(session: AsyncSession, case: Case) -> Climbed | None:
    """Return how a case came to its node or came back, None where staff have brought it there."""
    if not (case.escalation or case.reopened):
        return None
    came, since, had = None, case.opened_at, None
    closed: Step | None = None
    for step in await cases.history(session, case.key):
        if step.action in BY_CLOCK:
            came = Climbed((step.note or "").partition(UPWARDS)[0], since, had)
        elif step.action is Action.REOPEN and closed is not None:
            came = Climbed("", closed.at, closed.actor, _outcome(closed))
        elif step.action in BY_HAND:
            came = None
        if step.action is Action.CLOSE:
            closed = step
        if step.action in NOBODY_HAS_IT:
            since, had = step.at, None
        elif step.action is Action.CLAIM:
            since, had = step.at, step.actor
        elif step.action is Action.ASSIGN:
            since, had = step.at, step.note
    return came


def _outcome(end: Step) -> Outcome:
    """Return how a case ended by this step, whose note begins with it."""
    return Outcome((end.note or "").partition(":")[0])
