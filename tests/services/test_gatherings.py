"""Gatherings at service level, on both engines: sign-ups are exact, whoever presses when."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

from bot.domain.ahead.anywhere import Moment
from bot.domain.certificates import Passed
from bot.domain.gathering_cards import GatheringCard
from bot.domain.gatherings import COMING, GatheringState, GatheringType, SignUpState
from bot.domain.grid import Audience, Role
from bot.domain.kinds import Outcome
from bot.domain.notices import Coming, Why
from bot.domain.policy import Policy
from bot.domain.posts import decode
from bot.domain.states import State
from bot.errors import NotAllowed, Refusal, Unfit
from bot.receiving.polling import AT_ONCE
from bot.services import (
    admission,
    announcing,
    certificates,
    changing,
    gatherings,
    live,
    naming,
    occasions,
    planning,
    signing_up,
    surveys,
)
from bot.services.rights import Actor
from bot.storage import announcements
from bot.storage.certificates import Certificate
from bot.storage.chats import Chat, ChatGrid
from bot.storage.database import Database
from bot.storage.gatherings import Gathering
from bot.storage.outbox import Delivery, Op, Post, Status
from bot.storage.people import Account, Appointment
from bot.storage.sign_ups import SignUp
from tests.services.district import (
    CHEN,
    EAST,
    LI,
    MIDDLE,
    TOWN,
    VILLAGE,
    WANG,
    WEST,
    ZHANG,
    ZHOU,
    settle,
)
from tests.services.noticeboard import notice, put_up
from tests.storage.rows import NOW, case, store

POLICY, POLICY_AT_NIGHT = Policy(quiet=None), Policy()
GROUP = -1001
SOON = timedelta(hours=5)
PRESSERS, PLACES = 500, 30


def planned(**values: Any) -> Gathering:  # noqa: ANN401 - columns
    """A training in 东苑, two days ahead, that is announced."""
    given: dict[str, Any] = {
        "id": 1,
        "type": GatheringType.TRAINING,
        "title": "急救培训",
        "state": GatheringState.PLANNED,
        "starts_at": NOW + timedelta(days=2),
        "minutes": 90,
        "place": "活动室",
        "grid_id": EAST,
        "capacity": PLACES,
        "organiser_id": ZHANG.id,
        "organiser": ZHANG.name,
        "trainer_id": ZHANG.id,
        "trainer": ZHANG.name,
        "announced_at": NOW,
        "wakes_at": NOW,
        "code": "0123",
        "created_at": NOW,
    }
    return Gathering(**(given | values))


async def prepare(database: Database, **values: Any) -> None:  # noqa: ANN401 - columns
    await settle(database)
    await store(
        database,
        Chat(id=GROUP, audience=Audience.RESIDENTS),
        ChatGrid(chat_id=GROUP, grid_id=EAST),
        planned(**values),
    )


async def announced(database: Database, **values: Any) -> None:  # noqa: ANN401 - columns
    """The announcement stands in its group."""
    await prepare(database, **values)
    async with database.write() as session:
        await gatherings.wake(session, 1, POLICY, at=NOW)
    async with database.write() as session:
        for sent in await session.exec(select(Delivery)):
            sent.status, sent.message_id = Status.SENT, 7


async def join(database: Database, who: Actor) -> signing_up.Stands:
    async with database.write() as session:
        return await signing_up.join(session, 1, who, POLICY, chat_id=GROUP, at=NOW)


async def rows(database: Database) -> list[SignUp]:
    async with database.read() as session:
        query = select(SignUp).where(col(SignUp.state).in_(COMING)).order_by(col(SignUp.nth))
        return list(await session.exec(query))


@pytest.mark.timeout(240)
async def test_of_five_hundred_who_press_at_once_thirty_are_in(database: Database) -> None:
    """470 wait in order, nobody is there twice although every fifth presses twice, and the card is right.

    So many are in hand at a time as the receiver handles of different chats. On SQLite they press in a
    row, for one writes at a time: a hundred show it.
    """
    pressers = 100 if database.is_sqlite else PRESSERS
    await announced(database)
    ready, hands = asyncio.Barrier(pressers), asyncio.Semaphore(AT_ONCE)

    async def press(person: int) -> None:
        await ready.wait()
        for _ in range(2 if person % 5 == 0 else 1):
            async with hands:
                await join(database, Actor(1000 + person, f"居民{person}"))

    await asyncio.gather(*(press(person) for person in range(pressers)))

    coming = await rows(database)
    assert [one.nth for one in coming] == list(range(1, pressers + 1))
    assert len({one.user_id for one in coming}) == pressers
    states = [one.state for one in coming]
    assert states == [SignUpState.IN] * PLACES + [SignUpState.WAITING] * (pressers - PLACES)
    assert await shown(database) == (PLACES, pressers - PLACES)


async def shown(database: Database) -> tuple[int, int]:
    """Let a minute pass; return how many the announcement says are in, and wait."""
    later = NOW + occasions.RESTS
    async with database.write() as session:
        for key in await live.due(session, POLICY, later):
            await live.draw(session, key, POLICY, at=later)
    async with database.read() as session:
        edits = select(Delivery).where(Delivery.op == Op.EDIT, Delivery.chat_id == GROUP)
        (edit,) = await session.exec(edits)
        post = await session.get_one(Post, edit.post_id)
    card = decode(post.view, post.params)
    assert isinstance(card, GatheringCard)
    return card.occasion.taken, card.occasion.waiting


@pytest.mark.one_engine
async def test_whom_a_link_let_in_nobody_asks_after_again(database: Database) -> None:
    """Their home is elsewhere, and they are in a group that is invited: Telegram was asked once."""
    await announced(database)
    await store(database, Account(id=ZHOU.id, home_grid_id=WEST, private_since=NOW))

    async def doors() -> list[int]:
        async with database.read() as session:
            return list(await admission.doors(session, 1, ZHOU))

    assert await doors() == [GROUP]
    with pytest.raises(NotAllowed):
        async with database.write() as session:
            await signing_up.join(session, 1, ZHOU, POLICY, chat_id=ZHOU.id, at=NOW)
    async with database.write() as session:
        await signing_up.open_card(session, 1, ZHOU, POLICY, chat_id=GROUP, at=NOW)
    assert await doors() == []
    async with database.write() as session:
        now = await signing_up.join(session, 1, ZHOU, POLICY, chat_id=ZHOU.id, at=NOW)
    assert now.state is SignUpState.IN


async def test_while_some_leave_and_others_come_no_place_stays_empty(database: Database) -> None:
    """Forty come for ten places, and half of them go in the same moment as others come."""
    await announced(database, capacity=10)
    for person in range(40):
        await join(database, Actor(1000 + person, "居民"))

    async def go(person: int) -> None:
        async with database.write() as session:
            await signing_up.leave(session, 1, Actor(1000 + person, "居民"), POLICY, at=NOW)

    late = (join(database, Actor(2000 + person, "后来")) for person in range(20))
    await asyncio.gather(*(go(person) for person in range(0, 40, 2)), *late)

    coming = await rows(database)
    assert len(coming) == 40
    states = [one.state for one in coming]
    assert states == [SignUpState.IN] * 10 + [SignUpState.WAITING] * 30
    async with database.read() as session:
        one = await session.get_one(Gathering, 1)
    assert (one.taken, one.waiting) == (10, 30)


async def test_who_moves_up_is_told_once(database: Database) -> None:
    await announced(database, capacity=1)
    await store(database, Account(id=ZHOU.id, name=ZHOU.name, private_since=NOW))
    await join(database, WANG)
    assert (await join(database, ZHOU)).position == 1

    for _ in range(2):
        async with database.write() as session:
            await signing_up.leave(session, 1, WANG, POLICY, at=NOW)

    async with database.read() as session:
        told = list(await session.exec(select(Post).where(Post.view == "gathering_news")))
    assert [post.params["what"] for post in told] == ["waiting", "moved-up"]


async def test_who_still_waits_when_it_begins_is_told_so(database: Database) -> None:
    """Once, in private; who has a place is told nothing then."""
    await announced(database, capacity=1)
    await store(database, Account(id=ZHOU.id, name=ZHOU.name, private_since=NOW))
    for who in (WANG, ZHOU):
        await join(database, who)
    for _ in range(2):
        async with database.write() as session:
            await gatherings.wake(session, 1, POLICY, at=NOW + timedelta(days=2))

    async with database.read() as session:
        told = list(await session.exec(select(Post).where(Post.view == "gathering_news")))
    assert [post.params["what"] for post in told] == ["waiting", "full"]


@pytest.mark.parametrize(
    ("looks", "told"),
    [
        (
            [timedelta(), timedelta(days=1), timedelta(days=2), timedelta(days=3)],
            [(LI.id, "results_wanted")] * 2 + [(ZHANG.id, "results_lacking")],
        ),
        ([timedelta(days=9)], [(LI.id, "results_wanted"), (ZHANG.id, "results_lacking")]),
    ],
    ids=["in time", "after a week away"],
)
async def test_results_are_asked_for_twice(
    database: Database, looks: list[timedelta], told: list[tuple[int, str]]
) -> None:
    """Of whoever trained; then whoever organises it hears of whom there is none."""
    await announced(database, trainer_id=LI.id, trainer=LI.name)
    await store(database, *(Account(id=who.id, private_since=NOW) for who in (LI, ZHANG)))
    await join(database, WANG)
    ends_at = planned().course.ends_at
    for look in looks:
        async with database.write() as session:
            for key in await gatherings.due(session, POLICY, ends_at + look):
                await gatherings.wake(session, key, POLICY, at=ends_at + look)

    async with database.read() as session:
        query = select(Delivery.chat_id, Post.view).join(Post, col(Post.id) == Delivery.post_id)
        asked = query.where(col(Post.view).startswith("results")).order_by(col(Delivery.id))
        assert list(await session.exec(asked)) == told


async def test_companions_take_places_and_are_never_too_many(database: Database) -> None:
    await announced(database, capacity=3, companions=2)
    await join(database, WANG)
    await join(database, ZHOU)

    async def bring(count: int) -> signing_up.Stands:
        async with database.write() as session:
            return await signing_up.bring(session, 1, WANG, POLICY, companions=count, at=NOW)

    with pytest.raises(Refusal) as full:
        await bring(2)
    with pytest.raises(Refusal) as many:
        await bring(3)
    assert (await bring(1)).occasion.free == 0
    assert (full.value.key, many.value.key) == ("refusal-no-room", "refusal-companions")
    assert (await join(database, ZHANG)).state is SignUpState.WAITING
    await bring(0)
    assert (await rows(database))[-1].state is SignUpState.IN


async def test_a_turn_of_a_consultation_is_one_person_s(database: Database) -> None:
    """The first free one by itself, another by choice, never somebody else's."""
    await announced(database, type=GatheringType.CONSULTATION, minutes=30, capacity=2)
    first, second = await join(database, WANG), await join(database, ZHOU)
    assert (first.slot, second.slot) == (0, 1)
    waiting = await join(database, ZHANG)
    assert (waiting.state, waiting.slot) == (SignUpState.WAITING, None)

    async with database.write() as session:
        with pytest.raises(Refusal):
            await signing_up.choose_slot(session, 1, ZHOU, POLICY, slot=0, at=NOW)
    async with database.write() as session:
        await signing_up.leave(session, 1, WANG, POLICY, at=NOW)

    assert {one.user_id: one.slot for one in await rows(database)} == {ZHOU.id: 1, ZHANG.id: 0}


