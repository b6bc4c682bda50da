"""Notices: what was written, for which nodes, when it came due, which group heard it on which day."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    UniqueConstraint,
    and_,
    delete,
    insert,
    or_,
    text,
    true,
    update,
)
from sqlmodel import Column, Field, col, select
from sqlmodel.ext.asyncio.session import AsyncSession
from sqlmodel.sql.expression import SelectOfScalar

from bot.domain.grid import Audience, lineage
from bot.domain.notices import Done, NoticeState, Repeat, Why
from bot.domain.themes import Theme
from bot.storage.base import SQLModel
from bot.storage.grid import Grid, under
from bot.storage.questions import NOW, find_due
from bot.storage.types import NEVER_AGAIN, ChatId, Instant, Personal, Word, one_of

_ACTIVE = text("state = 'active'")
_OPEN = text("next_at IS NOT NULL")
_IN_DOUBT = text("in_doubt_since IS NOT NULL")
TO_BE_SENT = (NoticeState.ACTIVE, NoticeState.OVER)
"""In these states what is due goes out; of one that is over some groups may still wait."""
LOOKED_AT = 100
"""How many that are due are taken up at a time."""
LISTED = 60
PLANS_AT_ONCE = 5
"""So many are made one after the other before the clock looks at what is more urgent."""


class Notice(SQLModel, table=True):
    """What residents are told, once or again and again; without an author it is the calendar's."""

    __tablename__ = "notice"
    __table_args__ = (
        one_of("theme", Theme),
        one_of("state", NoticeState),
        one_of("repeat", Repeat),
        one_of("audience", Audience),
        CheckConstraint("theme IS NOT NULL OR text <> ''", name="says_something"),
        CheckConstraint("minute BETWEEN 0 AND 1439", name="minute_of_a_day"),
        CheckConstraint("state = 'active' OR next_at IS NULL", name="only_active_is_due"),
        Index("ix_notice_due", "next_at", sqlite_where=_ACTIVE, postgresql_where=_ACTIVE),
        Index("ix_notice_author", "author_id", "id"),
        Index(
            "ix_notice_in_doubt",
            "in_doubt_since",
            sqlite_where=_IN_DOUBT,
            postgresql_where=_IN_DOUBT,
        ),
        UniqueConstraint("once"),
        NEVER_AGAIN,
    )

    id: int | None = Field(default=None, primary_key=True)
    author_id: int | None = Field(default=None, sa_type=ChatId)
    author_name: str = Field(default="", sa_type=Personal)
    by: str = ""
    """The node that tells it, as groups read it."""
    once: str | None = Field(default=None, max_length=80)
    """A key under which the calendar makes it only once."""
    theme: Theme | None = Field(default=None, sa_type=Word(Theme))
    text: str = ""
    photo: str | None = None
    file_chat: int | None = Field(default=None, sa_type=ChatId)
    file_message: int | None = None
    """The message with a PDF that goes along."""
    policy: bool = False
    """政策宣讲: it has a source, and ends."""
    source: str | None = None
    audience: Audience | None = Field(default=None, sa_type=Word(Audience))
    """Whose groups hear it; None: residents' and businesses'."""
    danger: bool = False
    """It is about a danger of these weeks, and goes before what is not."""
    state: NoticeState = Field(default=NoticeState.DRAFT, sa_type=Word(NoticeState))
    repeat: Repeat = Field(default=Repeat.ONCE, sa_type=Word(Repeat))
    times: int | None = None
    first_on: date | None = None
    """The first day; None: it goes out as soon as it is confirmed."""
    minute: int = 0
    until: datetime | None = Field(default=None, sa_type=Instant)
    next_at: datetime | None = Field(default=None, sa_type=Instant)
    skipped: datetime | None = Field(default=None, sa_type=Instant)
    """The last occurrence that somebody has left out."""
    expected_on: date | None = None
    """Of a single one: the last day on which its groups hear it, as its author has read."""
    expected_without: int = 0
    """How many groups hear nothing of it, as its author has read."""
    in_doubt_since: datetime | None = Field(default=None, sa_type=Instant)
    """Something else that has come up since may have taken its day."""
    created_at: datetime = Field(sa_type=Instant)
    rewritten_at: datetime | None = Field(default=None, sa_type=Instant)

    @property
    def key(self) -> int:
        """The row's id; a stored notice always has one."""
        assert self.id is not None
        return self.id

    @property
    def written_at(self) -> datetime:
        """When its words were written: 明天 counts from that day."""
        return self.rewritten_at or self.created_at


