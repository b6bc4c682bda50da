"""A card that did not reach whom it was for goes to somebody nearer than the desk."""

import pytest
from sqlmodel import col, select

from bot.domain.alerts import Level
from bot.domain.grid import Audience
from bot.domain.kinds import Kind
from bot.domain.policy import Policy
from bot.services import desk, history, untold
from bot.storage import chats
from bot.storage.chats import Chat, ChatGrid
from bot.storage.database import Database
from bot.storage.outbox import STAFF, Delivery, Status
from tests.services.district import EAST, MIDDLE, TOWN, case, settle
from tests.storage.rows import NOW, store

pytestmark = pytest.mark.one_engine

HERE, ABOVE, DESK = -1, -2, -3
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
