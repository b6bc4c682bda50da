"""Who is called by name: whose shift it is, else everybody of the desk."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.absences import LeaveOrder
from bot.domain.policy import Policy
from bot.domain.registers import Register
from bot.domain.rosters import OnDuty
from bot.errors import ImportRefused
from bot.exchange.rows import read
from bot.services import absences, desk, rosters
from bot.services.imports import Summary, store
from bot.storage.cases import Case
from bot.storage.database import Database
from tests.services.district import CHEN, LI, ZHANG, case, settle
from tests.storage.rows import store as store_rows

POLICY = Policy()
FRIDAY = datetime(2026, 7, 3, 12, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
NIGHT = FRIDAY + timedelta(hours=12)
ROSTER = "grid,user_id,days,from,to\n"
DAYS = ROSTER + "T,3,mon-fri,08:00,20:00\nE,1,fri,20:00,08:00\nE,2,fri,20:00,08:00\n"


async def take(database: Database, text: str, **options: bool) -> Summary:
    async with database.write() as session:
        return await store(session, read(Register.DUTY, text.encode()), **options)


async def called(database: Database, path: str, at: datetime) -> list[int]:
    async with database.read() as session:
        return [key for key, _ in await rosters.on_duty(session, path, POLICY, at=at)]


async def test_whose_shift_it_is_is_called_and_nobody_else(database: Database) -> None:
    """The nearest node first; without a roster, or when nobody of it may decide, the whole desk."""
    await settle(database)
    assert await called(database, "T/V/M/E/", FRIDAY) == [LI.id]
    assert (await take(database, DAYS)).added == 7

    assert await called(database, "T/V/M/E/", FRIDAY) == [LI.id]
    assert await called(database, "T/V/M/E/", NIGHT) == [ZHANG.id, CHEN.id]
    assert await called(database, "T/V/M/W/", NIGHT) == [LI.id]
    only_chen = await take(database, ROSTER + "E,2,fri,20:00,08:00\n", prune=True)
    assert len(only_chen.absent) == 6
    assert await called(database, "T/V/M/E/", NIGHT) == [CHEN.id, LI.id]


async def test_the_call_for_an_unheard_case_is_theirs(database: Database) -> None:
    """Promise 7: who is on duty is called by name, and that is by the roster."""
    await settle(database)
    await take(database, DAYS)
    await store_rows(database, case(1001))

    async with database.write() as session:
        known = await session.get_one(Case, 1)
        called_by_name = await desk.tell_every_level(session, known, POLICY, at=NIGHT)

    assert called_by_name == ((ZHANG.id, ZHANG.name), (CHEN.id, CHEN.name))


async def test_who_is_away_is_stood_in_for(database: Database) -> None:
    """The shift is the stand-in's; `/staff` says so too."""
    await settle(database)
    await take(database, DAYS)
    async with database.write() as session:
        order = LeaveOrder(None, LI.id, FRIDAY, FRIDAY + timedelta(days=1))
        await absences.plan(session, order, ZHANG, POLICY, at=FRIDAY)

    assert await called(database, "T/V/M/E/", NIGHT) == [LI.id, CHEN.id]
    async with database.read() as session:
        today = await rosters.today(session, "T/V/M/E/", POLICY, at=FRIDAY)
    assert today == (
        OnDuty("小李", 480, 1200),
        OnDuty("小李", 1200, 1920),
        OnDuty("老陈", 1200, 1920),
    )


async def test_a_roster_is_a_difference_with_bad_rows_named(database: Database) -> None:
    """The same file again changes nothing; strangers and nonsense are named by line."""
    await settle(database)
    await take(database, DAYS)
    assert (await take(database, DAYS)).unchanged == 7

    bad = "T,1,mon,08:00,20:00\nX,3,mon,08:00,20:00\nT,3,someday,08:00,20:00\n"
    with pytest.raises(ImportRefused) as refused:
        await take(database, ROSTER + bad)
    assert [problem.split(":")[0] for problem in refused.value.problems] == [
        "line 2",
        "line 3",
        "line 4",
    ]
