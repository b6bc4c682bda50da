"""What the docstrings give as examples is so."""

import doctest
from importlib import import_module
from pathlib import Path

import pytest

import bot

ROOT = Path(bot.__file__).parent
TOLD = sorted(file for file in ROOT.rglob("*.py") if ">>> " in file.read_text(encoding="utf-8"))


@pytest.mark.parametrize("file", TOLD, ids=lambda file: str(file.relative_to(ROOT)))
def test_examples_of_docstrings_are_true(file: Path) -> None:
    module = import_module(".".join(("bot", *file.relative_to(ROOT).with_suffix("").parts)))

    found = doctest.testmod(module)

    assert found.attempted
    assert not found.failed
