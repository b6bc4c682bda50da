"""Ending an account's rights: what it queued is dropped, what it sent is taken back (promise 10)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import structlog
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.alerts import AlertStatus, Ending
from bot.domain.policy import Policy
from bot.domain.states import Action, State
from bot.domain.suspensions import AccountSuspended, Ended, Office, YouAreSuspended, may_suspend
from bot.errors import NotAllowed, NotFound, Refusal
from bot.services import (
    absences,
    alerts,
    cards,
    desk,
    freeing,
    gatherings,
    history,
    notice_runs,
    saying,
)
from bot.services.rights import Actor, by_register, is_in_admins
from bot.storage import alerts as storage_alerts
from bot.storage import everywhere, grid, outbox, people, suspensions
from bot.storage.cases import Case
from bot.storage.outbox import Lane
from bot.storage.suspensions import Suspension
from bot.storage.watches import TO_STAFF

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Order:
    """Who ends whose rights, why, and how far back alerts are taken back."""

    user_id: int
    by: Actor
    recall_since: timedelta
    why: str = ""


async def find(session: AsyncSession, words: str) -> int:
    """Return the user that an id or an @username means; raises NotFound for a name never met."""
    name = words.removeprefix("@")
    if name.isdecimal() and len(name) <= 16:
        return int(name)
    user_id = await people.called(session, name.lower()) if name else None
    if user_id is None:
        raise NotFound("refusal-unknown-account")
    return user_id


async def require_above(session: AsyncSession, actor: Actor, user_id: int, policy: Policy) -> None:
    """Raise NotAllowed unless the actor may end these rights: duty and admins, of those below them.

    ADMINS of the settings stand above all appointments, and below nobody in chat.
    """
    held = await people.appointments_of(session, actor.id)
    theirs = [Office(appointment.role, node.path) for appointment, node in held]
    others = await _offices(session, user_id)
    above_all = await is_in_admins(session, actor, policy)
    if actor.id == user_id or user_id in policy.admins:
        raise NotAllowed("refusal-suspend")
    if not (above_all or may_suspend(theirs, others)):
        raise NotAllowed("refusal-suspend")


async def _offices(session: AsyncSession, user_id: int) -> list[Office]:
    held = await people.appointments_of(session, user_id, on_record=True)
    return [Office(appointment.role, node.path) for appointment, node in held]


async def suspend(
    session: AsyncSession, order: Order, policy: Policy, *, at: datetime
) -> AccountSuspended:
    """End an account's rights at once; returns what became of its alerts and cases.

    Whose rights were ended already keeps that first record, and what is still out is taken back;
    the desk hears of it again only where there was something.
    Raises NotFound for an account that holds nothing and has nothing out.
    """
    order = replace(order, by=await by_register(session, order.by))
    await people.lock(session, order.user_id)  # what they do in this moment is done, or isn't
    held = await people.appointments_of(session, order.user_id, on_record=True)
    out = await storage_alerts.published_by(session, order.user_id)
    if not held and not out:
        raise NotFound("refusal-unknown-account")
    name = held[0][0].name if held else out[0].published_name
    is_new = await suspensions.holding(session, order.user_id) is None
    if is_new:
        made = Suspension(
            user_id=order.user_id,
            name=name,
            at=at,
            by_id=order.by.id or None,
            by_name=order.by.name,
            why=order.why,
        )
        session.add(made)
        await session.flush()
    left_alone = await absences.end_for(session, order.user_id, policy, at=at)
    await freeing.drop_wishes(session, order.user_id, at=at)
    since = at - order.recall_since
    silenced = await notice_runs.end_for(session, order.user_id, order.by, since=since, at=at)
    off = await gatherings.end_for(session, order.user_id, policy, since=since, at=at)
    recalled, stopped = await _take_back(session, order, policy, at=at)
    stopped += await _stop_what_they_widened(session, order, policy, at=at)
    freed = await freeing.free(session, order.user_id, order.by, policy, at=at)
    done = AccountSuspended(
        user_id=order.user_id,
        who=name,
        by=order.by.name,
        at=at,
        why=order.why,
        recalled=_numbers(recalled),
        missing=_numbers(case for case in recalled if case.kind.is_lost),
        unfinished=_numbers(case for case in recalled if _is_unfinished(case)),
        corrected=_numbers(await _reworded(session, order, at=at)),
        stopped=_numbers(stopped),
        freed=_numbers(case for case in freed if case.state is not State.PENDING_CHECK),
        unchecked=_numbers(case for case in freed if case.state is State.PENDING_CHECK),
        called_off=tuple(Ended(one.title, one.starts_at) for one in off),
        silenced=tuple(Ended(one.text, theme=one.theme) for one in silenced),
        left_alone=tuple(leave.who for leave in left_alone),
    )
    await freeing.clear_private_chat(session, order.user_id, at=at)
    if is_new or recalled or stopped or freed or off or silenced:
        await _tell_desk(session, [node.path for _, node in held], done, policy, at=at)
    return done


def _numbers(found: Iterable[Case]) -> tuple[int, ...]:
    return tuple(case.number for case in found if case.number is not None)


def _is_unfinished(case: Case) -> bool:
    return not case.kind.is_lost and _must_be_looked_at(case)


def _must_be_looked_at(case: Case) -> bool:
    return case.is_urgent


async def lift(
    session: AsyncSession, user_id: int, by: Actor, policy: Policy, *, at: datetime
) -> AccountSuspended:
    """Give the rights back; what was taken back stays so. Raises Refusal where none are ended."""
    suspension = await suspensions.holding(session, user_id)
    if suspension is None:
        raise Refusal("refusal-not-suspended")
    by = await by_register(session, by)
    suspension.lifted_at, suspension.lifted_by = at, by.name
    await session.flush()
    held = await people.appointments_of(session, user_id)
    done = AccountSuspended(user_id, suspension.name, by.name, at, lifted=True)
    await _tell_desk(session, [node.path for _, node in held], done, policy, at=at)
    return done


async def _take_back(
    session: AsyncSession, order: Order, policy: Policy, *, at: datetime
) -> tuple[list[Case], list[Case]]:
    """Recall what was published since then; what is older stands, but goes no further by itself."""
    recalled, stopped = [], []
    for out in await storage_alerts.published_by(session, order.user_id):
        case = await history.load(session, out.case_id)
        alert = await storage_alerts.active(session, case.key)
        if alert is None:
            continue  # it has just ended
        if alert.published_at >= at - order.recall_since:
            await history.apply(session, case, Action.RECALL, order.by, at=at, note=order.why)
            await alerts.end(session, case, AlertStatus.RECALLED, Ending.RECALLED, at=at)
            recalled.append(case)
            if _must_be_looked_at(case):
                history.expect_staff(case, policy, at=at)
        else:
            await everywhere.give_up(session, alert.key, everywhere.SUSPENDED)
            await everywhere.give_up(session, alert.key, everywhere.SUSPENDED, whose=TO_STAFF)
            alert.watching = False
            if await _hold(session, case, alert, order.by, at=at):
                stopped.append(case)
        await cards.refresh(session, case, policy, at=at)
    return recalled, stopped


async def _stop_what_they_widened(
    session: AsyncSession, order: Order, policy: Policy, *, at: datetime
) -> list[Case]:
    """Stop alerts of others at what is out of the rings that this account has opened."""
    stopped = []
    opened = await storage_alerts.of_others(
        session, order.user_id, {Action.WIDEN, Action.RESUME}, since=at - order.recall_since
    )
    for out, step in opened:
        case = await history.load(session, out.case_id)
        alert = await storage_alerts.active(session, case.key)
        if alert is None:
            continue
        if step.action is Action.WIDEN:
            theirs = everywhere.from_ring(int(step.note or 0))
            await everywhere.give_up(session, alert.key, everywhere.SUSPENDED, whose=theirs)
        if await _hold(session, case, alert, order.by, at=at):
            stopped.append(case)
        await cards.refresh(session, case, policy, at=at)
    return stopped


async def _reworded(session: AsyncSession, order: Order, *, at: datetime) -> list[Case]:
    """Return the cases in whose alert, published by somebody else, stands what this account wrote."""
    since = at - order.recall_since
    found = await storage_alerts.of_others(session, order.user_id, {Action.UPDATE}, since=since)
    return [await session.get_one(Case, alert.case_id) for alert, _ in found]


async def _hold(
    session: AsyncSession, case: Case, alert: storage_alerts.Alert, by: Actor, *, at: datetime
) -> bool:
    """Hold back what would go further by itself; returns whether anything would have."""
    if alert.held_at is not None or alert.next_ring_at is None:
        return False
    alert.held_at = at
    await history.apply(session, case, Action.HOLD, by, at=at)
    return True


async def _tell_desk(
    session: AsyncSession,
    paths: Sequence[str],
    done: AccountSuspended,
    policy: Policy,
    *,
    at: datetime,
) -> None:
    places = await desk.duty_places(session, paths, policy)
    if not places:
        admins = sorted(policy.admins)
        places = [await cards.account_place(session, admin, policy) for admin in admins]
    for place in places:
        await saying.send(session, done, place, at=at, lane=Lane.DANGER)


async def explain(session: AsyncSession, actor: Actor, policy: Policy, *, at: datetime) -> None:
    """Tell a suspended person in private whom to ask, once."""
    suspension = await suspensions.holding(session, actor.id)
    if suspension is None or not await cards.has_private_chat(session, actor.id):
        return
    once = f"suspended:{suspension.id}"
    if await outbox.was_queued(session, once):
        return
    held = await people.appointments_of(session, actor.id, on_record=True)
    phones = [await grid.duty_phone(session, node.path) for _, node in held]
    phone = next((phone for phone in phones if phone), policy.duty_phone)
    place = await cards.account_place(session, actor.id, policy)
    lane = Lane.REPLIES
    await saying.send(session, YouAreSuspended(phone), place, at=at, lane=lane, once=once)


async def unnoticed(session: AsyncSession, _policy: Policy, _at: datetime) -> Sequence[int]:
    """Return what the command line has done since this program last looked."""
    return await suspensions.unnoticed(session)


async def notice(session: AsyncSession, key: int, _policy: Policy, *, at: datetime) -> None:
    """For the clock: note it; the end of this transaction wakes the sender of this process."""
    suspension = await session.get(Suspension, key)
    if suspension is None:
        return
    suspension.noticed_at = suspension.noticed_at or at
    log.warning("an account was suspended", user=suspension.user_id, by=suspension.by_id)
