"""Who comes while another's work isn't stored yet waits for it, and decides by what it has made true.

SQLite lets one write at a time; of PostgreSQL it has to be asked, by whoever loads a row for change.
"""

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from sqlmodel import col, select, update

from bot.domain.alerts import Level
from bot.domain.boards import Answer
from bot.domain.cards import StaffCard
from bot.domain.gatherings import SignUpState
from bot.domain.grid import Audience
from bot.domain.kinds import Kind
from bot.domain.posts import decode
from bot.domain.states import State
from bot.services import (
    additions,
    alerts,
    board,
    cases,
    closing,
    desk,
    forgetting,
    notice_runs,
    records,
    reports,
    signing_up,
    suspending,
    unanswered,
    watching,
    widening,
)
from bot.services.rights import Actor
from bot.storage import alerts as published
from bot.storage import cases as storage
from bot.storage import families, outbox, rewording, sending
from bot.storage.boards import WATCH
from bot.storage.cases import Case, CaseLink
from bot.storage.chats import Chat, ChatGrid
from bot.storage.database import Database, Session
from bot.storage.gatherings import Gathering
from bot.storage.notices import Notice, NoticeRun
from bot.storage.outbox import Delivery, Status
from bot.storage.persons import Person
from bot.storage.sign_ups import SignUp
from bot.storage.watches import Watch
from tests.services import noticeboard
from tests.services.district import AN_HOUR, EAST, LI, VILLAGE, WANG, ZHANG, case
from tests.services.presses import PEOPLE, POLICY, appoint
from tests.services.test_gatherings import GROUP, planned
from tests.storage.rows import NOW, delivery, store
from tests.storage.rows import case as draft
from tests.support.waiting import until_it_waits

pytestmark = pytest.mark.parametrize("engine_name", ["postgres"])

LATER = NOW + AN_HOUR
HOME, BESIDE, DESK, CHIEF = -11, -12, -13, -14
WORKER = PEOPLE["worker"]

Step = Callable[[Session], Awaitable[object]]


async def beside(database: Database, first: Step, second: Step, last: Step | None = None) -> None:
    """Let the second come before the first is stored, who may do one more thing meanwhile."""
    done = asyncio.Event()

    async def begin() -> None:
        async with database.write() as session:
            await first(session)
            await session.flush()
            done.set()
            await until_it_waits(database, session)
            if last is not None:
                await last(session)

    async def come() -> None:
        await done.wait()
        async with database.write() as session:
            await second(session)

    async with asyncio.timeout(5):
        await asyncio.gather(begin(), come())


async def kept(database: Database, key: int = 1) -> Case:
    async with database.read() as session:
        return await session.get_one(Case, key)


async def open_desk(database: Database, *rows: object) -> None:
    """Everybody is there, and 东苑's staff and residents, and the village, have groups."""
    await appoint(database)
    groups = ((HOME, EAST, Audience.RESIDENTS), (BESIDE, VILLAGE, Audience.RESIDENTS))
    for chat, node, audience in (*groups, (DESK, EAST, Audience.STAFF)):
        await bind(database, chat, node, audience)
    await store(database, *rows)
    async with database.write() as session:
        for row in rows:
            if isinstance(row, Case):
                one = await session.get_one(Case, row.id)
                await desk.tell_staff(session, one, POLICY, at=NOW)


async def bind(database: Database, chat: int, node: int, audience: Audience) -> None:
    await store(database, Chat(id=chat, audience=audience), ChatGrid(chat_id=chat, grid_id=node))


def child(number: int, guardian_id: int | None = None) -> Case:
    lost, level = Kind.LOST_CHILD, Level.ORANGE
    return case(number, id=number - 1000, kind=lost, level=level, guardian_id=guardian_id)


async def publish(database: Database) -> Delivery:
    """Publish the child; all that was queued stands but for the board, which is returned."""
    await open_desk(database, child(1001), Person(case_id=1, age=5))
    async with database.write() as session:
        await alerts.publish_verified(session, 1, WORKER, POLICY, at=NOW)
        rows = update(Delivery).where(col(Delivery.slot).is_distinct_from(board.BOARD))
        await session.exec(rows.values(status=Status.SENT, message_id=Delivery.id))
    async with database.read() as session:
        query = select(Delivery).where(Delivery.slot == board.BOARD, Delivery.chat_id == DESK)
        return (await session.exec(query)).one()


