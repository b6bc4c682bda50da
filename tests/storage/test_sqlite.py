"""SQLite's connection ends once, however many ask for it at the same moment."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path
from threading import Event, current_thread
from typing import Any

import aiosqlite
import pytest

from bot.storage import sqlite
from bot.tasks import Tasks


@pytest.fixture
async def connection(tmp_path: Path) -> AsyncIterator[aiosqlite.Connection]:
    made = await sqlite.connect(tmp_path / "some.db")
    yield made
    await made.close()


async def test_two_who_close_it_both_come_back(connection: aiosqlite.Connection) -> None:
    """A pool that gives up a cancelled statement's connection, and a program that ends."""
    async with asyncio.timeout(5):
        await asyncio.gather(connection.close(), connection.close())


async def test_closed_while_it_is_being_stopped(connection: aiosqlite.Connection) -> None:
    """In either order."""
    async with asyncio.timeout(5):
        closing = asyncio.gather(connection.close())
        await asyncio.sleep(0)
        connection.stop()
        await closing
        await connection.close()


async def test_nothing_waits_for_a_connection_that_has_ended(
    connection: aiosqlite.Connection,
) -> None:
    """A statement that comes too late is an error, not a silence."""
    async with asyncio.timeout(5):
        connection.stop()
        await connection.close()
        with pytest.raises((ValueError, sqlite3.ProgrammingError)):
            await connection.execute("SELECT 1")


def test_the_program_may_end_before_its_last_statement(tmp_path: Path) -> None:
    """Whoever asked is gone with the loop; nobody is told of a broken thread, and the file is closed."""
    begun, ended = Event(), Event()

    def take_long() -> None:
        begun.set()
        ended.wait(5)

    async def leave() -> aiosqlite.Connection:
        connection = await sqlite.connect(tmp_path / "some.db")
        await connection.create_function("take_long", 0, take_long)
        asking = Tasks().start(_take(connection), name="asks")
        await asyncio.to_thread(begun.wait, 5)
        asking.cancel()
        connection.stop()
        return connection

    thread = asyncio.run(leave())._thread  # noqa: SLF001 - aiosqlite has no other way to see it
    ended.set()
    thread.join(5)

    assert not thread.is_alive()


async def _take(connection: aiosqlite.Connection) -> None:
    await connection.execute("SELECT take_long()")


WHERE = "SELECT where_am_i()"


async def _ask(connection: aiosqlite.Connection, statement: str) -> list[object]:
    """Ask as SQLAlchemy does; returns the first column."""
    cursor: Any = connection.cursor()
    await cursor.execute(statement)
    return [row[0] for row in await cursor.fetchall()]


@pytest.mark.parametrize(
    ("seconds", "where", "why"),
    [
        ([], "there", "nobody knows yet how long it takes"),
        ([0.0002], "here", "a visit would cost more than the statement"),
        ([0.0002, 0.2], "there", "it has taken long since"),
        ([0.0002, 0.003], "here", "the machine had something else to do"),
    ],
)
async def test_a_statement_known_to_be_short_needs_no_visit(
    connection: aiosqlite.Connection, seconds: list[float], where: str, why: str
) -> None:
    """Any other is carried out in SQLite's thread, so that the loop goes on meanwhile."""
    me = current_thread()
    tell = lambda: "here" if current_thread() is me else "there"  # noqa: E731 - for SQLite
    await connection.create_function("where_am_i", 0, tell)
    statement = f"{WHERE} -- {seconds}"
    for took in seconds:
        sqlite.learn(statement, took)

    assert await _ask(connection, statement) == [where], why


async def test_what_may_wait_or_touch_thousands_is_never_short(
    connection: aiosqlite.Connection,
) -> None:
    """However quick it was before."""
    me = current_thread()
    await connection.create_function("here", 0, lambda: current_thread() is me)
    await connection.execute("CREATE TABLE told (here)")
    copy = "INSERT INTO told (here) SELECT here()"
    sqlite.learn(copy, 0.0001)

    await _ask(connection, copy)

    assert await _ask(connection, "SELECT here FROM told") == [0]
