"""The pace that Telegram allows: one smooth budget for the token, and each group's own.

A group takes at most 20 requests a minute and one a second, edits counted (Bot FAQ, "My bot is
hitting limits"); the token about 30 a second over all chats. Whoever is in a lower lane goes first.
In a group dangers and alerts come before answers, and something of its minute is kept for them: an
alert must not wait behind the questions about twenty lamps.
A request counts from its answer: Telegram may have counted it as late as that.
"""

import asyncio
from bisect import insort
from collections import OrderedDict, deque
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from heapq import heappop, heappush
from math import ceil
from typing import Any

import structlog
from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.exceptions import ClientDecodeError, TelegramRetryAfter, TelegramServerError
from aiogram.methods import CreateForumTopic, Response, TelegramMethod
from aiogram.methods.base import TelegramType

from bot import metrics
from bot.clock import Clock
from bot.delivery.outcomes import NotOurs, asked_to_wait
from bot.delivery.rate import Rate
from bot.storage.outbox import Lane
from bot.storage.sending import URGENT
from bot.tasks import Tasks

log = structlog.get_logger(__name__)

GROUP_LIMITS = ((1, 1.0), (20, 60.0))
"""Requests in any so many seconds."""
KEPT_BACK = {Lane.REPLIES: 2, Lane.CARDS: 4, Lane.NOTICES: 4}
"""So much of a group's minute is no lane's but the urgent ones'."""
LIMITS = {lane: (*GROUP_LIMITS, (20 - KEPT_BACK.get(lane, 0), 60.0)) for lane in Lane}
MOST, LONGEST = max(most for most, _ in GROUP_LIMITS), max(span for _, span in GROUP_LIMITS)
FULL_SECOND = 30
"""Requests that Telegram takes in a second over all chats; a server of one's own may take a multiple."""
PAID_SECOND = 950
"""The same of paid ones, of the thousand that Telegram names."""
CATCH_UP_SECONDS = 0.1
"""Whoever comes so late may still start at once: the machine had something else to do."""
REPLY_TRIES = 3
LONG_HOLD_SECONDS = 600.0
"""A 429 that asks for more than this is worth an operator's look."""


@dataclass(eq=False)
class Flight:
    """What the pace must know of a request of the sender's, and what the sender learns of it."""

    lane: Lane
    paid: bool = False
    """It goes at the paid rate, beside the free one."""
    on_start: Callable[[], None] = lambda: None
    asked_at: float | None = None
    """When it was let go (monotonic seconds)."""

    def start(self, at: float) -> None:
        """Note that it is let go."""
        self.asked_at = at
        self.on_start()


FLIGHT: ContextVar[Flight | None] = ContextVar("flight", default=None)
"""The flight under way; whoever speaks directly has none, and is answering somebody."""

_PACED = ("send", "edit", "copy", "forward", "delete", "createForumTopic")
_FREE = frozenset({"deleteWebhook", "deleteMyCommands"})


@dataclass(eq=False, slots=True)
class _Request:
    """One that was let go: `at` is its start, and once it is answered, its answer."""

    at: float


class _Window:
    """At most `count` requests in any `seconds`."""

    def __init__(self, count: int, seconds: float) -> None:
        self._past: deque[_Request] = deque(maxlen=count)
        self._seconds = seconds

    def add(self, request: _Request) -> None:
        self._past.append(request)

    def fill(self, request: _Request) -> None:
        """Let no more fit than after as many as this one as it takes."""
        self._past.extend([request] * (self._past.maxlen or 0))

    def ready_at(self) -> float:
        """Return when one more fits."""
        full = len(self._past) == self._past.maxlen
        return self._past[0].at + self._seconds if full else 0.0


class _Group:
    """The latest requests to a group, as many as its limits ask for; a city has thousands of these."""

    __slots__ = ("_past",)

    def __init__(self) -> None:
        self._past: list[_Request] = []

    def add(self, request: _Request) -> None:
        self._past.append(request)
        del self._past[:-MOST]

    def ready_at(self, lane: Lane) -> float:
        """Return when one more of a lane fits into each window."""
        past = self._past
        fits = [past[-most].at + span for most, span in LIMITS[lane] if len(past) >= most]
        return max(fits, default=0.0)

    def over_at(self) -> float:
        """Return when the last of them has left every window."""
        return self._past[-1].at + LONGEST


@dataclass(order=True)
class _Waiting:
    lane: int
    nth: int
    chat: int | None = field(compare=False)
    paid: bool = field(compare=False)
    go: asyncio.Future[_Request] = field(compare=False)


