"""What every import does alike: find what differs, refuse what is wrong, write in bulk."""

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, Protocol

from sqlalchemy import bindparam, delete, insert, select, update
from sqlmodel import SQLModel
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.registers import Problem
from bot.domain.states import OPEN, State
from bot.errors import ImportRefused
from bot.services.tables import AnySelect, table_of
from bot.storage.cases import Case
from bot.storage.grid import Grid

Values = dict[str, Any]


@dataclass(frozen=True)
class Summary:
    """What became of a file's rows, and what the database has beside them."""

    added: int
    changed: int
    unchanged: int
    absent: tuple[str, ...]
    notes: tuple[str, ...] = ()
    """What the operator should know besides."""
    adding: Sequence[str] = field(default=(), compare=False)
    changing: Sequence[str] = field(default=(), compare=False)
    """By name, in the order of the file."""


@dataclass(frozen=True)
class Difference:
    """Rows to insert, rows to update (with their id), and rows the file leaves out."""

    added: list[Values]
    changed: list[Values]
    unchanged: int
    absent: list[Values]


class Lined(Protocol):
    """A row of a file."""

    @property
    def line(self) -> int: ...


class GridOfRow(Lined, Protocol):
    """A row that names a node."""

    @property
    def grid(self) -> str: ...


def refuse(*problems: Iterable[Problem]) -> None:
    """Raise ImportRefused with all problems, by line, if there are any."""
    if found := sorted(chain.from_iterable(problems)):
        raise ImportRefused([str(problem) for problem in found])


def refuse_pruning(reasons: Iterable[str]) -> None:
    """Raise ImportRefused with what may not be pruned, if there is any."""
    if found := list(reasons):
        raise ImportRefused([f"not pruned: {reason}" for reason in found])


async def node_ids(session: AsyncSession) -> dict[str, int]:
    """Return the id of every node by its code."""
    grids = table_of(Grid)
    rows = await rows_of(session, select(grids.c.code, grids.c.id))
    return {row[0]: row[1] for row in rows}


def unknown_grids(rows: Sequence[GridOfRow], nodes: Collection[str]) -> Iterator[Problem]:
    """Name the rows of nodes that do not exist."""
    for row in rows:
        if row.grid not in nodes:
            yield Problem(row.line, f"grid {row.grid!r} is unknown")


def repeated(rows: Sequence[Lined], key: Callable[[Any], Hashable], what: str) -> Iterator[Problem]:
    """Name the rows that say again what an earlier one said."""
    first: dict[Hashable, int] = {}
    for row in rows:
        said = first.setdefault(key(row), row.line)
        if said != row.line:
            yield Problem(row.line, f"{what} as in line {said}")


async def difference(
    session: AsyncSession,
    table: type[SQLModel],
    key: Sequence[str],
    wanted: Sequence[Values],
    *,
    unsaid: frozenset[str] = frozenset(),
) -> Difference:
    """Compare rows with a table; `key` names the columns by which they are the same thing.

    Of a column that is `unsaid` each row keeps what it has.
    """
    names = ("id", *wanted[0]) if wanted else tuple(table_of(table).c.keys())
    rows = await rows_of(session, select(*(table_of(table).c[name] for name in names)))
    found = [dict(zip(names, row, strict=True)) for row in rows]
    stored = {tuple(row[name] for name in key): row for row in found}
    added, changed = [], []
    for row in wanted:
        before = stored.pop(tuple(row[name] for name in key), None)
        if before is None:
            added.append(row)
            continue
        after = {"id": before["id"], **row} | {name: before[name] for name in unsaid & row.keys()}
        if after != before:
            changed.append(after)
    unchanged = len(wanted) - len(added) - len(changed)
    return Difference(added, changed, unchanged, list(stored.values()))


async def add(session: AsyncSession, table: type[SQLModel], rows: Sequence[Values]) -> None:
    """Insert all rows in one go."""
    if rows:
        connection = await session.connection()
        await connection.execute(insert(table_of(table)), list(rows))


async def change(session: AsyncSession, table: type[SQLModel], rows: Sequence[Values]) -> None:
    """Update rows by their id, all columns that are given."""
    if not rows:
        return
    columns = table_of(table)
    values: Values = {name: bindparam(f"new_{name}") for name in rows[0] if name != "id"}
    query = update(columns).where(columns.c.id == bindparam("new_id")).values(values)
    connection = await session.connection()
    await connection.execute(
        query, [{f"new_{name}": value for name, value in row.items()} for row in rows]
    )


async def remove(session: AsyncSession, table: type[SQLModel], ids: Iterable[int]) -> None:
    """Delete rows by their id, in the order given."""
    gone = [{"gone": key} for key in ids]
    if not gone:
        return
    columns = table_of(table)
    connection = await session.connection()
    await connection.execute(delete(columns).where(columns.c.id == bindparam("gone")), gone)


async def open_cases(session: AsyncSession, column: str) -> dict[int, str]:
    """Return the numbers of open cases by what the column points to, as words for a refusal."""
    cases = table_of(Case)
    query = select(cases.c[column], cases.c.number).where(cases.c.state.in_((*OPEN, State.DRAFT)))
    numbers: dict[int, list[str]] = {}
    for key, number in await rows_of(session, query):
        numbers.setdefault(key, []).append(str(number or "a draft"))
    return {key: ", ".join(sorted(found)) for key, found in numbers.items()}


async def rows_of(session: AsyncSession, query: AnySelect) -> Sequence[tuple[Any, ...]]:
    """Read plain rows: nothing is loaded into the session, thousands cost little."""
    found = await (await session.connection()).execute(query)
    return [tuple(row) for row in found]
