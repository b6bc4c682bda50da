"""How fast a bot may speak: 30 a second over all chats, 1 a second and 20 a minute in a group.

From Telegram's Bot FAQ ("My bot is hitting limits"); edits count like messages.
"""

from collections import deque
from dataclasses import dataclass, field
from math import ceil

LONGEST_WAIT = 3600


@dataclass(slots=True)
class Window:
    """At most `count` in any `seconds`."""

    count: int
    seconds: float
    times: deque[float] = field(default_factory=deque)

    def wait(self, now: float, factor: float) -> float:
        """Return the seconds until one more fits, 0 if it fits now."""
        while self.times and now - self.times[0] >= self.seconds:
            self.times.popleft()
        surplus = len(self.times) - int(self.count * factor)
        return self.times[surplus] + self.seconds - now if surplus >= 0 else 0.0


@dataclass(slots=True)
class Bucket:
    """The windows of one scope and the penalty for not listening."""

    windows: tuple[Window, ...]
    blocked_until: float = 0.0
    struck_at: float = 0.0
    strikes: int = 0

    def wait(self, now: float, factor: float) -> float:
        """Return how long the caller must wait, longer each second that it keeps asking."""
        if now < self.blocked_until:
            return self._ignored(now)
        wait = max(window.wait(now, factor) for window in self.windows)
        if wait <= 0:
            self.strikes = 0
            return 0.0
        self.struck_at, self.blocked_until = now, now + ceil(wait)
        return wait

    def _ignored(self, now: float) -> float:
        """What was already on its way (within a second of the first refusal) is not punished."""
        if now - self.struck_at >= 1:
            self.strikes += 1
            self.struck_at = now
            self.blocked_until = min(self.blocked_until + 2**self.strikes, now + LONGEST_WAIT)
        return self.blocked_until - now

    def take(self, now: float) -> None:
        """Count one that was let through."""
        for window in self.windows:
            window.times.append(now)


class Limits:
    """The limits of every bot; `factor` multiplies what is allowed, 0 switches them off."""

    def __init__(self, factor: float = 1.0) -> None:
        self.factor = factor
        self._buckets: dict[tuple[int, str], Bucket] = {}

    def spend(self, bot: int, chat: str, now: float, *, group: bool) -> int:
        """Count one send or edit; return 0, or the whole seconds to wait if it is too much."""
        if not self.factor:
            return 0
        buckets = [self._bucket(bot, "", Window(30, 1))]
        if group:
            buckets.append(self._bucket(bot, chat, Window(1, 1), Window(20, 60)))
        wait = max(bucket.wait(now, self.factor) for bucket in buckets)
        if wait > 0:
            return max(1, ceil(wait))
        for bucket in buckets:
            bucket.take(now)
        return 0

    def _bucket(self, bot: int, scope: str, *windows: Window) -> Bucket:
        bucket = self._buckets.get((bot, scope))
        if bucket is None:
            bucket = self._buckets[bot, scope] = Bucket(windows)
        return bucket
