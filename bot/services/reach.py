"""How far an alert goes: the node that each ring reaches, the case's own first."""

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain import alerts as rules
from bot.services import history
from bot.storage import alerts, grid
from bot.storage.cases import Case


async def nodes(session: AsyncSession, case: Case) -> list[grid.Grid]:
    """Return the node of each ring of a case, from the inside out.

    Of an alert that is out they lie around where it was published, whoever has the case by now.
    """
    alert = await alerts.active(session, case.key)
    origin = alert.origin if alert is not None else None
    return (origin and await _around(session, origin)) or await _around(
        session, await history.path_of(session, case)
    )


async def _around(session: AsyncSession, path: str) -> list[grid.Grid]:
    by_path = {node.path: node for node in await grid.ancestors(session, path)}
    if path not in by_path:
        return []  # an import has moved the node
    levels = {path: node.level for path, node in by_path.items()}
    return [by_path[subtree] for subtree in rules.ring_paths(path, levels)]
