"""`gege explain`: why a group has, or has not, got an alert."""

import asyncio

import click

from bot.cli.opening import opened
from bot.errors import NotFound, OperatorError
from bot.services.explaining import why
from bot.settings import Settings, load


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("number", type=int)
@click.argument("chat", type=int)
def explain(number: int, chat: int) -> None:
    """Say step by step what became of the alert of case NUMBER in the group CHAT."""
    for step in asyncio.run(_why(load(), number, chat)):
        click.echo(step)


async def _why(settings: Settings, number: int, chat: int) -> list[str]:
    async with (
        opened(settings.database_url, settings.data_key, only_reads=True) as database,
        database.read() as session,
    ):
        try:
            return await why(session, number, chat, settings.policy(), settings.timezone)
        except NotFound:
            raise OperatorError(f"there is no case {number}") from None
