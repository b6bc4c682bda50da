"""A bot that is killed in the middle of an alert and started again; limits ten times Telegram's."""

import time
from collections.abc import Iterator

from tests.bench import tally, town
from tests.bench.gege import gege
from tests.bench.table import Figure, Row
from tests.bench.telegram import until

SECTION = "Killed (-9) when 30 % have it, started again"
FACTOR = 10.0
GROUPS = 2_000
KILLED_AT = 0.3
IN_FLIGHT = 16
"""So many may be doubled: a bot can't read what it has said."""


def rows() -> Iterator[Row]:
    with gege(town.district(GROUPS), groups=GROUPS, factor=FACTOR) as program:
        program.report()
        go = program.publish()
        until(lambda: program.sent() >= GROUPS * KILLED_AT)
        program.kill()
        before = program.telegram.calls()
        again = time.time()
        program.start()
        until(program.is_done, patience=120.0, pause=0.2)
        calls = program.telegram.calls()
    sent = tally.tell(calls, groups=GROUPS, go=go, factor=FACTOR)
    on = min(call["at"] for call in calls[: len(calls) - len(before)] if call["chat"]) - again
    figures = {
        "lost": Figure(sent.lost, at_most=0),
        "doubled": Figure(sent.doubled, at_most=IN_FLIGHT),
        "on again after": Figure(on, " s", at_most=5),
        "429s caused": Figure(sent.floods),
        "had it when killed": Figure(len(tally.arrivals(before, "sendmessage", go))),
    }
    yield Row(SECTION, f"Gege, {GROUPS:,} groups", figures)
