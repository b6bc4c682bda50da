"""`gege db`: bring the database to the schema of this program, and say whether it is there."""

import click

from bot.errors import DatabaseError
from bot.settings import load
from bot.storage.migrate import MIGRATE, is_current, upgrade


@click.group()
def db() -> None:
    """Migrate the database, or check that it is migrated."""


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
