"""Import of the duty roster: whose shift it is at which node."""

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.grid import lineage
from bot.domain.registers import Batch, DutyRow, Problem
from bot.services.imports.merge import (
    Summary,
    Values,
    add,
    difference,
    node_ids,
    refuse,
    remove,
    repeated,
    rows_of,
    unknown_grids,
)
from bot.services.tables import table_of
from bot.storage.grid import Grid
from bot.storage.people import Appointment
from bot.storage.rosters import DutyShift

KEY = ("grid_id", "user_id", "weekday", "day", "starts", "ends")


async def store_roster(
    session: AsyncSession, batch: Batch, *, prune: bool, dry_run: bool
) -> Summary:
    """Store the shifts; a row of several days is as many shifts."""
    rows = [row for row in batch.rows if isinstance(row, DutyRow)]
    nodes = await node_ids(session)
    again = repeated(rows, lambda row: (row.grid, row.user_id, row.shifts), "the same shift")
    strangers = _strangers(rows, await _paths(session), await _held(session))
    refuse(batch.problems, unknown_grids(rows, nodes), again, strangers)
    found = await difference(session, DutyShift, KEY, _wanted(rows, nodes))
    if not dry_run:
        await add(session, DutyShift, found.added)
        await remove(session, DutyShift, [row["id"] for row in found.absent] if prune else [])
    codes = {key: code for code, key in nodes.items()}
    adding, absent = _named(found.added, codes), tuple(_named(found.absent, codes))
    return Summary(len(found.added), 0, found.unchanged, absent, adding=adding)


def _named(rows: Sequence[Values], codes: Mapping[int, str]) -> list[str]:
    return [f"{row['user_id']} ({codes[row['grid_id']]}, {_day(row)})" for row in rows]


def _wanted(rows: Sequence[DutyRow], nodes: Mapping[str, int]) -> list[Values]:
    """Return a row for every shift, each once: two rows may overlap in a day."""
    once = {
        (nodes[row.grid], row.user_id, one.weekday, one.day, one.starts, one.ends)
        for row in rows
        for one in row.shifts
    }
    return [dict(zip(KEY, shift, strict=True)) for shift in sorted(once, key=repr)]


def _day(row: Values) -> str:
    return str(row["day"] or f"weekday {row['weekday'] + 1}")


async def _paths(session: AsyncSession) -> dict[str, str]:
    grids = table_of(Grid).c
    return {row[0]: row[1] for row in await rows_of(session, select(grids.code, grids.path))}


async def _held(session: AsyncSession) -> dict[int, set[str]]:
    """Return the paths of the nodes that each person is appointed to."""
    grids, held = table_of(Grid), table_of(Appointment)
    query = select(held.c.user_id, grids.c.path).join(grids, grids.c.id == held.c.grid_id)
    found: dict[int, set[str]] = {}
    for user_id, path in await rows_of(session, query):
        found.setdefault(user_id, set()).add(path)
    return found


def _strangers(
    rows: Sequence[DutyRow], paths: Mapping[str, str], held: Mapping[int, set[str]]
) -> Iterator[Problem]:
    """Name the rows of people who are nobody at their node, or above it."""
    for row in rows:
        path = paths.get(row.grid)
        if path and held.get(row.user_id, set()).isdisjoint(lineage(path)):
            yield Problem(row.line, f"{row.user_id} holds no appointment over {row.grid!r}")
