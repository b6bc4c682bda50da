"""How far an alert goes: the node that each ring reaches, the case's own first, and its groups."""

from collections.abc import Sequence

from sqlalchemy import Subquery
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain import alerts as rules
from bot.services import history
from bot.storage import alerts, cases, chats, grid
from bot.storage.cases import Case
from bot.storage.chats import Reached


async def nodes(session: AsyncSession, case: Case) -> list[grid.Grid]:
    """Return the node of each ring of a case, from the inside out.

    Of an alert that is out they lie around where it was published, whoever has the case by now.
    """
    alert = await alerts.active(session, case.key)
    origin = alert.origin if alert is not None else None
    return (origin and await _around(session, origin)) or await _around(
        session, await history.path_of(session, case)
    )


async def widest_of(session: AsyncSession, alert: alerts.Alert) -> grid.Grid | None:
    """Return the node that the last ring of an alert reached; None before the first, and for one
    that lay around what has moved since.
    """
    nodes = await _around(session, alert.origin) if alert.origin else []
    return nodes[min(alert.ring, len(nodes) - 1)] if nodes and alert.ring >= 0 else None


async def _around(session: AsyncSession, path: str) -> list[grid.Grid]:
    by_path = {node.path: node for node in await grid.ancestors(session, path)}
    if path not in by_path:
        return []  # an import has moved the node
    levels = {path: node.level for path, node in by_path.items()}
    return [by_path[subtree] for subtree in rules.ring_paths(path, levels)]


async def rings_of(session: AsyncSession, case: Case) -> list[list[Reached]]:
    """Return the groups of every ring, each ring the whole subtree (those told are left out later)."""
    tops = await nodes(session, case)
    return [
        await chats.reach(session, await groups(session, case, ring, top))
        for ring, top in enumerate(tops)
    ]


async def reached(session: AsyncSession, case: Case, ring: int) -> list[Reached]:
    """Return the groups of one ring, those of the rings inside it among them."""
    top = (await nodes(session, case))[ring]
    return await chats.reach(session, await groups(session, case, ring, top))


async def groups(session: AsyncSession, case: Case, ring: int, top: grid.Grid) -> Subquery:
    """Return which groups a ring means.

    Ring 0 also takes those near the last-seen place and of the home grid; of what staff wrote by
    hand it is the nodes they chose.
    """
    if ring > 0:
        return chats.public([top.path])
    if case.by_hand:
        return chats.public([node.path for node in await cases.scope_of(session, case.key)])
    home = await session.get_one(grid.Grid, case.home_grid_id or top.key)
    near = [node.key for node in await _near(session, case)]
    return chats.public([top.path, home.path], nodes=near)


async def _near(session: AsyncSession, case: Case) -> Sequence[grid.Grid]:
    if case.lat is None or case.lon is None:
        return []
    return await grid.near(session, case.lat, case.lon)
