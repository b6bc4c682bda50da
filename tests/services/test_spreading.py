"""When an alert goes out that waits for the morning, and to groups that come while it is out."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.alerts import Level
from bot.domain.brakes import Went
from bot.domain.grid import Audience
from bot.domain.kinds import Kind
from bot.errors import NotAllowed
from bot.services import (
    additions,
    alerts,
    cards,
    chats,
    corrections,
    desk,
    history,
    seconds,
    spreading,
    widening,
)
from bot.storage import countersigns, outbox
from bot.storage.alerts import active
from bot.storage.chats import Chat, ChatGrid
from bot.storage.database import Database
from bot.storage.grid import Grid
from bot.storage.outbox import Delivery, Purpose
from bot.storage.persons import Person
from tests.services.district import EAST, LI, TOWN, VILLAGE, WANG, ZHANG, case
from tests.services.presses import PEOPLE, POLICY
from tests.services.test_endings import GROUP, STAFF, town
from tests.storage.rows import NOW
from tests.support.waiting import until_it_waits

EVENING = datetime(2026, 7, 2, 14, 30, tzinfo=UTC)
"""22:30 by the town's clock."""
LATER = EVENING + timedelta(hours=2)


@pytest.mark.one_engine
async def test_who_agrees_at_night_reads_that_it_waits(database: Database) -> None:
    """A town's yellow notice needs a second person, and goes out in the morning."""
    mud = {"kind": Kind.HAZARD, "category": "road", "level": Level.YELLOW, "grid_id": TOWN}
    chief = PEOPLE["chief"]
    mud_here = case(1001, **mud, text="镇口路面塌了一块", opened_at=EVENING)
    desk_group = Chat(id=-300, audience=Audience.STAFF), ChatGrid(chat_id=-300, grid_id=TOWN)
    await town(database, mud_here, *desk_group)
    async with database.write() as session:
        await desk.tell_staff(session, await history.load(session, 1), POLICY, at=EVENING)
        assert await alerts.publish_verified(session, 1, LI, POLICY, at=EVENING) is Went.SECOND
        wish = await countersigns.waiting(session, 1)
        assert wish is not None
        went = await seconds.agree(session, 1, chief, POLICY, arg=str(wish.id), at=EVENING)

    assert went is Went.LATER


@pytest.mark.one_engine
async def test_what_becomes_a_danger_at_night_is_let_go_by_staff(database: Database) -> None:
    """A cellar under water waits for the morning; that people are in it needn't, says a worker."""
    await flooded(database)
    told = select(Delivery.chat_id, Delivery.silent).where(Delivery.purpose == Purpose.ALERT)
    async with database.write() as session:
        (asked,) = await outbox.live_in_slot(session, 1, cards.CORRECTION)
        assert (asked.chat_id, asked.silent) == (STAFF, False)
        assert (await session.exec(told)).all() == []
        assert await corrections.update(session, 1, ZHANG, POLICY, at=LATER) is Went.NOW
        await spreading.further(session, 1, POLICY, at=LATER)

    async with database.read() as session:
        assert (await session.exec(told)).all() == [(GROUP, False)]
        alert = await active(session, 1)
    assert alert is not None
    assert (alert.level, alert.published_at) == (Level.RED, EVENING)
    assert alert.next_ring_at == LATER + POLICY.rings_red[2]


@pytest.mark.one_engine
async def test_no_worker_alone_holds_a_danger_back_until_the_morning(database: Database) -> None:
    """早上再发 is the desk's; and 扩大范围 sends it out even then, as urgent as it is by now."""
    await flooded(database)
    with pytest.raises(NotAllowed):
        async with database.write() as session:
            await corrections.dont_update(session, 1, ZHANG, POLICY, at=LATER)
    async with database.write() as session:
        assert await corrections.dont_update(session, 1, LI, POLICY, at=LATER) is Went.LATER
        assert await widening.widen(session, 1, ZHANG, POLICY, arg="-1", at=LATER) is Went.OUT

    async with database.read() as session:
        told = select(Delivery.silent).where(Delivery.purpose == Purpose.ALERT)
        assert (await session.exec(told)).all() == [False]


@pytest.mark.one_engine
async def test_a_group_that_is_bound_while_somebody_is_missed_hears_it(database: Database) -> None:
    """In a ring that was told, and in one whose turn has passed because it had no group."""
    child = {"kind": Kind.LOST_CHILD, "level": Level.RED}
    await town(database, case(1001, **child), Person(case_id=1, age=5))
    later = NOW + timedelta(minutes=20)
    async with database.write() as session:
        await alerts.publish_verified(session, 1, ZHANG, POLICY, at=NOW)
    for chat, grid_id in ((-11, EAST), (-12, VILLAGE)):
        async with database.write() as session:
            node = await session.get_one(Grid, grid_id)
            audience = Audience.RESIDENTS
            await chats.attach(session, chat, "", node, POLICY, audience=audience, at=later)
            await spreading.further(session, 1, POLICY, at=later)
        async with database.read() as session:
            assert chat in await heard(session)

    async with database.write() as session:
        await alerts.recall(session, 1, LI, POLICY, at=later)
        node = await session.get_one(Grid, EAST)
        await chats.attach(session, -13, "", node, POLICY, audience=audience, at=later)
    async with database.read() as session:
        assert await heard(session) == [GROUP, -11, -12]


