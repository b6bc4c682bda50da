"""Who has signed up for a gathering, who waits, who came, and what they made of it."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import (
    CheckConstraint,
    Index,
    UniqueConstraint,
    bindparam,
    exists,
    func,
    text,
    update,
)
from sqlmodel import Field, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.certificates import name_in
from bot.domain.gatherings import (
    COMING,
    GatheringState,
    SignUpState,
)
from bot.storage.base import SQLModel
from bot.storage.certificates import Certificate
from bot.storage.gatherings import Gathering
from bot.storage.outbox import Delivery, Post
from bot.storage.types import ChatId, Instant, Personal, Word, one_of

NAMING = ("runs_soon", "results_wanted", "results_lacking")
"""The posts that name who comes."""
_COMES = text("state <> 'left'")


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


_SIGN_UP = select(SignUp).where(
    SignUp.gathering_id == bindparam("gathering"), SignUp.user_id == bindparam("user")
)
"""Built once: hundreds may press within a second."""


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


async def sign_ups_of(session: AsyncSession, user_id: int) -> Sequence[SignUp]:
    """Return everything that somebody has signed up for, the oldest first."""
    query = select(SignUp).where(SignUp.user_id == user_id)
    return (await session.exec(query.order_by(col(SignUp.gathering_id)))).all()


async def ahead_of(session: AsyncSession, user_id: int, *, at: datetime) -> Sequence[int]:
    """Return what somebody has signed up for, or waits for, that has not begun."""
    query = (
        select(SignUp.gathering_id)
        .join(Gathering, col(Gathering.id) == SignUp.gathering_id)
        .where(
            SignUp.user_id == user_id,
            col(SignUp.state).in_(COMING),
            Gathering.state == GatheringState.PLANNED,
            col(Gathering.starts_at) > at,
        )
    )
    return (await session.exec(query)).all()


async def unrated(session: AsyncSession, user_id: int, *, since: datetime) -> Sequence[SignUp]:
    """Return where somebody was that began since then and is over, without stars of theirs, the last first."""
    query = (
        select(SignUp)
        .join(Gathering, col(Gathering.id) == SignUp.gathering_id)
        .where(
            SignUp.user_id == user_id,
            col(SignUp.attended).is_(True),
            col(SignUp.stars).is_(None),
            Gathering.state == GatheringState.OVER,
            col(Gathering.starts_at) >= since,
        )
    )
    return (await session.exec(query.order_by(col(Gathering.starts_at).desc()))).all()


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
