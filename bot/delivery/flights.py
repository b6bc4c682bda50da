"""How many requests may be under way at once: enough to use the rate, few enough to be doubled."""

from math import ceil

FEWEST, MOST = 4, 16
"""Whoever kills the process doubles at most so many messages."""
TOGETHER_SECONDS = 0.25
"""So long may what has landed wait to be written down with more: one transaction for all of it."""
WEIGHT = 0.1
"""Of the newest measurement in what is taken for usual."""


class Flights:
    """Learns how long a request keeps its place: from being taken up to being written down."""

    def __init__(self) -> None:
        self._answer = 0.0
        self._turn = 0.0

    def answered(self, seconds: float) -> None:
        """Note how long Telegram took."""
        self._answer += WEIGHT * (seconds - self._answer)

    def turned(self, seconds: float) -> None:
        """Note how long it took to write down and take up."""
        self._turn += WEIGHT * (seconds - self._turn)

    def most(self, rate: float) -> int:
        """Return how many may be under way at this rate: one more than it takes to use it."""
        needed = ceil(rate * (self._answer + TOGETHER_SECONDS + self._turn)) + 1
        return min(max(needed, FEWEST), MOST)

    def fewest(self, rate: float) -> int:
        """Return how many of them must still have to go when more are taken up."""
        return ceil(rate * self._turn) + 1
