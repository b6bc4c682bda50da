"""Accounts whose rights have been ended: the appointments stay on record, and count for nothing."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Index, Select, text
from sqlalchemy import select as sql_select
from sqlmodel import Field, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.storage.base import SQLModel
from bot.storage.questions import find_due
from bot.storage.types import ChatId, Instant, Personal

_HOLDS = text("lifted_at IS NULL")


class Suspension(SQLModel, table=True):
    """Who ended whose rights, when, why; and who gave them back. At most one of an account holds."""

    __tablename__ = "suspension"
    __table_args__ = (
        Index(
            "ux_suspension_holds",
            "user_id",
            unique=True,
            sqlite_where=_HOLDS,
            postgresql_where=_HOLDS,
        ),
        Index("ix_suspension_noticed", "noticed_at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    user_id: int = Field(sa_type=ChatId)
    name: str = Field(sa_type=Personal)
    at: datetime = Field(sa_type=Instant)
    by_id: int | None = Field(default=None, sa_type=ChatId)
    by_name: str = Field(sa_type=Personal)
    why: str = Field(default="", sa_type=Personal)
    lifted_at: datetime | None = Field(default=None, sa_type=Instant)
    lifted_by: str | None = Field(default=None, sa_type=Personal)
    noticed_at: datetime | None = Field(default=None, sa_type=Instant)
    """When the running program saw what the command line did."""


async def holding(session: AsyncSession, user_id: int) -> Suspension | None:
    """Return the suspension of an account, if one holds."""
    query = select(Suspension).where(
        Suspension.user_id == user_id, col(Suspension.lifted_at).is_(None)
    )
    return (await session.exec(query)).first()


async def all_holding(session: AsyncSession) -> Sequence[Suspension]:
    """Return every suspension that holds, by account."""
    query = select(Suspension).where(col(Suspension.lifted_at).is_(None))
    return (await session.exec(query.order_by(col(Suspension.user_id)))).all()


def suspended() -> Select[int]:
    """Return the accounts whose rights are ended, as a subquery."""
    return sql_select(col(Suspension.user_id)).where(col(Suspension.lifted_at).is_(None))


UNNOTICED = select(Suspension.id).where(col(Suspension.noticed_at).is_(None))


async def unnoticed(session: AsyncSession) -> Sequence[int]:
    """Return the suspensions that the running program has not seen yet."""
    return await find_due(session, UNNOTICED)
