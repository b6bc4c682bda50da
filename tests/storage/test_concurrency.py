"""Many at once, on both engines: no number twice, no delivery taken twice."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import literal
from sqlalchemy.exc import IntegrityError
from sqlmodel import select

from bot.delivery import ledger
from bot.delivery.outcomes import RetryAfter
from bot.domain.alerts import AlertStatus, Level
from bot.domain.kinds import Kind
from bot.domain.policy import Policy
from bot.domain.states import State
from bot.services import folding, limits
from bot.services import live as drawing
from bot.services.rights import Actor
from bot.storage import cases, everywhere, live, reporters, rewording, schedules, sending
from bot.storage.alerts import Alert
from bot.storage.boards import WATCH
from bot.storage.database import Database
from bot.storage.live import Live
from bot.storage.outbox import Delivery, Lane, Op, Post, Purpose, Status
from tests.storage.rows import NOW, alert, case, delivery, node, store
from tests.support.waiting import until_it_waits


async def claim(database: Database, **how: int) -> list[int]:
    async with database.write() as session:
        taken = await sending.claim(session, now=NOW, **({"limit": 100} | how))  # type: ignore[arg-type]
        return [out.delivery.key for out in taken]


async def settle(database: Database, keys: list[int]) -> None:
    """Let what was taken stand."""
    async with database.write() as session:
        for key in keys:
            (await session.get_one(Delivery, key)).status = Status.SENT


async def test_no_case_number_is_given_twice(database: Database) -> None:
    """Forty people press 提交 in the same moment: 1001 to 1040."""

    async def submit() -> int:
        async with database.write() as session:
            return await cases.next_number(session)

    numbers = await asyncio.gather(*(submit() for _ in range(40)))

    assert sorted(numbers) == list(range(1001, 1041))


async def test_what_recurs_is_begun_by_one(database: Database) -> None:
    """Several clocks look for the first time at once: the others leave it to the first."""

    async def look() -> bool:
        async with database.write() as session:
            if await schedules.turn(session, "weekly") is not None:
                return False
            return await schedules.begin(session, "weekly", next_at=NOW)

    assert sorted(await asyncio.gather(*(look() for _ in range(8)))) == [False] * 7 + [True]


@pytest.mark.parametrize("engine_name", ["postgres"])
async def test_nobody_waits_for_a_number_that_another_has_taken(database: Database) -> None:
    """A case that is opened slowly holds up no other, and what it took in vain nobody has seen."""

    async def submit_in_vain() -> None:
        async with database.write() as slow:
            assert await cases.next_number(slow) == 1001
            async with asyncio.timeout(5), database.write() as quick:
                assert await cases.next_number(quick) == 1002
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await submit_in_vain()

    async with database.write() as session:
        assert await cases.next_number(session) == 1003


async def test_two_who_change_a_case_see_each_other_s_work(database: Database) -> None:
    """Twenty add one to the same case: the second waits and reads what the first wrote."""
    await store(database, node(), case())

    async def meet_too() -> None:
        async with database.write() as session:
            found = await cases.locked(session, 1)
            assert found is not None
            await asyncio.sleep(0)
            found.reports += 1

    await asyncio.gather(*(meet_too() for _ in range(20)))

    async with database.read() as session:
        assert (await session.get_one(cases.Case, 1)).reports == 21


async def test_what_happens_while_a_message_is_drawn_anew_is_drawn_next(database: Database) -> None:
    """Whoever draws has looked before it happened, and nobody else would draw again."""
    await store(database, delivery(-1), Live(delivery_id=1, due_at=NOW, rests_until=NOW))
    looked = asyncio.Event()

    async def draw() -> None:
        async with database.write() as session:
            kept = await live.locked(session, 1)
            assert kept is not None
            kept.due_at = None
            looked.set()
            await until_it_waits(database, session)

    async def happen() -> None:
        await looked.wait()
        async with database.write() as session:
            await live.stir(session, select(literal(1)), at=NOW)

    async with asyncio.timeout(5):
        await asyncio.gather(draw(), happen())

    async with database.read() as session:
        assert await live.due(session, NOW) == [1]


async def test_what_is_drawn_anew_while_it_goes_out_is_an_edit(database: Database) -> None:
    """Whoever sends has read the words already, and would never read the new ones."""
    due = Live(delivery_id=1, due_at=NOW, rests_until=NOW)
    await store(database, delivery(-1, slot=folding.LIST, lane=Lane.CARDS), due)
    taken = asyncio.Event()

    async def send() -> None:
        async with database.write() as session:
            assert await sending.claim(session, now=NOW, limit=1)
            taken.set()
            await until_it_waits(database, session)

    async def draw() -> None:
        await taken.wait()
        async with database.write() as session:
            await drawing.draw(session, 1, Policy(), at=NOW)

    async with asyncio.timeout(5):
        await asyncio.gather(send(), draw())

    async with database.read() as session:
        edits = await session.exec(select(Delivery.target_id).where(Delivery.op == Op.EDIT))
        assert edits.all() == [1]


@pytest.mark.parametrize("engine_name", ["postgres"])
async def test_an_alert_that_ends_while_it_is_put_back_is_not_said_anew(database: Database) -> None:
    """A 429 in the very moment: who ends it has looked at what waits, and not yet at what stands."""
    landed = await alert_in_flight(database)
    given_up = asyncio.Event()

    async def end() -> None:
        async with database.write() as session:
            await everywhere.give_up(session, 1, "case closed")
            (await session.get_one(Alert, 1)).status = AlertStatus.CLEARED
            given_up.set()
            await until_it_waits(database, session)
            words = await session.get_one(Post, 1)
            await everywhere.change(session, 1, words, Purpose.ALL_CLEAR, at=NOW)

    async def put_back() -> None:
        await given_up.wait()
        async with database.write() as session:
            await ledger.record(session, landed)

    async with asyncio.timeout(5):
        await asyncio.gather(end(), put_back())

    async with database.read() as session:
        row = await session.get_one(Delivery, 1)
    assert (row.status, row.reason) == (Status.DROPPED, "case closed")


@pytest.mark.parametrize("engine_name", ["postgres"])
@pytest.mark.parametrize("ends", [True, False])
async def test_what_is_put_back_while_an_alert_ends_or_is_corrected_hears_of_it(
    database: Database, *, ends: bool
) -> None:
    """It is under way when they look at what waits, and waits when they look at what stands."""
    landed = await alert_in_flight(database)
    written = asyncio.Event()

    async def put_back() -> None:
        async with database.write() as session:
            await ledger.record(session, landed)
            await session.flush()
            written.set()
            await until_it_waits(database, session)

    async def change() -> None:
        await written.wait()
        async with database.write() as session:
            if ends:
                await everywhere.give_up(session, 1, "case closed")
            else:
                await everywhere.reword(session, 1, await session.get_one(Post, 2))
            words = await session.get_one(Post, 2)
            await everywhere.change(session, 1, words, Purpose.UPDATE, at=NOW)

    async with asyncio.timeout(5):
        await asyncio.gather(put_back(), change())

    async with database.read() as session:
        row = await session.get_one(Delivery, 1)
    assert (row.status, row.post_id) == ((Status.DROPPED, 1) if ends else (Status.RETRYING, 2))


@pytest.mark.parametrize("engine_name", ["postgres"])
async def test_closing_words_take_the_place_of_what_is_just_put_back(database: Database) -> None:
    """Of an edit that a 429 puts back there are never two that wait, nor does anybody fail by it."""
    words = [Post(view="alert", created_at=NOW) for _ in range(2)]
    stands = delivery(
        -1, purpose=Purpose.ALERT, alert_id=1, post_id=1, status=Status.SENT, message_id=5
    )
    better = delivery(-1, purpose=Purpose.UPDATE, alert_id=1, post_id=1, op=Op.EDIT, target_id=1)
    await store(database, node(), case(), alert(), *words, stands, better)
    async with database.write() as session:
        (out,) = await sending.claim(session, now=NOW, limit=1)
    landed, written = [ledger.Landed(out, RetryAfter(5), NOW)], asyncio.Event()

    async def put_back() -> None:
        async with database.write() as session:
            await ledger.record(session, landed)
            await session.flush()
            written.set()
            await until_it_waits(database, session)

    async def change() -> None:
        await written.wait()
        async with database.write() as session:
            over = await session.get_one(Post, 2)
            await everywhere.change(session, 1, over, Purpose.ALL_CLEAR, at=NOW)

    async with asyncio.timeout(5):
        await asyncio.gather(put_back(), change())

    async with database.read() as session:
        edits = (await session.exec(select(Delivery).where(Delivery.op == Op.EDIT))).all()
    assert [(edit.status, edit.post_id) for edit in edits] == [(Status.RETRYING, 2)]


async def alert_in_flight(database: Database) -> list[ledger.Landed]:
    """Return a 429 of an alert that is with Telegram, not written down yet; two posts are stored."""
    words = [Post(view="alert", created_at=NOW) for _ in range(2)]
    said = delivery(-1, purpose=Purpose.ALERT, alert_id=1, post_id=1)
    await store(database, node(), case(), alert(), *words, said)
    async with database.write() as session:
        (out,) = await sending.claim(session, now=NOW, limit=1)
    return [ledger.Landed(out, RetryAfter(5), NOW)]


async def test_a_person_s_reports_are_counted_one_after_the_other(database: Database) -> None:
    """Twelve reports of one person in one moment, who has no row yet: five are taken."""
    await store(database, node())
    person, policy = Actor(20, "林"), Policy(open_cases=5)

    async def report(number: int) -> None:
        async with database.write() as session:
            if await limits.crossed(session, person, policy, at=NOW) is None:
                await asyncio.sleep(0)
                taken = {"number": number, "message_id": number, "state": State.NEW}
                session.add(case(kind=Kind.LIGHT, level=Level.YELLOW, reporter_id=20, **taken))

    await asyncio.gather(*(report(number) for number in range(1001, 1013)))

    async with database.read() as session:
        assert await reporters.open_count(session, 20) == 5


async def test_nothing_is_taken_twice_by_claimers_at_once(database: Database) -> None:
    """Six senders on a hundred deliveries: each goes to one of them, at most one per chat."""
    await store(database, *(delivery(-chat) for chat in range(1, 26) for _ in range(4)))
    taken: list[int] = []

    async def work() -> None:
        while mine := await claim(database, limit=5):
            taken.extend(mine)
            async with database.read() as session:
                rows = [await session.get_one(Delivery, key) for key in mine]
            assert len({row.chat_id for row in rows}) == len(rows)
            await settle(database, mine)

    await asyncio.gather(*(work() for _ in range(6)))
    while left := await claim(database):  # a chat may have been busy when the last one looked
        taken.extend(left)
        await settle(database, left)

    assert sorted(taken) == list(range(1, 101))


async def test_one_chat_has_one_in_flight(database: Database) -> None:
    """The next one of a chat waits until the last is settled."""
    await store(database, delivery(-1), delivery(-1), delivery(-2))

    first = await claim(database)
    second = await claim(database)
    await settle(database, first)
    third = await claim(database)

    assert (first, second, third) == ([1, 3], [], [2])


async def test_the_best_lane_is_taken_first(database: Database) -> None:
    """Then the lower rank (a nearer ring), then the older."""
    await store(
        database,
        delivery(-1, lane=Lane.NOTICES),
        delivery(-2, lane=Lane.ALERTS, rank=3),
        delivery(-3, lane=Lane.ALERTS, rank=2),
        delivery(-4, lane=Lane.ALERTS, rank=2),
        delivery(-5, lane=Lane.DANGER),
    )

    assert await claim(database) == [5, 3, 4, 2, 1]


NOT_NOW = [
    (delivery(-1, not_before=NOW + timedelta(seconds=1)), "its time has not come"),
    (delivery(-2, status=Status.SENT), "it stands"),
    (delivery(-3, status=Status.REFUSED), "it was refused"),
    (delivery(-4, status=Status.UNKNOWN), "nobody knows, and it was asked twice"),
    (delivery(-5, status=Status.DROPPED), "it was given up"),
    (delivery(-9), "its chat rests"),
    (delivery(-1, op=Op.EDIT, target_id=1), "its message does not stand yet"),
]


class OneRests:
    """The chat -9 can't take a request for half a second."""

    def rest_of(self, chat: int, lane: Lane) -> float:
        return self.resting(lane).get(chat, 0.0)

    def resting(self, _lane: Lane) -> dict[int, float]:
        return {-9: 0.5}


