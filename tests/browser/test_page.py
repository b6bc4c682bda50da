"""What a newcomer sees before and beside the story: faces, words in both languages, time, news."""

import re
from pathlib import Path

import pytest
from playwright.async_api import Browser, expect

from bot.demo.district import stage
from bot.sandbox.server import STATIC
from tests.browser.page import CHROMIUM, DESKTOP, PHONE, window
from tests.sandbox.support import Box, png
from tests.support.cast import (
    DUTY,
    FATHER,
    GENERAL_WORKER,
    GRANDMOTHER,
    HOME,
    MOTHER,
    NEXT_DOOR,
    WORKER,
)

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here; apt install chromium"),
    pytest.mark.timeout(60),
    pytest.mark.asyncio(loop_scope="session"),  # one browser for all of them
]

CAST = (MOTHER, NEXT_DOOR, WORKER, GENERAL_WORKER, DUTY)
TOKEN = stage()["bot"]["token"]


async def test_the_story_s_people_come_first(town: Box, browser: Browser) -> None:
    """One click makes you any of those the README names, whose roles stand under their faces."""
    view = await window(browser, locale="en-GB")
    await view.open(town.sandbox.url)

    faces = view.page.locator(".quick button")
    await expect(faces).to_have_count(len(CAST))
    for face, person in zip(await faces.all(), CAST, strict=True):
        await expect(face).to_have_attribute("data-testid", f"quick-{person}")
    await expect(view.page.get_by_test_id(f"quick-{WORKER}")).to_have_text("程micro-grid worker")


async def test_an_example_is_chinese_with_an_english_gloss(town: Box, browser: Browser) -> None:
    """Residents write Chinese; who reads English is told what they say until the words change."""
    view = await window(browser, locale="en-GB")
    await view.open(town.sandbox.url)
    await view.page.get_by_role("button", name="A lamp is broken").filter(visible=True).click()

    composer, gloss = view.page.get_by_test_id("composer"), view.page.locator(".gloss")
    await expect(composer).to_have_value(stage()["examples"][1]["text"])
    await expect(gloss).to_contain_text("Building 3, 4th floor")
    await composer.press("End")
    await composer.type("!")
    await expect(gloss).to_be_empty()


async def test_that_the_bot_joined_is_no_news(town: Box, browser: Browser) -> None:
    """Nobody says it, and only what somebody wrote is unread."""
    view = await window(browser)
    await view.open(town.sandbox.url)
    line, badges = view.page.get_by_test_id(f"chat-{HOME}"), view.page.locator(".badge:visible")

    await expect(line.locator(".chat-last")).to_have_text("格格 进群了")
    await expect(badges).to_have_count(0)
    await town.write(FATHER, "在吗", chat=HOME)
    await expect(line.locator(".badge")).to_have_text("1")
    await view.be(WORKER)
    await expect(line.locator(".badge")).to_have_text("1")


async def test_news_under_a_held_button_do_not_take_the_click(town: Box, browser: Browser) -> None:
    """What would be drawn anew waits until the finger is lifted."""
    view = await window(browser)
    await view.open(town.sandbox.url)
    await view.open_chat(HOME)

    await view.page.get_by_test_id("person-switch").hover()
    await view.page.mouse.down()
    async with view.page.expect_response(lambda asked: f"person={WORKER}" in asked.url):
        await town.write(FATHER, "在吗", chat=HOME)
    await view.page.mouse.up()

    await expect(view.page.get_by_test_id(f"person-{WORKER}")).to_be_visible()
    await view.see("在吗")


async def test_the_list_on_a_phone_has_a_clock(town: Box, browser: Browser) -> None:
    """It leads backstage, and back again."""
    view = await window(browser, PHONE)
    await view.open(town.sandbox.url)
    clock = view.page.get_by_test_id("clock-small")

    await expect(clock).to_have_accessible_name(re.compile("已停住"))
    await clock.click()
    await view.page.get_by_role("button", name="收起后台").click()
    await expect(clock).to_be_focused()


