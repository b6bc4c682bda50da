"""The rate over all chats: what the settings allow, and less for a while when Telegram has had enough."""

from collections import deque

LAST = 200
"""So many of the latest requests are looked at."""
FLOODS = 10
"""So many 429s among them, from so many chats, mean the whole token: a 429 carries no scope."""
FLOODED_CHATS = 5
RECOVERY = 0.5
"""So much faster each second, until it is the full rate again."""
LOWEST = 1.0


class Rate:
    """Requests a second; halved by many 429s, then growing back."""

    def __init__(self, full: float) -> None:
        self._full = full
        self._low = full
        self._since = 0.0
        self._last: deque[int | None] = deque(maxlen=LAST)

    @property
    def full(self) -> float:
        return self._full

    def now(self, at: float) -> float:
        """Return what is allowed at this moment (monotonic seconds)."""
        return min(self._full, self._low + RECOVERY * (at - self._since))

    def note(self, chat: int | None, *, flooded: bool, at: float) -> bool:
        """Note how a request was answered; returns whether that has halved the rate."""
        self._last.append(chat if flooded else None)
        floods = [one for one in self._last if one is not None]
        if not flooded or len(floods) < FLOODS or len(set(floods)) < FLOODED_CHATS:
            return False
        self._low, self._since = max(LOWEST, self.now(at) / 2), at
        self._last.clear()  # what has been answered for is not counted again
        return True
