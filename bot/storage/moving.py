"""Copies a town from one database to another: every row, in one transaction, compared before it counts.

Rows are copied as they lie there: what is encrypted stays so, and no key is needed.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC
from hashlib import blake2b
from itertools import islice
from typing import Any

import psycopg
from psycopg.sql import SQL, Identifier
from sqlalchemy import (
    Column,
    Connection,
    MetaData,
    Table,
    TypeDecorator,
    func,
    insert,
    make_url,
    select,
    text,
)
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError

from bot.errors import DatabaseError
from bot.storage.database import DRIVERS, PROGRAM
from bot.storage.migrate import busy, connected, is_absent, require_schema
from bot.storage.schema import metadata
from bot.storage.types import Instant

BATCH = 5_000
"""So many rows are held at once."""

Row = Sequence[Any]
Change = Callable[[Any], Any]


@dataclass(frozen=True)
class Content:
    """What a table holds: so many rows, and a number that changes with any of them."""

    table: str
    rows: int
    checksum: str


def move(source: str, target: str) -> list[Content]:
    """Copy everything or nothing; raises DatabaseError with the reason."""
    tables = _tables()
    with _opened(source) as old, _opened(target) as new:
        _keep_writers_out(old, tables)
        _keep_writers_out(new, tables)
        for table in tables:
            if new.execute(select(table).limit(1)).first() is not None:
                raise DatabaseError(
                    f"{_named(target)} is not empty ({table.name} has rows); take a new database"
                )
        moved = [_copy(old, new, table) for table in tables]
        _continue_numbers(new, tables, _numbers(old, tables))
    return moved


def _tables() -> list[Table]:
    """Return every table after those it points at; its columns give what lies there."""
    plain = MetaData()
    for table in metadata.sorted_tables:
        for column in table.to_metadata(plain).columns:
            if isinstance(column.type, TypeDecorator) and not isinstance(column.type, Instant):
                column.type = column.type.impl_instance
    return plain.sorted_tables


@contextmanager
def _opened(url: str) -> Iterator[Connection]:
    """Open one transaction on a database of this program's schema in which nobody else is at work."""
    try:
        address = make_url(url)
    except ArgumentError:
        address = None
    if address is None or address.drivername not in DRIVERS:
        raise DatabaseError(
            "a database address is sqlite+aiosqlite:///gege.db or "
            "postgresql+psycopg://user@host/name"
        )
    if is_absent(address):
        raise DatabaseError(f"{_named(url)}: there is no such file")
    try:
        with connected(url, alone=True) as connection:
            if _is_shared(connection):
                raise busy(address)
            require_schema(connection, _named(url))
            yield connection
    except OperationalError as error:
        if "database is locked" in str(error.orig):
            raise busy(address) from None
        raise


def _named(url: str) -> str:
    """Return the address without its password."""
    return make_url(url).render_as_string(hide_password=True)


def _is_shared(connection: Connection) -> bool:
    """Whether a bot has the database open; from SQLite no connection is to be had then."""
    if connection.dialect.name == "sqlite":
        return False
    others = text(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
        " AND starts_with(application_name, :program) AND pid <> pg_backend_pid()"
    )
    return bool(connection.scalar(others, {"program": PROGRAM}))


def _keep_writers_out(connection: Connection, tables: Iterable[Table]) -> None:
    """Whoever comes later waits; SQLite's file is ours alone already."""
    if connection.dialect.name == "postgresql":
        names = ", ".join(f'"{table.name}"' for table in tables)
        connection.execute(text(f"LOCK TABLE {names} IN SHARE ROW EXCLUSIVE MODE"))


def _copy(old: Connection, new: Connection, table: Table) -> Content:
    """Copy a table, and read what came."""
    write = _write_sqlite if new.dialect.name == "sqlite" else _write_postgres
    tally, came = _Tally(table), _Tally(table)
    try:
        write(new, table, tally.counted(_rows(old, table)))
        for _ in came.counted(_rows(new, table)):
            pass
    except (psycopg.Error, DBAPIError) as error:
        reason = str(getattr(error, "orig", error)).strip().splitlines()[0]
        raise DatabaseError(f"{table.name}: {reason}; nothing was moved") from None
    if tally.content != came.content:
        raise DatabaseError(f"{table.name}: other rows came than were sent; nothing was moved")
    return tally.content


