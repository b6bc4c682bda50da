"""Taking every word back: each message edited, and a quiet answer to it; limits ten times Telegram's."""

from collections.abc import Iterator
from typing import Any

from tests.bench import tally, town
from tests.bench.gege import gege
from tests.bench.table import Figure, Row
from tests.bench.tally import Broadcast
from tests.bench.telegram import until

SECTION = "Taking an alert back, limits ×10"
FACTOR = 10.0
PATIENCE = 300.0


def rows() -> Iterator[Row]:
    groups = town.DISTRICT
    with gege(town.district(groups), groups=groups, factor=FACTOR) as program:
        program.report()
        program.publish()
        until(program.is_done, patience=PATIENCE, pause=0.2)
        go = program.find()
        until(program.is_done, patience=PATIENCE, pause=0.2)
        calls = program.telegram.calls()
    # In the group of the report the line under it is edited, too.
    told: dict[str, Any] = {"groups": groups, "go": go, "factor": FACTOR, "first": 1}
    edits = tally.tell(calls, method="editmessagetext", **told)
    replies = tally.tell(calls, before=groups, **told)
    yield Row(SECTION, f"edits in {groups:,} groups", _figures(edits))
    yield Row(SECTION, "and the answers behind them", _figures(replies))


def _figures(sent: Broadcast) -> dict[str, Figure]:
    return {
        "efficiency": Figure(sent.efficiency, at_least=0.97),
        "99 % after": Figure(sent.to_nearly_all, " s"),
        "first after": Figure(sent.arrivals[0], " s"),
        "429s caused": Figure(sent.floods, at_most=0),
        "lost": Figure(sent.lost, at_most=0),
        "doubled": Figure(sent.doubled, at_most=0),
    }
