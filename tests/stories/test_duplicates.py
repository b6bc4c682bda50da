"""Two neighbours write of one lamp: the second is told, and need not report it again."""

import pytest

from bot.storage.cases import Case
from tests.stories.plot import LAMP, card
from tests.support.cast import (
    FATHER,
    GENERAL_WORKER,
    GRANDMOTHER,
    HOME,
    MOTHER,
    STAFF,
    WORKER,
)
from tests.support.pictures import photo
from tests.support.town import BOT, Town

AGAIN = "3号楼四楼的灯不亮了，黑得很"


@pytest.mark.lamp_reported
async def test_the_second_report_of_a_lamp_may_count_for_the_first(town: Town) -> None:
    """Shown by number, grid and state alone; 我也遇到 counts, keeps the photo, leaves no second case."""
    await town.send_photo(FATHER, HOME, photo(), AGAIN)
    asked = await town.find(FATHER, HOME, "可能已经有人报过")
    assert "编号 1001 · " in asked.text
    assert "待受理" in asked.text
    assert LAMP not in asked.text
    assert asked.buttons == ("提交", "不是报告", "补充", "我也遇到")

    refused = await town.press(MOTHER, HOME, "我也遇到", on="可能已经有人报过")
    told = await town.press(FATHER, HOME, "我也遇到", on="可能已经有人报过")

    assert refused is not None
    assert told is not None
    assert "编号 1001" in told.text
    assert "1 人也遇到" in (await town.find(MOTHER, HOME, "编号 1001")).text
    assert "另有 1 人也遇到" in (await card(town)).text
    assert any(line.has_photo for line in await town.said(WORKER, STAFF))
    assert await town.count(Case) == 1


@pytest.mark.lamp_reported
async def test_it_warns_and_never_blocks(town: Town) -> None:
    """提交 makes a case of its own; another floor is not even asked about."""
    await town.write(FATHER, HOME, AGAIN)
    await town.press(FATHER, HOME, "提交")
    await town.find(FATHER, HOME, "编号 1002")

    await town.write(FATHER, HOME, "3号楼6楼楼道灯不亮了")
    assert "已经有人报过" not in (await town.find(FATHER, HOME, "对吗")).text


async def close_as(town: Town, outcome: str, *, on: str = "") -> None:
    await town.press(WORKER, STAFF, "办结", on=on)
    await town.press(WORKER, STAFF, outcome)


async def told_of_the_end(town: Town, person: int) -> list[str]:
    """Return what somebody reads in private who met the same."""
    said = await town.said(person, BOT)
    return [line.text for line in said if "您也说过这件事" in line.text]


@pytest.mark.lamp_reported
async def test_whoever_met_the_same_hears_how_it_ended(town: Town) -> None:
    """One line in private, without sound, where the bot may write; nothing in the group."""
    await town.start(FATHER)
    await town.start(MOTHER)
    for person in (FATHER, GRANDMOTHER):
        await town.press(person, HOME, "我也遇到")
    await town.press(FATHER, HOME, "我也遇到")
    before = len(await town.said(FATHER, HOME))

    await close_as(town, "已修复")

    (told,) = await told_of_the_end(town, FATHER)
    assert told.startswith("✅ 灯不亮了 · 修好了\n编号 1001 · 香樟苑微网格")
    assert LAMP not in told
    line = (await town.said(FATHER, BOT))[-1]
    assert not await town.sounded(FATHER, line)
    assert len(await town.said(FATHER, HOME)) == before
    assert await told_of_the_end(town, MOTHER) == []

    await town.press(MOTHER, BOT, "没解决")
    await town.press(GENERAL_WORKER, STAFF, "办结")
    await town.press(GENERAL_WORKER, STAFF, "无法核实")
    _, again = await told_of_the_end(town, FATHER)
    assert again.startswith("ℹ️ 灯不亮了")


@pytest.mark.lamp_reported
async def test_whose_report_was_merged_hears_of_the_other_s_end(town: Town) -> None:
    """重复 says nothing yet; the end of the one that goes on is told to all who spoke of it."""
    await town.start(FATHER)
    await town.write(FATHER, HOME, AGAIN)
    await town.press(FATHER, HOME, "提交")
    await close_as(town, "重复", on="编号 1002")
    await town.write(WORKER, STAFF, "1001", reply_to=(await town.said(WORKER, STAFF))[-1].id)
    assert await told_of_the_end(town, FATHER) == []

    await close_as(town, "已修复", on="编号 1001")

    (told,) = await told_of_the_end(town, FATHER)
    assert "编号 1001" in told


@pytest.mark.lamp_reported
async def test_the_other_case_ends_before_anybody_presses(town: Town) -> None:
    """One sentence says what to do instead, and the report is still there to be submitted."""
    await town.write(FATHER, HOME, AGAIN)
    await close_as(town, "已修复")

    told = await town.press(FATHER, HOME, "我也遇到", on="可能已经有人报过")

    assert told is not None
    assert told.alert
    assert "已经办完了" in told.text
    await town.press(FATHER, HOME, "提交")
    await town.find(FATHER, HOME, "编号 1002")
