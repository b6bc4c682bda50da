"""The ground that tests of the page share: one browser, the example district without its bot."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import pytest_asyncio
from aiohttp import ClientSession
from playwright.async_api import Browser

from bot.demo.district import stage
from bot.demo.staging import put_on_stage
from bot.sandbox.clock import Clock
from bot.sandbox.model import Value
from bot.sandbox.server import start_sandbox
from tests.browser.page import DESKTOP, PHONE, ChatPage, chromium, window
from tests.sandbox.support import Box, Json
from tests.support.cast import FATHER, MOTHER

TOKEN: str = stage()["bot"]["token"]
BOT = int(TOKEN.split(":", maxsplit=1)[0])


@dataclass
class Hall:
    """One district and a window of each size for many tests; each test has a group of its own."""

    town: Box
    windows: dict[str, ChatPage]

    async def group(self, **fields: Value) -> int:
        """Open a group of the parents, whose administrator is the bot."""
        group = {"type": "supergroup", "title": "小院", "members": [MOTHER, FATHER, BOT], "admins": [BOT]}  # fmt: skip
        return int((await self.town.post("chats", **(group | fields)))["id"])

    async def enter(self, size: str, chat: int) -> ChatPage:
        """Be the mother in that group."""
        view = self.windows[size]
        await view.page.goto(f"{self.town.sandbox.url}/#as={MOTHER}&chat={chat}")
        await view.page.locator(f"#chat[data-chat='{chat}']").wait_for()
        await view.see("")
        return view

    async def say(self, method: str, chat: int, **params: Value) -> Json:
        """Let the bot do something in the group."""
        done: Json = await self.town.bot(method, token=TOKEN, chat_id=chat, **params)
        return done


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as made:
        yield made


@pytest_asyncio.fixture(loop_scope="session")
async def town(browser: Browser) -> AsyncIterator[Box]:
    """The district on a stopped clock and without limits; the windows opened meanwhile are closed."""
    before = list(browser.contexts)
    async with _district() as box:
        yield box
        for context in browser.contexts:
            if context not in before:
                await context.close()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def hall(browser: Browser) -> AsyncIterator[Hall]:
    async with _district() as box:
        windows = {"desktop": await window(browser, DESKTOP), "phone": await window(browser, PHONE)}
        for view in windows.values():
            await view.open(f"{box.sandbox.url}/#as={MOTHER}")
        yield Hall(box, windows)


@asynccontextmanager
async def _district() -> AsyncIterator[Box]:
    sandbox = await start_sandbox(clock=Clock(frozen=True), limits=0)
    try:
        async with ClientSession(sandbox.url) as http:
            await put_on_stage(http, "", stage())
            yield Box(http, sandbox)
    finally:
        await sandbox.close()
