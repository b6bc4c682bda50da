"""A crowd of requests on a moved clock, and the rules it must keep, worked out the long way."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import inf

from bot.delivery.pacing import CATCH_UP_SECONDS, Pacer, in_a_second
from bot.sandbox.clock import Clock
from bot.storage.outbox import Lane
from bot.tasks import Tasks
from tests.support.clocks import SharedClock

MOMENT = 1e-6
"""Time is pushed a little further than asked, so that no rounding leaves a sleeper asleep."""
URGENT = (Lane.DANGER, Lane.ALERTS)


@dataclass(frozen=True)
class Wish:
    """A request as it comes: how long after the one before, whereto, how slow to answer."""

    after: float
    chat: int
    lane: Lane = Lane.ALERTS
    latency: float = 0.0
    arrival: float = 0.0
    """When Telegram counts it, as a share of the latency."""


@dataclass
class Request:
    """What became of a wish."""

    wish: Wish
    nth: int
    start: float
    answer: float | None = None

    @property
    def counted(self) -> float:
        """When the rules count it: at its answer, until then at its start."""
        return self.start if self.answer is None else self.answer

    @property
    def at_telegram(self) -> float:
        return self.start + self.wish.arrival * self.wish.latency


class Crowd:
    """Lets requests come to a pacer; refuses to go on when one waits without need."""

    def __init__(self, rate: float) -> None:
        self.rate = rate
        self.sandbox_clock = Clock(at=1000.0, frozen=True)
        self.clock = SharedClock(self.sandbox_clock)
        self.tasks = Tasks()
        self.pacer = Pacer(self.clock, self.tasks, rate=rate)
        self.began = self.clock.monotonic()
        self.held: dict[int, float] = {}
        self.waiting: list[tuple[Lane, int, int]] = []
        self.started: list[Request] = []

    async def run(self, wishes: Sequence[Wish]) -> None:
        """Let all of them come and go."""
        arrivals = accumulate(wish.after for wish in wishes)
        for nth, (wish, at) in enumerate(zip(wishes, arrivals, strict=True)):
            self.tasks.start(self._ask(wish, nth, at), name="request")
        while True:
            await at_rest(self.clock)
            soon = self.clock.next_in
            if soon is None:
                break
            self._check_need(self.clock.monotonic() + soon)
            self.sandbox_clock.advance(soon + MOMENT)
        assert not self.waiting

    def hold(self, chat: int, seconds: float) -> None:
        """Let Telegram ask for patience in a chat."""
        self.pacer.hold(chat, seconds)
        self.held[chat] = self.clock.monotonic() + seconds

    async def _ask(self, wish: Wish, nth: int, at: float) -> None:
        await self.clock.sleep(at)
        mine = (wish.lane, nth, wish.chat)
        self.waiting.append(mine)
        async with self.pacer.turn(wish.chat, wish.lane):
            self.waiting.remove(mine)
            now = self.clock.monotonic()
            self._check_order(mine, now)
            request = Request(wish, nth, now)
            self.started.append(request)
            await self.clock.sleep(wish.latency)
        request.answer = self.clock.monotonic()

    def _check_need(self, wakes_at: float) -> None:
        """Nobody who waits might go before something else happens."""
        for lane, _, chat in self.waiting:
            assert self.earliest(chat, lane) >= wakes_at - 10 * MOMENT

    def _check_order(self, mine: tuple[Lane, int, int], now: float) -> None:
        """Nobody who waits in a better place might have gone now."""
        for better in self.waiting:
            if mine[0] in URGENT and better[0] is Lane.REPLIES and better[2] == mine[2] < 0:
                continue
            assert better > mine or self.chat_earliest(better[2], better[0]) > now

    def earliest(self, chat: int, lane: Lane) -> float:
        """When the rules let one more go to this chat: over all chats and in its own group."""
        gap, most = 1 / self.rate, in_a_second(self.rate)
        starts = [request.start for request in self.started]
        late = max(0.0, CATCH_UP_SECONDS - gap)
        after = [len(starts) - before - 1 for before in range(len(starts))]
        evenly = [start + gaps * gap - late for start, gaps in zip(starts, after, strict=True)]
        second = [self.started[-most].counted + 1] if len(starts) >= most else []
        return max([0.0, *evenly, *second, self.chat_earliest(chat, lane)])

    def chat_earliest(self, chat: int, lane: Lane) -> float:
        """The same for its own chat alone, of whose minute something is kept for what is urgent."""
        told = [request.counted for request in self.started if request.wish.chat == chat < 0]
        second = [told[-1] + 1] if told else []
        waits = any(other in URGENT and at == chat for other, _, at in self.waiting)
        if lane is Lane.REPLIES and chat < 0 and waits:
            return inf
        most = {Lane.REPLIES: 18, Lane.CARDS: 16, Lane.NOTICES: 16}.get(lane, 20)
        minute = [told[-most] + 60] if len(told) >= most else []
        return max([self.held.get(chat, 0.0), *second, *minute])

    def times_at_telegram(self, chat: int | None = None) -> list[float]:
        """When Telegram counted the requests, over all or to one chat."""
        return sorted(
            request.at_telegram - self.began
            for request in self.started
            if chat in {None, request.wish.chat}
        )


async def at_rest(clock: SharedClock) -> None:
    """Wait until everybody sleeps on the clock."""
    seen = -1
    while seen != clock.stirred:
        seen = clock.stirred
        for _ in range(8):
            await asyncio.sleep(0)


def fits(times: Sequence[float], count: int, seconds: float) -> bool:
    """Whether no span of so many seconds holds more than `count`."""
    pairs = zip(times, times[count:], strict=False)
    return all(later - earlier >= seconds - 10 * MOMENT for earlier, later in pairs)
