"""`gege demo`: the example district on one machine, with a web chat to play everybody in."""

import asyncio
from pathlib import Path

import click

from bot.cli.importing import import_batch
from bot.demo.district import REGISTERS, register_file
from bot.demo.supervisor import database_url, play
from bot.domain.registers import Register
from bot.exchange.rows import read
from bot.storage.migrate import upgrade

FOLDER = Path(".gege-demo")


@click.command()
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    default=8080,
    show_default=True,
    help="Of the web chat.",
)
@click.option("--fresh", is_flag=True, help="Forget what earlier demos left.")
def demo(port: int, *, fresh: bool) -> None:
    """Play the example district in a web chat; state is kept in .gege-demo/."""
    folder = FOLDER.resolve()
    folder.mkdir(exist_ok=True)
    url = database_url(folder)

    async def prepare() -> None:
        upgrade(url)
        await _import_district(url)

    asyncio.run(play(folder, port, click.echo, prepare, fresh=fresh))


async def _import_district(url: str) -> None:
    for name in REGISTERS:
        batch = read(Register(name), register_file(name))
        await import_batch(url, (), batch)
