"""Ten minutes of a city's day: whether two workers on one PostgreSQL stay as they are."""

import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from math import ceil
from pathlib import Path
from statistics import mean, median, quantiles

from bot.sandbox.model import Json
from tests.bench import life
from tests.bench.crowd import NEIGHBOURS, Neighbourhood, neighbourhood
from tests.bench.gege import SEND_RATE
from tests.bench.pipeline import village
from tests.bench.process import cpu_seconds, memory_mb
from tests.bench.table import Figure, Row
from tests.bench.telegram import until
from tests.bench.workers import behind_a_proxy
from tests.support.company import Company
from tests.support.postgres import start_server

SECTION = f"{life.A_SECOND} updates a second to two workers, Telegram's own limits"
SECONDS = 600
WARM_UP_SECONDS = 30
FEWEST_GROUPS = 200
REPLIES = {
    "question": "a report → the question",
    "press": "a press → its answer",
    "answer": "a command → its answer",
}
NAMES = REPLIES | {"card": "提交 → the card with staff"}
P99_MS = 300
TOO_MANY = 429
FLAT = 1.02
"""More memory than this times what it held in the first third is a leak."""
WAITING = "SELECT count(*) FROM delivery WHERE status IN ('queued', 'sending', 'retrying')"


def rows(seconds: int = SECONDS) -> Iterator[Row]:
    """Measure so many seconds, after some that warm it up."""
    reports = (WARM_UP_SECONDS + seconds) / life.ROUND_SECONDS
    groups = max(FEWEST_GROUPS, ceil(reports / NEIGHBOURS))
    rate = {"SEND_RATE": f"{SEND_RATE:g}"}
    with (
        start_server() as server,
        tempfile.TemporaryDirectory(prefix="gege-bench-") as name,
        neighbourhood(groups, life.__name__) as people,
        behind_a_proxy(
            people, server.create_database(), Path(name), village(groups), workers=2, **rate
        ) as workers,
    ):
        people.do("live", WARM_UP_SECONDS)
        before = workers.handled()
        lived, processes = _live(workers, people, seconds)
        yield from processes
        waits: dict[str, list[float]] = lived["waits"]
        for key, what in NAMES.items():
            yield Row(SECTION, what, _times(waits[key]))
        replies = [wait for key in REPLIES for wait in waits[key]]
        yield Row(SECTION, "any of the first three", _times(replies, at_most=P99_MS))
        yield Row(SECTION, f"{seconds} seconds", _account(workers, people, lived, before))


def _live(workers: Company, people: Neighbourhood, seconds: int) -> tuple[Json, list[Row]]:
    """Let people live; returns what they tell, and how the workers did meanwhile."""
    spent = [cpu_seconds(one.pid) for one in workers.workers]
    with ThreadPoolExecutor() as pool:
        living, held = pool.submit(people.do, "live", seconds), []
        while not living.done():
            held.append([memory_mb(one.pid) for one in workers.workers])
            time.sleep(1)
    leader = workers.leader()
    rows = []
    for place, (one, before, memory) in enumerate(
        zip(workers.workers, spent, zip(*held, strict=True), strict=True)
    ):
        cpu = Figure(100 * (cpu_seconds(one.pid) - before) / len(memory), " %")
        name = "the worker that sends" if place == leader else "the other worker"
        rows.append(Row(SECTION, name, {"CPU": cpu} | _memory(memory)))
    return living.result(), rows


def _account(
    workers: Company, people: Neighbourhood, lived: Json, before: int
) -> dict[str, Figure]:
    """Nothing may be left over: no update, nothing that is to be said, nobody who waits."""
    with suppress(TimeoutError):
        until(lambda: workers.handled() - before >= lived["updates"] and not _waiting(workers))
    left = lived["updates"] - (workers.handled() - before)
    floods = sum(call["error_code"] == TOO_MANY for call in people.calls())
    return {
        "updates": Figure(lived["updates"]),
        "lost": Figure(lived["lost"] + left + _waiting(workers), at_most=0),
        "429s caused": Figure(floods, at_most=0),
    }


def _waiting(workers: Company) -> int:
    with workers.connect() as connection:
        row = connection.execute(WAITING).fetchone()
        assert row is not None
        return int(row[0])


def _memory(held: Sequence[float]) -> dict[str, Figure]:
    third = len(held) // 3
    first, last = mean(held[:third]), mean(held[-third:])
    return {
        "first third": Figure(first, " MB"),
        "last third": Figure(last, " MB"),
        "growth": Figure(last / first, at_most=FLAT),
    }


def _times(waits: Sequence[float], *, at_most: float | None = None) -> dict[str, Figure]:
    return {
        "median": Figure(1000 * median(waits), " ms"),
        "p99": Figure(1000 * quantiles(waits, n=100)[-1], " ms", at_most=at_most),
        "worst": Figure(1000 * max(waits), " ms"),
    }
