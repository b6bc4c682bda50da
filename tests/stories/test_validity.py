"""An alert doesn't stand for ever: a worker is asked in time, and what nobody renews comes down."""

import pytest
from sqlmodel import select

from bot.storage.alerts import Alert
from bot.storage.outbox import Delivery, Purpose
from tests.stories.plot import after, card, publish
from tests.support.cast import (
    DESK,
    DUTY,
    FIRST_RINGS,
    GUARD,
    HOME,
    MOTHER,
    NEXT,
    NEXT_DOOR,
    STAFF,
    WORKER,
)
from tests.support.town import BOT, Town

ASKED = "快到期了 · "
GAS = "3号楼楼道里好大的燃气味"


async def questions(town: Town) -> list[str]:
    return [line.text for line in await town.said(WORKER, STAFF) if ASKED in line.text]


async def the_alert(town: Town) -> Alert:
    async with town.gege.database.read() as session:
        return (await session.exec(select(Alert))).one()


async def until(town: Town, group: int = NEXT) -> str:
    """Return the end of validity as the alert in a group tells it."""
    text = (await town.find(Town.member_of(group), group, "有效到")).text
    return text.partition("有效到 ")[2].splitlines()[0]


async def nearly_a_day(town: Town) -> None:
    """Until the alert is to end in half an hour."""
    await town.pass_time(hours=23, minutes=30)


@pytest.mark.published
async def test_asked_once_half_an_hour_before_the_end(town: Town) -> None:
    """Under the card at the grid and at the desk, with sound; a minute earlier nothing."""
    await town.pass_time(hours=23, minutes=29)
    assert await questions(town) == []

    await town.pass_time(minutes=1)
    await town.pass_time(minutes=10)

    assert len(await questions(town)) == 1
    asked = await town.find(WORKER, STAFF, ASKED)
    assert asked.buttons == ("继续", "结束")
    assert asked.answers == (await card(town)).id
    assert await until(town) in asked.text
    assert (await town.find(DUTY, DESK, ASKED)).buttons == ("继续", "结束")
    assert "寻找" in (await town.find(NEXT_DOOR, NEXT, "寻找")).text


@pytest.mark.published
async def test_renewed_for_the_same_span(town: Town) -> None:
    """继续: every message says the new end, no group hears it twice; then staff are asked anew."""
    first, said = await the_alert(town), await until(town)
    await town.pass_time(hours=23, minutes=30)
    ring = len(await rows(town, Purpose.ALERT))
    await town.press(WORKER, STAFF, "继续")

    renewed = await the_alert(town)
    assert (renewed.valid_until - first.valid_until).total_seconds() == 24 * 3600
    for group in FIRST_RINGS:
        assert await until(town, group) != said
    assert len(await rows(town, Purpose.ALERT)) == ring
    assert await questions(town) == []
    assert "程小禾 让通知继续" in (await card(town)).text
    await town.pass_time(hours=24)
    assert len(await questions(town)) == 1
    assert "寻找" in (await town.find(NEXT_DOOR, NEXT, "寻找")).text


@pytest.mark.published
@after(nearly_a_day)
async def test_ended_by_the_worker(town: Town) -> None:
    """结束: that it has ended stands everywhere, the case stays open and may be published again.

    That the child was found is told when it is so.
    """
    await town.press(WORKER, STAFF, "结束")

    for group in FIRST_RINGS:
        ended = await town.find(Town.member_of(group), group, "编号 1001")
        assert "这条通知已结束" in ended.text
        assert "不用再找了" not in (await town.said(Town.member_of(group), group))[-1].text
    assert await questions(town) == []
    assert "发布" in (await card(town)).buttons
    assert "程小禾 结束了通知" in (await card(town)).text
    assert (await the_alert(town)).status == "expired"

    await town.press(MOTHER, BOT, "找到了")
    assert "孩子找到了" in (await town.find(NEXT_DOOR, NEXT, "编号 1001")).text


