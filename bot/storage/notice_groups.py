"""Which groups hear an occurrence of a notice, on which day: ten thousand in a few statements."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Label,
    String,
    Subquery,
    cast,
    delete,
    exists,
    false,
    func,
    insert,
    literal,
    or_,
    true,
    union_all,
    update,
)
from sqlalchemy import case as sql_case
from sqlalchemy import select as sql_select
from sqlalchemy.orm import Mapped, aliased
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.grid import Audience, subtree_end
from bot.domain.notices import WEEK_DAYS, WEEK_MOST, Why
from bot.domain.themes import Theme
from bot.storage import chats
from bot.storage.chats import Chat, ChatGrid
from bot.storage.everywhere import constant, put_in
from bot.storage.gatherings import GatheringDay
from bot.storage.grid import Grid
from bot.storage.notices import Notice, NoticeGroup, NoticeRun, ThemeMute
from bot.storage.outbox import NEW, UNSETTLED, WAITING, Delivery, Lane, Op, Post, Purpose, Status
from bot.storage.rewording import held_up

SLOT = "notice"
LOUDEST = 10
FEW = 500
"""So many groups are asked for by name; SQLite takes some thousand values in a statement."""


def meant(
    paths: Collection[str],
    excluded: Collection[str],
    audience: Audience | None,
    *,
    nodes: Collection[int] = (),
) -> Subquery:
    """Return the groups of these subtrees and nodes without those, see `chats.public`.

    Without an audience those of residents and firms.
    """
    whose = chats.PUBLIC if audience is None else [audience]
    groups = chats.public(paths, nodes=nodes, whose=whose)
    rows = sql_select(groups)
    for path in excluded:
        its = (groups.c.path >= path) & (groups.c.path < subtree_end(path))
        rows = rows.where(~its)
    return rows.subquery()


async def count(session: AsyncSession, groups: Subquery) -> int:
    """Return how many of such groups the bot can still reach."""
    reached = select(func.count()).select_from(groups).where(groups.c.lost_at.is_(None))
    return (await session.exec(reached)).one()


async def titles(session: AsyncSession, groups: Subquery) -> list[tuple[int, str]]:
    """Return such groups with their titles, or the names of their nodes, in the order of the grid."""
    name = func.coalesce(func.nullif(groups.c.title, ""), col(Grid.name))
    rows = (
        sql_select(groups.c.id, name)
        .join(Grid, col(Grid.id) == groups.c.grid_id)
        .where(groups.c.lost_at.is_(None))
    )
    found = await session.exec(rows.order_by(groups.c.path, groups.c.id.desc()))  # type: ignore[call-overload]
    return [(key, title) for key, title in found]


async def begin(
    session: AsyncSession, run: NoticeRun, theme: Theme | None, groups: Subquery
) -> None:
    """Note for which groups an occurrence is."""
    known = select(NoticeGroup.chat_id).where(NoticeGroup.run_id == run.key)
    table = NoticeGroup.__table__  # type: ignore[attr-defined] # SQLModel's tables have one
    rows = sql_select(
        literal(run.key).label("run_id"),
        groups.c.id.label("chat_id"),
        literal(theme, table.c.theme.type).label("theme"),
    ).where(groups.c.id.not_in(known))
    columns = [column.name for column in rows.selected_columns]
    await session.exec(insert(NoticeGroup).from_select(columns, rows))


async def choose(
    session: AsyncSession,
    run: NoticeRun,
    theme: Theme | None,
    *,
    today: date,
    apart: timedelta,
    rivals: Sequence[ColumnElement[bool]] = (),
) -> None:
    """Give the groups that may hear it today this day, and the others the reason why not."""
    mine = col(NoticeGroup.run_id) == run.key, col(NoticeGroup.day).is_(None)
    reasons = update(NoticeGroup).where(*mine).values(why=_why(theme, today, apart, rivals))
    await session.exec(reasons.execution_options(synchronize_session=False))
    free = update(NoticeGroup).where(*mine, col(NoticeGroup.why).is_(None)).values(day=today)
    await session.exec(free.execution_options(synchronize_session=False))


def _why(
    theme: Theme | None, today: date, apart: timedelta, rivals: Sequence[ColumnElement[bool]]
) -> ColumnElement[str]:
    heard = aliased(NoticeGroup)
    same = col(heard.chat_id) == NoticeGroup.chat_id
    muted = exists().where(
        col(ThemeMute.chat_id) == NoticeGroup.chat_id, col(ThemeMute.theme) == theme
    )
    since = today - timedelta(days=WEEK_DAYS)
    is_taken = exists().where(same, col(heard.day) == today)
    this_week = (
        select(func.count())
        .select_from(heard)
        .where(same, col(heard.day) > since)
        .scalar_subquery()
    )
    told = aliased(GatheringDay)
    there = col(told.chat_id) == NoticeGroup.chat_id
    announced = (
        select(func.count())
        .select_from(told)
        .where(there, col(told.day) > since, col(told.day) <= today)
        .scalar_subquery()
    )
    again = exists().where(same, col(heard.theme) == theme, col(heard.day) > today - apart)
    named = theme is not None
    return sql_case(
        (muted if named else false(), literal(Why.MUTED.value)),
        (this_week + announced >= WEEK_MOST, literal(Why.WEEK.value)),
        (or_(is_taken, exists().where(there, col(told.day) == today)), literal(Why.DAY.value)),
        (again if named else false(), literal(Why.THEME.value)),
        (or_(false(), *rivals), literal(Why.RIVAL.value)),
    )


def _among(column: Mapped[int], groups: Collection[int]) -> ColumnElement[bool]:
    """Return the condition "one of these groups"; of very many all are read instead."""
    return column.in_(groups) if len(groups) <= FEW else true()


async def told_on(session: AsyncSession, theme: Theme, groups: Collection[int]) -> dict[int, date]:
    """Return on which day each of these groups, if not more, heard of a theme last."""
    query = (
        sql_select(col(NoticeGroup.chat_id), func.max(NoticeGroup.day))
        .where(
            col(NoticeGroup.theme) == theme,
            col(NoticeGroup.day).is_not(None),
            _among(col(NoticeGroup.chat_id), groups),
        )
        .group_by(col(NoticeGroup.chat_id))
    )
    return dict((await (await session.connection()).execute(query)).all())  # type: ignore[arg-type]


async def reached(session: AsyncSession, groups: Subquery) -> list[int]:
    """Return those of such groups that the bot can still reach."""
    query = sql_select(groups.c.id).where(groups.c.lost_at.is_(None))
    return list((await (await session.connection()).execute(query)).scalars())


async def still_waiting(session: AsyncSession, run_id: int) -> list[int]:
    """Return the groups of an occurrence that have no day yet."""
    query = select(NoticeGroup.chat_id).where(
        NoticeGroup.run_id == run_id, col(NoticeGroup.day).is_(None)
    )
    return list(await session.exec(query))


async def days(
    session: AsyncSession, groups: Collection[int], *, since: date
) -> dict[int, set[date]]:
    """Return on which days these groups, if not more, hear something from then on.

    Announcements of gatherings are among it.
    """
    found: dict[int, set[date]] = {}
    queries = [
        sql_select(col(row.chat_id), col(row.day)).where(
            col(row.day) > since, _among(col(row.chat_id), groups)
        )
        for row in (NoticeGroup, GatheringDay)
    ]
    connection = await session.connection()
    for query in queries:
        for chat, day in await connection.execute(query):
            if day is not None:
                found.setdefault(chat, set()).add(day)
    return found


async def wait_for_a_day(
    session: AsyncSession, groups: Collection[int], *, until: datetime
) -> list[tuple[int, NoticeRun, Notice]]:
    """Return which of these groups, if not more, wait for their day of which occurrence until then."""
    query = (
        select(NoticeGroup.chat_id, NoticeRun, Notice)
        .join(NoticeRun, col(NoticeRun.id) == NoticeGroup.run_id)
        .join(Notice, col(Notice.id) == NoticeRun.notice_id)
        .where(
            col(NoticeRun.next_at) < until,
            col(NoticeGroup.day).is_(None),
            or_(col(NoticeGroup.why).is_(None), col(NoticeGroup.why) != Why.MUTED),
            _among(col(NoticeGroup.chat_id), groups),
        )
    )
    return list(await session.exec(query))


async def places(session: AsyncSession, groups: Collection[int]) -> list[tuple[int, str, Audience]]:
    """Return at which nodes these groups, if not more, are, by path, and for whom."""
    query = (
        sql_select(col(ChatGrid.chat_id), col(Grid.path), col(Chat.audience))
        .join(Chat, col(Chat.id) == ChatGrid.chat_id)
        .join(Grid, col(Grid.id) == ChatGrid.grid_id)
        .where(_among(col(ChatGrid.chat_id), groups))
    )
    found = await (await session.connection()).execute(query)
    return [(chat, path, audience) for chat, path, audience in found]


def wanted_by(groups: Subquery) -> ColumnElement[bool]:
    """Return the condition "another notice is for this group, too"."""
    return col(NoticeGroup.chat_id).in_(sql_select(groups.c.id))


def wanted_by_run(run_id: int) -> ColumnElement[bool]:
    """Return the condition "another occurrence waits for a day of this group"."""
    other = aliased(NoticeGroup)
    waiting = select(other.chat_id).where(col(other.run_id) == run_id, col(other.day).is_(None))
    return col(NoticeGroup.chat_id).in_(waiting)


async def tell(
    session: AsyncSession,
    run: NoticeRun,
    words: Post,
    groups: Subquery,
    *,
    today: date,
    locale: str,
    with_photo: bool,
    valid_until: datetime,
    at: datetime,
) -> None:
    """Queue it for the groups that hear it today, in one statement; lost ones are listed."""
    group = groups.c
    lost = group.lost_at.is_not(None)
    once = literal(f"{SLOT}:{run.key}:") + cast(group.id, String)
    chosen = select(NoticeGroup.chat_id).where(
        NoticeGroup.run_id == run.key, NoticeGroup.day == today
    )
    told = select(Delivery.chat_id).where(col(Delivery.run_id) == run.key)
    rows = (
        sql_select(
            group.id.label("chat_id"),
            group.topic,
            group.grid_id,
            func.coalesce(group.locale, locale).label("locale"),
            sql_case((lost, Status.REFUSED.value), else_=Status.QUEUED.value).label("status"),
            sql_case((lost, func.coalesce(group.lost_reason, ""))).label("reason"),
            once.label("once"),
            *constant(
                post_id=words.id,
                run_id=run.key,
                purpose=Purpose.NOTICE,
                slot=SLOT,
                op=Op.SEND,
                lane=int(Lane.NOTICES),
                rank=0,
                silent=True,
                paid=False,
                exercise=False,
                with_photo=with_photo,
                attempts=0,
                queued_at=at,
                valid_until=valid_until,
            ),
        )
        .where(group.id.in_(chosen), group.id.not_in(told))
        .order_by(group.path, group.id)
    )
    await session.flush()
    await session.exec(put_in(rows))


async def give_back(session: AsyncSession, run_id: int, *, at: datetime) -> int:
    """Let groups that an occurrence did not reach in time wait for another day; returns how many.

    Nothing of it went out there: what may have been read stays as it is.
    """
    late = held_up(col(Delivery.run_id) == run_id, at=at)
    chats = select(Delivery.chat_id).where(*late)
    theirs = update(NoticeGroup).where(
        col(NoticeGroup.run_id) == run_id, col(NoticeGroup.chat_id).in_(chats)
    )
    plain = {"synchronize_session": False}
    await session.exec(theirs.values(day=None).execution_options(**plain))
    gone = delete(Delivery).where(*late).execution_options(**plain)
    return (await session.exec(gone)).rowcount


async def waiting(session: AsyncSession, run_id: int) -> int:
    """Return how many groups of an occurrence may still hear it on another day."""
    query = (
        select(func.count())
        .select_from(NoticeGroup)
        .where(
            NoticeGroup.run_id == run_id,
            col(NoticeGroup.day).is_(None),
            or_(col(NoticeGroup.why).is_(None), col(NoticeGroup.why) != Why.MUTED),
        )
    )
    return (await session.exec(query)).one()


async def left_out(session: AsyncSession, run_id: int) -> list[tuple[Why | None, int]]:
    """Return how many groups have not heard an occurrence, by reason, muted ones left out."""
    query = (
        sql_select(col(NoticeGroup.why), func.count())
        .where(
            col(NoticeGroup.run_id) == run_id,
            col(NoticeGroup.day).is_(None),
            or_(col(NoticeGroup.why).is_(None), col(NoticeGroup.why) != Why.MUTED),
        )
        .group_by(col(NoticeGroup.why))
    )
    return [(why, count) for why, count in await session.exec(query)]  # type: ignore[call-overload]


async def unheard(session: AsyncSession, notice_ids: Collection[int]) -> set[int]:
    """Return those of these notices of which something came due and no group was given a day."""
    heard = (
        select(NoticeGroup.chat_id)
        .where(NoticeGroup.run_id == NoticeRun.id, col(NoticeGroup.day).is_not(None))
        .exists()
    )
    runs = select(NoticeRun.notice_id).where(col(NoticeRun.notice_id).in_(notice_ids))
    came, told = set(await session.exec(runs)), set(await session.exec(runs.where(heard)))
    return came - told


async def counts(session: AsyncSession, notice_id: int) -> list[tuple[bool, Why | None, int]]:
    """Return of all occurrences how many groups still wait (open) or did not hear, by reason."""
    is_open = col(NoticeRun.next_at).is_not(None)
    query = (
        sql_select(is_open, col(NoticeGroup.why), func.count())
        .join(NoticeRun, col(NoticeRun.id) == NoticeGroup.run_id)
        .where(col(NoticeRun.notice_id) == notice_id, col(NoticeGroup.day).is_(None))
        .group_by(is_open, col(NoticeGroup.why))
    )
    return [(bool(open_), why, count) for open_, why, count in await session.exec(query)]  # type: ignore[call-overload]


def _messages(notice_id: int) -> list[ColumnElement[bool]]:
    runs = select(NoticeRun.id).where(NoticeRun.notice_id == notice_id)
    return [col(Delivery.run_id).in_(runs), col(Delivery.op).in_(NEW)]


async def by_status(session: AsyncSession, notice_id: int) -> dict[Status, int]:
    """Return how many messages of a notice were sent, wait, were refused."""
    query = sql_select(col(Delivery.status), func.count()).where(*_messages(notice_id))
    rows = await session.exec(query.group_by(col(Delivery.status)))  # type: ignore[call-overload]
    return dict(rows.all())


async def is_under_way(session: AsyncSession, notice_id: int) -> bool:
    """Return whether a message of a notice is still to go out."""
    query = select(Delivery.id).where(*_messages(notice_id), col(Delivery.status).in_(UNSETTLED))
    return (await session.exec(query.limit(1))).first() is not None


async def reword(session: AsyncSession, notice_id: int, words: Post, *, with_photo: bool) -> None:
    """Let what of a notice has not gone out yet say these words."""
    runs = update(NoticeRun).where(
        col(NoticeRun.notice_id) == notice_id,
        col(NoticeRun.next_at).is_not(None),
        col(NoticeRun.post_id).is_not(None),
    )
    await session.exec(runs.values(post_id=words.id))
    waits = update(Delivery).where(*_messages(notice_id), col(Delivery.status).in_(WAITING))
    await session.exec(
        waits.values(post_id=words.id, with_photo=with_photo).execution_options(
            synchronize_session=False
        )
    )


async def asked(session: AsyncSession, slot: str) -> Sequence[Delivery]:
    """Return the messages that ask for a second person."""
    query = select(Delivery).where(Delivery.slot == slot, col(Delivery.op).in_(NEW))
    return (await session.exec(query.with_for_update())).all()


async def asked_at(session: AsyncSession, slot: str, chats: Collection[int]) -> datetime | None:
    """Return when a second person was asked last, in one of these chats."""
    query = select(func.max(Delivery.queued_at)).where(
        col(Delivery.chat_id).in_(chats), Delivery.slot == slot, col(Delivery.op).in_(NEW)
    )
    return (await session.exec(query)).one()


def _standing(notice_id: int, since: datetime | None = None) -> list[ColumnElement[bool]]:
    """Return the conditions of messages that stand, of those that went out since then."""
    later = aliased(Delivery)
    gone = exists().where(col(later.target_id) == Delivery.id, col(later.op) == Op.DELETE)
    sent = func.coalesce(Delivery.sent_at, Delivery.queued_at)
    return [
        *_messages(notice_id),
        col(Delivery.status).in_((Status.SENT, Status.SENDING)),
        true() if since is None else sent > since,
        ~gone,
    ]


async def standing(session: AsyncSession, notice_id: int, *, since: datetime) -> int:
    """Return how many messages of a notice can still be deleted."""
    query = select(func.count()).select_from(Delivery)
    return (await session.exec(query.where(*_standing(notice_id, since)))).one()


def _latest(notice_id: int) -> list[ColumnElement[bool]]:
    """Return the conditions of messages of a notice's last occurrence that stand in groups."""
    runs = select(func.max(NoticeRun.id)).where(
        NoticeRun.notice_id == notice_id, col(NoticeRun.post_id).is_not(None)
    )
    return [
        *_standing(notice_id),
        col(Delivery.run_id) == runs.scalar_subquery(),
    ]


