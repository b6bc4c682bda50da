"""Gatherings, who has signed up for them, and which messages tell of them."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    UniqueConstraint,
    bindparam,
    delete,
    exists,
    func,
    or_,
    text,
    update,
)
from sqlmodel import Field, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.ahead.anywhere import LONGEST
from bot.domain.certificates import name_in
from bot.domain.gatherings import (
    COMING,
    UNHEARD_OF,
    Course,
    GatheringState,
    GatheringType,
    SignUpState,
    Stage,
)
from bot.domain.grid import Role, lineage
from bot.storage import rewording
from bot.storage.base import SQLModel
from bot.storage.certificates import Certificate
from bot.storage.grid import Grid, under
from bot.storage.outbox import LIVE, NEW, WAITING, Delivery, Post, Status
from bot.storage.questions import NOW, find_due
from bot.storage.types import NEVER_AGAIN, ChatId, Instant, Personal, Word, one_of

NAMING = ("runs_soon", "results_wanted", "results_lacking")
"""The posts that name who comes."""
AHEAD = 20
"""That many are looked at for a list of what is coming."""
_COMES = text("state <> 'left'")
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


class SignUp(SQLModel, table=True):
    """Somebody who comes, waits for a place, or has left; each only once."""

    __tablename__ = "sign_up"
    __table_args__ = (
        one_of("state", SignUpState),
        UniqueConstraint("gathering_id", "user_id"),
        CheckConstraint("stars BETWEEN 1 AND 5", name="stars_counted"),
        CheckConstraint("companions >= 0", name="companions_counted"),
        Index("ix_sign_up_row", "gathering_id", "state", "nth"),
        Index(
            "ux_sign_up_slot",
            "gathering_id",
            "slot",
            unique=True,
            sqlite_where=_COMES,
            postgresql_where=_COMES,
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    gathering_id: int = Field(foreign_key="gathering.id", ondelete="CASCADE")
    user_id: int | None = Field(default=None, sa_type=ChatId, index=True)
    """None once they are forgotten: that somebody came stays."""
    name: str = Field(default="", sa_type=Personal)
    state: SignUpState = Field(sa_type=Word(SignUpState))
    nth: int
    """In the order in which they came."""
    companions: int = 0
    slot: int | None = None
    chat_id: int = Field(sa_type=ChatId)
    """Where they pressed: there they are called if they have no private chat."""
    signed_up_at: datetime = Field(sa_type=Instant)
    called_at: datetime | None = Field(default=None, sa_type=Instant)
    attended: bool | None = None
    passed: bool | None = None
    """None until whoever trained has said."""
    certified_as: str = Field(default="", sa_type=Personal)
    """The name that is to stand on their certificate, if they or the trainer have said it."""
    stars: int | None = None

    @property
    def key(self) -> int:
        """The row's id; a stored one always has it."""
        assert self.id is not None
        return self.id

    @property
    def paper_name(self) -> str | None:
        """The name for a certificate: what was said, else what they are called if that is a name."""
        return self.certified_as or name_in(self.name)

    @property
    def places(self) -> int:
        return 1 + self.companions


class GatheringDay(SQLModel, table=True):
    """The day on which a group hears of a gathering: its notice of that day."""

    __tablename__ = "gathering_day"
    __table_args__ = (UniqueConstraint("chat_id", "day"),)

    gathering_id: int = Field(foreign_key="gathering.id", primary_key=True, ondelete="CASCADE")
    chat_id: int = Field(
        sa_column=Column(
            ChatId,
            ForeignKey("chat.id", onupdate="CASCADE", ondelete="CASCADE"),
            primary_key=True,
            autoincrement=False,
        )
    )
    day: date


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
_SIGN_UP = select(SignUp).where(
    SignUp.gathering_id == bindparam("gathering"), SignUp.user_id == bindparam("user")
)
"""Built once: hundreds may press within a second."""


async def locked(session: AsyncSession, gathering_id: int) -> Gathering | None:
    """Load one for change: whoever signs up meanwhile waits, and sees what is left."""
    return (await session.exec(_LOCKED, params={"gathering": gathering_id})).first()


async def sign_up_of(session: AsyncSession, gathering_id: int, user_id: int) -> SignUp | None:
    """Return how somebody stands with a gathering."""
    whose = {"gathering": gathering_id, "user": user_id}
    return (await session.exec(_SIGN_UP, params=whose)).first()


