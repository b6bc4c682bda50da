"""Alerts: one active per case, the ring it has reached and when the next one is due."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import Index, bindparam, text
from sqlmodel import Field, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.alerts import AlertStatus, Ending, Level
from bot.domain.kinds import Kind
from bot.domain.states import Action
from bot.storage.base import SQLModel
from bot.storage.cases import Case, Step
from bot.storage.grid import PATH_TYPE
from bot.storage.questions import NOW, find_due
from bot.storage.types import ChatId, Instant, Personal, Word, one_of

_ACTIVE = text("status = 'active'")


class Alert(SQLModel, table=True):
    """One publication of a case."""

    __tablename__ = "alert"
    __table_args__ = (
        one_of("status", AlertStatus),
        one_of("level", Level),
        Index(
            "ux_alert_active",
            "case_id",
            unique=True,
            sqlite_where=_ACTIVE,
            postgresql_where=_ACTIVE,
        ),
        Index("ix_alert_next_ring", "status", "next_ring_at"),
        Index("ix_alert_valid", "status", "valid_until"),
        Index("ix_alert_ask", "status", "ask_at"),
        Index("ix_alert_insist", "status", "insist_at"),
        Index("ix_alert_beyond", "beyond_by", "beyond_at"),
        Index("ix_alert_watching", "status", "watching"),
        Index("ix_alert_publisher", "published_by", "status"),
    )

    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="cases.id", index=True, ondelete="CASCADE")
    level: Level = Field(sa_type=Word(Level))
    status: AlertStatus = Field(default=AlertStatus.ACTIVE, sa_type=Word(AlertStatus))
    exercise: bool = False
    verified: bool
    published_at: datetime = Field(sa_type=Instant)
    published_by: int = Field(sa_type=ChatId)
    published_name: str = Field(default="", sa_type=Personal)
    let_go_at: datetime | None = Field(default=None, sa_type=Instant)
    """When staff said that it waits for the morning no longer: its rings count from then."""
    origin: str | None = Field(default=None, sa_type=PATH_TYPE)
    """The path of the node that its rings lie around: it stays when the case goes to another one."""
    ring: int = -1
    """The last ring that was told; -1 before the first."""
    next_ring_at: datetime | None = Field(default=None, sa_type=Instant)
    held_at: datetime | None = Field(default=None, sa_type=Instant)
    post_id: int | None = Field(default=None, foreign_key="post.id", ondelete="SET NULL")
    """What its messages say now, those of later rings too; a correction puts another in its place."""
    watching: bool = False
    """Groups have been told whose grids' staff have not: those after the delivery `watched_to`."""
    watched_to: int = 0
    capped: bool = False
    """Who published it has used up the day's alerts: by itself it goes no further than ring 1."""
    insist_at: datetime | None = Field(default=None, sa_type=Instant)
    """When those above are asked again whether it goes further; None where they need not say."""
    insisted: int = 0
    """How often they have been asked again."""
    beyond_by: int | None = Field(default=None, sa_type=ChatId)
    """For whom it counts that it goes beyond ring 1, since `beyond_at` (LIMITS `alerts`)."""
    beyond_at: datetime | None = Field(default=None, sa_type=Instant)
    valid_until: datetime = Field(sa_type=Instant)
    ask_at: datetime | None = Field(default=None, sa_type=Instant)
    """When the worker is asked whether it goes on; None once that was asked."""
    ended_at: datetime | None = Field(default=None, sa_type=Instant)
    ending: Ending | None = Field(default=None, sa_type=Word(Ending))
    """What groups read in its place by now: it may be put right later than it ended."""

    @property
    def key(self) -> int:
        """The row's id; a stored alert always has one."""
        assert self.id is not None
        return self.id


_OUT = (
    select(Alert)
    .where(Alert.case_id == bindparam("case_id"), Alert.status == AlertStatus.ACTIVE)
    .execution_options(populate_existing=True)
)


async def active(session: AsyncSession, case_id: int) -> Alert | None:
    """Return the alert that is out for a case, as it is now: only who has the case changes it."""
    return (await session.exec(_OUT, params={"case_id": case_id})).first()


async def running(session: AsyncSession) -> Sequence[Alert]:
    """Return the alerts that are out and not held back, oldest first."""
    query = select(Alert).where(Alert.status == AlertStatus.ACTIVE, col(Alert.held_at).is_(None))
    return (await session.exec(query.order_by(col(Alert.id)))).all()


