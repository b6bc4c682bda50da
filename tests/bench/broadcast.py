"""An alert to every group at ten times Telegram's limits: ours, and three peers beside us."""

import sys
import time
from collections.abc import Iterator
from subprocess import PIPE, Popen

from tests.bench import faults, peers, tally, town
from tests.bench.faults import NONE, Faults
from tests.bench.gege import gege
from tests.bench.process import cpu_seconds, memory_mb
from tests.bench.table import Figure, Row
from tests.bench.tally import Broadcast
from tests.bench.telegram import telegram, until

SECTION = "An alert to every group, limits ×10"
FACTOR = 10.0
BESIDE = 2_000
"""Groups of the rows that stand beside each other."""
PATIENCE = 300.0
FAULT_FREE, FAULTY = 0.97, 0.95
MORE_SECONDS = 2.0
"""After the longest retry_after the last group has it by then."""


def rows() -> Iterator[Row]:
    yield ours(town.DISTRICT)
    yield ours(town.DISTRICT, faulty=True)
    for faulty in (False, True):
        yield ours(BESIDE, faulty=faulty)
        for name in peers.PEERS:
            yield theirs(name, BESIDE, faulty=faulty)


def ours(groups: int, *, faulty: bool = False) -> Row:
    """Let a child be lost in a district of so many groups."""
    plan = _plan(groups, faulty=faulty)
    files = town.district(groups)
    with gege(files, groups=groups, factor=FACTOR, faults=plan) as program:
        program.report()
        began = program.cpu_seconds()
        go = program.publish()
        until(program.is_done, patience=PATIENCE, pause=0.2)
        took = program.cpu_seconds() - began
        sent = tally.tell(
            program.telegram.calls(), groups=groups, go=go, factor=FACTOR, faults=plan
        )
        peak = program.peak_mb()
    wanted = FAULTY if faulty else FAULT_FREE
    figures = _figures(sent, plan, wanted) | _used(took, sent, peak)
    figures["memory"] = Figure(peak, " MB", at_most=320)
    figures["over idle"] = Figure(peak - program.idle_mb, " MB", at_most=60)
    return Row(SECTION, _name("Gege", groups, faulty=faulty), figures)


def theirs(name: str, groups: int, *, faulty: bool = False) -> Row:
    """Let a peer say as much to as many groups."""
    plan = _plan(groups, faulty=faulty)
    command = [sys.executable, "-m", "tests.bench.peers", name]
    with (
        telegram(groups, factor=FACTOR, faults=plan) as served,
        Popen([*command, served.url, str(groups)], stdin=PIPE, stdout=PIPE, text=True) as process,
    ):
        assert process.stdout
        assert process.stdin
        assert process.stdout.readline() == "ready\n"
        began, go = cpu_seconds(process.pid), time.time()
        process.stdin.write("go\n")
        process.stdin.flush()
        assert process.stdout.readline() == "done\n"
        took, peak = cpu_seconds(process.pid) - began, memory_mb(process.pid, peak=True)
        process.stdin.close()
        sent = tally.tell(served.calls(), groups=groups, go=go, factor=FACTOR, faults=plan)
    figures = _figures(sent, plan, None) | _used(took, sent, peak)
    return Row(SECTION, _name(name, groups, faulty=faulty), figures)


def _plan(groups: int, *, faulty: bool) -> Faults:
    return faults.draw(groups, FACTOR) if faulty else NONE


def _name(who: str, groups: int, *, faulty: bool) -> str:
    return f"{who}, {groups:,} groups{', faulty' if faulty else ''}"


def _figures(sent: Broadcast, plan: Faults, wanted: float | None) -> dict[str, Figure]:
    """Return what is counted of a broadcast; of peers nothing is wanted."""
    strict = wanted is not None
    after_effect = plan.count("drop_after")
    tail = plan.longest_retry_after + MORE_SECONDS if strict else None
    return {
        "efficiency": Figure(sent.efficiency, at_least=wanted),
        "99 % after": Figure(sent.to_nearly_all, " s"),
        "first after": Figure(sent.arrivals[0], " s"),
        "429s caused": Figure(sent.floods, at_most=0 if strict else None),
        "lost": Figure(sent.lost, at_most=0 if strict else None),
        "doubled": Figure(sent.doubled, at_most=after_effect if strict else None),
        "tail": Figure(sent.tail, " s", at_most=tail),
    }


def _used(took: float, sent: Broadcast, peak: float) -> dict[str, Figure]:
    return {
        "CPU": Figure(100 * took / sent.arrivals[-1], " %"),
        "CPU each": Figure(1000 * took / len(sent.arrivals), " ms"),
        "memory": Figure(peak, " MB"),
    }
