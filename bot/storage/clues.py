"""Clues: what somebody saw, in their own words."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import UniqueConstraint, bindparam, func
from sqlmodel import Field, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.storage.base import SQLModel
from bot.storage.types import ChatId, Instant, Personal

CLAIM = "claim"
"""The source of what somebody tells in private who says 我是家长 of a found person."""
KIN = "kin"
"""The source of what somebody answers to an alert who says that they are of the family."""
CLAIMS = (CLAIM, KIN)
"""These tell who somebody is: no clues, and for staff alone."""


class Clue(SQLModel, table=True):
    """What somebody saw, in their own words."""

    __tablename__ = "clue"
    __table_args__ = (UniqueConstraint("chat_id", "message_id"),)

    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="cases.id", index=True, ondelete="CASCADE")
    thread_id: int | None = Field(default=None, foreign_key="clue.id", ondelete="CASCADE")
    """The first message of the same telling; further ones continue it and count no more."""
    user_id: int | None = Field(default=None, sa_type=ChatId, index=True)
    name: str = Field(default="", sa_type=Personal)
    source: str
    chat_id: int = Field(sa_type=ChatId)
    message_id: int
    text: str = Field(default="", sa_type=Personal)
    media: str | None = None
    family: bool = False
    """Staff have spoken to whoever said so: they belong to the family."""
    held: bool = False
    """Of somebody who has given as many as one may: nobody reads it until staff want more."""
    at: datetime = Field(sa_type=Instant)

    @property
    def key(self) -> int:
        """The row's id; a stored clue always has one."""
        assert self.id is not None
        return self.id


_CLUES = (
    select(func.count())
    .select_from(Clue)
    .where(
        Clue.case_id == bindparam("case_id"),
        col(Clue.thread_id).is_(None),
        col(Clue.source).not_in(CLAIMS),
        col(Clue.held).is_(False),
    )
)


async def count(session: AsyncSession, case_id: int) -> int:
    """Return how many clues a case has."""
    return (await session.exec(_CLUES, params={"case_id": case_id})).one()


async def count_from(session: AsyncSession, case_id: int, user_id: int) -> int:
    """Return how many clues one person has given to a case."""
    query = select(func.count()).select_from(Clue)
    query = query.where(
        Clue.case_id == case_id, Clue.user_id == user_id, col(Clue.thread_id).is_(None)
    )
    return (await session.exec(query)).one()


async def of_case(session: AsyncSession, case_id: int) -> Sequence[Clue]:
    """Return everything that was told of a case and does not wait for staff, oldest first."""
    query = select(Clue).where(Clue.case_id == case_id, col(Clue.held).is_(False))
    query = query.order_by(col(Clue.id))
    return (await session.exec(query)).all()


async def claimed_by(session: AsyncSession, case_id: int, user_id: int) -> Clue | None:
    """Return what somebody first said who says that they are of the family."""
    query = select(Clue).where(Clue.case_id == case_id, Clue.user_id == user_id, Clue.source == KIN)
    return (await session.exec(query.order_by(col(Clue.id)).limit(1))).first()


async def by_message(session: AsyncSession, chat_id: int, message_id: int) -> Clue | None:
    """Return the clue that this very message gave."""
    query = select(Clue).where(Clue.chat_id == chat_id, Clue.message_id == message_id)
    return (await session.exec(query)).first()
