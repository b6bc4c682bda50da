"""Who has the card: all who must, and somebody nearer than the desk where one of them is not reached."""

import pytest
from sqlmodel import col, select

from bot.domain.alerts import Level
from bot.domain.grid import Audience, Role
from bot.domain.kinds import Kind
from bot.domain.policy import Policy
from bot.services import alerts, desk, history, ring_notices, untold
from bot.storage import chats, outbox
from bot.storage.chats import Chat, ChatGrid
from bot.storage.database import Database
from bot.storage.outbox import STAFF, Delivery, Status
from bot.storage.people import Appointment
from bot.storage.persons import Person
from tests.services.district import EAST, MIDDLE, TOWN, VILLAGE, ZHANG, ZHOU, case, settle
from tests.storage.rows import NOW, store

pytestmark = pytest.mark.one_engine

HERE, ABOVE, DESK, RESIDENTS, FURTHER = -1, -2, -3, -4, -5
POLICY = Policy()


async def cards_in(database: Database) -> list[int]:
    """Return the chats where the card stands, or will."""
    query = select(Delivery.chat_id).where(Delivery.slot == STAFF)
    query = query.where(col(Delivery.status) != Status.REFUSED).order_by(col(Delivery.id))
    async with database.read() as session:
        return list(await session.exec(query))


@pytest.mark.parametrize("lost", [True, False], ids=["thrown out", "may not write"])
async def test_a_refused_card_moves_up_where_the_desk_has_one(
    database: Database, *, lost: bool
) -> None:
    """Her own staff group won't take the child's card: the next one above hears of her, at once."""
    await settle(database)
    for chat, node in ((HERE, EAST), (ABOVE, MIDDLE), (DESK, TOWN)):
        await store(database, Chat(id=chat, audience=Audience.STAFF))
        await store(database, ChatGrid(chat_id=chat, grid_id=node))
    child = case(1001, id=1, kind=Kind.LOST_CHILD, level=Level.RED, life_safety=True)
    await store(database, child)
    async with database.write() as session:
        child = await history.load(session, 1)
        refused, _ = await desk.tell_staff(session, child, POLICY, at=NOW)
        refused.status, child.untold_at = Status.REFUSED, NOW
        if lost:
            await chats.lose(session, HERE, "kicked", at=NOW)
    assert await cards_in(database) == [DESK]

    async with database.write() as session:
        await untold.tell(session, 1, POLICY, at=NOW)

    assert await cards_in(database) == [DESK, ABOVE]


async def test_a_desk_of_the_village_hides_no_child_from_the_town(database: Database) -> None:
    """Whoever is on duty below the town is one desk more: both have the card, and 暂缓."""
    await settle(database)
    on_duty = Appointment(user_id=ZHOU.id, grid_id=VILLAGE, role=Role.DUTY, name=ZHOU.name)
    groups = (
        (HERE, EAST, Audience.STAFF),
        (ABOVE, VILLAGE, Audience.STAFF),
        (DESK, TOWN, Audience.STAFF),
        (RESIDENTS, EAST, Audience.RESIDENTS),
        (FURTHER, VILLAGE, Audience.RESIDENTS),
    )
    for chat, node, audience in groups:
        await store(database, Chat(id=chat, audience=audience))
        await store(database, ChatGrid(chat_id=chat, grid_id=node))
    child = case(1001, id=1, kind=Kind.LOST_CHILD, level=Level.RED, life_safety=True)
    await store(database, on_duty, child, Person(case_id=1, age=5))
    async with database.write() as session:
        await desk.tell_staff(session, await history.load(session, 1), POLICY, at=NOW)
    assert await cards_in(database) == [HERE, ABOVE, DESK]

    async with database.write() as session:
        await alerts.publish_verified(session, 1, ZHANG, POLICY, at=NOW)
        warned = await outbox.live_in_slot(session, 1, ring_notices.RINGS)
    assert {notice.chat_id for notice in warned} == {ABOVE, DESK}
