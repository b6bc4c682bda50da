"""The real polling loop and dispatcher; what is heard is noted, what should go wrong does."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Message
from sqlmodel import select

from bot.receiving.intake import Handling
from bot.receiving.polling import Poller
from bot.storage import conversation
from bot.storage.conversation import DeadLetter
from bot.storage.database import Database, is_away
from bot.tasks import Tasks
from tests.sandbox.support import TOKEN, Box
from tests.support.clocks import SharedClock
from tests.support.rest import nothing_to_do

PATIENCE = 500
"""Looks before a test gives up waiting."""
STEP_SECONDS = 0.1


@dataclass
class Ear:
    """What was heard, in the order in which it was done with."""

    box: Box
    bot: Bot
    clock: SharedClock
    database: Database
    tasks: Tasks
    begun: list[str] = field(default_factory=list)
    begun_at: list[float] = field(default_factory=list)
    heard: list[str] = field(default_factory=list)
    gates: dict[str, asyncio.Event] = field(default_factory=dict)
    """Whoever says this waits until the gate is opened."""
    faults: dict[str, list[Exception]] = field(default_factory=dict)
    """Whoever says this fails with these, one after the other."""

    async def hear(self, message: Message) -> None:
        """Handle a message as a slow or broken handler would.

        No magic filter stands before it: aiogram asks those in a thread that nobody sees.
        """
        words = message.text
        if words is None:
            return  # somebody joined
        self.begun.append(words)
        self.begun_at.append(self.clock.monotonic())
        if words in self.gates:
            await self.gates[words].wait()
        if self.faults.get(words):
            raise self.faults[words].pop(0)
        self.heard.append(words)

    def handling(self) -> Handling:
        dispatcher = Dispatcher()
        dispatcher.message.register(self.hear)

        async def put_aside(update_id: int, raw: str, error: str, _writer: int | None) -> None:
            async with self.database.write() as session:
                await conversation.put_aside(
                    session, update_id, raw=raw, error=error, at=self.clock.now()
                )

        return Handling(self.bot, dispatcher, self.clock, put_aside=put_aside, is_away=is_away)

    def listen(self) -> asyncio.Task[None]:
        """Begin to poll."""
        poller = Poller(self.bot, self.handling(), self.clock, self.tasks)
        return self.tasks.start(poller.run(), name="poller")

    async def until(self, so: Callable[[], bool]) -> None:
        """Wait until something is so; time passes in small steps while everybody waits for it."""
        for _ in range(PATIENCE):
            if so():
                return
            if self.clock.next_in is not None:
                self.box.clock.advance(STEP_SECONDS)
            await nothing_to_do(self.database)
        raise AssertionError(f"begun {self.begun}, heard {self.heard}")

    async def until_heard(self, *words: str) -> None:
        await self.until(lambda: set(words) <= set(self.heard))

    def is_confirmed(self) -> bool:
        """Whether Telegram has been told that everything is done."""
        return not self.box.sandbox.world.inboxes[self.bot.id].pending

    async def letters(self) -> list[DeadLetter]:
        """Return what was put aside."""
        async with self.database.read() as session:
            return list(await session.exec(select(DeadLetter)))


@asynccontextmanager
async def open_ear(box: Box, database: Database) -> AsyncIterator[Ear]:
    """Set up a bot as the composition root does, around a handler of the test's own."""
    session = AiohttpSession(api=TelegramAPIServer.from_base(box.sandbox.url))
    ear = Ear(box, Bot(TOKEN, session=session), SharedClock(box.clock), database, Tasks())
    try:
        yield ear
    finally:
        await ear.tasks.cancel()
        http = await session.create_session()
        await http.close()  # aiogram's own close waits 250 ms for TLS, and here there is none
