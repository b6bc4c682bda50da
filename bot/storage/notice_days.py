"""On which day a group hears an occurrence of a notice: ten thousand groups in a few statements."""

from collections.abc import Collection, Mapping
from datetime import date

from sqlalchemy import Subquery, delete, func, insert, literal, or_, union_all, update
from sqlalchemy import select as sql_select
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.notices import Why
from bot.domain.themes import Theme
from bot.storage.announcements import GatheringDay
from bot.storage.grid import AT_ONCE, Grid
from bot.storage.notice_groups import among
from bot.storage.notices import NoticeGroup, NoticeRun

LOUDEST = 10
_NOT_MUTED = or_(col(NoticeGroup.why).is_(None), col(NoticeGroup.why) != Why.MUTED)


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


async def settle(
    session: AsyncSession, run_id: int, hear: Collection[int], why: Mapping[int, Why], *, day: date
) -> None:
    """Give some groups of an occurrence this day, and note of others why they don't hear it."""
    given: dict[tuple[date | None, Why | None], list[int]] = {(day, None): list(hear)}
    for chat, late in why.items():
        given.setdefault((None, late), []).append(chat)
    for (heard, reason), groups in given.items():
        for start in range(0, len(groups), AT_ONCE):
            some = col(NoticeGroup.chat_id).in_(groups[start : start + AT_ONCE])
            theirs = update(NoticeGroup).where(col(NoticeGroup.run_id) == run_id, some)
            told = theirs.values(day=heard, why=reason)
            await session.exec(told.execution_options(synchronize_session=False))


async def leave_out(session: AsyncSession, run_id: int, meant: Subquery) -> None:
    """Let groups that a notice isn't for any more wait no longer for an occurrence of it."""
    theirs = col(NoticeGroup.chat_id).not_in(sql_select(meant.c.id))
    waits = [col(NoticeGroup.run_id) == run_id, col(NoticeGroup.day).is_(None), theirs]
    gone = delete(NoticeGroup).where(*waits)
    await session.exec(gone.execution_options(synchronize_session=False))


async def end(session: AsyncSession, run_id: int, why: Why) -> None:
    """Note why the groups that still wait for an occurrence don't hear it any more."""
    left = update(NoticeGroup).where(
        col(NoticeGroup.run_id) == run_id, col(NoticeGroup.day).is_(None), _NOT_MUTED
    )
    await session.exec(left.values(why=why).execution_options(synchronize_session=False))


async def told_on(session: AsyncSession, theme: Theme, groups: Collection[int]) -> dict[int, date]:
    """Return on which day each of these groups, if not more, heard of a theme last."""
    query = (
        sql_select(col(NoticeGroup.chat_id), func.max(NoticeGroup.day))
        .where(
            col(NoticeGroup.theme) == theme,
            col(NoticeGroup.day).is_not(None),
            among(col(NoticeGroup.chat_id), groups),
        )
        .group_by(col(NoticeGroup.chat_id))
    )
    return dict((await (await session.connection()).execute(query)).all())  # type: ignore[arg-type]


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
            col(row.day) > since, among(col(row.chat_id), groups)
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
    session: AsyncSession, groups: Collection[int], runs: Collection[int]
) -> list[tuple[int, int]]:
    """Return which of these groups, if not more, wait for their day of which occurrence."""
    query = sql_select(col(NoticeGroup.chat_id), col(NoticeGroup.run_id)).where(
        col(NoticeGroup.run_id).in_(runs),
        col(NoticeGroup.day).is_(None),
        _NOT_MUTED,
        among(col(NoticeGroup.chat_id), groups),
    )
    found = await (await session.connection()).execute(query)
    return [(chat, run) for chat, run in found]


async def waiting(session: AsyncSession, run_id: int) -> int:
    """Return how many groups of an occurrence may still hear it on another day."""
    query = (
        select(func.count())
        .select_from(NoticeGroup)
        .where(
            NoticeGroup.run_id == run_id,
            col(NoticeGroup.day).is_(None),
            _NOT_MUTED,
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
            _NOT_MUTED,
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
