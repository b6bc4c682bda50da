"""The sandbox's clock as the bot sees it: both move together, by hand."""

import asyncio
from datetime import UTC, datetime

from bot.sandbox.clock import Clock as SandboxClock


class SharedClock:
    """A `bot.clock.Clock` over the sandbox's own."""

    def __init__(self, clock: SandboxClock) -> None:
        self._clock = clock

    def now(self) -> datetime:
        return datetime.fromtimestamp(self._clock.now(), UTC)

    def monotonic(self) -> float:
        return self._clock.monotonic()

    async def wait(self, event: asyncio.Event, seconds: float) -> bool:
        happened = asyncio.ensure_future(event.wait())  # noqa: TID251 - awaited right below
        slept = asyncio.ensure_future(self._clock.sleep(seconds))  # noqa: TID251 - the same
        try:
            await asyncio.wait((happened, slept), return_when=asyncio.FIRST_COMPLETED)
        finally:
            happened.cancel()
            slept.cancel()
        return event.is_set()

    async def sleep(self, seconds: float) -> None:
        await self._clock.sleep(seconds)
