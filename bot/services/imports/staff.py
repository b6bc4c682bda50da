"""Import of staff: who is what on which node, and who will be once their account is known."""

from collections.abc import AsyncIterator, Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.registers import Batch, StaffRow
from bot.services import absences
from bot.services.imports.merge import (
    Difference,
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
    rows_of,
    unknown_grids,
)
from bot.services.tables import table_of
from bot.storage import suspensions
from bot.storage.invitations import Awaited
from bot.storage.people import Appointment

Slot = tuple[str, str, str]
"""Node (by code), role and name: by these an appointment is known while its account is not."""


async def store_staff(
    session: AsyncSession, batch: Batch, *, prune: bool, dry_run: bool
) -> Summary:
    """Store the appointments; a person may be several things on several nodes.

    A row without an account is the appointment of that name, if there is one by now; else it waits.
    """
    nodes = await node_ids(session)
    said = [row for row in batch.rows if isinstance(row, StaffRow)]
    rows = await _with_accounts(session, said)
    again = repeated(
        rows, lambda row: (row.user_id or row.name, row.grid, row.role), "the same appointment"
    )
    refuse(batch.problems, unknown_grids(rows, nodes), again)
    own = {"absence_id": None}  # what a stand-in has for a time is in no register
    known = [_values(row, nodes) | own | {"user_id": row.user_id} for row in rows if row.user_id]
    waiting = [_values(row, nodes) for row in rows if not row.user_id]
    found = await difference(
        session, Appointment, ("user_id", "grid_id", "role"), known, unsaid=batch.unsaid
    )
    found = replace(found, absent=[row for row in found.absent if row["absence_id"] is None])
    slots = await difference(
        session, Awaited, ("grid_id", "role", "name"), waiting, unsaid=batch.unsaid
    )
    arrived, missing = _arrived(slots.absent, known)
    if prune:
        staying = {row.user_id for row in rows if row.user_id}
        owners = await open_cases(session, "owner_id")
        refuse_pruning(_still_working(found.absent, owners, staying))
    if not dry_run:
        await _write(session, Appointment, found, found.absent if prune else [])
        await _write(session, Awaited, slots, [*arrived, *(missing if prune else [])])
        await absences.follow_register(session)
    codes = {key: code for code, key in nodes.items()}
    return Summary(
        added=len(found.added) + len(slots.added),
        changed=len(found.changed) + len(slots.changed),
        unchanged=found.unchanged + slots.unchanged,
        absent=tuple(_named([*found.absent, *missing], codes)),
        notes=tuple([line async for line in _notes(session, rows)]),
        adding=_named([*found.added, *slots.added], codes),
        changing=_named([*found.changed, *slots.changed], codes),
    )


def _named(rows: Sequence[Values], codes: Mapping[int, str]) -> list[str]:
    return [f"{row['name']} ({row['role']}, {codes[row['grid_id']]})" for row in rows]


async def _with_accounts(session: AsyncSession, rows: Sequence[StaffRow]) -> list[StaffRow]:
    """Give the rows without an account those of the people who have come by their link."""
    if all(row.user_id for row in rows):
        return list(rows)
    nodes = {key: code for code, key in (await node_ids(session)).items()}
    held = table_of(Appointment).c
    query = select(held.grid_id, held.role, held.name, held.user_id, held.phone)
    accounts: dict[Slot, tuple[int, str | None]] = {
        (nodes[grid], role, name): (user_id, phone)
        for grid, role, name, user_id, phone in await rows_of(session, query)
    }
    return [row if row.user_id else _joined(row, accounts.get(_slot(row))) for row in rows]


def _joined(row: StaffRow, account: tuple[int, str | None] | None) -> StaffRow:
    """Return the row of somebody who has come; the number they shared stays."""
    if account is None:
        return row
    return replace(row, user_id=account[0], phone=row.phone or account[1])


def _slot(row: StaffRow) -> Slot:
    return row.grid, row.role, row.name


async def _write(
    session: AsyncSession,
    table: type[Appointment | Awaited],
    found: Difference,
    gone: Sequence[Values],
) -> None:
    await add(session, table, found.added)
    await change(session, table, found.changed)
    await remove(session, table, [row["id"] for row in gone])


def _arrived(
    absent: Sequence[Values], known: Sequence[Values]
) -> tuple[list[Values], list[Values]]:
    """Part those who wait no longer, for the file knows their account, from those it leaves out."""
    here = {(row["grid_id"], row["role"], row["name"]) for row in known}
    arrived = [row for row in absent if (row["grid_id"], row["role"], row["name"]) in here]
    return arrived, [row for row in absent if row not in arrived]


async def _notes(session: AsyncSession, rows: Sequence[StaffRow]) -> AsyncIterator[str]:
    """Say who waits for a link, and whose rights stay ended, whatever a register says of them."""
    waiting = sum(row.user_id is None for row in rows)
    if waiting:
        yield f"{waiting} without an account; gege invite --staff makes their links"
    named = {row.user_id for row in rows}
    for suspension in await suspensions.all_holding(session):
        if suspension.user_id in named:
            yield f"still suspended: {suspension.name} ({suspension.user_id})"


def _values(row: StaffRow, nodes: dict[str, int]) -> Values:
    return {
        "grid_id": nodes[row.grid],
        "role": row.role,
        "name": row.name,
        "title": row.title,
        "unit": row.unit,
        "phone": row.phone,
    }


def _still_working(
    absent: Sequence[Values], owners: dict[int, str], staying: Collection[int]
) -> Iterator[str]:
    gone = {row["user_id"]: row["name"] for row in absent if row["user_id"] not in staying}
    for user_id, name in gone.items():
        if user_id in owners:
            yield f"{name} ({user_id}) still has open cases: {owners[user_id]}"