class NoticeScope(SQLModel, table=True):
    """A node whose groups hear a notice, or, `excluded`, under which none does."""

    __tablename__ = "notice_scope"

    notice_id: int = Field(foreign_key="notice.id", primary_key=True, ondelete="CASCADE")
    grid_id: int = Field(foreign_key="grid.id", primary_key=True, index=True)
    excluded: bool = False


class NoticeRun(SQLModel, table=True):
    """One occurrence of a notice; open as long as it has a `next_at`, at which it is tried (again)."""

    __tablename__ = "notice_run"
    __table_args__ = (
        UniqueConstraint("notice_id", "fire_at"),
        Index("ix_notice_run_open", "next_at", sqlite_where=_OPEN, postgresql_where=_OPEN),
    )

    id: int | None = Field(default=None, primary_key=True)
    notice_id: int = Field(foreign_key="notice.id", index=True, ondelete="CASCADE")
    fire_at: datetime = Field(sa_type=Instant)
    good_until: datetime = Field(sa_type=Instant)
    next_at: datetime | None = Field(default=None, sa_type=Instant)
    missed: bool = False
    """Nobody heard it: the bot was away for too long."""
    post_id: int | None = Field(
        default=None, foreign_key="post.id", index=True, ondelete="SET NULL"
    )

    @property
    def key(self) -> int:
        """The row's id; a stored run always has one."""
        assert self.id is not None
        return self.id


class NoticeGroup(SQLModel, table=True):
    """A group that one occurrence is for: the day on which it heard, or why it has not.

    UNIQUE(chat, day) is the promise: one notice a day. As nobody gives a group two of the same day,
    three a week can be counted without a race.
    """

    __tablename__ = "notice_group"
    __table_args__ = (
        one_of("why", Why),
        one_of("theme", Theme),
        UniqueConstraint("chat_id", "day"),
        Index("ix_notice_group_theme", "chat_id", "theme", "day"),
    )

    run_id: int = Field(foreign_key="notice_run.id", primary_key=True, ondelete="CASCADE")
    chat_id: int = Field(
        sa_column=Column(
            ChatId,
            ForeignKey("chat.id", onupdate="CASCADE", ondelete="CASCADE"),
            primary_key=True,
            autoincrement=False,
        )
    )
    theme: Theme | None = Field(default=None, sa_type=Word(Theme))
    day: date | None = None
    why: Why | None = Field(default=None, sa_type=Word(Why))


class NoticeLog(SQLModel, table=True):
    """Who did what with a notice, and when."""

    __tablename__ = "notice_log"
    __table_args__ = (one_of("done", Done),)

    id: int | None = Field(default=None, primary_key=True)
    notice_id: int = Field(foreign_key="notice.id", index=True, ondelete="CASCADE")
    at: datetime = Field(sa_type=Instant)
    done: Done = Field(sa_type=Word(Done))
    actor_id: int | None = Field(default=None, sa_type=ChatId)
    actor: str = Field(default="", sa_type=Personal)
    note: str = ""


class NoticeOnCard(SQLModel, table=True):
    """A message in private that shows how a notice stands, and follows it."""

    __tablename__ = "notice_on_card"

    delivery_id: int = Field(foreign_key="delivery.id", primary_key=True, ondelete="CASCADE")
    notice_id: int = Field(foreign_key="notice.id", index=True, ondelete="CASCADE")


DUE = (
    select(Notice.id)
    .where(Notice.state == NoticeState.ACTIVE, col(Notice.next_at) <= NOW)
    .order_by(col(Notice.next_at), col(Notice.id))
)


async def due(session: AsyncSession, at: datetime) -> Sequence[int]:
    """Return the notices that come due by now, the longest due first."""
    return await find_due(session, DUE, at)


async def asked_before(session: AsyncSession, day: date) -> Sequence[Notice]:
    """Return what still waits for a second person and was meant for that day or an earlier one."""
    query = select(Notice).where(Notice.state == NoticeState.ASKED, col(Notice.first_on) <= day)
    return (await session.exec(query.limit(LOOKED_AT))).all()


Scoped = tuple[Notice, str, bool]
"""A notice, the path of a node, and whether its groups are left out."""


async def coming(session: AsyncSession, *, until: datetime, last: date) -> list[Scoped]:
    """Return what comes due before then, with the path of each node that it is for, or is not.

    What waits for a second person is among it where its first day is the last one or before.
    """
    due = and_(col(Notice.state) == NoticeState.ACTIVE, col(Notice.next_at) < until)
    asked = and_(col(Notice.state) == NoticeState.ASKED, col(Notice.first_on) <= last)
    return list(await session.exec(_SCOPED.where(or_(due, asked))))


