"""The disk under SQLite is full in the midst of an alert, and has room again."""

import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.prove.search import search

SECONDS = 10.0
"""For so long nothing can be written."""


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 32 megabytes."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=32m", "tmpfs", folder],
        capture_output=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip("to mount a small disk takes root")
    yield folder
    subprocess.run(["umount", folder], check=True)


def test_full_for_a_while(small_disk: Path) -> None:
    """What can't be written down waits; with room again everything goes on by itself."""
    with search(f"sqlite+aiosqlite:///{small_disk}/gege.db") as running:
        ballast = small_disk / "ballast"
        fill(ballast)
        running.ask()
        time.sleep(SECONDS)
        assert "database or disk is full" in running.log
        ballast.unlink()
        running.end(deaths=1)


def fill(file: Path) -> None:
    """Take all the room that there is, to the last byte."""
    with file.open("wb", buffering=0) as ballast:
        for size in (1 << 20, 1 << 12, 1):
            try:
                while ballast.write(b"\0" * size):
                    pass
            except OSError:
                continue
