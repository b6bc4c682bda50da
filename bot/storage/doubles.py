"""Messages that may stand twice: sent again because no answer to the first request had come.

The copy that nobody knows has a row of its own (`double_of`, status unknown), so that it is listed.
Once its number is known - the answer came after all, or somebody pressed it or answered it - the
second of the two goes.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import and_, bindparam
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.alerts import AlertStatus
from bot.storage import everywhere, live
from bot.storage.alerts import Alert
from bot.storage.boards import BOARD
from bot.storage.outbox import MAY_STAND_TWICE, NEW, Delivery, Op, Post, Purpose, Status, by_message

_NOBODY_KNOWS = and_(col(Delivery.status) == Status.UNKNOWN, col(Delivery.message_id).is_(None))


async def suspect(session: AsyncSession, delivery: Delivery) -> None:
    """List the copy of a message that may stand although no answer to its request came."""
    session.add(
        Delivery(
            post_id=delivery.post_id,
            case_id=delivery.case_id,
            purpose=delivery.purpose,
            op=delivery.op,
            chat_id=delivery.chat_id,
            topic=delivery.topic,
            grid_id=delivery.grid_id,
            locale=delivery.locale,
            ring=delivery.ring,
            lane=delivery.lane,
            silent=delivery.silent,
            exercise=delivery.exercise,
            with_photo=delivery.with_photo,
            status=Status.UNKNOWN,
            reason=MAY_STAND_TWICE,
            attempts=1,
            queued_at=delivery.queued_at,
            claimed_at=delivery.claimed_at,
            double_of=delivery.id,
        )
    )


async def unknown_copies(session: AsyncSession, key: int) -> Sequence[Delivery]:
    """Return the copies of a message whose number nobody knows, the latest first."""
    query = select(Delivery).where(Delivery.double_of == key, _NOBODY_KNOWS)
    return (await session.exec(query.order_by(col(Delivery.id).desc()))).all()


async def answered_late(session: AsyncSession, key: int, message_id: int, *, at: datetime) -> None:
    """Note the number that came after all for a delivery whose request had been given up."""
    copy = next(iter(await unknown_copies(session, key)), None)
    if copy is not None:
        copy.message_id, copy.sent_at, copy.reason = message_id, at, MAY_STAND_TWICE
        await settle(session, key)
        return
    original = await session.get_one(Delivery, key, with_for_update=True)
    if original.status is Status.UNKNOWN and original.message_id is None:
        await meet(session, original, message_id, at=at)


_OF_VIEW = and_(
    col(Delivery.chat_id) == bindparam("chat_id"),
    col(Delivery.case_id) == bindparam("case_id"),
    _NOBODY_KNOWS,
    col(Post.view) == bindparam("view"),
)
_MISSED = (
    select(Delivery)
    .join(Post, col(Post.id) == Delivery.post_id)
    .where(_OF_VIEW)
    .order_by(col(Delivery.double_of).is_not(None), col(Delivery.id).desc())
)


async def missed(
    session: AsyncSession, chat_id: int, *, case_id: int, view: str
) -> Delivery | None:
    """Return a message of a case that may stand in this chat under a number that nobody knows."""
    values = {"chat_id": chat_id, "case_id": case_id, "view": view}
    return (await session.exec(_MISSED, params=values)).first()


_IS_MISSED = select(Delivery.id).join(Post, col(Post.id) == Delivery.post_id).where(_OF_VIEW)


async def is_missed(session: AsyncSession, chat_id: int, *, case_id: int, view: str) -> bool:
    """Whether there is such a message: asked at every press, and hardly ever so."""
    values = {"chat_id": chat_id, "case_id": case_id, "view": view}
    return (await session.exec(_IS_MISSED, params=values)).first() is not None


async def meet(session: AsyncSession, message: Delivery, message_id: int, *, at: datetime) -> None:
    """Note under which number a missed message stands; one that the ledger knows is another."""
    if await by_message(session, message.chat_id, message_id) is not None:
        return
    message.message_id, message.sent_at = message_id, at
    await stir_boards(session, message, at=at)
    if message.double_of is not None:
        await settle(session, message.double_of)
        return
    message.status, message.reason = Status.SENT, None
    if await _is_changed(session, message):
        await remove(session, message)
    else:
        await _renew(session, message)


async def stir_boards(session: AsyncSession, message: Delivery, *, at: datetime) -> None:
    """Have the boards drawn anew that name the group of a message which may stand."""
    alert = select(Delivery.alert_id).where(col(Delivery.id).in_((message.id, message.double_of)))
    shown = select(Delivery.id).where(col(Delivery.alert_id).in_(alert), Delivery.slot == BOARD)
    await live.stir(session, shown, at=at)


async def settle(session: AsyncSession, key: int) -> None:
    """Let one message stand where a delivery and copies of it are known: the first in the chat.

    While the delivery is with Telegram its own number may still come: then nothing is done yet.
    """
    await session.flush()
    original = await session.get_one(Delivery, key, with_for_update=True)
    if original.status is Status.SENDING:
        return
    met = select(Delivery).where(
        Delivery.double_of == key,
        Delivery.status == Status.UNKNOWN,
        col(Delivery.message_id).is_not(None),
    )
    for copy in (await session.exec(met.order_by(col(Delivery.id)))).all():
        settled = original.status in {Status.SENT, Status.DROPPED}
        if settled or await _is_changed(session, original):
            await _remove_second(session, original, copy)
        else:
            await _take_over(session, original, copy)
            await _renew(session, original)


async def _take_over(session: AsyncSession, original: Delivery, copy: Delivery) -> None:
    """Let a delivery have the number of its copy; its own second request may have been done, too."""
    second_hangs = original.status is Status.UNKNOWN
    original.status, original.reason, original.not_before = Status.SENT, None, None
    original.message_id, original.sent_at = copy.message_id, copy.sent_at
    if second_hangs:
        copy.message_id = None
        await session.flush()
    else:
        await session.delete(copy)


async def _renew(session: AsyncSession, message: Delivery) -> None:
    """Let an alert that was corrected while nobody knew the number of this message say so here, too."""
    if message.purpose is not Purpose.ALERT:
        return
    alert = await session.get_one(Alert, message.alert_id)
    words = await session.get(Post, alert.post_id) if alert.post_id else None
    if alert.status is AlertStatus.ACTIVE and words is not None and words.id != message.post_id:
        this = col(Delivery.id) == message.id
        at = message.sent_at or message.queued_at
        await everywhere.change(session, alert.key, words, Purpose.UPDATE, at=at, whose=this)


async def _remove_second(session: AsyncSession, original: Delivery, copy: Delivery) -> None:
    assert copy.message_id is not None
    is_second = original.message_id is not None and original.message_id > copy.message_id
    if is_second and not await _is_changed(session, original):
        original.message_id, copy.message_id = copy.message_id, original.message_id
    copy.status = Status.SENT
    await remove(session, copy)


async def remove(session: AsyncSession, message: Delivery) -> None:
    """Queue the deletion of a message that stands, or may stand, where none is wanted."""
    session.add(
        Delivery(
            case_id=message.case_id,
            purpose=Purpose.CARD,
            op=Op.DELETE,
            chat_id=message.chat_id,
            topic=message.topic,
            grid_id=message.grid_id,
            locale=message.locale,
            lane=message.lane,
            exercise=message.exercise,
            target_id=message.id,
            queued_at=message.sent_at or message.queued_at,
        )
    )
    await session.flush()


async def _is_changed(session: AsyncSession, message: Delivery) -> bool:
    """Whether other words stand in its place or beside it, or are under way to that."""
    changing = select(Delivery.id).where(
        Delivery.target_id == message.id,
        col(Delivery.op).not_in(NEW),
        Delivery.status == Status.SENDING,
    )
    return message.changed_at is not None or (await session.exec(changing)).first() is not None
