"""Two transactions at once: the one goes on when the other is held up by it."""

import asyncio

from sqlalchemy import text

from bot.storage.database import Database, Session

_HELD_UP = text(
    "SELECT count(*) FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))"
)


async def until_it_waits(database: Database, session: Session) -> None:
    """Wait until another transaction is held up by this one; SQLite lets none begin."""
    while not database.is_sqlite:
        if (await (await session.connection()).execute(_HELD_UP)).scalar_one():
            return
        await asyncio.sleep(0)
