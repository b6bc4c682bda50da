"""What is lent for a leave is never more than its owner has, and never stays behind."""

from datetime import timedelta

import pytest
from sqlmodel import col, select

from bot.domain.absences import LeaveNews, LeaveOrder
from bot.domain.alerts import Level
from bot.domain.appointments import Order
from bot.domain.grid import Audience, GridLevel, Role
from bot.domain.kinds import Kind
from bot.domain.policy import Policy
from bot.domain.posts import decode
from bot.domain.registers import Register
from bot.domain.states import State
from bot.errors import Refusal
from bot.exchange.rows import read
from bot.services import absences, appointing, cards, desk, suspending
from bot.services.imports import store
from bot.services.rights import Actor, as_staff
from bot.storage import outbox
from bot.storage.absences import linked
from bot.storage.cases import Case
from bot.storage.chats import Chat, ChatGrid
from bot.storage.database import Database
from bot.storage.outbox import Delivery, Post
from bot.storage.people import Account, Appointment, appointed, appointments_of
from tests.services.district import CHEN, EAST, LI, TOWN, WEST, ZHANG, case, settle
from tests.storage.rows import NOW
from tests.storage.rows import store as put

BOSS = Actor(9, "柯然")
POLICY = Policy(admins=frozenset({BOSS.id}))
REGISTER = "user_id,name,grid,role\n1,小张,E,worker\n3,小李,T,duty\n"


async def lend(database: Database) -> None:
    """小张 of 东苑 goes on leave, the duty desk's 小李 stands in."""
    await settle(database)
    order = LeaveOrder(None, LI.id, NOW, NOW + timedelta(days=3))
    async with database.write() as session:
        await absences.plan(session, order, ZHANG, POLICY, at=NOW)
    assert await lent(database) == [(LI.id, Role.WORKER)]


async def lent(database: Database) -> list[tuple[int, Role]]:
    async with database.read() as session:
        query = select(Appointment).where(Appointment.absence_id != None)  # noqa: E711 - SQL
        return [(row.user_id, row.role) for row in await session.exec(query)]


@pytest.mark.parametrize(("at_node", "private"), [(EAST, True), (TOWN, False)])
async def test_a_stand_in_has_the_cards_of_a_group_that_is_not_theirs(
    database: Database,
    at_node: int,
    private: bool,  # noqa: FBT001 - a row of the table
) -> None:
    """小李 of the desk is in no group of 东苑: what comes up there comes to the private chat."""
    await lend(database)
    group = Chat(id=-100, audience=Audience.STAFF)
    opened = Account(id=LI.id, private_since=NOW)
    await put(database, group, ChatGrid(chat_id=-100, grid_id=at_node), case(1001), opened)

    async with database.write() as session:
        await desk.tell_staff(session, await session.get_one(Case, 1), POLICY, at=NOW)

    async with database.read() as session:
        told = {card.chat_id for card in await outbox.live_in_slot(session, 1, cards.STAFF)}
    assert told == ({group.id, LI.id} if private else {group.id})


async def test_a_leave_that_begins_at_night_wakes_nobody(database: Database) -> None:
    """Neither what is told of it nor a lamp's card; a missing child's does."""
    await settle(database)
    lamp = case(1001, kind=Kind.LIGHT, level=Level.BLUE, owner_id=ZHANG.id, state=State.ASSIGNED)
    child = case(1002, kind=Kind.LOST_CHILD, owner_id=ZHANG.id, state=State.ASSIGNED)
    opened = [Account(id=who.id, private_since=NOW) for who in (LI, ZHANG)]
    await put(database, lamp, child, *opened)
    night = NOW.astimezone(POLICY.timezone).replace(hour=23)
    order = LeaveOrder(None, LI.id, night, night + timedelta(days=1))

    async with database.write() as session:
        await absences.plan(session, order, ZHANG, POLICY, at=night)
        await absences.come_back(session, None, ZHANG, POLICY, at=night)

    async with database.read() as session:
        sent = (await session.exec(select(Delivery).where(Delivery.chat_id == LI.id))).all()
    assert {one.case_id for one in sent if not one.silent} == {2}
    assert len(sent) > 2


async def test_a_register_neither_prunes_nor_doubles_what_is_lent(database: Database) -> None:
    """Absent from the file, it stays; written there, it is the stand-in's own."""
    await lend(database)
    own = REGISTER + "3,小李,E,worker\n"

    async with database.write() as session:
        pruned = await store(session, read(Register.STAFF, REGISTER.encode()), prune=True)
    assert pruned.absent == ("老陈 (instructor, E)",)
    assert await lent(database) == [(LI.id, Role.WORKER)]

    async with database.write() as session:
        await store(session, read(Register.STAFF, own.encode()))
    assert await lent(database) == []


async def test_what_a_register_takes_from_its_owner_the_stand_in_loses(database: Database) -> None:
    """Pruned, an appointment is not lent on either."""
    await lend(database)

    async with database.write() as session:
        without = REGISTER.replace("1,小张,E,worker\n", "")
        await store(session, read(Register.STAFF, without.encode()), prune=True)

    assert await lent(database) == []


async def test_what_its_owner_loses_the_stand_in_loses(database: Database) -> None:
    """An appointment that ends is not lent on."""
    await lend(database)

    async with database.write() as session:
        order = Order(ends=True, user_id=ZHANG.id, code="E")
        await appointing.carry_out(session, order, BOSS, POLICY, at=NOW)

    assert await lent(database) == []


