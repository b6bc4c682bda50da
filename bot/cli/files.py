"""Files that a command writes: their ending says in which format."""

from pathlib import Path

import click

from bot.exchange.writing import FORMATS


def format_of(output: Path) -> str:
    """Return the format of a file's ending; another one is wrong usage."""
    format_ = output.suffix.removeprefix(".").lower()
    if format_ not in FORMATS:
        raise click.UsageError(f"{output} must end in {', '.join(f'.{name}' for name in FORMATS)}")
    return format_
