"""What a meeting looks at: all that is open under a node, and how much of what kind came in lately."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, func, or_
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.agenda import Sort
from bot.domain.kinds import PERSONS, Kind
from bot.domain.states import OPEN
from bot.storage import listing
from bot.storage.cases import Case
from bot.storage.grid import Grid, under

MOST = 2_000
"""Open cases of one node that a meeting can still be prepared for."""


async def nodes(session: AsyncSession, path: str) -> Sequence[Grid]:
    """Return a node with all under it."""
    return (await session.exec(select(Grid).where(under(path)))).all()


async def open_cases(session: AsyncSession, grids: Sequence[int]) -> Sequence[Case]:
    """Return what is open there, oldest first: nobody who is missed, and nothing of a drill."""
    query = select(Case).where(
        col(Case.grid_id).in_(grids), col(Case.state).in_(OPEN), _is_for_a_meeting()
    )
    return (await session.exec(query.order_by(col(Case.id)).limit(MOST))).all()


async def came_in(
    session: AsyncSession, grids: Sequence[int], *, since: datetime
) -> dict[Sort, int]:
    """Count what was reported there since then by node, kind and category; nothing confidential.

    It counts whoever has it now; what was reported elsewhere stands under a node of elsewhere.
    """
    reported_at = func.coalesce(col(Case.origin_id), col(Case.grid_id))
    query = (
        select(reported_at, Case.kind, Case.category, func.count())
        .where(
            or_(col(Case.grid_id).in_(grids), col(Case.origin_id).in_(grids)),
            col(Case.opened_at) >= since,
            col(Case.number).is_not(None),
            _is_for_a_meeting(),
            ~listing.confidential(),
        )
        .group_by(reported_at, col(Case.kind), col(Case.category))
    )
    return {
        (grid, Kind(kind), category): count
        for grid, kind, category, count in await session.exec(query)
    }


def _is_for_a_meeting() -> ColumnElement[bool]:
    return col(Case.kind).not_in(PERSONS) & col(Case.exercise).is_(False)
