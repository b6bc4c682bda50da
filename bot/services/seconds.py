"""The second person: agrees to what would reach a whole town, refuses, or is not waited for."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.alerts import Level
from bot.domain.brakes import TOWN_WIDE, UsedUp, Went
from bot.domain.grid import VILLAGE_AND_ABOVE, Role
from bot.domain.policy import Policy
from bot.domain.states import Action
from bot.errors import NotAllowed, Refusal, Stale
from bot.services import alerts, asking, cards, corrections, history, rights, scopes, widening
from bot.services.rights import Actor, Staff, as_staff
from bot.storage import absences, countersigns, grid, people
from bot.storage import alerts as storage_alerts
from bot.storage.cases import Case
from bot.storage.countersigns import Countersign, Verdict


async def agree(
    session: AsyncSession, case_id: int, actor: Actor, policy: Policy, *, arg: str, at: datetime
) -> Went | UsedUp:
    """Note 确认 of a second person, and do what was asked for."""
    case, wish, second = await _second(session, case_id, actor, arg)
    if second.id == wish.asked_by:
        raise NotAllowed("refusal-second-other")
    return await _carry_out(session, case, second, Verdict.CONFIRMED, policy, at=at)


async def refuse(
    session: AsyncSession, case_id: int, actor: Actor, policy: Policy, *, arg: str, at: datetime
) -> None:
    """Note 不同意; whoever asked may take the own wish back so."""
    case, _, second = await _second(session, case_id, actor, arg)
    await history.apply(session, case, Action.REFUSE_SECOND, second, at=at)
    await asking.settle(session, case, Verdict.REFUSED, second, at=at)
    await cards.refresh(session, case, policy, at=at)


async def override(
    session: AsyncSession, case_id: int, actor: Actor, policy: Policy, *, arg: str, at: datetime
) -> Went | UsedUp:
    """Note 直接发 of the duty desk: a life is at stake and nobody has answered for 90 seconds."""
    case, wish, second = await _second(session, case_id, actor, arg)
    if second.id != wish.asked_by:
        return await _carry_out(session, case, second, Verdict.CONFIRMED, policy, at=at)
    if second.role is not Role.DUTY or case.level is not Level.RED:
        raise NotAllowed("refusal-second-other")
    left = wish.asked_at + policy.second_waits - at
    if left.total_seconds() > 0:
        raise Refusal("refusal-second-wait", seconds=max(1, round(left.total_seconds())))
    return await _carry_out(session, case, second, Verdict.OVERRIDDEN, policy, at=at)


async def due(session: AsyncSession, _policy: Policy, at: datetime) -> Sequence[int]:
    """Return the cases in which nobody has agreed in time."""
    return await countersigns.run_out(session, at)


async def run_out(session: AsyncSession, case_id: int, policy: Policy, *, at: datetime) -> None:
    """For the clock: what nobody agreed to is not done."""
    case = await history.load(session, case_id)
    wish = await countersigns.waiting(session, case_id)
    if wish is None or wish.until > at:
        return
    await asking.settle(session, case, Verdict.EXPIRED, None, at=at)
    await cards.refresh(session, case, policy, at=at)


async def _second(
    session: AsyncSession, case_id: int, actor: Actor, wish_id: str
) -> tuple[Case, Countersign, Staff]:
    """Raise Stale for a button of a wish that is decided, whatever waits in its place."""
    await rights.keep(session, actor)
    case = await history.load(session, case_id)
    second = await _overseer(session, case, actor)
    wish = await countersigns.waiting(session, case.key)
    if wish is None or str(wish.id) != wish_id:
        raise Stale
    return case, wish, second


async def _overseer(session: AsyncSession, case: Case, actor: Actor) -> Staff:
    """Return the actor as one who may agree: the chief grid or above, or duty.

    To a town's own case the heads of its villages may agree, whose residents would hear it.
    """
    staff = await as_staff(session, actor, await history.path_of(session, case))
    if staff is not None and staff.oversees:
        return staff
    node = await session.get_one(grid.Grid, case.grid_id)
    if node.level in TOWN_WIDE:
        for appointment, level in await people.appointments_of(session, actor.id):
            below = level.parent_id == node.id and level.level in VILLAGE_AND_ABOVE
            if below and appointment.role is Role.WORKER:
                return Staff(actor.id, appointment.name, appointment.role, level.level)
    raise NotAllowed("refusal-second")


async def _carry_out(
    session: AsyncSession,
    case: Case,
    second: Staff,
    verdict: Verdict,
    policy: Policy,
    *,
    at: datetime,
) -> Went | UsedUp:
    """Do what was asked for, unless something else would go out than the second person has read."""
    waiting = await asking.review(session, case, policy, at=at)
    if waiting is None:
        await cards.refresh(session, case, policy, at=at)
        return Went.CHANGED
    if await absences.linked(session, second.id, waiting.asked_by):
        raise NotAllowed("refusal-second-leave")
    wish = await asking.settle(session, case, verdict, second, at=at)
    assert wish is not None
    asker = Actor(wish.asked_by, wish.asked_name)
    staff = await as_staff(session, asker, await history.path_of(session, case))
    if staff is None:
        raise Stale
    action = Action.OVERRIDE if verdict is Verdict.OVERRIDDEN else Action.SECOND
    await history.apply(session, case, action, second, at=at, note=wish.asked_name)
    if wish.action is Action.PUBLISH:
        await alerts.require_publishable(session, case)
        await scopes.require(session, case, asker)
        return await alerts.go_out(session, case, staff, policy, verified=wish.verified, at=at)
    alert = await storage_alerts.active(session, case.key)
    if alert is None:
        raise Stale
    if wish.action is Action.UPDATE:
        return await corrections.rewrite(session, case, alert, staff, policy, at=at)
    await widening.go_wider(session, case, alert, second, policy, at=at)
    return Went.OUT
