"""Every morning the duty desks read whether yesterday's alerts have reached everybody."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.daily import A_DAY, NAMED, Daily, next_daily
from bot.domain.policy import Policy
from bot.services import desk, saying
from bot.storage import figures, people, schedules
from bot.storage.grid import Grid
from bot.storage.outbox import Lane, was_queued
from bot.storage.schedules import Schedule

SCHEDULE = "daily"


async def due(session: AsyncSession, _policy: Policy, at: datetime) -> Sequence[int]:
    """Return one entry while the line is due, or nobody has said yet when it is."""
    schedule = await session.get(Schedule, SCHEDULE)
    return [0] if schedule is None or schedule.next_at <= at else []


async def tell_desks(session: AsyncSession, _key: int, policy: Policy, *, at: datetime) -> None:
    """Queue a line for each desk that has something to read; the first morning is to come."""
    schedule = await schedules.turn(session, SCHEDULE)
    if schedule is None:
        await schedules.begin(session, SCHEDULE, next_at=next_daily(at, policy.timezone))
        return
    if schedule.next_at > at:
        return
    day, schedule.next_at = schedule.next_at, next_daily(at, policy.timezone)
    for node in await people.desks(session):
        line = await _line(session, node, at=at)
        for place in await desk.at_node(session, node, policy):
            once = f"daily:{day:%Y%m%d}:{node.id}:{place.chat_id}"
            if line.says_something and not await was_queued(session, once):
                lane = Lane.CARDS
                await saying.send(session, line, place, at=at, lane=lane, silent=True, once=once)


async def _line(session: AsyncSession, node: Grid, *, at: datetime) -> Daily:
    reached = await figures.reached(session, node.path, since=at - A_DAY)
    lost = await figures.out_of_reach(session, node.path)
    return Daily(
        grid=node.name,
        alerts=reached.alerts,
        sent=reached.sent,
        failed=reached.failed,
        unreachable=tuple(lost[:NAMED]),
        count=len(lost),
    )
