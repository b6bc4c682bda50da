"""The database: one engine, sessions that read and sessions that write."""

import asyncio
import json
import os
import re
import secrets
import shutil
import socket
import sqlite3
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, nullcontext
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from time import monotonic
from typing import Any

from sqlalchemy import Connection, Dialect, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import (
    ArgumentError,
    DBAPIError,
    DisconnectionError,
    InterfaceError,
    OperationalError,
    SQLAlchemyError,
)
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncEngine, async_sessionmaker, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.errors import SettingsError
from bot.storage import sqlite
from bot.storage.sealing import seal_with

BUSY_MILLISECONDS = 10_000

SQLITE, POSTGRES = "sqlite+aiosqlite", "postgresql+psycopg"
DRIVERS = (SQLITE, POSTGRES)
PROGRAM = "gege"
"""The first word of what PostgreSQL calls our sessions."""

AWAY = (OperationalError, InterfaceError, PoolTimeout, sqlite3.OperationalError, ConnectionError)
"""What a database that is away, locked or busy raises; everything else is a fault of ours."""


Session = AsyncSession
"""What `read` and `write` give, for rooms that only pass it on."""

BEGIN, UNIT = "gege_begin", "gege_unit"
"""Options of a connection: how its transaction begins on SQLite, and what is known of it."""
READS = "reads"
"""It has none: each question is a moment of its own, and there is nothing to begin and to end.

A rollback would cost more than it: psycopg then forgets what PostgreSQL has prepared.
"""
CONNECTIONS = 5
"""What one process keeps busy; with more each is asked too seldom to have its statements prepared."""
RESTED_SECONDS = 1.0
"""After so long without use a connection is asked for a sign of life first."""

QUEUED = "gege_queued"
"""The channel on which a worker says that the outbox has changed."""

_OUTBOX = re.compile(
    r"\b(INSERT INTO|UPDATE|DELETE FROM) delivery\b|\bFROM .*\bdelivery\b.* FOR UPDATE", re.DOTALL
)
"""The statements that queue something, change it, or keep it from whoever sends."""
_ASKS = re.compile(r"\s*(SELECT|WITH|PRAGMA)\b")
_CHANGES = re.compile(r"\b(INSERT INTO|UPDATE \w+ SET|DELETE FROM)\b")
RESTS = "gege_rests"
"""Where a connection of the pool knows since when nobody uses it."""


class WritesWhileReading(Exception):
    """A session that was opened for reading is told to change something: a fault of the program."""


@dataclass
class _Unit:
    """What is known of a transaction that writes."""

    touched_outbox: bool = False


class Database:
    """An engine on SQLite or PostgreSQL."""

    def __init__(self, url: str, keys: Sequence[bytes] = ()) -> None:
        """Open it; what is personal is sealed with the first of the keys, if there are any."""
        self.name = _new_name()
        """What PostgreSQL calls the sessions of this process; no other has had it."""
        self.engine = _engine(url, self.name)
        self.is_sqlite = self.engine.dialect.name == "sqlite"
        self._sessions = async_sessionmaker(
            self.engine, class_=AsyncSession, expire_on_commit=False
        )
        reads = {BEGIN: READS} | ({} if self.is_sqlite else {"isolation_level": "AUTOCOMMIT"})
        self._reading = async_sessionmaker(
            self.engine.execution_options(**reads), class_=AsyncSession, expire_on_commit=False
        )
        seal_with(self.engine.dialect, keys)
        self._writing = asyncio.Lock() if self.is_sqlite else nullcontext()
        """SQLite lets one write at a time. Who waits for it in SQLite sleeps and looks again, ever
        less often; here they wait in a row, and the next begins at once."""
        self.on_end: Callable[[], None] = lambda: None
        """Called after a transaction that touched the outbox: what it holds may be said now."""
        self.announces = not self.is_sqlite
        """Whether such a transaction tells the worker that sends; who sends itself needn't be told."""

    @asynccontextmanager
    async def write(self, *, quiet: bool = False) -> AsyncIterator[AsyncSession]:
        """Open one transaction that is committed at the end, or rolled back by an exception.

        A `quiet` one wakes nobody, whatever it does to the outbox. One that is rolled back wakes too:
        what it had locked was passed over meanwhile.
        """
        unit = _Unit()
        try:
            async with self._writing, self._transaction() as made:
                # SQLite's write lock is taken at once: a deferred transaction that upgrades later
                # fails with "database is locked" however long busy_timeout is.
                await made.connection(execution_options={BEGIN: "IMMEDIATE", UNIT: unit})
                yield made
                if self.announces and not quiet:
                    await _announce(made, unit)
        finally:
            if unit.touched_outbox and not quiet:
                self.on_end()

    @asynccontextmanager
    async def _transaction(self) -> AsyncIterator[AsyncSession]:
        """Open a session in a transaction. On SQLite whoever is cancelled at its end ends it first.

        A server may be out of reach for long: nobody waits for that who is to lay down the lead.
        """
        if self.is_sqlite:
            async with self._sessions.begin() as made:
                yield made
        else:
            async with self._sessions() as made, made.begin():
                yield made

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncSession]:
        """Open a session for reading; whoever changes something in it is refused."""
        async with self._reading() as session:
            yield session

    @asynccontextmanager
    async def snapshot(self) -> AsyncIterator[AsyncSession]:
        """Open a session for reading much, all of it as it is now; nothing it changes is kept."""
        steady = {} if self.is_sqlite else {"isolation_level": "REPEATABLE READ"}
        async with self._sessions() as session:
            await session.connection(execution_options=steady)
            yield session

    async def close(self) -> None:
        """Give all connections back."""
        await self.engine.dispose()


