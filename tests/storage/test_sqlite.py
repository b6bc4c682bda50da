"""SQLite's connection ends once, however many ask for it at the same moment."""

import asyncio
import sqlite3
from pathlib import Path
from threading import Event

import aiosqlite
import pytest

from bot.storage import sqlite
from bot.tasks import Tasks


@pytest.fixture
async def connection(tmp_path: Path) -> aiosqlite.Connection:
    return await sqlite.connect(tmp_path / "some.db")


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
