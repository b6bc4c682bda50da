"""The alarm clock stops between two ticks."""

import asyncio

from bot.jobs.alarm import start_alarm
from tests.support.logbook import Logbook


async def test_a_tick_under_way_ends_before_the_alarm_does() -> None:
    """Whoever waits for the end knows that nothing of it goes on, or was cut off."""
    began, ended, may_end = asyncio.Event(), asyncio.Event(), asyncio.Event()

    async def tick() -> None:
        began.set()
        await may_end.wait()
        ended.set()

    stop = start_alarm(tick)
    async with asyncio.timeout(10):
        await began.wait()
        asyncio.get_running_loop().call_soon(may_end.set)
        await stop()

    assert ended.is_set()


async def test_a_tick_that_hangs_is_given_up(logbook: Logbook) -> None:
    """The end of the program waits for nobody for long, and is nobody's fault."""
    began, cut_off = asyncio.Event(), asyncio.Event()

    async def tick() -> None:
        began.set()
        try:
            await asyncio.Event().wait()
        finally:
            cut_off.set()

    stop = start_alarm(tick)
    async with asyncio.timeout(10):
        await began.wait()
        await stop()
        await cut_off.wait()
    for _ in range(9):  # until APScheduler has heard of it
        await asyncio.sleep(0)
    assert logbook.text == ""