def is_away(error: BaseException) -> bool:
    """Return whether an error says that the database is away or locked (so: try later)."""
    if isinstance(error, DBAPIError) and error.connection_invalidated:
        return True
    return isinstance(error, AWAY) and not _is_wrong_sql(error)


def _is_wrong_sql(error: BaseException) -> bool:
    """SQLite calls a missing table or column "operational" too, and no waiting mends that."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    return getattr(cause, "sqlite_errorcode", None) == sqlite3.SQLITE_ERROR


def _new_name() -> str:
    host = socket.gethostname().encode("ascii", "replace").decode()[:36]
    host = re.sub(r"[^\w.-]", "-", host)  # it is written into statements
    return f"{PROGRAM} {host} {os.getpid()} {secrets.token_hex(3)}"


def _engine(url: str, name: str) -> AsyncEngine:
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise SettingsError(
            f"GEGE_DATABASE_URL is not a database address: {url!r}; it takes "
            "sqlite+aiosqlite:///gege.db or postgresql+psycopg://user@host/name"
        ) from None
    # What people wrote must not reach a log with the error of a statement.
    options: dict[str, Any] = {"json_serializer": _dump, "hide_parameters": True}
    if parsed.drivername == SQLITE:
        options["connect_args"] = {
            "timeout": BUSY_MILLISECONDS / 1000,
            "async_creator_fn": sqlite.connect,
        }
    elif parsed.drivername == POSTGRES:
        options |= {
            "pool_size": CONNECTIONS,
            "max_overflow": 0,
            "pool_use_lifo": True,
            "connect_args": {"prepare_threshold": 5, "application_name": name},
        }
    else:
        raise SettingsError(
            f"GEGE_DATABASE_URL names the driver {parsed.drivername!r}; it takes "
            "sqlite+aiosqlite or postgresql+psycopg"
        )
    engine = create_async_engine(parsed, **options)
    event.listen(engine.sync_engine, "before_cursor_execute", _note)
    if parsed.drivername == SQLITE:
        event.listen(engine.sync_engine, "connect", _prepare_sqlite)
        event.listen(engine.sync_engine, "begin", _begin_sqlite)
    else:
        event.listen(engine.sync_engine, "checkin", _rest)
        event.listen(engine.sync_engine, "checkout", partial(_ask_after_rest, engine.dialect))
    return engine


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _prepare_sqlite(connection: DBAPIConnection, _record: object) -> None:
    """Leave BEGIN to us (aiosqlite's own makes lost updates) and keep what was committed."""
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        f"busy_timeout={BUSY_MILLISECONDS}",
        "foreign_keys=ON",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _rest(_connection: object, record: ConnectionPoolEntry) -> None:
    record.info[RESTS] = monotonic()


def _ask_after_rest(
    dialect: Dialect, connection: DBAPIConnection, record: ConnectionPoolEntry, _proxy: object
) -> None:
    """Have a new connection made where this one was closed while nobody used it."""
    since = record.info.get(RESTS)
    if since is None or monotonic() - since < RESTED_SECONDS:
        return
    try:
        dialect.do_ping(connection)
    except dialect.loaded_dbapi.Error as error:
        raise DisconnectionError from error


def _note(connection: Connection, _cursor: object, statement: str, *_: object) -> None:
    """Note whether a transaction that writes touches the outbox.

    Raises WritesWhileReading where there is none: what is changed there could not be taken back.
    """
    options = connection.get_execution_options()
    if options.get(BEGIN) == READS:
        if not _asks(statement):
            raise WritesWhileReading(statement)
        return
    unit: _Unit | None = options.get(UNIT)
    if unit is not None and not unit.touched_outbox:
        unit.touched_outbox = _touches_outbox(statement)


async def _announce(session: AsyncSession, unit: _Unit) -> None:
    """Have whoever sends hear of it in the moment in which it is committed."""
    await session.flush()
    if unit.touched_outbox:
        connection = await session.connection()
        await connection.exec_driver_sql(f"NOTIFY {QUEUED}")


@lru_cache(maxsize=5000)
def _asks(statement: str) -> bool:
    return _ASKS.match(statement) is not None and _CHANGES.search(statement) is None


@lru_cache(maxsize=5000)
def _touches_outbox(statement: str) -> bool:
    return _OUTBOX.search(statement) is not None


def _begin_sqlite(connection: Connection) -> None:
    mode = connection.get_execution_options().get(BEGIN, "DEFERRED")
    if mode != READS:
        connection.exec_driver_sql(f"BEGIN {mode}")


def free_mb(url: str) -> int | None:
    """Return how much room is left beside a SQLite file, None where the database is no file of ours."""
    file = make_url(url).database
    if not url.startswith("sqlite") or not file or file == ":memory:":
        return None
    return shutil.disk_usage(Path(file).absolute().parent).free // 1_000_000


async def is_alive(database: Database) -> bool:
    """Ask the database for a sign of life."""
    try:
        async with database.engine.connect() as connection:
            await connection.execute(text("SELECT 1"))
    except SQLAlchemyError:
        return False
    return True
