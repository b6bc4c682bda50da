"""Behind the scenes: what goes wrong on purpose, the bots' pace, and a rehearsal kept as one file."""

from pathlib import Path

import pytest
from playwright.async_api import Browser, Locator, expect

from bot.sandbox.faults import KINDS
from tests.browser.conftest import TOKEN, Hall
from tests.browser.page import CHROMIUM, SHOTS, ChatPage
from tests.sandbox.support import keyboard, png
from tests.support.cast import FATHER, MOTHER

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here; apt install chromium"),
    pytest.mark.timeout(60),
    pytest.mark.asyncio(loop_scope="session"),  # one browser for all of them
]

SIZES = ("desktop", "phone")
OTHER = 700100300


async def backstage(view: ChatPage, part: str) -> Locator:
    """Open the drawer and one of its parts."""
    await view.page.get_by_test_id("clock").click()
    drawer = view.page.get_by_role("complementary", name="后台")
    summary = drawer.locator("details:not([open]) > summary", has_text=part)
    if await summary.count():
        await summary.click()
    return drawer


@pytest.mark.parametrize("size", SIZES)
async def test_a_migration_and_other_faults(hall: Hall, size: str) -> None:
    """Chosen from words, they strike the bot's next call; the open chat goes along to the new id."""
    title = f"{size} 小院"
    yard, town = await hall.group(type="group", title=title), hall.town
    await town.post("clock", advance=60)
    view = await hall.enter(size, yard)
    drawer = await backstage(view, "故意出错")
    page, coming = view.page, drawer.get_by_test_id("faults-coming")

    kinds = page.get_by_test_id("fault-kind").locator("option")
    assert [await kind.get_attribute("value") for kind in await kinds.all()] == list(KINDS)
    await page.get_by_test_id("fault-method").select_option("sendMessage")
    await page.get_by_test_id("fault-times").fill("2")
    await page.get_by_test_id("fault-add").click()
    await expect(coming).to_contain_text("发得太快（429）sendMessage · 还有 2 次")
    await page.get_by_test_id("fault-kind").select_option("migrate")
    await page.get_by_test_id("fault-chat").select_option(title)
    await page.get_by_test_id("fault-times").fill("1")
    await page.get_by_test_id("fault-add").click()
    await expect(coming.locator("li")).to_have_count(2)
    await view.screenshot(f"{size}-faults")

    struck = [await town.call("sendMessage", token=TOKEN, chat_id=yard, text="在吗") for _ in range(3)]  # fmt: skip
    assert [one["error_code"] for one in struck] == [429, 429, 400]
    await expect(coming).to_have_count(0)
    await expect(page.get_by_test_id("pace")).to_have_accessible_name(
        "最近一分钟每秒发送: 发了 1 条 · 最快每秒 1 条 · 被要求等待 2 次"
    )
    new = struck[2]["parameters"]["migrate_to_chat_id"]
    await page.get_by_test_id("close-backstage").click()
    await town.bot("sendMessage", token=TOKEN, chat_id=new, text="我跟来了")
    await view.see("我跟来了")
    await expect(page).to_have_url(f"{town.sandbox.url}/#as={MOTHER}&chat={new}")

    await page.get_by_test_id("clock").click()
    await page.get_by_test_id("fault-kind").select_option("delay")
    await page.get_by_test_id("fault-add").click()
    await page.get_by_test_id("faults-clear").click()
    await expect(drawer).to_contain_text("没有安排故障")
    await page.get_by_test_id("close-backstage").click()
    assert view.troubles == []


async def test_several_bots(hall: Hall) -> None:
    """Each has a private chat to begin, its calls can be seen alone; how fast they may speak is a choice."""
    await hall.town.post("bots", token=f"{OTHER}:other", username="other_bot", first_name="小二")
    for token in (TOKEN, f"{OTHER}:other"):
        await hall.town.bot("getMe", token=token)
    view = hall.windows["desktop"]
    await view.open_chat(OTHER)
    await view.start()
    await view.page.get_by_test_id("clock").click()
    drawer = view.page.get_by_role("complementary", name="后台")
    calls = drawer.locator(".calls li")

    await expect(calls.filter(has_text="格格").first).to_be_visible()
    await drawer.get_by_test_id("calls-of").select_option("小二 @other_bot")
    await expect(calls).to_have_count(1)
    await expect(calls).to_contain_text("小二")
    await expect(drawer.get_by_test_id("limits")).to_have_value("0")
    await drawer.get_by_label("限速").select_option("和 Telegram 一样")
    await expect(drawer.get_by_test_id("limits")).to_have_value("1")
    await drawer.get_by_label("限速").select_option("不限速")
    await view.page.get_by_test_id("close-backstage").click()
    assert view.troubles == []


@pytest.mark.parametrize("size", SIZES)
async def test_a_rehearsal_is_one_file(
    hall: Hall, browser: Browser, tmp_path: Path, size: str
) -> None:
    """It opens without the sandbox and without scripts, in both languages, with photos and buttons."""
    group = await hall.group(title="排练群")
    asked = await hall.town.write(MOTHER, "看到我家娃儿没有 <b>", chat=group)
    await hall.town.send("photo", png(600, 400), person=FATHER, chat=group, caption="在这里")
    await hall.say("sendMessage", group, text="<b>在找</b>", parse_mode="HTML", reply_parameters={"message_id": asked["message_id"]}, reply_markup=keyboard({"text": "我看见了", "callback_data": "x"}))  # fmt: skip
    await hall.say("sendPoll", group, question="几点？", options=["九点", "三点"])
    view = await hall.enter(size, group)
    await backstage(view, "保存这次排练")
    for whole in ("", "all"):
        await view.page.get_by_test_id("saving-what").select_option(whole)
        async with view.page.expect_download() as waiting:
            await view.page.get_by_test_id("save").click()
        await (await waiting.value).save_as(tmp_path / f"rehearsal{whole}.html")
    await view.page.get_by_test_id("close-backstage").click()
    assert view.troubles == []

    viewport = view.page.viewport_size
    reader = await browser.new_context(java_script_enabled=False, viewport=viewport)
    page, asked_for = await reader.new_page(), set[str]()
    page.on("request", lambda request: asked_for.add(request.url.split(":", maxsplit=1)[0]))
    await page.goto((tmp_path / "rehearsal.html").as_uri())
    scene = page.locator("section", has=page.get_by_role("heading", name="排练群")).first
    await expect(scene.get_by_text("看到我家娃儿没有 <b>").first).to_be_visible()
    await expect(scene.locator("strong", has_text="在找")).to_be_visible()
    await expect(scene.locator(".key")).to_have_text("我看见了")
    await expect(scene.get_by_role("img", name="在这里")).to_have_js_property("naturalWidth", 600)
    await expect(scene.get_by_text("群建好了")).to_be_visible()
    await page.get_by_label("English").check()
    await expect(scene.get_by_text("The group was created")).to_be_visible()
    await expect(scene.get_by_text("群建好了")).to_be_hidden()
    await expect(page.locator("button, script")).to_have_count(0)
    await page.screenshot(path=SHOTS / f"{size}-rehearsal.png", full_page=True)
    assert asked_for <= {"file", "data"}
    await page.goto((tmp_path / "rehearsalall.html").as_uri())
    await expect(page.get_by_role("heading", name="香樟苑1-3号楼邻里群")).to_be_visible()
    await reader.close()