async def scoped(session: AsyncSession, keys: Collection[int]) -> list[Scoped]:
    """Return the same of certain notices."""
    return list(await session.exec(_SCOPED.where(col(Notice.id).in_(keys))))


_SCOPED = (
    select(Notice, Grid.path, NoticeScope.excluded)
    .join(NoticeScope, col(NoticeScope.notice_id) == Notice.id)
    .join(Grid, col(Grid.id) == NoticeScope.grid_id)
)


async def open_until(session: AsyncSession, until: datetime) -> list[tuple[NoticeRun, Notice]]:
    """Return the occurrences that are tried (again) before then."""
    query = (
        select(NoticeRun, Notice)
        .join(Notice, col(Notice.id) == NoticeRun.notice_id)
        .where(col(NoticeRun.next_at) < until, col(Notice.state).in_(TO_BE_SENT))
    )
    return list(await session.exec(query))


async def move_on(
    session: AsyncSession, notice: Notice, *, was: datetime, new: datetime | None
) -> bool:
    """Take an occurrence: only one of all who try at the same time succeeds."""
    state = NoticeState.ACTIVE if new is not None else NoticeState.OVER
    taken = (
        update(Notice)
        .where(
            col(Notice.id) == notice.key,
            col(Notice.next_at) == was,
            col(Notice.state) == NoticeState.ACTIVE,
        )
        .values(next_at=new, state=state)
        .execution_options(synchronize_session=False)
    )
    mine = (await session.exec(taken)).rowcount == 1
    await session.refresh(notice)
    return mine


async def run_at(session: AsyncSession, notice_id: int, fire_at: datetime) -> NoticeRun | None:
    """Return the occurrence of that moment, if it was taken before."""
    query = select(NoticeRun).where(NoticeRun.notice_id == notice_id, NoticeRun.fire_at == fire_at)
    return (await session.exec(query)).first()


OPEN_RUNS = (
    select(NoticeRun.id)
    .join(Notice, col(Notice.id) == NoticeRun.notice_id)
    .where(col(NoticeRun.next_at) <= NOW, col(Notice.state).in_(TO_BE_SENT))
    .order_by(col(Notice.danger).desc(), col(NoticeRun.good_until), col(NoticeRun.id))
)


async def open_runs(session: AsyncSession, at: datetime) -> Sequence[int]:
    """Return the occurrences to be tried by now: danger first, then what is worth least longest."""
    return await find_due(session, OPEN_RUNS, at)


async def scope_of(session: AsyncSession, notice_id: int, *, excluded: bool = False) -> list[Grid]:
    """Return the nodes of a notice, in the order of the grid."""
    query = (
        select(Grid)
        .join(NoticeScope, col(NoticeScope.grid_id) == Grid.id)
        .where(NoticeScope.notice_id == notice_id, col(NoticeScope.excluded).is_(excluded))
    )
    return list(await session.exec(query.order_by(Grid.path)))


async def set_scope(
    session: AsyncSession, notice_id: int, nodes: Collection[int], excluded: Collection[int] = ()
) -> None:
    """Let a notice go to these nodes and no others."""
    await session.exec(delete(NoticeScope).where(col(NoticeScope.notice_id) == notice_id))
    rows = [{"notice_id": notice_id, "grid_id": key, "excluded": False} for key in nodes]
    rows += [{"notice_id": notice_id, "grid_id": key, "excluded": True} for key in excluded]
    if rows:
        await session.exec(insert(NoticeScope), params=rows)


async def of_author(session: AsyncSession, user_id: int) -> Sequence[Notice]:
    """Return somebody's notices that are not deleted, the newest first."""
    gone = (NoticeState.DELETED, NoticeState.DRAFT)
    query = select(Notice).where(Notice.author_id == user_id, col(Notice.state).not_in(gone))
    return (await session.exec(query.order_by(col(Notice.id).desc()).limit(LISTED))).all()


async def below(session: AsyncSession, paths: Collection[str], *, but: int) -> Sequence[Notice]:
    """Return the running notices of others for nodes of these subtrees, the next one first."""
    its = (
        select(NoticeScope.notice_id)
        .join(Grid, col(Grid.id) == NoticeScope.grid_id)
        .where(or_(*map(under, paths)), col(NoticeScope.excluded).is_(False))
    )
    query = select(Notice).where(
        col(Notice.id).in_(its),
        col(Notice.state).in_((NoticeState.ACTIVE, NoticeState.PAUSED)),
        or_(col(Notice.author_id) != but, col(Notice.author_id).is_(None)),
    )
    return (
        await session.exec(query.order_by(col(Notice.next_at), col(Notice.id)).limit(LISTED))
    ).all()


