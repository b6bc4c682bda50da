"""The list of those who come, a page at a time, as whoever runs it reads it."""

from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.gathering_cards import Listed, Roster
from bot.domain.gatherings import AN_HOUR, GatheringState, GatheringType, SignUpState
from bot.services import occasions
from bot.storage import gatherings
from bot.storage.gatherings import Gathering, SignUp

PAGE = 8


async def page(session: AsyncSession, one: Gathering, *, start: int = 0, at: datetime) -> Roster:
    """Return the page with this one on it; the last one for what is beyond."""
    coming = await gatherings.signed_up(session, one.key, [SignUpState.IN])
    waiting = await gatherings.signed_up(session, one.key, [SignUpState.WAITING])
    start = min(start, max(0, len(coming) - 1) // PAGE * PAGE)
    return Roster(
        await occasions.occasion(session, one),
        tuple(_listed(who) for who in coming[start : start + PAGE]),
        start,
        more=len(coming) > start + PAGE,
        marks=at >= one.starts_at - AN_HOUR and one.state is not GatheringState.CANCELLED,
        passes=one.type is GatheringType.TRAINING and at >= one.starts_at,
        waiting=tuple(who.name for who in waiting[:PAGE]),
    )


def _listed(who: SignUp) -> Listed:
    return Listed(
        who.key,
        who.name,
        who.companions,
        who.slot,
        who.attended,
        who.passed,
        who.certified_as,
    )
