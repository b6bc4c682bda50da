"""How long a district takes to be imported, and imported again with every micro-grid moved."""

import asyncio
import sqlite3
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from bot.domain.registers import Register
from bot.exchange.rows import read
from bot.services.imports import store
from bot.storage.database import Database
from bot.storage.migrate import upgrade
from tests.bench.table import Figure, Row

SECTION = "Importing a district (SQLite)"
NODES = 9_500
HEADER = "code,name,level,parent,lat,lon\nT,镇,town,,,\nC0,甲,chief,T,,\nC1,乙,chief,T,,\n"
LONGEST = 10.0
"""Seconds that an operator waits without wondering."""


def rows() -> Iterator[Row]:
    with tempfile.TemporaryDirectory(prefix="gege-bench-") as name:
        first, moved = asyncio.run(_imported(Path(name)))
        plain = _inserted(Path(name))
    for what, seconds in (("the first time", first), ("all moved", moved)):
        figures = {
            "took": Figure(seconds, " s", at_most=LONGEST),
            "beside executemany of the same rows": Figure(seconds / plain, " times"),
        }
        yield Row(SECTION, f"{NODES:,} nodes, {what}", figures)


def _file(swap: int) -> bytes:
    """Return the nodes, half of them under each of two parents; with `swap` 1 the other way round."""
    micro = (f"M{n},微网格{n},micro,C{(n + swap) % 2},30.8,104.1\n" for n in range(NODES))
    return (HEADER + "".join(micro)).encode()


async def _imported(folder: Path) -> Sequence[float]:
    url = f"sqlite+aiosqlite:///{folder / 'gege.db'}"
    upgrade(url)
    database, took = Database(url), []
    for swap in (0, 1):
        began = time.monotonic()
        async with database.write() as session:
            await store(session, read(Register.GRIDS, _file(swap)))
        took.append(time.monotonic() - began)
    await database.close()
    return took


def _inserted(folder: Path) -> float:
    """Return how long SQLite itself takes for as many rows, read from the same words."""
    began = time.monotonic()
    with closing(sqlite3.connect(folder / "plain.db")) as plain, plain:
        plain.execute("CREATE TABLE grid (code TEXT PRIMARY KEY, name, level, parent, lat, lon)")
        lines = _file(0).decode().splitlines()[1:]
        plain.executemany(
            "INSERT INTO grid VALUES (?, ?, ?, ?, ?, ?)", (line.split(",") for line in lines)
        )
    return time.monotonic() - began
