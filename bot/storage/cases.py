"""Cases with their history, and what belongs to them."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, bindparam, insert, text
from sqlmodel import Field, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.alerts import Level
from bot.domain.emergency import is_poisoned
from bot.domain.kinds import LOST, Kind, Outcome
from bot.domain.reports import despairs, is_confidential
from bot.domain.states import CLOSED, OPEN, SOUGHT, Action, State
from bot.storage.base import SQLModel
from bot.storage.grid import Grid
from bot.storage.types import NEVER_AGAIN, ChatId, Instant, Personal, Word, one_of

FIRST_NUMBER = 1001
MISSED_AT_ONCE = 5
"""So many of who is missed in a chat are looked at."""
NOTHING_TO_ASK = frozenset({Outcome.FALSE_ALARM, Outcome.DUPLICATE})
_CLOSED = ", ".join(f"'{state}'" for state in sorted(CLOSED))
_OWNED = text("owner_id IS NOT NULL")
_HAS_MOVED = text("origin_id IS NOT NULL")
_IS_OPEN = text("outcome IS NULL AND number IS NOT NULL")
"""What the CHECKs below make of OPEN: a draft has no number, what is closed has an outcome."""
_HAS_MOVED_AND_IS_OPEN = text(f"{_HAS_MOVED} AND {_IS_OPEN}")


class Case(SQLModel, table=True):
    """A report and everything that became of it; a draft has no number yet."""

    __tablename__ = "cases"
    __table_args__ = (
        one_of("kind", Kind),
        one_of("state", State),
        one_of("level", Level),
        one_of("outcome", Outcome),
        CheckConstraint("(state = 'draft') = (number IS NULL)", name="drafts_have_no_number"),
        CheckConstraint(
            f"(state IN ({_CLOSED})) = (outcome IS NOT NULL)", name="closed_has_outcome"
        ),
        CheckConstraint("state <> 'in_progress' OR owner_id IS NOT NULL", name="worked_has_owner"),
        CheckConstraint(
            "(state = 'merged') = (merged_into_id IS NOT NULL)", name="merged_points_somewhere"
        ),
        UniqueConstraint("chat_id", "message_id"),
        Index("ix_cases_grid_state", "grid_id", "state", "id"),
        Index(
            "ix_cases_open",
            *("id", "grid_id", "kind", "level", "sensitive", "owner_id", "due_at"),
            *("number", "outcome", "origin_id"),
            sqlite_where=_IS_OPEN,
            postgresql_where=_IS_OPEN,
        ),
        Index("ix_cases_opened", "grid_id", "opened_at"),
        Index(
            "ix_cases_origin",
            *("origin_id", "opened_at"),
            sqlite_where=_HAS_MOVED,
            postgresql_where=_HAS_MOVED,
        ),
        Index(
            "ix_cases_moved_open",
            *("origin_id", "id"),
            sqlite_where=_HAS_MOVED_AND_IS_OPEN,
            postgresql_where=_HAS_MOVED_AND_IS_OPEN,
        ),
        Index("ix_cases_reporter", "reporter_id", "id"),
        Index(
            "ix_cases_owner",
            *("owner_id", "state", "id"),
            sqlite_where=_OWNED,
            postgresql_where=_OWNED,
        ),
        Index("ix_cases_unheard", "unheard_at"),
        Index("ix_cases_untold", "untold_at"),
        Index("ix_cases_wakes", "wakes_at"),
        Index("ix_cases_draft", "state", "opened_at"),
        Index("ix_cases_wipe", "wiped_at", "closed_at"),
        NEVER_AGAIN,
    )

    id: int | None = Field(default=None, primary_key=True)
    number: int | None = Field(default=None, unique=True)
    kind: Kind = Field(sa_type=Word(Kind))
    category: str | None = None
    state: State = Field(default=State.DRAFT, sa_type=Word(State))
    level: Level = Field(sa_type=Word(Level))
    outcome: Outcome | None = Field(default=None, sa_type=Word(Outcome))
    reason: str | None = Field(default=None, sa_type=Personal)
    merged_into_id: int | None = Field(default=None, foreign_key="cases.id", index=True)
    exercise: bool = False
    oneself: bool = False
    """Who reported is who is lost: where they are is for staff alone."""
    by_hand: bool = False
    """Staff wrote it as an alert: it goes to the nodes of its scope, and further only by hand."""
    sensitive: bool = False
    told_in_confidence: bool = False
    """Whoever told it was promised that the village alone reads it, whatever has come of it since."""
    life_safety: bool = False
    over_limit: bool = False
    """Taken although its reporter has more on the way than one may: somebody may be in danger."""

    grid_id: int = Field(foreign_key="grid.id")
    origin_id: int | None = Field(default=None, foreign_key="grid.id")
    """Where it was reported, once another node has it."""
    home_grid_id: int | None = Field(default=None, foreign_key="grid.id", index=True)
    place: str | None = Field(default=None, sa_type=Personal)
    lat: float | None = None
    lon: float | None = None
    text: str = Field(default="", sa_type=Personal)
    told: int = 0
    """So many characters of the words its own message holds; the others were added."""
    notice: str | None = Field(default=None, sa_type=Personal)
    """What staff have written for residents to read; the alert of a hazard shows it whole."""
    valid_minutes: int | None = None
    """For how long an alert is valid, where staff have chosen."""
    photo: str | None = Field(default=None, sa_type=Personal)
    pictured: bool = False
    """A picture came as a file: staff have it under the card, and no alert can carry it."""
    album: str | None = None
    """What the photo shares with the others of its album, if it came in one."""
    voice: str | None = Field(default=None, sa_type=Personal)
    heard: bool = False
    """Somebody on staff has listened to the voice, or answered it."""
    decision: str | None = Field(default=None, sa_type=Personal)
    """What a meeting has decided; the last word counts."""
    photo_reason: str | None = Field(default=None, sa_type=Personal)
    """Why a worker shows the photo of a found person (promise 5); without it no alert carries it."""
    after_photo: str | None = Field(default=None, sa_type=Personal)
    """What it looks like now that the work is done; the reporter is shown it."""
    no_photo: str | None = Field(default=None, sa_type=Personal)
    """Why there is none."""
    still_wrong: str | None = Field(default=None, sa_type=Personal)
    """What its reporter said after 没解决 or 部分解决."""
    self_closed: bool = False
    """Reported, handled and closed by one person (自报自结): it counts for nobody's satisfaction."""
    police_number: str | None = Field(default=None, sa_type=Personal)
    """Of a capable adult, without which nothing is published (promise 3)."""

    source: str
    chat_id: int = Field(sa_type=ChatId)
    message_id: int
    locale: str
    reporter_id: int | None = Field(default=None, sa_type=ChatId)
    reporter_name: str = Field(default="", sa_type=Personal)
    phone: str | None = Field(default=None, sa_type=Personal)
    guardian_id: int | None = Field(default=None, sa_type=ChatId)
    relation_asked: bool = False
    prompted: bool = False
    """The question under the report stands and waits."""
    owner_id: int | None = Field(default=None, sa_type=ChatId)
    owner_name: str | None = Field(default=None, sa_type=Personal)
    seen_by: str | None = Field(default=None, sa_type=Personal)

    opened_at: datetime = Field(sa_type=Instant)
    submitted_at: datetime | None = Field(default=None, sa_type=Instant)
    accepted_at: datetime | None = Field(default=None, sa_type=Instant)
    claimed_at: datetime | None = Field(default=None, sa_type=Instant)
    seen_at: datetime | None = Field(default=None, sa_type=Instant)
    closed_at: datetime | None = Field(default=None, sa_type=Instant)
    due_at: datetime | None = Field(default=None, sa_type=Instant)
    """When it climbs unless somebody takes it, or is done with it."""
    promised_by: str | None = None
    """Who looks after it and promises that date; None where the grid does by itself."""
    wakes_at: datetime | None = Field(default=None, sa_type=Instant)
    """When the clock looks at it next: at half of its time, then at the end; None: never by itself."""
    time_left: int | None = None
    """Working seconds that were left when its clock was stopped for the check."""
    stay: str | None = Field(default=None, max_length=32)
    """Whose turn it is, at which node and level: its clock begins anew whenever this changes."""
    unheard_at: datetime | None = Field(default=None, sa_type=Instant)
    """When the next level hears of it if nobody has pressed anything by then."""
    untold_at: datetime | None = Field(default=None, sa_type=Instant)
    """When it is tried again whom of the staff can be told of it; None where somebody was."""
    silent_since: datetime | None = Field(default=None, sa_type=Instant)
    calls: int = 0
    """How often the silence has been broken without anybody pressing anything."""
    escalation: int = 0
    reopened: int = 0
    reports: int = 1
    rating: str | None = None
    wiped_at: datetime | None = Field(default=None, sa_type=Instant)
    """Since when nothing personal is kept of it any more."""

    @property
    def public_photo(self) -> str | None:
        """The photo that an alert may carry: of a found person only where a worker said why."""
        return None if self.kind.is_found and not self.photo_reason else self.photo

    @property
    def is_confidential(self) -> bool:
        return is_confidential(self.kind, self.level, sensitive=self.sensitive)

    @property
    def is_unspoken(self) -> bool:
        """Whether its group reads one neutral line and must read no other (promise 9)."""
        kept = despairs(self.kind, self.text) or is_poisoned(self.kind, self.text)
        return self.is_confidential or kept

    @property
    def reported_at_id(self) -> int:
        """The node where it was reported, whoever has it now."""
        return self.origin_id or self.grid_id

    @property
    def is_urgent(self) -> bool:
        """Whether a life may be at stake, by the report or by what staff have made of it."""
        return self.life_safety or self.kind.is_person or self.level is Level.RED

    @property
    def asks_reporter(self) -> bool:
        """Whether its reporter, now that it has ended, is asked how that went.

        For persons only once they are home.
        """
        if self.outcome is None or self.source == "staff" or self.self_closed:
            return False
        if self.kind.is_person:
            return self.outcome.is_happy
        return self.outcome not in NOTHING_TO_ASK

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def key(self) -> int:
        """The row's id; a stored case always has one."""
        assert self.id is not None
        return self.id


