"""At Telegram's own limits: what the machine has to give, the first four groups, and a long way to Telegram."""

from collections.abc import Iterator

from tests.bench import tally, town
from tests.bench.gege import Gege, gege
from tests.bench.table import Figure, Row
from tests.bench.tally import Broadcast
from tests.bench.telegram import until

SECTION = "An alert at Telegram's own limits"
FIRST_RING = 4
NEAR, FAR = 1_000, 600
"""Groups; half a minute each."""
FAR_SECONDS = 0.15


def rows() -> Iterator[Row]:
    sent, used = _alert(NEAR)
    figures = _figures(sent, 0.97) | {
        "first ring": Figure(sent.arrivals[FIRST_RING - 1], " s", at_most=0.5),
        **used,
    }
    yield Row(SECTION, f"Gege, {NEAR:,} groups, the first ring {FIRST_RING}", figures)
    sent, _ = _alert(FAR, delay=FAR_SECONDS)
    yield Row(SECTION, f"the same to {FAR:,}, round trip 150 ms", _figures(sent, 0.84))


def _alert(groups: int, *, delay: float = 0.0) -> tuple[Broadcast, dict[str, Figure]]:
    files = town.rings(groups, home=FIRST_RING)
    with gege(files, groups=groups, factor=1.0) as program:
        program.report()
        if delay:
            program.telegram.delay(delay)
        began = program.cpu_seconds()
        go = program.publish()
        until(program.is_done, patience=120.0, pause=0.5)
        sent = tally.tell(program.telegram.calls(), groups=groups, go=go, factor=1.0)
        used = _used(program, program.cpu_seconds() - began, sent.arrivals[-1])
    return sent, used


def _figures(sent: Broadcast, wanted: float) -> dict[str, Figure]:
    return {
        "efficiency": Figure(sent.efficiency, at_least=wanted),
        "99 % after": Figure(sent.to_nearly_all, " s"),
        "429s caused": Figure(sent.floods, at_most=0),
        "lost": Figure(sent.lost, at_most=0),
        "doubled": Figure(sent.doubled, at_most=0),
    }


def _used(program: Gege, took: float, seconds: float) -> dict[str, Figure]:
    return {
        "CPU": Figure(100 * took / seconds, " %", at_most=25),
        "memory": Figure(program.peak_mb(), " MB", at_most=320),
        "over idle": Figure(program.peak_mb() - program.idle_mb, " MB", at_most=60),
    }
