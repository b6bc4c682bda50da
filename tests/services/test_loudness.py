"""Every Monday the desk reads which groups heard most."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest
from sqlmodel import col, select

from bot.domain.coverage import next_weekly
from bot.domain.notices import Loud, Repeat
from bot.domain.posts import decode
from bot.domain.themes import Theme
from bot.services import coverage
from bot.storage.announcements import GatheringDay
from bot.storage.database import Database
from bot.storage.outbox import Delivery, Post
from bot.storage.people import Account
from tests.services.district import EAST, LI
from tests.services.noticeboard import (
    A_DAY,
    BESIDE,
    POLICY,
    THURSDAY,
    notice,
    open_groups,
    put_up,
    tick,
)
from tests.services.test_gatherings import planned
from tests.storage.rows import store


async def test_the_loudest_groups_of_a_week(database: Database) -> None:
    """Announcements of gatherings count like notices."""
    await open_groups(database)
    await store(database, Account(id=LI.id, private_since=THURSDAY))
    await put_up(database, notice(THURSDAY))
    await put_up(database, notice(THURSDAY + A_DAY, repeat=Repeat.DAILY, times=2), EAST)
    async with database.write() as session:
        await coverage.tell_desks(session, 0, POLICY, at=THURSDAY)
    for day in range(4):
        await tick(database, THURSDAY + day * A_DAY)
    told = GatheringDay(gathering_id=1, chat_id=BESIDE, day=(THURSDAY + A_DAY).date())
    await store(database, planned(), told)

    monday = next_weekly(THURSDAY, POLICY.timezone)
    for minute in range(2):
        async with database.write() as session:
            await coverage.tell_desks(session, 0, POLICY, at=monday + timedelta(minutes=minute))

    assert [card.groups for card in await lists(database)] == [(("群11", 3), ("群12", 2))]


@pytest.mark.one_engine
async def test_what_of_the_calendar_was_missed_is_listed(database: Database) -> None:
    """The bot was away until it was no longer worth sending: nobody wrote it, so the desk reads it."""
    await open_groups(database)
    await store(database, Account(id=LI.id, private_since=THURSDAY))
    async with database.write() as session:
        await coverage.tell_desks(session, 0, POLICY, at=THURSDAY)
    await put_up(database, notice(THURSDAY, text="", theme=Theme.HEAT))
    monday = next_weekly(THURSDAY, POLICY.timezone)
    await tick(database, monday)
    async with database.write() as session:
        await coverage.tell_desks(session, 0, POLICY, at=monday)

    assert await lists(database) == [Loud("榆溪镇", (), ((Theme.HEAT, THURSDAY),))]


async def lists(database: Database) -> list[Loud]:
    """Return the lists that desks have been told."""
    async with database.read() as session:
        query = select(Post).join(Delivery, col(Delivery.post_id) == Post.id)
        posts = await session.exec(query.where(col(Delivery.once).startswith("loud:")))
        told = [decode(post.view, post.params) for post in posts]
    return [card for card in told if isinstance(card, Loud)]


@pytest.mark.parametrize(
    ("away", "heard"),
    [
        (timedelta(days=1), 2),
        (timedelta(days=6), 2),
        (timedelta(days=8), 1),
    ],
)
@pytest.mark.one_engine
async def test_a_list_missed_while_away_comes_once_and_late(
    database: Database, away: timedelta, heard: int
) -> None:
    """Of its week as long as no other has passed, else of the last one: an old list helps nobody.

    What is missed until the night waits for the morning.
    """
    await open_groups(database)
    await store(database, Account(id=LI.id, private_since=THURSDAY))
    async with database.write() as session:
        await coverage.tell_desks(session, 0, POLICY, at=THURSDAY)
    monday = next_weekly(THURSDAY, POLICY.timezone)
    for at in (THURSDAY, THURSDAY + A_DAY, monday + A_DAY):
        await put_up(database, notice(at), EAST)
        await tick(database, at)

    assert await due(database, monday + timedelta(hours=13)) == []
    for minute in range(3):
        later = monday + away + timedelta(minutes=minute)
        for key in await due(database, later):
            async with database.write() as session:
                await coverage.tell_desks(session, key, POLICY, at=later)

    assert [card.groups for card in await lists(database)] == [(("群11", heard),)]


async def due(database: Database, at: datetime) -> Sequence[int]:
    async with database.read() as session:
        return await coverage.due(session, POLICY, at)
