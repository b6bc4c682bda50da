"""`gege coverage`: what the grid lacks, by town, or every hole with its name in a file."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import click

from bot.cli.files import format_of, writing
from bot.cli.opening import opened
from bot.clock import SystemClock
from bot.domain.coverage import Gap, Missing
from bot.domain.grid import nearest
from bot.exchange.writing import FORMATS
from bot.services.coverage import missing, towns_of
from bot.settings import Settings, load

KEYS = ("gap", "town", "grid", "grid_name", "level", "user_id", "name", "role", "unit")
ELSEWHERE = "-"
"""A grid under no town."""

Row = dict[str, Any]


@click.command()
@click.option("--unit", help="Only the people of this unit (单位), and the grids they have.")
@click.option(
    "-o",
    "output",
    type=click.Path(path_type=Path),
    help="Write every hole with its name: .csv, .xlsx or .json.",
)
def coverage(unit: str | None, output: Path | None) -> None:
    """Say what is missing: workers, instructors, groups, and people who are not there."""
    format_ = format_of(output) if output else ""
    settings = load()
    rows = asyncio.run(_rows(settings, unit))
    for line in _report(rows):
        click.echo(line)
    if output:
        with writing(output, private=True) as out:
            out.write(asyncio.run(_written(rows, format_, settings)))


async def _rows(settings: Settings, unit: str | None) -> list[Row]:
    async with (
        opened(settings.database_url, settings.data_key, only_reads=True) as database,
        database.snapshot() as session,
    ):
        found = await missing(session, unit=unit, at=SystemClock().now())
        towns = await towns_of(session)
    return [_row(one, nearest(one.path, towns) or ELSEWHERE) for one in found]


def _row(one: Missing, town: str) -> Row:
    return {
        "gap": one.gap.value,
        "town": town,
        "grid": one.grid,
        "grid_name": one.grid_name,
        "level": one.level.value,
        "user_id": one.user_id,
        "name": one.name,
        "role": one.role.value if one.role else None,
        "unit": one.unit,
    }


def _report(rows: Sequence[Row]) -> Iterator[str]:
    """Yield a line of counts for each town, then one for all."""
    if not rows:
        yield "nothing is missing"
        return
    for town in sorted({row["town"] for row in rows}):
        yield f"{town}: {_counts([row for row in rows if row['town'] == town])}"
    yield f"all: {_counts(rows)}"


def _counts(rows: Sequence[Row]) -> str:
    counts = Counter(row["gap"] for row in rows)
    return ", ".join(f"{gap} {counts[gap]}" for gap in Gap if counts[gap])


async def _written(rows: Sequence[Row], format_: str, settings: Settings) -> bytes:
    data = BytesIO()
    await FORMATS[format_](_one_by_one(rows), KEYS, data, settings.timezone)
    return data.getvalue()


async def _one_by_one(rows: Sequence[Row]) -> AsyncIterator[Row]:
    for row in rows:
        yield row