async def editable(session: AsyncSession, notice_id: int) -> int:
    """Return how many messages of a notice's last occurrence can be given other words."""
    query = select(func.count()).select_from(Delivery)
    return (await session.exec(query.where(*_latest(notice_id)))).one()


async def replace(
    session: AsyncSession, notice_id: int, words: Post, *, with_photo: bool, at: datetime
) -> int:
    """Queue other words for every message of the last occurrence; returns how many."""
    found = await editable(session, notice_id)
    message, edit = aliased(Delivery), aliased(Delivery)
    keys = select(Delivery.id).where(*_latest(notice_id))
    waits = update(Delivery).where(
        col(Delivery.target_id).in_(keys),
        col(Delivery.op) == Op.EDIT,
        col(Delivery.status).in_(WAITING),
    )
    await session.exec(
        waits.values(post_id=words.id, with_photo=with_photo).execution_options(
            synchronize_session=False
        )
    )
    edited = exists().where(
        col(edit.target_id) == message.id,
        col(edit.op) == Op.EDIT,
        col(edit.status).in_(WAITING),
    )
    changed = constant(post_id=words.id, with_photo=with_photo)
    own = _about(Purpose.UPDATE, Op.EDIT, at=at)
    rows = (
        sql_select(*_copied(message), col(message.id).label("target_id"), *changed, *own)
        .where(col(message.id).in_(keys), ~edited)
        .order_by(col(message.id))
    )
    await session.flush()
    await session.exec(put_in(rows))
    return found