async def test_no_fewer_places_than_are_taken(database: Database) -> None:
    await announced(database, capacity=5)
    for who in (WANG, ZHOU):
        await join(database, who)

    async def resize(capacity: int | None) -> None:
        async with database.write() as session:
            await changing.resize(session, 1, ZHANG, POLICY, capacity, at=NOW)

    for capacity in (1, 0, None):
        with pytest.raises(Unfit):
            await resize(capacity)
    await resize(2)
    assert (await join(database, ZHANG)).state is SignUpState.WAITING
    await resize(3)
    assert [one.state for one in await rows(database)] == [SignUpState.IN] * 3


async def test_reminders_and_the_end_come_once_after_any_downtime(database: Database) -> None:
    """However often the clock wakes it, or not: a day before, an hour before, and never afterwards."""
    await announced(database)
    await store(database, Account(id=WANG.id, name=WANG.name, private_since=NOW))
    await join(database, WANG)
    starts = NOW + timedelta(days=2)

    async def wake(before: timedelta) -> None:
        for _ in range(2):
            async with database.write() as session:
                await gatherings.wake(session, 1, POLICY, at=starts - before)

    await wake(timedelta(hours=30))
    await wake(timedelta(hours=20))
    await wake(timedelta(minutes=-10))
    async with database.write() as session:
        (await session.exec(select(SignUp))).one().attended = True
    await wake(timedelta(days=-3))

    async with database.read() as session:
        told = list(await session.exec(select(Post).where(Post.view == "gathering_news")))
    assert [post.params["what"] for post in told] == ["signed-up", "day-before", "feedback"]