class Scope(SQLModel, table=True):
    """A node to whose groups an alert goes that staff wrote by hand."""

    __tablename__ = "scope"

    case_id: int = Field(foreign_key="cases.id", primary_key=True, ondelete="CASCADE")
    grid_id: int = Field(foreign_key="grid.id", primary_key=True, index=True)


class Step(SQLModel, table=True):
    """One line of a case's history: who, when, from, to, why. Only ever added."""

    __tablename__ = "step"
    __table_args__ = (
        one_of("action", Action),
        one_of("from_state", State),
        one_of("to_state", State),
    )

    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="cases.id", index=True, ondelete="CASCADE")
    at: datetime = Field(sa_type=Instant)
    action: Action = Field(sa_type=Word(Action))
    from_state: State | None = Field(default=None, sa_type=Word(State))
    to_state: State = Field(sa_type=Word(State))
    actor_id: int | None = Field(default=None, sa_type=ChatId)
    actor: str | None = Field(default=None, sa_type=Personal)
    note: str | None = Field(default=None, sa_type=Personal)


class Attachment(SQLModel, table=True):
    """A message that belongs to a report beside its words: a further picture, a pin, a voice.

    A copy stands under every staff card, and is put under the cards to come.
    """

    __tablename__ = "attachment"

    case_id: int = Field(foreign_key="cases.id", primary_key=True, ondelete="CASCADE")
    chat_id: int = Field(sa_type=ChatId, primary_key=True)
    message_id: int = Field(primary_key=True)
    slot: str = Field(max_length=16)
    """Of its copies: where staff may answer under them it is another."""
    caption: str | None = Field(default=None, sa_type=Personal)
    """What its copies say in the place of its own words."""
    at: datetime = Field(sa_type=Instant)


