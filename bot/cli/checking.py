"""`gege check`: whether everything is there that the bot needs, one line each."""

import asyncio
from collections.abc import AsyncIterator

import click

from bot.checks import Finding, check_all
from bot.errors import OperatorError


@click.command()
@click.option("--groups", is_flag=True, help="Ask Telegram about every group, too; sends nothing.")
def check(*, groups: bool) -> None:
    """Say of settings, database, messages and token whether they are in order."""
    wrong = asyncio.run(_report(check_all(groups=groups)))
    if wrong:
        raise OperatorError(f"{wrong} of these must be mended")


async def _report(findings: AsyncIterator[Finding]) -> int:
    wrong = 0
    async for finding in findings:
        click.echo(f"{finding.what}: {finding.words}")
        wrong += not finding.fine
    return wrong
