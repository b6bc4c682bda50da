"""The card of a notice in private, which follows how many groups have heard it."""

from datetime import datetime, timedelta

from sqlmodel import col, delete, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.notices import NoticeCard, NoticeState
from bot.domain.policy import Policy
from bot.errors import NotAllowed, NotFound
from bot.services import cards, notice_board, saying
from bot.services.rights import Actor
from bot.services.saying import Drawing
from bot.storage import notice_messages
from bot.storage.live import Live
from bot.storage.notices import NoticeOnCard
from bot.storage.outbox import WAITING, Delivery, Lane, Op, Purpose, Status

CARD = "notice_card"
RESTS = timedelta(seconds=15)
AGAIN = timedelta(minutes=1)
"""While a notice is on its way its card is looked at so often, however many groups there are."""


async def follow(
    session: AsyncSession,
    card: NoticeCard,
    reader: int,
    message_id: int,
    policy: Policy,
    *,
    at: datetime,
) -> None:
    """Keep a message up to date that shows somebody a notice; one that showed it before is not."""
    await let_go(session, reader, message_id)
    if card.state is NoticeState.DRAFT:
        return
    for other in await _shown_to(session, reader, card.notice_id):
        await _let_go(session, other)
    words = await saying.post(session, card, case_id=None, at=at)
    place = await cards.account_place(session, reader, policy)
    message = Delivery(
        post_id=words.id,
        purpose=Purpose.CARD,
        slot=CARD,
        op=Op.SEND,
        status=Status.SENT,
        chat_id=reader,
        locale=place.locale,
        lane=Lane.CARDS,
        message_id=message_id,
        queued_at=at,
        sent_at=at,
    )
    session.add(message)
    await session.flush()
    session.add(NoticeOnCard(delivery_id=message.key, notice_id=card.notice_id))
    await saying.keep_live(session, message, due_at=None)


async def _shown_to(session: AsyncSession, reader: int, notice_id: int) -> list[Delivery]:
    query = (
        select(Delivery)
        .join(NoticeOnCard, col(NoticeOnCard.delivery_id) == Delivery.id)
        .where(NoticeOnCard.notice_id == notice_id, Delivery.chat_id == reader)
    )
    return list(await session.exec(query))


async def let_go(session: AsyncSession, reader: int, message_id: int) -> None:
    """Leave a message alone: it shows something else now."""
    query = select(Delivery).where(
        Delivery.chat_id == reader, Delivery.message_id == message_id, Delivery.slot == CARD
    )
    for message in await session.exec(query):
        await _let_go(session, message)


async def _let_go(session: AsyncSession, message: Delivery) -> None:
    message.slot = None
    await session.exec(delete(NoticeOnCard).where(col(NoticeOnCard.delivery_id) == message.id))
    await session.exec(delete(Live).where(col(Live.delivery_id) == message.id))
    edits = select(Delivery).where(
        Delivery.target_id == message.id, col(Delivery.status).in_(WAITING)
    )
    for edit in await session.exec(edits):
        edit.status, edit.reason = Status.DROPPED, "no longer needed"


async def draw(
    session: AsyncSession, message: Delivery, policy: Policy, at: datetime
) -> Drawing | None:
    """Draw a card; None for who may not see it any more."""
    shown = await session.get_one(NoticeOnCard, message.key)
    reader = Actor(message.chat_id, "")
    try:
        card = await notice_board.card(session, shown.notice_id, reader, policy, at=at)
    except (NotAllowed, NotFound):
        return None
    under_way = await notice_messages.is_under_way(session, shown.notice_id)
    return Drawing(card, at + AGAIN if under_way else None, RESTS)