class CaseLink(SQLModel, table=True):
    """Two cases that belong together: a duplicate, a match, a +1."""

    __tablename__ = "case_link"

    case_id: int = Field(foreign_key="cases.id", primary_key=True, ondelete="CASCADE")
    other_id: int = Field(foreign_key="cases.id", primary_key=True, index=True, ondelete="CASCADE")
    relation: str = Field(primary_key=True, max_length=16)
    at: datetime = Field(sa_type=Instant)


class CaseNumber(SQLModel, table=True):
    """A number that was given to a case: its id, counted from FIRST_NUMBER.

    A counter would be held until the commit, and a city's cases would be opened one by one. What a
    transaction took that fails is therefore left out on PostgreSQL.
    """

    __tablename__ = "case_number"
    __table_args__ = NEVER_AGAIN

    id: int | None = Field(default=None, primary_key=True)


_GIVEN = insert(CaseNumber).returning(col(CaseNumber.id))


async def next_number(session: AsyncSession) -> int:
    """Take the next case number; a number once taken is never given again."""
    given = (await session.exec(_GIVEN)).one()
    return FIRST_NUMBER - 1 + int(given[0])


_LOCKED = (
    select(Case)
    .where(Case.id == bindparam("case_id"))
    .with_for_update(key_share=True)  # what refers to the case may be stored meanwhile
    .execution_options(populate_existing=True)
)