async def signed_up(
    session: AsyncSession, gathering_id: int, states: Iterable[SignUpState] = COMING
) -> Sequence[SignUp]:
    """Return who comes and who waits, in the order in which they came."""
    query = select(SignUp).where(
        SignUp.gathering_id == gathering_id, col(SignUp.state).in_(list(states))
    )
    return (await session.exec(query.order_by(col(SignUp.nth)))).all()


async def first_waiting(session: AsyncSession, gathering_id: int) -> SignUp | None:
    """Return whose turn it is when a place frees."""
    query = select(SignUp).where(
        SignUp.gathering_id == gathering_id, SignUp.state == SignUpState.WAITING
    )
    return (await session.exec(query.order_by(col(SignUp.nth)).limit(1))).first()


async def position(session: AsyncSession, one: SignUp) -> int:
    """Return somebody's place on the waiting list, from 1."""
    query = select(func.count()).where(
        SignUp.gathering_id == one.gathering_id,
        SignUp.state == SignUpState.WAITING,
        col(SignUp.nth) <= one.nth,
    )
    return (await session.exec(query)).one()


async def without_result(session: AsyncSession, gathering_id: int) -> Sequence[SignUp]:
    """Return of whom nobody has said whether they passed, but for those who did not come."""
    query = select(SignUp).where(
        SignUp.gathering_id == gathering_id,
        SignUp.state == SignUpState.IN,
        col(SignUp.passed).is_(None),
        col(SignUp.attended).is_not(False),
        col(SignUp.user_id).is_not(None),
    )
    return (await session.exec(query.order_by(col(SignUp.nth)))).all()


async def taken_slots(session: AsyncSession, gathering_id: int) -> set[int]:
    """Return which turns of a consultation are somebody's."""
    query = select(SignUp.slot).where(
        SignUp.gathering_id == gathering_id,
        SignUp.state == SignUpState.IN,
        col(SignUp.slot).is_not(None),
    )
    return {slot for slot in await session.exec(query) if slot is not None}


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


async def later(
    session: AsyncSession, gathering_id: int, slot: str
) -> Sequence[tuple[datetime, int]]:
    """Return when so many groups hear of it that could not at once."""
    query = (
        select(Delivery.not_before, func.count())
        .where(
            Delivery.gathering_id == gathering_id,
            Delivery.slot == slot,
            col(Delivery.op).in_(NEW),
            col(Delivery.status).in_(LIVE),
            col(Delivery.not_before).is_not(None),
            col(Delivery.attempts) == 0,
        )
        .group_by(col(Delivery.not_before))
        .order_by(col(Delivery.not_before))
    )
    return [(at, count) for at, count in await session.exec(query) if at is not None]


async def free_days(session: AsyncSession, gathering_id: int, *, after: date) -> None:
    """Let its groups hear something else on the days on which they would have heard of it."""
    days = delete(GatheringDay).where(
        col(GatheringDay.gathering_id) == gathering_id, col(GatheringDay.day) > after
    )
    await session.exec(days)


async def forget_days(session: AsyncSession, gathering_id: int, *, before: date) -> None:
    """Forget the days that have passed while nobody was told."""
    days = delete(GatheringDay).where(
        col(GatheringDay.gathering_id) == gathering_id, col(GatheringDay.day) < before
    )
    await session.exec(days)


async def held_up(session: AsyncSession, slot: str, *, at: datetime) -> Sequence[int]:
    """Return what is still to come and was not announced in every group in time."""
    late = rewording.held_up(
        col(Delivery.gathering_id) == Gathering.id, col(Delivery.slot) == slot, at=at
    )
    query = select(Gathering.id).where(
        Gathering.state == GatheringState.PLANNED,
        col(Gathering.starts_at) > at,
        exists().where(*late),
    )
    return [key for key in await session.exec(query) if key is not None]


async def told(session: AsyncSession, gathering_id: int, slot: str) -> set[int]:
    """Return the groups for which an announcement is, or was, in hand."""
    query = select(Delivery.chat_id).where(
        Delivery.gathering_id == gathering_id,
        Delivery.slot == slot,
        col(Delivery.op).in_(NEW),
    )
    return set(await session.exec(query))