async def test_a_card_says_what_has_just_become_of_its_case(database: Database) -> None:
    """认领, and the reporter presses Start: every card of theirs is drawn anew."""
    await open_desk(database, case(1001, id=1))

    await beside(
        database,
        lambda session: cases.claim(session, 1, WORKER, POLICY, at=LATER),
        lambda session: reports.opened_private(session, WANG, POLICY, at=LATER),
    )

    async with database.read() as session:
        message, *_ = await outbox.live_in_slot(session, 1, outbox.STAFF)
        words = await rewording.latest_words(session, message)
    assert words is not None
    card = decode(words.view, words.params)
    assert isinstance(card, StaffCard)
    assert card.owner == WORKER.name


async def test_what_has_just_been_confirmed_is_not_forgotten(database: Database) -> None:
    """提交 of the worker, and the reporter's /forget, which takes drafts along."""
    lamp = draft(
        kind=Kind.LIGHT, level=Level.BLUE, grid_id=EAST, reporter_id=WANG.id, text="灯坏了"
    )
    await open_desk(database, lamp)

    await beside(
        database,
        lambda session: reports.submit(session, 1, WORKER, POLICY, at=LATER),
        lambda session: forgetting.forget(session, WANG, POLICY, at=LATER),
    )

    assert (await kept(database)).state is State.NEW


async def test_words_that_two_add_are_both_kept(database: Database) -> None:
    await open_desk(database, child(1001, guardian_id=WANG.id), Person(case_id=1, age=5))
    async with database.write() as session:  # staff have been asked, and what comes then is added
        await closing.may_be_found(session, WANG, "好像回来了", POLICY, at=LATER)

    await beside(
        database,
        lambda session: additions.add(
            session, 1, WORKER, POLICY, text="背红书包", photo=None, now=LATER, at=LATER
        ),
        lambda session: closing.may_be_found(session, WANG, "好像回来了", POLICY, at=LATER),
    )

    assert (await kept(database)).text.splitlines()[1:] == ["背红书包", "好像回来了"]


async def test_found_is_found_in_the_case_that_was_just_joined_too(database: Database) -> None:
    """是同一人 of staff, and the mother's 找到了: the search for the same child ends twice."""
    both = child(1001, guardian_id=WANG.id), child(1002)
    await open_desk(database, *both, Person(case_id=1, age=5), Person(case_id=2, age=5))

    async def join(session: Session) -> None:
        for key in (1, 2):
            await storage.locked(session, key)
        session.add(CaseLink(case_id=1, other_id=2, relation=families.JOINED, at=LATER))

    await beside(database, join, lambda session: closing.found(session, 1, WANG, POLICY, at=LATER))

    assert [(await kept(database, key)).state for key in (1, 2)] == [State.PENDING_CHECK] * 2


async def test_what_is_claimed_while_rights_end_is_nobody_s_again(database: Database) -> None:
    """认领 isn't stored yet when the desk ends the worker's rights: it is freed with the others."""
    await open_desk(database, case(1001, id=1))
    order = suspending.Order(WORKER.id, PEOPLE["duty"], AN_HOUR)

    await beside(
        database,
        lambda session: cases.claim(session, 1, WORKER, POLICY, at=LATER),
        lambda session: suspending.suspend(session, order, POLICY, at=LATER),
    )

    assert (await kept(database)).owner_id is None


async def test_a_board_that_goes_out_keeps_the_words_it_goes_out_with(database: Database) -> None:
    """立即扩大 changes what waits; what the sender has read is changed by the clock's next look."""
    before = await publish(database)
    async with database.read() as session:
        out = await published.active(session, 1)
    assert out is not None
    reached = str(out.ring)

    async def send(session: Session) -> None:
        assert await sending.claim(session, now=LATER, limit=100)

    await beside(
        database,
        send,
        lambda session: widening.widen(session, 1, PEOPLE["duty"], POLICY, arg=reached, at=LATER),
    )

    async with database.read() as session:
        after = await session.get_one(Delivery, before.key)
    assert (after.status, after.post_id) == (Status.SENDING, before.post_id)


