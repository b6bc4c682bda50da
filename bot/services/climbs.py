"""Why a case has come up by the clock, told from its history: who had it, and since when."""

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.cards import Climbed
from bot.domain.ladder import BY_CLOCK
from bot.domain.states import Action
from bot.storage import cases
from bot.storage.cases import Case

UPWARDS = " → "
"""Between the nodes in the line of history."""
BY_HAND = frozenset({Action.ESCALATE, Action.TRANSFER, Action.REOPEN})
NOBODY_HAS_IT = BY_CLOCK | BY_HAND | {Action.SUBMIT, Action.RELEASE}


def way(below: str, above: str) -> str:
    """Return what history notes of a climb."""
    return f"{below}{UPWARDS}{above}"


async def last(session: AsyncSession, case: Case) -> Climbed | None:
    """Return how a case came to its node, None where somebody has brought it there."""
    if not case.escalation:
        return None
    came, since, had = None, case.opened_at, None
    for step in await cases.history(session, case.key):
        if step.action in BY_CLOCK:
            came = Climbed((step.note or "").partition(UPWARDS)[0], since, had)
        elif step.action in BY_HAND:
            came = None
        if step.action in NOBODY_HAS_IT:
            since, had = step.at, None
        elif step.action is Action.CLAIM:
            since, had = step.at, step.actor
        elif step.action is Action.ASSIGN:
            since, had = step.at, step.note
    return came