def test_a_draft_needs_sense() -> None:
    """0 places, a time that has passed: each has its sentence."""
    with pytest.raises(Unfit, match="refusal-gathering-capacity"):
        planning.check_capacity(0)
    with pytest.raises(Unfit, match="refusal-gathering-past"):
        planning.check_time(NOW, NOW)


async def test_a_group_hears_of_one_thing_a_day(database: Database) -> None:
    """The second of a day waits for the next morning; what is held before that goes by hand only."""
    await prepare(database)
    noon = NOW + timedelta(hours=24)
    await store(
        database,
        planned(id=2, code="2", starts_at=noon),
        planned(id=3, code="3", starts_at=NOW + SOON),
    )
    plans = []
    for key in (1, 2, 3):
        async with database.write() as session:
            one = await session.get_one(Gathering, key)
            one.state = GatheringState.DRAFT
            plans.append((await planning.preview(session, one, POLICY_AT_NIGHT, at=NOW)).coming)
            one.state = GatheringState.PLANNED
            await gatherings.wake(session, key, POLICY_AT_NIGHT, at=NOW)

    morning = datetime(2026, 7, 3, 0, 0, tzinfo=UTC)
    async with database.read() as session:
        sent = await session.exec(select(Delivery).order_by(col(Delivery.id)))
        waits = [one.not_before for one in sent]
        third = await gatherings.card(session, 3, ZHANG)
    assert waits == [None, morning]
    assert [plan[0] for plan in plans] == [
        Coming(1, NOW),
        Coming(1, morning, Why.DAY),
        Coming(1, None, Why.DAY),
    ]
    assert (third.groups, third.unheard) == (0, 1)