async def forget_drafts(session: AsyncSession, user_id: int, *, before: datetime) -> None:
    """Drop what somebody began to write and never sent."""
    drafts = delete(Notice).where(
        col(Notice.author_id) == user_id,
        col(Notice.state) == NoticeState.DRAFT,
        col(Notice.created_at) < before,
    )
    await session.exec(drafts)


async def steps(session: AsyncSession, notice_id: int) -> Sequence[NoticeLog]:
    """Return who did what with a notice, oldest first."""
    query = select(NoticeLog).where(NoticeLog.notice_id == notice_id).order_by(col(NoticeLog.id))
    return (await session.exec(query)).all()


def cards_of(notice_id: int) -> SelectOfScalar[int]:
    """Return the messages that show how a notice stands, as a subquery."""
    return select(NoticeOnCard.delivery_id).where(NoticeOnCard.notice_id == notice_id)


async def runs_of(session: AsyncSession, notice_id: int) -> Sequence[NoticeRun]:
    """Return the occurrences of a notice, the newest first."""
    query = select(NoticeRun).where(NoticeRun.notice_id == notice_id)
    return (await session.exec(query.order_by(col(NoticeRun.fire_at).desc()))).all()


async def missed_themes(session: AsyncSession, *, since: datetime) -> list[tuple[Theme, datetime]]:
    """Return what of the calendar came due since then and was missed, each once."""
    query = (
        select(Notice.theme, NoticeRun.fire_at)
        .join(NoticeRun, col(NoticeRun.notice_id) == Notice.id)
        .where(
            col(NoticeRun.missed).is_(True),
            col(NoticeRun.fire_at) >= since,
            col(Notice.author_id).is_(None),
        )
        .order_by(col(NoticeRun.fire_at))
    )
    found = {Theme(theme): at for theme, at in await session.exec(query) if theme is not None}
    return list(found.items())


async def open_runs_of(session: AsyncSession, notice_id: int) -> Sequence[NoticeRun]:
    """Return the occurrences that groups may still wait for, the latest first."""
    query = select(NoticeRun).where(
        NoticeRun.notice_id == notice_id, col(NoticeRun.next_at).is_not(None)
    )
    return (await session.exec(query.order_by(col(NoticeRun.fire_at).desc()))).all()


async def open_run(session: AsyncSession, notice_id: int) -> NoticeRun | None:
    """Return the latest occurrence that groups may still wait for."""
    return next(iter(await open_runs_of(session, notice_id)), None)


async def close_runs(session: AsyncSession, notice_id: int) -> None:
    """Try no occurrence of a notice any more."""
    runs = update(NoticeRun).where(col(NoticeRun.notice_id) == notice_id)
    await session.exec(runs.values(next_at=None))


async def put_in_doubt(
    session: AsyncSession,
    paths: Collection[str],
    *,
    staff: bool = False,
    but: int | None = None,
    at: datetime,
) -> None:
    """Have single notices looked at that wait for a day of these grids, or of staff's groups."""
    around = [or_(under(path), col(Grid.path).in_(lineage(path))) for path in paths]
    same = (
        select(NoticeScope.notice_id)
        .join(Grid, col(Grid.id) == NoticeScope.grid_id)
        .where(or_(*around))
    )
    beside = col(Notice.audience) == Audience.STAFF  # one group may serve grids side by side
    waits = select(NoticeRun.notice_id).where(col(NoticeRun.next_at).is_not(None))
    theirs = update(Notice).where(
        beside if staff else col(Notice.id).in_(same),
        col(Notice.id) != but if but is not None else true(),
        col(Notice.author_id).is_not(None),
        col(Notice.repeat) == Repeat.ONCE,
        or_(
            col(Notice.state) == NoticeState.ACTIVE,
            and_(col(Notice.state) == NoticeState.OVER, col(Notice.id).in_(waits)),
        ),
    )
    await session.exec(
        theirs.values(in_doubt_since=at).execution_options(synchronize_session=False)
    )


IN_DOUBT = select(Notice.id).where(col(Notice.in_doubt_since) <= NOW)


async def in_doubt(session: AsyncSession, at: datetime) -> Sequence[int]:
    """Return some of the notices whose day something else may have taken: plans are dear."""
    return (await find_due(session, IN_DOUBT, at))[:PLANS_AT_ONCE]
