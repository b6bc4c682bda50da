"""Files that a command writes: their ending says in which format; what fails leaves the old one."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

import click

from bot.exchange.writing import FORMATS


def format_of(output: Path) -> str:
    """Return the format of a file's ending; another one is wrong usage."""
    format_ = output.suffix.removeprefix(".").lower()
    if format_ not in FORMATS:
        raise click.UsageError(f"{output} must end in {', '.join(f'.{name}' for name in FORMATS)}")
    return format_


OWNER_ONLY, ALL = 0o600, 0o666


@contextmanager
def writing(output: Path, *, private: bool = False) -> Iterator[BinaryIO]:
    """Open a file beside `output` that takes its place when all is written.

    A `private` one, with names or phones, is for the account's own eyes. A device or a pipe is written as it is.
    """
    if output.exists() and not output.is_file():
        with output.open("wb") as out:
            yield out
        return
    beside = output.with_name(f".{output.name}.{os.getpid()}")
    try:
        made = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY if private else ALL)
    except OSError as error:
        error.filename = str(output)  # the only name that anybody knows
        raise
    try:
        with os.fdopen(made, "wb") as out:
            yield out
        beside.replace(output)
    finally:
        with suppress(FileNotFoundError):  # it has taken its place
            beside.unlink()
