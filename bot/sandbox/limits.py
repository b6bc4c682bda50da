"""How fast a bot may speak: 30 a second over all chats, 1 a second and 20 a minute in a group.

From Telegram's Bot FAQ ("My bot is hitting limits"); edits and new topics count like messages.
"""

from collections import deque
from dataclasses import dataclass, field
from math import ceil

LONGEST_WAIT = 3600
FREE = (30, 1.0)
PAID = (1000, 1.0)
"""What `allow_paid_broadcast` buys: sends a second over all chats."""
PRICE = 0.1
"""Stars for each send beyond the free ones ("Paid Broadcasts" in the Bot FAQ)."""


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
        surplus = len(self.times) - max(1, int(self.count * factor))
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

    def fits(self, now: float, factor: float) -> bool:
        """Whether one more fits; asking is no offence."""
        return now >= self.blocked_until and all(
            window.wait(now, factor) <= 0 for window in self.windows
        )

    def _ignored(self, now: float) -> float:
        """What was already on its way (within a second of the first refusal) is not punished."""
        if now - self.struck_at >= 1:
            self.strikes += 1
            self.struck_at = now
            self.blocked_until = min(self.blocked_until + 2**self.strikes, now + LONGEST_WAIT)
        return self.blocked_until - now

    def take(self, now: float, count: int) -> None:
        """Count what was let through; an album is one for the window of a second in a group."""
        for window in self.windows:
            window.times.extend([now] * min(count, window.count))


class Limits:
    """The limits of every bot; `factor` multiplies what is allowed, 0 switches them off."""

    def __init__(self, factor: float = 1.0) -> None:
        self.factor = factor
        self._buckets: dict[tuple[int, str], Bucket] = {}

    def spend(
        self, bot: int, chat: str, now: float, *, group: bool, count: int = 1, paid: bool = False
    ) -> int:
        """Count sends or an edit; return 0, or the whole seconds to wait if it is too much."""
        if not self.factor:
            return 0
        buckets = [self._bucket(bot, "paid", PAID) if paid else self._bucket(bot, "", FREE)]
        if group:
            buckets.append(self._bucket(bot, chat, (1, 1), (20, 60)))
        wait = max(bucket.wait(now, self.factor) for bucket in buckets)
        if wait > 0:
            return max(1, ceil(wait))
        for bucket in buckets:
            bucket.take(now, count)
        return 0

    def price(self, bot: int, now: float, count: int) -> float:
        """Return the Stars that sends cost now: nothing while they fit into the free ones."""
        if not self.factor or self._bucket(bot, "", FREE).fits(now, self.factor):
            return 0.0
        return count * PRICE

    def _bucket(self, bot: int, scope: str, *windows: tuple[int, float]) -> Bucket:
        bucket = self._buckets.get((bot, scope))
        if bucket is None:
            made = tuple(Window(count, seconds) for count, seconds in windows)
            bucket = self._buckets[bot, scope] = Bucket(made)
        return bucket
