"""Notices that come due: once, at a sensible hour, and no group hears too many of them."""

import asyncio
from datetime import timedelta

from sqlmodel import col, select

from bot.domain.notices import Done, NoticeState, Repeat, Why
from bot.domain.themes import Theme
from bot.storage import notice_days, notice_messages, notices
from bot.storage.chats import Chat
from bot.storage.database import Database
from bot.storage.notices import Notice, NoticeLog, NoticeRun
from bot.storage.outbox import EXPIRED, Delivery, Purpose, Status
from bot.storage.theme_rules import ThemeMute
from tests.services.district import EAST, LI, TOWN, ZHANG
from tests.services.noticeboard import (
    A_DAY,
    BESIDE,
    HOME,
    THURSDAY,
    heard,
    notice,
    open_groups,
    put_up,
    tick,
    why,
)
from tests.storage.rows import store

HOUR = timedelta(hours=1)


async def deliveries(database: Database) -> list[Delivery]:
    async with database.read() as session:
        query = select(Delivery).where(Delivery.purpose == Purpose.NOTICE)
        return list(await session.exec(query.order_by(col(Delivery.id))))


async def runs(database: Database) -> list[NoticeRun]:
    async with database.read() as session:
        return list(await session.exec(select(NoticeRun).order_by(col(NoticeRun.fire_at))))


async def days(database: Database, chat: int = HOME) -> list[int]:
    return [day.day for _, day in await heard(database, chat)]


async def test_every_group_hears_it_once_and_lost_ones_are_listed(database: Database) -> None:
    await open_groups(database)
    async with database.write() as session:
        lost = await session.get_one(Chat, BESIDE)
        lost.lost_at, lost.lost_reason = THURSDAY, "bot was kicked"
    await put_up(database, notice(THURSDAY))

    for minute in range(3):
        await tick(database, THURSDAY + timedelta(minutes=minute))

    found = [
        (one.chat_id, one.status, one.reason, one.silent) for one in await deliveries(database)
    ]
    assert found == [
        (HOME, Status.QUEUED, None, True),
        (BESIDE, Status.REFUSED, "bot was kicked", True),
    ]
    async with database.read() as session:
        assert (await session.get_one(Notice, 1)).state is NoticeState.OVER


async def test_two_processes_at_once(database: Database) -> None:
    """Both find it due: one run, one message a group, whichever was faster; and nobody fails."""
    await open_groups(database)
    daily = notice(THURSDAY, repeat=Repeat.DAILY, times=5)
    for made in (daily, notice(THURSDAY, text="另一件事", until=THURSDAY + 9 * A_DAY)):
        await put_up(database, made)

    for day in range(7):
        at = THURSDAY + day * A_DAY
        await asyncio.gather(*(tick(database, at) for _ in range(3)))

    found = await deliveries(database)
    assert len({(one.run_id, one.chat_id) for one in found}) == len(found)
    for chat in (HOME, BESIDE):
        assert len(set(await days(database, chat))) == len(await days(database, chat))
        assert await days(database, chat) == [2, 3, 4]


async def test_one_a_day_and_three_within_seven_days(database: Database) -> None:
    """What finds no free day goes on the next free one while it is valid, else is not sent."""
    await open_groups(database)
    week = THURSDAY + 7 * A_DAY
    for hours in range(3):
        until = week + hours * HOUR
        first = hours == 0
        await put_up(database, notice(THURSDAY + hours * HOUR, until=until, danger=first))
    last = await put_up(database, notice(THURSDAY + 3 * HOUR, until=week + 4 * HOUR))
    short = await put_up(database, notice(THURSDAY + 4 * HOUR, until=THURSDAY + 5 * HOUR))

    for day in range(9):
        for hours in range(6):
            await tick(database, THURSDAY + day * A_DAY + hours * HOUR)

    assert await days(database) == [2, 3, 4, 9]
    made = {run.notice_id: run for run in await runs(database)}
    assert await why(database, made[short].key) is Why.DAY
    assert all(run.next_at is None for run in made.values())
    async with database.read() as session:
        assert await notice_days.counts(session, short) == [(False, Why.DAY, 2)]
        assert await notice_days.counts(session, last) == []


async def test_the_more_urgent_one_has_the_day(database: Database) -> None:
    """Danger first, then what ends first, although it comes later that day."""
    await open_groups(database)
    ends = THURSDAY + 9 * A_DAY
    calm = await put_up(database, notice(THURSDAY, until=ends))
    water = await put_up(database, notice(THURSDAY + HOUR, until=ends - A_DAY))
    river = await put_up(database, notice(THURSDAY + 2 * HOUR, until=ends, danger=True), EAST)

    for day in range(3):
        for hours in range(3):
            await tick(database, THURSDAY + day * A_DAY + hours * HOUR)

    order = {run.key: run.notice_id for run in await runs(database)}
    assert [order[run] for run, _ in await heard(database)] == [river, water, calm]
    assert [order[run] for run, _ in await heard(database, BESIDE)] == [water, calm]


async def test_a_theme_comes_again_after_its_time_only(database: Database) -> None:
    """And never where the group's own staff have muted it."""
    await open_groups(database)
    await store(database, ThemeMute(chat_id=BESIDE, theme=Theme.FIRE, at=THURSDAY))
    for week in range(3):
        at = THURSDAY + 7 * week * A_DAY
        until = at + 2 * A_DAY
        await put_up(database, notice(at, text="", theme=Theme.FIRE, until=until))

    for day in range(20):
        await tick(database, THURSDAY + day * A_DAY)

    assert await days(database) == [2, 16]
    assert await days(database, BESIDE) == []
    first, second, _ = await runs(database)
    assert await why(database, second.key) is Why.THEME
    assert await why(database, first.key, BESIDE) is Why.MUTED


