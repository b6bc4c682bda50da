"""Opens the database for a command: migrated, or the command says no; closed at the end."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from bot.clock import SystemClock
from bot.storage.database import Database
from bot.storage.keyring import note_keys, require_keys
from bot.storage.migrate import require_current


@asynccontextmanager
async def opened(
    url: str, keys: Sequence[bytes], *, only_reads: bool = False
) -> AsyncIterator[Database]:
    """Open a migrated database with its keys; raises DatabaseError for another one.

    A command that only reads leaves no key behind either: it may be one that was only tried.
    """
    database = Database(url, keys)
    try:
        await require_current(database)
        await require_keys(database)
        if not only_reads:
            await note_keys(database, at=SystemClock().now())
        yield database
    finally:
        await database.close()
