"""APScheduler as an alarm clock: it wakes the jobs, the truth is in our tables."""

from collections.abc import Awaitable, Callable

from apscheduler.schedulers.asyncio import AsyncIOScheduler

EVERY_SECONDS = 1


def start_alarm(tick: Callable[[], Awaitable[None]]) -> Callable[[], None]:
    """Call `tick` every second, late once, never twice side by side; returns what stops it."""
    scheduler = AsyncIOScheduler()
    scheduler.add_job(
        tick,
        "interval",
        seconds=EVERY_SECONDS,
        misfire_grace_time=None,
        coalesce=True,
        max_instances=1,
    )
    scheduler.start()
    return lambda: scheduler.shutdown(wait=False)
