"""A training from one line to the last star: planned, announced, signed up for, changed, held."""

import pytest

from tests.support.cast import EAST_GROUP, FATHER, GRANDMOTHER, HOME, MOTHER, NEXT, WORKER
from tests.support.town import BOT, Answered, Town

LINE = "明晚7点半在香樟苑活动室开展急救培训 2人"


async def announce(town: Town, line: str = LINE) -> None:
    """The worker writes one line and confirms it."""
    await town.start(WORKER)
    await town.write(WORKER, BOT, line)
    await town.press(WORKER, BOT, "确认发布")


async def card(town: Town) -> str:
    """Let a minute pass, and read the announcement."""
    await town.pass_time(minutes=1)
    return (await town.find(MOTHER, HOME, "急救培训")).text


async def test_one_line_becomes_a_training(town: Town) -> None:
    """The preview tells what was understood; only the groups of the worker's node hear of it."""
    await town.start(WORKER)
    await town.write(WORKER, BOT, LINE)
    preview = await town.find(WORKER, BOT, "请看一遍")
    assert "2 个群" in preview.text
    for told in ("7月3日 周五 19:30–21:00", "地点：香樟苑活动室", "名额 2 人", "讲师：程小禾"):
        assert told in preview.text
    assert not await town.said(MOTHER, HOME)

    await town.press(WORKER, BOT, "确认发布")

    announced = await town.find(MOTHER, HOME, "📣 急救培训")
    assert announced.buttons == ("报名", "取消报名")
    for elsewhere in (NEXT, EAST_GROUP):
        assert not await town.said(Town.member_of(elsewhere), elsewhere)


@pytest.mark.both_engines
async def test_sign_up_wait_and_move_up(town: Town) -> None:
    """Two places: the third waits, and has a place, a file and a message once somebody leaves."""
    await announce(town)
    await town.start(GRANDMOTHER)
    await town.start(FATHER)

    told = await town.press(MOTHER, HOME, "报名")
    assert isinstance(told, Answered)
    assert "报上名了" in told.text
    assert told.opens is not None
    assert "start=g_1" in told.opens
    await town.press(FATHER, HOME, "报名")
    waits = await town.press(GRANDMOTHER, HOME, "报名")
    assert waits is not None
    assert "候补第 1 位" in waits.text
    assert "候补第 1 位" in (await town.said(GRANDMOTHER, BOT))[-1].text
    assert "报满了，候补 1 人" in await card(town)

    await town.press(MOTHER, HOME, "取消报名")

    moved = (await town.said(GRANDMOTHER, BOT))[-1]
    assert "轮到您了" in moved.text
    assert moved.raw["document"]["file_name"].endswith(".ics")
    assert "已报 2 人" in await card(town)


@pytest.mark.both_engines
async def test_who_has_no_private_chat_is_named_in_the_group(town: Town) -> None:
    """The first name only, a day before; and whoever runs it knows how many."""
    await announce(town, "7月6日19:30在香樟苑活动室开展急救培训 20人")
    await town.press(MOTHER, HOME, "报名")
    await town.pass_time(minutes=1)
    assert "1 人没开私聊" in (await town.find(WORKER, BOT, "📋 急救培训")).text

    await town.pass_time(days=3, hours=10)

    call = await town.find(MOTHER, HOME, "别忘了")
    assert "打开私聊" in call.buttons
    await town.start(MOTHER, "g_1")
    assert "报上名了" in (await town.said(MOTHER, BOT))[-1].text
    await town.pass_time(hours=22.5)
    assert "快开始了" in (await town.said(MOTHER, BOT))[-1].text


async def test_a_change_and_a_cancellation_reach_everybody(town: Town) -> None:
    await announce(town)
    for person in (MOTHER, FATHER, GRANDMOTHER):
        await town.start(person)
        await town.press(person, HOME, "报名")

    await town.press(WORKER, BOT, "改地点", on="📋")
    await town.write(WORKER, BOT, "香樟苑架空层")
    for person in (MOTHER, GRANDMOTHER):
        assert "香樟苑架空层" in (await town.find(person, BOT, "有变动")).text
    assert "香樟苑架空层" in await card(town)

    await town.press(WORKER, BOT, "取消活动", on="📋")
    await town.press(WORKER, BOT, "取消这一次")
    for person in (MOTHER, FATHER, GRANDMOTHER):
        assert "取消了" in (await town.said(person, BOT))[-1].text
    assert "取消了" in await card(town)
    assert not (await town.find(MOTHER, HOME, "取消了")).buttons


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("今天早上8点在院坝开展急救培训 30人", "已经过了"),
        ("4月31日9点在院坝开展急救培训 30人", "没有这一天"),
        ("明天9点在院坝开展急救培训 0人", "1 以上"),
    ],
)
async def test_nonsense_is_answered_by_one_sentence(town: Town, line: str, said: str) -> None:
    await town.start(WORKER)
    await town.write(WORKER, BOT, line)
    assert said in (await town.said(WORKER, BOT))[-1].text


async def test_what_is_missing_is_asked_for(town: Town) -> None:
    """What, when, where, how many: one after the other, and nothing is lost by a wrong answer."""
    await town.start(WORKER)
    await town.write(WORKER, BOT, "/training")
    await town.press(WORKER, BOT, "办一个")
    await town.write(WORKER, BOT, "消防演练")
    await town.write(WORKER, BOT, "昨天")
    assert "没有看懂时间" in (await town.said(WORKER, BOT))[-1].text
    await town.write(WORKER, BOT, "后天下午3点")
    await town.write(WORKER, BOT, "小区广场")
    await town.write(WORKER, BOT, "零")
    await town.write(WORKER, BOT, "五十")
    preview = (await town.find(WORKER, BOT, "请看一遍")).text
    assert "7月4日 周六 15:00–16:00" in preview
    assert "名额 50 人" in preview


@pytest.mark.both_engines
async def test_residents_read_what_is_coming(town: Town) -> None:
    await announce(town)
    await town.start(MOTHER)
    await town.write(MOTHER, HOME, "/training")
    listed = await town.find(MOTHER, BOT, "附近要办的")
    assert "急救培训" in listed.text
    await town.press(MOTHER, BOT, "报名 1")
    assert "报上名了" in (await town.said(MOTHER, BOT))[-1].text
    await town.write(MOTHER, HOME, f"/training {LINE}")
    assert "由网格员和值班来做" in (await town.said(MOTHER, BOT))[-1].text
