"""Where an alert goes that staff wrote by hand: nodes of their own, each checked."""

from collections.abc import Sequence
from dataclasses import replace

from sqlmodel import col, delete
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.alert_cards import ScopeNode
from bot.domain.grid import VILLAGE_AND_ABOVE, GridLevel, Role, lineage
from bot.errors import NotAllowed, NotFound, Refusal
from bot.services.rights import HANDLERS, Actor, as_staff, require_staff
from bot.storage import cases, grid, people
from bot.storage.cases import Case, Scope
from bot.storage.grid import Grid

DUTY_ONLY = frozenset({Role.DUTY})
BEYOND = frozenset({GridLevel.TOWN, GridLevel.DISTRICT})


async def own_nodes(session: AsyncSession, actor: Actor) -> list[Grid]:
    """Return the nodes that somebody may alert, none under another of them."""
    held = await people.appointments_of(session, actor.id)
    nodes = [node for appointment, node in held if appointment.role in HANDLERS]
    paths = {node.path for node in nodes}
    tops = {node.path: node for node in nodes if not paths & set(lineage(node.path)[1:])}
    return list(tops.values())


async def begin(session: AsyncSession, case: Case, node: Grid) -> None:
    """Let a new alert go to the writer's own node."""
    session.add(Scope(case_id=case.key, grid_id=node.key))
    await session.flush()


async def toggle(session: AsyncSession, case: Case, actor: Actor, grid_id: int) -> None:
    """Take a node in or out; what lies under or above it goes out. Raises NotAllowed, Refusal."""
    kept = await toggled(session, await cases.scope_of(session, case.key), grid_id)
    await _require(session, actor, kept)
    await session.exec(delete(Scope).where(col(Scope.case_id) == case.key))
    session.add_all(Scope(case_id=case.key, grid_id=one.key) for one in kept)
    case.grid_id = (await _home(session, actor, kept)).key
    await session.flush()


async def toggled(session: AsyncSession, chosen: Sequence[Grid], grid_id: int) -> list[Grid]:
    """Return the nodes with one more or one less, none under another; never none at all."""
    node = await session.get(Grid, grid_id)
    if node is None:
        raise NotFound
    kept = [one for one in chosen if not _overlap(one, node)]
    if node not in chosen:
        kept.append(node)
    if not kept:
        raise Refusal("refusal-scope-empty")
    return kept


def _overlap(one: Grid, other: Grid) -> bool:
    return one.path.startswith(other.path) or other.path.startswith(one.path)


async def require(session: AsyncSession, case: Case, actor: Actor) -> None:
    """Raise NotAllowed unless the actor may alert every node; asked when it is published, too."""
    await _require(session, actor, await cases.scope_of(session, case.key))


async def _require(session: AsyncSession, actor: Actor, nodes: Sequence[Grid]) -> None:
    """A worker on each node or above it; beyond one community only the duty desk."""
    beyond = await _goes_beyond(session, nodes)
    for node in nodes:
        if await as_staff(session, actor, node.path, DUTY_ONLY if beyond else HANDLERS) is None:
            raise NotAllowed("refusal-scope-duty" if beyond else "refusal-scope")


async def goes_beyond_village(session: AsyncSession, case: Case) -> bool:
    """Return whether an alert written by hand goes further than one community."""
    return await _goes_beyond(session, await cases.scope_of(session, case.key))


async def covers_a_town(session: AsyncSession, case: Case) -> bool:
    """Return whether it goes to a town as such, or to more than half of its villages."""
    return await cover_a_town(session, await cases.scope_of(session, case.key))


async def cover_a_town(session: AsyncSession, nodes: Sequence[Grid]) -> bool:
    """Return whether nodes are a town as such, or more than half of its villages."""
    if any(node.level in BEYOND for node in nodes):
        return True
    villages: dict[str, set[str]] = {}
    for node in nodes:
        line = {one.level: one.path for one in await grid.ancestors(session, node.path)}
        if GridLevel.CHIEF in line and GridLevel.TOWN in line:
            villages.setdefault(line[GridLevel.TOWN], set()).add(line[GridLevel.CHIEF])
    for town, reached in villages.items():
        if 1 < len(reached) > await grid.villages_under(session, town) / 2:
            return True
    return False


async def _goes_beyond(session: AsyncSession, nodes: Sequence[Grid]) -> bool:
    villages = set()
    for node in nodes:
        if node.level in BEYOND:
            return True
        above = await grid.ancestors(session, node.path)
        villages.add(next((one.path for one in above if one.level in VILLAGE_AND_ABOVE), node.path))
    return len(villages) > 1


async def _home(session: AsyncSession, actor: Actor, nodes: Sequence[Grid]) -> Grid:
    """Return the node whose case it is: the smallest around all, where the writer works there."""
    shared = set.intersection(*(set(lineage(node.path)) for node in nodes))
    around = max(shared, key=len, default="")
    line = {one.path: one for one in await grid.ancestors(session, nodes[0].path)}
    node = line.get(around)
    if node is None or await as_staff(session, actor, node.path) is None:
        return nodes[0]
    return node


async def choices(
    session: AsyncSession, nodes: Sequence[Grid], actor: Actor, above: int
) -> tuple[int, tuple[ScopeNode, ...]]:
    """Return what may be chosen under a node (0: the top of what is theirs), and which node that is;
    `nodes` are chosen already.

    Whoever works for one node begins in it: first the whole of it, then what lies under it.
    """
    own = await own_nodes(session, actor)
    if not above and len(own) > 1:
        return 0, await _named(session, nodes, own)
    node = await session.get(Grid, above) if above else own[0]
    if node is None:
        raise NotFound
    await require_staff(session, actor, node.path)
    whole, *under = await _named(session, nodes, [node, *await grid.children(session, node.key)])
    top = 0 if [node] == own else node.key
    return top, (replace(whole, opens=False), *under)


async def _named(
    session: AsyncSession, taken: Sequence[Grid], nodes: Sequence[Grid]
) -> tuple[ScopeNode, ...]:
    chosen = {node.key for node in taken}
    open_up = await grid.has_children(session, [node.key for node in nodes])
    return tuple(
        ScopeNode(node.key, node.name, node.key in chosen, node.key in open_up) for node in nodes
    )


async def above(session: AsyncSession, actor: Actor, grid_id: int) -> int:
    """Return the node over this one that the actor works for, 0 for the top of what is theirs."""
    node = await session.get(Grid, grid_id)
    parent = await session.get(Grid, node.parent_id) if node and node.parent_id else None
    if parent is None or await as_staff(session, actor, parent.path) is None:
        return 0
    return parent.key
