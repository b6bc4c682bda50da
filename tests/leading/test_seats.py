"""Who may lead, as PostgreSQL decides it, and what the one before may still do."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from psycopg import OperationalError
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from bot.storage.database import Database
from bot.storage.seats import Seat, take_seat
from bot.storage.workers import Fenced, present, require_term


@pytest.fixture
def engine_name() -> str:
    """PostgreSQL alone: nobody shares a SQLite file."""
    return "postgres"


@asynccontextmanager
async def _worker(url: str) -> AsyncIterator[tuple[Database, Seat]]:
    database = Database(url)
    try:
        async with take_seat(database) as seat:
            yield database, seat
    finally:
        await database.close()


async def _lead(seat: Seat) -> None:
    """Take the lead as soon as PostgreSQL has noticed that the other connection is closed."""
    async with asyncio.timeout(5):
        while not await seat.try_lead():  # noqa: ASYNC110 - PostgreSQL tells nobody
            await asyncio.sleep(0.01)


async def _half_done(database: Database, other: Seat) -> None:
    """Have somebody else end this worker in the middle of a transaction."""
    async with database.engine.connect() as connection:
        await connection.execute(text("SELECT 1 FROM leader FOR SHARE"))
        await other.depose(database.name)
        await connection.execute(text("SELECT 1"))


async def test_one_leads_and_the_next_has_it_when_the_first_is_gone(database_url: str) -> None:
    async with _worker(database_url) as (_, second):
        async with _worker(database_url) as (_, first):
            assert await first.try_lead()
            assert not await second.try_lead()
        await _lead(second)


async def test_a_new_term_ends_what_the_last_leader_has_begun(database_url: str) -> None:
    """Its transaction is rolled back, and under its number nothing more is done."""
    async with (
        _worker(database_url) as (database, first),
        _worker(database_url) as (_, second),
    ):
        assert await first.try_lead()
        assert await first.begin() == (1, False)
        with pytest.raises(DBAPIError):
            await _half_done(database, second)
        with pytest.raises(OperationalError):
            await first.beat()
        await _lead(second)
        assert await second.begin() == (2, True)
        async with database.write() as session:
            with pytest.raises(Fenced):
                await require_term(session, 1)
            await require_term(session, 2)


async def test_who_is_there_is_named_and_who_leads(database_url: str) -> None:
    async with _worker(database_url) as (first, seat), _worker(database_url) as (second, other):
        await seat.try_lead()
        await seat.begin()
        async with first.read() as session:
            assert await present(session) == (sorted([first.name, second.name]), first.name)
        await other.leave()
        async with first.read() as session:
            assert await present(session) == ([first.name], first.name)
