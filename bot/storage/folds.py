"""Cases that stand on the one list of a staff group instead of having a card each."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Integer, bindparam, delete, exists, func, literal_column
from sqlalchemy.orm import aliased
from sqlmodel import Field, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.states import OPEN
from bot.storage import live
from bot.storage.base import SQLModel
from bot.storage.cases import Case
from bot.storage.outbox import Delivery, Op
from bot.storage.types import Instant


class Folded(SQLModel, table=True):
    """A case on a list; `card_at` is when it was given its card after all."""

    __tablename__ = "folded"

    list_id: int = Field(foreign_key="delivery.id", primary_key=True, ondelete="CASCADE")
    case_id: int = Field(foreign_key="cases.id", primary_key=True, index=True, ondelete="CASCADE")
    at: datetime = Field(sa_type=Instant, index=True)
    card_at: datetime | None = Field(default=None, sa_type=Instant)


_List = aliased(Delivery)
_STANDS_THERE = exists().where(
    col(_List.id) == Folded.list_id, col(_List.chat_id) == bindparam("chat")
)
"""Of a case on a list: that it is the list of this group. Asked of each of the latest cases, and never
the other way round: a group has years of messages, and hardly any of them is a list."""

_SINCE = bindparam("since", type_=Instant())
_MOST = bindparam("most", type_=Integer())
_CARDS = (
    select(Delivery.queued_at)
    .where(
        Delivery.chat_id == bindparam("chat"),
        literal_column("delivery.purpose = 'card'"),
        Delivery.slot == bindparam("slot"),
        Delivery.op == Op.SEND,
        col(Delivery.queued_at) > _SINCE,
        ~exists().where(col(Folded.case_id) == Delivery.case_id, _STANDS_THERE),
    )
    .order_by(col(Delivery.queued_at).desc())
    .limit(_MOST)
)
_LISTED = (
    select(Folded.at)
    .where(col(Folded.at) > _SINCE, _STANDS_THERE)
    .order_by(col(Folded.at).desc())
    .limit(_MOST)
)
_NEWEST = (
    select(Folded.list_id)
    .where(col(Folded.at) > _SINCE, _STANDS_THERE)
    .order_by(col(Folded.at).desc(), col(Folded.list_id).desc())
    .limit(1)
)
STATEMENTS = (_CARDS, _LISTED, _NEWEST)
"""What every new case asks of a staff group."""


async def arrivals(
    session: AsyncSession, chat_id: int, slot: str, *, since: datetime, most: int
) -> list[datetime]:
    """Return when the newest cases came to a group, as cards in `slot` or on its list, newest first."""
    values = {"chat": chat_id, "since": since, "most": most}
    found = [
        *await session.exec(_CARDS, params=values | {"slot": slot}),
        *await session.exec(_LISTED, params=values),
    ]
    return sorted(found, reverse=True)[:most]


async def newest_list(session: AsyncSession, chat_id: int, *, since: datetime) -> Delivery | None:
    """Load for change the list of a group on which a case was put last, if that was after `since`."""
    newest = (await session.exec(_NEWEST, params={"chat": chat_id, "since": since})).first()
    return None if newest is None else await session.get(Delivery, newest, with_for_update=True)


_WITHOUT_CARD = (
    select(Folded, Delivery)
    .join(Delivery, col(Delivery.id) == Folded.list_id)
    .where(Folded.case_id == bindparam("case_id"), col(Folded.card_at).is_(None))
    .order_by(col(Folded.list_id))
)


async def without_card(session: AsyncSession, case_id: int) -> Sequence[tuple[Folded, Delivery]]:
    """Return the lists that stand for a case that has no card in their groups."""
    return (await session.exec(_WITHOUT_CARD, params={"case_id": case_id})).all()


_STIR = live.stirring(select(Folded.list_id).where(Folded.case_id == bindparam("case_id")))


async def stir(session: AsyncSession, case_id: int, *, at: datetime) -> None:
    """Have the lists that a case stands on drawn anew as soon as they have rested."""
    await session.exec(_STIR, params={"case_id": case_id, "now": at})


async def open_cases(
    session: AsyncSession, list_id: int, *, most: int
) -> Sequence[tuple[Case, datetime | None]]:
    """Return the newest open cases of a list, with when each was given its card."""
    query = (
        select(Case, Folded.card_at)
        .join(Folded, col(Folded.case_id) == Case.id)
        .where(Folded.list_id == list_id, col(Case.state).in_(OPEN))
        .order_by(col(Case.number).desc())
    )
    return (await session.exec(query.limit(most))).all()


async def open_count(session: AsyncSession, list_id: int) -> int:
    """Return how many cases of a list are still open."""
    query = (
        select(func.count())
        .select_from(Folded)
        .join(Case, col(Case.id) == Folded.case_id)
        .where(Folded.list_id == list_id, col(Case.state).in_(OPEN))
    )
    return (await session.exec(query)).one()


async def forget(session: AsyncSession, case_id: int) -> None:
    """Take a case off every list: it has a card from now on."""
    await session.exec(delete(Folded).where(col(Folded.case_id) == case_id))
