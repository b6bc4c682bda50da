"""Coverage: what the grid lacks, for duty desks and admins; never a word of a case."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, case, func, literal, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.coverage import (
    A_WEEK,
    REST,
    TOWNS,
    Coverage,
    Gap,
    Missing,
    Node,
    Post,
    counted,
    missing_of_grids,
    missing_of_people,
    next_weekly,
)
from bot.domain.grid import Audience, Role, lineage
from bot.domain.policy import Policy
from bot.errors import NotAllowed, NotFound, OperatorError
from bot.services import desk, loudness, saying
from bot.services.rights import Actor, is_in_admins
from bot.services.tables import AnySelect, table_of
from bot.storage import grid, people, schedules, suspensions
from bot.storage.chats import PUBLIC, Chat, ChatGrid
from bot.storage.grid import Grid
from bot.storage.invitations import Awaited
from bot.storage.outbox import Lane, was_queued
from bot.storage.people import Account, Appointment
from bot.storage.schedules import Schedule

SCHEDULE = "coverage"
GAPS = {gap: place for place, gap in enumerate(Gap)}
MAY_SEE = frozenset({Role.DUTY, Role.ADMIN})

grids = table_of(Grid)
held = table_of(Appointment)
awaited = table_of(Awaited)
accounts = table_of(Account)
chats = table_of(Chat)
bound = table_of(ChatGrid)


async def missing(session: AsyncSession, *, unit: str | None = None, at: datetime) -> list[Missing]:
    """Return every hole of the whole grid, or of what a unit (单位) has taken on, by node.

    Raises OperatorError for a unit that nobody is of: a slip of the pen is not all well.
    """
    connection = await session.connection()
    nodes = [Node(*row) for row in await connection.execute(_nodes(unit))]
    posts = [Post(*row) for row in await connection.execute(_posts(unit))]
    posts += [Post(*row) for row in await connection.execute(_awaited(unit))]
    if unit is not None and not posts:
        raise OperatorError(
            f"nobody is of the unit {unit!r}; see the column unit of the staff file"
        )
    its = {node.code for node in nodes if node.of_unit or unit is None}
    found = [one for one in missing_of_grids(nodes) if one.grid in its]
    found += missing_of_people(posts, at)
    return sorted(found, key=lambda one: (one.path, GAPS[one.gap]))


def _count(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)


def _nodes(unit: str | None) -> AnySelect:
    """Return every node with how many of what it has, in one pass."""
    own = held.c.absence_id.is_(None) & held.c.user_id.not_in(suspensions.suspended())
    staffed = (
        select(
            held.c.grid_id,
            _count(held.c.role == Role.WORKER).label("workers"),
            _count(held.c.role == Role.INSTRUCTOR).label("instructors"),
            _count(held.c.unit == unit).label("of_unit"),
        )
        .where(own)
        .group_by(held.c.grid_id)
        .subquery()
    )
    heard = chats.c.lost_at.is_(None) & chats.c.deaf.is_(False)
    grouped = (
        select(
            bound.c.grid_id,
            _count(heard & chats.c.audience.in_(PUBLIC)).label("public"),
            _count(heard & (chats.c.audience == Audience.STAFF)).label("staff"),
            _count(~heard).label("unheard"),
        )
        .join(chats, chats.c.id == bound.c.chat_id)
        .group_by(bound.c.grid_id)
        .subquery()
    )
    return (
        select(
            *(grids.c[name] for name in ("code", "name", "level", "path")),
            *(func.coalesce(staffed.c[name], 0) for name in ("workers", "instructors", "of_unit")),
            *(func.coalesce(grouped.c[name], 0) for name in ("public", "staff", "unheard")),
        )
        .outerjoin(staffed, staffed.c.grid_id == grids.c.id)
        .outerjoin(grouped, grouped.c.grid_id == grids.c.id)
        .order_by(grids.c.path)
    )


def _posts(unit: str | None) -> AnySelect:
    """Return every appointment with its node and what is known of the account, a person at a time."""
    query = (
        select(
            *(held.c[name] for name in ("user_id", "name", "role", "unit")),
            *(grids.c[name] for name in ("code", "name", "level", "path")),
            *(accounts.c[name] for name in ("private_since", "seen_at")),
        )
        .join(grids, grids.c.id == held.c.grid_id)
        .outerjoin(accounts, accounts.c.id == held.c.user_id)
        .where(held.c.absence_id.is_(None), held.c.user_id.not_in(suspensions.suspended()))
        .order_by(held.c.user_id, grids.c.path)
    )
    return query.where(held.c.unit == unit) if unit else query


def _awaited(unit: str | None) -> AnySelect:
    """Return the appointments that wait for their account."""
    query = (
        select(
            literal(None),
            *(awaited.c[name] for name in ("name", "role", "unit")),
            *(grids.c[name] for name in ("code", "name", "level", "path")),
        )
        .join(grids, grids.c.id == awaited.c.grid_id)
        .order_by(grids.c.path, awaited.c.id)
    )
    return query.where(awaited.c.unit == unit) if unit else query


async def towns_of(session: AsyncSession) -> dict[str, str]:
    """Return the names of the towns, and of the district, by path."""
    query = select(grids.c.path, grids.c.name).where(grids.c.level.in_(list(TOWNS)))
    found = await (await session.connection()).execute(query)
    return {row.path: row.name for row in found}


async def seen_by(
    session: AsyncSession, actor: Actor, code: str | None, policy: Policy, *, at: datetime
) -> list[tuple[Coverage, list[Missing]]]:
    """Return what is missing at a node and below, or at each of the actor's: for duty and admins."""
    nodes = await _nodes_of(session, actor, code, policy)
    found = await missing(session, at=at)
    seen = []
    for node in nodes:
        below = [one for one in found if one.path.startswith(node.path)]
        seen.append((await _coverage(session, node, below), below))
    return seen


