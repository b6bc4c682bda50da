"""Forks processes that commit without end, kills each in the midst of it, and looks at what is there.

`python -m tests.prove.committing FILE TIMES` starts from a migrated SQLite file and ends with the first
thing that is wrong. It is small, so that a fork costs nothing, and holds no connection across one.
"""

import asyncio
import os
import random
import signal
import sqlite3
import sys
import time
from contextlib import closing

from bot.storage.counters import grow
from bot.storage.database import Database
from bot.storage.outbox import Post
from tests.storage.rows import NOW

LONGEST_LIFE = 0.02
"""Seconds after its first commit until a process is killed."""
COUNTER = "kills"
NUMBER = 8
"""Bytes of a number in the pipe."""


async def commit(url: str, said: int) -> None:
    """Change two tables in one transaction, for ever; say a number only when it is committed."""
    database = Database(url)
    while True:
        async with database.write() as session:
            number = await grow(session, COUNTER)
            session.add(Post(view=COUNTER, params={"number": number}, created_at=NOW))
        os.write(said, number.to_bytes(NUMBER))


def live_and_die(file: str) -> int:
    """Return the last number that a process has said before it was killed."""
    hears, says = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(hears)
        asyncio.run(commit(f"sqlite+aiosqlite:///{file}", says))
    os.close(says)
    with os.fdopen(hears, "rb") as heard:
        first = heard.read(NUMBER)
        time.sleep(random.uniform(0, LONGEST_LIFE))  # noqa: S311 - no secret
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        numbers = first + heard.read()
    return int.from_bytes(numbers[-NUMBER:])


def look(file: str, said: int) -> int:
    """Return the last number on record; everything that was said is there, and all of it together."""
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert not connection.execute("PRAGMA foreign_key_check").fetchall()
        query = "SELECT value, (SELECT count(*) FROM post) FROM counter WHERE name = ?"
        counted, posts = connection.execute(query, [COUNTER]).fetchone()
    assert counted == posts, f"half a transaction: {counted} counted, {posts} written"
    assert said <= counted <= said + 1, f"{said} was said to be committed, {counted} is there"
    return int(counted)


if __name__ == "__main__":
    last = 0
    for _ in range(int(sys.argv[2])):
        last = look(sys.argv[1], live_and_die(sys.argv[1]))
    print(last)  # noqa: T201 - whoever started us reads it
