"""/agenda: three lamps in one micro-grid are one question; the meeting's word is an assignment."""

import pytest

from tests.stories.plot import card
from tests.support.cast import GENERAL_WORKER, HOME, MOTHER, STAFF, WORKER
from tests.support.town import BOT, Town


@pytest.mark.lamp_reported
async def test_a_meeting_decides_on_three_lamps(town: Town) -> None:
    """The list, a word, a person: it stands on every card, and the one who does it has them all."""
    for person in (GENERAL_WORKER, WORKER):
        await town.start(person)
    for floor in (5, 6):
        await town.write(MOTHER, HOME, f"3号楼{floor}楼楼道灯不亮了")
        await town.press(MOTHER, HOME, "提交")

    await town.write(GENERAL_WORKER, BOT, "/agenda")
    agenda = (await town.said(GENERAL_WORKER, BOT))[-1]
    assert "同类问题" in agenda.text
    assert "在办 3 件" in agenda.text
    await town.press(GENERAL_WORKER, BOT, "定办法 1")
    await town.write(GENERAL_WORKER, BOT, "换成声控灯")
    await town.press(GENERAL_WORKER, BOT, "取消", on="派给谁")
    assert "会上定的" not in (await card(town, 1001)).text
    await town.press(GENERAL_WORKER, BOT, "定办法 1")
    await town.write(GENERAL_WORKER, BOT, "换成声控灯，周五前装好")
    await town.press(GENERAL_WORKER, BOT, "程小禾", on="派给谁")
    assert "已派给 程小禾" in (await town.said(GENERAL_WORKER, BOT))[-1].text

    for number in (1001, 1002, 1003):
        shown = (await card(town, number)).text
        assert "会上定的：换成声控灯，周五前装好" in shown
        assert "办理：程小禾" in shown
    await town.write(WORKER, STAFF, "/agenda")
    assert "一般网格、总网格和街道" in (await town.said(WORKER, BOT))[-1].text