@pytest.mark.one_engine
async def test_an_announcement_that_was_missed_is_listed(database: Database) -> None:
    """The bot was away until it began: the organiser's card says how many groups heard nothing."""
    await prepare(database)
    await store(database, Account(id=ZHANG.id, private_since=NOW))
    async with database.write() as session:
        await gatherings.wake(session, 1, POLICY_AT_NIGHT, at=NOW + timedelta(days=30))
    async with database.read() as session:
        card = await gatherings.card(session, 1, ZHANG)
        (told,) = await session.exec(select(Delivery).where(Delivery.chat_id == ZHANG.id))
    assert (card.occasion.state, card.groups, card.unheard) == (GatheringState.OVER, 0, 1)
    assert told.slot == occasions.ORGANISER


async def test_what_is_confirmed_first_has_the_day(database: Database) -> None:
    """At night, for the next morning: a later one gives way, and no morning is left for it."""
    night, morning = NOW + timedelta(hours=11, minutes=10), NOW + timedelta(hours=21, minutes=40)
    late = {"state": GatheringState.DRAFT, "wakes_at": None}
    await prepare(database, **late, starts_at=NOW + timedelta(days=9))
    soon = planned(id=2, code="2", starts_at=morning + timedelta(hours=1), **late)
    await store(database, soon, Account(id=ZHANG.id, private_since=NOW))
    async with database.write() as session:
        await gatherings.confirm(session, 1, ZHANG, POLICY_AT_NIGHT, at=night)
        plan = await gatherings.confirm(session, 2, ZHANG, POLICY_AT_NIGHT, at=night)
        card = await gatherings.card(session, 2, ZHANG)
    assert plan.coming == (Coming(1, None, Why.DAY),)
    assert card.unheard == 1


