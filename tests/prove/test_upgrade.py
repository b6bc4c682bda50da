"""A new program with one more migration takes over from the old one while an alert goes out."""

import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tests.bench.telegram import until
from tests.prove.search import search
from tests.support.postgres import Server

REPOSITORY = Path(__file__).parents[2]
COLUMN = "    id: int | None = Field(default=None, primary_key=True)\n    post_id:"
"""Where the busiest table gets a column more."""
HERE = "Gege is here"
"""What each process writes into the log when it has started."""


@pytest.fixture
def newer(tmp_path: Path) -> dict[str, str]:
    """What a process is told to be a program whose schema is one migration ahead."""
    for room in ("bot", "messages"):
        shutil.copytree(REPOSITORY / room, tmp_path / room)
    outbox = tmp_path / "bot/storage/outbox.py"
    text = outbox.read_text(encoding="utf-8")
    assert COLUMN in text
    text = text.replace(COLUMN, f"    note: str | None = None\n{COLUMN}")
    outbox.write_text(text, encoding="utf-8")
    told = {"PYTHONPATH": str(tmp_path)}
    run("bot.storage.migrate", "A note.", told=told)
    return told


def run(*words: str, told: dict[str, str]) -> None:
    subprocess.run([sys.executable, "-m", *words], check=True, env=os.environ | told, cwd="/")


def test_one_worker_after_the_other(durable: Server, newer: dict[str, str]) -> None:
    """Two old workers, the migration, a new worker beside them; then the old ones end."""
    url = durable.create_database()
    with search(url) as running:
        first = running.program
        second, third = replace(first), replace(first, environment=newer)
        second.start()
        until(lambda: running.log.count(HERE) == 2)
        running.ask()
        run("bot", "db", "upgrade", told=newer | {"GEGE_DATABASE_URL": url})
        third.start()
        until(lambda: running.log.count(HERE) == 3)
        first.stop()
        second.stop()
        try:
            running.end(deaths=1)
        finally:
            third.stop()