def _copied(message: type[Delivery]) -> list[ColumnElement[Any]]:
    names = ("chat_id", "topic", "grid_id", "locale", "exercise", "run_id")
    return [getattr(message, name) for name in names]


def _about(purpose: Purpose, op: Op, *, at: datetime) -> list[Label[Any]]:
    """Return what every change of a message of a notice has in common."""
    return constant(
        purpose=purpose,
        op=op,
        lane=int(Lane.CARDS),
        rank=0,
        silent=True,
        paid=False,
        status=Status.QUEUED,
        attempts=0,
        queued_at=at,
    )


async def drop(session: AsyncSession, notice_id: int, reason: str) -> None:
    """Give up what of a notice has not been sent."""
    waits = update(Delivery).where(*_messages(notice_id), col(Delivery.status).in_(WAITING))
    await session.exec(
        waits.values(status=Status.DROPPED, reason=reason).execution_options(
            synchronize_session=False
        )
    )


async def take_back(session: AsyncSession, notice_id: int, *, since: datetime, at: datetime) -> int:
    """Queue the deletion of every message that Telegram still deletes; returns how many."""
    found = await standing(session, notice_id, since=since)
    message = aliased(Delivery)
    keys = select(Delivery.id).where(*_standing(notice_id, since))
    own = [*constant(with_photo=False), *_about(Purpose.RECALL, Op.DELETE, at=at)]
    rows = (
        sql_select(*_copied(message), col(message.id).label("target_id"), *own)
        .where(col(message.id).in_(keys))
        .order_by(col(message.id))
    )
    await session.flush()
    await session.exec(put_in(rows))
    return found


async def loudest(
    session: AsyncSession, groups: Subquery, *, since: date, until: date
) -> list[tuple[str, int]]:
    """Return which of these groups heard most within some days, announcements among it, and how much."""
    days = [
        sql_select(col(row.chat_id), col(row.day)).where(
            col(row.day) >= since, col(row.day) < until
        )
        for row in (NoticeGroup, GatheringDay)
    ]
    heard = union_all(*days).subquery()
    many = (
        sql_select(heard.c.chat_id, func.count().label("many")).group_by(heard.c.chat_id).subquery()
    )
    name = func.coalesce(func.nullif(groups.c.title, ""), col(Grid.name))
    query = (
        sql_select(name, many.c.many)
        .join(groups, groups.c.id == many.c.chat_id)
        .join(Grid, col(Grid.id) == groups.c.grid_id)
        .order_by(many.c.many.desc(), groups.c.path, groups.c.id.desc())
        .limit(LOUDEST)
    )
    return [(title, count) for title, count in await session.exec(query)]  # type: ignore[call-overload]
