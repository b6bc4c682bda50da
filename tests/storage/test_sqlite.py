"""SQLite's connection ends once, however many ask for it at the same moment."""

import asyncio
import sqlite3
from pathlib import Path

import aiosqlite
import pytest

from bot.storage import sqlite


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
