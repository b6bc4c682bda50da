"""A complaint about somebody who works for the grid: it is told in confidence, and not to them."""

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.grid import VILLAGE_AND_ABOVE, Role
from bot.domain.kinds import Kind
from bot.domain.reports import blames
from bot.storage import people
from bot.storage.cases import Case
from bot.storage.grid import Grid, ancestors
from bot.storage.people import Appointment

COMPLAINTS = frozenset({Kind.NEED, Kind.HELP, Kind.DISPUTE})
SHORT = 2
"""So much of a title is said: 邱书记 of a 社区书记."""


async def keep_from_the_blamed(session: AsyncSession, case: Case) -> None:
    """Give a complaint to those above whom it blames by name, as far as the register knows them.

    Of a worker below the village that is the village. Above the top of the grid there is nobody.
    """
    if case.kind not in COMPLAINTS:
        return
    node = await session.get_one(Grid, case.grid_id)
    held = await people.appointed(session, node.path, Role, on_leave=True)
    blamed = [grid for one, grid in held if blames(case.text, _called(one))]
    if not blamed:
        return
    case.sensitive = True
    case.told_in_confidence = case.told_in_confidence or case.is_confidential
    theirs = [len(grid.path) for grid in blamed if grid.level in VILLAGE_AND_ABOVE]
    for above in await ancestors(session, node.path) if theirs else ():
        if above.level in VILLAGE_AND_ABOVE and len(above.path) < min(theirs):
            case.grid_id = above.key
            return


def _called(one: Appointment) -> tuple[str, ...]:
    """Return how people speak of somebody: by name, or by surname and title."""
    title = one.title or ""
    return (one.name, *{one.name[:1] + part for part in (title, title[-SHORT:]) if part})
