"""Opens the database for a command: migrated, or the command says no; closed at the end."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.storage.database import Database
from bot.storage.migrate import require_current


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[Database]:
    """Open a migrated database; raises DatabaseError for another one."""
    database = Database(url)
    try:
        await require_current(database)
        yield database
    finally:
        await database.close()
