"""Migrations: from nothing to the schema of the tables, on both engines."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any, TypeVar

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, Inspector, create_engine, inspect, make_url, text
from sqlalchemy.pool import NullPool

from bot.errors import DatabaseError
from bot.storage.database import Database
from bot.storage.migrate import is_current, require_current, upgrade
from bot.storage.schema import metadata
from tests.support.postgres import Server

T = TypeVar("T")
Urls = Callable[[], str]


@pytest.fixture
def empty(engine_name: str, request: pytest.FixtureRequest, tmp_path: Path) -> Urls:
    """Offer the URL of a new, empty database at each call."""
    if engine_name == "sqlite":
        numbers = iter(range(10))
        return lambda: f"sqlite+aiosqlite:///{tmp_path}/{next(numbers)}.db"
    server: Server = request.getfixturevalue("postgres")
    return server.create_database


def on(url: str, question: Callable[[Connection], T]) -> T:
    address = make_url(url)
    if address.get_backend_name() == "sqlite":
        address = address.set(drivername="sqlite")
    with create_engine(address, poolclass=NullPool).begin() as connection:
        return question(connection)


def described(connection: Connection) -> dict[str, dict[str, list[str]]]:
    """Describe every table as the database itself does."""
    database = inspect(connection)
    tables = set(database.get_table_names()) - {"alembic_version"}
    return {table: _parts(database, table) for table in tables}


def _parts(database: Inspector, table: str) -> dict[str, list[str]]:
    parts: dict[str, list[Any]] = {
        "columns": database.get_columns(table),
        "key": [database.get_pk_constraint(table)],
        "foreign": database.get_foreign_keys(table),
        "unique": database.get_unique_constraints(table),
        "checks": database.get_check_constraints(table),
        "indexes": [
            {name: _words(value) for name, value in index.items()}
            for index in database.get_indexes(table)
        ],
    }
    return {name: sorted(map(str, found)) for name, found in parts.items()}


def _words(value: object) -> object:
    if isinstance(value, dict):  # options, among them the condition of a partial index
        return {name: str(option) for name, option in value.items()}
    return value


def test_migrations_make_the_tables(empty: Urls) -> None:
    """Columns, keys, CHECKs, partial indexes: what is migrated is what the tables say."""
    migrated, created = empty(), empty()

    upgrade(migrated)
    on(created, metadata.create_all)

    assert on(migrated, described) == on(created, described)


def test_nothing_is_left_to_migrate(empty: Urls) -> None:
    """Alembic itself finds no difference, so the next migration holds only what is new."""
    url = empty()

    upgrade(url)

    assert on(url, lambda c: compare_metadata(MigrationContext.configure(c), metadata)) == []


def test_upgrade_may_run_twice(empty: Urls) -> None:
    """A second upgrade changes nothing and says so."""
    url = empty()

    assert not is_current(url)
    assert upgrade(url)
    assert is_current(url)
    assert not upgrade(url)


async def test_a_program_refuses_an_old_database(empty: Urls) -> None:
    """Before the upgrade one line names the command, after it the program goes on."""
    url = empty()
    database = Database(url)

    with pytest.raises(DatabaseError, match="gege db upgrade"):
        await require_current(database)
    upgrade(url)
    await require_current(database)

    await database.close()


async def test_a_program_refuses_a_newer_database(empty: Urls) -> None:
    """An old program started by mistake leaves the new schema alone."""
    url = empty()
    upgrade(url)
    on(url, lambda c: c.execute(text("UPDATE alembic_version SET version_num = '9999'")))
    database = Database(url)

    with pytest.raises(DatabaseError, match="newer than this program"):
        await require_current(database)

    await database.close()


def test_paths_are_compared_byte_by_byte(postgres: Server) -> None:
    """A subtree is one index range whatever the database's own language is."""
    url = postgres.create_database()
    upgrade(url)

    collation = on(
        url,
        lambda c: c.scalar(
            text(
                "SELECT collation_name FROM information_schema.columns"
                " WHERE table_name = 'grid' AND column_name = 'path'"
            )
        ),
    )

    assert collation == "C"


def test_a_broken_migration_leaves_nothing(tmp_path: Path) -> None:
    """SQLite takes CREATE TABLE back like everything else: an upgrade is all or nothing."""
    path = tmp_path / "half.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE step (id integer)")  # stands in the way, half-way

    with pytest.raises(Exception, match="already exists"):
        upgrade(f"sqlite+aiosqlite:///{path}")

    tables = on(f"sqlite:///{path}", lambda c: inspect(c).get_table_names())
    assert tables == ["step"]
