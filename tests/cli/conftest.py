"""The command line as somebody types it, in an empty folder and with settings of its own."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import program

Gege = Callable[..., Result]


@pytest.fixture
def gege(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Gege:
    """Run `gege …`; output and standard error are kept apart."""
    monkeypatch.chdir(tmp_path)

    def run(*words: str, stdin: str | bytes | None = None) -> Result:
        return CliRunner().invoke(program, words, input=stdin, prog_name="gege")

    return run
