"""Staff and partners of the grids that an alert reaches: told once, and they answer with a press."""

import pytest
from sqlmodel import col, select

from bot.services import exports
from bot.storage.alerts import Alert
from bot.storage.outbox import Delivery, Purpose
from tests.stories.plot import after, card, publish, publish_from_the_desk, report, tell_the_village
from tests.support.cast import (
    CHIEF_WORKER,
    DESK,
    DUTY,
    EAST_GROUP,
    EAST_OTHER,
    FIRST_RINGS,
    GENERAL_WORKER,
    GUARD,
    INSTRUCTOR,
    MOTHER,
    OTHER_CHIEF,
    STAFF,
    STAFF_CHIEF,
    STAFF_OTHER,
    WORKER,
)
from tests.support.town import BOT, Line, Town

TO_DO = "请告诉门卫和巡逻的人"


async def watches(town: Town, person: int, chat: int) -> list[Line]:
    """Return the alerts that a staff group, or a partner, was asked to answer."""
    return [line for line in await town.said(person, chat) if TO_DO in line.text]


@pytest.mark.reported
@after(publish_from_the_desk)
async def test_staff_of_a_further_grid_hear_with_its_residents(town: Town) -> None:
    """The village's group speaks for two grids that have none: one message, nothing personal in it."""
    assert await watches(town, CHIEF_WORKER, STAFF_CHIEF) == []

    await town.pass_time(minutes=5)

    [told] = await watches(town, CHIEF_WORKER, STAFF_CHIEF)
    assert "寻找5岁男孩" in told.text.splitlines()[0]
    assert told.buttons == ("已通知", "在巡查")
    assert "139" not in told.text
    assert await watches(town, OTHER_CHIEF, STAFF_OTHER) == []
    await town.pass_time(minutes=10)
    assert len(await watches(town, OTHER_CHIEF, STAFF_OTHER)) == 1
    assert len(await watches(town, CHIEF_WORKER, STAFF_CHIEF)) == 1


@pytest.mark.published
async def test_who_has_the_card_is_not_told_twice(town: Town) -> None:
    """In the case's own group and at the desk the board is what is answered."""
    await town.pass_time(minutes=20)

    assert await watches(town, WORKER, STAFF) == []
    assert await watches(town, DUTY, DESK) == []
    await town.press(GENERAL_WORKER, STAFF, "在巡查")
    await town.pass_time(seconds=15)
    assert "姜海洋 在巡查" in (await town.find(WORKER, STAFF, "📤")).text


@pytest.mark.reported
@after(tell_the_village)
async def test_a_press_is_answered_and_seen(town: Town) -> None:
    """It stands in the message itself and on the board; a second press of the same changes nothing."""
    await town.pass_time(seconds=15)
    assert "工作群还没回应：香樟社区" in (await town.find(WORKER, STAFF, "📤")).text

    told = await town.press(CHIEF_WORKER, STAFF_CHIEF, "已通知")
    await town.press(CHIEF_WORKER, STAFF_CHIEF, "已通知")
    await town.pass_time(minutes=1)
    await town.press(CHIEF_WORKER, STAFF_CHIEF, "在巡查")
    await town.pass_time(seconds=15)

    assert told is not None
    assert not told.alert
    [watch] = await watches(town, CHIEF_WORKER, STAFF_CHIEF)
    assert [line.partition(" ")[2] for line in watch.text.splitlines()[-2:]] == [
        "邱红梅 已通知",
        "邱红梅 在巡查",
    ]
    board = await town.find(WORKER, STAFF, "📤")
    assert "工作群回应 1/1" in board.text
    assert "还没回应" not in board.text


@pytest.mark.reported
@after(tell_the_village)
async def test_the_answer_is_on_the_ledger(town: Town) -> None:
    """The message to staff says who answered and when; a ring's groups are counted without it."""
    await town.press(CHIEF_WORKER, STAFF_CHIEF, "已通知")

    async with town.gege.database.read() as session:
        alert = (await session.exec(select(Alert))).one()
        rows = (await session.exec(select(Delivery).where(col(Delivery.slot) == "watch"))).all()
    assert alert.ring == 2
    [row] = [row for row in rows if row.chat_id == STAFF_CHIEF]
    assert row.purpose is Purpose.CARD
    assert row.acknowledged_by == CHIEF_WORKER
    assert row.acknowledged_at is not None
    assert "已发 6 个群" in (await card(town)).text


@pytest.mark.reported
@after(tell_the_village)
async def test_who_has_no_part_in_the_grid_answers_nothing(town: Town) -> None:
    """An instructor, a resident or another village's worker is refused; nobody else notices."""
    [watch] = await watches(town, CHIEF_WORKER, STAFF_CHIEF)
    data = watch.data("已通知")

    for person in (INSTRUCTOR, OTHER_CHIEF, MOTHER):
        await town.act("members", chat=STAFF_CHIEF, user=person, status="member")
        told = await town.press_data(person, STAFF_CHIEF, watch.id, data)
        assert told is not None
        assert told.alert

    assert await watches(town, CHIEF_WORKER, STAFF_CHIEF) == [watch]


