"""The first story played in the page, as whoever types `make demo` plays it."""

import shutil
from dataclasses import dataclass
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


@dataclass(frozen=True)
class Private:
    """What the bot says to somebody in private, where each reads their own language."""

    locale: str
    delivered: str
    done: str
    thanks: str
    found: str


ZH = Private("zh-CN", "不用等 24 小时", "完成", "网格员都收到了", "找到了")
EN = Private("en-GB", "no 24-hour wait", "Done", "the grid workers have it all", "Found")


class Stage:
    """A window that plays and one of the other size that looks on; every picture is looked over."""

    def __init__(self, name: str, page: ChatPage, other: str, beside: ChatPage) -> None:
        self.name, self.page = name, page
        self.other, self.beside = other, beside

    async def picture(self, scene: str) -> None:
        await self.page.screenshot(f"{self.name}-{scene}")
        await self.page.fits()

    async def picture_beside(self, scene: str, person: int, chat: int, text: str) -> None:
        """Look at what that person sees in the other size."""
        await self.beside.be(person)
        await self.beside.open_chat(chat)
        await self.beside.see(text)
        await self.beside.screenshot(f"{self.other}-{scene}")
        await self.beside.fits()


async def speak_english(page: ChatPage, *people: int) -> None:
    """Have people choose it, each in private."""
    for person in people:
        await page.be(person)
        await page.open_chat(BOT)
        await page.start()
        await page.write("/language")
        await page.press("English")
        await page.see("English from now on")


async def as_mother_report(stage: Stage, picture: Path, words: Private) -> None:
    """Send the child's photo with a few words, confirm, and open the private chat."""
    page = stage.page
    await page.be(MOTHER)
    await page.open_chat(HOME)
    await page.send_photos(picture, caption=LOST)
    await page.see("请先打 110")
    await stage.picture("prompt")
    await stage.picture_beside("prompt", MOTHER, HOME, "请先打 110")
    await page.press("提交")
    await page.press("是", on="您是家长/家属吗")
    await page.press("私聊看进展")
    await page.see(words.delivered)
    await stage.picture("private")
    await stage.picture_beside("chat", MOTHER, BOT, words.delivered)


async def as_worker_publish(stage: Stage) -> None:
    """Look at what residents will read, and publish."""
    page = stage.page
    await page.be(WORKER)
    await page.open_chat(STAFF)
    await page.press("发布")
    await page.see("马上 4 个群")
    await stage.picture("preview")
    await stage.picture_beside("staff", WORKER, STAFF, "马上 4 个群")
    await page.press("确认发布")
    await page.see("已发 4 个群")


async def as_neighbour_give_a_clue(stage: Stage, words: Private) -> None:
    """See the alert in the next compound's group, and tell what was seen."""
    page = stage.page
    await page.be(NEXT_DOOR)
    await page.open_chat(NEXT)
    await page.see("寻找5岁男孩")
    await stage.picture("alert")
    await page.press("我有线索")
    await page.write("在桂语里门口看见过，往河边走了")
    await page.press(words.done)
    await page.see(words.thanks)


@pytest.mark.parametrize(
    ("name", "size", "other", "other_size", "words"),
    [
        ("desktop-zh", DESKTOP, "phone-zh", PHONE, ZH),
        ("phone-en", PHONE, "desktop-en", DESKTOP, EN),
    ],
)
async def test_the_lost_child_in_the_page(
    sqlite_template: Path,
    tmp_path: Path,
    name: str,
    size: tuple[int, int],
    other: str,
    other_size: tuple[int, int],
    words: Private,
) -> None:
    """From the photo in the group to the outcome on record, by nothing but clicks and words."""
    shutil.copy(sqlite_template, tmp_path / "gege.db")
    picture = tmp_path / "child.jpg"
    picture.write_bytes(photo())
    url = f"sqlite+aiosqlite:///{tmp_path / 'gege.db'}"
    await import_registers(url)
    async with open_town(url, live=True) as town, chromium() as browser:
        page = await window(browser, size, locale=words.locale)
        beside = await window(browser, other_size, locale=words.locale)
        await page.open(town.sandbox.url)
        await beside.open(town.sandbox.url)
        stage = Stage(name, page, other, beside)
        await stage.picture("list")
        await beside.screenshot(f"{other}-list")
        await beside.fits()

        if words is EN:
            await speak_english(page, MOTHER, NEXT_DOOR)
        await as_mother_report(stage, picture, words)
        await as_worker_publish(stage)
        await as_neighbour_give_a_clue(stage, words)
        await page.be(MOTHER)
        await page.open_chat(BOT)
        await page.see("往河边走了")
        await page.press(words.found)

        await page.be(NEXT_DOOR)
        await page.open_chat(NEXT)
        await page.see("孩子找到了，谢谢大家")
        await page.miss("红色外套")
        await stage.picture("all-clear")
        await page.be(WORKER)
        await page.open_chat(STAFF)
        await page.press("核查通过")
        await page.press("已团聚")
        await page.miss("怎么办结")
        await page.see("已团聚")
        await stage.picture("closed")
        assert page.troubles == beside.troubles == []
