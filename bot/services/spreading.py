"""Rings that come due by themselves, and groups that come to one."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.policy import Policy
from bot.services import asking, board, cards, history, rings
from bot.storage import alerts


async def due(session: AsyncSession, _policy: Policy, at: datetime) -> Sequence[int]:
    """Return the cases whose alert has a ring due."""
    return await alerts.due_rings(session, at)


async def further(session: AsyncSession, case_id: int, policy: Policy, *, at: datetime) -> None:
    """For the clock: queue the rings that have come due, if the case is still open.

    A second person who was asked for one of them need not agree any more.
    """
    case = await history.load(session, case_id)
    alert = await alerts.active(session, case.key)
    if alert is None or alert.held_at is not None or not case.is_open:
        return
    by_day = policy.quiet_until(case.kind, alert.level, at) is None
    waited = by_day and rings.has_waited(alert, case, policy)
    if waited:
        await rings.tell_newcomers(session, alert, case, policy, at=at)
    if await rings.spread_due(session, alert, case, policy, at=at) or waited:
        await board.stand(session, alert, case, at=at)
        await asking.review(session, case, policy, at=at)
        await cards.refresh(session, case, policy, at=at)


async def welcome(session: AsyncSession, policy: Policy, *, at: datetime) -> None:
    """Have the alerts that are out told to residents' groups that have just been bound.

    What must not ring by night is told to them in the morning, if it still stands.
    """
    running = await alerts.running(session)
    for case_id in sorted({alert.case_id for alert in running}):  # as all lock: the older first
        case = await history.load(session, case_id)
        alert = await alerts.active(session, case.key)  # it may have ended meanwhile
        if alert is None or alert.held_at is not None:
            continue
        morning = policy.quiet_until(case.kind, alert.level, at)
        if morning is not None:
            rings.wait(alert, case, morning)
        else:
            await rings.tell_newcomers(session, alert, case, policy, at=at)
            await board.stir(session, alert, at=at)
            await cards.refresh(session, case, policy, at=at)
