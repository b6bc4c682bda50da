"""What staff say to each other: not all that reads like a report is one, and good news never is."""

import pytest

from bot.domain.grid import Role
from bot.storage.cases import Case
from bot.storage.grid import by_code
from bot.storage.people import Appointment
from tests.stories.plot import card
from tests.support.cast import HOME, MOTHER, STAFF, WORKER
from tests.support.town import Town


async def test_whoever_talks_is_asked_once(town: Town) -> None:
    """Quietly: a press makes it a case; unanswered it goes, and nobody has a card of it."""
    await town.write(WORKER, STAFF, "5栋那边下楼全凭感觉，居民反映好多次了")

    [asked] = await town.said(WORKER, STAFF)
    assert "报上去" in asked.text
    assert asked.buttons == ("提交", "不是报告")
    assert not await town.sounded(STAFF, asked)
    await town.press(WORKER, STAFF, "提交")
    assert "待受理" in (await card(town)).text
    assert [line.text for line in await town.said(WORKER, STAFF) if "报上去" in line.text] == []

    await town.write(WORKER, STAFF, "6栋那边下楼全凭感觉，居民反映好多次了")
    await town.find(WORKER, STAFF, "报上去", button="不是报告")
    await town.pass_time(minutes=11)
    assert [line.text for line in await town.said(WORKER, STAFF) if "报上去" in line.text] == []


async def test_a_life_among_their_words(town: Town) -> None:
    """Whoever may be in danger stands on a card, unanswered or not, and beside good news."""
    await town.write(WORKER, STAFF, "月牙塘水深危险")
    await town.find(WORKER, STAFF, "报上去", button="不是报告")
    await town.pass_time(minutes=11)
    await town.find(WORKER, STAFF, "月牙塘水深危险", button="认领")

    await town.write(WORKER, STAFF, "家长接走了。广场上有个婆婆迷路了，穿灰衣服")
    assert await town.count(Case) == 2
    await town.write(WORKER, STAFF, "3号楼的火灭了，有人受伤")
    await town.find(WORKER, STAFF, "有人受伤", button="认领")


async def test_talk_of_what_they_have_in_hand(town: Town) -> None:
    """Of the child whose card they have it is a clue by one press; of the lamp nothing is said.

    A lamp that is plainly reported again is asked about; unanswered it counts for the first.
    """
    await town.write(MOTHER, HOME, "我家娃儿不见了，5岁女孩，穿红色外套，香樟苑大门")
    await town.press(MOTHER, HOME, "提交")
    await town.write(WORKER, STAFF, "她妈妈还在路上，娃儿在门卫室哭")
    assert "编号 1001" in (await town.find(WORKER, STAFF, "", button="是同一人")).text
    await town.press(WORKER, STAFF, "是同一人")
    assert "门卫室" in (await town.find(WORKER, STAFF, "线索 · 编号 1001")).text

    await town.write(WORKER, STAFF, "5号楼3楼楼道灯不亮了")
    before = await town.said(WORKER, STAFF)
    await town.write(WORKER, STAFF, "5号楼那边下楼全凭感觉，居民反映好多次了")
    assert await town.said(WORKER, STAFF) == before
    assert await town.count(Case) == 2

    await town.write(WORKER, STAFF, "5号楼三楼的灯坏了，居民来说的")
    asked = await town.find(WORKER, STAFF, "可能就是编号 1002")
    assert asked.buttons == ("提交", "不是报告", "我也遇到")
    await town.pass_time(minutes=11)
    assert all("可能就是" not in line.text for line in await town.said(WORKER, STAFF))
    assert "已算到编号 1002" in (await town.said(WORKER, STAFF))[-1].text
    assert await town.count(Case) == 2
    await town.write(WORKER, STAFF, "5号楼三楼的灯坏了，居民来说的")
    await town.press(WORKER, STAFF, "提交", on="可能就是")
    await town.find(WORKER, STAFF, "编号 1003", button="认领")

    told = len([line for line in await town.said(WORKER, STAFF) if "已算到" in line.text])
    await town.act("members", chat=STAFF, user=WORKER, status="administrator")
    words = "5号楼三楼的灯坏了，居民来说的"
    await town.act("messages", person=WORKER, chat=STAFF, text=words, **{"as": "chat"})
    await town.pass_time(minutes=11)
    said = [line for line in await town.said(WORKER, STAFF) if "已算到" in line.text]
    assert len(said) == told, "of nobody's words nothing was counted"


NEWS = [
    ("门卫室有个小男孩在哭，找不到爸妈", "走丢的男娃儿家长来接了"),
    ("3号楼车库积水了", "积水已经抽干了"),
]


@pytest.mark.parametrize(("report", "news"), NEWS, ids=["child", "water"])
async def test_good_news_opens_nothing(town: Town, report: str, news: str) -> None:
    """Nothing is said where nothing is open; else they are asked under the card, once."""
    await town.write(WORKER, STAFF, news)
    assert await town.said(WORKER, STAFF) == []
    await town.write(WORKER, STAFF, report)
    await town.write(WORKER, STAFF, news)
    await town.write(WORKER, STAFF, news)

    asked = [line for line in await town.said(WORKER, STAFF) if news in line.text]
    assert [line.buttons for line in asked] == [("办结",)]
    assert asked[0].answers == (await card(town)).id
    assert await town.count(Case) == 1


async def test_of_two_grids_they_take_what_they_report(town: Town) -> None:
    """Whose are two micro-grids under one staff group claims what they have written there.

    An alert by hand goes to the one that is named; where none is, the preview asks.
    """
    async with town.gege.database.write() as session:
        beside = await by_code(session, "YX-A12")
        assert beside is not None
        session.add(
            Appointment(user_id=WORKER, name="程小禾", grid_id=beside.key, role=Role.WORKER)
        )
    await town.write(WORKER, STAFF, "居民反映孟婆婆不见了，79岁，穿蓝布衫")
    await town.press(WORKER, STAFF, "认领")

    assert "办理：程小禾" in (await card(town)).text

    await town.write(WORKER, STAFF, "/alert 桂语里今晚停水两小时")
    assert "发给：桂语里微网格" in (await town.find(WORKER, STAFF, "预览")).text
    await town.write(WORKER, STAFF, "/alert 今晚停气两小时")
    asked = await town.find(WORKER, STAFF, "停气", button="返回")
    assert asked.buttons == ("香樟苑微网格", "桂语里微网格", "返回")
