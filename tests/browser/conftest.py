"""The ground that tests of the page share: one browser a module, the example district without its bot."""

from collections.abc import AsyncIterator

import pytest_asyncio
from aiohttp import ClientSession
from playwright.async_api import Browser

from bot.demo.district import stage
from bot.demo.staging import put_on_stage
from bot.sandbox.clock import Clock
from bot.sandbox.server import start_sandbox
from tests.browser.page import chromium
from tests.sandbox.support import Box


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as made:
        yield made


@pytest_asyncio.fixture(loop_scope="module")
async def town(browser: Browser) -> AsyncIterator[Box]:
    """The district on a stopped clock and without limits; afterwards no window is left open."""
    sandbox = await start_sandbox(clock=Clock(frozen=True), limits=0)
    async with ClientSession(sandbox.url) as http:
        await put_on_stage(http, "", stage())
        yield Box(http, sandbox)
    for context in browser.contexts:
        await context.close()
    await sandbox.close()
