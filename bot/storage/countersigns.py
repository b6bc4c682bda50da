"""Steps that wait for a second person (promise 10): at most one of a case at a time."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index, text
from sqlmodel import Field, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.states import Action
from bot.storage.base import SQLModel
from bot.storage.questions import NOW, find_due
from bot.storage.types import ChatId, Instant, Personal, Word, one_of

_OPEN = text("verdict IS NULL")


class Verdict(StrEnum):
    """What became of a step that waited for a second person."""

    CONFIRMED = "confirmed"
    OVERRIDDEN = "overridden"
    """The duty desk did not wait: a life was at stake and nobody had answered."""
    REFUSED = "refused"
    EXPIRED = "expired"
    CHANGED = "changed"
    """What was asked for would read, or reach, otherwise by now: it must be asked anew."""
    DROPPED = "dropped"
    """It is not wanted any more: the case is over, or who asked has lost the right."""


class Countersign(SQLModel, table=True):
    """Somebody wants to publish, to widen or to rewrite, and another one must agree."""

    __tablename__ = "countersign"
    __table_args__ = (
        one_of("action", Action),
        one_of("verdict", Verdict),
        Index(
            "ux_countersign_open",
            "case_id",
            unique=True,
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        ),
        Index("ix_countersign_until", "verdict", "until"),
    )

    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="cases.id", index=True, ondelete="CASCADE")
    action: Action = Field(sa_type=Word(Action))
    verified: bool = True
    asked_by: int = Field(sa_type=ChatId, index=True)
    asked_name: str = Field(sa_type=Personal)
    asked_at: datetime = Field(sa_type=Instant)
    until: datetime = Field(sa_type=Instant)
    verdict: Verdict | None = Field(default=None, sa_type=Word(Verdict))
    decided_by: int | None = Field(default=None, sa_type=ChatId)
    decided_name: str | None = Field(default=None, sa_type=Personal)
    decided_at: datetime | None = Field(default=None, sa_type=Instant)


async def waiting(session: AsyncSession, case_id: int) -> Countersign | None:
    """Return the step of a case that waits for a second person."""
    query = select(Countersign).where(
        Countersign.case_id == case_id, col(Countersign.verdict).is_(None)
    )
    return (await session.exec(query.with_for_update())).first()


async def asked_by(session: AsyncSession, user_id: int) -> Sequence[Countersign]:
    """Return everything of an account that waits for a second person."""
    query = select(Countersign).where(
        Countersign.asked_by == user_id, col(Countersign.verdict).is_(None)
    )
    return (await session.exec(query)).all()


RUN_OUT = select(Countersign.case_id).where(
    col(Countersign.verdict).is_(None), col(Countersign.until) <= NOW
)


async def run_out(session: AsyncSession, now: datetime) -> Sequence[int]:
    """Return the cases whose step has waited too long."""
    return await find_due(session, RUN_OUT, now)
