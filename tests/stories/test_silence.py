"""Nobody presses anything: after three minutes the reporter is told so, and the levels above hear."""

import pytest

from bot.storage import people
from tests.stories.plot import LAMP, LOST, card
from tests.support.cast import (
    CHIEF_WORKER,
    DESK,
    DUTY,
    HOME,
    MOTHER,
    STAFF,
    STAFF_CHIEF,
    WORKER,
)
from tests.support.town import BOT, Town

SILENT = "没有人回应"
STRUCK = "香樟苑502的严老三天天打娃儿，娃儿身上到处是伤"


@pytest.mark.reported
async def test_three_minutes_without_a_press(town: Town) -> None:
    """The reporter is sent to 110 and the duty phone; every level gets the card, duty by name."""
    assert await town.said(CHIEF_WORKER, STAFF_CHIEF) == []

    await town.pass_time(minutes=3)

    line = (await town.said(MOTHER, BOT))[-1]
    assert "110" in line.text.splitlines()[0]
    assert "3 分钟" in line.text
    assert "028-0000-0101" in line.text
    for person, group in ((WORKER, STAFF), (CHIEF_WORKER, STAFF_CHIEF), (DUTY, DESK)):
        call = await town.find(person, group, SILENT)
        assert "贺天明" in call.text
        assert call.answers is not None
        assert "发布" in (await town.find(person, group, "编号 1001", by_id=call.answers)).buttons


async def test_without_a_private_chat_it_stands_under_the_report(town: Town) -> None:
    """A mother whom the bot can't write to reads it under her own message, until somebody has answered.

    If it is no report, those who were called read of it no more.
    """
    said = await town.write(MOTHER, HOME, LOST)

    await town.pass_time(minutes=3)

    line = await town.find(MOTHER, HOME, "还没有网格员回应")
    assert line.answers == said
    assert "110" in line.text.splitlines()[0]

    await town.press(WORKER, STAFF, "收到")
    assert "还没有网格员回应" not in "".join(one.text for one in await town.said(MOTHER, HOME))

    await town.press(MOTHER, HOME, "不是报告")
    assert await town.said(MOTHER, HOME) == []
    for person, group in ((WORKER, STAFF), (CHIEF_WORKER, STAFF_CHIEF), (DUTY, DESK)):
        (left,) = await town.said(person, group)
        assert SILENT not in left.text


async def test_who_writes_in_private_is_answered_there_without_start(town: Town) -> None:
    """Start was pressed while nobody listened, or before the database was restored."""
    await town.write(MOTHER, BOT, LOST)
    assert "请电话告知" not in (await town.find(WORKER, STAFF, "未确认")).text

    await town.pass_time(minutes=3)

    assert "还没有网格员回应" in (await town.said(MOTHER, BOT))[-1].text


async def test_a_press_in_private_opens_it_as_well(town: Town) -> None:
    """The database that was restored knows the card, and not that she has opened the chat."""
    await town.start(MOTHER)
    await town.write(MOTHER, BOT, LOST)
    async with town.gege.database.write() as session:
        await people.lose(session, MOTHER)

    await town.press(MOTHER, BOT, "提交")
    await town.pass_time(minutes=3)

    assert "还没有网格员回应" in (await town.said(MOTHER, BOT))[-1].text


@pytest.mark.parametrize("private", [True, False])
async def test_of_what_is_sensitive_no_group_reads_a_second_line(
    town: Town, *, private: bool
) -> None:
    """One neutral line, also after three minutes: staff are called, the reporter hears in private."""
    if private:
        await town.start(MOTHER)
    await town.write(MOTHER, HOME, STRUCK)

    await town.pass_time(minutes=3)

    assert len(await town.said(MOTHER, HOME)) == 1
    assert SILENT in (await town.find(DUTY, DESK, SILENT)).text
    if private:
        assert "还没有网格员回应" in (await town.said(MOTHER, BOT))[-1].text


async def test_the_minutes_are_counted_from_the_first_word(town: Town) -> None:
    """Staff had the card since the report; 提交 in between does not make the wait look shorter."""
    await town.start(MOTHER)
    await town.write(MOTHER, HOME, LOST)
    await town.pass_time(minutes=2)
    await town.press(MOTHER, HOME, "提交")

    await town.pass_time(minutes=1)

    assert "3 分钟" in (await town.said(MOTHER, BOT))[-1].text


@pytest.mark.reported
async def test_one_press_in_time_is_enough(town: Town) -> None:
    """Even 办结, not yet answered, ends the silence, and the reporter reads who has seen it."""
    await town.pass_time(minutes=2)

    await town.press(WORKER, STAFF, "办结")
    await town.pass_time(minutes=30)

    assert await town.said(CHIEF_WORKER, STAFF_CHIEF) == []
    assert all(SILENT not in line.text for line in await town.said(WORKER, STAFF))
    assert any(
        "程小禾" in line.text and "收到" in line.text for line in await town.said(MOTHER, BOT)
    )


@pytest.mark.reported
async def test_the_desk_is_called_again(town: Town) -> None:
    """While nobody presses anything it is called three times, each call in the place of the last."""
    await town.pass_time(minutes=3)
    first = await town.find(DUTY, DESK, SILENT)
    await town.pass_time(minutes=3)
    second = await town.find(DUTY, DESK, SILENT)
    await town.pass_time(minutes=3)

    (last,) = [line for line in await town.said(DUTY, DESK) if SILENT in line.text]
    assert first.id < second.id < last.id
    assert "9 分钟" in last.text
    assert "贺天明" in last.text
    await town.pass_time(minutes=30)
    assert (await town.find(DUTY, DESK, SILENT)).id == last.id


@pytest.mark.reported
async def test_it_is_said_once(town: Town) -> None:
    """However long nobody answers, the reporter and the groups are not filled with the same line."""
    await town.pass_time(minutes=3)
    await town.pass_time(minutes=30)

    said = await town.said(WORKER, STAFF)
    assert sum(SILENT in line.text for line in said) == 1


async def test_a_lamp_can_wait(town: Town) -> None:
    """Where no life is at stake nobody is called out of bed."""
    await town.write(MOTHER, HOME, LAMP)
    await town.press(MOTHER, HOME, "提交")

    await town.pass_time(minutes=30)

    assert await town.said(DUTY, DESK) == []
    assert all(SILENT not in line.text for line in await town.said(WORKER, STAFF))


async def test_a_danger_that_comes_back_is_new_to_everybody(town: Town) -> None:
    """没解决: the card is sent anew, since an edit wakes nobody, and three minutes count again."""
    await town.start(MOTHER)
    await town.write(MOTHER, HOME, "3号楼楼道里好大一股煤气味，快来人")
    await town.press(MOTHER, HOME, "提交")
    await town.press(WORKER, STAFF, "办结")
    await town.press(WORKER, STAFF, "隐患已消除")
    ended = await card(town)

    await town.press(MOTHER, BOT, "没解决")

    again = await card(town)
    assert again.id > ended.id
    assert "认领" in again.buttons
    await town.pass_time(minutes=3)
    assert "贺天明" in (await town.find(WORKER, STAFF, SILENT)).text
    line = (await town.said(MOTHER, BOT))[-1].text
    assert line.splitlines()[0] == "请先离开，直接打 119。"
    assert "3 分钟了" in line
