"""SQLite loses nothing that was committed, however often its process is killed."""

import subprocess
import sys
from pathlib import Path

from bot.storage.migrate import upgrade

KILLS = 200


def test_killed_while_it_commits(tmp_path: Path) -> None:
    """Two hundred times on one file: whole, and with every transaction that was said to be over."""
    file = tmp_path / "gege.db"
    upgrade(f"sqlite+aiosqlite:///{file}")

    ended = subprocess.run(
        [sys.executable, "-m", "tests.prove.committing", file, str(KILLS)],
        capture_output=True,
        text=True,
        check=False,
    )

    assert ended.returncode == 0, ended.stderr
    assert int(ended.stdout) > KILLS