def in_a_second(rate: float) -> int:
    """Return how many requests one second may hold at this rate: 29.5 stays below 30."""
    return ceil(rate / FULL_SECOND) * FULL_SECOND if rate > FULL_SECOND - 1 else ceil(rate)


class Pacer:
    """Lets requests start as soon as the rules allow it, best lane first.

    Over all chats any span of T seconds starts at most 2 + (T + 0.1) x `rate` requests, and any
    second at most what Telegram allows, see `in_a_second`.
    """

    def __init__(self, clock: Clock, tasks: Tasks, *, rate: float) -> None:
        self._clock = clock
        self._tasks = tasks
        self._rate = Rate(rate)
        self._next = 0.0
        self._count = 0
        self._second = _Window(in_a_second(rate), 1.0)
        self._paid_second = _Window(PAID_SECOND, 1.0)
        self._groups: OrderedDict[int, _Group] = OrderedDict()
        """Those of the last minute, the one that was written to last at the end."""
        self._held: dict[int, float] = {}
        self._rests: list[tuple[float, int]] = []
        """A heap: when a chat may take any request again, as it was known at some time."""
        self._waiting: list[_Waiting] = []
        self._changed = asyncio.Event()
        self._running = False

    @asynccontextmanager
    async def turn(
        self, chat: int | None, lane: Lane, *, paid: bool = False
    ) -> AsyncIterator[float]:
        """Wait for the turn of a request to this chat (None: no chat of its own), then hold it.

        Yields when it began (monotonic seconds).
        """
        request = await self._admission(chat, lane, paid=paid)
        try:
            yield request.at
        finally:
            request.at = self._clock.monotonic()
            self._let_rest(chat)

    @property
    def rate(self) -> float:
        """How many requests a second are allowed at this moment."""
        return self._rate.now(self._clock.monotonic())

    @property
    def is_slowed(self) -> bool:
        """Whether many 429s have slowed everything down and it has not recovered yet."""
        return self.rate < self._rate.full

    def take_over(self) -> None:
        """Begin as if the last second were used up: another worker has sent in it."""
        last = _Request(self._clock.monotonic())
        for window in (self._second, self._paid_second):
            window.fill(last)

    def hold(self, chat: int, seconds: float) -> None:
        """Let nothing go to this chat for so long, as its 429 asked."""
        self._held[chat] = self._clock.monotonic() + seconds
        self._let_rest(chat)
        if seconds >= LONG_HOLD_SECONDS:
            log.warning("Telegram lets a chat wait long", chat=chat, seconds=seconds)

    def note(self, chat: int | None, *, flooded: bool) -> None:
        """Note how a request was answered: many 429s slow down all of them."""
        if self._rate.note(chat, flooded=flooded, at=self._clock.monotonic()):
            log.warning("Telegram has had enough, sending at half the rate")

    def resting(self, lane: Lane) -> dict[int, float]:
        """Return the chats that can't take a request of a lane now, and for how many seconds still."""
        now = self._clock.monotonic()
        self._forget(now)
        waits = {chat: self._ready_at(chat, lane) - now for _, chat in self._rests}
        return {chat: wait for chat, wait in waits.items() if wait > 0}

    def rest_of(self, chat: int, lane: Lane) -> float:
        """Return for how many seconds a chat can't take a request of a lane."""
        return max(0.0, self._ready_at(chat, lane) - self._clock.monotonic())

    def _let_rest(self, chat: int | None) -> None:
        if chat is not None and (ready := self._ready_at(chat, Lane.NOTICES)) > 0:
            heappush(self._rests, (ready, chat))

    def _forget(self, now: float) -> None:
        """Let go of chats that nothing holds back any more: a city has ten thousand."""
        while self._rests and self._rests[0][0] <= now:
            _, chat = heappop(self._rests)
            if chat in self._held and self._held[chat] <= now:
                del self._held[chat]
            if (ready := self._ready_at(chat, Lane.NOTICES)) > now:
                heappush(self._rests, (ready, chat))
        while self._groups:
            chat, group = next(iter(self._groups.items()))
            if group.over_at() > now:
                break
            del self._groups[chat]

    async def _admission(self, chat: int | None, lane: Lane, *, paid: bool) -> _Request:
        self._count += 1
        go: asyncio.Future[_Request] = asyncio.get_running_loop().create_future()
        waiting = _Waiting(lane, self._count, chat, paid, go)
        insort(self._waiting, waiting)
        self._changed.set()
        if not self._running:
            self._running = True
            self._tasks.start(self._run(), name="pacer")
        try:
            return await waiting.go
        finally:
            if waiting in self._waiting:
                self._waiting.remove(waiting)

    async def _run(self) -> None:
        try:
            while self._waiting:
                self._changed.clear()
                wait = self._let_go()
                if wait is not None:
                    await self._clock.wait(self._changed, wait)
        finally:
            self._running = False

    def _let_go(self) -> float | None:
        """Start the first request that may start; returns how long to wait if none may."""
        now = self._clock.monotonic()
        free, paid = max(self._next, self._second.ready_at()), self._paid_second.ready_at()
        soonest, better = float("inf"), int(Lane.NOTICES)
        urgent = {one.chat for one in self._waiting if one.lane in URGENT}
        for waiting in self._waiting:
            if waiting.lane == Lane.REPLIES and waiting.chat in urgent and _is_group(waiting.chat):
                continue  # it goes when the other has gone, which looks again
            own = self._ready_at(waiting.chat, Lane(waiting.lane))
            if not waiting.paid and own <= now:
                better = min(better, waiting.lane)
            # Telegram counts paid ones among the free first: they would take a better lane's turn.
            ready = max(own, paid if waiting.paid and waiting.lane <= better else free)
            if ready <= now:
                self._start(waiting, now)
                return None
            soonest = min(soonest, ready)
        return soonest - now

    def _start(self, waiting: _Waiting, now: float) -> None:
        """Let it go; what came a little late is caught up with."""
        self._waiting.remove(waiting)
        if not waiting.paid:
            gap = 1.0 / self._rate.now(now)
            self._next = max(self._next + gap, now - max(0.0, CATCH_UP_SECONDS - gap))
        request = _Request(now)
        if waiting.paid:
            self._paid_second.add(request)
        self._second.add(request)
        if waiting.chat is not None and _is_group(waiting.chat):
            self._group(waiting.chat).add(request)
        self._let_rest(waiting.chat)
        if not waiting.go.done():
            waiting.go.set_result(request)

    def _group(self, chat: int) -> _Group:
        """Return what a group has had; private chats have no windows of their own."""
        if chat not in self._groups:
            self._groups[chat] = _Group()
        self._groups.move_to_end(chat)
        return self._groups[chat]

    def _ready_at(self, chat: int | None, lane: Lane) -> float:
        if chat is None:
            return 0.0
        held, group = self._held.get(chat, 0.0), self._groups.get(chat)
        return max(held, group.ready_at(lane)) if group else held


