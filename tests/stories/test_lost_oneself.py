"""Somebody writes who is lost: what to do, staff at once, and nothing of where in a group."""

from tests.stories.plot import card
from tests.support.cast import (
    DESK,
    DUTY,
    FATHER,
    FIRST_RINGS,
    GRANDMOTHER,
    HOME,
    STAFF,
    WORKER,
)
from tests.support.town import BOT, Town

HERE = (30.8001, 103.8501)


async def test_in_private_she_is_told_to_stay(town: Town) -> None:
    """No form, no confirming, no 您是家长吗: stay, 110, a guard; a pin brings her grid's staff."""
    await town.start(GRANDMOTHER)
    await town.write(GRANDMOTHER, BOT, "我找不到家了")

    told = (await town.said(GRANDMOTHER, BOT))[-1]
    assert told.text.startswith("请站在原地，别走开。")
    assert "110" in told.text
    assert "保安" in told.text
    assert "家长" not in told.text
    assert "提交" not in told.buttons
    assert "走失的人自己发的" in (await town.find(DUTY, DESK, "编号 1001")).text

    await town.send_pin(GRANDMOTHER, BOT, HERE)

    assert "走失的人自己发的" in (await card(town)).text
    assert any("location" in line.raw for line in await town.said(DUTY, DESK))

    await town.write(GRANDMOTHER, BOT, "我在一个超市门口")
    assert "小区" not in (await town.said(GRANDMOTHER, BOT))[-1].text
    staff = (await card(town)).text
    assert "现在位置：" in staff
    assert "最后出现" not in staff


async def test_in_the_group_nothing_says_where(town: Town) -> None:
    """She has a private chat: the answer is there. Without one: three lines, and the way to it."""
    await town.start(GRANDMOTHER)
    await town.write(GRANDMOTHER, HOME, "我迷路了，记不到咋个走了，在3号楼旁边")
    assert await town.said(FATHER, HOME) == []
    assert "请站在原地" in (await town.said(GRANDMOTHER, BOT))[-1].text
    assert "走失的人自己发的" in (await card(town)).text

    await town.write(FATHER, HOME, "我走丢了，在桥边边")
    [said] = await town.said(FATHER, HOME)
    assert "请站在原地" in said.text
    assert "桥" not in said.text
    assert said.buttons == ("打开私聊",)


async def test_an_alert_of_her_tells_no_place(town: Town) -> None:
    """Staff may publish; whoever reads it can't go where she stands."""
    await town.start(GRANDMOTHER)
    await town.write(GRANDMOTHER, HOME, "我找不到家了，我82岁，在3号楼旁边")
    await town.press(WORKER, STAFF, "发布")
    await town.press(WORKER, STAFF, "确认发布", on="马上")

    for group in FIRST_RINGS:
        told = await town.find(town.member_of(group), group, "寻找")
        assert "3号楼" not in told.text


async def test_a_family_that_looks_for_somebody_is_none_of_it(town: Town) -> None:
    await town.write(FATHER, HOME, "我找不到我妈了，她82岁，穿灰色外套")

    assert "提交" in (await town.said(FATHER, HOME))[-1].buttons
