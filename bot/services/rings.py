"""Rings: which groups hear of a case, and when the next ones do."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from math import inf

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.alerts import Level
from bot.domain.brakes import ALONE
from bot.domain.grid import metres_between
from bot.domain.policy import Policy
from bot.services import board, cards, history, reach, saying, wording
from bot.services.cards import chat_place
from bot.storage import alerts, cases, chats, everywhere, grid
from bot.storage.alerts import Alert
from bot.storage.cases import Case
from bot.storage.chats import Reached
from bot.storage.outbox import Lane

SOUNDING_RINGS = ALONE + 1
"""Rings 0 and 1 of an orange alert sound; every ring of a red one does."""

Group = tuple[Reached, int]


async def due_rings(session: AsyncSession, _policy: Policy, at: datetime) -> Sequence[int]:
    """Return the cases whose alert has a ring due."""
    return await alerts.due_rings(session, at)


async def spread_further(
    session: AsyncSession, case_id: int, policy: Policy, *, at: datetime
) -> None:
    """For the clock: queue the rings that have come due, if the case is still open."""
    case = await history.load(session, case_id)
    alert = await alerts.active(session, case.key)
    if alert is None or alert.held_at is not None or not case.is_open:
        return
    if await spread_due(session, alert, case, policy, at=at):
        await cards.refresh(session, case, policy, at=at)


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
    alert.next_ring_at = _due(alert, case, ring + 1, nodes, policy)
    if alert.capped and ring >= ALONE:
        alert.held_at = at
    if ring >= len(nodes):
        return
    told = await everywhere.told_chats(session, alert.key)
    reached = await _groups(session, case, ring, nodes[ring])
    groups = [(chat, node) for chat, node in reached if not told & {chat.id, chat.was}]
    groups = await _nearest_first(session, case, groups)
    words = await wording.published(session, alert, case, policy, at=at)
    silent = not _sounds(alert.level, ring)
    await saying.broadcast(
        session,
        words,
        [chat_place(chat, policy, node) for chat, node in groups],
        case=case,
        alert_id=alert.key,
        ring=ring,
        silent=silent,
        paid=policy.pays and alert.level is Level.RED and not alert.exercise,
        lane=Lane.NOTICES if alert.level is Level.BLUE else Lane.ALERTS,
        lost={chat.id: chat.lost_reason or "" for chat, _ in groups if chat.lost_at},
        at=at,
    )
    await board.stand(session, alert, case, at=at)
    alert.watching = True


def _sounds(level: Level, ring: int) -> bool:
    return level is Level.RED or (level is Level.ORANGE and ring < SOUNDING_RINGS)


def _due(
    alert: Alert, case: Case, ring: int, nodes: Sequence[grid.Grid], policy: Policy
) -> datetime | None:
    if ring >= len(nodes):
        return None
    wait = delay(case, alert.level, ring, nodes[ring], policy)
    if wait is None:
        return None
    due = alert.published_at + wait
    return policy.quiet_until(case.kind, alert.level, due) or due


def delay(case: Case, level: Level, ring: int, node: grid.Grid, policy: Policy) -> timedelta | None:
    """Return how long after publishing a ring is due; None for one that only staff may open.

    What staff wrote by hand goes to the nodes they chose; the rings of product.md are for a search.
    """
    if case.by_hand:
        return None if ring else timedelta(0)
    return policy.ring_delay(ring, node.level, level)


async def rings_of(session: AsyncSession, case: Case) -> list[list[Group]]:
    """Return the groups of every ring, each ring the whole subtree (those told are left out later)."""
    nodes = await reach.nodes(session, case)
    return [await _groups(session, case, ring, top) for ring, top in enumerate(nodes)]


async def reached(session: AsyncSession, case: Case, ring: int) -> list[Group]:
    """Return the groups of one ring, those of the rings inside it among them."""
    return await _groups(session, case, ring, (await reach.nodes(session, case))[ring])


async def _groups(session: AsyncSession, case: Case, ring: int, top: grid.Grid) -> list[Group]:
    """Ring 0 also takes the groups near the last-seen place and those of the home grid.

    Of what staff wrote by hand it is the nodes they chose.
    """
    if ring > 0:
        return list(await chats.reach(session, top.path))
    if case.by_hand:
        return await _in_scope(session, case)
    near = [node.key for node in await _near(session, case)]
    groups = list(await chats.reach(session, top.path, nodes=near))
    return groups + await _home_groups(session, case, {chat.id for chat, _ in groups})


async def _nearest_first(session: AsyncSession, case: Case, groups: Sequence[Group]) -> list[Group]:
    """Put those first whose grid lies nearest to where the case is; those without a point last."""
    points = await grid.points(session, {node for _, node in groups})
    origin = await _origin(session, case)
    if origin is None:
        return list(groups)

    def distance(group: Group) -> float:
        point = points.get(group[1])
        return metres_between(*origin, *point) if point else inf

    return sorted(groups, key=distance)


async def _origin(session: AsyncSession, case: Case) -> grid.Point | None:
    """Return the last-seen place, else the point of the case's grid or of the nearest one above."""
    if case.lat is not None and case.lon is not None:
        return case.lat, case.lon
    line = await grid.ancestors(session, await history.path_of(session, case))
    points = await grid.points(session, {node.key for node in line})
    return next((points[node.key] for node in line if node.key in points), None)


async def _in_scope(session: AsyncSession, case: Case) -> list[Group]:
    groups: dict[int, Group] = {}
    for node in await cases.scope_of(session, case.key):
        for chat, grid_id in await chats.reach(session, node.path):
            groups.setdefault(chat.id, (chat, grid_id))
    return list(groups.values())


async def _near(session: AsyncSession, case: Case) -> Sequence[grid.Grid]:
    if case.lat is None or case.lon is None:
        return []
    return await grid.near(session, case.lat, case.lon)


async def _home_groups(session: AsyncSession, case: Case, known: set[int]) -> list[Group]:
    if case.home_grid_id is None or case.home_grid_id == case.grid_id:
        return []
    home = await session.get(grid.Grid, case.home_grid_id)
    assert home is not None
    return [row for row in await chats.reach(session, home.path) if row[0].id not in known]
