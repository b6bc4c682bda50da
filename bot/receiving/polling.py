"""The polling loop: fetch, hand out in order within a chat, confirm only what is done."""

import asyncio
from collections import deque
from typing import Any

import structlog
from aiogram import Bot
from aiogram.exceptions import AiogramError, TelegramConflictError, TelegramRetryAfter
from aiogram.methods import TelegramMethod

from bot.clock import Clock
from bot.receiving.intake import Handling, Raw, order_key
from bot.tasks import Tasks

log = structlog.get_logger(__name__)

POLL_SECONDS = 25
BATCH = 100
AT_ONCE = 32
"""Chats handled side by side."""
REMEMBERED = 5 * BATCH
"""How many finished updates are known, in case a poll under way brings them again."""
STILL_BUSY_SECONDS, MORE_FOR_EACH = 0.05, 0.002
"""Between two looks while some are in hand, and for each of those: the look brings them all again,
and has no line to wait on."""
WEBHOOK = "webhook is active"
"""In Telegram's words when it keeps updates for a webhook."""
FIRST_PAUSE_SECONDS = 0.5
LONGEST_PAUSE_SECONDS = 5.0
HEARD = (
    "message",
    "edited_message",
    "channel_post",
    "callback_query",
    "my_chat_member",
    "chat_member",
    "poll",
    "poll_answer",
    "message_reaction",
)


class GetRawUpdates(TelegramMethod[list[dict[str, Any]]]):
    """getUpdates without looking inside: one bad update must not wedge the others."""

    __returning__ = list[dict[str, Any]]
    __api_method__ = "getUpdates"

    offset: int | None = None
    limit: int = BATCH
    timeout: int = POLL_SECONDS
    allowed_updates: tuple[str, ...] = HEARD


class InHand:
    """Updates that were fetched and are not all done: what may be confirmed, what is known."""

    def __init__(self) -> None:
        self._open: set[int] = set()
        self._held: deque[int] = deque()
        """What a poll would bring again: the first that is not done yet, and all after it."""
        self._done: deque[int] = deque(maxlen=REMEMBERED)
        self._next: int | None = None

    @property
    def busy(self) -> bool:
        return bool(self._open)

    @property
    def held(self) -> int:
        """How many a poll would bring again."""
        return len(self._held)

    @property
    def is_full(self) -> bool:
        """Whether a poll would bring nothing but what is known."""
        return self.held >= BATCH

    @property
    def offset(self) -> int | None:
        """The first update that is not done yet: everything before it may be confirmed."""
        return min(self._open) if self._open else self._next

    def take(self, update_id: int) -> bool:
        """Take an update in hand; False if it was taken before.

        A poll that was under way while an update ended brings that update once more.
        """
        if update_id in self._open or update_id in self._done:
            return False
        self._open.add(update_id)
        self._held.append(update_id)
        self._next = max(self._next or 0, update_id + 1)
        return True

    def done(self, update_id: int) -> None:
        """Let go of an update that has come to its end."""
        self._open.discard(update_id)
        self._done.append(update_id)
        while self._held and self._held[0] not in self._open:
            self._held.popleft()


class Poller:
    """One per token: a second one would be answered 409."""

    def __init__(self, bot: Bot, handling: Handling, clock: Clock, tasks: Tasks) -> None:
        self._bot = bot
        self._handling = handling
        self._clock = clock
        self._tasks = tasks
        self._hand = InHand()
        self._lines: dict[int, deque[Raw]] = {}
        self._places = asyncio.Semaphore(AT_ONCE)
        self._idle = asyncio.Event()
        self._pause = 0.0

    async def run(self) -> None:
        """Poll for ever."""
        while True:
            came = [] if self._hand.is_full else await self._fetch()
            fresh = [raw for raw in came if self._hand.take(raw["update_id"])]
            for raw in fresh:
                self._line_up(raw)
            if not fresh and self._hand.busy:
                self._idle.clear()
                pause = STILL_BUSY_SECONDS + MORE_FOR_EACH * self._hand.held
                await self._clock.wait(self._idle, pause)

    async def _fetch(self) -> list[Raw]:
        """Ask for updates; a server that is away is asked again later, and that is said once."""
        ask = GetRawUpdates(
            offset=self._hand.offset, timeout=0 if self._hand.busy else POLL_SECONDS
        )
        try:
            updates = await self._bot(ask, request_timeout=POLL_SECONDS + 15)
        except AiogramError as error:
            await self._rest(error)
            return []
        if self._pause:
            log.info("the Bot API server answers again")
            self._pause = 0.0
        return updates

    async def _rest(self, error: AiogramError) -> None:
        conflict = isinstance(error, TelegramConflictError)
        if not self._pause:
            line = "somebody else polls with this token" if conflict else "no updates for now"
            log.warning(line, error=str(error))
        if conflict and WEBHOOK in str(error):
            await self._take_webhook_away()
        self._pause = min(max(self._pause * 2, FIRST_PAUSE_SECONDS), LONGEST_PAUSE_SECONDS)
        asked = error.retry_after if isinstance(error, TelegramRetryAfter) else 0
        await self._clock.sleep(max(self._pause, asked))

    async def _take_webhook_away(self) -> None:
        """End a webhook that somebody has set since the start: while it stands nothing is heard."""
        try:
            await self._bot.delete_webhook()
        except AiogramError as error:
            log.warning("a webhook takes the updates of this token", error=str(error))
        else:
            log.warning("a webhook was set with this token, and is taken away again")

    def _line_up(self, raw: Raw) -> None:
        key = order_key(raw)
        if key in self._lines:
            self._lines[key].append(raw)
            return
        self._lines[key] = deque([raw])
        self._tasks.start(self._work_off(key), name="updates of a chat")

    async def _work_off(self, key: int) -> None:
        """Handle one chat's updates one after the other."""
        line = self._lines[key]
        try:
            while line:
                async with self._places:
                    raw = line.popleft()
                    await self._handling.handle(raw)
                self._hand.done(raw["update_id"])
                if not self._hand.busy:
                    self._idle.set()
        finally:
            del self._lines[key]
