"""Several workers on one PostgreSQL: what two do beside one, and how soon what is queued is sent."""

import asyncio
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from statistics import median
from subprocess import PIPE, Popen

from bot.domain.cards import Listening
from bot.services import saying
from bot.storage.database import Database
from bot.storage.outbox import Lane
from tests.bench.balancer import PATH
from tests.bench.crowd import FIRST_DESK, LIMITS, LINES, Neighbourhood, neighbourhood
from tests.bench.gege import EVERY_RING, SEND_RATE
from tests.bench.pipeline import GROUPS, REPORTS, village
from tests.bench.process import cpu_seconds, memory_mb
from tests.bench.table import Figure, Row
from tests.bench.telegram import until
from tests.bench.town import Files
from tests.support.company import Company, company, free_ports
from tests.support.postgres import start_server

SECTION = "Workers on one PostgreSQL, behind a proxy, limits ×30"
WARM_UP = 40
TIMES = 3
ACTS = (
    ("report", 2, "updates of reports, up to the card with staff"),
    ("mix", 2 + LINES, "updates as a city has them: a report among so much chatter"),
)
"""What people do, how many updates that is for each report (the message, 提交, chatter), and its name."""
MESSAGES = 50
IDLE_SECONDS = 10


def rows() -> Iterator[Row]:
    """Measure one worker and two in turn, all that they need on the same machine."""
    with start_server() as server, tempfile.TemporaryDirectory(prefix="gege-bench-") as name:
        for act, updates, what in ACTS:
            speeds: dict[int, list[float]] = {1: [], 2: []}
            for _ in range(TIMES):
                for count, taken in speeds.items():
                    with _town(server.create_database(), Path(name), count) as town:
                        taken.append(updates * REPORTS / _seconds(*town, act, updates * REPORTS))
            yield Row(SECTION, what, _beside(median(speeds[1]), median(speeds[2])))
        with _town(server.create_database(), Path(name), 2) as (workers, people):
            people.do("report", WARM_UP)
            yield Row(SECTION, "queued by one, sent by the other", _latency(workers, people))
            yield Row(SECTION, "a worker with nothing to do", _idle(workers))


def _seconds(workers: Company, people: Neighbourhood, act: str, updates: int) -> float:
    """Return how long all of it takes, from the first word to the last update and the last card."""
    people.do("report", WARM_UP)
    before, began = workers.handled(), time.monotonic()
    people.do(act, REPORTS)
    until(lambda: workers.handled() - before >= updates)
    return time.monotonic() - began


def _beside(one: float, two: float) -> dict[str, Figure]:
    return {
        "one": Figure(one, "/s"),
        "two": Figure(two, "/s"),
        "two ÷ one": Figure(two / one, at_least=1.35),
    }


def _latency(workers: Company, people: Neighbourhood) -> dict[str, Figure]:
    waits = asyncio.run(_queue(workers.url, people))
    return {
        "median": Figure(1000 * median(waits), " ms", at_most=50),
        "worst": Figure(1000 * max(waits), " ms"),
    }


async def _queue(url: str, people: Neighbourhood) -> list[float]:
    """Queue one message after the other; returns how long each took from its commit to Telegram."""
    database, waits = Database(url), []
    try:
        for nth in range(MESSAGES):
            card, place = Listening(operator=str(nth)), saying.Place(FIRST_DESK - nth, "zh")
            now = datetime.now(UTC)  # noqa: TID251 - the edge of a program
            async with database.write() as session:
                await saying.send(session, card, place, lane=Lane.CARDS, at=now)
            queued = time.time()
            waits.append(until(partial(_sent_since, people, queued)) - queued)
    finally:
        await database.close()
    return waits


def _sent_since(people: Neighbourhood, moment: float) -> float | None:
    calls = people.calls(1)
    return calls[0]["at"] if calls and calls[0]["at"] > moment else None


def _idle(workers: Company) -> dict[str, Figure]:
    before = [cpu_seconds(worker.pid) for worker in workers.workers]
    time.sleep(IDLE_SECONDS)
    used = [
        (cpu_seconds(worker.pid) - spent) / IDLE_SECONDS
        for worker, spent in zip(workers.workers, before, strict=True)
    ]
    memory = [memory_mb(worker.pid, peak=True) for worker in workers.workers]
    return {
        "CPU": Figure(100 * max(used), " %", at_most=1),
        "memory": Figure(max(memory), " MB", at_most=280),
    }


@contextmanager
def _town(url: str, folder: Path, count: int) -> Iterator[tuple[Company, Neighbourhood]]:
    """Let so many workers run behind a proxy in a neighbourhood that is in a great hurry."""
    rate = {"SEND_RATE": f"{SEND_RATE * LIMITS:g}", "ALERT_RINGS": EVERY_RING}
    with (
        neighbourhood(GROUPS) as people,
        behind_a_proxy(people, url, folder, village(GROUPS), workers=count, **rate) as workers,
    ):
        yield workers, people


@contextmanager
def behind_a_proxy(
    people: Neighbourhood, url: str, folder: Path, files: Files, *, workers: int, **settings: str
) -> Iterator[Company]:
    """Let so many workers take what a proxy hands them."""
    (port,) = free_ports(1)
    settings["WEBHOOK_URL"] = f"http://127.0.0.1:{port}{PATH}"
    with (
        company(people, url, folder, files, workers=workers, **settings) as made,
        _proxy(port, made.ports),
    ):
        yield made


@contextmanager
def _proxy(port: int, workers: list[int]) -> Iterator[None]:
    command = [sys.executable, "-m", "tests.bench.balancer", str(port), *map(str, workers)]
    with Popen(command, stdin=PIPE) as process:
        assert process.stdin
        try:
            yield
        finally:
            process.stdin.close()
