"""`gege move`: a town from one database to another, from SQLite to PostgreSQL when it has become a city."""

import click

from bot.storage.moving import Content
from bot.storage.moving import move as copy


@click.command()
@click.argument("source")
@click.argument("target")
def move(source: str, target: str) -> None:
    """Copy everything in the database SOURCE to TARGET, which is new and empty.

    Both are addresses as GEGE_DATABASE_URL takes them. The bot must not run meanwhile. SOURCE stays as it is.
    """
    moved = copy(source, target)
    for content in moved:
        if content.rows:
            click.echo(_line(content))
    rows = sum(content.rows for content in moved)
    click.echo(f"{rows} rows moved, every table compared; now set GEGE_DATABASE_URL to the new one")


def _line(content: Content) -> str:
    return f"{content.table}: {content.rows} rows, checksum {content.checksum}"
