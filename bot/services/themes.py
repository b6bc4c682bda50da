"""The safety calendar of a town's year: what is due when, and how many grids and groups it reaches."""

from dataclasses import dataclass

from sqlalchemy import distinct, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.almanac import YEARS, Almanac
from bot.domain.grid import Audience
from bot.domain.policy import Policy
from bot.domain.themes import Due, year_of
from bot.errors import OperatorError
from bot.services.tables import table_of
from bot.storage import grid, holidays
from bot.storage.chats import PUBLIC, Chat, ChatGrid
from bot.storage.grid import Grid

chats = table_of(Chat)
bound = table_of(ChatGrid)
grids = table_of(Grid)


@dataclass(frozen=True)
class Reach:
    """How many grids have a group for an audience, and how many groups those are."""

    grids: int
    groups: int


@dataclass(frozen=True)
class Reminder:
    """What is due, for whom, and how many it reaches."""

    due: Due
    audience: Audience
    reach: Reach


@dataclass(frozen=True)
class Year:
    """A year of the safety calendar."""

    reminders: tuple[Reminder, ...]
    only_statutory: bool
    """Nobody has said yet which days are moved."""


async def almanac_of(session: AsyncSession, policy: Policy) -> Almanac:
    """Return the town's year, with the days off that an operator has imported."""
    return Almanac(policy.seasons, await holidays.notices(session))


async def plan_year(
    session: AsyncSession, year: int, policy: Policy, *, code: str | None = None
) -> Year:
    """Return what goes out in a year, at a node and below or everywhere, by day and hour."""
    if year not in YEARS:
        raise OperatorError(f"there is a calendar of {YEARS[0]} to {YEARS[-1]}, not of {year}")
    reached = await _reached(session, await _path(session, code))
    almanac = await almanac_of(session, policy)
    planned = [
        Reminder(due, audience, reached[audience])
        for audience in PUBLIC
        for due in year_of(year, audience, almanac)
    ]
    planned.sort(key=lambda one: (one.due.day, one.due.at))
    return Year(tuple(planned), almanac.notices.only_statutory(year))


async def _path(session: AsyncSession, code: str | None) -> str | None:
    if code is None:
        return None
    node = await grid.by_code(session, code)
    if node is None:
        raise OperatorError(f"there is no grid with the code {code!r}")
    return node.path


async def _reached(session: AsyncSession, path: str | None) -> dict[Audience, Reach]:
    """Count by audience, in one statement, what the bot can still write to."""
    query = (
        select(
            chats.c.audience,
            func.count(distinct(bound.c.grid_id)),
            func.count(distinct(bound.c.chat_id)),
        )
        .join(chats, chats.c.id == bound.c.chat_id)
        .join(grids, grids.c.id == bound.c.grid_id)
        .where(chats.c.audience.in_(PUBLIC), chats.c.lost_at.is_(None))
        .group_by(chats.c.audience)
    )
    if path is not None:
        query = query.where(grid.under(path))
    rows = await (await session.connection()).execute(query)
    found = {audience: Reach(nodes, groups) for audience, nodes, groups in rows}
    return {audience: found.get(audience, Reach(0, 0)) for audience in PUBLIC}
