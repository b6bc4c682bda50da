"""What the sandbox's list of calls says of a broadcast: how fast, and who heard it how often."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil

from bot.sandbox.model import Json
from tests.bench.faults import NONE, Faults

NEARLY_ALL = 0.99
LIMIT = 30.0
"""Requests a second that Telegram allows over all chats."""
DIGITS = 1_000_000_000
"""A group that becomes a supergroup keeps the last digits of its id in the sandbox."""


@dataclass(frozen=True)
class Broadcast:
    """How one message, edit or answer reached so many groups; times are seconds since `go`."""

    arrivals: Sequence[float]
    """When each group that was reached had it first, sorted."""
    reachable: int
    forced: int
    """Requests that had to be made and told nobody: refusals, and what was asked for in vain."""
    limit: float
    floods: int
    """429s beyond those that were injected."""
    doubled: int
    """Messages too many."""
    heard: frozenset[int]
    """The numbers of the groups that were reached."""

    @property
    def lost(self) -> int:
        return self.reachable - len(self.arrivals)

    @property
    def to_nearly_all(self) -> float | None:
        """When 99 % of the reachable groups had it, None if they never did."""
        enough = ceil(self.reachable * NEARLY_ALL)
        return self.arrivals[enough - 1] if enough <= len(self.arrivals) else None

    @property
    def efficiency(self) -> float | None:
        """Requests needed ÷ limit ÷ the time until 99 % of the reachable groups had it."""
        until = self.to_nearly_all
        if until is None:
            return None
        return (ceil(self.reachable * NEARLY_ALL) + self.forced) / self.limit / until

    @property
    def tail(self) -> float | None:
        """Seconds from 99 % of the reachable groups to the last of them."""
        until = self.to_nearly_all
        return None if until is None else self.arrivals[-1] - until


def arrivals(calls: Iterable[Json], method: str, go: float) -> dict[int, list[float]]:
    """Return when a method succeeded in each group, by the group's number; seconds since `go`."""
    found: dict[int, list[float]] = {}
    for call in calls:
        chat = call["chat"]
        if call["ok"] and call["at"] >= go and call["method"].lower() == method and chat:
            found.setdefault(number_of(int(chat)), []).append(call["at"] - go)
    return found


def number_of(chat: int) -> int:
    """Return the number that a group was made with, also after it has become a supergroup."""
    return -chat % DIGITS - 1


def tell(
    calls: Sequence[Json],
    *,
    groups: int,
    go: float,
    factor: float,
    method: str = "sendmessage",
    faults: Faults = NONE,
    before: int = 0,
    first: int = 0,
) -> Broadcast:
    """Return how a broadcast that was told to `go` went.

    `before` requests had to go first; groups before the `first` are not looked at.
    """
    found = {
        number: times
        for number, times in arrivals(calls, method, go).items()
        if first <= number < groups
    }
    codes = Counter(call["error_code"] for call in calls if call["at"] >= go)
    return Broadcast(
        arrivals=sorted(min(times) for times in found.values()),
        reachable=groups - first - faults.count("403"),
        forced=faults.count() + before,
        limit=LIMIT * factor,
        floods=codes[429] - faults.count("429"),
        doubled=sum(len(times) - 1 for times in found.values()),
        heard=frozenset(found),
    )
