"""What somebody has reported: confirmed or not, open, and when."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.listing import Way
from bot.domain.states import OPEN, State
from bot.storage.cases import Case


async def reported_by(
    session: AsyncSession,
    user_id: int,
    *,
    limit: int,
    way: Way = Way.NEWEST,
    edge: int = 0,
) -> Sequence[Case]:
    """Return a reporter's own cases, newest first; beyond the case `edge` the nearest to it."""
    query = select(Case).where(Case.reporter_id == user_id, col(Case.number).is_not(None))
    if way is Way.NEWER:
        newer = query.where(col(Case.id) > edge).order_by(col(Case.id))
        return (await session.exec(newer.limit(limit))).all()[::-1]
    if way is Way.OLDER:
        query = query.where(col(Case.id) < edge)
    return (await session.exec(query.order_by(col(Case.id).desc()).limit(limit))).all()


async def open_of(session: AsyncSession, user_id: int) -> Sequence[Case]:
    """Return the open numbered cases that a user reported, newest first."""
    query = select(Case).where(Case.reporter_id == user_id, col(Case.state).in_(OPEN))
    return (await session.exec(query.order_by(col(Case.id).desc()).limit(20))).all()


async def reported_since(
    session: AsyncSession, user_id: int, since: datetime
) -> Sequence[datetime]:
    """Return when a person reported after that moment, oldest first."""
    query = select(Case.opened_at).where(Case.reporter_id == user_id, Case.opened_at > since)
    return (await session.exec(query.order_by(col(Case.opened_at)))).all()


async def open_count(session: AsyncSession, user_id: int) -> int:
    """Return how many of a person's reports are open."""
    query = select(func.count()).select_from(Case)
    return (
        await session.exec(query.where(Case.reporter_id == user_id, col(Case.state).in_(OPEN)))
    ).one()


async def drafts_of(session: AsyncSession, user_id: int) -> Sequence[Case]:
    """Return the reports that a user has not confirmed yet, newest first."""
    query = select(Case).where(Case.reporter_id == user_id, Case.state == State.DRAFT)
    return (await session.exec(query.order_by(col(Case.id).desc()).limit(20))).all()
