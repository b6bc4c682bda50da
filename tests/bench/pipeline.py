"""Reports from the resident's message to the card with staff, and chatter, beside bare aiogram bots."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median

from bot.domain.registers import Register
from tests.bench import town
from tests.bench.bare import bare
from tests.bench.crowd import FIRST_DESK, FIRST_GROUP, LIMITS, Neighbourhood, neighbourhood
from tests.bench.gege import EVERY_RING, Gege
from tests.bench.table import Figure, Row
from tests.support.postgres import start_server

SECTION = "Everybody at once, limits ×30, beside a bare aiogram bot"
GROUPS = 200
REPORTS = 100
"""Lamps that are out at once, each in a group of its own."""
INSERTS, LINES = 500, 4_000
WARM_UP = 20
TIMES = 3
"""Both take turns, and the median counts."""

Turn = Callable[[], tuple[float, float]]
"""Does something once; returns the seconds that it took, and for how many it used a core."""


def report_rows() -> Iterator[Row]:
    """Measure completed reports on SQLite and on PostgreSQL."""
    with tempfile.TemporaryDirectory(prefix="gege-bench-") as folder:
        yield _reports("SQLite", f"sqlite+aiosqlite:///{folder}/bare.db", "")
    with start_server() as server:
        row = _reports("PostgreSQL", server.create_database(), server.create_database())
    figures = {name: Figure(one.value, one.unit) for name, one in row.figures.items()}
    yield Row(SECTION, row.name, figures)


def _reports(engine: str, plain: str, database: str) -> Row:
    with bare(GROUPS, plain) as peer, _gege(database) as (program, people):
        people.do("report", WARM_UP)
        peer.hear(WARM_UP)
        ours, theirs = _in_turns(
            lambda: _used(program, lambda: people.do("report", REPORTS)),
            lambda: peer.hear(INSERTS),
        )
    figures = _figures("reports", ours, REPORTS, theirs, INSERTS, at_least=50, ratio=0.12)
    return Row(SECTION, f"reports, up to the card with staff, {engine}", figures)


def chatter_rows() -> Iterator[Row]:
    """Measure what people say that is no report."""
    with bare(GROUPS) as peer, _gege("") as (program, people):
        people.do("chat", WARM_UP)
        peer.hear(WARM_UP)
        ours, theirs = _in_turns(
            lambda: _used(program, lambda: people.do("chat", LINES)),
            lambda: peer.hear(LINES),
        )
    figures = _figures("lines", ours, LINES, theirs, LINES, at_least=1_000, ratio=0.3)
    yield Row(SECTION, "chatter in groups", figures)


def _figures(
    what: str,
    ours: tuple[float, float],
    count: int,
    theirs: tuple[float, float],
    their_count: int,
    *,
    at_least: float,
    ratio: float,
) -> dict[str, Figure]:
    mine, other = count / ours[0], their_count / theirs[0]
    return {
        what: Figure(mine, "/s", at_least=at_least),
        "bare": Figure(other, "/s"),
        "beside it": Figure(mine / other, at_least=ratio),
        "CPU each": Figure(1000 * ours[1] / count, " ms"),
        "bare, CPU each": Figure(1000 * theirs[1] / their_count, " ms"),
    }


def _in_turns(ours: Turn, theirs: Turn) -> tuple[tuple[float, float], tuple[float, float]]:
    """Do both, one after the other, some times; returns the medians."""
    taken = [(ours(), theirs()) for _ in range(TIMES)]
    mine, other = zip(*taken, strict=True)
    return _middle(mine), _middle(other)


def _middle(taken: tuple[tuple[float, float], ...]) -> tuple[float, float]:
    seconds, core = zip(*taken, strict=True)
    return median(seconds), median(core)


def _used(program: Gege, act: Callable[[], float]) -> tuple[float, float]:
    began = program.cpu_seconds()
    return act(), program.cpu_seconds() - began


@contextmanager
def _gege(database: str) -> Iterator[tuple[Gege, Neighbourhood]]:
    """Run Gege in a neighbourhood, on SQLite where no other database is given."""
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="gege-bench-"))
        people = stack.enter_context(neighbourhood(GROUPS))
        program = Gege(people, Path(folder), LIMITS, EVERY_RING, other_database=database)
        town.prepare(program.database_url, village(GROUPS))
        program.start()
        stack.callback(program.stop)
        program.rest()
        yield program, people


def village(groups: int) -> town.Files:
    """Return the files of a village in which each micro-grid has a residents' and a staff group."""
    grids = ["code,name,level,parent", "T,镇,town,", "C,村,chief,T"]
    grids += [f"M{number},微网格{number},micro,C" for number in range(groups)]
    chats = ["chat_id,grid,audience"]
    for number in range(groups):
        chats += [f"{FIRST_GROUP - number},M{number},residents"]
        chats += [f"{FIRST_DESK - number},M{number},staff"]
    return {
        Register.GRIDS: "\n".join(grids),
        Register.CHATS: "\n".join(chats),
        Register.STAFF: town.STAFF,
    }