async def out(session: AsyncSession, kinds: Collection[Kind]) -> Sequence[int]:
    """Return the cases of these kinds whose alert is out anywhere, the newest twenty."""
    query = (
        select(Alert.case_id)
        .join(Case, col(Case.id) == Alert.case_id)
        .where(Alert.status == AlertStatus.ACTIVE, col(Case.kind).in_(kinds))
    )
    return (await session.exec(query.order_by(col(Alert.id).desc()).limit(20))).all()


async def newest(session: AsyncSession, case_id: int) -> Alert | None:
    """Return the last alert of a case, out or over."""
    query = select(Alert).where(Alert.case_id == case_id).order_by(col(Alert.id).desc())
    return (await session.exec(query.limit(1))).first()


async def over(session: AsyncSession, case_id: int) -> Sequence[Alert]:
    """Return the alerts of a case that have ended, oldest first."""
    query = select(Alert).where(Alert.case_id == case_id, col(Alert.ending).is_not(None))
    return (await session.exec(query.order_by(col(Alert.id)))).all()


async def was_published(session: AsyncSession, case_id: int) -> bool:
    """Return whether a case was ever published."""
    query = select(Alert.id).where(Alert.case_id == case_id).limit(1)
    return (await session.exec(query)).first() is not None


async def beyond_since(session: AsyncSession, user_id: int, since: datetime) -> Sequence[datetime]:
    """Return when an account brought alerts beyond ring 1, oldest first."""
    query = (
        select(Alert.beyond_at)
        .where(Alert.beyond_by == user_id, col(Alert.beyond_at) >= since)
        .order_by(col(Alert.beyond_at))
    )
    return [at for at in await session.exec(query) if at is not None]


async def published_by(session: AsyncSession, user_id: int) -> Sequence[Alert]:
    """Return the alerts of an account that are out, oldest first."""
    query = select(Alert).where(Alert.published_by == user_id, Alert.status == AlertStatus.ACTIVE)
    return (await session.exec(query.order_by(col(Alert.id)))).all()


async def of_others(
    session: AsyncSession, user_id: int, actions: Collection[Action], *, since: datetime
) -> list[tuple[Alert, Step]]:
    """Return what an account has done since then in alerts of others that are out, first step each."""
    query = (
        select(Alert, Step)
        .join(Step, (col(Step.case_id) == Alert.case_id) & (col(Step.at) >= Alert.published_at))
        .where(
            Alert.status == AlertStatus.ACTIVE,
            Alert.published_by != user_id,
            Step.actor_id == user_id,
            col(Step.action).in_(actions),
            Step.at >= since,
        )
        .order_by(col(Step.id))
    )
    first: dict[int, tuple[Alert, Step]] = {}
    for alert, step in await session.exec(query):
        first.setdefault(alert.key, (alert, step))
    return list(first.values())


RINGS_DUE = (
    select(Alert.case_id)
    .where(
        Alert.status == AlertStatus.ACTIVE,
        col(Alert.next_ring_at) <= NOW,
        col(Alert.held_at).is_(None),
    )
    .order_by(col(Alert.next_ring_at))
)
TO_INSIST = select(Alert.case_id).where(
    Alert.status == AlertStatus.ACTIVE, col(Alert.insist_at) <= NOW
)
RUN_OUT = select(Alert.case_id).where(
    Alert.status == AlertStatus.ACTIVE, col(Alert.valid_until) <= NOW
)


async def due_rings(session: AsyncSession, now: datetime) -> Sequence[int]:
    """Return the cases of active alerts whose next ring is due and not held."""
    return await find_due(session, RINGS_DUE, now)


async def to_insist(session: AsyncSession, now: datetime) -> Sequence[int]:
    """Return the cases of active alerts about which nobody above has said anything in time."""
    return await find_due(session, TO_INSIST, now)


async def to_be_asked(session: AsyncSession, now: datetime) -> Sequence[int]:
    """Return the cases of active alerts of which it is time to ask whether they go on."""
    query = select(Alert.case_id).where(
        Alert.status == AlertStatus.ACTIVE, col(Alert.ask_at) <= now, col(Alert.valid_until) > now
    )
    return (await session.exec(query.limit(100))).all()


async def run_out(session: AsyncSession, now: datetime) -> Sequence[int]:
    """Return the cases of active alerts whose validity has passed."""
    return await find_due(session, RUN_OUT, now)
