"""`gege check`: whether everything is there that the bot needs, one line each."""

import asyncio

import click

from bot.clock import SystemClock
from bot.errors import OperatorError
from bot.telegram_models import load_aiogram


@click.command()
@click.option("--groups", is_flag=True, help="Ask Telegram about every group, too; sends nothing.")
def check(*, groups: bool) -> None:
    """Say of settings, database, messages and token whether they are in order."""
    load_aiogram()
    wrong = asyncio.run(_report(groups=groups))
    if wrong:
        raise OperatorError(f"{wrong} of these must be mended")


async def _report(*, groups: bool) -> int:
    from bot.checks import check_all  # noqa: PLC0415 it asks Telegram, so it needs aiogram

    wrong = 0
    async for finding in check_all(groups=groups, at=SystemClock().now()):
        click.echo(f"{finding.what}: {finding.words}")
        wrong += not finding.fine
    return wrong
