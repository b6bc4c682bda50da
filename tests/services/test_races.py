"""Two who press in the same moment, on both engines: one wins, and the other is told."""

import asyncio
from collections.abc import Awaitable, Callable

from bot.domain.alerts import Level
from bot.domain.kinds import Kind, Outcome
from bot.domain.states import Action, State
from bot.errors import Refusal, Stale, Taken
from bot.services import alerts, cases, clocks, closing, extensions, forgetting, handing, suspending
from bot.storage.cases import Case, Step, history
from bot.storage.database import Database, Session
from bot.storage.persons import Person
from bot.tasks import Tasks
from tests.services.district import AN_HOUR, case
from tests.services.presses import PEOPLE, POLICY, appoint
from tests.storage.rows import NOW, store

LATER = NOW + AN_HOUR

Pressed = Callable[[Session], Awaitable[object]]


async def at_once(database: Database, *presses: Pressed) -> list[Refusal | None]:
    """Let each press have a transaction of its own, all in the same moment; returns who was told what."""
    ready = asyncio.Barrier(len(presses))

    async def press(one: Pressed) -> Refusal | None:
        await ready.wait()
        try:
            async with database.write() as session:
                await one(session)
        except Refusal as refusal:
            return refusal
        return None

    return await asyncio.gather(*(press(one) for one in presses))


async def kept(database: Database, key: int = 1) -> tuple[Case, list[Step]]:
    async with database.read() as session:
        return await session.get_one(Case, key), list(await history(session, key))


def claims(who: str) -> Pressed:
    return lambda session: cases.claim(session, 1, PEOPLE[who], POLICY, at=LATER)


async def test_of_two_who_claim_one_has_it_and_the_other_reads_who(database: Database) -> None:
    await appoint(database)
    await store(database, case(1001, id=1))
    both = ("worker", "chief")

    told = await at_once(database, *(claims(who) for who in both))

    winner = PEOPLE[both[told.index(None)]]
    (loser,) = [refusal for refusal in told if refusal is not None]
    assert isinstance(loser, Taken)
    assert (loser.params["by"], loser.at) == (winner.name, LATER)
    found, lines = await kept(database)
    assert (found.state, found.owner_id) == (State.IN_PROGRESS, winner.id)
    assert [(line.action, line.actor_id) for line in lines] == [(Action.CLAIM, winner.id)]


async def test_who_claims_a_case_that_is_being_closed_never_has_it_open(database: Database) -> None:
    """Whichever comes first, it is closed in the end, and history tells the same story."""
    await appoint(database)
    await store(database, case(1001, id=1))

    def closes(session: Session) -> Awaitable[object]:
        outcome = Outcome.REPAIRED
        return closing.close(session, 1, PEOPLE["chief"], POLICY, outcome=outcome, at=LATER)

    claimed, closed = await at_once(database, claims("worker"), closes)

    found, lines = await kept(database)
    assert closed is None
    assert (found.state, found.outcome) == (State.RESOLVED, Outcome.REPAIRED)
    if claimed is None:
        assert [line.action for line in lines] == [Action.CLAIM, Action.CLOSE]
    else:
        assert claimed.key == "refusal-closed-by"
        assert [line.action for line in lines] == [Action.CLOSE]


async def test_time_that_two_grant_is_granted_once(database: Database) -> None:
    await appoint(database)
    await store(database, case(1001, id=1))
    worker = PEOPLE["worker"]
    async with database.write() as session:
        await cases.claim(session, 1, worker, POLICY, at=NOW)
        await extensions.ask(session, 1, worker, POLICY, days=1, reason="等配件", at=NOW)
    before, _ = await kept(database)

    def grants(who: str) -> Pressed:
        return lambda session: extensions.grant(session, 1, PEOPLE[who], POLICY, arg="1", at=NOW)

    told = await at_once(database, grants("chief"), grants("duty"))

    assert sorted(isinstance(one, Stale) for one in told) == [False, True]
    found, lines = await kept(database)
    assert [line.action for line in lines] == [Action.CLAIM, Action.ASK_EXTENSION, Action.EXTEND]
    async with database.read() as session:
        due = await clocks.later(session, before, 1, POLICY, at=NOW)
    assert found.due_at == due


async def test_two_cases_are_not_merged_into_each_other(database: Database) -> None:
    """重复 on both cards at once: one of them goes on, so that nobody's report is lost."""
    await appoint(database)
    await store(database, case(1001, id=1), case(1002, id=2))

    def merges(key: int, into: int, who: str) -> Pressed:
        outcome = Outcome.DUPLICATE
        return lambda session: closing.close(
            session, key, PEOPLE[who], POLICY, outcome=outcome, original=into, at=LATER
        )

    told = await at_once(database, merges(1, 1002, "worker"), merges(2, 1001, "chief"))

    assert [refusal is None for refusal in told].count(True) == 1
    states = {(await kept(database, key))[0].state for key in (1, 2)}
    assert states == {State.NEW, State.MERGED}


async def test_what_is_taken_up_again_is_not_forgotten(database: Database) -> None:
    """重新办理, and the reporter's /forget before that is stored: it is a case in hand by then."""
    await appoint(database)
    await store(database, case(1001, id=1, state=State.RESOLVED))

    async def forgets() -> int:
        async with database.write() as session:
            return (await forgetting.forget(session, PEOPLE["reporter"], POLICY, at=LATER)).cases

    async with database.write() as session:
        await handing.take_up(session, 1, PEOPLE["worker"], POLICY, at=LATER)
        forgotten = Tasks().start(forgets(), name="forget")
        await asyncio.wait({forgotten}, timeout=0.2)

    assert await forgotten == 0
    found, _ = await kept(database)
    assert (found.state, found.reporter_id) == (State.ACCEPTED, PEOPLE["reporter"].id)


async def test_what_is_published_in_the_moment_of_a_suspension_is_taken_back(
    database: Database,
) -> None:
    """The stolen phone's 确认发布 isn't stored yet when the desk ends its rights: it is by then."""
    await appoint(database)
    child = case(1001, id=1, kind=Kind.LOST_CHILD, level=Level.RED)
    await store(database, child, Person(case_id=1, age=5))
    worker, order_by = PEOPLE["worker"], PEOPLE["duty"]

    async def suspends() -> tuple[int, ...]:
        order = suspending.Order(worker.id, order_by, AN_HOUR)
        async with database.write() as session:
            return (await suspending.suspend(session, order, POLICY, at=LATER)).recalled

    async with database.write() as session:
        await alerts.publish_verified(session, 1, worker, POLICY, at=NOW)
        suspended = Tasks().start(suspends(), name="suspend")
        await asyncio.wait({suspended}, timeout=0.2)

    assert await suspended == (1001,)
