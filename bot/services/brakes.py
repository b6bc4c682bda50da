"""The brakes that every way to publish and to widen asks first (promise 10)."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain import brakes as rules
from bot.domain.alerts import AlertStatus
from bot.domain.brakes import ALONE, TOWN_WIDE, UsedUp
from bot.domain.grid import GridLevel, Role, lineage
from bot.domain.policy import Policy
from bot.domain.states import Action
from bot.services import asking, desk, history, insisting, reach, ring_notices, rings, scopes
from bot.services.rights import Staff
from bot.storage import alerts, outbox, people
from bot.storage.alerts import Alert
from bot.storage.cases import Case
from bot.storage.grid import Grid

READ_ALREADY = frozenset({AlertStatus.CLEARED, AlertStatus.EXPIRED})
"""How an alert ends that was right: published again, it is news to none of its groups."""


async def wants_second_to_publish(
    session: AsyncSession, case: Case, staff: Staff, policy: Policy, *, verified: bool, at: datetime
) -> bool:
    """Ask for a second person where publishing reaches a whole town at once; says whether it did."""
    if not await _reaches_a_town(session, case):
        return False
    await history.ensure_submitted(session, case, staff, at=at)
    await asking.ask(session, case, staff, Action.PUBLISH, policy, verified=verified, at=at)
    return True


async def _reaches_a_town(session: AsyncSession, case: Case) -> bool:
    if case.by_hand:
        return await scopes.covers_a_town(session, case)
    return (await reach.nodes(session, case))[0].level in TOWN_WIDE


async def wants_second_to_widen(
    session: AsyncSession, case: Case, alert: Alert, staff: Staff, policy: Policy, *, at: datetime
) -> bool:
    """Ask for a second person before a next ring that this account can't send alone.

    That is the town's ring of an alert of one's own, and any ring beyond 1 once the account has had
    its share of the day. An alert that somebody else published has two people already.
    """
    nodes = await reach.nodes(session, case)
    ring = min(await rings.following(session, alert, nodes), len(nodes) - 1)
    town = nodes[ring].level in TOWN_WIDE and alert.published_by == staff.id
    counts = ring > ALONE and alert.beyond_by is None
    if not town and not (counts and await used_up(session, staff, policy, at=at)):
        return False
    await asking.ask(session, case, staff, Action.WIDEN, policy, at=at)
    return True


async def wants_second_to_rewrite(
    session: AsyncSession, case: Case, alert: Alert, staff: Staff, policy: Policy, *, at: datetime
) -> bool:
    """Ask for a second person before other words are put in the place of what a whole town reads.

    A search says what its fields hold, and better words must not wait for the morning; it needs two
    only where it needed two to publish.
    """
    nodes = await reach.nodes(session, case)
    widest = nodes[min(max(alert.ring, 0), len(nodes) - 1)]
    free = widest.level in TOWN_WIDE and not case.kind.is_person
    if not (free or await _reaches_a_town(session, case)):
        return False
    await asking.ask(session, case, staff, Action.UPDATE, policy, at=at)
    return True


async def again_up_to(session: AsyncSession, case: Case, staff: Staff) -> int:
    """Return the ring up to which a case that was ended too early is published again at once.

    No further than this account reaches alone; the rest goes by the clock, as the first time. What
    staff wrote by hand goes to the nodes that they choose now.
    """
    before = await alerts.newest(session, case.key)
    if case.by_hand or before is None or before.status not in READ_ALREADY:
        return -1
    nodes = await reach.nodes(session, case)
    reached = _as_far(nodes, await reach.widest_of(session, before))
    if staff.level in {GridLevel.MICRO, GridLevel.DEDICATED}:
        return min(reached, ALONE)
    below = [ring for ring, node in enumerate(nodes) if node.level not in TOWN_WIDE]
    two = before.published_by != staff.id and staff.role is Role.DUTY
    return reached if two else min(reached, max(below, default=0))


def _as_far(nodes: Sequence[Grid], widest: Grid | None) -> int:
    """Return the last ring that reaches no further than this node; the case may have moved since."""
    if widest is None:
        return -1
    return max(
        (ring for ring, node in enumerate(nodes) if widest.path in lineage(node.path)), default=-1
    )


async def count(
    session: AsyncSession, case: Case, alert: Alert, staff: Staff, policy: Policy, *, at: datetime
) -> UsedUp | None:
    """Count a new alert for its publisher if it will go beyond ring 1.

    Where the day's are used up it stays within ring 1 until somebody else widens it.
    """
    if case.by_hand or len(await reach.nodes(session, case)) <= ALONE + 1:
        return None
    used = await used_up(session, staff, policy, at=at)
    if used is not None:
        alert.capped = True
        insisting.begin(alert, policy, at=at)
        await history.apply(session, case, Action.HOLD, None, at=at, note=str(used.count))
    else:
        alert.beyond_by, alert.beyond_at = staff.id, at
    return used


def widened(alert: Alert, staff: Staff, *, at: datetime) -> None:
    """Note that somebody sends an alert further by hand: nothing holds it any more."""
    alert.held_at, alert.capped, alert.insist_at = None, False, None
    if alert.ring > ALONE and alert.beyond_by is None:
        alert.beyond_by, alert.beyond_at = staff.id, at


def stopped(alert: Alert, *, at: datetime) -> None:
    """Note 暂缓: somebody above has said that it stays where it is."""
    alert.held_at, alert.capped, alert.insist_at = at, False, None


def released(alert: Alert) -> None:
    """Count an alert no more that ended before it went beyond ring 1."""
    if alert.ring <= ALONE:
        alert.beyond_by = alert.beyond_at = None


async def used_up(
    session: AsyncSession, staff: Staff, policy: Policy, *, at: datetime
) -> UsedUp | None:
    """Return until when an account has brought as many alerts beyond ring 1 as it may."""
    rate = policy.alerts_per_account
    if rate is None:
        return None
    zone = policy.timezone
    await people.lock(session, staff.id)
    counted = await alerts.beyond_since(session, staff.id, rules.since(rate, at, zone))
    if len(counted) < rate.count:
        return None
    first = counted[-rate.count] if rate.count else at
    return UsedUp(rate.count, rules.again_at(rate, first, zone))


async def show_rings(
    session: AsyncSession, case: Case, policy: Policy, *, sounds: bool, at: datetime
) -> None:
    """Tell the chief grid and the duty desk how far it goes next, with 立即扩大 · 暂缓.

    Where one of them has published nobody need be warned: then it stands, without sound, under the
    cards that they have. What told them of an earlier alert of the case stays as it ended.
    """
    for earlier in await outbox.live_in_slot(session, case.key, ring_notices.RINGS):
        earlier.slot = None
    notice = await ring_notices.ring_notice(session, case, policy, at=at)
    if notice.next_grid is None:
        return
    tell = desk.tell_overseers if sounds else desk.with_overseers
    await ring_notices.put(
        session, case, notice, await tell(session, case, policy, at=at), silent=not sounds, at=at
    )
