"""`gege export`: cases, alerts, deliveries, trainings, quizzes, looks and places as CSV, JSON or XLSX; a meeting's agenda also as HTML."""

import asyncio
import sys
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

import click
import structlog

from bot.cli.files import writing
from bot.cli.opening import opened
from bot.clock import SystemClock
from bot.domain.agenda import Agenda
from bot.exchange import agenda as sheets
from bot.exchange.writing import FORMATS
from bot.logs import set_up
from bot.services import agenda
from bot.services.exports import SUBJECTS, keys
from bot.services.exports import export as rows_of
from bot.settings import Settings, load

AGENDA, HTML = "agenda", "html"

log = structlog.get_logger(__name__)


@click.command()
@click.argument("subject", type=click.Choice([*SUBJECTS, AGENDA]))
@click.option("--format", "format_", type=click.Choice([*FORMATS, HTML]), required=True)
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="From this day on.")
@click.option("--with-contact", is_flag=True, help="With names, phones and photos; logged.")
@click.option("--grid", "code", help="Of agenda: the code of a town, chief or general grid.")
@click.option("-o", "output", type=click.Path(path_type=Path), help="Else standard output.")
def export(
    subject: str,
    format_: str,
    since: datetime | None,
    code: str | None,
    output: Path | None,
    *,
    with_contact: bool,
) -> None:
    """Write every row of SUBJECT, today's included; of agenda what the next meeting is about."""
    if (subject == AGENDA) != (code is not None):
        raise click.UsageError("agenda takes --grid CODE, and nothing else does")
    if subject == AGENDA and (since or with_contact):
        raise click.UsageError("agenda takes neither --since nor --with-contact")
    if since and SUBJECTS[subject][1] is None:
        raise click.UsageError(f"{subject} have no date; leave --since out")
    if format_ == HTML and subject != AGENDA:
        raise click.UsageError("html is a format of agenda only")
    settings = load()
    set_up(settings.log_format)
    found = asyncio.run(_agenda(settings, code)) if code is not None else None
    with ExitStack() as stack:
        out = sys.stdout.buffer
        if output:
            out = stack.enter_context(writing(output, private=with_contact))
        if found is not None:
            asyncio.run(_write_agenda(settings, found, format_, out))
            return
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
    async with (
        opened(settings.database_url, settings.data_key, only_reads=True) as database,
        database.snapshot() as session,
    ):
        rows = rows_of(session, subject, since=begin, with_contact=with_contact)
        return await FORMATS[format_](
            rows, keys(subject, with_contact=with_contact), out, settings.timezone
        )


async def _agenda(settings: Settings, code: str) -> Agenda:
    async with (
        opened(settings.database_url, settings.data_key, only_reads=True) as database,
        database.snapshot() as session,
    ):
        return await agenda.of_code(session, code, at=SystemClock().now())


async def _write_agenda(settings: Settings, found: Agenda, format_: str, out: BinaryIO) -> None:
    if format_ == HTML:
        out.write(_page(settings, found).encode())
        return
    await FORMATS[format_](sheets.rows(found), sheets.KEYS, out, settings.timezone)


def _page(settings: Settings, found: Agenda) -> str:
    from bot.texts import get_words  # noqa: PLC0415 only a page needs words, and the views
    from bot.views.agenda_page import agenda_page  # noqa: PLC0415
    from bot.views.message import Reader  # noqa: PLC0415

    return agenda_page(found, Reader(get_words(settings.locale), settings.timezone, bot=""))