async def test_what_may_not_go_yet_or_any_more_is_left(database: Database) -> None:
    """A reason each."""
    await store(database, *(Delivery(**row.model_dump()) for row, _ in NOT_NOW))

    async with database.write() as session:
        taken = await sending.claim(session, now=NOW, limit=9, rests=OneRests())

    assert [NOT_NOW[out.delivery.key - 1][1] for out in taken] == []


class CardsRest:
    """The chat -1 takes a danger, and no card for a while."""

    def rest_of(self, chat: int, lane: Lane) -> float:
        return self.resting(lane).get(chat, 0.0)

    def resting(self, lane: Lane) -> dict[int, float]:
        return {-1: 40.0} if lane >= Lane.CARDS else {}


async def test_a_danger_goes_where_cards_must_wait(database: Database) -> None:
    await store(database, delivery(-1, lane=Lane.CARDS), delivery(-2, lane=Lane.CARDS))
    async with database.write() as session:
        taken = await sending.claim(session, now=NOW, limit=9, rests=CardsRest())
    assert [out.delivery.key for out in taken] == [2]

    await store(database, delivery(-1, lane=Lane.DANGER))
    async with database.write() as session:
        taken = await sending.claim(session, now=NOW, limit=9, rests=CardsRest())
    assert [out.delivery.key for out in taken] == [3]


