"""The clock of a case through every hand it may come to; the rest is told in the stories."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.alerts import Level
from bot.domain.grid import Audience, Role
from bot.domain.kinds import Kind, Outcome
from bot.domain.policy import Policy
from bot.domain.states import Action, State
from bot.errors import Refusal, Stale
from bot.services import adjusting, cards, cases, closing, extensions, handing, ladder
from bot.services.rights import Actor
from bot.storage import outbox
from bot.storage.cases import Case, history
from bot.storage.chats import Chat, ChatGrid
from bot.storage.database import Database
from bot.storage.people import Appointment
from tests.services.district import EAST, LI, TOWN, VILLAGE, ZHANG, case, settle
from tests.storage.rows import alert, store

pytestmark = pytest.mark.one_engine

POLICY = Policy()
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
DISPUTE = {"kind": Kind.DISPUTE}
CHILD = {"kind": Kind.LOST_CHILD, "level": Level.ORANGE}
GAS = {"kind": Kind.HAZARD, "level": Level.RED, "category": "gas", "life_safety": True}


def at(day: int, clock: str) -> datetime:
    """A time in July 2026; the 6th is a Monday."""
    moment = datetime.fromisoformat(f"2026-07-{day:02}T{clock}")
    return moment.replace(tzinfo=ZoneInfo("Asia/Shanghai"))


BEGUN = at(6, "09:00")


async def begin(database: Database, **values: object) -> None:
    """A case that has just come to 东苑."""
    await settle(database)
    made = case(1001, id=1, opened_at=BEGUN, **values)
    made.number = None if made.state is State.DRAFT else made.number
    await store(database, made)
    async with database.write() as session:
        found = await session.get_one(Case, 1)
        await cards.refresh(session, found, POLICY, at=BEGUN)


async def wake(database: Database, moment: datetime) -> Case:
    """Let the clock look at it; returns what it is then."""
    async with database.write() as session:
        await ladder.wake(session, 1, POLICY, at=moment)
    return await now(database)


async def now(database: Database) -> Case:
    async with database.read() as session:
        return await session.get_one(Case, 1)


async def told(database: Database) -> list[Action]:
    async with database.read() as session:
        return [step.action for step in await history(session, 1)]


@pytest.mark.parametrize(
    ("values", "due", "why"),
    [
        ({}, at(6, "11:00"), "120 minutes in a micro-grid"),
        (DISPUTE, at(7, "20:00"), "a quarrel begins with the village's 1440"),
        (GAS, at(6, "09:30"), "where life is at stake half an hour"),
        (CHILD, None, "a search has no date"),
        ({"owner_id": 1, "state": State.IN_PROGRESS}, at(9, "09:00"), "a lamp takes three days"),
        ({"state": State.DRAFT}, None, "a draft has no clock"),
        ({"state": State.PENDING_CHECK}, None, "nor what waits for its check"),
        ({"by_hand": True}, None, "nobody waits for what staff have written themselves"),
    ],
)
async def test_by_when(
    database: Database, values: dict[str, object], due: datetime | None, why: str
) -> None:
    await begin(database, **values)

    assert (await now(database)).due_at == due, why


async def test_after_a_long_sleep_it_climbs_one_level(database: Database) -> None:
    """Ten days without a program: nobody is reminded of what is over, the next level has its time."""
    await begin(database)

    found = await wake(database, at(16, "10:00"))

    assert (found.grid_id, found.escalation, found.state) == (TOWN, 1, State.ACCEPTED)
    assert found.due_at == at(17, "21:00")
    assert await told(database) == [Action.UNTAKEN]
    again = await wake(database, at(16, "10:00"))
    assert (again.grid_id, again.escalation) == (TOWN, 1)


async def test_what_is_noticed_at_night_waits_for_the_morning(database: Database) -> None:
    await begin(database)

    found = await wake(database, at(6, "23:00"))

    assert (found.grid_id, found.wakes_at) == (EAST, at(7, "08:00"))
    assert (await wake(database, at(7, "08:00"))).grid_id == TOWN


@pytest.mark.parametrize(("values", "alerted"), [(CHILD, False), (GAS, True)])
async def test_a_search_and_an_alert_stay_where_they_are(
    database: Database, values: dict[str, object], *, alerted: bool
) -> None:
    """Who looks for somebody goes on; the desk is asked, once."""
    await begin(database, **values)
    if alerted:
        await store(database, alert())

    for minutes in (15, 60, 90, 600):
        found = await wake(database, BEGUN + timedelta(minutes=minutes))

    assert (found.grid_id, found.wakes_at) == (EAST, None)
    assert await told(database) == [Action.CALL_DUTY]


async def test_a_quarrel_climbs_from_the_village(database: Database) -> None:
    """Those who may read of it had it already: a level below them would hear nothing new."""
    await begin(database, **DISPUTE)
    worker = Appointment(user_id=9, grid_id=VILLAGE, role=Role.WORKER, name="邱红梅")
    await store(database, worker)

    assert (await wake(database, at(8, "08:00"))).grid_id == TOWN


async def test_handing_about_buys_no_time(database: Database) -> None:
    """From one to the next at the same node the days go on; at another node its people begin anew."""
    await begin(database)
    async with database.write() as session:
        await cases.claim(session, 1, ZHANG, POLICY, at=BEGUN)
        await handing.assign(session, 1, ZHANG, POLICY, to=LI.id, at=BEGUN + DAY)
    assert (await now(database)).due_at == at(9, "09:00")

    async with database.write() as session:
        with pytest.raises(Refusal):  # nobody works there
            await handing.transfer(session, 1, ZHANG, POLICY, to=VILLAGE, at=BEGUN + DAY)
        await handing.transfer(session, 1, ZHANG, POLICY, to=TOWN, at=BEGUN + DAY)
    assert (await now(database)).due_at == at(8, "20:00")


async def test_what_only_a_village_may_read_is_not_handed_down(database: Database) -> None:
    """An old 转交, from before its words made it sensitive (promise 9)."""
    await begin(database, grid_id=TOWN, sensitive=True, kind=Kind.HELP)
    async with database.write() as session:
        with pytest.raises(Stale):
            await handing.transfer(session, 1, LI, POLICY, to=VILLAGE, at=BEGUN)


ROAD = {"kind": Kind.HAZARD, "category": "road", "level": Level.YELLOW}
IN_HAND = {"owner_id": ZHANG.id, "owner_name": ZHANG.name, "state": State.IN_PROGRESS}


@pytest.mark.parametrize(
    ("values", "when", "level", "due", "why"),
    [
        (ROAD, at(6, "09:10"), Level.RED, at(6, "09:40"), "half an hour instead of 120 minutes"),
        (ROAD, at(6, "10:50"), Level.RED, at(6, "11:00"), "a graver level puts nothing off"),
        (ROAD | IN_HAND, at(6, "20:00"), Level.RED, at(7, "00:00"), "four hours, at night, too"),
        (ROAD | IN_HAND, at(6, "10:00"), Level.BLUE, at(13, "10:00"), "five days from now on"),
    ],
)
async def test_another_level_has_another_time(
    database: Database,
    values: dict[str, object],
    when: datetime,
    level: Level,
    due: datetime,
    why: str,
) -> None:
    """Whoever says that somebody is in danger calls the desk by it, and it must answer."""
    await begin(database, **values)
    desk = Chat(id=-100_9, audience=Audience.STAFF, title="值班")
    await store(database, desk, ChatGrid(chat_id=desk.id, grid_id=TOWN))
    async with database.write() as session:
        what, value = "level", level.value
        await adjusting.adjust(
            session, 1, ZHANG, POLICY, chat_id=ZHANG.id, what=what, value=value, at=when
        )

    found = await now(database)
    assert found.due_at == due, why
    expected = when + POLICY.unheard[0] if level is Level.RED else None
    assert found.unheard_at == expected
    async with database.read() as session:
        told = {card.chat_id for card in await outbox.live_in_slot(session, 1, cards.STAFF)}
    assert (desk.id in told) == (level is Level.RED)


async def test_an_end_has_no_deadline_and_a_new_beginning_a_new_one(database: Database) -> None:
    await begin(database)
    async with database.write() as session:
        await closing.close(session, 1, ZHANG, POLICY, outcome=Outcome.REPAIRED, at=BEGUN)
    ended = await now(database)
    assert (ended.due_at, ended.wakes_at) == (None, None)

    async with database.write() as session:
        found = await session.get_one(Case, 1)
        await handing.bring_back(session, found, Actor(4, ""), POLICY, at=BEGUN + DAY)
    assert (await now(database)).due_at == at(8, "20:00")


async def test_more_time_counts_from_now_where_the_day_has_passed(database: Database) -> None:
    """A new date in the past can't be; who is above needs nobody's leave."""
    await begin(database, owner_id=ZHANG.id, state=State.IN_PROGRESS, grid_id=TOWN)
    assert (await wake(database, at(10, "09:00"))).wakes_at is None

    async with database.write() as session:
        await extensions.ask(
            session, 1, LI, POLICY, days=1, reason="配件明天到", at=at(13, "10:00")
        )

    assert (await now(database)).due_at == at(14, "10:00")
    assert await told(database) == [Action.CALL_DUTY, Action.EXTEND]


async def test_agreed_time_outlives_a_check(database: Database) -> None:
    """What did not pass goes on with what was left, the days that were agreed on among it."""
    await begin(database, owner_id=ZHANG.id, state=State.IN_PROGRESS, grid_id=TOWN)
    async with database.write() as session:
        await extensions.ask(session, 1, LI, POLICY, days=7, reason="等配件", at=BEGUN)
    agreed = (await now(database)).due_at

    for step in (cases.finish, cases.fail_check):
        async with database.write() as session:
            await step(session, 1, LI, POLICY, at=BEGUN)

    assert (await now(database)).due_at == agreed


@pytest.mark.both_engines
async def test_of_two_who_decide_one_does(database: Database) -> None:
    """同意 and 不同意 in the same moment: one holds, the other is told that it went on."""
    await begin(database)
    chief = Appointment(user_id=9, grid_id=VILLAGE, role=Role.WORKER, name="邱红梅")
    await store(database, chief)
    async with database.write() as session:
        await cases.claim(session, 1, ZHANG, POLICY, at=BEGUN)
        await extensions.ask(session, 1, ZHANG, POLICY, days=3, reason="等配件", at=BEGUN)

    async def decide(verdict: Callable[..., Awaitable[None]], who: Actor) -> None:
        async with database.write() as session:
            await verdict(session, 1, who, POLICY, arg="1", at=BEGUN)

    went = await asyncio.gather(
        decide(extensions.grant, LI),
        decide(extensions.refuse, Actor(9, "")),
        return_exceptions=True,
    )

    (stale,) = [one for one in went if one is not None]
    assert isinstance(stale, Stale)
    granted = went[0] is None
    verdict = Action.EXTEND if granted else Action.REFUSE_EXTENSION
    assert (await told(database))[-2:] == [Action.ASK_EXTENSION, verdict]
    assert (await now(database)).due_at == (at(14, "09:00") if granted else at(9, "09:00"))
