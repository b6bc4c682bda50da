"""People who have given as many clues to a case as one may: do staff want more of them?"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import UniqueConstraint, delete
from sqlmodel import Field, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.storage.base import SQLModel
from bot.storage.clues import Clue
from bot.storage.types import ChatId, Instant, Personal


class Giver(SQLModel, table=True):
    """Somebody whose further clues to a case wait for staff; `wanted` once these have decided."""

    __tablename__ = "giver"
    __table_args__ = (UniqueConstraint("case_id", "user_id"),)

    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="cases.id", index=True, ondelete="CASCADE")
    user_id: int = Field(sa_type=ChatId)
    asked_at: datetime = Field(sa_type=Instant)
    wanted: bool | None = None
    decided_by: str | None = Field(default=None, sa_type=Personal)
    decided_at: datetime | None = Field(default=None, sa_type=Instant)

    @property
    def key(self) -> int:
        """The row's id; a stored giver always has one."""
        assert self.id is not None
        return self.id


async def giver_of(session: AsyncSession, case_id: int, user_id: int) -> Giver | None:
    """Return what was asked about a person's clues to a case."""
    query = select(Giver).where(Giver.case_id == case_id, Giver.user_id == user_id)
    return (await session.exec(query)).first()


async def held_clues(session: AsyncSession, case_id: int, user_id: int) -> Sequence[Clue]:
    """Return a person's clues that wait, oldest first."""
    query = select(Clue).where(Clue.case_id == case_id, Clue.user_id == user_id, col(Clue.held))
    return (await session.exec(query.order_by(col(Clue.id)))).all()


async def forget(session: AsyncSession, case_id: int) -> None:
    """Forget who gave so much."""
    await session.exec(delete(Giver).where(col(Giver.case_id) == case_id))
