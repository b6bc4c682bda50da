"""Which groups hear most notices, and which none has heard: told to every duty desk once a week."""

from datetime import datetime, timedelta

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.notices import WEEK_DAYS, Loud
from bot.domain.policy import Policy
from bot.services import desk, saying
from bot.storage import notice_days, notice_groups, notices
from bot.storage.grid import Grid
from bot.storage.outbox import Lane, was_queued


async def tell(
    session: AsyncSession, node: Grid, policy: Policy, *, week: datetime, at: datetime
) -> None:
    """Queue the ten loudest groups below a desk's node, and what of the calendar was missed."""
    until = week.astimezone(policy.timezone).date()
    groups = notice_groups.meant([node.path], (), None)
    since = until - timedelta(days=WEEK_DAYS)
    found = await notice_days.loudest(session, groups, since=since, until=until)
    missed = await notices.missed_themes(session, since=week - timedelta(days=WEEK_DAYS))
    if not found and not missed:
        return
    card = Loud(node.name, tuple(found), tuple(missed))
    for place in await desk.at_node(session, node, policy):
        once = f"loud:{week:%Y%m%d}:{place.chat_id}"
        if not await was_queued(session, once):
            await saying.send(session, card, place, at=at, lane=Lane.CARDS, silent=True, once=once)
