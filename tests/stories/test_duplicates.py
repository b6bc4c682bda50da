"""Two neighbours write of one lamp: the second is told, and need not report it again."""

import pytest

from bot.storage.cases import Case
from tests.stories.plot import LAMP, card
from tests.support.cast import FATHER, HOME, MOTHER, STAFF, WORKER
from tests.support.pictures import photo
from tests.support.town import Town

AGAIN = "3号楼四楼的灯不亮了，黑得很"


@pytest.mark.both_engines
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
