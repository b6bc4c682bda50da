"""Certificates: who has one, until when, and who may be called for help."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import UniqueConstraint, delete
from sqlmodel import Field, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.certificates import Skill
from bot.storage.base import SQLModel
from bot.storage.grid import Grid, under
from bot.storage.types import NEVER_AGAIN, ChatId, Instant, Personal, Word, one_of


class Certificate(SQLModel, table=True):
    """What a trainer says somebody can do; of each training one a person."""

    __tablename__ = "certificate"
    __table_args__ = (
        one_of("skill", Skill),
        UniqueConstraint("gathering_id", "user_id"),
        NEVER_AGAIN,
    )

    id: int | None = Field(default=None, primary_key=True)
    number: str = Field(unique=True, max_length=16)
    gathering_id: int = Field(foreign_key="gathering.id")
    user_id: int = Field(sa_type=ChatId, index=True)
    name: str = Field(sa_type=Personal)
    title: str
    trainer: str = Field(sa_type=Personal)
    skill: Skill = Field(sa_type=Word(Skill))
    grid_id: int = Field(foreign_key="grid.id", index=True)
    """Where its holder lives, as far as the group in which they signed up says so."""
    issued_at: datetime = Field(sa_type=Instant)
    expires_at: datetime | None = Field(default=None, sa_type=Instant, index=True)
    callable: bool | None = None
    """Whether they may be called when somebody near needs help; None: not asked, or not answered."""
    sent_at: datetime | None = Field(default=None, sa_type=Instant)
    """When its holder was given it; None: they have no private chat yet."""
    refreshed_at: datetime | None = Field(default=None, sa_type=Instant)
    """When they were told that it runs out."""

    @property
    def key(self) -> int:
        """The row's id; a stored certificate always has one."""
        assert self.id is not None
        return self.id


async def by_number(session: AsyncSession, number: str) -> Certificate | None:
    """Return the certificate of a number."""
    return (await session.exec(select(Certificate).where(Certificate.number == number))).first()


async def of(session: AsyncSession, gathering_id: int, user_id: int) -> Certificate | None:
    """Return what somebody has of a training."""
    query = select(Certificate).where(
        Certificate.gathering_id == gathering_id, Certificate.user_id == user_id
    )
    return (await session.exec(query)).first()


async def held_by(session: AsyncSession, user_id: int, *, at: datetime) -> Sequence[Certificate]:
    """Return somebody's certificates that hold, the newest first."""
    query = select(Certificate).where(
        Certificate.user_id == user_id,
        col(Certificate.expires_at).is_(None) | (col(Certificate.expires_at) > at),
    )
    return (await session.exec(query.order_by(col(Certificate.id).desc()).limit(5))).all()


async def due(session: AsyncSession, *, expires_by: datetime) -> Sequence[int]:
    """Return the certificates that run out by then and whose holders don't know yet."""
    query = select(Certificate.id).where(
        col(Certificate.expires_at) <= expires_by, col(Certificate.refreshed_at).is_(None)
    )
    return [key for key in await session.exec(query) if key is not None]


async def ready(
    session: AsyncSession, path: str, skill: Skill, *, at: datetime
) -> Sequence[tuple[Certificate, Grid]]:
    """Return who can do something within a subtree today and may be called."""
    query = (
        select(Certificate, Grid)
        .join(Grid, col(Grid.id) == Certificate.grid_id)
        .where(
            under(path),
            Certificate.skill == skill,
            col(Certificate.callable).is_(True),
            col(Certificate.expires_at) > at,
        )
    )
    return (await session.exec(query.order_by(col(Certificate.expires_at).desc()))).all()


async def any_of(session: AsyncSession, gathering_id: int) -> bool:
    """Return whether anybody has a certificate of this training."""
    query = select(Certificate.id).where(Certificate.gathering_id == gathering_id).limit(1)
    return (await session.exec(query)).first() is not None


async def forget_person(session: AsyncSession, user_id: int) -> int:
    """Delete somebody's certificates; returns how many."""
    theirs = col(Certificate.user_id) == user_id
    count = len((await session.exec(select(Certificate.id).where(theirs))).all())
    await session.exec(delete(Certificate).where(theirs))
    return count


async def forget_expired(session: AsyncSession, *, before: datetime) -> None:
    """Delete what ran out long ago."""
    await session.exec(delete(Certificate).where(col(Certificate.expires_at) <= before))
