"""Import of grid nodes: the tree, whose subtrees move with their nodes."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlmodel import select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.registers import Batch, GridRow
from bot.domain.tree import Node, Tree, path_in, tree_problems
from bot.services.imports.merge import Summary, add, change, node_ids, refuse
from bot.services.imports.pruning import check_pruning, let_go, with_what_goes
from bot.storage.grid import Grid

STORED = 0
"""The line of what comes from the database."""


async def store_grids(
    session: AsyncSession, batch: Batch, *, prune: bool, dry_run: bool
) -> Summary:
    """Store the nodes; who lies under a node that moved moves with it."""
    grids = {grid.code: grid for grid in await session.exec(select(Grid))}
    before = _known(grids)
    rows = [_whole(row, before, batch) for row in batch.rows if isinstance(row, GridRow)]
    said = {row.code: row for row in rows}
    absent = [grid for code, grid in grids.items() if code not in said]
    after = _tree(said if prune else before | said)
    refuse(batch.problems, tree_problems(rows, after, doubtful=batch.doubtful))
    names = tuple(f"{grid.code} {grid.name}" for grid in absent)
    if prune:
        await check_pruning(session, absent, after)
        names = await with_what_goes(session, absent)
    added = [row for row in rows if row.code not in before]
    changed = [
        row for row in rows if row.code in before and replace(row, line=STORED) != before[row.code]
    ]
    if not dry_run:
        await _add(session, added, after)
        await _change(session, [*added, *changed])
        await _move(session, grids, after)
    if prune and not dry_run:
        ids = await node_ids(session)
        await let_go(session, absent, {code: ids[code] for code in after})
    unchanged = len(rows) - len(added) - len(changed)
    return Summary(
        len(added),
        len(changed),
        unchanged,
        names,
        adding=[f"{row.code} {row.name}" for row in added],
        changing=[f"{row.code} {row.name}" for row in changed],
    )


def _whole(row: GridRow, before: Mapping[str, GridRow], batch: Batch) -> GridRow:
    """Return the row with what is known of a node where the file has no column for it."""
    known = before.get(row.code)
    return replace(row, **{name: getattr(known, name) for name in batch.unsaid}) if known else row


def _known(grids: Mapping[str, Grid]) -> dict[str, GridRow]:
    codes = {grid.id: code for code, grid in grids.items()}
    return {
        code: GridRow(
            line=STORED,
            code=code,
            name=grid.name,
            level=grid.level,
            parent=codes.get(grid.parent_id),
            lat=grid.lat,
            lon=grid.lon,
            phone=grid.phone,
        )
        for code, grid in grids.items()
    }


def _tree(rows: Mapping[str, GridRow]) -> Tree:
    return {code: Node(row.level, row.parent) for code, row in rows.items()}


async def _add(session: AsyncSession, rows: Sequence[GridRow], tree: Tree) -> None:
    """Insert nodes without the one above, which may be among them."""
    await add(
        session,
        Grid,
        [
            {
                "code": row.code,
                "name": row.name,
                "level": row.level,
                "path": path_in(tree, row.code),
            }
            for row in rows
        ],
    )


async def _change(session: AsyncSession, rows: Sequence[GridRow]) -> None:
    ids = await node_ids(session)
    await change(
        session,
        Grid,
        [
            {
                "id": ids[row.code],
                "name": row.name,
                "level": row.level,
                "parent_id": ids[row.parent] if row.parent else None,
                "lat": row.lat,
                "lon": row.lon,
                "phone": row.phone,
            }
            for row in rows
        ],
    )


async def _move(session: AsyncSession, grids: Mapping[str, Grid], tree: Tree) -> None:
    """Give a new path to every node that was there and lies elsewhere now."""
    paths = {code: path_in(tree, code) for code in grids if code in tree}
    await change(
        session,
        Grid,
        [
            {"id": grids[code].key, "path": path}
            for code, path in paths.items()
            if path != grids[code].path
        ],
    )
