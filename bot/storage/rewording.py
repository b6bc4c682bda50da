"""What a message of ours says by now, and the edits that are on their way to it."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, bindparam, exists, func, literal_column, or_, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.alerts import AlertStatus
from bot.storage.alerts import Alert
from bot.storage.boards import WATCH
from bot.storage.outbox import (
    EXPIRED,
    LIVE,
    MESSAGE,
    NEW,
    UNSETTLED,
    WAITING,
    Delivery,
    Op,
    Post,
    Purpose,
    Status,
)
from bot.storage.types import Instant

EDITS_LOOKED_AT = 50
"""The latest edits in a chat that are enough to see whether there is room for one more."""


_EDITED_BY = and_(col(Delivery.target_id) == bindparam("message"), col(Delivery.op) == Op.EDIT)


_LATEST_EDIT = (
    select(Delivery.post_id)
    .where(_EDITED_BY, col(Delivery.status).in_(LIVE))
    .order_by(col(Delivery.id).desc())
    .limit(1)
    .scalar_subquery()
)


_LATEST = select(Post, exists().where(_EDITED_BY, col(Delivery.status).in_(WAITING))).where(
    Post.id == func.coalesce(_LATEST_EDIT, bindparam("words"))
)


async def latest(session: AsyncSession, message: Delivery) -> tuple[Post | None, bool]:
    """Return what a message says, or will say once its edits are through; and whether one waits."""
    values = {"message": message.key, "words": message.post_id}
    found = (await session.exec(_LATEST, params=values)).first()
    return (found[0], found[1]) if found is not None else (None, True)


async def latest_words(session: AsyncSession, message: Delivery) -> Post | None:
    """Return what a message says, or will say once its edits are through."""
    words, _ = await latest(session, message)
    return words


async def is_over(session: AsyncSession, delivery: Delivery) -> bool:
    """Return whether this says an alert, to residents or to staff, that has ended."""
    if delivery.purpose is not Purpose.ALERT and delivery.slot != WATCH:
        return False
    query = select(Alert.status).where(Alert.id == delivery.alert_id)
    return (await session.exec(query)).first() not in {None, AlertStatus.ACTIVE}


_QUEUED = (
    select(Delivery)
    .where(
        Delivery.target_id == bindparam("target"),
        Delivery.op == Op.EDIT,
        col(Delivery.status).in_(WAITING),
    )
    .with_for_update()
)


async def queued_edit(session: AsyncSession, target_id: int) -> Delivery | None:
    """Return the edit of a message that has not been taken up yet; a newer one replaces its post."""
    return (await session.exec(_QUEUED, params={"target": target_id})).first()


_ALERT_AHEAD = select(func.max(Delivery.rank)).where(
    Delivery.chat_id == bindparam("chat"),
    col(Delivery.message_id).is_(None),
    literal_column("purpose = 'alert'"),
    col(Delivery.status).in_(WAITING),
)


async def alert_ahead(session: AsyncSession, chat_id: int) -> int | None:
    """Return the rank of an alert that waits to be said in a chat, None if there is none."""
    return (await session.exec(_ALERT_AHEAD, params={"chat": chat_id})).one()


_GOES_AT = func.coalesce(Delivery.not_before, Delivery.queued_at)


_EDITS = (
    select(_GOES_AT)
    .where(
        Delivery.chat_id == bindparam("chat"),
        literal_column("purpose = 'card'"),
        Delivery.op == Op.EDIT,
        col(Delivery.queued_at) > bindparam("since", type_=Instant()),
    )
    .order_by(_GOES_AT.desc())
    .limit(EDITS_LOOKED_AT)
)


async def edits_since(session: AsyncSession, chat_id: int, since: datetime) -> Sequence[datetime]:
    """Return when our latest edits of cards in a chat went out, or may go, newest first."""
    return (await session.exec(_EDITS, params={"chat": chat_id, "since": since})).all()


def held_up(*which: ColumnElement[bool], at: datetime) -> list[ColumnElement[bool]]:
    """Return the conditions of new messages that did not go out in time: nobody can have read them."""
    return [
        *which,
        col(Delivery.op).in_(NEW),
        col(Delivery.sent_at).is_(None),
        or_(
            and_(col(Delivery.status) == Status.DROPPED, col(Delivery.reason) == EXPIRED),
            and_(col(Delivery.status).in_(WAITING), col(Delivery.valid_until) <= at),
        ),
    ]


async def follow(session: AsyncSession, old: int, new: int) -> None:
    """Point what is still to be said in a group to its new id (group → supergroup).

    An alert that the supergroup has heard under its own id is not said there again.
    """
    await session.flush()
    again = exists().where(
        col(MESSAGE.chat_id) == new,
        col(MESSAGE.alert_id) == Delivery.alert_id,
        col(MESSAGE.purpose) == Purpose.ALERT,
    )
    left = update(Delivery).where(col(Delivery.chat_id) == old, col(Delivery.status).in_(UNSETTLED))
    twice = left.where(col(Delivery.purpose) == Purpose.ALERT, again)
    reason = "the supergroup has it already"
    await session.exec(twice.values(status=Status.DROPPED, reason=reason))
    await session.exec(left.values(chat_id=new))
