"""How far an alert goes: the node that each ring reaches, the case's own first."""

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain import alerts as rules
from bot.services import history
from bot.storage import grid
from bot.storage.cases import Case


async def nodes(session: AsyncSession, case: Case) -> list[grid.Grid]:
    """Return the node of each ring of a case, from the inside out."""
    path = await history.path_of(session, case)
    by_path = {node.path: node for node in await grid.ancestors(session, path)}
    levels = {path: node.level for path, node in by_path.items()}
    return [by_path[subtree] for subtree in rules.ring_paths(path, levels)]
