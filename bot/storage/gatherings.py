"""Gatherings: what is planned, what becomes due of it, and who wants to change it."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy import (
    CheckConstraint,
    Index,
    UniqueConstraint,
    bindparam,
    delete,
    or_,
    text,
)
from sqlmodel import Field, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.ahead.anywhere import LONGEST
from bot.domain.gatherings import (
    UNHEARD_OF,
    Course,
    GatheringState,
    GatheringType,
    Stage,
)
from bot.domain.grid import Role, lineage
from bot.storage.base import SQLModel
from bot.storage.grid import Grid, under
from bot.storage.questions import NOW, find_due
from bot.storage.types import NEVER_AGAIN, ChatId, Instant, Personal, Word, one_of

AHEAD = 20
"""That many are looked at for a list of what is coming."""
_PLANNED = text("state = 'planned'")
_WAKES = text("wakes_at IS NOT NULL")


class Gathering(SQLModel, table=True):
    """A training, a drill, a desk, a meeting: one time of it, a row of its own in a series."""

    __tablename__ = "gathering"
    __table_args__ = (
        one_of("type", GatheringType),
        one_of("state", GatheringState),
        one_of("role", Role),
        CheckConstraint("capacity > 0", name="has_room"),
        CheckConstraint("taken BETWEEN 0 AND capacity", name="never_too_many"),
        CheckConstraint("waiting >= 0", name="waiting_counted"),
        CheckConstraint("minutes > 0", name="takes_time"),
        UniqueConstraint("series_id", "nth"),
        Index("ix_gathering_due", "wakes_at", sqlite_where=_WAKES, postgresql_where=_WAKES),
        Index("ix_gathering_ahead", "starts_at", sqlite_where=_PLANNED, postgresql_where=_PLANNED),
        NEVER_AGAIN,
    )

    id: int | None = Field(default=None, primary_key=True)
    type: GatheringType = Field(sa_type=Word(GatheringType))
    title: str
    state: GatheringState = Field(default=GatheringState.DRAFT, sa_type=Word(GatheringState))
    starts_at: datetime = Field(sa_type=Instant)
    minutes: int
    place: str
    grid_id: int = Field(foreign_key="grid.id", index=True)
    """Whoever is under this node is invited, or works there."""
    capacity: int
    taken: int = 0
    """Places of those who are in, with their companions'."""
    waiting: int = 0
    joined: int = 0
    """How many have signed up ever: the next one's place in the row."""
    companions: int = 0
    role: Role | None = Field(default=None, sa_type=Word(Role))
    """For staff who hold it; None: for residents."""
    unit: str | None = None
    organiser_id: int = Field(sa_type=ChatId, index=True)
    organiser: str = Field(sa_type=Personal)
    trainer_id: int | None = Field(default=None, sa_type=ChatId, index=True)
    trainer: str = Field(default="", sa_type=Personal)
    series_id: int | None = Field(default=None, foreign_key="gathering.id", index=True)
    nth: int = 1
    times: int = 1
    """Of a series."""
    announced_at: datetime = Field(sa_type=Instant)
    stage: int = Stage.PLANNED
    wakes_at: datetime | None = Field(default=None, sa_type=Instant)
    version: int = 0
    why_off: str = ""
    code: str = Field(unique=True, max_length=24)
    """Opens the check-in to whoever reads it at the door."""
    created_at: datetime = Field(sa_type=Instant)
    wiped_at: datetime | None = Field(default=None, sa_type=Instant)

    @property
    def key(self) -> int:
        """The row's id; a stored gathering always has one."""
        assert self.id is not None
        return self.id

    @property
    def course(self) -> Course:
        judged = self.type is GatheringType.TRAINING
        return Course(self.starts_at, self.minutes, self.announced_at, judged)

    @property
    def by_slots(self) -> bool:
        return self.type is GatheringType.CONSULTATION

    def is_run_by(self, user_id: int) -> bool:
        """Whether somebody organises it, or trains at it: who comes is theirs to know."""
        return user_id in {self.organiser_id, self.trainer_id}


class GatheringChange(SQLModel, table=True):
    """Another time and place that somebody wants for what a whole town knows of: it takes two."""

    __tablename__ = "gathering_change"

    gathering_id: int = Field(foreign_key="gathering.id", primary_key=True, ondelete="CASCADE")
    starts_at: datetime = Field(sa_type=Instant)
    minutes: int
    place: str
    by_id: int = Field(default=0, sa_type=ChatId)
    by: str = Field(default="", sa_type=Personal)


_LOCKED = (
    select(Gathering)
    .where(Gathering.id == bindparam("gathering"))
    .with_for_update()
    .execution_options(populate_existing=True)
)
"""Built once: hundreds may press within a second."""


