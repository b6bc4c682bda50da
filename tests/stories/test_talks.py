"""A theme in private: from the group to the long text, three questions, and a group that wants none."""

import pytest
from sqlmodel import select

from bot.storage.quizzes import QuizCount, QuizPoll
from tests.stories.test_remind import heard, last
from tests.support.cast import HOME, HOME_OTHER, MOTHER, WORKER
from tests.support.town import BOT, Town

RIGHT = 1
"""The option that answers the first question about drowning."""


async def vote(town: Town, message: int, option: int) -> None:
    await town.act("votes", person=MOTHER, chat=BOT, message_id=message, options=[option])


@pytest.mark.both_engines
async def test_from_the_group_to_the_quiz(town: Town) -> None:
    """Counted for the grid where she lives, twice right and once wrong; nobody's name is kept."""
    await town.start(MOTHER)
    await town.write(MOTHER, HOME, "3号楼4楼楼道灯不亮了")
    await town.press(MOTHER, HOME, "提交")
    await town.start(MOTHER, "theme_drowning")
    assert "六不" in (await last(town, MOTHER)).text
    await town.press(MOTHER, BOT, "做 3 道小题")

    polls = [line for line in await town.read(MOTHER, BOT) if "poll" in line.raw]
    assert [line.raw["poll"]["type"] for line in polls] == ["quiz"] * 3
    assert all(line.raw["poll"]["is_anonymous"] for line in polls)
    for line, option in zip(polls, (RIGHT, 0, 0), strict=True):
        await vote(town, line.id, option)

    async with town.gege.database.read() as session:
        counts = (await session.exec(select(QuizCount))).all()
        assert sum(one.answered for one in counts) == 3
        assert sum(one.right for one in counts) == 2
        assert (await session.exec(select(QuizPoll))).all() == []
        (grid,) = {one.grid_id for one in counts}
    await town.start(WORKER)
    await town.write(WORKER, BOT, "/remind 主题 防溺水")
    await town.press(WORKER, BOT, "确认发布")
    assert "答了 3 题，对了 2 题" in (await last(town)).text
    assert not await town.places_of(str(MOTHER)) & {"quiz_count", "quiz_poll"}
    assert grid


async def test_where_there_are_no_polls_the_answer_is_covered(town: Town) -> None:
    await town.start(MOTHER, "theme_fire")
    await town.call("faults", kind="400", method="sendPoll", times=3)
    await town.press(MOTHER, BOT, "做 3 道小题")

    asked = (await town.said(MOTHER, BOT))[-3:]
    assert all("答案：" in line.text for line in asked)
    spoilers = [e for line in asked for e in line.raw["entities"] if e["type"] == "spoiler"]
    assert len(spoilers) == 3


async def test_a_group_that_is_muted_hears_nothing_of_a_theme(town: Town) -> None:
    """Its own staff say so, under the long text; a resident has no such button."""
    await town.start(MOTHER, "theme_drowning")
    assert "静音此类通知" not in (await last(town, MOTHER)).buttons
    await town.start(WORKER, "theme_drowning")
    await town.press(WORKER, BOT, "静音此类通知")
    choice = await last(town)
    label = next(one for one in choice.buttons if choice.data(one).endswith(str(HOME)))
    await town.press_data(WORKER, BOT, choice.id, choice.data(label))
    await town.write(WORKER, BOT, "/remind 主题 防溺水")
    await town.press(WORKER, BOT, "确认发布")
    await town.pass_time(seconds=1)

    assert await heard(town, "玩水") == {HOME_OTHER}
    await town.start(MOTHER)
    menu = await last(town, MOTHER)
    refused = await town.press_data(MOTHER, BOT, menu.id, choice.data(label))
    assert refused is not None


async def test_a_theme_that_there_is_not(town: Town) -> None:
    await town.start(MOTHER, "theme_dragons")
    assert "没有这个主题" in (await last(town, MOTHER)).text
