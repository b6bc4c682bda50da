"""Imports: what a file's rows change in the database, all of it or nothing."""

from collections.abc import Awaitable, Callable

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.registers import Batch, Register
from bot.services.imports.chats import store_chats
from bot.services.imports.grids import store_grids
from bot.services.imports.holidays import store_holidays
from bot.services.imports.merge import Summary
from bot.services.imports.owners import store_owners
from bot.services.imports.places import store_places
from bot.services.imports.roster import store_roster
from bot.services.imports.staff import store_staff

__all__ = ["Summary", "store"]

_STORE: dict[Register, Callable[..., Awaitable[Summary]]] = {
    Register.GRIDS: store_grids,
    Register.PLACES: store_places,
    Register.CHATS: store_chats,
    Register.STAFF: store_staff,
    Register.DUTY: store_roster,
    Register.OWNERS: store_owners,
    Register.HOLIDAYS: store_holidays,
}


async def store(
    session: AsyncSession, batch: Batch, *, prune: bool = False, dry_run: bool = False
) -> Summary:
    """Add and change what the rows say; raises ImportRefused with every bad row.

    With `prune` what the file leaves out is removed. With `dry_run` everything is checked and
    counted, nothing is changed.
    """
    return await _STORE[batch.register](session, batch, prune=prune, dry_run=dry_run)
