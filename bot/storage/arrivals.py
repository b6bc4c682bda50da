"""The row in which the updates of a chat stand, whichever worker has each of them in hand.

What is done stands there for a while yet, so that it isn't done again when its answer was lost.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import md5

from psycopg import AsyncConnection
from psycopg.rows import TupleRow

from bot.storage.database import Database
from bot.storage.seats import open_connection
from bot.storage.workers import GONE_SECONDS

TURN = "gege_turn_"
"""What the channel of a worker begins with, on which it is called: the chat, and its place there."""


@dataclass(frozen=True)
class Place:
    """An update's place in the row of its chat; `is_new` unless it stood there already."""

    id: int
    update_id: int
    chat: int
    worker: str
    is_new: bool = True


@dataclass(frozen=True)
class Standing:
    """One that stands in a row, and whether the worker that has it in hand is there."""

    id: int
    is_held: bool


# Who comes at the same moment as another waits here for that one's place. The second statement
# of each begins only then, so it sees all that stand before it.
_ARRIVE = """
SELECT pg_advisory_xact_lock({chat});
INSERT INTO arrival (update_id, chat, worker) VALUES ({update}, {chat}, '{worker}')
ON CONFLICT (update_id) DO NOTHING RETURNING id;
SELECT id, update_id, worker FROM arrival WHERE chat = {chat} AND done_at IS NULL ORDER BY id
"""
_LEAVE = """
SELECT pg_advisory_xact_lock({chat});
{end};
SELECT id, worker,
CASE WHEN worker <> '{worker}' THEN pg_notify('{turn}' || md5(worker), '{chat} ' || id) END
FROM arrival WHERE chat = {chat} AND done_at IS NULL ORDER BY id LIMIT 1
"""
_GIVE_UP = "DELETE FROM arrival WHERE id = {id}"
_DONE = "UPDATE arrival SET done_at = clock_timestamp() WHERE id = {id}"
# A worker that is killed has no session left at once; one that is frozen keeps them.
_STANDING = """
SELECT id, EXISTS (SELECT FROM worker WHERE name = arrival.worker AND beat_at >
clock_timestamp() - interval '{seconds} seconds') AND EXISTS (SELECT FROM pg_stat_activity
WHERE application_name = arrival.worker)
FROM arrival WHERE chat = {chat} AND id <= {id} AND done_at IS NULL ORDER BY id
"""
_TAKE_OVER = """
UPDATE arrival SET worker = '{worker}'
WHERE id = {id} AND worker = '{before}' AND done_at IS NULL RETURNING id
"""


def channel(worker: str) -> str:
    """Return where a worker is called: nobody else need hear it."""
    return TURN + md5(worker.encode(), usedforsecurity=False).hexdigest()


class Arrivals:
    """Asks on a connection of its own: each question is one short transaction in one message."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._connection: AsyncConnection[TupleRow] | None = None
        self._lock = asyncio.Lock()

    async def arrive(self, update_id: int, chat: int) -> tuple[Place, bool] | None:
        """Put an update at the end of its chat's row; returns its place, and whether it is the first.

        None for one that is done.
        """
        name = self._database.name
        _, made, row = await self._ask(_ARRIVE, update=update_id, chat=chat, worker=name)
        for nth, (key, standing, worker) in enumerate(row):
            if standing == update_id:
                return Place(key, update_id, chat, worker, is_new=bool(made)), nth == 0
        return None

    async def before(self, place: Place) -> Sequence[Standing]:
        """Return who stands there up to this place; without that, it has left."""
        values = {"chat": place.chat, "id": place.id, "seconds": GONE_SECONDS}
        (rows,) = await self._ask(_STANDING, **values)
        return [Standing(*row) for row in rows]

    async def take_over(self, place: Place) -> bool:
        """Take a place from a worker that is gone; False if another has done so."""
        (rows,) = await self._ask(
            _TAKE_OVER, id=place.id, worker=self._database.name, before=place.worker
        )
        return bool(rows)

    async def leave(self, place: Place, *, done: bool) -> tuple[int, str] | None:
        """Return the first place of the chat now, and its worker, which is called unless it is we.

        What isn't `done` may come again.
        """
        end = (_DONE if done else _GIVE_UP).format(id=place.id)
        name = self._database.name
        *_, first = await self._ask(_LEAVE, chat=place.chat, end=end, worker=name, turn=TURN)
        return first[0][:2] if first else None

    async def close(self) -> None:
        """Give the connection back."""
        if self._connection is not None:
            await self._connection.close()

    async def _ask(self, script: str, **values: object) -> list[list[TupleRow]]:
        """Run a script of numbers and names of our own; returns what each statement found."""
        async with self._lock:
            if self._connection is None or self._connection.closed:
                self._connection = await open_connection(self._database)
            cursor = await self._connection.execute(script.format(**values).encode())
            found = []
            while True:
                if cursor.description is not None:
                    found.append(await cursor.fetchall())
                if not cursor.nextset():
                    return found
