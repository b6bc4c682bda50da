"""A complaint about somebody who works for the grid: it is told in confidence, and not to them."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.grid import VILLAGE_AND_ABOVE, Role
from bot.domain.kinds import Kind
from bot.domain.policy import Policy
from bot.domain.reports import blames
from bot.services import cards, desk, handing, saying
from bot.storage import outbox, people
from bot.storage.cases import Case
from bot.storage.grid import Grid, ancestors
from bot.storage.outbox import Lane
from bot.storage.people import Appointment

COMPLAINTS = frozenset({Kind.NEED, Kind.HELP, Kind.DISPUTE})
SHORT = 2
"""So much of a title is said: 邱书记 of a 社区书记."""

Blamed = Sequence[tuple[Appointment, Grid]]


async def keep_from_the_blamed(session: AsyncSession, case: Case) -> None:
    """Give a complaint to those above whom it blames by name, as far as the register knows them.

    Of a worker below the village that is the village. Above the top of the grid there is nobody.
    """
    blamed = await _blamed(session, case)
    if not blamed:
        return
    _seal(case)
    above = await _above(session, case, blamed)
    if above is not None:
        case.grid_id = above.key


async def part_from_the_blamed(
    session: AsyncSession, case: Case, policy: Policy, *, at: datetime
) -> None:
    """Do the same for words that came later: who is blamed has it no longer, and no card below stands."""
    blamed = await _blamed(session, case)
    if not blamed or not case.is_open:
        await keep_from_the_blamed(session, case)
        return
    known = case.is_confidential
    _seal(case)
    above = await _above(session, case, blamed)
    if above is not None or case.owner_id in {one.user_id for one, _ in blamed}:
        await handing.hand_up(session, case, above, policy, at=at)
    elif case.is_confidential and not known:
        await desk.tell_staff(session, case, policy, at=at)
    if case.is_confidential and not known:
        await _take_down(session, case, at=at)


async def _blamed(session: AsyncSession, case: Case) -> Blamed:
    if case.kind not in COMPLAINTS:
        return []
    node = await session.get_one(Grid, case.grid_id)
    held = await people.appointed(session, node.path, Role, on_leave=True)
    return [(one, grid) for one, grid in held if blames(case.text, _called(one))]


def _seal(case: Case) -> None:
    case.sensitive = True
    case.told_in_confidence = case.told_in_confidence or case.is_confidential


async def _above(session: AsyncSession, case: Case, blamed: Blamed) -> Grid | None:
    """Return the village or what is above it that has to have it instead; None where it may stay."""
    theirs = [len(grid.path) for _, grid in blamed if grid.level in VILLAGE_AND_ABOVE]
    if not theirs:
        return None
    line = await ancestors(session, (await session.get_one(Grid, case.grid_id)).path)
    over = (one for one in line if one.level in VILLAGE_AND_ABOVE and len(one.path) < min(theirs))
    return next(over, None)


async def _take_down(session: AsyncSession, case: Case, *, at: datetime) -> None:
    """Delete what stands of it in groups below the village."""
    for slot in (cards.STAFF, cards.RELAY, cards.VOICE):
        for message in await outbox.live_in_slot(session, case.key, slot):
            if message.chat_id < 0 and not await desk.is_above(session, message.grid_id):
                await saying.remove(session, message, at=at, lane=Lane.DANGER)


def _called(one: Appointment) -> tuple[str, ...]:
    """Return how people speak of somebody: by name, or by surname and title."""
    title = one.title or ""
    return (one.name, *{one.name[:1] + part for part in (title, title[-SHORT:]) if part})
