"""The first story played in the page, as whoever types `make demo` plays it."""

import shutil
from pathlib import Path

import pytest

from tests.browser.page import CHROMIUM, DESKTOP, PHONE, ChatPage, chromium, window
from tests.support.cast import HOME, MOTHER, NEXT, NEXT_DOOR, STAFF, WORKER
from tests.support.pictures import photo
from tests.support.town import BOT, import_registers, open_town

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here; apt install chromium"),
    pytest.mark.timeout(120),
]

LOST = "我家娃儿不见了，5岁男孩，穿红色外套，刚才还在香樟苑大门，我电话13900000001"


async def as_mother_report(page: ChatPage, picture: Path, shots: str) -> None:
    """Send the child's photo with a few words, confirm, and open the private chat."""
    await page.be(MOTHER)
    await page.open_chat(HOME)
    await page.send_photos(picture, caption=LOST)
    await page.see("请先打 110")
    await page.screenshot(f"{shots}-prompt")
    await page.press("提交")
    await page.press("是", on="您是家长/家属吗")
    await page.press("私聊看进展")
    await page.see("不用等 24 小时")


async def as_worker_publish(page: ChatPage, shots: str) -> None:
    """Look at what residents will read, and publish."""
    await page.be(WORKER)
    await page.open_chat(STAFF)
    await page.press("发布")
    await page.see("马上 4 个群")
    await page.screenshot(f"{shots}-preview")
    await page.press("确认发布")
    await page.see("已发 4 个群")


async def as_neighbour_give_a_clue(page: ChatPage, shots: str) -> None:
    """See the alert in the next compound's group, and tell what was seen."""
    await page.be(NEXT_DOOR)
    await page.open_chat(NEXT)
    await page.see("寻找5岁男孩")
    await page.screenshot(f"{shots}-alert")
    await page.press("我有线索")
    await page.write("在桂语里门口看见过，往河边走了")
    await page.press("完成")
    await page.see("网格员都收到了")


@pytest.mark.parametrize(("name", "size"), [("desktop", DESKTOP), ("phone", PHONE)])
async def test_the_lost_child_in_the_page(
    sqlite_template: Path, tmp_path: Path, name: str, size: tuple[int, int]
) -> None:
    """From the photo in the group to the outcome on record, by nothing but clicks and words."""
    shutil.copy(sqlite_template, tmp_path / "gege.db")
    picture = tmp_path / "child.jpg"
    picture.write_bytes(photo())
    url = f"sqlite+aiosqlite:///{tmp_path / 'gege.db'}"
    await import_registers(url)
    async with open_town(url, live=True) as town, chromium() as browser:
        page = await window(browser, size)
        await page.open(town.sandbox.url)

        await as_mother_report(page, picture, name)
        await as_worker_publish(page, name)
        await as_neighbour_give_a_clue(page, name)
        await page.be(MOTHER)
        await page.open_chat(BOT)
        await page.see("往河边走了")
        await page.press("找到了")

        await page.be(NEXT_DOOR)
        await page.open_chat(NEXT)
        await page.see("孩子找到了，谢谢大家")
        await page.miss("红色外套")
        await page.screenshot(f"{name}-all-clear")
        await page.be(WORKER)
        await page.open_chat(STAFF)
        await page.press("核查通过")
        await page.press("已团聚")
        await page.see("已团聚")
        await page.screenshot(f"{name}-closed")
        assert page.troubles == []