async def test_in_a_group_an_alert_goes_before_answers(database: Database) -> None:
    """In private the answer goes first, as over all chats."""
    lanes = (Lane.REPLIES, Lane.REPLIES, Lane.ALERTS)
    await store(database, *(delivery(chat, lane=lane) for chat in (-1, 7) for lane in lanes))

    assert sorted(await claim(database)) == [3, 4]


async def test_a_message_that_is_tried_again_keeps_its_place(database: Database) -> None:
    """What comes after it in its chat waits; an edit that is tried again holds up nobody."""
    later = NOW + timedelta(seconds=30)
    await store(
        database,
        delivery(-1, status=Status.RETRYING, not_before=later),
        delivery(-1),
        delivery(-2, status=Status.SENT),
        delivery(-2, op=Op.EDIT, target_id=3, status=Status.RETRYING, not_before=later),
        delivery(-2),
    )

    assert await claim(database) == [5]


async def test_what_was_in_flight_at_a_crash_goes_first_again(database: Database) -> None:
    """Found in `sending` at the start, it is queued again."""
    await store(database, delivery(-1), delivery(-1))
    await claim(database)

    async with database.write() as session:
        again = await sending.requeue_in_flight(session)

    assert again == 1
    assert await claim(database) == [1]


@pytest.mark.parametrize("what", [{"purpose": Purpose.ALERT}, {"slot": WATCH}])
@pytest.mark.parametrize("becomes", [Status.UNKNOWN, Status.DROPPED])
async def test_an_alert_that_ended_while_it_was_in_flight_is_not_said_anew(
    database: Database, what: dict[str, Any], becomes: Status
) -> None:
    """Found, then the process died, or a 429 came: nobody, staff neither, hears of a missing child."""
    await store(database, node(), case(), alert(), delivery(-1, alert_id=1, **what))
    async with database.write() as session:
        (out,) = await sending.claim(session, now=NOW, limit=1)
    async with database.write() as session:
        (await session.get_one(Alert, 1)).status = AlertStatus.CLEARED

    async with database.write() as session:
        if becomes is Status.DROPPED:
            await ledger.record(session, [ledger.Landed(out, RetryAfter(5), NOW)])
        else:
            await sending.requeue_in_flight(session)

    assert await claim(database) == []
    async with database.read() as session:
        row = await session.get_one(Delivery, 1)
    assert (row.status, row.reason) == (becomes, "case closed")
    assert (row.sent_at is None) is (becomes is Status.DROPPED)


