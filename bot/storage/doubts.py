"""信息有误: who doubts an alert, and the decision that waits for it, at most one of an alert."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index, delete, func, text
from sqlmodel import Field, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.storage.base import SQLModel
from bot.storage.questions import NOW, find_due
from bot.storage.types import ChatId, Instant, Personal, Word, one_of

_OPEN = text("finding IS NULL")


class Finding(StrEnum):
    """What somebody on staff found when they looked again."""

    KEPT = "kept"
    CORRECTED = "corrected"
    RECALLED = "recalled"
    OVER = "over"
    """The alert ended before anybody had to decide."""


class Doubt(SQLModel, table=True):
    """A person who pressed 信息有误 under an alert, once."""

    __tablename__ = "doubt"

    alert_id: int = Field(foreign_key="alert.id", primary_key=True, ondelete="CASCADE")
    user_id: int = Field(sa_type=ChatId, primary_key=True, index=True)
    case_id: int = Field(foreign_key="cases.id", index=True, ondelete="CASCADE")
    name: str = Field(default="", sa_type=Personal)
    at: datetime = Field(sa_type=Instant)


class Review(SQLModel, table=True):
    """A doubted alert that somebody must look at; new doubts after a finding begin another one."""

    __tablename__ = "review"
    __table_args__ = (
        one_of("finding", Finding),
        Index(
            "ux_review_open",
            "alert_id",
            unique=True,
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        ),
        Index("ix_review_due", "finding", "due_at"),
    )

    id: int | None = Field(default=None, primary_key=True)
    alert_id: int = Field(foreign_key="alert.id", index=True, ondelete="CASCADE")
    case_id: int = Field(foreign_key="cases.id", index=True, ondelete="CASCADE")
    opened_at: datetime = Field(sa_type=Instant)
    due_at: datetime | None = Field(default=None, sa_type=Instant)
    """When the next level is told; None once it was."""
    finding: Finding | None = Field(default=None, sa_type=Word(Finding))
    found_by: str | None = Field(default=None, sa_type=Personal)
    found_at: datetime | None = Field(default=None, sa_type=Instant)


async def under_review(session: AsyncSession, case_id: int) -> Review | None:
    """Return the review of a case's alert that waits for somebody."""
    query = select(Review).where(Review.case_id == case_id, col(Review.finding).is_(None))
    return (await session.exec(query.with_for_update())).first()


OVERDUE = select(Review.case_id).where(col(Review.finding).is_(None), col(Review.due_at) <= NOW)


async def overdue(session: AsyncSession, now: datetime) -> Sequence[int]:
    """Return the cases whose doubted alert nobody has looked at in time."""
    return await find_due(session, OVERDUE, now)


async def doubters(session: AsyncSession, review: Review) -> Sequence[Doubt]:
    """Return who has doubted since a review began, in their order."""
    query = select(Doubt).where(Doubt.alert_id == review.alert_id, Doubt.at >= review.opened_at)
    return (await session.exec(query.order_by(col(Doubt.at), col(Doubt.user_id)))).all()


async def doubts_of(session: AsyncSession, user_id: int, since: datetime) -> int:
    """Return how many alerts a person has doubted since then."""
    query = select(func.count()).select_from(Doubt)
    return (await session.exec(query.where(Doubt.user_id == user_id, Doubt.at >= since))).one()


async def forget(session: AsyncSession, case_id: int) -> None:
    """Forget who doubted a case's alerts; what was found stays, who found it as well."""
    await session.exec(delete(Doubt).where(col(Doubt.case_id) == case_id))