async def test_an_announcement_gives_way_to_what_is_planned(database: Database) -> None:
    """And one that the bot slept through until the night waits for the morning."""
    night = NOW + timedelta(hours=11, minutes=10)
    await prepare(database, state=GatheringState.DRAFT, wakes_at=None)
    morning = datetime(2026, 7, 3, 0, 0, tzinfo=UTC)
    await put_up(database, notice(morning + timedelta(hours=1), author_id=ZHANG.id), EAST)
    async with database.write() as session:
        one = await session.get_one(Gathering, 1)
        one.starts_at = NOW + timedelta(days=3)
        plan = await gatherings.confirm(session, 1, ZHANG, POLICY_AT_NIGHT, at=night)
    assert plan.coming == (Coming(1, morning + timedelta(days=1), Why.RIVAL),)

    async with database.write() as session:
        await gatherings.wake(session, 1, POLICY_AT_NIGHT, at=night + timedelta(days=1))
        assert (await session.exec(select(Delivery))).first() is None
        waits = (await session.get_one(Gathering, 1)).wakes_at
    assert waits == morning + timedelta(days=1)


async def test_an_announcement_counts_on_the_day_on_which_it_goes(database: Database) -> None:
    """A storm, or the bot's absence, held it up until the night: the day before is free again."""
    night, day = datetime(2026, 7, 2, 13, 0, tzinfo=UTC), timedelta(days=1)
    morning = night + timedelta(hours=11)
    await prepare(database)
    for chat, node in ((-1002, EAST), (-1003, WEST)):
        its = ChatGrid(chat_id=chat, grid_id=node)
        await store(database, Chat(id=chat, audience=Audience.RESIDENTS), its)
    await store(database, planned(id=2, code="2", grid_id=WEST))
    async with database.write() as session:
        await gatherings.wake(session, 1, POLICY_AT_NIGHT, at=NOW)
        for sent in await session.exec(select(Delivery).where(Delivery.chat_id == -1002)):
            sent.status, sent.sent_at = Status.SENT, NOW
        second = await session.get_one(Gathering, 2)
        await announcing.reserve(session, second, POLICY_AT_NIGHT, at=NOW)
        await gatherings.wake(session, 2, POLICY_AT_NIGHT, at=night)
        assert await announcing.due(session, POLICY_AT_NIGHT, night) == []
        days = await announcements.days(session, 2)
    assert days == {-1003: (NOW + day).date()}

    async with database.write() as session:
        assert await announcing.due(session, POLICY_AT_NIGHT, morning) == [1]
        await announcing.announce_again(session, 1, POLICY_AT_NIGHT, at=morning)
        assert await announcing.due(session, POLICY_AT_NIGHT, morning) == []
        found = await session.exec(select(Delivery).where(Delivery.gathering_id == 1))
        queued = {one.chat_id: (one.queued_at, one.valid_until) for one in found}
        days = await announcements.days(session, 1)
    assert queued == {GROUP: (morning, night + day), -1002: (NOW, night)}
    assert days == {GROUP: (NOW + day).date(), -1002: NOW.date()}


