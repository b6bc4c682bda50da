"""Which errors mean "try later", and who is woken after a commit."""

import asyncio
import sqlite3

import pytest
from sqlalchemy import Executable, delete, event, insert, update
from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlmodel import select

from bot.errors import SettingsError
from bot.storage.database import Database, WritesWhileReading, is_alive, is_away
from bot.storage.grid import Grid
from bot.storage.outbox import Delivery
from bot.tasks import Tasks
from tests.storage.rows import case, node, store
from tests.support.logbook import Logbook

NOWHERE = "postgresql+psycopg://nobody@127.0.0.1:1/gege?connect_timeout=2"


async def run(database: Database, statement: str) -> None:
    """Say something to the database itself."""
    async with database.engine.begin() as connection:
        await connection.exec_driver_sql(statement)


async def test_who_is_stopped_gives_the_connection_back_first(
    database: Database, logbook: Logbook
) -> None:
    """At the end of a transaction, the program's own: nothing broken off, nothing said in the log."""

    async def write() -> None:
        async with database.write() as session:
            await session.exec(select(Grid))

    writer = Tasks().start(write(), name="write")
    event.listen(database.engine.sync_engine, "reset", lambda *_: writer.cancel(), once=True)
    await asyncio.wait([writer])

    assert writer.cancelled()
    assert logbook.text == ""


async def test_a_server_that_refuses_is_away() -> None:
    """Whoever waits for it tries later."""
    database = Database(NOWHERE)

    with pytest.raises(SQLAlchemyError) as raised:
        await run(database, "SELECT 1")

    assert is_away(raised.value)
    assert not await is_alive(database)
    await database.close()


def test_a_file_that_can_t_be_opened_is_away() -> None:
    """A disk that is not mounted yet."""
    with pytest.raises(sqlite3.OperationalError) as raised:
        sqlite3.connect("/no/such/folder/gege.db")

    assert is_away(raised.value)


async def test_a_pool_that_is_used_up_is_away() -> None:
    """SQLAlchemy's own error for it is none of the driver's."""
    assert is_away(PoolTimeout("QueuePool limit of size 10 overflow 10 reached"))


async def test_a_fault_of_ours_is_not_away(database: Database) -> None:
    """Trying it for ever would wedge the chat; SQLite calls these "operational" too."""
    for statement in ("SELECT no_such_column FROM cases", "SELECT * FROM no_such_table", "SELEC 1"):
        with pytest.raises(DBAPIError) as raised:
            await run(database, statement)

        assert not is_away(raised.value), statement


async def test_a_broken_promise_is_not_away(database: Database) -> None:
    with pytest.raises(SQLAlchemyError) as raised:
        await store(database, node(), case(number=1001))

    assert not is_away(raised.value)
    assert await is_alive(database)


async def queue(database: Database, *, fails: bool = False, quiet: bool = False) -> None:
    """Touch the outbox in a transaction that ends well or badly."""
    async with database.write(quiet=quiet) as session:
        await session.exec(update(Delivery).values(reason="touched"))
        if fails:
            raise RuntimeError


async def test_whoever_sends_is_woken_at_the_end_only(database: Database) -> None:
    """Not before, not by a quiet one; one that failed wakes too: it had locked what may go."""
    ends: list[str] = []
    database.on_end = lambda: ends.append("end")

    await queue(database, quiet=True)
    after_quiet = len(ends)
    async with database.write() as session:
        await session.exec(update(Delivery).values(reason="touched"))
        during = len(ends)
    after = len(ends)
    with pytest.raises(RuntimeError):
        await queue(database, fails=True)

    assert (after_quiet, during, after, len(ends)) == (0, 0, 1, 2)


@pytest.mark.parametrize(
    ("touches", "woken"),
    [
        (select(Delivery), 0),
        (select(Grid).with_for_update(), 0),
        (delete(Grid), 0),
        (delete(Delivery), 1),
        (update(Delivery).values(reason="touched"), 1),
    ],
)
async def test_only_what_touches_the_outbox_wakes(
    database: Database, touches: Executable, woken: int
) -> None:
    """Most transactions have nothing to say, and each look at the outbox costs as much as one."""
    ends: list[str] = []
    database.on_end = lambda: ends.append("end")

    async with database.write() as session:
        await (await session.connection()).execute(touches)

    assert len(ends) == woken


async def test_who_holds_what_may_go_wakes_at_the_end(database: Database) -> None:
    """On PostgreSQL a claim passes over it meanwhile; SQLite knows no such lock."""
    ends: list[str] = []
    database.on_end = lambda: ends.append("end")

    async with database.write() as session:
        await session.exec(select(Delivery).with_for_update())

    assert len(ends) == (0 if database.is_sqlite else 1)


async def test_who_only_reads_changes_nothing(database: Database) -> None:
    """A session for looking has no transaction: what it changed could not be taken back."""
    for change in (insert(Grid), update(Grid).values(name=""), delete(Grid)):
        async with database.read() as session:
            with pytest.raises(WritesWhileReading):
                await session.exec(change)
    async with database.read() as session:
        session.add(node())
        with pytest.raises(WritesWhileReading):
            await session.flush()

    async with database.read() as session:
        assert (await session.exec(select(Grid))).all() == []


async def test_a_snapshot_is_of_one_moment(database: Database) -> None:
    """An export sees nothing that came after it began, and keeps nothing."""
    async with database.snapshot() as seen:
        assert (await seen.exec(select(Grid))).all() == []
        await store(database, node())
        assert (await seen.exec(select(Grid))).all() == []

    async with database.snapshot() as session:
        await session.exec(delete(Grid))
    async with database.read() as session:
        assert len((await session.exec(select(Grid))).all()) == 1


@pytest.mark.parametrize("url", ["gege.db", "sqlite:///gege.db", "mysql+asyncmy://x/y"])
def test_an_address_that_is_none_is_named(url: str) -> None:
    """One line with the setting and what it takes."""
    with pytest.raises(SettingsError, match="GEGE_DATABASE_URL"):
        Database(url)
