"""The web chat as a person uses it: become somebody, open a chat, write, press, see."""

import re
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from playwright.async_api import Browser, Locator, Page, async_playwright, expect

SHOTS = Path(__file__).resolve().parents[2] / "build" / "browser"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
# Without these Chromium looks for a graphics card and calls home.
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
)  # fmt: skip
DESKTOP = (1280, 800)
PHONE = (390, 844)
ANSWER_MS = 15_000
POLICY = "Content Security Policy"
"""What the browser's complaints name when the page wants something that is not its own."""
TOO_WIDE = """() => {
  const page = document.scrollingElement;
  const boxes = [...document.querySelectorAll("#messages, .bubble, .text, .service, .key")];
  const cut = boxes.filter((box) =>
    box.scrollWidth > box.clientWidth || (box.matches(".bubble") && box.scrollHeight > box.clientHeight));
  return [...(page.scrollWidth > innerWidth ? ["the page"] : []), ...cut.map((box) => `${box.className}: ${box.textContent}`)];
}"""


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """Run a headless browser while the block runs; `CHROMIUM` tells beforehand whether there is one."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        try:
            yield browser
        finally:
            await browser.close()


async def window(
    browser: Browser, size: tuple[int, int] = DESKTOP, *, locale: str = "zh-CN", dark: bool = False
) -> "ChatPage":
    """Open a fresh window that shares nothing with the others; a narrow one is a touch screen."""
    width, height = size
    context = await browser.new_context(
        viewport={"width": width, "height": height},
        locale=locale,
        color_scheme="dark" if dark else "light",
        has_touch=size == PHONE,
        is_mobile=size == PHONE,
    )
    return ChatPage(await context.new_page())


class ChatPage:
    """One window of the web chat. What is awaited here has happened on the page when it returns."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.troubles: list[str] = []
        page.on("pageerror", lambda error: self.troubles.append(str(error)))
        page.on("console", lambda line: self._hear(line.text))

    async def open(self, url: str) -> None:
        await self.page.goto(url)
        await self._settled()

    async def be(self, person: int) -> None:
        """Become somebody by the "who am I" switch; the chat stays open if that person is in it."""
        await self._of("person-switch", "person-switch-small").click()
        await self._by(f"person-{person}").click()
        await self._settled()

    async def open_chat(self, chat: int) -> None:
        """Open a chat from the list; on a phone the list is one step back."""
        line, back = self._by(f"chat-{chat}"), self._by("back")
        await expect(line.or_(back).filter(visible=True).first).to_be_visible()
        if not await line.is_visible():
            await back.click()
        await line.click()
        await expect(self._composer.or_(self._start).filter(visible=True)).to_be_visible()

    async def write(self, text: str) -> None:
        await self._composer.fill(text)
        await self._send()

    async def reply(self, to: str, text: str) -> None:
        """Answer the newest message that holds the words `to`."""
        bubble = (await self.see(to)).locator(".bubble")
        await bubble.click(button="right", position={"x": 12, "y": 6})
        await self.page.get_by_role("menuitem").first.click()
        await self.write(text)

    async def send_photos(self, *paths: Path, caption: str = "") -> None:
        """Send a photo, or several as an album."""
        await self._by("photo-file").set_input_files(paths)
        await self._composer.fill(caption)
        await self._send()

    async def send_sound(self, path: Path) -> None:
        await self._by("voice-file").set_input_files(path)

    async def attach(self, what: str) -> None:
        """Choose from the menu of what can be sent beside words."""
        await self._by("attach").click()
        await self.page.get_by_role("menuitem", name=what).click()

    async def press(self, button: str, *, on: str = "") -> None:
        """Press a button of the newest message that has it and holds the words `on`.

        An emoji may stand before the button's word. Returns when the bot has answered.
        """
        word = re.compile(rf"^\W*{re.escape(button)}$")
        message = self._messages.filter(has_text=on)
        message = message.filter(has=self.page.get_by_role("button", name=word)).last
        await message.locator(".keyboard").get_by_role("button", name=word).click()
        waiting = self.page.locator("#messages .key[aria-busy=true]")
        await expect(waiting).to_have_count(0, timeout=ANSWER_MS)

    async def see(self, text: str) -> Locator:
        """Wait until an open chat's message holds the text; return the newest that does."""
        message = self._messages.filter(has_text=text).last
        await expect(message).to_be_visible()
        return message

    async def miss(self, text: str) -> None:
        """Wait until no message of the open chat holds the text."""
        await expect(self._messages.filter(has_text=text)).to_have_count(0)

    async def alert(self) -> str:
        """Wait for the bot's alert, close it and return its words."""
        dialog = self.page.get_by_role("alertdialog")
        words = await dialog.locator("p").inner_text()
        await dialog.get_by_role("button").click()
        return words

    async def toast(self) -> str:
        """Wait for a passing note and return its words."""
        return await self.page.locator(".toast").last.inner_text()

    async def start(self) -> None:
        """Let the bot of the open private chat speak."""
        await self._start.click()
        await expect(self._composer).to_be_visible()

    async def fits(self) -> None:
        """Nothing is wider than the window, and nobody's words are cut off."""
        cut = await self.page.evaluate(TOO_WIDE)
        assert cut == [], cut

    async def screenshot(self, name: str) -> Path:
        SHOTS.mkdir(parents=True, exist_ok=True)
        path = SHOTS / f"{name}.png"
        await self.page.screenshot(path=path)
        return path

    @property
    def _composer(self) -> Locator:
        return self._by("composer")

    @property
    def _messages(self) -> Locator:
        return self.page.locator("#messages > [data-id]")

    @property
    def _start(self) -> Locator:
        return self._by("start")

    def _by(self, test_id: str) -> Locator:
        return self.page.get_by_test_id(test_id)

    def _of(self, *test_ids: str) -> Locator:
        """Whichever of the controls this window's width shows."""
        both = self.page.locator(",".join(f"[data-testid='{one}']" for one in test_ids))
        return both.filter(visible=True).first

    def _hear(self, line: str) -> None:
        if POLICY in line:
            self.troubles.append(line)

    async def _send(self) -> None:
        await self._by("send").click()
        await expect(self._composer).to_have_value("")

    async def _settled(self) -> None:
        await expect(self.page.locator("body")).to_have_attribute("aria-busy", "false")