async def give_back(session: AsyncSession, gathering_id: int, slot: str, *, at: datetime) -> None:
    """Let groups that an announcement did not reach in time have another day for it."""
    late = rewording.held_up(
        col(Delivery.gathering_id) == gathering_id, col(Delivery.slot) == slot, at=at
    )
    days = delete(GatheringDay).where(
        col(GatheringDay.gathering_id) == gathering_id,
        col(GatheringDay.chat_id).in_(select(Delivery.chat_id).where(*late)),
    )
    for statement in (days, delete(Delivery).where(*late)):
        await session.exec(statement.execution_options(synchronize_session=False))


async def days(session: AsyncSession, gathering_id: int) -> dict[int, date]:
    """Return on which day each group hears of it that has been given one."""
    query = select(GatheringDay).where(GatheringDay.gathering_id == gathering_id)
    return {one.chat_id: one.day for one in await session.exec(query)}


async def unannounce(session: AsyncSession, gathering_id: int, slot: str) -> None:
    """Give up the announcements that no group has read yet."""
    waiting = update(Delivery).where(
        col(Delivery.gathering_id) == gathering_id,
        col(Delivery.slot) == slot,
        col(Delivery.status).in_(WAITING),
    )
    await session.exec(waiting.values(status=Status.DROPPED, reason="called off"))


async def sign_ups_of(session: AsyncSession, user_id: int) -> Sequence[SignUp]:
    """Return everything that somebody has signed up for, the oldest first."""
    query = select(SignUp).where(SignUp.user_id == user_id)
    return (await session.exec(query.order_by(col(SignUp.gathering_id)))).all()


async def passed_without_paper(
    session: AsyncSession, user_id: int
) -> Sequence[tuple[Gathering, SignUp]]:
    """Return the trainings somebody has passed whose certificate still wants a name."""
    has_paper = exists().where(
        col(Certificate.gathering_id) == SignUp.gathering_id,
        col(Certificate.user_id) == SignUp.user_id,
    )
    query = (
        select(Gathering, SignUp)
        .join(SignUp, col(SignUp.gathering_id) == Gathering.id)
        .where(SignUp.user_id == user_id, col(SignUp.passed).is_(True), ~has_paper)
    )
    return (await session.exec(query)).all()


async def to_be_wiped(session: AsyncSession, *, before: datetime) -> Sequence[int]:
    """Return gatherings that began before then, are over, and still know who came."""
    query = select(Gathering.id).where(
        col(Gathering.starts_at) <= before,
        col(Gathering.wiped_at).is_(None),
        col(Gathering.state).in_((GatheringState.OVER, GatheringState.CANCELLED)),
    )
    return [key for key in await session.exec(query) if key is not None]


async def wipe(session: AsyncSession, gathering_id: int) -> None:
    """Forget who had signed up, and empty what was said of it; the counts stay."""
    theirs = update(SignUp).where(col(SignUp.gathering_id) == gathering_id)
    await session.exec(theirs.values(user_id=None, name="", certified_as=""))
    said = select(Delivery.post_id).where(Delivery.gathering_id == gathering_id)
    words = update(Post).where(col(Post.id).in_(said))
    await session.exec(words.values(view="withdrawn", params={}, photo=None))


async def forget_names(session: AsyncSession, gathering_id: int) -> None:
    """Empty what has told whoever runs it who comes: somebody wants to be forgotten."""
    said = select(Delivery.post_id).where(Delivery.gathering_id == gathering_id)
    words = update(Post).where(col(Post.id).in_(said), col(Post.view).in_(NAMING))
    await session.exec(words.values(view="withdrawn", params={}))


class Attendance(NamedTuple):
    """How many came, and what they thought of it."""

    attended: int
    stars: float | None
    rated: int


async def attendance(session: AsyncSession, gathering_id: int) -> Attendance:
    """Count who came, and average their stars."""
    rows = SignUp.gathering_id == gathering_id
    came = select(func.count()).select_from(SignUp).where(rows, col(SignUp.attended).is_(True))
    rated = select(func.avg(SignUp.stars), func.count(col(SignUp.stars))).where(rows)
    stars, count = (await session.exec(rated)).one()
    average = float(stars) if stars is not None else None
    return Attendance((await session.exec(came)).one(), average, count)
