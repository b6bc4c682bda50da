"""The safety calendar: what is due goes out once, but where a node has said otherwise."""

from datetime import datetime, timedelta

import pytest
from sqlmodel import col, select

from bot.domain.policy import Policy
from bot.domain.themes import Theme
from bot.errors import NotAllowed, Unfit
from bot.services import safety_calendar
from bot.storage.database import Database
from bot.storage.notices import Notice
from bot.storage.outbox import Delivery, Post, Purpose
from tests.services.district import EAST, LI, TOWN, VILLAGE, WEST, ZHANG
from tests.services.noticeboard import A_DAY, BESIDE, HOME, SHANGHAI, open_groups, tick

POLICY = Policy()
DRY = Policy(calendar=False)
FIRE_DAY = datetime(2026, 11, 9, 9, 30, tzinfo=SHANGHAI)


async def plan(database: Database, at: datetime, policy: Policy = POLICY) -> None:
    """What the clock does with the calendar, and then with what has come due."""
    async with database.read() as session:
        keys = await safety_calendar.due(session, policy, at)
    for key in keys:
        async with database.write() as session:
            await safety_calendar.plan(session, key, policy, at=at)
    await tick(database, at, policy)


async def told(database: Database) -> list[tuple[int, str]]:
    """Return which groups were told of what, in order."""
    async with database.read() as session:
        query = (
            select(Delivery, Post)
            .join(Post, col(Post.id) == Delivery.post_id)
            .where(Delivery.purpose == Purpose.NOTICE)
        )
        rows = await session.exec(query.order_by(col(Delivery.id)))
        return [(one.chat_id, post.params["theme"]) for one, post in rows]


async def test_what_is_due_goes_out_once(database: Database) -> None:
    """At its hour, whoever plans it again; a day that was slept through is made up for."""
    await open_groups(database)
    await plan(database, FIRE_DAY - A_DAY)
    early = FIRE_DAY - timedelta(minutes=1)
    for at in (early, FIRE_DAY, FIRE_DAY, FIRE_DAY + timedelta(hours=2)):
        await plan(database, at)

    assert sorted(await told(database)) == [(BESIDE, "fire_day"), (HOME, "fire_day")]


async def test_nothing_goes_out_where_it_is_switched_off(database: Database) -> None:
    await open_groups(database)
    for at in (FIRE_DAY - A_DAY, FIRE_DAY):
        await plan(database, at, DRY)
    async with database.read() as session:
        assert (await session.exec(select(Notice))).all() == []


async def test_a_day_that_was_slept_through(database: Database) -> None:
    """It goes out late while it is worth it."""
    await open_groups(database)
    await plan(database, FIRE_DAY - A_DAY)
    await plan(database, FIRE_DAY + A_DAY)
    assert len(await told(database)) == 2


async def test_a_node_leaves_a_theme_out_and_another_moves_it(database: Database) -> None:
    """The desk switches it off for the town, on for one grid, and there at noon."""
    await open_groups(database)
    fire = Theme.FIRE_DAY
    async with database.write() as session:
        at = FIRE_DAY - A_DAY
        await safety_calendar.switch(session, LI, VILLAGE, fire, off=True, at=at)
        await safety_calendar.switch(session, LI, EAST, fire, off=False, at=at)
        await safety_calendar.move(session, LI, EAST, fire, 720, POLICY, at=at)
        with pytest.raises(NotAllowed):
            await safety_calendar.switch(session, ZHANG, EAST, fire, off=True, at=at)
    await plan(database, FIRE_DAY - A_DAY)
    await plan(database, FIRE_DAY)
    assert await told(database) == []
    await plan(database, FIRE_DAY.replace(hour=12, minute=0))
    assert await told(database) == [(HOME, "fire_day")]

    async with database.read() as session:
        for node, off in ((EAST, False), (WEST, True)):
            _, themes = await safety_calendar.themes_at(session, LI, node, POLICY, at=FIRE_DAY)
            (one,) = [theme for theme in themes if theme.theme is fire]
            assert one.off is off
        assert [node.key for node in await safety_calendar.overseen(session, LI)] == [TOWN]
        assert await safety_calendar.overseen(session, ZHANG) == []


async def test_no_hour_at_night(database: Database) -> None:
    await open_groups(database)
    night = POLICY.quiet
    assert night is not None
    early = Policy(quiet=type(night)(night.start, datetime(2026, 1, 1, 9).time()))  # noqa: DTZ001
    async with database.write() as session:
        with pytest.raises(Unfit):
            await safety_calendar.move(session, LI, TOWN, Theme.FIRE, 510, early, at=FIRE_DAY)
