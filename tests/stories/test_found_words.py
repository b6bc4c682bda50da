"""找到了 in words: the guardian's end the search, everybody else's only ask staff."""

import pytest

from tests.stories.plot import LOST, card, publish
from tests.support.cast import (
    DESK,
    EAST,
    EAST_GROUP,
    HOME,
    HOME_OTHER,
    MOTHER,
    NEIGHBOUR,
    NEXT,
    NEXT_DOOR,
    STAFF,
    WORKER,
)
from tests.support.pictures import photo
from tests.support.town import BOT, Line, Town

CLAIM = "有人说找到了 · 编号 1001"
WORDS = "孩子找到了，就在超市"


async def claims(town: Town, group: int) -> list[Line]:
    """Return the questions to staff that stand in a staff group."""
    said = await town.said(Town.member_of(group), group)
    return [line for line in said if CLAIM in line.text]


@pytest.mark.published
async def test_a_neighbour_s_word_asks_the_staff_and_nothing_else(town: Town) -> None:
    """Where the alert stands: a card for the case's staff, silence in the group.

    A question is a question. The same person's words again change nothing; another neighbour's, or
    an hour later, are another card.
    """
    for words in ("找到了吗", "还没找到", "找到了告诉我"):
        await town.write(NEXT_DOOR, NEXT, words)
    assert await claims(town, STAFF) == []

    before = await town.said(NEXT_DOOR, NEXT)
    await town.write(NEXT_DOOR, NEXT, WORDS)
    for group in (STAFF, DESK):
        (claim,) = await claims(town, group)
        assert "就在超市" in claim.text
    assert await town.said(NEXT_DOOR, NEXT) == before
    assert "撤回" in (await town.find(WORKER, STAFF, "编号 1001", button="撤回")).buttons

    await town.write(NEXT_DOOR, NEXT, "找到了找到了！谢谢大家")
    assert len(await claims(town, STAFF)) == 1
    await town.write(NEIGHBOUR, HOME_OTHER, "人已经回来了谢谢各位")
    assert len(await claims(town, STAFF)) == 2
    await town.pass_time(minutes=61)
    await town.write(NEXT_DOOR, NEXT, WORDS)
    assert len(await claims(town, STAFF)) == 3


@pytest.mark.published
async def test_who_is_not_found_after_all_is_looked_for_by_the_same_pictures(town: Town) -> None:
    """What a clue showed was taken out of the staff group with 找到了; staff need it again."""
    await town.start(NEXT_DOOR, "clue_1001")
    await town.send_photo(NEXT_DOOR, BOT, photo(), "是不是这个娃儿")

    async def shown() -> int:
        said = await town.said(WORKER, STAFF)
        return sum(line.has_photo and "编号" not in line.text for line in said)

    assert await shown() == 1
    await town.press(MOTHER, BOT, "找到了")
    assert await shown() == 0
    await town.press(WORKER, STAFF, "核查不通过")
    assert await shown() == 1

    await town.press_more(WORKER, STAFF, "提交核查")
    await town.press(WORKER, STAFF, "核查不通过")
    assert await shown() == 1


@pytest.mark.published
async def test_where_no_alert_stands_nobody_is_asked(town: Town) -> None:
    """Neither in a group the rings have not reached nor once the alert is over."""
    await town.write(EAST, EAST_GROUP, WORDS)
    assert await claims(town, STAFF) == []

    await town.press(WORKER, STAFF, "撤回")
    await town.write(NEXT_DOOR, NEXT, WORDS)

    assert await claims(town, STAFF) == []


@pytest.mark.published
async def test_of_several_alerts_the_newest_is_meant(town: Town) -> None:
    """Two are missing and the group reads both alerts: the word goes with the later one."""
    await town.write(
        NEIGHBOUR, HOME_OTHER, "我妈走失了，78岁，有点老年痴呆，穿灰色外套，在香樟苑大门"
    )
    await town.press(NEIGHBOUR, HOME_OTHER, "提交")
    await publish(town)

    await town.write(NEXT_DOOR, NEXT, "人找到了")

    assert await claims(town, STAFF) == []
    await town.find(WORKER, STAFF, "有人说找到了 · 编号 1002")


@pytest.mark.published
async def test_the_guardian_s_words_are_the_press(town: Town) -> None:
    """Written in any group: the all-clear goes out and nobody is asked."""
    await town.write(MOTHER, HOME, "找到了找到了！谢谢大家")

    assert "孩子找到了" in (await town.said(NEXT_DOOR, NEXT))[-2].text
    assert await claims(town, STAFF) == []


