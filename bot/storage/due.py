"""Whether any question that the clock asks every second has an answer, in one statement.

Mostly none has, and to ask each by itself was nine tenths of what an idle bot used.
"""

from datetime import datetime

from sqlmodel import or_, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.storage import (
    alerts,
    countersigns,
    doubts,
    gatherings,
    live,
    matches,
    notices,
    suspensions,
    waking,
    watches,
)

QUESTIONS = (
    alerts.RINGS_DUE,
    alerts.TO_INSIST,
    alerts.RUN_OUT,
    countersigns.RUN_OUT,
    doubts.OVERDUE,
    gatherings.DUE,
    live.DUE,
    matches.DUE,
    notices.DUE,
    notices.IN_DOUBT,
    notices.OPEN_RUNS,
    suspensions.UNNOTICED,
    waking.TO_WAKE,
    waking.UNHEARD,
    waking.UNTOLD,
    watches.LATE,
    watches.TO_TELL,
)

_ANY = select(or_(*(question.order_by(None).exists() for question in QUESTIONS)))


async def is_anything(session: AsyncSession, now: datetime) -> bool:
    """Return whether anything is due by now that is not left to the look of every minute."""
    return bool((await session.exec(_ANY, params={"now": now})).one())
