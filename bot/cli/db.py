"""`gege db`: the schema of this program, and the key that personal data are sealed with."""

import asyncio
import secrets
from base64 import b64encode

import click

from bot.cli.opening import opened
from bot.errors import DatabaseError
from bot.settings import Settings, load
from bot.settings.values import KEY_BYTES
from bot.storage.migrate import MIGRATE, is_current, upgrade
from bot.storage.rekeying import rekey as seal_anew


@click.group()
def db() -> None:
    """Migrate the database, check that it is migrated, and look after its key."""


@db.command("upgrade")
def upgrade_() -> None:
    """Bring the database to the schema of this program."""
    changed = upgrade(load().database_url)
    click.echo("the database is migrated" if changed else "the database is up to date")


@db.command()
def check() -> None:
    """Say whether the database has the schema of this program."""
    if not is_current(load().database_url):
        raise DatabaseError(MIGRATE)
    click.echo("the database is up to date")


@db.command()
def key() -> None:
    """Print a fresh key for GEGE_DATA_KEY; whoever loses it loses what is sealed with it."""
    click.echo(b64encode(secrets.token_bytes(KEY_BYTES)).decode())


@db.command()
def rekey() -> None:
    """Seal with the newest key what is plain or under an older one; may be stopped and begun anew."""
    count = asyncio.run(_rekey(load()))
    click.echo(f"{count} values were sealed with the newest key" if count else "nothing to do")


async def _rekey(settings: Settings) -> int:
    async with opened(settings.database_url, settings.data_key) as database:
        return sum([count async for count in seal_anew(database)])
