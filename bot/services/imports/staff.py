"""Import of staff: who is what on which node."""

from collections.abc import AsyncIterator, Iterator, Sequence

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.registers import Batch, StaffRow
from bot.services.imports.merge import (
    Summary,
    Values,
    add,
    change,
    difference,
    node_ids,
    open_cases,
    refuse,
    refuse_pruning,
    remove,
    repeated,
    unknown_grids,
)
from bot.storage import suspensions
from bot.storage.people import Appointment


async def store_staff(
    session: AsyncSession, batch: Batch, *, prune: bool, dry_run: bool
) -> Summary:
    """Store the appointments; a person may be several things on several nodes."""
    rows = [row for row in batch.rows if isinstance(row, StaffRow)]
    nodes = await node_ids(session)
    again = repeated(rows, lambda row: (row.user_id, row.grid, row.role), "the same appointment")
    refuse(batch.problems, unknown_grids(rows, nodes), again)
    wanted = [_values(row, nodes[row.grid]) for row in rows]
    found = await difference(session, Appointment, ("user_id", "grid_id", "role"), wanted)
    if prune:
        staying = {row.user_id for row in rows}
        owners = await open_cases(session, "owner_id")
        refuse_pruning(_still_working(found.absent, owners, staying))
    if not dry_run:
        await add(session, Appointment, found.added)
        await change(session, Appointment, found.changed)
        await remove(session, Appointment, [row["id"] for row in found.absent] if prune else [])
    codes = {key: code for code, key in nodes.items()}
    absent = tuple(
        f"{row['name']} ({row['role']}, {codes[row['grid_id']]})" for row in found.absent
    )
    notes = tuple([line async for line in _suspended(session, rows)])
    return Summary(len(found.added), len(found.changed), found.unchanged, absent, notes)


async def _suspended(session: AsyncSession, rows: Sequence[StaffRow]) -> AsyncIterator[str]:
    """Name those whose rights stay ended, whatever a register says of them."""
    for user_id in sorted({row.user_id for row in rows}):
        suspension = await suspensions.holding(session, user_id)
        if suspension is not None:
            yield f"still suspended: {suspension.name} ({user_id})"


def _values(row: StaffRow, grid_id: int) -> Values:
    return {
        "user_id": row.user_id,
        "grid_id": grid_id,
        "role": row.role,
        "name": row.name,
        "title": row.title,
        "unit": row.unit,
        "phone": row.phone,
    }


def _still_working(
    absent: Sequence[Values], owners: dict[int, str], staying: set[int]
) -> Iterator[str]:
    gone = {row["user_id"]: row["name"] for row in absent if row["user_id"] not in staying}
    for user_id, name in gone.items():
        if user_id in owners:
            yield f"{name} ({user_id}) still has open cases: {owners[user_id]}"
