"""For people who write little: four plain buttons, each opening one question in a new message."""

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from tests.stories.plot import card
from tests.support.cast import HOME, MOTHER, NEIGHBOUR, STAFF, WORKER
from tests.support.town import BOT, Town

ANSWERS = {
    "找人": ("谁走失了", "我幺儿，5岁，红衣服，香樟苑大门口", "寻找5岁男孩"),
    "灯坏了": ("哪栋楼", "香樟苑3号楼4楼", "灯不亮了"),
    "有危险": ("什么危险", "香樟苑大门口有个好大的洞", "有安全隐患"),
}


@pytest.mark.parametrize("button", ANSWERS)
async def test_a_button_asks_and_the_answer_is_the_report(town: Town, button: str) -> None:
    await town.start(MOTHER)
    question, answer, headline = ANSWERS[button]
    hello = (await town.said(MOTHER, BOT))[-1]

    await town.press(MOTHER, BOT, button)
    asked = (await town.said(MOTHER, BOT))[-1]
    assert asked.id > hello.id
    assert question in asked.text
    await town.write(MOTHER, BOT, answer)

    assert headline in (await town.find(MOTHER, BOT, "我听到的是")).text


async def test_the_answer_counts_once_the_database_is_back(town: Town) -> None:
    """The first try was in vain: the same words are still the answer, not small talk."""
    await town.start(MOTHER)
    await town.press(MOTHER, BOT, "灯坏了")
    engine, tried = town.gege.database.engine.sync_engine, []

    @event.listens_for(engine, "before_cursor_execute")
    def give_way(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if statement.startswith("INSERT INTO cases"):
            tried.append(statement)
            if len(tried) == 1:
                raise OperationalError(statement, {}, Exception("deadlock detected"))

    await town.write(MOTHER, BOT, "香樟苑3号楼4楼")

    assert "灯不亮了" in (await town.find(MOTHER, BOT, "我听到的是")).text


async def test_told_by_voice(town: Town) -> None:
    """说给网格员听: press, hold, speak; staff hear it, and answer."""
    await town.write(NEIGHBOUR, -1001000000002, "3号楼4楼楼道灯不亮了")
    await town.start(NEIGHBOUR)
    await town.press(NEIGHBOUR, BOT, "说给网格员听")
    assert "按住话筒" in (await town.said(NEIGHBOUR, BOT))[-1].text
    await town.send_voice(NEIGHBOUR, BOT)

    assert "语音报告" in (await town.find(WORKER, STAFF, "语音报告")).text
    assert "编号 1001" in (await card(town)).text


async def test_only_in_private(town: Town) -> None:
    """A forged press opens nothing in a group."""
    await town.write(MOTHER, HOME, "3号楼4楼楼道灯不亮了")
    line = (await town.said(MOTHER, HOME))[-1]
    refused = await town.press_data(MOTHER, HOME, line.id, "c:tell:0:lost")

    assert refused is not None
    assert len(await town.said(MOTHER, HOME)) == 1
