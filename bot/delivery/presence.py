"""Whether the Bot API server is there: while it is not, nothing is sent that might get lost."""

import asyncio
from collections.abc import Awaitable, Callable

import structlog

from bot.clock import Clock
from bot.tasks import Tasks

log = structlog.get_logger(__name__)

FIRST_PAUSE_SECONDS = 1.0
LONGEST_PAUSE_SECONDS = 5.0
"""Between two looks whether a server that was away is back."""


class Presence:
    """Asks a server that is away for something harmless, ever more rarely, until it answers."""

    def __init__(
        self,
        clock: Clock,
        tasks: Tasks,
        *,
        ask: Callable[[], Awaitable[bool]],
        on_back: Callable[[], None],
    ) -> None:
        self._clock = clock
        self._tasks = tasks
        self._ask = ask
        self._on_back = on_back
        self._back = asyncio.Event()
        self._back.set()
        self._seen_at = clock.monotonic()

    @property
    def is_away(self) -> bool:
        """Whether nothing should be sent for now."""
        return not self._back.is_set()

    def seen(self) -> None:
        """Note that it has answered, whatever it said."""
        self._seen_at = self._clock.monotonic()
        if self.is_away:
            self._back.set()
            log.info("the Bot API server is back")
            self._on_back()

    def missed(self, reason: str, *, asked_at: float) -> None:
        """Note that an answer did not come; others that came since then say that it is there."""
        if self.is_away or self._seen_at > asked_at:
            return
        log.warning("the Bot API server is away, trying again", reason=reason)
        self._back.clear()
        self._tasks.start(self._look_out(), name="look out")

    async def _look_out(self) -> None:
        pause = FIRST_PAUSE_SECONDS
        while not await self._clock.wait(self._back, pause):
            pause = min(pause * 2, LONGEST_PAUSE_SECONDS)
            if await self._ask():
                self.seen()
