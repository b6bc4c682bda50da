"""How long a district takes to be imported, moved, imported once more, looked over, planned for a year and moved to PostgreSQL."""

import asyncio
import sqlite3
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from bot.clock import SystemClock
from bot.domain.policy import Policy
from bot.domain.registers import Register
from bot.exchange.rows import read
from bot.services import coverage
from bot.services.imports import store
from bot.services.themes import plan_year
from bot.storage.database import Database
from bot.storage.migrate import upgrade
from bot.storage.moving import move
from tests.bench.table import Figure, Row
from tests.bench.town import Files, district
from tests.support.postgres import start_server

SECTION = "Importing a district (SQLite)"
NODES = 9_500
HEADER = "code,name,level,parent,lat,lon\nT,镇,town,,,\nC0,甲,chief,T,,\nC1,乙,chief,T,,\n"
LONGEST = 10.0
"""Seconds that an operator waits without wondering."""
WHOLE = 15.0
SOON = 2.0
INSTRUCTORS = 4_570


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
    with tempfile.TemporaryDirectory(prefix="gege-bench-") as name:
        yield from _whole_district(Path(name))


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


def _whole_district(folder: Path) -> Iterator[Row]:
    """Everything of a district in one go, the same files again, what it lacks, and its calendar."""
    url = f"sqlite+aiosqlite:///{folder / 'district.db'}"
    upgrade(url)
    files = _with_people(district())
    rows = sum(text.count("\n") for text in files.values())
    first, again, holes, year = asyncio.run(_lived_in(url, files))
    name = f"a district: {rows:,} rows of grids, groups and staff"
    for what, seconds in ((name, first), ("the same files again", again)):
        yield Row(SECTION, what, {"took": Figure(seconds, " s", at_most=WHOLE)})
    for what, seconds in (("coverage of that district", holes), ("a year's calendar of it", year)):
        yield Row(SECTION, what, {"took": Figure(seconds, " s", at_most=SOON)})
    with start_server() as server:
        city = server.create_database()
        upgrade(city)
        began = time.monotonic()
        moved = sum(content.rows for content in move(url, city))
        took = time.monotonic() - began
    name = f"that district moved to PostgreSQL: {moved:,} rows"
    yield Row(SECTION, name, {"took": Figure(took, " s", at_most=LONGEST)})


def _with_people(files: Files) -> Files:
    """Give every node a worker, half of the nodes an instructor, villages and grids a staff group."""
    codes = [row.partition(",")[0] for row in files[Register.GRIDS].splitlines()[2:]]
    workers = [f"{10**6 + n},网格员{n},{code},worker" for n, code in enumerate(codes)]
    instructors = [f"{2 * 10**6 + n},指导员{n},{codes[n]},instructor" for n in range(INSTRUCTORS)]
    groups = [f"-{10**12 + n},{code},staff" for n, code in enumerate(codes) if code[0] in "CG"]
    return {
        Register.GRIDS: files[Register.GRIDS],
        Register.CHATS: "\n".join([files[Register.CHATS], *groups]),
        Register.STAFF: "\n".join([files[Register.STAFF], *workers, *instructors]),
    }


async def _lived_in(url: str, files: Files) -> Sequence[float]:
    database, took = Database(url), []
    for _ in range(2):
        began = time.monotonic()
        for register, text in files.items():
            async with database.write() as session:
                await store(session, read(register, text.encode()))
        took.append(time.monotonic() - began)
    began = time.monotonic()
    async with database.read() as session:
        await coverage.missing(session, at=SystemClock().now())
    took.append(time.monotonic() - began)
    began = time.monotonic()
    async with database.read() as session:
        await plan_year(session, SystemClock().now().year, Policy())
    took.append(time.monotonic() - began)
    await database.close()
    return took
