"""Brings a database to the schema of this program, and says whether it is there.

`python -m bot.storage.migrate "Say what changes."` writes the next migration from the tables.
"""

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Connection, create_engine, event, make_url, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool

from bot.errors import DatabaseError
from bot.storage.database import Database

SCRIPTS = Path(__file__).parent / "migrations"
MIGRATE = "the database is not up to date; run gege db upgrade"
LOCK = 0x67656765
"""Which of PostgreSQL's advisory locks keeps two programs from migrating at once."""


def upgrade(url: str, to: str = "head") -> bool:
    """Apply what is missing, all or nothing; returns whether anything was. May run twice."""
    with connected(url) as connection:
        before = _revision(connection)
        command.upgrade(_config(connection), to)
        return _revision(connection) != before


def is_current(url: str) -> bool:
    """Return whether the database has the schema of this program."""
    address = make_url(url)
    _require_folder(address)
    if is_absent(address):
        return False
    with connected(url) as connection:
        return _revision(connection) == _head()


async def require_current(database: Database) -> None:
    """Raise DatabaseError unless the database has the schema of this program."""
    _require_folder(database.engine.url)
    if is_absent(database.engine.url):
        raise DatabaseError(MIGRATE)
    try:
        async with database.engine.connect() as connection:
            revision = await connection.run_sync(_revision)
    except (SQLAlchemyError, sqlite3.Error) as error:  # the latter while a connection is prepared
        reason = str(error.__cause__ or error).splitlines()[0]
        raise DatabaseError(
            f"the database can't be used ({reason}); check GEGE_DATABASE_URL, and room on the disk"
        ) from None
    _require_head(revision)


def require_schema(connection: Connection, name: str) -> None:
    """Raise DatabaseError with the name of the database unless it has the schema of this program."""
    try:
        _require_head(_revision(connection))
    except DatabaseError as error:
        raise DatabaseError(f"{name}: {error}") from None


def _require_head(revision: str | None) -> None:
    if revision == _head():
        return
    if revision is not None and revision not in _known():
        raise DatabaseError(
            f"the database is newer than this program (it stands at {revision}); install the newer "
            "program"
        )
    raise DatabaseError(MIGRATE)


@contextmanager
def connected(url: str, *, alone: bool = False) -> Iterator[Connection]:
    """Open one transaction that nobody else migrates beside; SQLite's may have the file `alone`.

    Whoever wants to be alone doesn't wait: it would be for ever where the two are one database.
    The drivers are the blocking ones: a migration is over in a moment, and whoever calls may have
    no event loop, or have one running.
    """
    address = make_url(url)
    _require_folder(address)
    is_sqlite = address.get_backend_name() == "sqlite"
    engine = create_engine(
        address.set(drivername="sqlite") if is_sqlite else address, poolclass=NullPool
    )
    if is_sqlite:
        event.listen(engine, "connect", _leave_begin_to_us)
        event.listen(engine, "begin", _begin_immediate)
        if alone:
            event.listen(engine, "connect", _keep_others_out)
    with engine.begin() as connection:
        if not is_sqlite:
            _lock(connection, waits=not alone)
        yield connection


_WAIT, _TRY = (
    text("SELECT pg_advisory_xact_lock(:key)"),
    text("SELECT pg_try_advisory_xact_lock(:key)"),
)


def _lock(connection: Connection, *, waits: bool) -> None:
    if connection.scalar(_WAIT if waits else _TRY, {"key": LOCK}) is False:
        raise busy(connection.engine.url)


def busy(address: URL) -> DatabaseError:
    """Make the error of a database that somebody else has open, or the same command."""
    name = address.render_as_string(hide_password=True)
    return DatabaseError(f"somebody is at work in {name}; stop the bot first, and move elsewhere")


def _require_folder(address: URL) -> None:
    """SQLite makes a file and no folder."""
    folder = Path(address.database or ":").parent
    if address.get_backend_name() == "sqlite" and not folder.is_dir():
        raise DatabaseError(
            f"the database can't be used: the folder {folder} does not exist; "
            "make it, or check GEGE_DATABASE_URL"
        )


def is_absent(address: URL) -> bool:
    """Whether asking an SQLite database would create it."""
    return address.get_backend_name() == "sqlite" and not Path(address.database or ":").exists()


def _leave_begin_to_us(connection: sqlite3.Connection, _record: object) -> None:
    """Python's sqlite3 would commit before every CREATE TABLE."""
    connection.isolation_level = None


def _keep_others_out(connection: sqlite3.Connection, _record: object) -> None:
    """With a write-ahead log this fails, and at once, as long as anybody else has the file open."""
    connection.execute("PRAGMA busy_timeout=0")
    connection.execute("PRAGMA locking_mode=EXCLUSIVE")


def _begin_immediate(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _config(connection: Connection | None = None) -> Config:
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    return config


@cache
def _head() -> str | None:
    return ScriptDirectory.from_config(_config()).get_current_head()


def _known() -> set[str]:
    return {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _write_next(message: str) -> None:
    """Compare the tables with what the migrations so far make of an empty SQLite database."""
    number = len(_known()) + 1
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/scratch.db"
        upgrade(url)
        with connected(url) as connection:
            command.revision(_config(connection), message, autogenerate=True, rev_id=f"{number:04}")


if __name__ == "__main__":
    _write_next(sys.argv[1])
