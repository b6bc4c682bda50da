"""What one person may do, and until when; a life is never refused, and nobody is blamed."""

import pytest
from sqlmodel import col, select

from bot.domain.states import State
from bot.storage.cases import Case
from bot.storage.clues import Clue
from tests.stories.plot import LAMP, LOST, after, card, publish
from tests.support.cast import (
    DESK,
    DUTY,
    FATHER,
    HOME,
    MOTHER,
    NEXT,
    NEXT_DOOR,
    STAFF,
    WORKER,
)
from tests.support.town import BOT, Line, Town


def lamp(floor: int) -> str:
    return LAMP.replace("4楼", f"{floor}楼")


async def report_lamps(town: Town, count: int, *, start: int = 1) -> None:
    for floor in range(start, start + count):
        await town.write(MOTHER, HOME, lamp(floor))
        await town.press(MOTHER, HOME, "提交")


async def cases_of(town: Town) -> list[Case]:
    async with town.gege.database.read() as session:
        return list(await session.exec(select(Case).order_by(col(Case.id))))


async def test_five_at_a_time(town: Town) -> None:
    """The sixth is answered under the message, once: how many are open, and what is always heard.

    A life and a danger are never refused: staff read that they should call.
    """
    await report_lamps(town, 5)

    said = await town.write(MOTHER, HOME, lamp(6))
    await town.write(MOTHER, HOME, lamp(7))

    told = [line for line in await town.said(MOTHER, HOME) if "5 件事还在办" in line.text]
    assert [line.answers for line in told] == [said]
    assert "直接写" in told[0].text
    assert await town.count(Case) == 5

    await town.write(MOTHER, HOME, LOST)
    await town.press(MOTHER, HOME, "提交")
    assert (await cases_of(town))[-1].state is State.NEW
    for person, group in ((WORKER, STAFF), (DUTY, DESK)):
        assert "报的事很多" in (await town.find(person, group, "编号 1006")).text
    assert "报的事很多" not in (await card(town)).text
    await town.write(MOTHER, HOME, "香樟苑3号楼楼道里好大的燃气味，有人晕倒了")
    await town.press(MOTHER, HOME, "提交")
    assert await town.count(Case) == 7

    for number in (1001, 1002, 1003):
        await town.press(WORKER, STAFF, "办结", on=f"编号 {number}")
        await town.press(WORKER, STAFF, "已修复")
    await town.write(MOTHER, HOME, lamp(6))
    assert await town.count(Case) == 8


async def test_a_draft_too_many(town: Town) -> None:
    """What was written before is not submitted behind the limit's back; staff may."""
    await report_lamps(town, 4)
    for floor in (5, 6):
        await town.write(MOTHER, HOME, lamp(floor))
    await town.press(MOTHER, HOME, "提交", on="5楼")

    refused = await town.press(MOTHER, HOME, "提交", on="6楼")

    assert refused is not None
    assert refused.alert
    assert "5 件" in refused.text
    await town.press(WORKER, HOME, "提交", on="6楼")
    assert [case.state for case in await cases_of(town)] == [State.NEW] * 6


@after(limits="reports=2/h")
async def test_so_many_an_hour(town: Town) -> None:
    """In private each one too many is answered, with the time; an hour after the first it goes on.

    Staff have no limit: a worker reports for everybody.
    """
    await town.start(MOTHER)
    await report_lamps(town, 1)
    await town.pass_time(minutes=20)
    await report_lamps(town, 1, start=2)
    await town.pass_time(minutes=20)

    for floor in (3, 4):
        await town.write(MOTHER, BOT, f"香樟苑{lamp(floor)}")
        told = (await town.said(MOTHER, BOT))[-1]
        assert "2 件" in told.text
        assert "以后再报" in told.text

    await town.pass_time(minutes=21)
    await town.write(MOTHER, BOT, f"香樟苑{lamp(3)}")
    assert "提交" in (await town.said(MOTHER, BOT))[-1].buttons

    before = await town.count(Case)
    for floor in (5, 6, 7):
        await town.write(WORKER, STAFF, f"香樟苑{lamp(floor)}")
    assert await town.count(Case) == before + 3


@after(limits="")
async def test_a_town_without_limits(town: Town) -> None:
    await report_lamps(town, 6)

    assert await town.count(Case) == 6


async def clue(town: Town, words: str, giver: int = NEXT_DOOR, group: int = NEXT) -> str:
    """Answer the alert; returns what the giver is told."""
    alert = await town.find(giver, group, "寻找")
    await town.write(giver, group, words, reply_to=alert.id)
    return (await town.said(giver, group))[-1].text


async def asked(town: Town) -> list[Line]:
    return [line for line in await town.said(WORKER, STAFF) if "条线索 · 编号" in line.text]


