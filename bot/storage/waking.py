"""Which cases the clock has to look at: left alone, told to nobody, due, never confirmed."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.grid import Audience
from bot.domain.states import State
from bot.storage.cases import Case
from bot.storage.chats import Chat
from bot.storage.outbox import STAFF, Delivery, Status
from bot.storage.questions import NOW, find_due

UNHEARD = select(Case.id).where(col(Case.unheard_at) <= NOW).order_by(col(Case.unheard_at))
UNTOLD = select(Case.id).where(col(Case.untold_at) <= NOW).order_by(col(Case.untold_at))
TO_WAKE = select(Case.id).where(col(Case.wakes_at) <= NOW).order_by(col(Case.wakes_at))


async def due_unheard(session: AsyncSession, now: datetime) -> Sequence[int]:
    """Return the ids of cases whose silence has lasted too long."""
    return await find_due(session, UNHEARD, now)


async def due_untold(session: AsyncSession, now: datetime) -> Sequence[int]:
    """Return the ids of cases for which somebody on staff is looked for again."""
    return await find_due(session, UNTOLD, now)


async def not_told(session: AsyncSession, case_id: int, *, at: datetime) -> None:
    """Note that a card did not reach whom it was for."""
    await session.exec(update(Case).where(col(Case.id) == case_id).values(untold_at=at))


async def put_anew(session: AsyncSession, chat_id: int, *, at: datetime) -> None:
    """Have what stands in a staff group that became a supergroup put into that one: here it is dead.

    Until it is followed the group has its old id.
    """
    staff = select(Chat.id).where(Chat.audience == Audience.STAFF, Chat.id == chat_id)
    if (await session.exec(staff)).first() is None:
        return
    here = col(Delivery.chat_id) == chat_id, col(Delivery.status) == Status.SENT
    cards = select(Delivery.case_id).where(*here, Delivery.slot == STAFF)
    open_ones = update(Case).where(col(Case.id).in_(cards), col(Case.outcome).is_(None))
    await session.exec(open_ones.values(untold_at=at))
    await session.exec(update(Delivery).where(*here).values(slot=None))


async def due_to_wake(session: AsyncSession, now: datetime) -> Sequence[int]:
    """Return the ids of cases that the clock has to look at, the longest overdue first."""
    return await find_due(session, TO_WAKE, now)


async def unanswered_prompts(session: AsyncSession, before: datetime) -> Sequence[int]:
    """Return drafts whose question stands since `before` without an answer."""
    query = select(Case.id).where(
        Case.state == State.DRAFT, Case.prompted, col(Case.opened_at) <= before
    )
    return [key for key in await session.exec(query.limit(500)) if key is not None]


async def stale_drafts(session: AsyncSession, before: datetime) -> Sequence[int]:
    """Return drafts that nobody confirmed since `before`."""
    query = select(Case.id).where(Case.state == State.DRAFT, col(Case.opened_at) <= before)
    return [key for key in await session.exec(query.limit(500)) if key is not None]
