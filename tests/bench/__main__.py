"""The benchmarks: `python -m tests.bench [NAME ...]` prints a table and writes build/bench.json."""

import argparse
import os
import sys
import traceback
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from tests.bench import (
    broadcast,
    cases,
    crash,
    imports,
    intake,
    notices,
    pace,
    pipeline,
    recall,
    sandbox,
    sign_ups,
    soak,
    urgent,
    workers,
)
from tests.bench.table import Row, lines, write

RESULT = Path("build/bench.json")
BENCHES: dict[str, Callable[[], Iterable[Row]]] = {
    "broadcast": broadcast.rows,
    "pace": pace.rows,
    "urgent": urgent.rows,
    "crash": crash.rows,
    "recall": recall.rows,
    "import": imports.rows,
    "cases": cases.rows,
    "pipeline": pipeline.report_rows,
    "chatter": pipeline.chatter_rows,
    "intake": intake.rows,
    "notices": notices.rows,
    "sign-ups": sign_ups.rows,
    "sandbox": sandbox.rows,
    "workers": workers.rows,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help=f"of {', '.join(BENCHES)} (all), or soak"
    )
    parser.add_argument("--seconds", type=int, default=soak.SECONDS, help="how long soak takes")
    told = parser.parse_args()
    names = told.names or list(BENCHES)
    benches = BENCHES | {"soak": partial(soak.rows, told.seconds)}
    if unknown := set(names) - benches.keys():
        parser.error(f"unknown: {', '.join(sorted(unknown))}; there is {', '.join(benches)}")
    rows, failed, load = [], False, os.getloadavg()[0]
    for name in names:
        try:
            for row in benches[name]():
                print("taken:", row.section, "·", row.name, file=sys.stderr, flush=True)  # noqa: T201
                rows.append(row)
        except (AssertionError, TimeoutError):
            traceback.print_exc()
            failed = True
    busy = (
        f"{os.cpu_count()} processors, load {load:.1f} at the start, {os.getloadavg()[0]:.1f} now"
    )
    print(*lines(rows), "", busy, sep="\n")  # noqa: T201
    write(rows, RESULT, load=load)
    sys.exit(failed)


main()
