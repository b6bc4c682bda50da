"""When this process, and whoever plays in it, has nothing left to do but wait for time to pass."""

import asyncio

from sqlalchemy.pool import QueuePool

from bot.storage.database import Database

LOOKS = 4
"""The loop turns so often without anything to do; what was written to a socket arrives sooner."""
DATABASE_SECONDS = 0.001
"""A database answers from another thread or process: it is looked for that often."""


async def nothing_to_do(database: Database) -> None:
    """Wait until no task can go on: each of them waits for another, or for a clock.

    Both sides of every connection live in this loop, so what is under way between them shows as
    work in it; only the database works elsewhere, with a connection taken from its pool.
    """
    ready = asyncio.get_running_loop()._ready  # type: ignore[attr-defined] # noqa: SLF001 - nobody else knows
    looks = 0
    while looks < LOOKS:
        busy = _is_asked(database)
        await asyncio.sleep(DATABASE_SECONDS if busy else 0)
        looks = 0 if busy or ready or _is_asked(database) else looks + 1


def _is_asked(database: Database) -> bool:
    pool = database.engine.pool
    assert isinstance(pool, QueuePool)
    return pool.checkedout() > 0