@pytest.mark.published
@after(nearly_a_day)
async def test_what_nobody_renews_comes_down(town: Town) -> None:
    """Photo, name and description leave every message; the card says why, staff what to do.

    That the child was found is written there once.
    """
    await town.pass_time(minutes=30)

    for group in FIRST_RINGS:
        over = await town.find(Town.member_of(group), group, "编号 1001")
        assert "这条消息已过有效期" in over.text
        assert "红色" not in over.text
    assert await questions(town) == []
    standing = await card(town)
    assert "通知到期，已撤下" in standing.text
    assert "已立案" in standing.text
    assert (await the_alert(town)).status == "expired"
    assert "人还没有找到" in (await town.find(WORKER, STAFF, "没人点，撤下了")).text

    await town.press(MOTHER, BOT, "找到了")
    assert not [line for line in await town.said(WORKER, STAFF) if "没人点" in line.text]
    said = len(await rows(town, Purpose.ALL_CLEAR))
    await town.press(WORKER, STAFF, "核查通过")
    await town.press(WORKER, STAFF, "已团聚")
    assert "孩子找到了" in (await town.find(NEXT_DOOR, NEXT, "编号 1001")).text
    assert len(await rows(town, Purpose.ALL_CLEAR)) == said


@pytest.mark.published
async def test_a_clock_that_jumps_past_both_moments(town: Town) -> None:
    """It expires; there is no point in asking then. Killed and started again, nothing is asked late."""
    await town.crash()
    town.sandbox.clock.advance(25 * 3600)
    await town.revive()
    await town.pass_time(seconds=1)

    assert await questions(town) == []
    assert (await the_alert(town)).status == "expired"
    assert "已过有效期" in (await town.find(NEXT_DOOR, NEXT, "编号 1001")).text


@pytest.mark.both_engines
@pytest.mark.published
@after(nearly_a_day)
async def test_a_question_survives_a_restart(town: Town) -> None:
    """Asked before the crash, answered after it, and not asked twice."""
    await town.crash()
    await town.revive()
    await town.pass_time(minutes=1)

    assert len(await questions(town)) == 1
    await town.press(WORKER, STAFF, "继续")
    await town.pass_time(hours=1)
    assert (await the_alert(town)).status == "active"


@pytest.mark.published
@after(nearly_a_day)
async def test_only_a_worker_of_the_grid_renews_or_ends(town: Town) -> None:
    """A partner in the staff group, or the guardian with a forged press, changes nothing.

    The child is home: nobody is asked any more, and a late press is told so.
    """
    asked = await town.find(WORKER, STAFF, ASKED)

    for label in asked.buttons:
        told = await town.press(GUARD, STAFF, label, on=ASKED)
        assert told is not None
        assert told.alert
        alert = await town.find(MOTHER, HOME, "寻找")
        forged = await town.press_data(MOTHER, HOME, alert.id, asked.data(label))
        assert forged is not None
        assert forged.alert

    assert (await the_alert(town)).status == "active"
    assert len(await questions(town)) == 1

    await town.press(MOTHER, BOT, "找到了")
    assert await questions(town) == []
    late = await town.press_data(WORKER, STAFF, (await card(town)).id, asked.data("继续"))
    assert late is not None
    assert late.alert


async def test_a_danger_is_asked_about_after_five_and_a_half_hours(town: Town) -> None:
    """A hazard's alert is valid for six hours; 结束 doesn't say that it is well there."""
    await town.write(MOTHER, HOME, GAS)
    await town.press(MOTHER, HOME, "提交")
    await publish(town)
    await town.pass_time(hours=5, minutes=30)

    await town.press(WORKER, STAFF, "结束")

    ended = await town.find(NEXT_DOOR, NEXT, "编号 1001")
    assert "这条通知已结束" in ended.text
    assert "现在安不安全，请先问" in ended.text


async def rows(town: Town, purpose: Purpose) -> list[Delivery]:
    async with town.gege.database.read() as session:
        return list((await session.exec(select(Delivery).where(Delivery.purpose == purpose))).all())
