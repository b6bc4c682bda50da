"""APScheduler as an alarm clock: it wakes the jobs, the truth is in our tables."""

import asyncio
from collections.abc import Awaitable, Callable

from apscheduler.schedulers.asyncio import AsyncIOScheduler

EVERY_SECONDS = 1
MAY_FINISH_SECONDS = 1.0


def start_alarm(tick: Callable[[], Awaitable[None]]) -> Callable[[], Awaitable[None]]:
    """Call `tick` every second, late once, never twice side by side; returns what stops it.

    A tick under way may finish first: cut off, it would leave with the error of a broken transaction.
    """
    under_way, stopping = asyncio.Lock(), asyncio.Event()

    async def ring() -> None:
        try:
            async with under_way:
                await tick()
        except asyncio.CancelledError:
            if not stopping.is_set():
                raise  # APScheduler would log that of a stop, too, as a job's fault

    async def stop() -> None:
        stopping.set()
        scheduler.pause()
        try:
            async with asyncio.timeout(MAY_FINISH_SECONDS), under_way:
                scheduler.shutdown(wait=False)
        except TimeoutError:
            scheduler.shutdown(wait=False)

    scheduler = AsyncIOScheduler()
    scheduler.add_job(
        ring,
        "interval",
        seconds=EVERY_SECONDS,
        misfire_grace_time=None,
        coalesce=True,
        max_instances=1,
    )
    scheduler.start()
    return stop
