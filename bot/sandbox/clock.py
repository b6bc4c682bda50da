"""The sandbox's time, which tests and rehearsals may stop and push forward, never back."""

import asyncio
import time


class Clock:
    """Real time plus whatever was added by hand; the only place here that asks the machine."""

    def __init__(self, *, at: float | None = None, frozen: bool = False) -> None:
        self._ahead = (time.time() if at is None else at) - time.monotonic()
        self._stopped_at = self._running() if frozen else None
        self._moved = asyncio.Event()

    def _running(self) -> float:
        return time.monotonic() + self._ahead

    def now(self) -> float:
        """Return Unix seconds."""
        return self._running() if self._stopped_at is None else self._stopped_at

    def monotonic(self) -> float:
        """Return seconds that never go back; here the same as `now`."""
        return self.now()

    @property
    def offset(self) -> float:
        """Seconds by which this clock is ahead of the machine's."""
        return self.now() - time.time()

    @property
    def frozen(self) -> bool:
        """Whether time moves only when pushed."""
        return self._stopped_at is not None

    def advance(self, seconds: float) -> None:
        """Jump forward and wake whoever sleeps past the new instant."""
        if seconds < 0:
            raise ValueError("time never goes back")
        self._ahead += seconds
        if self._stopped_at is not None:
            self._stopped_at += seconds
        self._wake()

    def freeze(self, *, frozen: bool) -> None:
        """Stop the clock where it stands, or let it run on from there."""
        if frozen == self.frozen:
            return
        now = self.now()
        self._ahead = now - time.monotonic()
        self._stopped_at = now if frozen else None
        self._wake()

    def restore(self, *, offset: float, stopped_at: float | None) -> None:
        """Take up the time of an earlier process."""
        self._ahead = max(self._ahead, time.time() + offset - time.monotonic())
        self._stopped_at = stopped_at
        self._wake()

    async def sleep(self, seconds: float) -> None:
        """Wait that long by this clock."""
        until = self.now() + seconds
        while (left := until - self.now()) > 0:
            moved = self._moved
            try:
                async with asyncio.timeout(None if self.frozen else left):
                    await moved.wait()
            except TimeoutError:
                return

    def _wake(self) -> None:
        self._moved.set()
        self._moved = asyncio.Event()
