"""The sandbox's clock as the bot sees it: both move together, by hand."""

import asyncio
from bisect import insort
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from bot.sandbox.clock import Clock as SandboxClock


class SharedClock:
    """A `bot.clock.Clock` over the sandbox's own, which knows who sleeps and until when."""

    def __init__(self, clock: SandboxClock) -> None:
        self._clock = clock
        self._until: list[float] = []
        self.stirred = 0
        """Grows whenever somebody falls asleep or wakes."""

    @property
    def next_in(self) -> float | None:
        """How many seconds of this clock until the first sleeper wakes, None if nobody sleeps."""
        return max(0.0, self._until[0] - self.monotonic()) if self._until else None

    def now(self) -> datetime:
        return datetime.fromtimestamp(self._clock.now(), UTC)

    def monotonic(self) -> float:
        return self._clock.monotonic()

    async def wait(self, event: asyncio.Event, seconds: float) -> bool:
        happened = asyncio.ensure_future(event.wait())  # noqa: TID251 - awaited right below
        slept = asyncio.ensure_future(self._clock.sleep(seconds))  # noqa: TID251 - the same
        try:
            with self._sleeping(seconds):
                await asyncio.wait((happened, slept), return_when=asyncio.FIRST_COMPLETED)
        finally:
            happened.cancel()
            slept.cancel()
        return event.is_set()

    async def sleep(self, seconds: float) -> None:
        with self._sleeping(seconds):
            await self._clock.sleep(seconds)

    @contextmanager
    def _sleeping(self, seconds: float) -> Iterator[None]:
        until = self.monotonic() + seconds
        insort(self._until, until)
        self.stirred += 1
        try:
            yield
        finally:
            self._until.remove(until)
            self.stirred += 1
