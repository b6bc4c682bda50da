"""How far an alert goes: by hand at once, held back, let go on."""

from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.alerts import graver
from bot.domain.brakes import ALONE, TOWN_WIDE, Went
from bot.domain.grid import GridLevel, Role
from bot.domain.policy import Policy
from bot.domain.states import Action
from bot.errors import NotAllowed, Refusal, Stale
from bot.services import asking, board, brakes, cards, history, reach, rights, rings
from bot.services.rights import Actor, Staff
from bot.storage import alerts, everywhere
from bot.storage.alerts import Alert
from bot.storage.cases import Case
from bot.storage.countersigns import Verdict


async def widen(
    session: AsyncSession, case_id: int, actor: Actor, policy: Policy, *, arg: str, at: datetime
) -> Went:
    """Queue the next ring at once, or ask for the second person that it needs (promise 10).

    A micro-grid worker reaches rings 0 and 1; the town ring is duty's. `arg` is the ring that the
    presser saw reached: Raises Stale once it goes further, so that two taps are one ring.
    """
    await rights.keep(session, actor)
    case = await history.load(session, case_id)
    alert = await alerts.active(session, case.key)
    staff = await history.require_staff(session, case, actor)
    if alert is None:
        raise Refusal("refusal-no-alert")
    if arg != str(alert.ring):
        raise Stale
    await _require_wide(session, case, alert, staff)
    if policy.quiet_until(case.kind, graver(case.level, alert.level), at) is not None:
        raise Refusal("refusal-quiet")
    history.touched(case, staff, at=at)
    if await brakes.wants_second_to_widen(session, case, alert, staff, policy, at=at):
        await cards.refresh(session, case, policy, at=at)
        return Went.SECOND
    await go_wider(session, case, alert, staff, policy, at=at)
    return Went.OUT


async def go_wider(
    session: AsyncSession, case: Case, alert: Alert, staff: Staff, policy: Policy, *, at: datetime
) -> None:
    """Queue the next ring at once; whoever held it back is overruled.

    What was to wait for the morning goes out as what its case has become.
    """
    if alert.ring < 0:
        level = graver(case.level, alert.level)
        await rings.keep_pace(session, alert, case, level, policy, at=at)
        await cards.take_away(session, case, cards.CORRECTION, at=at)
    alert.next_ring_at = at
    await everywhere.take_up_again(session, alert.key, alert.post_id)
    await rings.spread_wider(session, alert, case, policy, at=at)
    brakes.widened(alert, staff, at=at)
    await history.apply(session, case, Action.WIDEN, staff, at=at, note=str(alert.ring))
    await asking.settle(session, case, Verdict.DROPPED, None, only=Action.WIDEN, at=at)
    await board.stand(session, alert, case, at=at)
    await cards.refresh(session, case, policy, at=at)


async def _require_wide(session: AsyncSession, case: Case, alert: Alert, staff: Staff) -> None:
    nodes = await reach.nodes(session, case)
    ring = await rings.following(session, alert, nodes)
    runs = alert.next_ring_at is not None and alert.held_at is None
    above = "refusal-wider-runs" if runs and not alert.capped else "refusal-wider"
    if ring >= len(nodes):
        raise Refusal("refusal-widest")
    if ring > ALONE and staff.level in {GridLevel.MICRO, GridLevel.DEDICATED}:
        raise NotAllowed(above)
    if nodes[ring].level in TOWN_WIDE and staff.role is not Role.DUTY:
        raise NotAllowed(above)


async def hold(
    session: AsyncSession, case_id: int, actor: Actor, policy: Policy, *, at: datetime
) -> None:
    """Keep further rings back until 继续, or until somebody widens: for the chief grid and duty."""
    case, alert, staff = await _overseen(session, case_id, actor)
    brakes.stopped(alert, at=at)
    history.touched(case, staff, at=at)
    await history.apply(session, case, Action.HOLD, staff, at=at)
    await cards.refresh(session, case, policy, at=at)


async def resume(
    session: AsyncSession, case_id: int, actor: Actor, policy: Policy, *, at: datetime
) -> Went:
    """Let rings go on by their times; what came due meanwhile goes now.

    What its publisher had no share of the day left for counts for whoever says so.
    """
    await rights.keep(session, actor)
    case, alert, staff = await _overseen(session, case_id, actor)
    if alert.held_at is None:
        raise Stale
    if alert.beyond_by is None:
        if await brakes.wants_second_to_widen(session, case, alert, staff, policy, at=at):
            return Went.SECOND
        alert.beyond_by, alert.beyond_at = staff.id, at
    alert.held_at, alert.capped, alert.insist_at = None, False, None
    history.touched(case, staff, at=at)
    await history.apply(session, case, Action.RESUME, staff, at=at)
    await everywhere.take_up_again(session, alert.key, alert.post_id)
    await rings.tell_newcomers(session, alert, case, policy, at=at)
    await rings.spread_due(session, alert, case, policy, at=at)
    await board.stand(session, alert, case, at=at)
    await asking.review(session, case, policy, at=at)
    await cards.refresh(session, case, policy, at=at)
    return Went.OUT


async def _overseen(session: AsyncSession, case_id: int, actor: Actor) -> tuple[Case, Alert, Staff]:
    case = await history.load(session, case_id)
    staff = await history.require_staff(session, case, actor)
    if not staff.oversees:
        raise NotAllowed("refusal-chief-only")
    alert = await alerts.active(session, case.key)
    if alert is None:
        raise Refusal("refusal-no-alert")
    return case, alert, staff