async def test_nobody_is_left_without_anybody(database: Database) -> None:
    """A stand-in does not go away meanwhile, and who is away by then does not stand in."""
    await lend(database)
    back = NOW + timedelta(days=3)
    chen = Order(ends=False, user_id=CHEN.id, code="E", role=Role.WORKER, name="老陈")

    async with database.write() as session:
        await appointing.carry_out(session, chen, BOSS, POLICY, at=NOW)
        for who, stand_in in ((LI, CHEN), (CHEN, ZHANG)):
            order = LeaveOrder(None, stand_in.id, NOW, back)
            with pytest.raises(Refusal):
                await absences.plan(session, order, who, POLICY, at=NOW)
        later = LeaveOrder(None, CHEN.id, back, back + timedelta(days=1))
        await absences.plan(session, later, LI, POLICY, at=NOW)


async def test_a_suspended_stand_in_leaves_no_grid_alone(database: Database) -> None:
    """东苑's worker counts as there again, today's leave and the next one are over, and the desk reads it."""
    await lend(database)
    back = NOW + timedelta(days=3)
    chen = Order(ends=False, user_id=CHEN.id, code="E", role=Role.WORKER, name="老陈")
    async with database.write() as session:
        await appointing.carry_out(session, chen, BOSS, POLICY, at=NOW)
        later = LeaveOrder(None, LI.id, back, back + timedelta(days=1))
        await absences.plan(session, later, CHEN, POLICY, at=NOW)

        order = suspending.Order(LI.id, BOSS, timedelta(hours=1))
        done = await suspending.suspend(session, order, POLICY, at=NOW)

        assert done.left_alone == ("小张", "老陈")
        there = await appointed(session, "T/V/M/E/", {Role.WORKER})
    assert [one.user_id for one, _ in there] == [ZHANG.id, CHEN.id]
    assert await lent(database) == []


async def test_what_a_stand_in_has_in_hand_goes_to_who_is_back(database: Database) -> None:
    """It is nobody's for no moment; a stand-in who is replaced reads that it is over."""
    await settle(database)
    chen = Appointment(user_id=CHEN.id, grid_id=WEST, role=Role.WORKER, name="老陈")
    mine = {"owner_id": CHEN.id, "owner_name": "老陈", "state": State.IN_PROGRESS}
    await put(database, chen, Account(id=CHEN.id, private_since=NOW), case(1001, **mine))
    back = NOW + timedelta(days=3)
    async with database.write() as session:
        for stand_in in (CHEN, LI):
            order = LeaveOrder(None, stand_in.id, NOW, back)
            await absences.plan(session, order, ZHANG, POLICY, at=NOW)

    async with database.read() as session:
        kept = await session.get_one(Case, 1)
        rows = select(Post).join(Delivery, col(Delivery.post_id) == Post.id)
        said = [
            decode(post.view, post.params)
            for post in await session.exec(rows.where(Delivery.chat_id == CHEN.id))
        ]
    assert (kept.owner_id, kept.state) == (ZHANG.id, State.ASSIGNED)
    assert [(one.stands_in, one.leave.over) for one in said if isinstance(one, LeaveNews)] == [
        (True, False),
        (True, True),
    ]


async def test_a_stand_in_may_become_it_for_good(database: Database) -> None:
    """What an admin gives is not lent: it outlives the leave."""
    await lend(database)

    async with database.write() as session:
        order = Order(ends=False, user_id=LI.id, code="E", role=Role.WORKER, name="小李")
        await appointing.carry_out(session, order, BOSS, POLICY, at=NOW)
        await absences.come_back(session, None, ZHANG, POLICY, at=NOW)
        held = [one.role for one, _ in await appointments_of(session, LI.id)]

    assert held == [Role.DUTY, Role.WORKER]


async def test_whoever_stands_in_for_another_is_no_second_person(database: Database) -> None:
    """Either way round; when the leave is over they are two again."""
    await lend(database)

    async with database.write() as session:
        assert await linked(session, LI.id, ZHANG.id)
        assert await linked(session, ZHANG.id, LI.id)
        assert not await linked(session, LI.id, BOSS.id)
        await absences.come_back(session, None, ZHANG, POLICY, at=NOW)
        assert not await linked(session, LI.id, ZHANG.id)


async def test_the_desk_that_stands_in_is_the_desk_still(database: Database) -> None:
    """As is a village's 网格长 who looks after a building, too: of two offices the greater counts."""
    await lend(database)
    offices = [
        Appointment(user_id=9, grid_id=at, role=Role.WORKER, name="柯然") for at in (TOWN, EAST)
    ]
    await put(database, *offices)

    async with database.read() as session:
        duty, chief = [await as_staff(session, one, "T/V/M/E/") for one in (LI, BOSS)]

    assert duty is not None
    assert (duty.role, duty.oversees) == (Role.DUTY, True)
    assert chief is not None
    assert chief.level is GridLevel.TOWN


async def test_a_suspended_account_lends_nothing(database: Database) -> None:
    """Its leave is over at once; whoever stood in is what they were."""
    await lend(database)

    async with database.write() as session:
        order = suspending.Order(ZHANG.id, BOSS, timedelta())
        await suspending.suspend(session, order, POLICY, at=NOW)
        duty = await as_staff(session, LI, "T/V/M/E/")

    assert await lent(database) == []
    assert duty is not None
    assert duty.role is Role.DUTY
