"""SQLite in a thread of its own, visited for what may take long and for nothing else.

For one statement SQLAlchemy asks aiosqlite four times: a cursor, execute, fetchall, close. Each is a
hand-over between two threads and costs more than what most of our statements do there. So all of it
is one visit, and a statement that is known to be short is carried out where it is asked. What waits
for a lock or for the disk (BEGIN IMMEDIATE, COMMIT) and what may touch thousands of rows is not.
"""

import asyncio
import re
import sqlite3
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from time import perf_counter
from typing import Any, Self

import aiosqlite
from aiosqlite import core

AHEAD = 1000
"""So many rows come with the statement; only more than that need another visit."""
SHORT_SECONDS, LONG_SECONDS = 0.001, 0.005
"""A statement that took less becomes a short one; one that took more is short no longer."""
MOST_SHORT = 2000
"""Statements with lists of values have many shapes."""

_LONG = re.compile(r"BEGIN IMMEDIATE|PRAGMA|INSERT\b.*\bSELECT\b", re.DOTALL)

_short: set[str] = set()
"""The statements that are short as far as is known; those of all connections of this process."""


def learn(statement: str, seconds: float) -> None:
    """Take note of how long a statement took."""
    if seconds > LONG_SECONDS:
        _short.discard(statement)
    elif seconds < SHORT_SECONDS and len(_short) < MOST_SHORT and not _LONG.match(statement):
        _short.add(statement)


def connect(database: str | Path, **options: Any) -> aiosqlite.Connection:  # noqa: ANN401 - of sqlite3
    """Return a connection to await; `options` are those of `sqlite3.connect`."""
    options["check_same_thread"] = False
    open_it = partial(sqlite3.connect, database, **options)
    return _Connection(open_it, iter_chunk_size=64)


def _work(asked: SimpleQueue[tuple[asyncio.Future[Any] | None, Callable[[], Any]]]) -> None:
    """Do what is asked, in SQLite's thread, until told to stop.

    aiosqlite's own dies with a traceback when the loop of whoever asked was closed meanwhile.
    """
    result = None
    while result is not core._STOP_RUNNING_SENTINEL:  # noqa: SLF001 - what `stop` sends
        asker, function = asked.get()
        try:
            result = function()
        except BaseException as error:  # noqa: BLE001 - it is raised where it was asked
            _answer(asker, core.set_exception, error)
        else:
            _answer(asker, core.set_result, result)


def _answer(asker: asyncio.Future[Any] | None, settle: Callable[..., object], told: object) -> None:
    if asker is None:
        return
    try:
        asker.get_loop().call_soon_threadsafe(settle, asker, told)
    except RuntimeError:
        if not asker.get_loop().is_closed():
            raise


class _Connection(aiosqlite.Connection):
    def __init__(self, connector: Callable[[], sqlite3.Connection], iter_chunk_size: int) -> None:
        super().__init__(connector, iter_chunk_size)
        self._thread = Thread(target=_work, args=(self._tx,), daemon=True)
        self._ending = asyncio.Lock()

    async def close(self) -> None:
        """End the connection; whoever asks second waits for the first.

        aiosqlite's own would put its wish into a queue that nobody reads any more, and wait for ever.
        """
        async with self._ending:
            if self._running:
                await super().close()

    def stop(self) -> asyncio.Future[Any] | None:
        """Let the thread end after what is queued; a second time there is nothing to wait for."""
        return super().stop() if self._running else None

    async def rollback(self) -> None:
        """Take back what is not committed, if there is anything."""
        if self._conn.in_transaction:
            await super().rollback()

    def cursor(self) -> "_Cursor":  # type: ignore[override] # one that needs no visit
        return _Cursor(self)

    async def ask(self, statement: str, values: Iterable[Any]) -> tuple[sqlite3.Cursor, list[Any]]:
        """Do all that most statements need: a short one here, any other in SQLite's thread."""
        if statement in _short:
            return self._run(statement, values)
        done: tuple[sqlite3.Cursor, list[Any]] = await self.visit(self._run, statement, values)
        return done

    def _run(self, statement: str, values: Iterable[Any]) -> tuple[sqlite3.Cursor, list[Any]]:
        started = perf_counter()
        cursor = self._conn.execute(statement, values)  # type: ignore[arg-type] # what SQLAlchemy made
        rows = cursor.fetchmany(AHEAD) if cursor.description else []
        learn(statement, perf_counter() - started)
        return cursor, rows

    def run_many(self, statement: str, values: Iterable[Iterable[Any]]) -> sqlite3.Cursor:
        """Do a statement once for each of these values."""
        return self._conn.executemany(statement, values)  # type: ignore[arg-type] # the same

    async def visit(self, work: Callable[..., Any], *values: object) -> Any:  # noqa: ANN401 - what `work` gives
        """Do something in SQLite's thread."""
        return await self._execute(work, *values)  # type: ignore[no-untyped-call]


class _Cursor(aiosqlite.Cursor):
    """Holds the first rows of its statement from the moment that it is executed."""

    def __init__(self, connection: _Connection) -> None:
        self._connection = connection
        self._rows: list[Any] = []
        self._more = False

    async def __aenter__(self) -> Self:
        return self

    async def execute(self, sql: str, parameters: Iterable[Any] | None = None) -> Self:
        self._cursor, self._rows = await self._connection.ask(sql, parameters or ())
        self._more = len(self._rows) == AHEAD
        return self

    async def executemany(self, sql: str, parameters: Iterable[Iterable[Any]]) -> Self:
        connection = self._connection
        self._cursor = await connection.visit(connection.run_many, sql, parameters)
        return self

    async def fetchall(self) -> list[Any]:
        rows, self._rows = self._rows, []
        if self._more:
            self._more = False
            rows += await self._connection.visit(self._cursor.fetchall)
        return rows

    async def fetchmany(self, size: int | None = None) -> list[Any]:
        """Return the next rows: those at hand first, fewer than `size` of them if need be."""
        if not self._rows and self._more:
            self._rows = await self._connection.visit(self._cursor.fetchmany, AHEAD)
            self._more = len(self._rows) == AHEAD
        size = len(self._rows) if size is None else size
        rows, self._rows = self._rows[:size], self._rows[size:]
        return rows

    async def close(self) -> None:
        if self._more:
            await self._connection.visit(self._cursor.close)