def _is_group(chat: int | None) -> bool:
    return chat is not None and chat < 0


async def _always() -> bool:
    return True


class Pacing(BaseRequestMiddleware):
    """Every request of the bot that Telegram counts waits for its turn here.

    `admitted` is asked before each of them goes: of several workers only one sends.
    """

    def __init__(self, pacer: Pacer, admitted: Callable[[], Awaitable[bool]] = _always) -> None:
        self._pacer = pacer
        self._admitted = admitted

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        if not is_paced(method):
            return await make_request(bot, method)
        chat: Any = getattr(method, "chat_id", None)
        flight = FLIGHT.get() or Flight(Lane.REPLIES)
        lane = flight.lane
        tries = REPLY_TRIES if lane is Lane.REPLIES else 1
        while True:
            tries -= 1
            try:
                async with self._turn(chat, flight):
                    answer = await make_request(bot, method)
            except (TelegramRetryAfter, ClientDecodeError) as error:
                seconds = asked_to_wait(error)
                if seconds is None:
                    raise
                metrics.FLOOD_WAITS.inc()
                self._pacer.note(chat, flooded=True)
                if chat is not None and not isinstance(method, CreateForumTopic):
                    self._pacer.hold(chat, seconds)  # topics have a limit of their own
                if not tries:
                    raise
            except TelegramServerError:
                if not tries:
                    raise
            else:
                self._pacer.note(chat, flooded=False)
                return answer

    @asynccontextmanager
    async def _turn(self, chat: int | None, flight: Flight) -> AsyncIterator[None]:
        async with self._pacer.turn(chat, flight.lane, paid=flight.paid) as began:
            if not await self._admitted():
                raise NotOurs
            flight.start(began)
            yield


def is_paced(method: TelegramMethod[Any]) -> bool:
    """Whether Telegram counts a request of this kind."""
    name = method.__api_method__
    return name.startswith(_PACED) and name not in _FREE
