"""That everybody can use the page: by keyboard, by screen reader, in the dark, and without the internet."""

from collections import Counter

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Page, expect

from tests.browser.conftest import TOKEN, Hall
from tests.browser.page import CHROMIUM, DESKTOP, PHONE, window
from tests.sandbox.support import Box, Json, keyboard, png
from tests.support.cast import FATHER, HOME, MOTHER

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here; apt install chromium"),
    pytest.mark.timeout(60),
    pytest.mark.asyncio(loop_scope="session"),  # one browser for all of them
]

GRAVE = {"serious", "critical"}
OWN_FONT = (
    "document.fonts.load('15px Sandbox Sans', '沙盒').then((all) => all.map((one) => one.status))"
)
SMUGGLED = """async () => {
  const script = document.createElement("script");
  script.textContent = "window.ran = true";
  document.body.append(script);
  const style = document.createElement("style");
  style.textContent = "body { color: red }";
  document.body.append(style);
  await fetch("http://127.0.0.1:9/").catch(() => {});
}"""
LOOKS = [
    pytest.param(DESKTOP, {"locale": "zh-CN", "dark": False}, id="desktop-zh-light"),
    pytest.param(PHONE, {"locale": "en-GB", "dark": True}, id="phone-en-dark"),
]


async def faults(page: Page) -> Counter[str]:
    """What axe holds to be serious or critical on the page as it is now."""
    found = (await Axe().run(page)).response["violations"]
    return Counter(
        f"{one['id']}: {node['html'][:200]}"
        for one in found
        if one["impact"] in GRAVE
        for node in one["nodes"]
    )


async def fill(town: Box) -> None:
    """Say one thing of each kind."""
    said = await town.write(MOTHER, "路灯不亮 https://example.org/", chat=HOME)
    await town.send("photo", png(300, 200), person=FATHER, chat=HOME)
    await town.post("messages", person=FATHER, chat=HOME, location='{"latitude": 30, "longitude": 104}')  # fmt: skip
    await town.bot("sendMessage", token=TOKEN, chat_id=HOME, text="<b>知道了</b> <tg-spoiler>秘密</tg-spoiler> <code>x</code>", parse_mode="HTML", reply_parameters={"message_id": said["message_id"]}, reply_markup=keyboard(*({"text": look, "callback_data": look, "style": look} for look in ("primary", "success", "danger"))))  # fmt: skip
    for more in ({}, {"allows_multiple_answers": True}):
        await town.bot("sendPoll", token=TOKEN, chat_id=HOME, question="几点？", options=["九点", "三点"], **more)  # fmt: skip
    quiz = await town.bot("sendPoll", token=TOKEN, chat_id=HOME, question="火警？", options=["110", "119"], type="quiz", correct_option_ids=[1], explanation="119")  # fmt: skip
    where = {"person": MOTHER, "chat": HOME, "message_id": quiz["message_id"]}
    await town.post("votes", options=[0], **where)
    await town.post("reactions", emoji="👍", **where)
    await town.post("faults", kind="429", method="sendPhoto")


@pytest.mark.parametrize(("size", "look"), LOOKS)
async def test_nothing_grave_is_found_and_nothing_comes_from_outside(
    town: Box, browser: Browser, size: tuple[int, int], look: Json
) -> None:
    """Neither in the list, an open chat, a search, the viewer, nor behind the scenes."""
    await fill(town)
    view = await window(browser, size, **look)
    page, hosts = view.page, set()
    page.on("request", lambda request: hosts.add(request.url.split("/")[2]))
    await view.open(f"{town.sandbox.url}/#as={MOTHER}")
    assert await page.evaluate(OWN_FONT) == ["loaded"]
    assert await faults(page) == {}

    await view.open_chat(HOME)
    await page.get_by_test_id("search-open").click()
    assert await faults(page) == {}

    await page.locator(".photo").first.click()
    assert await faults(page) == {}
    await page.keyboard.press("Escape")

    await page.get_by_test_id("clock").click()
    for part in await page.locator("#backstage summary").all():
        await part.click()
    await expect(page.get_by_test_id("faults-coming")).to_be_visible()
    await expect(page.locator("#backstage .calls li").first).to_be_visible()
    assert await faults(page) == {}
    assert hosts <= {town.sandbox.url.removeprefix("http://"), ""}
    assert view.troubles == []


async def test_all_by_keyboard(hall: Hall) -> None:
    """Arrows go through the chats, Enter opens, / seeks, Esc leads back, Alt with an arrow changes the chat."""
    group = await hall.group()
    view = await hall.enter("desktop", group)
    page, keys = view.page, view.page.keyboard
    lines = page.locator(".chat-line")

    await page.get_by_test_id(f"chat-{group}").focus()
    await keys.press("Home")
    await keys.press("ArrowDown")
    await expect(lines.nth(1)).to_be_focused()
    await keys.press("ArrowUp")
    await expect(lines.nth(0)).to_be_focused()
    await keys.press("Enter")
    await page.get_by_test_id("composer").focus()
    await keys.insert_text("早上好")
    await keys.press("Enter")
    await view.see("早上好")
    await page.get_by_role("log").focus()
    await keys.press("/")
    await expect(page.get_by_test_id("search")).to_be_focused()
    await keys.press("Escape")
    await expect(page.get_by_test_id("composer")).to_be_focused()
    await keys.press("Alt+ArrowDown")
    await expect(lines.nth(1)).to_have_attribute("aria-current", "true")


async def test_dark_or_light_is_remembered(hall: Hall) -> None:
    """The switch holds after a reload; back at the machine's own choice it follows the machine again."""
    page = hall.windows["desktop"].page
    body = page.locator("body")
    light = await body.evaluate("body => getComputedStyle(body).backgroundColor")

    await page.get_by_role("button", name="换成深色").click()
    await page.reload()
    await expect(body).not_to_have_css("background-color", light)
    await page.get_by_role("button", name="换成浅色").click()
    await expect(body).to_have_css("background-color", light)
    await page.emulate_media(color_scheme="dark")
    await expect(body).not_to_have_css("background-color", light)
    await page.emulate_media(color_scheme="light")


async def test_the_browser_itself_keeps_strangers_out(town: Box, browser: Browser) -> None:
    """Should a message ever become markup: no script of it runs, nothing is fetched elsewhere."""
    view = await window(browser)
    await view.open(town.sandbox.url)

    await view.page.evaluate(SMUGGLED)

    assert await view.page.evaluate("window.ran") is None
    complaints = " ".join(view.troubles)
    assert all(f"'{what}-src 'self'" in complaints for what in ("script", "style"))
    assert "Refused to connect" in complaints