@pytest.mark.published
async def test_a_guardian_who_erred(town: Town) -> None:
    """不用找了: staff read that the family says so and may end it; she may end it herself at once."""
    await town.write(MOTHER, HOME, "不用找了，是我搞错了")

    told = await town.find(WORKER, STAFF, "家属说不用找了 · 编号 1001")
    assert "搞错了" in told.text
    assert told.buttons == ("办结",)
    await town.write(MOTHER, HOME, "不用找了，他在外婆家")
    assert "外婆家" in (await card(town)).text
    said = [line for line in await town.said(MOTHER, HOME) if "和您核对" in line.text]
    assert [line.buttons for line in said] == [("找到了",)] * 2
    assert "寻找" in (await town.said(NEXT_DOOR, NEXT))[-1].text
    await town.press(MOTHER, HOME, "找到了", on="和您核对")
    assert "孩子找到了" in (await town.said(NEXT_DOOR, NEXT))[-2].text
    await town.press(WORKER, STAFF, "办结", on="家属说不用找了")
    await town.press(WORKER, STAFF, "误报")
    assert all("搞错了" not in line.text for line in await town.said(WORKER, STAFF))


@pytest.mark.published
async def test_it_was_somebody_else(town: Town) -> None:
    """After 找到了 the family says so: staff hear it with sound, and 核查不通过 tells every group.

    His shoe was not him; what she tells while they search comes as a message.
    """
    alert = await town.find(NEXT_DOOR, NEXT, "寻找", button="我有线索")
    for manners in ("收到，帮转", "🙏🙏🙏"):
        await town.write(NEXT_DOOR, NEXT, manners, reply_to=alert.id)
    await town.write(MOTHER, HOME, "找到了！！在河边找到他的鞋子")
    await town.find(NEXT_DOOR, NEXT, "寻找", button="我有线索")
    await town.write(MOTHER, BOT, "有人打电话说娃儿在他那，要5000块，13900000001")
    assert "打 110" in (await town.said(MOTHER, BOT))[-1].text.splitlines()[0]
    told = await town.find(WORKER, STAFF, "补充了新情况 · 编号 1001")
    assert "要5000块" in told.text
    assert "13900000001" not in told.text
    await town.press(MOTHER, BOT, "找到了")
    await town.write(MOTHER, BOT, "不是他，认错了，衣服不一样")

    assert "请再打 110" in (await town.said(MOTHER, BOT))[-1].text
    asked = await town.find(WORKER, STAFF, "说是还没找到 · 编号 1001")
    assert await town.sounded(STAFF, asked)
    await town.press(WORKER, STAFF, "核查不通过", on="说是还没找到")
    assert "还没找到，请再留意" in (await town.find(NEXT_DOOR, NEXT, "编号 1001")).text
    assert "线索" not in (await card(town)).text


@pytest.mark.published
async def test_said_under_the_alert_and_under_the_card(town: Town) -> None:
    """A neighbour's answer is thanked and asks staff, not the mother; a worker's asks them, too."""
    alert = await town.find(NEXT_DOOR, NEXT, "寻找")
    said = await town.write(NEXT_DOOR, NEXT, WORDS, reply_to=alert.id)
    assert (await town.said(NEXT_DOOR, NEXT))[-1].answers == said
    (claim,) = await claims(town, STAFF)
    assert claim.buttons == ("办结",)
    assert all("就在超市" not in line.text for line in await town.said(MOTHER, BOT))

    shown = await card(town)
    assert "私聊看详情" in shown.text
    await town.write(WORKER, STAFF, "娃儿找到了", reply_to=shown.id)
    assert "程小禾" in (await claims(town, STAFF))[-1].text


async def test_a_reporter_who_has_not_said_who_they_are_stays_unnamed(town: Town) -> None:
    """The mother may be the guardian until she says otherwise: the card shows no name."""
    await town.write(MOTHER, HOME, "我家娃儿不见了，5岁男孩，穿红色外套，刚才还在香樟苑大门")
    await town.press(MOTHER, HOME, "提交")
    name = (await town.read(MOTHER, HOME))[-2].raw["from"]["first_name"]

    await town.write(MOTHER, HOME, WORDS)

    (claim,) = await claims(town, STAFF)
    assert name not in claim.text


async def test_who_never_pressed_submit_is_heard_too(town: Town) -> None:
    """Staff had the draft at once, so they hear the good news of it as well."""
    await town.write(MOTHER, HOME, LOST)

    await town.write(MOTHER, HOME, WORDS)

    told = await town.find(WORKER, STAFF, "报告人说找到了")
    assert "就在超市" in told.text
    assert told.answers == (await town.find(WORKER, STAFF, "未确认 · 寻找")).id
