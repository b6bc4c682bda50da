"""What Telegram's messages can be and do beside words: polls, signs, pins, topics, photos, and how one is found."""

from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.browser.conftest import Hall
from tests.browser.page import CHROMIUM
from tests.sandbox.support import png
from tests.support.cast import FATHER, MOTHER

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here; apt install chromium"),
    pytest.mark.timeout(60),
    pytest.mark.asyncio(loop_scope="session"),  # one browser for all of them
]

SIZES = ("desktop", "phone")
PAGE = 100
"""How many messages the page asks for at first."""


@pytest.mark.parametrize("size", SIZES)
async def test_polls(hall: Hall, size: str) -> None:
    """One votes and sees how it stands, takes it back, ticks several, is told the quiz's solution."""
    group, town = await hall.group(), hall.town
    when = await hall.say("sendPoll", group, question="几点打扫？", options=["九点", "三点"])
    what = await hall.say("sendPoll", group, question="带什么？", options=["扫把", "手套", "水"], allows_multiple_answers=True)  # fmt: skip
    quiz = await hall.say("sendPoll", group, question="火警是？", options=["110", "119"], type="quiz", correct_option_ids=[1], explanation="火警 119")  # fmt: skip
    await town.post("votes", person=FATHER, chat=group, message_id=when["message_id"], options=[1])
    view = await hall.enter(size, group)
    once, several, asked = (
        view.page.get_by_test_id(f"message-{one['message_id']}") for one in (when, what, quiz)
    )

    await once.get_by_role("button", name="九点").click()
    await expect(once.locator(".share")).to_have_text(["50%", "50%"])
    await expect(once.get_by_role("img", name="你选的")).to_be_visible()
    await once.get_by_test_id("retract").click()
    await expect(once.locator(".poll-foot")).to_have_text("1 人投票")
    await expect(once.get_by_role("button", name="九点")).to_be_visible()

    await expect(several.get_by_test_id("vote")).to_be_disabled()
    await several.get_by_label("扫把").check()
    await town.post("votes", person=FATHER, chat=group, message_id=what["message_id"], options=[0])
    await expect(several.locator(".poll-foot")).to_have_text("1 人投票")
    await several.get_by_label("水").check()
    await several.get_by_test_id("vote").click()
    await expect(several.locator(".share")).to_have_text(["100%", "0%", "50%"])

    await expect(asked.locator(".explanation")).to_have_count(0)
    await asked.get_by_role("button", name="110").click()
    await expect(asked.locator(".explanation")).to_have_text("火警 119")
    await expect(asked.get_by_role("img", name="你选错了")).to_be_visible()
    await expect(asked.get_by_test_id("retract")).to_have_count(0)

    await view.screenshot(f"{size}-polls")
    await view.fits()
    assert view.troubles == []


async def test_signs_pins_topics_and_whispers(hall: Hall) -> None:
    """A sign goes under the message and away again, a pin leads to its message, a topic is written to."""
    forum, town = await hall.group(forum=True), hall.town
    topic = await hall.say("createForumTopic", forum, name="路灯")
    first = await town.write(FATHER, "三栋的灯不亮", chat=forum, thread=topic["message_thread_id"])
    await hall.say("pinChatMessage", forum, message_id=first["message_id"])
    view = await hall.enter("desktop", forum)
    lamp = view.page.get_by_test_id(f"message-{first['message_id']}")

    await expect(lamp.locator(".topic")).to_have_text("路灯")
    await view.see("置顶了：三栋的灯不亮")
    await view.page.get_by_test_id("pinned").click()
    await expect(lamp).to_have_class("message theirs first last flash")

    await lamp.locator(".bubble").click(button="right", position={"x": 12, "y": 6})
    await view.page.get_by_role("menuitemcheckbox", name="用 🙏 回应").click()
    await expect(lamp.get_by_test_id("reaction-🙏")).to_have_attribute("aria-pressed", "true")
    await town.post("reactions", person=FATHER, chat=forum, message_id=first["message_id"], emoji="🙏")  # fmt: skip
    await expect(lamp.get_by_test_id("reaction-🙏")).to_have_accessible_name("🙏，2 人")
    await lamp.get_by_test_id("reaction-🙏").click()
    await expect(lamp.get_by_test_id("reaction-🙏")).to_have_attribute("aria-pressed", "false")

    await view.page.get_by_test_id("topic").select_option("路灯")
    await view.write("我家楼下也是")
    await expect((await view.see("我家楼下也是")).locator(".topic")).to_have_text("路灯")
    await hall.say("sendMessage", forum, text="只跟你说", ephemeral_message_parameters={"receiver_user_id": MOTHER})  # fmt: skip
    await expect((await view.see("只跟你说")).locator(".topic")).to_have_text("只有你看得到")
    await view.screenshot("desktop-forum")
    assert view.troubles == []