async def test_nothing_at_night_and_nothing_too_late(database: Database) -> None:
    """A bot that comes back at midnight waits for the morning; what has ended by then is listed."""
    await open_groups(database)
    await put_up(database, notice(THURSDAY, until=THURSDAY + 2 * A_DAY))
    await put_up(database, notice(THURSDAY + HOUR, until=THURSDAY + 16 * HOUR), EAST)
    midnight = THURSDAY + 15 * HOUR

    await tick(database, midnight)
    assert await deliveries(database) == []
    await tick(database, midnight + 8 * HOUR)

    assert len(await deliveries(database)) == 2
    assert [run.missed for run in await runs(database)] == [False, True]


async def test_what_the_night_holds_up_goes_in_the_morning(database: Database) -> None:
    """A storm of alerts went first: in 东苑 it was not said, and is said the next day, once."""
    await open_groups(database)
    evening = THURSDAY + 11.5 * HOUR
    await put_up(database, notice(evening))
    await tick(database, evening)
    async with database.write() as session:
        for one in await session.exec(select(Delivery)):
            if one.chat_id == HOME:
                one.status, one.reason = Status.DROPPED, EXPIRED
            else:
                one.status, one.sent_at = Status.SENT, evening

    for hours in (11.5, 12, 13, 24, 36):
        await tick(database, evening + hours * HOUR)

    assert (await days(database), await days(database, BESIDE)) == ([3], [2])
    found = [(one.chat_id, one.status) for one in await deliveries(database)]
    assert sorted(found) == [(BESIDE, Status.SENT), (HOME, Status.SENT)]
    assert [run.next_at for run in await runs(database)] == [None]


async def test_of_many_that_were_missed_the_last_one_goes(database: Database) -> None:
    """Daily, and the bot was away for three days: the others are listed as missed."""
    await open_groups(database)
    await put_up(database, notice(THURSDAY, repeat=Repeat.DAILY))

    await tick(database, THURSDAY + 3 * A_DAY + HOUR)

    assert [run.missed for run in await runs(database)] == [True, True, True, False]
    assert await days(database) == [5]
    async with database.read() as session:
        next_at = (await session.get_one(Notice, 1)).next_at
    assert next_at == THURSDAY + 4 * A_DAY


async def test_whoever_has_lost_their_grid_tells_it_nothing(database: Database) -> None:
    """It rests, and that is on record."""
    await open_groups(database)
    await put_up(database, notice(THURSDAY, author_id=ZHANG.id, author_name="小张"), EAST)
    await put_up(database, notice(THURSDAY, author_id=ZHANG.id, author_name="小张"), TOWN)
    await put_up(database, notice(THURSDAY, author_id=LI.id, author_name="小李", danger=True), TOWN)

    await tick(database, THURSDAY)

    async with database.read() as session:
        notices = await session.exec(select(Notice).order_by(col(Notice.id)))
        states = [notice.state for notice in notices]
        (line,) = await session.exec(select(NoticeLog))
    assert states == [NoticeState.OVER, NoticeState.PAUSED, NoticeState.OVER]
    assert (line.notice_id, line.done) == (2, Done.STOPPED)


async def test_a_clock_that_is_put_back_tells_nothing_twice(database: Database) -> None:
    await open_groups(database)
    await put_up(database, notice(THURSDAY, repeat=Repeat.DAILY))
    for at in (THURSDAY, THURSDAY + A_DAY, THURSDAY - A_DAY, THURSDAY, THURSDAY + A_DAY):
        await tick(database, at)
    async with database.write() as session:
        again = await session.get_one(Notice, 1)
        again.next_at = THURSDAY
    await tick(database, THURSDAY + A_DAY)

    assert await days(database) == [2, 3]
    assert len(await deliveries(database)) == 4


async def test_what_stands_is_taken_back_within_two_days(database: Database) -> None:
    """Later Telegram deletes it no more."""
    await open_groups(database)
    key = await put_up(database, notice(THURSDAY))
    await tick(database, THURSDAY)
    async with database.write() as session:
        old, new = await session.exec(select(Delivery).order_by(col(Delivery.id)))
        for one, at in ((old, THURSDAY), (new, THURSDAY + A_DAY)):
            one.status, one.sent_at, one.message_id = Status.SENT, at, 7
        chat = new.chat_id

    now = THURSDAY + 2 * A_DAY + HOUR
    async with database.write() as session:
        assert await notice_messages.standing(session, key, since=now - 2 * A_DAY) == 1
        gone = await notice_messages.take_back(session, key, since=now - 2 * A_DAY, at=now)
        assert await notice_messages.standing(session, key, since=now - 2 * A_DAY) == 0

    assert gone == 1
    async with database.read() as session:
        query = select(Delivery).where(Delivery.purpose == Purpose.RECALL)
        assert [one.chat_id for one in await session.exec(query)] == [chat]


async def test_what_is_due_is_found_without_reading_the_others(database: Database) -> None:
    await open_groups(database)
    for number in range(5):
        await put_up(database, notice(THURSDAY + number * A_DAY))
    async with database.read() as session:
        assert await notices.due(session, THURSDAY + A_DAY) == [1, 2]