@pytest.mark.one_engine
async def test_a_group_bound_by_night_hears_in_the_morning_what_still_stands(
    database: Database,
) -> None:
    """Once, and not what is over by then."""
    slide = {"kind": Kind.HAZARD, "category": "road", "level": Level.YELLOW}
    told, over = case(1001, **slide, text="塌了一块"), case(1002, **slide, text="又塌了")
    await town(database, told, over)
    day, morning = EVENING - timedelta(hours=3), EVENING + timedelta(hours=9, minutes=30)
    async with database.write() as session:
        for key in (1, 2):
            await alerts.publish_verified(session, key, ZHANG, POLICY, at=day)
    async with database.write() as session:
        node, audience = await session.get_one(Grid, EAST), Audience.RESIDENTS
        await chats.attach(session, -11, "", node, POLICY, audience=audience, at=LATER)
        await alerts.recall(session, 2, LI, POLICY, at=LATER)
    async with database.read() as session:
        assert -11 not in await heard(session)
    for at in (morning, morning + timedelta(minutes=1)):
        async with database.write() as session:
            for key in await spreading.due(session, POLICY, at):
                await spreading.further(session, key, POLICY, at=at)
    async with database.read() as session:
        assert (await heard(session)).count(-11) == 1


async def test_no_new_group_hears_of_whom_they_have_just_found(database: Database) -> None:
    """Its alert is running for whoever binds, and ends before the case is theirs to read."""
    child = {"kind": Kind.LOST_CHILD, "level": Level.RED}
    await town(database, case(1001, **child), Person(case_id=1, age=5))
    async with database.write() as session:
        await alerts.publish_verified(session, 1, ZHANG, POLICY, at=NOW)
    ended = asyncio.Event()

    async def end() -> None:
        async with database.write() as session:
            await alerts.recall(session, 1, LI, POLICY, at=NOW)
            await session.flush()
            ended.set()
            await until_it_waits(database, session)

    async def bind() -> None:
        await ended.wait()
        async with database.write() as session:
            node, audience = await session.get_one(Grid, EAST), Audience.RESIDENTS
            await chats.attach(session, -11, "", node, POLICY, audience=audience, at=NOW)

    async with asyncio.timeout(5):
        await asyncio.gather(end(), bind())

    async with database.read() as session:
        assert await heard(session) == [GROUP]


async def heard(session: AsyncSession) -> list[int]:
    """Return the groups that an alert was sent to, in that order."""
    told = select(Delivery.chat_id).where(
        Delivery.purpose == Purpose.ALERT, Delivery.op == outbox.Op.SEND
    )
    return list(await session.exec(told.order_by(col(Delivery.id))))


async def flooded(database: Database) -> None:
    """Of a cellar under water, held back at night, staff hear that people are in it."""
    flood = {"kind": Kind.HAZARD, "category": "flood", "level": Level.YELLOW}
    cellar = case(1001, **flood, text="3号楼地下车库进水了", opened_at=EVENING)
    farther = Chat(id=-2, audience=Audience.RESIDENTS), ChatGrid(chat_id=-2, grid_id=VILLAGE)
    await town(database, cellar, *farther)
    async with database.write() as session:
        await desk.tell_staff(session, await history.load(session, 1), POLICY, at=EVENING)
        went = await alerts.publish_verified(session, 1, ZHANG, POLICY, at=EVENING)
    assert went is Went.LATER

    async with database.write() as session:
        words = "有两个人被困在里面了，有人受伤"
        await additions.add(session, 1, WANG, POLICY, text=words, photo=None, now=LATER, at=LATER)


@pytest.mark.parametrize(("level", "pays"), [(Level.RED, True), (Level.ORANGE, False)])
async def test_only_red_alerts_may_cost_stars(
    database: Database, level: Level, *, pays: bool
) -> None:
    """Where the town pays at all (PAID_BROADCAST); nothing else that is said ever does."""
    paying = replace(POLICY, pays=True)
    await town(database, case(1001, kind=Kind.LOST_CHILD, level=level, guardian_id=WANG.id))
    async with database.write() as session:
        await desk.tell_staff(session, await history.load(session, 1), paying, at=NOW)
        await alerts.publish_verified(session, 1, ZHANG, paying, at=NOW)

    async with database.read() as session:
        said = (await session.exec(select(Delivery))).all()
    assert {row.paid for row in said if row.purpose is Purpose.ALERT} == {pays}
    assert {row.paid for row in said if row.purpose is not Purpose.ALERT} == {False}
