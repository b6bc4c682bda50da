"""What is made once for all processes of a test run, by whichever needs it first."""

import fcntl
import json
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

Made = TypeVar("Made")


def once(folder: Path, name: str, make: Callable[[], Made]) -> Made:
    """Return what `make()` returned to the first who asked under this name; it must be JSON."""
    with (folder / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        made = folder / f"{name}.json"
        if not made.exists():
            made.write_text(json.dumps(make()), encoding="utf-8")
        found: Made = json.loads(made.read_text(encoding="utf-8"))
        return found
