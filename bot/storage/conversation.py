"""What must survive between two updates: dialogue state, and updates put aside."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import JSON
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


class DeadLetter(SQLModel, table=True):
    """An update that failed every try; kept for the operator, then forgotten like a draft."""

    __tablename__ = "dead_letter"

    update_id: int = Field(sa_type=ChatId, primary_key=True)
    at: datetime = Field(sa_type=Instant, index=True)
    error: str
    raw: str = Field(sa_type=Personal)


async def older_letters(session: AsyncSession, before: datetime) -> Sequence[int]:
    """Return the update ids of dead letters from `before` or earlier."""
    query = select(DeadLetter.update_id).where(col(DeadLetter.at) <= before)
    return (await session.exec(query.limit(500))).all()


async def put_aside(
    session: AsyncSession, update_id: int, *, raw: str, error: str, at: datetime
) -> None:
    """Keep an update that failed every try; the same one again only changes its error."""
    letter = DeadLetter(update_id=update_id, at=at, error=error, raw=raw)
    await session.merge(letter)