async def _nodes_of(
    session: AsyncSession, actor: Actor, code: str | None, policy: Policy
) -> Sequence[Grid]:
    everything = await is_in_admins(session, actor, policy)
    own = {
        node.path: node
        for appointment, node in await people.appointments_of(session, actor.id)
        if appointment.role in MAY_SEE
    }
    if not own and not everything:
        raise NotAllowed("refusal-coverage")
    if code is None:
        tops = await grid.children(session, None) if everything else own.values()
        return [node for node in tops if own.keys().isdisjoint(lineage(node.path)[1:])]
    node = await grid.by_code(session, code)
    if node is None:
        raise NotFound("refusal-unknown-grid", code=code)
    if not everything and own.keys().isdisjoint(lineage(node.path)):
        raise NotAllowed("refusal-coverage")
    return [node]


async def _coverage(
    session: AsyncSession, node: Grid, below: Sequence[Missing], *, weekly: bool = False
) -> Coverage:
    """Count the holes of a node; where towns lie under it, of each of them, too."""
    parts = await grid.children(session, node.key)
    towns = [part for part in parts if part.level in TOWNS]
    counts = [(town.name, sum(one.path.startswith(town.path) for one in below)) for town in towns]
    return Coverage(node.name, node.code, counted(below), tuple(counts), weekly)


async def due(session: AsyncSession, policy: Policy, at: datetime) -> Sequence[int]:
    """Return one entry, in the daytime, while the weekly card is due, or nobody has said yet when it is."""
    schedule = await session.get(Schedule, SCHEDULE)
    if schedule is None:
        return [0]
    return [0] if schedule.next_at <= at and policy.night_until(at) is None else []


async def tell_desks(session: AsyncSession, _key: int, policy: Policy, *, at: datetime) -> None:
    """For the clock: every duty desk reads once a week what its grid lacks; the first Monday is to come.

    After weeks of absence only the last one is told.
    """
    schedule = await schedules.turn(session, SCHEDULE)
    if schedule is None:
        await schedules.begin(session, SCHEDULE, next_at=next_weekly(at, policy.timezone))
        return
    if schedule.next_at > at:
        return
    week = max(schedule.next_at, next_weekly(at - A_WEEK, policy.timezone))
    schedule.next_at = next_weekly(at + REST, policy.timezone)
    found = await missing(session, at=at)
    for node in await people.desks(session):
        await loudness.tell(session, node, policy, week=week, at=at)
        below = [one for one in found if one.path.startswith(node.path)]
        if not below:
            continue
        card = await _coverage(session, node, below, weekly=True)
        for place in await desk.at_node(session, node, policy):
            once = f"coverage:{week:%Y%m%d}:{place.chat_id}"
            if not await was_queued(session, once):
                lane = Lane.CARDS
                await saying.send(session, card, place, at=at, lane=lane, silent=True, once=once)
