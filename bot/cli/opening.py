"""Opens the database for a command: migrated, or the command says no; closed at the end."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from bot.clock import SystemClock
from bot.storage.database import Database
from bot.storage.keys import require_keys
from bot.storage.migrate import require_current


@asynccontextmanager
async def opened(url: str, keys: Sequence[bytes]) -> AsyncIterator[Database]:
    """Open a migrated database with its keys; raises DatabaseError for another one."""
    database = Database(url, keys)
    try:
        await require_current(database)
        await require_keys(database, at=SystemClock().now())
        yield database
    finally:
        await database.close()
