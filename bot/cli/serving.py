"""`gege run` and `gege sandbox`: the two programs that run until they are told to stop."""

import asyncio
from pathlib import Path

import click

from bot.settings import load


@click.command()
def run() -> None:
    """Run the bot, by the settings in the environment or .env."""
    settings = load()
    from bot import app  # noqa: PLC0415 takes seconds, and wrong settings are said at once
    from bot.logs import set_up  # noqa: PLC0415 the same

    set_up(settings.log_format)
    asyncio.run(app.run(settings))


@click.command()
@click.option("--port", default=8081, show_default=True)
@click.option("--keep", type=click.Path(path_type=Path), help="Keep everything in this file.")
def sandbox(port: int, keep: Path | None) -> None:
    """Run the local Bot API server with its web chat; in memory unless --keep."""
    from bot.sandbox.server import run_sandbox  # noqa: PLC0415 `gege run --help` needs no web server

    click.echo(f"sandbox on http://127.0.0.1:{port}/  (Ctrl-C stops)")
    asyncio.run(run_sandbox(port=port, keep=keep))
