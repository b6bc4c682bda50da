"""The one clock that every wait asks: the machine's, or one that follows the sandbox's."""

import asyncio
import time
from datetime import UTC, datetime
from typing import Protocol

LOOK_SECONDS = 0.25
"""How often a wait on a following clock looks whether the clock has jumped past its end."""


class Clock(Protocol):
    """What `app.run` needs of time; tests pass one that is moved by hand."""

    def now(self) -> datetime:
        """Return the present instant, aware, in UTC."""

    def monotonic(self) -> float:
        """Return seconds that never go back."""

    async def wait(self, event: asyncio.Event, seconds: float) -> bool:
        """Wait for the event, at most so long by this clock; returns whether it happened."""

    async def sleep(self, seconds: float) -> None:
        """Wait that long by this clock."""


class SystemClock:
    """The machine's own time."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def monotonic(self) -> float:
        return time.monotonic()

    async def wait(self, event: asyncio.Event, seconds: float) -> bool:
        try:
            async with asyncio.timeout(max(0.0, seconds)):
                return await event.wait()
        except TimeoutError:
            return event.is_set()

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(max(0.0, seconds))


class FollowingClock:
    """A time told by somebody else from time to time: it may jump and stand still, never go back."""

    def __init__(self) -> None:
        self._told = time.time()
        self._told_at = time.monotonic()
        self._stands = False

    def now(self) -> datetime:
        return datetime.fromtimestamp(self.monotonic(), UTC)

    def monotonic(self) -> float:
        passed = 0.0 if self._stands else time.monotonic() - self._told_at
        return self._told + passed

    def tell(self, now: float, *, stands: bool) -> None:
        """Take over a time (Unix seconds) from a clock that runs on, or `stands` still."""
        self._told = max(self.monotonic(), now)
        self._told_at = time.monotonic()
        self._stands = stands

    async def wait(self, event: asyncio.Event, seconds: float) -> bool:
        until = self.monotonic() + seconds
        while not event.is_set() and self.monotonic() < until:
            left = LOOK_SECONDS if self._stands else min(until - self.monotonic(), LOOK_SECONDS)
            try:
                async with asyncio.timeout(left):
                    await event.wait()
            except TimeoutError:
                continue
        return event.is_set()

    async def sleep(self, seconds: float) -> None:
        await self.wait(asyncio.Event(), seconds)
