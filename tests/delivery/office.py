"""A sender against the sandbox: what is queued, what is worked off, what people then read."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from math import inf
from typing import Any
from zoneinfo import ZoneInfo

from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from sqlmodel import col, func, select

from bot.delivery.pacing import Pacer, Pacing
from bot.delivery.purse import Purse
from bot.delivery.readers import Readers
from bot.delivery.requests import Telegram
from bot.delivery.sender import Sender
from bot.domain.alert_cards import AllClear
from bot.domain.alerts import Ending
from bot.domain.cards import Listening
from bot.domain.kinds import Kind
from bot.domain.posts import encode
from bot.services import saying
from bot.storage import rewording
from bot.storage.database import Database
from bot.storage.outbox import UNSETTLED, Delivery, Lane, Op, Post, Purpose, Status
from bot.tasks import Tasks
from tests.sandbox.support import BOT, MOTHER, NAME, SUPERGROUP, TOKEN, Box, Json
from tests.support.clocks import SharedClock
from tests.support.rest import nothing_to_do

ZONE = ZoneInfo("Asia/Shanghai")
MOMENT = 1e-3


@dataclass
class Office:
    """Queue, let work, look."""

    database: Database
    box: Box
    bot: Bot
    clock: SharedClock
    sender: Sender
    tasks: Tasks
    begun: bool = False

    @property
    def now(self) -> datetime:
        return self.clock.now()

    async def say(
        self,
        words: str,
        chat: int = SUPERGROUP,
        *,
        topic: int | None = None,
        **how: Any,  # noqa: ANN401 - of saying.send
    ) -> int:
        """Queue a message that holds these words."""
        place = saying.Place(chat, "zh", topic)
        given: dict[str, Any] = {"lane": Lane.CARDS, "at": self.now} | how
        async with self.database.write() as session:
            made = await saying.send(session, Listening(operator=words), place, **given)
        return made.key

    async def change(self, key: int, words: str) -> None:
        """Queue other words for a message."""
        async with self.database.write() as session:
            message = await session.get_one(Delivery, key)
            card = Listening(operator=words)
            await saying.change(session, message, card, at=self.now, lane=Lane.CARDS)

    async def say_again(self, key: int) -> int:
        """Queue an edit of a message with the words that it was sent with; returns that of the edit."""
        async with self.database.write() as session:
            message = await session.get_one(Delivery, key)
            card = Listening(operator="other")
            await saying.change(session, message, card, at=self.now, lane=Lane.CARDS)
            edit = await rewording.queued_edit(session, key)
            assert edit is not None
            edit.post_id = message.post_id
        return edit.key

    async def take_back(self, key: int) -> int:
        """Queue the all-clear of a message; returns that of the edit."""
        async with self.database.write() as session:
            message = await session.get_one(Delivery, key)
            view, params = encode(AllClear(1001, Kind.LOST_CHILD, self.now, Ending.FOUND))
            words = Post(view=view, params=params, created_at=self.now)
            session.add(words)
            await session.flush()
            edit = Delivery(
                post_id=words.id,
                purpose=Purpose.ALL_CLEAR,
                op=Op.EDIT,
                chat_id=message.chat_id,
                locale="zh",
                lane=Lane.ALERTS,
                target_id=key,
                queued_at=self.now,
            )
            session.add(edit)
        return edit.key

    async def take_away(self, key: int) -> int:
        """Queue the deletion of a message; returns that of the request."""
        async with self.database.write() as session:
            message = await session.get_one(Delivery, key)
            await saying.remove(session, message, at=self.now, lane=Lane.CARDS)
            query = select(Delivery).where(Delivery.op == Op.DELETE)
            return (await session.exec(query)).one().key

    async def work(self, *, seconds: float | None = None) -> None:
        """Let the sender work until nothing is left to do, or so long; time moves when all wait."""
        if not self.begun:
            self.begun = True
            self.tasks.start(self.sender.run(), name="sender")
        self.sender.wake()
        until = self.clock.monotonic() + (inf if seconds is None else seconds)
        await nothing_to_do(self.database)
        while self.clock.monotonic() < until and (seconds is not None or await self._left()):
            wait = (self.clock.next_in or 0.0) + MOMENT
            self.box.clock.advance(min(wait, until - self.clock.monotonic()))
            await nothing_to_do(self.database)

    async def _left(self) -> int:
        query = select(func.count()).where(col(Delivery.status).in_(UNSETTLED))
        async with self.database.read() as session:
            return (await session.exec(query)).one()

    async def row(self, key: int) -> Delivery:
        """Read a delivery as it stands in the database."""
        async with self.database.read() as session:
            return await session.get_one(Delivery, key)

    async def status(self, key: int) -> Status:
        return (await self.row(key)).status

    async def messages(self, chat: int = SUPERGROUP) -> list[Json]:
        """Read the bot's messages in a chat."""
        history = await self.box.history(MOTHER, chat)
        return [line for line in history if line.get("from", {}).get("id") == BOT]

    async def read(self, chat: int = SUPERGROUP) -> list[str]:
        """Read what the bot said in a chat, each time only the words that were given."""
        said = [line for line in await self.messages(chat) if "text" in line]
        return [line["text"].splitlines()[-1].rpartition("：")[2] for line in said]

    async def calls(self, method: str) -> int:
        """Count how often the bot called a method."""
        calls = await self.box.get("calls", limit=1000)
        return sum(call["method"].lower() == method.lower() for call in calls)


@asynccontextmanager
async def open_office(
    database: Database, box: Box, *, stars: int = 0, paces: type[Pacer] = Pacer
) -> AsyncIterator[Office]:
    """Set up a sender of its own on a database, as a process does when it starts."""
    clock, tasks, pace = SharedClock(box.clock), Tasks(), Tasks()
    session = AiohttpSession(api=TelegramAPIServer.from_base(box.sandbox.url))
    bot = Bot(TOKEN, session=session, default=DefaultBotProperties(parse_mode="HTML"))
    pacer = paces(clock, pace, rate=29.5)
    session.middleware(Pacing(pacer))
    readers = Readers(zone=ZONE, locale="zh", bot=NAME)
    sender = Sender(database, Telegram(bot), readers, pacer, Purse(stars, ZONE), clock, tasks)
    database.on_end = sender.wake
    try:
        yield Office(database, box, bot, clock, sender, tasks)
    finally:
        await tasks.cancel()
        await pace.cancel()
        http = await session.create_session()
        await http.close()  # aiogram's own close waits 250 ms for TLS, and here there is none