async def test_search_in_a_long_chat(hall: Hall) -> None:
    """The newest comes first, then what is further back than the page had; Esc leads back to writing."""
    group, town = await hall.group(), hall.town
    found = [await town.write(FATHER, f"第{place}盏路灯不亮", chat=group) for place in range(2)]
    for number in range(PAGE):
        await town.write(FATHER, f"闲话{number}", chat=group)
    await town.write(MOTHER, "路灯修好了", chat=group, reply_to=found[0]["message_id"])
    for size in SIZES:
        view = await hall.enter(size, group)
        page, count = view.page, view.page.get_by_test_id("search-count")
        oldest = page.get_by_test_id(f"message-{found[0]['message_id']}")
        await expect(oldest).to_have_count(0)

        await page.get_by_test_id("search-open").click()
        await page.keyboard.insert_text("路灯")
        await expect(count).to_have_text("3/3")
        await page.keyboard.press("Enter")
        await page.get_by_test_id("search-older").click()
        await expect(count).to_have_text("1/3")
        await expect(oldest).to_be_in_viewport()
        await view.screenshot(f"{size}-search")
        await page.get_by_test_id("search").fill("没有这回事")
        await expect(count).to_have_text("没有找到")
        await page.get_by_test_id("search").press("Escape")
        await expect(page.get_by_test_id("composer")).to_be_focused()

        await page.get_by_role("button", name="到最新消息").click()
        await (await view.see("路灯修好了")).locator(".quote").click()
        await expect(oldest).to_be_in_viewport()
        assert view.troubles == []


@pytest.mark.parametrize("size", SIZES)
async def test_a_reply_keyboard(hall: Hall, size: str) -> None:
    """Its buttons stand where one writes; a press says the words to the bot; it goes when it should."""
    group = await hall.group()
    keys = {"keyboard": [["在家", "在外面"], ["不知道"]]}
    asked = await hall.say("sendMessage", group, text="娃儿在哪里？", reply_markup=keys)
    view = await hall.enter(size, group)
    shown = view.page.get_by_role("group", name="机器人给的按钮")

    await expect(shown.get_by_role("button")).to_have_text(["在家", "在外面", "不知道"])
    await view.screenshot(f"{size}-reply-keyboard")
    await view.fits()
    await shown.get_by_role("button", name="在外面").click()
    await expect((await view.see("在外面")).locator(".quote")).to_contain_text("娃儿在哪里？")
    said = (await hall.town.history(MOTHER, group))[-1]
    assert (said["text"], said["reply_to_message"]["message_id"]) == ("在外面", asked["message_id"])
    await expect(shown).to_be_visible()
    await hall.say("sendMessage", group, text="好", reply_markup={"remove_keyboard": True})
    await expect(shown).to_be_hidden()

    await hall.say("sendMessage", group, text="见到了吗", reply_markup=keys | {"one_time_keyboard": True})  # fmt: skip
    await shown.get_by_role("button", name="不知道").click()
    await view.see("不知道")
    await expect(shown).to_be_hidden()
    assert view.troubles == []


@pytest.mark.parametrize("size", SIZES)
async def test_photos_are_seen_large(hall: Hall, tmp_path: Path, size: str) -> None:
    """The arrows lead from one to the next, Esc back to the one last seen."""
    group = await hall.group()
    picture = tmp_path / "one.png"
    picture.write_bytes(png(400, 300))
    view = await hall.enter(size, group)
    await view.send_photos(picture, caption="大门口")
    last = await hall.town.send("photo", png(300, 500), person=FATHER, chat=group, caption="保安室")
    await view.see("保安室")
    viewer = view.page.get_by_role("dialog", name="照片")

    await (await view.see("大门口")).get_by_role("button", name="放大照片").click()
    await expect(viewer).to_contain_text("1/2 · 林晓芸")
    await view.page.keyboard.press("ArrowRight")
    await expect(viewer).to_contain_text("保安室")
    await view.page.keyboard.press("ArrowRight")
    await viewer.get_by_role("button", name="上一张").click()
    await viewer.get_by_role("button", name="下一张").click()
    await view.screenshot(f"{size}-viewer")
    await view.page.keyboard.press("Escape")

    await expect(viewer).to_have_count(0)
    shown = view.page.get_by_test_id(f"message-{last['message_id']}")
    await expect(shown.get_by_role("button", name="放大照片")).to_be_focused()
    assert view.troubles == []
