"""When this process, and whoever plays in it, has nothing left to do but wait for time to pass."""

import asyncio
from weakref import WeakKeyDictionary

from sqlalchemy import event
from sqlalchemy.pool import QueuePool

from bot.storage.database import Database

LOOKS = 4
"""The loop turns so often without anything to do; what was written to a socket arrives sooner."""
LOST_SECONDS = 0.02
"""A connection that broke is not given back; who waits looks again after so long."""

_given_back: WeakKeyDictionary[QueuePool, asyncio.Event] = WeakKeyDictionary()


async def nothing_to_do(database: Database) -> None:
    """Wait until no task can go on: each of them waits for another, or for a clock.

    Both sides of every connection live in this loop, so what is under way between them shows as
    work in it; only the database works elsewhere, with a connection taken from its pool.
    """
    ready = asyncio.get_running_loop()._ready  # type: ignore[attr-defined] # noqa: SLF001 - nobody else knows
    pool = database.engine.pool
    assert isinstance(pool, QueuePool)
    looks = 0
    while looks < LOOKS:
        busy = pool.checkedout() > 0
        await (_one_given_back(pool) if busy else asyncio.sleep(0))
        looks = 0 if busy or ready or pool.checkedout() > 0 else looks + 1


async def _one_given_back(pool: QueuePool) -> None:
    if pool not in _given_back:
        _given_back[pool] = told = asyncio.Event()
        event.listen(pool, "checkin", lambda *_: told.set())
    _given_back[pool].clear()
    try:
        async with asyncio.timeout(LOST_SECONDS):
            await _given_back[pool].wait()
    except TimeoutError:
        return
