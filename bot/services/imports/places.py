"""Import of places: what the neighbourhood calls its corners."""

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.registers import Batch, PlaceRow
from bot.services.imports.merge import (
    Summary,
    add,
    change,
    difference,
    node_ids,
    refuse,
    remove,
    repeated,
    unknown_grids,
)
from bot.storage.counters import grow
from bot.storage.grid import Place

GAZETTEER = "gazetteer"
"""The counter by which running bots notice that they must read the places again."""


async def store_places(
    session: AsyncSession, batch: Batch, *, prune: bool, dry_run: bool
) -> Summary:
    """Store the places; two of a name and kind in one node are the same place."""
    rows = [row for row in batch.rows if isinstance(row, PlaceRow)]
    nodes = await node_ids(session)
    again = repeated(rows, lambda row: (row.grid, row.kind, row.name), "the same place")
    refuse(batch.problems, unknown_grids(rows, nodes), again)
    wanted = [
        {
            "name": row.name,
            "kind": row.kind,
            "grid_id": nodes[row.grid],
            "lat": row.lat,
            "lon": row.lon,
            "aliases": row.aliases,
            "learned": False,
        }
        for row in rows
    ]
    found = await difference(
        session, Place, ("grid_id", "kind", "name"), wanted, unsaid=batch.unsaid
    )
    if not dry_run:
        await add(session, Place, found.added)
        await change(session, Place, found.changed)
        await remove(session, Place, [row["id"] for row in found.absent] if prune else [])
        await grow(session, GAZETTEER)
    absent = tuple(row["name"] for row in found.absent)
    return Summary(
        len(found.added),
        len(found.changed),
        found.unchanged,
        absent,
        adding=[row["name"] for row in found.added],
        changing=[row["name"] for row in found.changed],
    )