async def three_clues(town: Town) -> None:
    """As many as one person gives before staff are asked."""
    for words in ("看到一", "看到二", "看到三"):
        assert "已转给网格员" in await clue(town, words)


@pytest.mark.both_engines
@pytest.mark.published
@after(three_clues)
async def test_the_fourth_clue_waits_for_staff(town: Town) -> None:
    """Kept, not relayed; one line asks, and counts; 继续 lets all of them through."""
    assert "收下了" in await clue(town, "看到四")
    await clue(town, "看到五")

    (line,) = await asked(town)
    assert "罗大勇已发 3 条线索" in line.text
    assert "2 条" in line.text
    assert line.buttons == ("继续", "不再接收")
    relayed = " ".join(said.text for said in await town.said(WORKER, STAFF))
    assert "看到三" in relayed
    assert "看到四" not in relayed
    assert "看到四" not in " ".join(said.text for said in await town.said(MOTHER, BOT))
    assert "线索 3 条" in (await card(town)).text

    await town.press(WORKER, STAFF, "继续", on="条线索 · 编号")

    (line,) = await asked(town)
    assert line.buttons == ()
    assert "程小禾" in line.text
    relayed = " ".join(said.text for said in await town.said(WORKER, STAFF))
    assert "看到四" in relayed
    assert "看到五" in relayed
    assert "看到四" in " ".join(said.text for said in await town.said(MOTHER, BOT))
    assert "已转给网格员" in await clue(town, "看到六")
    assert "线索 6 条" in (await card(town)).text


@pytest.mark.published
@after(three_clues)
async def test_enough_from_one_person(town: Town) -> None:
    """不再接收: what waited stays kept, the giver is thanked; others go on giving clues."""
    await town.start(NEXT_DOOR)
    await clue(town, "看到四")

    await town.press(WORKER, STAFF, "不再接收")
    await clue(town, "看到五")

    assert "先不用再发" in (await town.said(NEXT_DOOR, BOT))[-1].text
    relayed = " ".join(said.text for said in await town.said(WORKER, STAFF))
    assert "看到四" not in relayed
    assert await town.count(Clue) == 4
    assert "已转给网格员" in await clue(town, "我也看到了", FATHER, HOME)


@pytest.mark.published
@after(three_clues)
async def test_a_telling_that_waits_waits_whole(town: Town) -> None:
    """In private several messages are one clue: all of it waits, all of it goes on."""
    await town.start(NEXT_DOOR, "clue_1001")
    await town.write(NEXT_DOOR, BOT, "看到四")
    assert "收下了" in (await town.said(NEXT_DOOR, BOT))[-1].text
    await town.write(NEXT_DOOR, BOT, "往东边去了")
    relayed = " ".join(said.text for said in await town.said(WORKER, STAFF))
    assert "往东边去了" not in relayed

    await town.press(WORKER, STAFF, "继续", on="条线索 · 编号")

    relayed = " ".join(said.text for said in await town.said(WORKER, STAFF))
    assert "往东边去了" in relayed


@pytest.mark.published
@after(three_clues)
async def test_nothing_is_asked_once_it_is_over(town: Town) -> None:
    """The question goes with the case."""
    await clue(town, "看到四")
    assert await asked(town)

    await town.press(WORKER, STAFF, "办结")
    await town.press(WORKER, STAFF, "已团聚")

    assert await asked(town) == []


@pytest.mark.reported
async def test_ten_wrong_numbers_an_hour(town: Town) -> None:
    """Whoever tries numbers is stopped for an hour, by every door; the own case counts for nothing.

    A guessed link tells nothing of an unpublished child; an alert's own opens all the same: they may
    have seen the child.
    """
    await town.start(FATHER)
    for number in range(1001, 1006):
        await town.write(FATHER, BOT, f"/case {number}")
        await town.start(FATHER, f"clue_{number}")
    assert "5岁" not in " ".join(line.text for line in await town.said(FATHER, BOT))

    await town.write(FATHER, BOT, "/case 1001")
    assert "过一小时" in (await town.said(FATHER, BOT))[-1].text
    await town.start(FATHER, "case_1001")
    assert "过一小时" in (await town.said(FATHER, BOT))[-1].text
    await publish(town)
    await town.start(FATHER, "clue_1001")
    opened = (await town.said(FATHER, BOT))[-1].text
    assert "您看到了什么" in opened
    assert "5岁" in opened
    for _ in range(12):
        await town.write(MOTHER, BOT, "/case 1001")
    assert "编号 1001" in (await town.said(MOTHER, BOT))[-1].text

    await town.pass_time(minutes=61)
    await town.write(FATHER, BOT, "/case 1001")
    assert "过一小时" not in (await town.said(FATHER, BOT))[-1].text
