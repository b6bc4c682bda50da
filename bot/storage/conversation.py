"""What must survive between two updates: dialogue state, and updates put aside."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, delete
from sqlmodel import Field, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.storage.base import SQLModel
from bot.storage.types import ChatId, Instant, Personal


class Dialogue(SQLModel, table=True):
    """aiogram's FSM state of one person in one chat."""

    __tablename__ = "dialogue"

    key: str = Field(primary_key=True, max_length=120)
    state: str | None = None
    data: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)


class Press(SQLModel, table=True):
    """A press that was carried out: a redelivered update must not climb or widen twice."""

    __tablename__ = "press"

    id: str = Field(primary_key=True, max_length=64)
    at: datetime = Field(sa_type=Instant, index=True)


class DeadLetter(SQLModel, table=True):
    """An update that failed every try; kept for the operator, then forgotten like a draft."""

    __tablename__ = "dead_letter"

    update_id: int = Field(sa_type=ChatId, primary_key=True)
    at: datetime = Field(sa_type=Instant, index=True)
    error: str
    raw: str = Field(sa_type=Personal)


async def forget_before(session: AsyncSession, before: datetime) -> None:
    """Forget presses and dead letters from `before` or earlier."""
    for table in (Press, DeadLetter):
        await session.exec(delete(table).where(col(table.at) <= before))


async def oldest(session: AsyncSession) -> datetime | None:
    """Return when the oldest press or dead letter was kept."""
    presses = (await session.exec(select(Press.at).order_by(col(Press.at)).limit(1))).all()
    letters = (
        await session.exec(select(DeadLetter.at).order_by(col(DeadLetter.at)).limit(1))
    ).all()
    return min((*presses, *letters), default=None)


async def put_aside(
    session: AsyncSession, update_id: int, *, raw: str, error: str, at: datetime
) -> None:
    """Keep an update that failed every try; the same one again only changes its error."""
    letter = DeadLetter(update_id=update_id, at=at, error=error, raw=raw)
    await session.merge(letter)
