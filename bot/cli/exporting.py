"""`gege export`: cases, alerts and deliveries as CSV, JSON or XLSX."""

import asyncio
import sys
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

import click
import structlog

from bot.cli.opening import opened
from bot.errors import NotBuilt
from bot.exchange.writing import FORMATS
from bot.logs import set_up
from bot.services.exports import SUBJECTS, keys
from bot.services.exports import export as rows_of
from bot.settings import Settings, load

LATER = ("trainings",)

log = structlog.get_logger(__name__)


@click.command()
@click.argument("subject", type=click.Choice([*SUBJECTS, *LATER]))
@click.option("--format", "format_", type=click.Choice(list(FORMATS)), required=True)
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="From this day on.")
@click.option("--with-contact", is_flag=True, help="With names, phones and photos; logged.")
@click.option("-o", "output", type=click.Path(path_type=Path), help="Else standard output.")
def export(
    subject: str,
    format_: str,
    since: datetime | None,
    output: Path | None,
    *,
    with_contact: bool,
) -> None:
    """Write every row of SUBJECT, today's included."""
    if subject in LATER:
        raise NotBuilt
    settings = load()
    set_up(settings.log_format)
    with ExitStack() as stack:
        out = stack.enter_context(output.open("wb")) if output else sys.stdout.buffer
        count = asyncio.run(
            _write(settings, subject, format_, out, since=since, with_contact=with_contact)
        )
        out.flush()
    if with_contact:
        log.warning("exported with contact data", subject=subject, rows=count)


async def _write(
    settings: Settings,
    subject: str,
    format_: str,
    out: BinaryIO,
    *,
    since: datetime | None,
    with_contact: bool,
) -> int:
    begin = since.replace(tzinfo=settings.timezone) if since else None
    async with opened(settings.database_url) as database, database.read() as session:
        rows = rows_of(session, subject, since=begin, with_contact=with_contact)
        return await FORMATS[format_](
            rows, keys(subject, with_contact=with_contact), out, settings.timezone
        )