async def locked(session: AsyncSession, gathering_id: int) -> Gathering | None:
    """Load one for change: whoever signs up meanwhile waits, and sees what is left."""
    return (await session.exec(_LOCKED, params={"gathering": gathering_id})).first()


DUE = select(Gathering.id).where(col(Gathering.wakes_at) <= NOW).order_by(col(Gathering.wakes_at))


async def due(session: AsyncSession, now: datetime) -> Sequence[int]:
    """Return the gatherings that have something to say by now."""
    return await find_due(session, DUE, now)


async def old_drafts(session: AsyncSession, before: datetime) -> Sequence[int]:
    """Return the drafts that nobody has confirmed for so long."""
    query = select(Gathering.id).where(
        col(Gathering.state).in_(UNHEARD_OF), col(Gathering.created_at) <= before
    )
    return [key for key in await session.exec(query) if key is not None]


async def meanwhile(session: AsyncSession, one: Gathering) -> Gathering | None:
    """Return another gathering of the same trainer that overlaps with this one."""
    if one.trainer_id is None:
        return None
    query = select(Gathering).where(
        Gathering.trainer_id == one.trainer_id,
        Gathering.id != one.id,
        Gathering.state == GatheringState.PLANNED,
        col(Gathering.starts_at) > one.starts_at - LONGEST,
        col(Gathering.starts_at) < one.starts_at + timedelta(minutes=one.minutes),
    )
    others = await session.exec(query.order_by(col(Gathering.starts_at)))
    return next((other for other in others if other.course.ends_at > one.starts_at), None)


async def run_by(session: AsyncSession, user_id: int, *, since: datetime) -> Sequence[Gathering]:
    """Return what somebody organises or trains at that has not long been over, soonest first."""
    query = select(Gathering).where(
        or_(col(Gathering.organiser_id) == user_id, col(Gathering.trainer_id) == user_id),
        col(Gathering.state).in_((GatheringState.PLANNED, GatheringState.OVER)),
        col(Gathering.starts_at) >= since,
    )
    return (await session.exec(query.order_by(col(Gathering.starts_at)).limit(8))).all()


async def ahead(
    session: AsyncSession, paths: Collection[str], *, at: datetime
) -> Sequence[Gathering]:
    """Return what is planned for these nodes: held for one of them, or for one above or below."""
    above = {line for path in paths for line in lineage(path)}
    near = or_(col(Grid.path).in_(above), *map(under, paths))
    query = (
        select(Gathering)
        .join(Grid, col(Grid.id) == Gathering.grid_id)
        .where(
            Gathering.state == GatheringState.PLANNED,
            col(Gathering.starts_at) > at,
            col(Gathering.announced_at) <= at,
            near,
        )
    )
    return (await session.exec(query.order_by(col(Gathering.starts_at)).limit(AHEAD))).all()


async def organised_by(session: AsyncSession, user_id: int) -> Sequence[int]:
    """Return the drafts and plans of somebody."""
    query = select(Gathering.id).where(
        Gathering.organiser_id == user_id,
        col(Gathering.state).in_({*UNHEARD_OF, GatheringState.PLANNED}),
    )
    return [key for key in await session.exec(query) if key is not None]


async def asked_about(
    session: AsyncSession, *, after: datetime, until: datetime
) -> Sequence[Gathering]:
    """Return what begins in this time and waits for a second person, to be held or to be changed."""
    changes = select(GatheringChange.gathering_id)
    waits = or_(col(Gathering.state) == GatheringState.ASKED, col(Gathering.id).in_(changes))
    query = select(Gathering).where(
        waits, col(Gathering.starts_at) > after, col(Gathering.starts_at) <= until
    )
    return (await session.exec(query)).all()


async def asks_to_change(session: AsyncSession, gathering_id: int) -> bool:
    """Return whether a second person is asked about another time or place."""
    return await session.get(GatheringChange, gathering_id) is not None


async def drop_changes_of(session: AsyncSession, user_id: int) -> None:
    """Forget what somebody wanted to change."""
    await session.exec(delete(GatheringChange).where(col(GatheringChange.by_id) == user_id))


async def by_code(session: AsyncSession, code: str) -> Gathering | None:
    """Return the gathering whose check-in opens with this code."""
    return (await session.exec(select(Gathering).where(Gathering.code == code))).first()


async def to_be_wiped(session: AsyncSession, *, before: datetime) -> Sequence[int]:
    """Return gatherings that began before then, are over, and still know who came."""
    query = select(Gathering.id).where(
        col(Gathering.starts_at) <= before,
        col(Gathering.wiped_at).is_(None),
        col(Gathering.state).in_((GatheringState.OVER, GatheringState.CANCELLED)),
    )
    return [key for key in await session.exec(query) if key is not None]
