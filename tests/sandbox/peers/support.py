"""How a foreign bot is run beside the sandbox, and how a person waits for what it says."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
from aiogram import Bot, Dispatcher
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiohttp import web
from telegram import Update
from telegram.ext import Application

from tests.sandbox.support import BOT, MOTHER, SUPERGROUP, TOKEN, Box, Json

PtbApp = Application[Any, Any, Any, Any, Any, Any]


def ptb(box: Box, build: Callable[[PtbApp], None]) -> PtbApp:
    """Return a python-telegram-bot application that knows the sandbox's address only."""
    url = box.sandbox.url
    app = (
        Application.builder().token(TOKEN).base_url(f"{url}/bot").base_file_url(f"{url}/file/bot")
    ).build()
    build(app)
    return app


@asynccontextmanager
async def ptb_polling(box: Box, build: Callable[[PtbApp], None]) -> AsyncIterator[PtbApp]:
    """Run an application as its own `run_polling` does."""
    app = ptb(box, build)
    async with app:
        await app.start()
        assert app.updater
        await app.updater.start_polling(allowed_updates=Update.ALL_TYPES)
        yield app
        await app.updater.stop()
        await app.stop()


def aiogram_bot(box: Box) -> Bot:
    """Return an aiogram bot that knows the sandbox's address only."""
    server = TelegramAPIServer.from_base(box.sandbox.url)
    return Bot(TOKEN, session=AiohttpSession(api=server))


@asynccontextmanager
async def aiogram_polling(box: Box, dispatcher: Dispatcher) -> AsyncIterator[Bot]:
    """Run a dispatcher's own polling."""
    async with aiogram_bot(box) as bot, asyncio.TaskGroup() as group:
        group.create_task(
            dispatcher.start_polling(bot, handle_signals=False, close_bot_session=False)
        )
        yield bot
        await dispatcher.stop_polling()


@asynccontextmanager
async def serving(app: web.Application) -> AsyncIterator[str]:
    """Serve a bot's own web application and return its address."""
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


class Ear:
    """What one person sees of the bot, in order."""

    def __init__(self, stream: aiohttp.ClientWebSocketResponse) -> None:
        self._stream = stream

    async def event(self, kind: str) -> Json:
        """Return the next event of a kind that the bot has made."""
        while True:
            event: Json = await self._stream.receive_json(timeout=10)
            message = event.get("message") or {}
            if event["event"] == kind and (not message or message["from"]["id"] == BOT):
                return event

    async def message(self) -> Json:
        """Return the bot's next message."""
        found: Json = (await self.event("message"))["message"]
        return found

    async def text(self) -> str:
        """Return the words of the bot's next message."""
        return str((await self.message())["text"])

    async def edit(self) -> Json:
        """Return the next message that the bot has edited."""
        found: Json = (await self.event("edit"))["message"]
        return found


@asynccontextmanager
async def listening(box: Box, person: int = MOTHER) -> AsyncIterator[Ear]:
    """Hear what one person hears."""
    query = {"person": person}
    async with box.http.ws_connect("/client/events", params=query) as stream:
        yield Ear(stream)


async def press(box: Box, message: Json, data: str, chat: int = BOT) -> Json | None:
    """Press a button in the private chat and return the bot's answer to it."""
    number = message["message_id"]
    given = await box.post("presses", person=MOTHER, chat=chat, message_id=number, data=data)
    answer: Json | None = given["answer"]
    return answer


async def vote(box: Box, message: Json, *options: int, person: int = MOTHER) -> None:
    """Vote in the group."""
    number = message["message_id"]
    await box.post(
        "votes", person=person, chat=SUPERGROUP, message_id=number, options=list(options)
    )