async def locked(session: AsyncSession, case_id: int) -> Case | None:
    """Load a case for change; the second of two writers waits and then sees the first's work."""
    return (await session.exec(_LOCKED, params={"case_id": case_id})).first()


async def by_number(session: AsyncSession, number: int) -> Case | None:
    """Return the case with this public number."""
    return (await session.exec(select(Case).where(Case.number == number))).first()


async def going_on(session: AsyncSession, case: Case) -> Case:
    """Return the case into which this one was merged, or it itself."""
    while case.merged_into_id is not None:
        case = await session.get_one(Case, case.merged_into_id)
    return case


_BY_MESSAGE = select(Case).where(
    Case.chat_id == bindparam("chat_id"), Case.message_id == bindparam("message_id")
)


async def by_message(session: AsyncSession, chat_id: int, message_id: int) -> Case | None:
    """Return the case that this very message opened."""
    values = {"chat_id": chat_id, "message_id": message_id}
    return (await session.exec(_BY_MESSAGE, params=values)).first()


async def lost_in(
    session: AsyncSession, chat_id: int, since: datetime, *, no_draft_of: int = 0
) -> Sequence[Case]:
    """Return the newest missing persons reported in a chat since then, confirmed or not.

    What `no_draft_of` has not confirmed may be about one whom somebody else had missed before.
    """
    query = select(Case).where(
        Case.chat_id == chat_id,
        col(Case.kind).in_(LOST),
        col(Case.state).in_({State.DRAFT, *SOUGHT}),
        Case.opened_at > since,
        (col(Case.state) != State.DRAFT) | (col(Case.reporter_id).is_distinct_from(no_draft_of)),
    )
    return (await session.exec(query.order_by(col(Case.id).desc()).limit(MISSED_AT_ONCE))).all()


async def scope_of(session: AsyncSession, case_id: int) -> Sequence[Grid]:
    """Return the nodes that an alert written by hand goes to, in the order of the grid."""
    query = select(Grid).join(Scope, col(Scope.grid_id) == Grid.id).where(Scope.case_id == case_id)
    return (await session.exec(query.order_by(col(Grid.path)))).all()


async def history(session: AsyncSession, case_id: int) -> Sequence[Step]:
    """Return the whole history, oldest first."""
    query = select(Step).where(Step.case_id == case_id).order_by(col(Step.id))
    return (await session.exec(query)).all()


_LAST_STEP = (
    select(Step).where(Step.case_id == bindparam("case_id")).order_by(col(Step.id).desc()).limit(1)
)


async def last_step(session: AsyncSession, case_id: int) -> Step | None:
    """Return the newest line of history."""
    return (await session.exec(_LAST_STEP, params={"case_id": case_id})).first()


async def last_close(session: AsyncSession, case_id: int) -> Step | None:
    """Return the line of history that ended a case at last."""
    query = select(Step).where(Step.case_id == case_id, Step.action == Action.CLOSE)
    return (await session.exec(query.order_by(col(Step.id).desc()).limit(1))).first()


async def owned_by(session: AsyncSession, user_id: int) -> Sequence[Case]:
    """Return the open cases that somebody works on, oldest first."""
    query = select(Case).where(Case.owner_id == user_id, col(Case.state).in_(OPEN))
    query = query.order_by(col(Case.id)).with_for_update(key_share=True)
    return (await session.exec(query.execution_options(populate_existing=True))).all()


_ATTACHMENTS = (
    select(Attachment)
    .where(Attachment.case_id == bindparam("case_id"))
    .order_by(col(Attachment.message_id))
)


async def attachments_of(session: AsyncSession, case_id: int) -> Sequence[Attachment]:
    """Return what belongs to a report beside its words, oldest first."""
    return (await session.exec(_ATTACHMENTS, params={"case_id": case_id})).all()
