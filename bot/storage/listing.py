"""Finding open cases page by page, at the same cost whatever is on record.

Two ways lead to them. Where few nodes are asked for, the index on node and state gives their open
cases, and the newest of those are taken. Where many are, `ix_cases_open` is read from the newest
case on until a page is full: it holds the open ones only, and all that decides whether one fits.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, not_, or_
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession
from sqlmodel.sql.expression import SelectOfScalar

from bot.domain.alerts import Level
from bot.domain.kinds import Kind
from bot.domain.listing import Way
from bot.domain.states import OPEN
from bot.storage.cases import Case
from bot.storage.grid import Grid, under

FEW_NODES = 200
"""A village with everything under it; above that the open cases are walked through instead."""


_IN_OPEN_STATE = col(Case.state).in_(OPEN)
_AMONG_OPEN = (col(Case.outcome).is_(None), col(Case.number).is_not(None))
"""The same, in the words of `ix_cases_open`."""


@dataclass(frozen=True)
class Wanted:
    """Which open cases: of the subtrees `paths`, confidential ones only of those in `whole`."""

    paths: Sequence[str]
    whole: Sequence[str]
    reader_id: int | None = None
    """Who reads it, and may see what is confidential where it is in their own hands."""
    owner_id: int | None = None
    unclaimed: bool = False
    due_before: datetime | None = None
    kind: Kind | None = None
    moved: bool = False
    """Also what was reported there and is somewhere else now."""
    pressing: tuple[bool, datetime] | None = None
    """Only what is red or overdue there by then, or (False) only the others."""


async def open_cases(
    session: AsyncSession,
    wanted: Wanted,
    *,
    limit: int,
    way: Way = Way.NEWEST,
    edge: int = 0,
) -> Sequence[Case]:
    """Return open cases, newest first; beyond the case `edge` those that lie nearest to it."""
    nodes = None if wanted.owner_id is not None else await nodes_under(session, wanted.paths)
    keys = (await session.exec(page_of(wanted, nodes, limit=limit, way=way, edge=edge))).all()
    query = select(Case).where(col(Case.id).in_(keys)).order_by(col(Case.id).desc())
    return (await session.exec(query)).all()


async def presses(session: AsyncSession, wanted: Wanted, case_id: int, now: datetime) -> bool:
    """Return whether a case is red or overdue by now, where these nodes have it."""
    query = select(Case.id).where(Case.id == case_id, _presses(wanted, now))
    return (await session.exec(query)).first() is not None


async def nodes_under(session: AsyncSession, paths: Sequence[str]) -> Sequence[int] | None:
    """Return the nodes of these subtrees; None where they are more than a few."""
    query = select(Grid.id).where(or_(*(under(path) for path in paths)))
    found = (await session.exec(query.limit(FEW_NODES + 1))).all()
    return None if len(found) > FEW_NODES else [key for key in found if key is not None]


def page_of(
    wanted: Wanted,
    nodes: Sequence[int] | None,
    *,
    limit: int,
    way: Way = Way.NEWEST,
    edge: int = 0,
) -> SelectOfScalar[int | None]:
    """Return the statement for a page's ids; `nodes` are those of the subtrees if they are few."""
    query = select(col(Case.id)).where(may_read(wanted))
    if wanted.owner_id is not None:
        query = query.where(Case.owner_id == wanted.owner_id, _IN_OPEN_STATE, within(wanted.paths))
    elif nodes is not None:
        query = query.where(_open_at(nodes, moved=wanted.moved))
    else:
        query = query.where(*_AMONG_OPEN, within(wanted.paths, moved=wanted.moved))
    if wanted.unclaimed:
        query = query.where(col(Case.owner_id).is_(None))
    if wanted.due_before is not None:
        query = query.where(col(Case.due_at) < wanted.due_before)
    if wanted.kind is not None:
        query = query.where(Case.kind == wanted.kind)
    if wanted.pressing is not None:
        is_so, now = wanted.pressing
        query = query.where(_presses(wanted, now) if is_so else not_(_presses(wanted, now)))
    if way is Way.OLDER:
        query = query.where(col(Case.id) < edge)
    if way is Way.NEWER:
        return query.where(col(Case.id) > edge).order_by(col(Case.id)).limit(limit)
    return query.order_by(col(Case.id).desc()).limit(limit)


def _presses(wanted: Wanted, now: datetime) -> ColumnElement[bool]:
    """Return the condition "red, or overdue"; what has gone elsewhere is for others to do."""
    overdue = col(Case.due_at).is_not(None) & (col(Case.due_at) < now)
    return within(wanted.paths) & ((col(Case.level) == Level.RED) | overdue)


def _open_at(nodes: Sequence[int], *, moved: bool) -> ColumnElement[bool]:
    """Return the condition "open, at one of these nodes"; each half has an index of its own."""
    there = and_(col(Case.grid_id).in_(nodes), _IN_OPEN_STATE)
    return or_(there, and_(col(Case.origin_id).in_(nodes), *_AMONG_OPEN)) if moved else there


def within(paths: Sequence[str], *, moved: bool = False) -> ColumnElement[bool]:
    """Return the condition "a case of these subtrees", asked of each case that is looked at.

    `moved` takes in what was reported there and is somewhere else now.
    """
    its_node = col(Grid.id) == Case.grid_id
    if moved:
        its_node |= col(Grid.id) == Case.origin_id
    return exists().where(its_node, or_(*(under(path) for path in paths)))


def may_read(wanted: Wanted) -> ColumnElement[bool]:
    """Return the condition of `Case.is_confidential` turned round, for whoever reads."""
    theirs = [within(wanted.whole, moved=wanted.moved)] if wanted.whole else []
    if wanted.reader_id is not None:
        theirs.append(col(Case.owner_id) == wanted.reader_id)
    return or_(not_(confidential()), *theirs)


def confidential() -> ColumnElement[bool]:
    """Return the condition of `domain.reports.is_confidential`."""
    help_without_danger = (col(Case.kind) == Kind.HELP) & (col(Case.level) != Level.RED)
    return (col(Case.kind) == Kind.DISPUTE) | (
        col(Case.sensitive) & ((col(Case.kind) == Kind.NEED) | help_without_danger)
    )
