"""The command line as somebody types it, in an empty folder and with settings of its own."""

import logging
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import structlog
from click.testing import CliRunner, Result

from bot.cli import program

Gege = Callable[..., Result]


@pytest.fixture(autouse=True)
def logging_as_before() -> Iterator[None]:
    """A command sets up logging for its process; here the process goes on."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()


@pytest.fixture
def gege(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Gege:
    """Run `gege …`; output and standard error are kept apart."""
    monkeypatch.chdir(tmp_path)

    def run(*words: str, stdin: str | bytes | None = None) -> Result:
        return CliRunner().invoke(program, words, input=stdin, prog_name="gege")

    return run
