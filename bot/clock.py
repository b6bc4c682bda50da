"""The one clock that every wait asks: real, or following the sandbox's."""

import asyncio
import time
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """What `app.run` needs of time; tests pass one that is moved by hand."""

    def now(self) -> datetime:
        """Return the present instant, aware, in UTC."""

    def monotonic(self) -> float:
        """Return seconds that never go back."""

    async def sleep(self, seconds: float) -> None:
        """Wait that long by this clock."""


class SystemClock:
    """The machine's own time."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def monotonic(self) -> float:
        return time.monotonic()

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(max(0.0, seconds))


class ShiftedClock:
    """The machine's time plus an offset that only grows; a jump wakes whoever sleeps past it."""

    def __init__(self) -> None:
        self._offset = 0.0
        self._jumped = asyncio.Event()

    def now(self) -> datetime:
        return datetime.now(UTC) + timedelta(seconds=self._offset)

    def monotonic(self) -> float:
        return time.monotonic() + self._offset

    def shift_to(self, offset: float) -> None:
        """Jump so that this clock is `offset` seconds ahead of the machine's."""
        if offset <= self._offset:
            return
        self._offset = offset
        self._jumped.set()
        self._jumped = asyncio.Event()

    async def sleep(self, seconds: float) -> None:
        until = self.monotonic() + seconds
        while (left := until - self.monotonic()) > 0:
            jumped = self._jumped
            try:
                await asyncio.wait_for(jumped.wait(), left)
            except TimeoutError:
                return
        await asyncio.sleep(0)