async def test_a_quote_follows_its_message(town: Box, browser: Browser) -> None:
    """What an answer answers reads as it reads now."""
    asked = await town.write(MOTHER, "看到我家娃儿没有", chat=HOME)
    await town.bot(
        "sendMessage",
        token=TOKEN,
        chat_id=HOME,
        text="在找",
        reply_parameters={"message_id": asked["message_id"]},
    )
    view = await window(browser)
    await view.open(town.sandbox.url)
    await view.open_chat(HOME)
    answer = (await view.see("在找")).locator(".quote")
    await expect(answer).to_contain_text("看到我家娃儿没有")

    await town.post(
        "edits", person=MOTHER, chat=HOME, message_id=asked["message_id"], text="找到了"
    )

    await expect(answer).to_contain_text("找到了")


async def test_voices_places_and_albums(town: Box, browser: Browser, tmp_path: Path) -> None:
    """What somebody sends who would rather not type; the bot is told of each in Telegram's words."""
    pictures = [tmp_path / f"{number}.png" for number in range(3)]
    for picture in pictures:
        picture.write_bytes(png(400, 300))
    await town.bot("getUpdates", token=TOKEN, offset=-1)
    view = await window(browser, PHONE)
    await view.open(town.sandbox.url)
    await view.be(GRANDMOTHER)
    await view.open_chat(HOME)

    await view.attach("示例语音")
    await view.send_sound(STATIC / "voice.ogg")
    await expect(view.page.get_by_role("button", name="播放语音 0:04")).to_have_count(2)
    await view.attach("发送位置")
    await view.page.get_by_test_id("place").select_option("柳荫路口")
    await view.page.get_by_role("dialog").get_by_role("button", name="发送").click()
    await view.see("30.80150, 103.85100")
    await view.send_photos(*pictures, caption="我孙子")
    await expect(view.page.locator(".of-album img")).to_have_count(3)
    await view.page.get_by_role("button", name="播放语音 0:04").first.click()
    await expect(view.page.locator(".play[aria-pressed=true]")).to_have_count(1)
    await view.screenshot("phone-voice-place-album")

    updates = await town.bot("getUpdates", token=TOKEN)
    voice, chosen, place, *album = (update["message"] for update in updates[-6:])
    assert [one["voice"]["duration"] for one in (voice, chosen)] == [4, 4]
    assert voice["voice"]["mime_type"] == "audio/ogg"
    assert place["location"] == {"latitude": 30.8015, "longitude": 103.851}
    assert len({one["media_group_id"] for one in album}) == 1
    assert [one.get("caption") for one in album] == ["我孙子", None, None]
    assert view.troubles == []


@pytest.mark.parametrize(("name", "size"), [("desktop", DESKTOP), ("phone", PHONE)])
async def test_a_command_may_answer_a_photo(
    town: Box, browser: Browser, name: str, size: tuple[int, int]
) -> None:
    """Somebody else's, without a word; the bot is told of the whole message that is answered."""
    photo = await town.send("photo", png(600, 400), person=FATHER, chat=HOME)
    view = await window(browser, size)
    await view.open(town.sandbox.url)
    await view.be(MOTHER)
    await view.open_chat(HOME)

    shown = view.page.get_by_test_id(f"message-{photo['message_id']}")
    await shown.hover()
    await shown.get_by_role("button", name="更多操作").click()
    await view.page.get_by_role("menuitem", name="回复").click()
    await view.screenshot(f"{name}-replying")
    await view.write("/report")
    await expect((await view.see("/report")).locator(".quote")).to_contain_text("周文涛[照片]")

    updates = await town.bot("getUpdates", token=TOKEN)
    heard, command = (update["message"] for update in updates[-2:])
    assert command["text"] == "/report"
    assert command["reply_to_message"] == heard
    assert heard["photo"] == photo["photo"]
    assert view.troubles == []