async def test_what_is_moved_before_anybody_knows_is_announced_all_the_same(
    database: Database,
) -> None:
    """It was planned at night, and its time changed before the morning."""
    night = datetime(2026, 7, 2, 14, 0, tzinfo=UTC)
    await prepare(database, wakes_at=night + timedelta(hours=10))
    async with database.write() as session:
        moment = Moment(NOW + timedelta(days=3))
        await changing.move(session, 1, ZHANG, POLICY_AT_NIGHT, moment, at=night)
    async with database.write() as session:
        await gatherings.wake(session, 1, POLICY_AT_NIGHT, at=night + timedelta(hours=10))

    async with database.read() as session:
        assert [one.chat_id for one in await session.exec(select(Delivery))] == [GROUP]


@pytest.mark.parametrize(
    "broken",
    [
        {"taken": PLACES + 1},
        {"taken": -1},
        {"capacity": 0},
        {"waiting": -1},
        {"minutes": 0},
    ],
)
async def test_the_schema_lets_nobody_in_too_many(
    database: Database, broken: dict[str, int]
) -> None:
    """Whatever the program gets wrong, the database refuses it."""
    await settle(database)
    with pytest.raises(IntegrityError):
        await store(database, planned(**broken))


async def test_nobody_has_two_places_and_no_turn_two_people(database: Database) -> None:
    await prepare(database)
    given: dict[str, Any] = {
        "gathering_id": 1,
        "state": SignUpState.IN,
        "nth": 1,
        "chat_id": GROUP,
        "signed_up_at": NOW,
    }
    await store(database, SignUp(user_id=1, slot=0, **given))
    for user, slot in ((1, 1), (2, 0)):
        with pytest.raises(IntegrityError):
            await store(database, SignUp(user_id=user, slot=slot, **given))
    await store(database, SignUp(user_id=2, slot=0, **(given | {"state": SignUpState.LEFT})))


async def test_a_certificate_has_a_name_that_its_holder_gave(database: Database) -> None:
    """What they are called on Telegram is no name: it is made once they, or the trainer, said one."""
    await announced(database)
    flower = Actor(77, "小王🌸")
    await store(database, Account(id=flower.id, name=flower.name, private_since=NOW))
    await join(database, flower)
    later = NOW + timedelta(days=2, hours=1)

    async def names() -> list[tuple[str, str]]:
        async with database.read() as session:
            made = await session.exec(select(Certificate))
            return [(one.name, one.number) for one in made]

    async with database.write() as session:
        (await session.exec(select(SignUp))).one().attended = True
    async with database.write() as session:
        judged = await certificates.judge(session, 1, ZHANG, POLICY, key=1, passed=True, at=later)
    assert judged is Passed.NAMELESS
    assert await names() == []

    async with database.write() as session:
        with pytest.raises(Unfit):
            await naming.give(session, 1, flower, "王8", POLICY, at=later)
        assert await naming.give(session, 1, flower, " 王小丽 ", POLICY, at=later)
    ((name, number),) = await names()
    assert name == "王小丽"

    async with database.write() as session:
        with pytest.raises(Refusal):
            await naming.give(session, 1, flower, "别人", POLICY, at=later)
        await naming.correct(session, 1, ZHANG, 1, "王晓丽", POLICY, at=later)
    assert await names() == [("王晓丽", number)]


STAFF_ABOVE, STAFF_BELOW = -21, -22


