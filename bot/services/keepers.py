"""Who looks after what a case is about, where it was reported, whoever has the case by now."""

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.keepers import KEPT, Keeper
from bot.storage import keepers
from bot.storage.cases import Case
from bot.storage.grid import Grid


async def of_case(session: AsyncSession, case: Case) -> Keeper | None:
    """Return the keeper; None where the registers name nobody, and of what a group must not read."""
    if case.kind not in KEPT or case.is_confidential or case.by_hand:
        return None
    node = await session.get_one(Grid, case.reported_at_id)
    return await keepers.nearest(session, node.path, case.kind, case.category)
