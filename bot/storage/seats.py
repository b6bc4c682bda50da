"""The connection on which a worker shows that it lives, and asks for the lead."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from psycopg import AsyncConnection, AsyncCursor, InterfaceError, OperationalError
from psycopg.rows import TupleRow

from bot.storage.database import Database

SEAT = (0x67656765, 1)
"""Which of PostgreSQL's advisory locks the leader holds."""
CONNECT_SECONDS = 5
ANSWERS_WITHIN_SECONDS = 3.0
KNOWN_MINUTES = 10
"""So long is it known that an update is done."""
"""A database that takes longer for a beat is as good as away."""
KEPT_ALIVE = {"keepalives_idle": 5, "keepalives_interval": 2, "keepalives_count": 3}


@dataclass(frozen=True)
class Seen:
    """What a worker sees of the leader; `beat` changes as long as that lives."""

    worker: str | None
    beat: datetime | None


async def open_connection(database: Database) -> AsyncConnection[TupleRow]:
    """Open a connection beside the pool, each statement a transaction."""
    _, options = database.engine.dialect.create_connect_args(database.engine.url)
    connection = await AsyncConnection.connect(
        **{**options, "connect_timeout": CONNECT_SECONDS, **KEPT_ALIVE},
        application_name=database.name,
        autocommit=True,
    )
    try:
        # What is lost with the last moment before a crash is written again a moment later.
        await connection.execute("SET synchronous_commit = off")
    except BaseException:
        await connection.close()
        raise
    return connection


@asynccontextmanager
async def connect(database: Database) -> AsyncIterator[AsyncConnection[TupleRow]]:
    """Have such a connection until the end."""
    connection = await open_connection(database)
    try:
        yield connection
    finally:
        await connection.close()


@asynccontextmanager
async def take_seat(database: Database) -> AsyncIterator["Seat"]:
    """Open the connection on which a worker shows itself and asks for the lead."""
    async with connect(database) as connection:
        seat = Seat(connection, database.name)
        await seat.arrive()
        yield seat


class Seat:
    """A connection of its own: who loses it has lost the lead."""

    def __init__(self, connection: AsyncConnection[TupleRow], name: str) -> None:
        self._connection = connection
        self._name = name

    async def arrive(self) -> None:
        """Be there from now on."""
        await self._do(
            "INSERT INTO worker (name, since, beat_at) VALUES (%s, clock_timestamp(), "
            "clock_timestamp()) ON CONFLICT (name) DO UPDATE SET beat_at = clock_timestamp()",
            [self._name],
        )

    async def leave(self) -> None:
        """Be there no longer."""
        await self._connection.execute("DELETE FROM worker WHERE name = %s", [self._name])

    async def beat(self) -> None:
        """Show that this worker lives."""
        await self._do(
            "UPDATE worker SET beat_at = clock_timestamp() WHERE name = %s", [self._name]
        )

    async def try_lead(self) -> bool:
        """Take the lead if nobody has it; it is held until the connection ends."""
        row = await self._one("SELECT pg_try_advisory_lock(%s, %s)", SEAT)
        return row is not None and bool(row[0])

    async def begin(self) -> tuple[int, bool]:
        """Write the lead down: the number of the term, and whether somebody else led before it.

        Whoever that was can't finish anything any more that it has begun here.
        """
        before = await self.leader()
        other = before.worker is not None and before.worker != self._name
        if other:
            await self.depose(before.worker)
        row = await self._one(
            "INSERT INTO leader (id, worker, term) VALUES (1, %s, 1) ON CONFLICT (id) "
            "DO UPDATE SET worker = excluded.worker, term = leader.term + 1 RETURNING term",
            [self._name],
        )
        assert row is not None
        return int(row[0]), other

    async def leader(self) -> Seen:
        """Return who leads, as far as is written down, and its last sign of life."""
        row = await self._one(
            "SELECT leader.worker, worker.beat_at FROM leader "
            "LEFT JOIN worker ON worker.name = leader.worker"
        )
        return Seen(*row) if row else Seen(None, None)

    async def depose(self, worker: str | None) -> None:
        """End all of a worker's connections, and with them its locks and what it left half done.

        Whoever holds the lead under no name that is known goes as well.
        """
        await self._do(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() "
            "AND datname = current_database() AND (application_name = %s OR pid IN (SELECT pid "
            "FROM pg_locks WHERE locktype = 'advisory' AND classid = %s AND objid = %s AND "
            "objsubid = 2 AND granted AND database = "
            "(SELECT oid FROM pg_database WHERE datname = current_database())))",
            [worker, *SEAT],
        )

    async def clear(self) -> None:
        """Forget the workers that have not been there for long, what they had in hand, and what is done.

        Telegram, or a proxy, brings an update again within seconds if it had no answer.
        """
        await self._do("DELETE FROM worker WHERE beat_at < clock_timestamp() - interval '1 hour'")
        await self._do(
            "DELETE FROM arrival WHERE worker NOT IN (SELECT name FROM worker) AND done_at IS NULL"
        )
        await self._do(
            "DELETE FROM arrival WHERE done_at < clock_timestamp() - make_interval(mins => %s)",
            [KNOWN_MINUTES],
        )

    async def _one(self, statement: str, values: Sequence[Any] = ()) -> TupleRow | None:
        return await (await self._do(statement, values)).fetchone()

    async def _do(self, statement: str, values: Sequence[Any] = ()) -> AsyncCursor[TupleRow]:
        async with asyncio.timeout(ANSWERS_WITHIN_SECONDS):
            return await self._connection.execute(statement, values)


AWAY = (OperationalError, InterfaceError, OSError)
"""What a connection of this kind raises when it breaks, or can't be made."""
