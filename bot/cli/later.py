"""`gege move` and other commands whose capability does not exist yet."""

import click

from bot.errors import NotBuilt


@click.command(
    hidden=True, context_settings={"ignore_unknown_options": True, "allow_extra_args": True}
)
def later() -> None:
    """Say that it does not exist yet."""
    raise NotBuilt
