"""`gege run` and `gege sandbox`: the two programs that run until they are told to stop."""

import asyncio
import gc
import signal
import sqlite3
from pathlib import Path

import click

from bot.errors import OperatorError
from bot.settings import load
from bot.telegram_models import load_aiogram


@click.command()
def run() -> None:
    """Run the bot, by the settings in the environment or .env."""
    settings = load()
    gc.disable()  # hundreds of models are made, and none of them is garbage
    load_aiogram()
    from bot import app  # noqa: PLC0415 takes seconds, and wrong settings are said at once
    from bot.logs import set_up  # noqa: PLC0415 the same

    gc.freeze()
    gc.enable()
    set_up(settings.log_format)
    asyncio.run(app.run(settings))


@click.command()
@click.option("--port", type=click.IntRange(0, 65535), default=8081, show_default=True)
@click.option("--keep", type=click.Path(path_type=Path), help="Keep everything in this file.")
def sandbox(port: int, keep: Path | None) -> None:
    """Run the local Bot API server with its web chat; in memory unless --keep."""
    try:
        asyncio.run(_serve(port, keep))
    except sqlite3.Error as error:
        raise OperatorError(f"{keep}: {error}") from None


async def _serve(port: int, keep: Path | None) -> None:
    # `gege run` needs no second server
    from bot.sandbox.server import rarely_collect, start_sandbox  # noqa: PLC0415

    rarely_collect()
    try:
        running = await start_sandbox(port=port, keep=keep)
    except OSError as error:
        raise OperatorError(
            f"port {port} is taken ({error.strerror}); choose another with --port"
        ) from None
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    click.echo(f"sandbox on {running.url}/  (Ctrl-C stops)")
    try:
        await stop.wait()
    finally:
        await running.close()