@pytest.mark.reported
async def test_a_partner_hears_in_private_and_takes_over(town: Town) -> None:
    """The guard of the grid has opened the private chat: 已接手 stands on the case's card."""
    await town.start(GUARD)
    await publish(town)
    await town.pass_time(seconds=1)

    [told] = await watches(town, GUARD, BOT)
    assert told.buttons == ("已通知", "在巡查", "已接手")
    await town.press(GUARD, BOT, "已接手")

    assert "秦守安 已接手" in (await card(town)).text
    assert "秦守安 已接手" in (await watches(town, GUARD, BOT))[-1].text


@pytest.mark.reported
@after(publish_from_the_desk)
async def test_the_all_clear_reaches_staff_too(town: Town) -> None:
    """Promise 6: what they were told is gone, and there is nothing left to press."""
    await town.start(GUARD)
    await town.pass_time(minutes=5)
    await town.press(CHIEF_WORKER, STAFF_CHIEF, "在巡查")
    [watch] = await watches(town, CHIEF_WORKER, STAFF_CHIEF)

    await town.press(MOTHER, BOT, "找到了")

    over = await town.find(CHIEF_WORKER, STAFF_CHIEF, "孩子找到了", by_id=watch.id)
    assert "红色" not in over.text
    assert over.buttons == ()
    told = await town.press_data(CHIEF_WORKER, STAFF_CHIEF, watch.id, watch.data("已通知"))
    assert told is not None
    assert told.alert


async def test_before_a_case_is_published_nobody_further_hears(town: Town) -> None:
    await report(town)
    await town.pass_time(minutes=1)

    assert await town.said(OTHER_CHIEF, STAFF_OTHER) == []


@pytest.mark.reported
@after(tell_the_village)
async def test_what_staff_reply_is_a_clue(town: Town) -> None:
    """The neighbours' worker has seen the child: a reply reaches the case's own staff."""
    [watch] = await watches(town, CHIEF_WORKER, STAFF_CHIEF)

    await town.write(CHIEF_WORKER, STAFF_CHIEF, "在梧桐里门口看到", reply_to=watch.id)

    assert "在梧桐里门口看到" in (await town.find(WORKER, STAFF, "梧桐里门口")).text


@pytest.mark.both_engines
@pytest.mark.reported
@after(tell_the_village)
async def test_a_grid_s_answer_is_exported_with_its_residents_groups(town: Town) -> None:
    """`gege export deliveries`: the groups of a grid show who of its staff answered, and when."""
    await town.press(CHIEF_WORKER, STAFF_CHIEF, "已通知")

    async with town.gege.database.snapshot() as session:
        found = exports.export(session, "deliveries", since=None, with_contact=False)
        rows = [row async for row in found if row["purpose"] == "alert"]
        [alert] = [
            row async for row in exports.export(session, "alerts", since=None, with_contact=False)
        ]

    answered = {row["chat_id"]: row["acknowledged_by"] for row in rows}
    assert answered == dict.fromkeys(FIRST_RINGS) | {
        EAST_GROUP: "邱红梅",
        EAST_OTHER: "邱红梅",
    }
    assert all(bool(row["acknowledged_at"]) is bool(row["acknowledged_by"]) for row in rows)
    assert (alert["groups"], alert["sent"]) == (6, 6)


@pytest.mark.reported
@after(tell_the_village)
async def test_a_correction_reaches_staff_too(town: Town) -> None:
    """Better words take the place of the first, and what was answered still stands."""
    await town.press(CHIEF_WORKER, STAFF_CHIEF, "在巡查")

    await town.write(WORKER, STAFF, "更正：是蓝色校服", reply_to=(await card(town)).id)
    await town.press(WORKER, STAFF, "更新通知")

    [watch] = await watches(town, CHIEF_WORKER, STAFF_CHIEF)
    assert "蓝色校服" in watch.text
    assert "红色" not in watch.text
    assert "邱红梅 在巡查" in watch.text
    assert watch.buttons == ("已通知", "在巡查")


@pytest.mark.published
async def test_a_grid_answers_in_its_own_group(town: Town) -> None:
    """At the desk the village's worker would answer for the desk, and the village stay silent."""
    await town.pass_time(minutes=15)
    board = await town.find(OTHER_CHIEF, DESK, "📤")

    told = await town.press_data(OTHER_CHIEF, DESK, board.id, board.data("已通知"))

    assert told is not None
    assert told.alert
    assert "自己的工作群" in told.text
    assert "冉志平" not in (await town.find(DUTY, DESK, "📤")).text
    await town.press(OTHER_CHIEF, STAFF_OTHER, "已通知")
    await town.pass_time(seconds=15)
    assert "冉志平" in (await watches(town, OTHER_CHIEF, STAFF_OTHER))[-1].text
