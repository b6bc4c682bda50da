"""What recurs by the calendar, and when next: the truth behind the alarm clock."""

from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlmodel import Field
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.storage.base import SQLModel
from bot.storage.types import Instant


class Schedule(SQLModel, table=True):
    """Something that recurs; moved on in the transaction that does it, so it is done once."""

    __tablename__ = "schedule"

    name: str = Field(primary_key=True, max_length=32)
    next_at: datetime = Field(sa_type=Instant)


async def turn(session: AsyncSession, name: str) -> Schedule | None:
    """Wait for one's turn with what recurs; None where nobody has said yet when it is due."""
    return await session.get(Schedule, name, with_for_update=True)


async def begin(session: AsyncSession, name: str, *, next_at: datetime) -> bool:
    """Say when it is due first; False where another process has just done so."""
    try:
        async with session.begin_nested():
            session.add(Schedule(name=name, next_at=next_at))
    except IntegrityError:
        return False
    return True
