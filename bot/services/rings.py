"""Rings: which groups hear of a case, and when the next ones do."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.alerts import Level
from bot.domain.brakes import ALONE
from bot.domain.policy import Policy
from bot.services import history, reach, wording
from bot.storage import everywhere, grid
from bot.storage.alerts import Alert
from bot.storage.cases import Case
from bot.storage.outbox import Lane

SOUNDING_RINGS = ALONE + 1
"""Rings 0 and 1 of an orange alert sound; every ring of a red one does."""


async def spread_due(
    session: AsyncSession, alert: Alert, case: Case, policy: Policy, *, at: datetime
) -> bool:
    """Queue every ring that is due by now; returns whether any was."""
    before = alert.ring
    while alert.held_at is None and alert.next_ring_at is not None and alert.next_ring_at <= at:
        morning = policy.quiet_until(case.kind, alert.level, at)
        if morning is not None:
            alert.next_ring_at = morning
            break
        await spread_next(session, alert, case, policy, at=at)
    return alert.ring > before


async def spread_next(
    session: AsyncSession, alert: Alert, case: Case, policy: Policy, *, at: datetime
) -> None:
    """Queue the next ring and say when the one after it is due."""
    nodes = await reach.nodes(session, case)
    ring = alert.ring + 1
    alert.ring = ring
    if alert.capped and ring >= ALONE:
        alert.held_at = at
    if ring < len(nodes):
        await _queue(session, alert, case, policy, ring=ring, top=nodes[ring], at=at)
    alert.next_ring_at = await _due(session, alert, case, nodes, policy)


async def spread_wider(
    session: AsyncSession, alert: Alert, case: Case, policy: Policy, *, at: datetime
) -> None:
    """Queue the next ring that has a group of its own, and those in between."""
    ring = await following(session, alert, await reach.nodes(session, case))
    while alert.ring < ring:
        await spread_next(session, alert, case, policy, at=at)


async def _queue(
    session: AsyncSession,
    alert: Alert,
    case: Case,
    policy: Policy,
    *,
    ring: int,
    top: grid.Grid,
    at: datetime,
) -> None:
    await everywhere.tell(
        session,
        alert,
        await wording.published(session, alert, case, policy, at=at),
        await reach.groups(session, case, ring, top),
        ring=ring,
        origin=await _origin(session, case),
        locale=policy.locale,
        silent=not _sounds(alert.level, ring),
        paid=policy.pays and alert.level is Level.RED and not alert.exercise,
        lane=Lane.NOTICES if alert.level is Level.BLUE else Lane.ALERTS,
        at=at,
    )
    alert.watching = True


async def tell_newcomers(
    session: AsyncSession, alert: Alert, case: Case, policy: Policy, *, at: datetime
) -> None:
    """Queue the rings that were told for groups that have come to them since, and look at the next.

    One was bound, or where somebody lives was learnt later; a ring that was passed over, as nobody
    would hear, may have its group by now. Nobody is told twice. What is held back waits for 继续.
    """
    if alert.ring < 0 or alert.held_at is not None or case.by_hand:
        return
    nodes = await reach.nodes(session, case)
    for ring in sorted({0, min(alert.ring, len(nodes) - 1)}):
        await _queue(session, alert, case, policy, ring=ring, top=nodes[ring], at=at)
    alert.next_ring_at = await _due(session, alert, case, nodes, policy)


def wait(alert: Alert, case: Case, morning: datetime) -> None:
    """Look in the morning who has come to the rings that were told."""
    if alert.ring >= 0 and not case.by_hand:
        alert.next_ring_at = min(alert.next_ring_at or morning, morning)


def has_waited(alert: Alert, case: Case, policy: Policy) -> bool:
    """Whether it is the end of a night that something of an alert has waited for."""
    due = alert.next_ring_at
    return due is not None and bool(
        policy.quiet_until(case.kind, alert.level, due - timedelta(seconds=1))
    )


async def keep_pace(
    session: AsyncSession, alert: Alert, case: Case, level: Level, policy: Policy, *, at: datetime
) -> None:
    """Let an alert run as one of this level does: counted from when it was published.

    From now where nobody has read it yet.
    """
    if level is alert.level:
        return
    alert.level = level
    if alert.ring < 0:
        alert.let_go_at = at
    nodes = await reach.nodes(session, case)
    alert.next_ring_at = await _due(session, alert, case, nodes, policy)


def _sounds(level: Level, ring: int) -> bool:
    return level is Level.RED or (level is Level.ORANGE and ring < SOUNDING_RINGS)


async def following(session: AsyncSession, alert: Alert, nodes: Sequence[grid.Grid]) -> int:
    """Return the next ring that has a group the alert was not meant for yet; after the last, none."""
    ring = alert.ring + 1
    while 0 < ring < len(nodes) and not await everywhere.means_more(
        session, alert.key, nodes[ring]
    ):
        ring += 1
    return ring


async def _due(
    session: AsyncSession,
    alert: Alert,
    case: Case,
    nodes: Sequence[grid.Grid],
    policy: Policy,
) -> datetime | None:
    ring = await following(session, alert, nodes)
    if ring >= len(nodes):
        return None
    wait = delay(case, alert.level, ring, nodes[ring], policy)
    if wait is None:
        return None
    since = alert.let_go_at or alert.published_at
    return policy.due_after(case.kind, alert.level, since, wait)


def delay(case: Case, level: Level, ring: int, node: grid.Grid, policy: Policy) -> timedelta | None:
    """Return how long after publishing a ring is due; None for one that only staff may open.

    What staff wrote by hand goes to the nodes they chose; the rings of product.md are for a search.
    """
    if case.by_hand:
        return None if ring else timedelta(0)
    return policy.ring_delay(ring, node.level, level)


async def _origin(session: AsyncSession, case: Case) -> grid.Point | None:
    """Return the last-seen place, else the point of the case's grid or of the nearest one above."""
    if case.lat is not None and case.lon is not None:
        return case.lat, case.lon
    line = await grid.ancestors(session, await history.path_of(session, case))
    points = await grid.points(session, {node.key for node in line})
    return next((points[node.key] for node in line if node.key in points), None)
