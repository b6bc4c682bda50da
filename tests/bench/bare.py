"""A bare aiogram bot, as its own documentation has it: `python -m tests.bench.bare URL DATABASE`.

It says `ready`, and for each number that it is told, how many seconds so many messages took. Where
DATABASE is empty its handler does nothing, else it puts one row in for each of them.
"""

import asyncio
import logging
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from subprocess import PIPE, Popen

from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import Message
from sqlalchemy import BigInteger, MetaData, event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlmodel import Field, SQLModel
from sqlmodel.ext.asyncio.session import AsyncSession

from tests.bench.crowd import Neighbourhood, neighbourhood
from tests.bench.process import cpu_seconds
from tests.bench.telegram import TOKEN


class Heard(SQLModel, table=True):
    """What somebody said; no table of ours."""

    metadata = MetaData()

    id: int | None = Field(default=None, primary_key=True)
    chat_id: int = Field(sa_type=BigInteger)
    message_id: int
    text: str
    at: datetime


async def _engine(url: str) -> AsyncEngine:
    """Return an engine as fast as one that loses nothing can be."""
    engine = create_async_engine(url)
    if engine.dialect.name == "sqlite":
        event.listen(engine.sync_engine, "connect", _prepare)
    async with engine.begin() as connection:
        await connection.run_sync(Heard.metadata.create_all)
    return engine


def _prepare(connection: DBAPIConnection, _record: object) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.close()


async def listen(url: str, database: str | None) -> None:
    """Poll for ever; for each number that is read, say how long so many messages took from then on."""
    dispatcher, handled = Dispatcher(), asyncio.Semaphore(0)
    engine = await _engine(database) if database else None

    @dispatcher.message()
    async def hear(message: Message) -> None:
        if engine is not None:
            said = Heard(
                chat_id=message.chat.id,
                message_id=message.message_id,
                text=message.text or "",
                at=datetime.now(UTC),  # noqa: TID251 - as anybody writes it
            )
            async with AsyncSession(engine) as session:
                session.add(said)
                await session.commit()
        handled.release()

    bot = Bot(TOKEN, session=AiohttpSession(api=TelegramAPIServer.from_base(url)))
    await bot.me()
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(dispatcher.start_polling(bot, handle_signals=False))
        print("ready", flush=True)  # noqa: T201 - whoever started us waits for it
        while line := await asyncio.to_thread(sys.stdin.readline):
            began = time.monotonic()
            for _ in range(int(line)):
                await handled.acquire()
            print(time.monotonic() - began, flush=True)  # noqa: T201 - the same
        await dispatcher.stop_polling()


@dataclass
class Bare:
    """The bot from outside."""

    telegram: Neighbourhood
    process: Popen[str]

    def hear(self, lines: int) -> tuple[float, float]:
        """Let people talk; returns the seconds that it takes, and for how many it uses a core."""
        assert self.process.stdin
        assert self.process.stdout
        began = cpu_seconds(self.process.pid)
        self.telegram.do("talk", lines)
        self.process.stdin.write(f"{lines}\n")
        self.process.stdin.flush()
        took = float(self.process.stdout.readline())
        return took, cpu_seconds(self.process.pid) - began


@contextmanager
def bare(groups: int, database: str = "") -> Iterator[Bare]:
    """Run it in a neighbourhood of its own, with or without a database."""
    with neighbourhood(groups) as served:
        command = [sys.executable, "-m", "tests.bench.bare", served.url, database]
        with Popen(command, stdin=PIPE, stdout=PIPE, text=True) as process:
            assert process.stdin
            assert process.stdout
            assert process.stdout.readline() == "ready\n"
            yield Bare(served, process)
            process.stdin.close()


if __name__ == "__main__":
    logging.disable()
    asyncio.run(listen(sys.argv[1], sys.argv[2] or None))
