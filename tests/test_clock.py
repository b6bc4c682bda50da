"""Whoever waits on a clock can be told to stop at any moment."""

import asyncio

import pytest

from bot.clock import Clock, FollowingClock, SystemClock
from bot.tasks import Tasks


@pytest.mark.parametrize("clock", [SystemClock(), FollowingClock()])
@pytest.mark.parametrize("turns", range(6))
async def test_the_end_is_heard_beside_the_event(clock: Clock, turns: int) -> None:
    """What is waited for may happen just when the program is told to end."""
    event = asyncio.Event()
    task = Tasks().start(clock.wait(event, 60), name="waits")
    await asyncio.sleep(0)
    event.set()
    for _ in range(turns):
        await asyncio.sleep(0)

    was_over = task.done()
    task.cancel()
    await asyncio.wait([task])

    assert task.cancelled() is not was_over


@pytest.mark.parametrize("clock", [SystemClock(), FollowingClock()])
async def test_a_wait_tells_whether_it_happened(clock: Clock) -> None:
    """Before its time is over, or not."""
    event = asyncio.Event()
    assert await clock.wait(event, 0.01) is False
    event.set()
    assert await clock.wait(event, 60) is True
