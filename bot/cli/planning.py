"""`gege calendar`: what the safety calendar says on which day of a year, why, and to how many."""

import asyncio
import sys
from collections.abc import AsyncIterator, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import click

from bot.cli.files import writing
from bot.cli.opening import opened
from bot.clock import SystemClock
from bot.exchange.writing import FORMATS
from bot.services.themes import Part, Reminder, Year, plan_year
from bot.settings import Settings, load
from bot.texts import Words, get_words
from bot.views.anchors import why

TEXT, OFF = "text", "off"
KEYS = (
    "date",
    "weekday",
    "hour",
    "audience",
    "theme",
    "title",
    "why",
    "moved_from",
    "subtree",
    "grids",
    "groups",
)

Row = dict[str, Any]


@click.command()
@click.option("--year", type=int, help="This year, if you don't say.")
@click.option("--grid", "code", help="Count in this grid and below only.")
@click.option("--format", "format_", type=click.Choice([TEXT, "csv", "json"]), default=TEXT)
@click.option("-o", "output", type=click.Path(path_type=Path), help="Else standard output.")
def calendar(year: int | None, code: str | None, format_: str, output: Path | None) -> None:
    """Print the safety calendar of a year: date, hour, theme, why that day, whom it reaches."""
    settings = load()
    if year is None:
        year = SystemClock().now().astimezone(settings.timezone).year
    plan = asyncio.run(_plan(settings, year, code))
    for line in _notes(plan, year, code, settings):
        click.echo(line, err=format_ != TEXT)
    words = get_words(settings.locale)
    rows = [_row(one, part, words) for one in plan.reminders for part in one.parts]
    written = asyncio.run(_written(rows, format_, settings))
    if output:
        with writing(output) as out:
            out.write(written)
    else:
        sys.stdout.buffer.write(written)


async def _plan(settings: Settings, year: int, code: str | None) -> Year:
    async with (
        opened(settings.database_url, settings.data_key, only_reads=True) as database,
        database.read() as session,
    ):
        return await plan_year(session, year, settings.policy(), code=code)


def _notes(plan: Year, year: int, code: str | None, settings: Settings) -> Iterator[str]:
    """Yield what to know before reading: days that may still move, and whether anything goes out."""
    if code is not None and not plan.reminders:
        yield f"no group of residents or firms is bound to {code} or below: nothing goes out there"
    if plan.only_statutory:
        yield (f"{year}: statutory days only; import the year's notice: gege import holidays FILE")
    if not settings.calendar:
        yield "GEGE_CALENDAR is off: nothing of this goes out"


def _row(reminder: Reminder, part: Part, words: Words) -> Row:
    due = reminder.due
    at = part.rule.at or due.at
    return {
        "date": due.day.isoformat(),
        "weekday": f"{due.day:%a}",
        "hour": OFF if part.rule.off else f"{at:%H:%M}",
        "audience": reminder.audience.value,
        "theme": due.theme.value,
        "title": words.plain(f"theme-{due.theme}"),
        "why": why(due.anchor, words),
        "moved_from": due.wanted.isoformat() if due.wanted != due.day else None,
        "subtree": part.rule.code,
        "grids": part.reach.grids,
        "groups": part.reach.groups,
    }


async def _written(rows: list[Row], format_: str, settings: Settings) -> bytes:
    if format_ == TEXT:
        return "".join(f"{_line(row)}\n" for row in rows).encode()
    data = BytesIO()
    await FORMATS[format_](_one_by_one(rows), KEYS, data, settings.timezone)
    return data.getvalue()


def _line(row: Row) -> str:
    when = f"{row['date']} {row['weekday']} {row['hour']:5} {row['audience']:9}"
    moved = f", moved from {row['moved_from']}" if row["moved_from"] else ""
    reach = f"{_many(row['grids'], 'grid')}, {_many(row['groups'], 'group')}"
    there = f" in {row['subtree']}" if row["subtree"] else ""
    return f"{when} {row['title']} ({row['why']}{moved}){there}: {reach}"


def _many(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"


async def _one_by_one(rows: list[Row]) -> AsyncIterator[Row]:
    for row in rows:
        yield row
