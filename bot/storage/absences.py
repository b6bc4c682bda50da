"""Who is away, from when to when, and who stands in for them meanwhile."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import CheckConstraint, Index, Select, and_, or_, text
from sqlalchemy import select as sql_select
from sqlmodel import Field, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.storage.base import SQLModel
from bot.storage.types import ChatId, Instant, Personal

_NOT_OVER = text("ended_at IS NULL")


class Absence(SQLModel, table=True):
    """A leave, to come, running or over; of one person at most one that is not over."""

    __tablename__ = "absence"
    __table_args__ = (
        CheckConstraint("ends_at > starts_at", name="ends_after_it_begins"),
        CheckConstraint("user_id <> stand_in_id", name="somebody_else_stands_in"),
        Index(
            "ux_absence_not_over",
            "user_id",
            unique=True,
            sqlite_where=_NOT_OVER,
            postgresql_where=_NOT_OVER,
        ),
        Index("ix_absence_due", "ended_at", "starts_at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    user_id: int = Field(sa_type=ChatId)
    name: str = Field(sa_type=Personal)
    stand_in_id: int = Field(sa_type=ChatId, index=True)
    stand_in_name: str = Field(sa_type=Personal)
    starts_at: datetime = Field(sa_type=Instant)
    ends_at: datetime = Field(sa_type=Instant)
    set_by_id: int = Field(sa_type=ChatId)
    set_by_name: str = Field(sa_type=Personal)
    begun_at: datetime | None = Field(default=None, sa_type=Instant)
    ended_at: datetime | None = Field(default=None, sa_type=Instant)


def away() -> Select[int]:
    """Return who is on leave now, as a subquery."""
    running = and_(col(Absence.begun_at).is_not(None), col(Absence.ended_at).is_(None))
    return sql_select(col(Absence.user_id)).where(running)


async def of(session: AsyncSession, user_id: int) -> Absence | None:
    """Return somebody's leave that is not over, running or to come."""
    query = select(Absence).where(Absence.user_id == user_id, col(Absence.ended_at).is_(None))
    return (await session.exec(query.with_for_update())).first()


async def is_away(session: AsyncSession, user_id: int) -> bool:
    """Return whether somebody is on leave now."""
    absence = await of(session, user_id)
    return absence is not None and absence.begun_at is not None


async def covered_by(
    session: AsyncSession, user_id: int, *, to_come: bool = False
) -> Sequence[Absence]:
    """Return the running leaves for which somebody stands in, and if wanted those to come."""
    query = select(Absence).where(Absence.stand_in_id == user_id, col(Absence.ended_at).is_(None))
    if not to_come:
        query = query.where(col(Absence.begun_at).is_not(None))
    return (await session.exec(query.order_by(col(Absence.id)))).all()


async def linked(session: AsyncSession, one: int, other: int) -> bool:
    """Return whether one of two stands in for the other now."""
    pair = (one, other)
    query = select(Absence.id).where(
        col(Absence.user_id).in_(pair),
        col(Absence.stand_in_id).in_(pair),
        col(Absence.begun_at).is_not(None),
        col(Absence.ended_at).is_(None),
    )
    return (await session.exec(query.limit(1))).first() is not None


async def meanwhile(
    session: AsyncSession, user_id: int, starts_at: datetime, ends_at: datetime
) -> Sequence[Absence]:
    """Return the leaves within a time for which somebody is away, or stands in."""
    query = select(Absence).where(
        or_(col(Absence.user_id) == user_id, col(Absence.stand_in_id) == user_id),
        col(Absence.ended_at).is_(None),
        col(Absence.starts_at) < ends_at,
        col(Absence.ends_at) > starts_at,
    )
    return (await session.exec(query.order_by(col(Absence.id)))).all()


async def running(session: AsyncSession) -> dict[int, Absence]:
    """Return all running leaves, by who is away."""
    query = select(Absence).where(
        col(Absence.begun_at).is_not(None), col(Absence.ended_at).is_(None)
    )
    return {absence.user_id: absence for absence in await session.exec(query)}


async def due(session: AsyncSession, at: datetime) -> Sequence[int]:
    """Return the leaves that begin or end by now."""
    begins = and_(col(Absence.begun_at).is_(None), col(Absence.starts_at) <= at)
    query = select(Absence.id).where(
        col(Absence.ended_at).is_(None), or_(begins, col(Absence.ends_at) <= at)
    )
    return [key for key in await session.exec(query.order_by(col(Absence.id))) if key is not None]
