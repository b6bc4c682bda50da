"""The one clock that every wait asks: the machine's, or one that follows the sandbox's."""

import asyncio
import time
from datetime import UTC, datetime, timedelta
from typing import Protocol

LOOK_SECONDS = 0.25
"""How often a wait on a shifted clock looks whether the clock has jumped past its end."""


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
            await asyncio.wait_for(event.wait(), max(0.0, seconds))
        except TimeoutError:
            return False
        return True

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(max(0.0, seconds))


class ShiftedClock:
    """The machine's time plus an offset that only grows."""

    def __init__(self) -> None:
        self._offset = 0.0

    def now(self) -> datetime:
        return datetime.now(UTC) + timedelta(seconds=self._offset)

    def monotonic(self) -> float:
        return time.monotonic() + self._offset

    def shift_to(self, offset: float) -> None:
        """Jump so that this clock is `offset` seconds ahead of the machine's; never back."""
        self._offset = max(self._offset, offset)

    async def wait(self, event: asyncio.Event, seconds: float) -> bool:
        until = self.monotonic() + seconds
        while not event.is_set() and (left := until - self.monotonic()) > 0:
            try:
                await asyncio.wait_for(event.wait(), min(left, LOOK_SECONDS))
            except TimeoutError:
                continue
        return event.is_set()

    async def sleep(self, seconds: float) -> None:
        await self.wait(asyncio.Event(), seconds)
