"""Several workers on one PostgreSQL: who is there, and which of them leads."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Index, func, literal_column, text
from sqlmodel import Field, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.storage.base import SQLModel
from bot.storage.types import ChatId, Instant

GONE_SECONDS = 10
"""Whoever has not shown itself for so long is not there: it has ended, or it is frozen."""


class Worker(SQLModel, table=True):
    """A process on this database; the times are the database's own, for it is nobody's that moves."""

    __tablename__ = "worker"

    name: str = Field(primary_key=True, max_length=63)
    since: datetime = Field(sa_type=Instant)
    beat_at: datetime = Field(sa_type=Instant)


class Leader(SQLModel, table=True):
    """Who sends: one row, whose number grows with every change."""

    __tablename__ = "leader"

    id: int = Field(primary_key=True)
    worker: str = Field(max_length=63)
    term: int


class Arrival(SQLModel, table=True):
    """An update in hand: its place among those of its chat, and the worker that has it.

    One that is done is known for a while: Telegram brings again what it has no answer to.
    """

    __tablename__ = "arrival"
    __table_args__ = (
        Index("ix_arrival_standing", "chat", "id", postgresql_where=text("done_at IS NULL")),
    )

    id: int | None = Field(default=None, primary_key=True)
    update_id: int = Field(sa_type=ChatId, unique=True)
    chat: int = Field(sa_type=ChatId)
    worker: str = Field(max_length=63)
    done_at: datetime | None = Field(default=None, sa_type=Instant, index=True)


class Fenced(Exception):
    """Nothing more may be taken up here."""

    def __init__(self) -> None:
        super().__init__("another worker leads")


async def require_term(session: AsyncSession, term: int) -> None:
    """Raise Fenced unless this term still lasts; who comes next waits for our transaction."""
    query = select(Leader.id).where(Leader.id == 1, Leader.term == term)
    if (await session.exec(query.with_for_update(read=True))).first() is None:
        raise Fenced


def is_there() -> ColumnElement[bool]:
    """Whether a worker has shown itself lately."""
    limit: ColumnElement[timedelta] = literal_column(f"interval '{GONE_SECONDS} seconds'")
    return col(Worker.beat_at) > func.clock_timestamp() - limit


async def present(session: AsyncSession) -> tuple[Sequence[str], str | None]:
    """Return the names of the workers that are there, and of the one that leads."""
    names = (await session.exec(select(Worker.name).where(is_there()))).all()
    leader = (await session.exec(select(Leader.worker))).first()
    return sorted(names), leader if leader in names else None
