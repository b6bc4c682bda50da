"""`gege invite`: links by which staff and groups join, as a file to send them from."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from io import BytesIO
from pathlib import Path

import click

from bot.cli.files import format_of, writing
from bot.cli.opening import opened
from bot.clock import SystemClock
from bot.errors import NotFound, OperatorError
from bot.exchange.writing import FORMATS
from bot.services import inviting
from bot.services.inviting import GROUP_KEYS, STAFF_KEYS, Links, Row
from bot.settings import Settings, load
from bot.telegram_models import load_aiogram


@click.command()
@click.option("--staff", "whom", flag_value="staff", help="For appointments without an account.")
@click.option("--groups", "whom", flag_value="groups", help="For nodes without a group.")
@click.option("--grid", "code", help="Only this node and what lies under it.")
@click.option(
    "-o",
    "output",
    type=click.Path(path_type=Path),
    required=True,
    help="The file to write: .csv, .xlsx or .json.",
)
def invite(whom: str | None, code: str | None, output: Path) -> None:
    """Write links that are good for one use within 7 days."""
    if whom is None:
        raise click.UsageError("say for whom: --staff or --groups")
    format_ = format_of(output)
    made = asyncio.run(_write(load(), whom, code, output, format_))
    for line in _report(made, whom):
        click.echo(line)


async def _write(
    settings: Settings, whom: str, code: str | None, output: Path, format_: str
) -> Links:
    """Write the file before the links count: one that could not be written leaves none behind."""
    at, data = SystemClock().now(), BytesIO()
    make = inviting.invite_staff if whom == "staff" else inviting.invite_groups
    keys = STAFF_KEYS if whom == "staff" else GROUP_KEYS
    async with opened(settings.database_url, settings.data_key) as database:
        bot = await _name_of_bot(settings)
        async with database.write() as session:
            try:
                made = await make(session, code, at=at)
            except NotFound:
                raise OperatorError(f"there is no grid with the code {code!r}") from None
            await FORMATS[format_](_linked(made.rows, bot), keys, data, settings.timezone)
            with writing(output, private=True) as out:
                out.write(data.getvalue())
    return made


async def _linked(rows: Sequence[Row], bot: str) -> AsyncIterator[Row]:
    for row in rows:
        yield row | {"link": f"https://t.me/{bot}?{row['link']}"}


async def _name_of_bot(settings: Settings) -> str:
    load_aiogram()
    from bot.app import name_of_bot  # noqa: PLC0415 aiogram takes seconds to load

    return await name_of_bot(settings)


def _report(made: Links, whom: str) -> list[str]:
    what = "people without an account" if whom == "staff" else "nodes without a group"
    if not made.rows:
        return [f"no {what}: no links were made"]
    lines = [f"{len(made.rows)} links, each for one use within 7 days"]
    if made.lapsed:
        lines.append(f"{made.lapsed} earlier links of the same {what} count no longer")
    return lines
