"""A person in ten thousand chats: the page draws what is in sight, and nobody notices the rest is not there."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from aiohttp import ClientSession
from playwright.async_api import Browser, expect

from bot.sandbox.clock import Clock
from bot.sandbox.server import start_sandbox
from tests.bench.telegram import FIRST_GROUP, MOTHER, TOKEN, fill
from tests.browser.page import CHROMIUM, window
from tests.sandbox.support import Box

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here; apt install chromium"),
    pytest.mark.timeout(60),
    pytest.mark.asyncio(loop_scope="session"),  # one browser for all of them
]

MANY = 10_000
NODES = 3000
"""Those of a hundred lines and of the rest of the page, with room to grow."""
COUNT = "document.querySelectorAll('*').length"
TASKS = """new PerformanceObserver((list) => (window.longest = Math.max(
  window.longest ?? 0, ...list.getEntries().map((task) => task.duration)))).observe({type: "longtask"})"""
LONGEST_MS = 500


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def crowd() -> AsyncIterator[Box]:
    """A sandbox with that many groups; the last one made stands first."""
    sandbox = await start_sandbox(clock=Clock(frozen=True), limits=0)
    fill(sandbox.world, MANY)
    try:
        async with ClientSession(sandbox.url) as http:
            yield Box(http, sandbox)
    finally:
        await sandbox.close()


def group(place: int) -> int:
    """Return the group that stands at that place, counted from 0."""
    return FIRST_GROUP - (MANY - 1 - place)


async def test_a_message_costs_one_line(crowd: Box, browser: Browser) -> None:
    """It comes to the top from far below with its count; the page is small and never stands still."""
    view = await window(browser)
    await view.open(f"{crowd.sandbox.url}/#as={MOTHER}")
    lines = view.page.locator(".chats > li")
    await expect(lines.first).to_contain_text("9999 群")
    await expect(lines.first).to_have_attribute("aria-setsize", str(MANY + 1))
    kept = await lines.nth(1).element_handle()
    await view.page.evaluate(TASKS)

    for words in ("一", "二"):
        await crowd.bot("sendMessage", token=TOKEN, chat_id=group(9000), text=words)
        await expect(lines.first.locator(".chat-last")).to_have_text(f"Gege: {words}")

    await expect(lines.first.get_by_label("2 条未读")).to_be_visible()
    await expect(lines.nth(2)).to_have_attribute("aria-posinset", "3")
    assert kept is not None
    assert await kept.evaluate("line => line.isConnected")
    assert await view.page.evaluate(COUNT) < NODES
    assert await view.page.evaluate("window.longest ?? 0") < LONGEST_MS
    await view.screenshot("desktop-many-chats")
    assert view.troubles == []


async def test_the_keys_reach_every_line(crowd: Box, browser: Browser) -> None:
    """End, the arrows and Home go on where nothing was drawn; news leave the focus where it is."""
    view = await window(browser)
    page, keys = view.page, view.page.keyboard
    await view.open(f"{crowd.sandbox.url}/#as={MOTHER}")
    lines = page.locator(".chats > li")
    await lines.first.get_by_role("button").focus()

    await keys.press("End")
    focused = page.locator(".chat-line:focus")
    await expect(page.locator(".chats > li:last-child > :focus")).to_be_in_viewport()
    await keys.press("ArrowUp")
    await expect(focused).to_have_attribute("data-testid", f"chat-{group(MANY - 1)}")
    await crowd.bot("sendMessage", token=TOKEN, chat_id=group(5000), text="在吗")
    await page.locator("#sidebar").evaluate("pane => pane.scrollTo(0, 0)")
    await expect(lines.first).to_contain_text("在吗")
    await expect(focused).to_have_attribute("data-testid", f"chat-{group(MANY - 1)}")
    await keys.press("Home")
    await expect(focused).to_contain_text("在吗")
    await keys.press("Enter")
    await view.see("在吗")
    assert await page.evaluate(COUNT) < NODES
    assert view.troubles == []


async def test_the_wheel_brings_the_lines(crowd: Box, browser: Browser) -> None:
    """In the middle of the list a line is where its number says, and opens at a click."""
    view = await window(browser)
    await view.open(f"{crowd.sandbox.url}/#as={MOTHER}")
    pane = view.page.locator("#sidebar")

    await pane.evaluate("pane => pane.scrollTo(0, pane.scrollHeight / 2)")
    middle = view.page.get_by_text("4990 群", exact=True)
    await expect(middle).to_be_attached()
    await middle.click()
    opened = view.page.locator("#chat")
    await expect(opened).to_have_attribute("data-chat", str(group(5009)))
    assert await view.page.evaluate(COUNT) < NODES
    assert view.troubles == []
