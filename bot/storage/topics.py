"""Topics of forums, in which cards and what answers them are said."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.storage import doubles, waking
from bot.storage.chats import Chat
from bot.storage.outbox import LIVE, STAFF, Delivery, Op, Status


async def of_case(session: AsyncSession, case_id: int) -> Sequence[Delivery]:
    """Return the topics that a case has, or will have."""
    query = select(Delivery).where(
        Delivery.case_id == case_id,
        Delivery.op == Op.OPEN_TOPIC,
        col(Delivery.status).in_(LIVE),
    )
    return (await session.exec(query.order_by(col(Delivery.id)).with_for_update())).all()


async def put_into(session: AsyncSession, topic: Delivery) -> None:
    """Have everything that waits for a topic said in it."""
    waiting = update(Delivery).where(col(Delivery.target_id) == topic.id)
    await session.exec(waiting.where(col(Delivery.op) == Op.SEND).values(topic=topic.message_id))


async def leave(session: AsyncSession, message: Delivery, *, at: datetime) -> None:
    """Say nothing more in a topic that is gone; the cards that went with it are put anew.

    Where a group has given topics up they may still stand: they are deleted. `message` has just been
    said in the group itself.
    """
    there = col(Delivery.chat_id) == message.chat_id, col(Delivery.topic) == message.topic
    cards = select(Delivery).where(*there, Delivery.slot == STAFF, Delivery.status == Status.SENT)
    for card in await session.exec(cards.where(Delivery.id != message.id)):
        assert card.case_id is not None
        card.slot = None
        await doubles.remove(session, card)
        await waking.not_told(session, card.case_id, at=at)
    bound = update(Chat).where(col(Chat.id) == message.chat_id, col(Chat.topic) == message.topic)
    await session.exec(bound.values(topic=None))
    await session.exec(update(Delivery).where(*there).values(topic=None))
