"""Those who run the bot hear in private when something is wrong with it, and when it is over."""

from datetime import datetime, timedelta

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.policy import Policy
from bot.domain.troubles import Machine, TroubleNews, Unhandled, news, sizes
from bot.services import cards, saying
from bot.storage import conversation, figures, outbox, schedules, troubles
from bot.storage.outbox import Lane

SCHEDULE = "troubles"
EVERY = timedelta(minutes=1)


async def look(session: AsyncSession, machine: Machine, policy: Policy, *, at: datetime) -> None:
    """Tell of what has begun, grown or ended since the last look; of several processes one looks."""
    schedule = await schedules.turn(session, SCHEDULE)
    if schedule is None:
        if not await schedules.begin(session, SCHEDULE, next_at=at + EVERY):
            return
    elif at < schedule.next_at <= at + EVERY:
        return
    else:
        schedule.next_at = at + EVERY
    waiting = await figures.waiting(session, at=at)
    oldest = max((at - lane.since for lane in waiting if lane.lane < Lane.NOTICES), default=None)
    unreachable, unhandled = (
        await troubles.unreachable_groups(session),
        await conversation.letters(session),
    )
    found = sizes(machine, oldest=oldest, unreachable=unreachable, unhandled=unhandled)
    known = await troubles.known(session)
    for trouble in sorted(found.keys() | known.keys()):
        size = found.get(trouble, 0)
        began = news(known.get(trouble), size, at=at)
        if began is not None:
            await troubles.note(session, trouble, size, at=at)
            await _tell(session, TroubleNews(trouble, size, over=not began), policy, at=at)


async def tell_writer(
    session: AsyncSession, update_id: int, writer: int, policy: Policy, *, at: datetime
) -> None:
    """Tell whoever wrote or pressed in private that this failed every try; once."""
    once = f"unhandled:{update_id}"
    if not await outbox.was_queued(session, once):
        place = await cards.account_place(session, writer, policy)
        await saying.send(session, Unhandled(), place, at=at, lane=Lane.REPLIES, once=once)


async def _tell(session: AsyncSession, card: TroubleNews, policy: Policy, *, at: datetime) -> None:
    for admin in sorted(policy.admins):
        if await cards.has_private_chat(session, admin):
            place = await cards.account_place(session, admin, policy)
            await saying.send(session, card, place, at=at, lane=Lane.DANGER, silent=card.over)
