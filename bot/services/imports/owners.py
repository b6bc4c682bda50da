"""Import of owners: who looks after what at which node, and by when they promise to mend it."""

from collections.abc import Mapping, Sequence

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.keepers import Promise
from bot.domain.registers import Batch, OwnerRow
from bot.services.imports.merge import (
    Summary,
    Values,
    add,
    change,
    difference,
    node_ids,
    refuse,
    remove,
    repeated,
    unknown_grids,
)
from bot.storage.keepers import Keeper

KEY = ("grid_id", "kind", "category")
NOTHING = Promise()
PROMISED = frozenset({"days", "minutes"})
"""What a promise is made of."""


async def store_owners(
    session: AsyncSession, batch: Batch, *, prune: bool, dry_run: bool
) -> Summary:
    """Store who looks after what; a node has one for each kind, and for each category of hazards."""
    rows = [row for row in batch.rows if isinstance(row, OwnerRow)]
    nodes = await node_ids(session)
    again = repeated(rows, lambda row: (row.grid, row.kind, row.category), "the same matter")
    refuse(batch.problems, unknown_grids(rows, nodes), again)
    unsaid = batch.unsaid | (PROMISED if "promise" in batch.unsaid else frozenset())
    wanted = [_values(row, nodes) for row in rows]
    found = await difference(session, Keeper, KEY, wanted, unsaid=unsaid - {*KEY})
    if not dry_run:
        await add(session, Keeper, found.added)
        await change(session, Keeper, found.changed)
        await remove(session, Keeper, [row["id"] for row in found.absent] if prune else [])
    codes = {key: code for code, key in nodes.items()}
    return Summary(
        len(found.added),
        len(found.changed),
        found.unchanged,
        tuple(_named(found.absent, codes)),
        adding=_named(found.added, codes),
        changing=_named(found.changed, codes),
    )


def _values(row: OwnerRow, nodes: Mapping[str, int]) -> Values:
    promise = row.promise or NOTHING
    return {
        "grid_id": nodes[row.grid],
        "kind": row.kind,
        "category": row.category,
        "name": row.owner,
        "phone": row.phone,
        "days": promise.days,
        "minutes": promise.minutes,
    }


def _named(rows: Sequence[Values], codes: Mapping[int, str]) -> list[str]:
    return [f"{row['name']} ({codes[row['grid_id']]}, {_matter(row)})" for row in rows]


def _matter(row: Values) -> str:
    return f"{row['kind']} {row['category']}".strip()
