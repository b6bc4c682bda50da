"""The pace that Telegram allows: one smooth budget for the token, and each group's own.

A group takes at most 20 requests a minute and one a second, edits counted (Bot FAQ, "My bot is
hitting limits"); the token about 30 a second over all chats. Whoever is in a lower lane goes first.
"""

import asyncio
from bisect import insort
from collections import defaultdict, deque
from collections.abc import Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from aiogram import Bot
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.exceptions import TelegramRetryAfter
from aiogram.methods import Response, TelegramMethod
from aiogram.methods.base import TelegramType

from bot.clock import Clock
from bot.storage.outbox import Lane
from bot.tasks import Tasks

GROUP_GAP_SECONDS = 1.0
GROUP_WINDOW_SECONDS = 60.0
GROUP_WINDOW_REQUESTS = 20
REPLY_TRIES = 3

LANE: ContextVar[Lane] = ContextVar("lane", default=Lane.REPLIES)
"""The lane of the request under way; whoever speaks directly is answering somebody."""

_PACED = ("send", "edit", "copy", "forward", "delete")
_FREE = frozenset({"deleteWebhook", "deleteMyCommands"})


@dataclass(order=True)
class _Waiting:
    lane: int
    nth: int
    chat: int | None = field(compare=False)
    go: asyncio.Future[None] = field(compare=False)


class Pacer:
    """Lets requests start when the rules allow it, best lane first."""

    def __init__(self, clock: Clock, tasks: Tasks, *, rate: float) -> None:
        self._clock = clock
        self._tasks = tasks
        self._gap = 1.0 / rate
        self._next = 0.0
        self._count = 0
        self._starts: defaultdict[int, deque[float]] = defaultdict(
            lambda: deque(maxlen=GROUP_WINDOW_REQUESTS)
        )
        self._held: dict[int, float] = {}
        self._waiting: list[_Waiting] = []
        self._changed = asyncio.Event()
        self._running = False

    async def turn(self, chat: int | None, lane: Lane) -> None:
        """Wait for the turn of a request to this chat (None: no chat of its own)."""
        self._count += 1
        waiting = _Waiting(lane, self._count, chat, asyncio.get_running_loop().create_future())
        insort(self._waiting, waiting)
        self._changed.set()
        if not self._running:
            self._running = True
            self._tasks.start(self._run(), name="pacer")
        try:
            await waiting.go
        finally:
            if waiting in self._waiting:
                self._waiting.remove(waiting)

    def hold(self, chat: int, seconds: float) -> None:
        """Let nothing go to this chat for so long, as its 429 asked."""
        self._held[chat] = self._clock.monotonic() + seconds

    def resting(self) -> dict[int, float]:
        """Return the chats that can't take a request now, and for how many seconds still."""
        now = self._clock.monotonic()
        waits = {chat: self._ready_at(chat) - now for chat in (*self._starts, *self._held)}
        return {chat: wait for chat, wait in waits.items() if wait > 0}

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
        soonest = float("inf")
        for waiting in self._waiting:
            ready = max(self._next, self._ready_at(waiting.chat))
            if ready <= now:
                self._start(waiting, now)
                return None
            soonest = min(soonest, ready)
        return soonest - now

    def _start(self, waiting: _Waiting, now: float) -> None:
        self._waiting.remove(waiting)
        self._next = max(self._next + self._gap, now)
        if waiting.chat is not None and waiting.chat < 0:
            self._starts[waiting.chat].append(now)
        if not waiting.go.done():
            waiting.go.set_result(None)

    def _ready_at(self, chat: int | None) -> float:
        if chat is None:
            return 0.0
        ready = self._held.get(chat, 0.0)
        starts: Sequence[float] = self._starts.get(chat, ())
        if starts:
            ready = max(ready, starts[-1] + GROUP_GAP_SECONDS)
        if len(starts) == GROUP_WINDOW_REQUESTS:
            ready = max(ready, starts[0] + GROUP_WINDOW_SECONDS)
        return ready


class Pacing(BaseRequestMiddleware):
    """Every request of the bot that Telegram counts waits for its turn here."""

    def __init__(self, pacer: Pacer) -> None:
        self._pacer = pacer

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        if not _is_paced(method):
            return await make_request(bot, method)
        chat: Any = getattr(method, "chat_id", None)
        lane = LANE.get()
        for _ in range(REPLY_TRIES):
            await self._pacer.turn(chat, lane)
            try:
                return await make_request(bot, method)
            except TelegramRetryAfter as error:
                self._pacer.hold(chat, error.retry_after)
                if lane is not Lane.REPLIES:
                    raise
        await self._pacer.turn(chat, lane)
        return await make_request(bot, method)


def _is_paced(method: TelegramMethod[Any]) -> bool:
    name = method.__api_method__
    return name.startswith(_PACED) and name not in _FREE