async def test_an_edit_that_is_overtaken_while_it_is_put_back_gives_way(database: Database) -> None:
    """A 429, and in that moment newer words are queued: the sender looks once more and goes on."""
    stands = delivery(-1, status=Status.SENT, message_id=5)
    await store(database, stands, delivery(-1, op=Op.EDIT, target_id=1))
    async with database.write() as session:
        (out,) = await sending.claim(session, now=NOW, limit=1)
    queued, landed = asyncio.Event(), [ledger.Landed(out, RetryAfter(5), NOW)]

    async def put_back() -> None:
        await queued.wait()
        async with database.write() as session:
            await ledger.record(session, landed)

    waiting = asyncio.ensure_future(put_back())  # noqa: TID251 - awaited below
    async with database.write() as session:
        session.add(delivery(-1, op=Op.EDIT, target_id=1, status=Status.QUEUED))
        await session.flush()
        queued.set()
        await until_it_waits(database, session)
    if database.is_sqlite:
        await waiting
    else:
        with pytest.raises(IntegrityError) as error:
            await waiting
        assert sending.is_overtaken(error.value)
        await put_back()

    async with database.read() as session:
        assert (await session.get_one(Delivery, 2)).status is Status.DROPPED


async def test_a_move_takes_along_only_what_is_still_to_be_said(database: Database) -> None:
    """What stands keeps the id under which it stands."""
    await store(
        database,
        delivery(-1, status=Status.SENT, message_id=5),
        delivery(-1),
        delivery(-1, status=Status.SENDING),
        delivery(-1, status=Status.RETRYING),
    )

    async with database.write() as session:
        await rewording.follow(session, -1, -100)

    async with database.read() as session:
        where = (await session.exec(select(Delivery.chat_id).order_by(Delivery.id))).all()  # type: ignore[arg-type]
    assert where == [-1, -100, -100, -100]


async def test_an_alert_that_ends_gives_up_what_waits(database: Database) -> None:
    """And lists it; what stands is another's business."""
    waiting = delivery(-1, purpose=Purpose.ALERT, alert_id=1)
    standing = delivery(-2, purpose=Purpose.ALERT, alert_id=1, status=Status.SENT)
    await store(database, node(), case(), alert(), waiting, standing)

    async with database.write() as session:
        await everywhere.give_up(session, 1, "case closed")

    async with database.read() as session:
        rows = [await session.get_one(Delivery, key) for key in (1, 2)]
    assert [(row.status, row.reason) for row in rows] == [
        (Status.DROPPED, "case closed"),
        (Status.SENT, None),
    ]