@pytest.mark.one_engine
async def test_staff_without_a_group_hear_of_it_in_the_nearest_above(database: Database) -> None:
    """And in every group of theirs below; nobody hears it twice."""
    await prepare(database, grid_id=MIDDLE, role=Role.WORKER, state=GatheringState.DRAFT)
    await store(database, Appointment(user_id=ZHANG.id, grid_id=TOWN, role=Role.DUTY, name="小张"))
    async with database.write() as session:
        with pytest.raises(Refusal, match="refusal-gathering-no-groups"):
            await gatherings.confirm(session, 1, ZHANG, POLICY, at=NOW)
    for chat, node in ((-20, TOWN), (STAFF_ABOVE, VILLAGE), (STAFF_BELOW, EAST)):
        await store(
            database,
            Chat(id=chat, audience=Audience.STAFF),
            ChatGrid(chat_id=chat, grid_id=node),
        )
    async with database.write() as session:
        await gatherings.confirm(session, 1, ZHANG, POLICY, at=NOW)
        told = await session.exec(select(Delivery.chat_id).where(Delivery.slot == "announcement"))
        assert set(told) == {STAFF_ABOVE, STAFF_BELOW}


@pytest.mark.one_engine
async def test_a_second_person_is_asked_once_more_an_hour_before(database: Database) -> None:
    """Whether it is to be held, or at another place; once each, and not after the answer."""
    soon = NOW + timedelta(hours=5)
    await prepare(database, grid_id=TOWN, state=GatheringState.DRAFT, starts_at=soon)
    held = Appointment(user_id=CHEN.id, grid_id=TOWN, role=Role.DUTY, name=CHEN.name)
    private = [Account(id=who.id, private_since=NOW) for who in (LI, CHEN)]
    await store(database, held, *private)
    async with database.write() as session:
        await gatherings.confirm(session, 1, LI, POLICY, at=NOW)
    assert await asked_again(database, soon) == 1
    async with database.write() as session:
        await gatherings.decide(session, 1, CHEN, POLICY, agrees=True, at=soon - SOON)
        await changing.place_at(session, 1, LI, POLICY, "广场", at=soon - SOON)
    assert await asked_again(database, soon) == 1
    async with database.write() as session:
        await gatherings.decide(session, 1, CHEN, POLICY, agrees=False, at=soon - SOON)
    assert await asked_again(database, soon) == 0


async def asked_again(database: Database, starts_at: datetime) -> int:
    """Let the last hour begin; return how often it was asked again."""
    times = 0
    for minutes in (61, 60, 59):
        at = starts_at - timedelta(minutes=minutes)
        async with database.write() as session:
            for key in await gatherings.due_soon(session, POLICY, at):
                await gatherings.ask_again(session, key, POLICY, at=at)
                times += 1
    return times


@pytest.mark.one_engine
async def test_a_family_is_asked_to_a_session_that_has_room(database: Database) -> None:
    """Not to a full one, nor to one for staff, however soon they begin."""
    await prepare(database, title="家长会", taken=PLACES)
    later = NOW + timedelta(days=5)
    await store(
        database,
        planned(id=2, code="2", title="家长课堂", role=Role.VOLUNTEER),
        planned(id=3, code="3", title="亲子活动", starts_at=later),
    )
    async with database.read() as session:
        at = NOW + timedelta(hours=1)
        found = await occasions.for_parents(session, ["T/V/M/E/"], at=at)
    assert found is not None
    assert found.id == 3


@pytest.mark.one_engine
async def test_a_family_is_advised_when_they_can_be(database: Database) -> None:
    """Once, when the private chat is opened within a week after the child has come home."""
    await settle(database)
    ended = {"state": State.RESOLVED, "outcome": Outcome.REUNITED, "grid_id": EAST, "number": 1001}
    await store(database, case(guardian_id=WANG.id, closed_at=NOW, **ended))
    late, later = NOW + timedelta(days=1), NOW + timedelta(days=8)
    for opened, at in ((None, late), (late, later), (late, late), (late, late)):
        async with database.write() as session:
            account = await session.get(Account, WANG.id) or Account(id=WANG.id)
            account.private_since = opened
            session.add(account)
            await session.flush()
            await surveys.advise_late(session, WANG, POLICY, at=at)
    async with database.read() as session:
        told = list(await session.exec(select(Delivery)))
    assert [(one.chat_id, one.queued_at) for one in told] == [(WANG.id, late)]