async def test_who_takes_over_waits_for_whoever_has_the_case(database: Database) -> None:
    """Both stir the board: neither holds it while waiting for the other."""
    message = await publish(database)
    await store_number(database, message.key, 700)

    async def stir(session: Session) -> None:
        alert = await published.active(session, 1)
        assert alert is not None
        await board.stir(session, alert, at=LATER)

    word, under = Answer.TAKEN_OVER, (DESK, 700)
    await beside(
        database,
        lambda session: storage.locked(session, 1),
        lambda session: watching.acknowledge(
            session, 1, WORKER, POLICY, word=word, under=under, at=LATER
        ),
        stir,
    )

    async with database.read() as session:
        answered = await session.get_one(Delivery, message.key)
    assert answered.acknowledged_by == WORKER.id


async def test_who_has_just_answered_is_not_called_silent(database: Database) -> None:
    """已通知, and the clock finds that their time is up: the level above hears nothing of it."""
    await publish(database)
    await bind(database, CHIEF, VILLAGE, Audience.STAFF)
    told = delivery(-21, case_id=1, alert_id=1, slot=WATCH, grid_id=EAST, queued_at=NOW)
    told.status, told.message_id, told.sent_at = Status.SENT, 701, NOW
    await store(database, told)
    await store(database, Watch(delivery_id=told.key, alert_id=1, told_id=EAST, due_at=NOW))

    word, under = Answer.TOLD, (-21, 701)
    await beside(
        database,
        lambda session: watching.acknowledge(
            session, 1, WORKER, POLICY, word=word, under=under, at=LATER
        ),
        lambda session: unanswered.climb(session, 1, POLICY, at=LATER),
    )

    async with database.read() as session:
        assert (await session.get_one(Watch, told.key)).due_at is None


async def test_who_is_suspended_while_their_alert_ends(database: Database) -> None:
    """找到了 isn't stored yet: then nothing is to be taken back, and their rights end all the same."""
    await publish(database)
    async with database.write() as session:
        (await session.get_one(Case, 1)).guardian_id = WANG.id
    order = suspending.Order(WORKER.id, PEOPLE["duty"], AN_HOUR)
    done = []

    async def suspend(session: Session) -> None:
        done.append(await suspending.suspend(session, order, POLICY, at=LATER))

    await beside(
        database, lambda session: closing.found(session, 1, WANG, POLICY, at=LATER), suspend
    )

    assert done[0].recalled == ()


async def store_number(database: Database, key: int, number: int) -> None:
    async with database.write() as session:
        sent = await session.get_one(Delivery, key)
        sent.status, sent.message_id = Status.SENT, number


async def test_what_is_paused_while_it_is_spread_goes_to_nobody(database: Database) -> None:
    await noticeboard.open_groups(database)
    thursday = noticeboard.THURSDAY
    key = await noticeboard.put_up(database, noticeboard.notice(thursday))
    async with database.write() as session:
        await notice_runs.fire(session, key, noticeboard.POLICY, at=thursday)
    async with database.read() as session:
        run = (await session.exec(select(NoticeRun.id))).one()
    assert run is not None

    async def pause(session: Session) -> None:
        notice = await session.get_one(Notice, key, with_for_update=True)
        await notice_runs.rest(session, notice, ZHANG, at=thursday)

    await beside(
        database,
        pause,
        lambda session: notice_runs.spread(session, run, noticeboard.POLICY, at=thursday),
    )

    async with database.read() as session:
        assert (await session.exec(select(Delivery.id))).all() == []


def signed_up(who: Actor, state: SignUpState, *, nth: int) -> SignUp:
    return SignUp(
        gathering_id=1, user_id=who.id, state=state, nth=nth, chat_id=GROUP, signed_up_at=NOW
    )


async def test_who_moves_up_while_they_are_forgotten_leaves_their_place(database: Database) -> None:
    await appoint(database)
    await store(
        database,
        planned(capacity=1, taken=1, waiting=1, joined=2),
        signed_up(LI, SignUpState.IN, nth=1),
        signed_up(WANG, SignUpState.WAITING, nth=2),
    )

    await beside(
        database,
        lambda session: signing_up.leave(session, 1, LI, POLICY, at=LATER),
        lambda session: records.forget(session, WANG, POLICY, at=LATER),
    )

    async with database.read() as session:
        one = await session.get_one(Gathering, 1)
    assert (one.taken, one.waiting) == (0, 0)