def _rows(connection: Connection, table: Table) -> Iterator[Row]:
    with connection.execute(select(table), execution_options={"yield_per": BATCH}) as rows:
        yield from rows


class _Tally:
    """Counts rows as they pass; in which order they do makes no difference."""

    def __init__(self, table: Table) -> None:
        self._table = table.name
        self._instants = [
            place for place, column in enumerate(table.columns) if isinstance(column.type, Instant)
        ]
        self._rows = 0
        self._sum = 0

    def counted(self, rows: Iterable[Row]) -> Iterator[Row]:
        for row in rows:
            self._rows += 1
            self._sum += int.from_bytes(blake2b(self._said(row), digest_size=8).digest())
            yield row

    def _said(self, row: Row) -> bytes:
        """Return the row as the same words for the same values, whichever engine gave them."""
        values = list(row)
        for place in self._instants:
            if values[place] is not None:
                values[place] = values[place].astimezone(UTC).isoformat()
        return repr(values).encode("utf-8", "backslashreplace")

    @property
    def content(self) -> Content:
        return Content(self._table, self._rows, f"{self._sum % (1 << 64):016x}")


def _write_sqlite(connection: Connection, table: Table, rows: Iterator[Row]) -> None:
    names = table.columns.keys()
    while some := [dict(zip(names, row, strict=True)) for row in islice(rows, BATCH)]:
        connection.execute(insert(table), some)


def _write_postgres(connection: Connection, table: Table, rows: Iterator[Row]) -> None:
    """COPY is one statement: a row may point at one that comes later."""
    dialect = connection.dialect
    changes: list[Change | None] = [
        column.type.dialect_impl(dialect).bind_processor(dialect) for column in table.columns
    ]
    driver = connection.connection.driver_connection
    assert isinstance(driver, psycopg.Connection)
    into = SQL("COPY {} ({}) FROM STDIN").format(
        Identifier(table.name), SQL(", ").join(Identifier(one.name) for one in table.columns)
    )
    with driver.cursor() as cursor, cursor.copy(into) as copy:
        for row in rows:
            copy.write_row(
                [
                    change(value) if change and value is not None else value
                    for change, value in zip(changes, row, strict=True)
                ]
            )


def _numbers(connection: Connection, tables: Iterable[Table]) -> Mapping[str, int]:
    """Return by table the last id that was given to a row, also to one that is gone."""
    given: dict[str, int] = {}
    if connection.dialect.name == "sqlite":
        given = dict(connection.execute(text("SELECT name, seq FROM sqlite_sequence")).all())
    numbers = {}
    for table, column in _numbered(tables):
        last = connection.scalar(select(func.max(column))) or 0
        if connection.dialect.name == "postgresql":
            given[table.name] = connection.scalar(_GIVEN, _sequence(column)) or 0
        numbers[table.name] = max(last, given.get(table.name, 0))
    return numbers


def _continue_numbers(
    connection: Connection, tables: Iterable[Table], numbers: Mapping[str, int]
) -> None:
    """Let the next row of each table get the id that it would have got before the move."""
    for table, column in _numbered(tables):
        last = numbers[table.name]
        if not last:
            continue
        if connection.dialect.name == "postgresql":
            connection.execute(_GO_ON, _sequence(column) | {"last": last})
        elif table.dialect_options["sqlite"]["autoincrement"]:
            connection.execute(_FORGET, {"table": table.name})
            connection.execute(_REMEMBER, {"table": table.name, "last": last})


def _numbered(tables: Iterable[Table]) -> Iterator[tuple[Table, Column[Any]]]:
    """Yield the tables that number their rows by themselves."""
    for table in tables:
        column = table.autoincrement_column
        if column is not None:
            yield table, column


def _sequence(column: Column[Any]) -> dict[str, str]:
    return {"table": column.table.name, "column": column.name}


_GIVEN = text("SELECT pg_sequence_last_value(pg_get_serial_sequence(:table, :column)::regclass)")
_GO_ON = text("SELECT setval(pg_get_serial_sequence(:table, :column), :last)")
_FORGET = text("DELETE FROM sqlite_sequence WHERE name = :table")
_REMEMBER = text("INSERT INTO sqlite_sequence (name, seq) VALUES (:table, :last)")
