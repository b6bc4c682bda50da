"""One demo at a time in a folder: a second one would wipe or share the data under the first."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.errors import OperatorError


@contextmanager
def claim(folder: Path, address: str) -> Iterator[int]:
    """Hold the folder, and say where whoever holds it can be found. Raises OperatorError.

    Gives a file descriptor: programs that inherit it hold the folder too, so that it is free when
    the last of them is gone, however they end.
    """
    with (folder / "demo.lock").open("a+", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            raise OperatorError(
                f"a demo is playing here already, at {lock.read()}; stop it first (Ctrl-C), or start"
                " this one in another folder"
            ) from None
        lock.truncate(0)
        lock.write(address)
        lock.flush()
        yield lock.fileno()
