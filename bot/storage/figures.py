"""How much waits to be said and how much is not done yet: two statements, whatever is on record."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import case, func, literal_column, or_
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.kinds import Kind
from bot.storage.cases import Case
from bot.storage.outbox import WAITING, Delivery, Lane, Status

_IS_WAITING = col(Delivery.status).in_([literal_column(f"'{status}'") for status in WAITING])
_READY_AT = func.coalesce(Delivery.not_before, Delivery.queued_at)
_IS_OPEN = (col(Case.outcome).is_(None), col(Case.number).is_not(None))
"""Like the statuses in the words of a partial index."""


@dataclass(frozen=True)
class Waiting:
    """What would be said by now in a lane, and since when the oldest of it waits."""

    lane: Lane
    count: int
    since: datetime


async def waiting(session: AsyncSession, *, at: datetime) -> Sequence[Waiting]:
    """Return the lanes in which something waits: what Telegram holds up, but not what is for later."""
    is_held = col(Delivery.status) == Status.RETRYING
    since = case((is_held, Delivery.queued_at), else_=_READY_AT)
    query = (
        select(Delivery.lane, func.count(), func.min(since))
        .where(_IS_WAITING, or_(is_held, at >= _READY_AT))
        .group_by(col(Delivery.lane))
        .order_by(col(Delivery.lane))
    )
    return [Waiting(Lane(lane), count, since) for lane, count, since in await session.exec(query)]


async def open_cases(session: AsyncSession, *, at: datetime) -> Mapping[Kind, tuple[int, int]]:
    """Return how many cases of each kind are open, and how many of these overdue."""
    overdue = func.sum(case((col(Case.due_at) < at, 1), else_=0))
    query = select(Case.kind, func.count(), overdue).where(*_IS_OPEN).group_by(col(Case.kind))
    return {Kind(kind): (count, late) for kind, count, late in await session.exec(query)}
