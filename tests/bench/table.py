"""Rows of figures: printed for people, written down for machines."""

import json
import os
import platform
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from typing import Any
from unicodedata import east_asian_width


@dataclass(frozen=True)
class Figure:
    """A measured number, and what it is wanted to be; None is what never came."""

    value: float | None
    unit: str = ""
    at_least: float | None = None
    at_most: float | None = None

    @property
    def is_met(self) -> bool | None:
        """Whether it is as wanted, None where nothing is."""
        if self.at_least is None and self.at_most is None:
            return None
        if self.value is None:
            return False
        low = self.at_least is None or self.value >= self.at_least
        return low and (self.at_most is None or self.value <= self.at_most)

    def __str__(self) -> str:
        said = "never" if self.value is None else f"{_short(self.value)}{self.unit}"
        match self.is_met:
            case None:
                return said
            case True:
                return f"{said} ✓"
        wanted = f"≥ {self.at_least:g}" if self.at_least is not None else f"≤ {self.at_most:g}"
        return f"{said} ✗ ({wanted})"


@dataclass(frozen=True)
class Row:
    """One line: what was measured, in which section, and the figures by name."""

    section: str
    name: str
    figures: Mapping[str, Figure]


def _short(value: float) -> str:
    if value == int(value):
        return f"{int(value):,}"
    return f"{value:,.1f}" if abs(value) >= 100 else f"{value:.3g}"


def lines(rows: Sequence[Row]) -> Iterator[str]:
    """Yield the table, a block for each section with a column for each of its figures."""
    for section, members in groupby(rows, key=lambda row: row.section):
        block = list(members)
        names = list(dict.fromkeys(name for row in block for name in row.figures))
        cells = [[section, *names]]
        cells += [
            [row.name, *(str(row.figures[name]) if name in row.figures else "" for name in names)]
            for row in block
        ]
        widths = [max(map(_width, column)) for column in zip(*cells, strict=True)]
        yield ""
        for place, line in enumerate(cells):
            yield "  ".join(
                cell + " " * (width - _width(cell))
                for cell, width in zip(line, widths, strict=True)
            ).rstrip()
            if place == 0:
                yield "─" * (sum(widths) + 2 * len(widths) - 2)


def _width(text: str) -> int:
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)


def write(rows: Sequence[Row], path: Path, *, load: float) -> None:
    """Write the rows with the day, the Python and the processors they were taken with.

    `load` is how many others wanted a processor when they began.
    """
    path.parent.mkdir(exist_ok=True)
    taken = {
        "date": datetime.now(UTC).date().isoformat(),  # noqa: TID251 - the edge of a program of its own
        "python": platform.python_version(),
        "cpus": os.cpu_count(),
        "load": round(load, 1),
        "rows": [_body(row) for row in rows],
    }
    path.write_text(json.dumps(taken, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _body(row: Row) -> dict[str, Any]:
    figures = {
        name: {
            key: value
            for key, value in (
                ("value", None if figure.value is None else round(figure.value, 4)),
                ("unit", figure.unit.strip() or None),
                ("at_least", figure.at_least),
                ("at_most", figure.at_most),
                ("met", figure.is_met),
            )
            if value is not None or key == "value"
        }
        for name, figure in row.figures.items()
    }
    return {"section": row.section, "name": row.name, "figures": figures}
