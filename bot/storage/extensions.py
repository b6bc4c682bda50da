"""延期: the wish of a case for more time, while it waits for somebody above; at most one."""

from datetime import datetime

from sqlalchemy import func
from sqlmodel import Field, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.states import Action
from bot.storage.base import SQLModel
from bot.storage.cases import Step
from bot.storage.types import NEVER_AGAIN, ChatId, Instant, Personal


class Extension(SQLModel, table=True):
    """Who works on a case asks for more time; the row goes once somebody has decided."""

    __tablename__ = "extension"
    __table_args__ = (NEVER_AGAIN,)

    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="cases.id", unique=True, ondelete="CASCADE")
    days: int
    reason: str = Field(sa_type=Personal)
    asked_by: int = Field(sa_type=ChatId)
    asked_name: str = Field(sa_type=Personal)
    asked_at: datetime = Field(sa_type=Instant)

    @property
    def key(self) -> int:
        """The row's id; a stored wish always has one."""
        assert self.id is not None
        return self.id


async def waiting(session: AsyncSession, case_id: int) -> Extension | None:
    """Return the wish of a case that waits."""
    return (await session.exec(select(Extension).where(Extension.case_id == case_id))).first()


async def drop(session: AsyncSession, case_id: int) -> None:
    """Take the wish away: it is decided, or the time it was about is over."""
    wish = await waiting(session, case_id)
    if wish is not None:
        await session.delete(wish)
        await session.flush()


async def granted(session: AsyncSession, case_id: int) -> int:
    """Return how often a case has been put off."""
    query = select(func.count()).select_from(Step)
    query = query.where(Step.case_id == case_id, Step.action == Action.EXTEND)
    return (await session.exec(query)).one()
