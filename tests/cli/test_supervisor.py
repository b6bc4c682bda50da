"""`gege demo` as a whole: two programs that come back when killed, and go when it goes."""

import os
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.demo.children import HOUSE

pytestmark = [
    pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks for processes in Linux's /proc"),
    pytest.mark.timeout(120),
]


@dataclass(frozen=True)
class Demo:
    """A running demo; `lines` reads what it prints up to a word."""

    process: subprocess.Popen[str]
    port: int

    def children(self) -> dict[str, int]:
        """Return the pids of sandbox and bot."""
        pid = self.process.pid
        found = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="utf-8").split()
        return {_command(int(child)): int(child) for child in found}

    def line_with(self, word: str) -> str:
        assert self.process.stdout
        return next(line for line in self.process.stdout if word in line)


def _command(pid: int) -> str:
    words = Path(f"/proc/{pid}/cmdline").read_bytes().decode().split("\0")
    return words[3] if len(words) > 3 else ""


def _free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Demo]:
    port = _free_port()
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "demo", "--port", str(port)],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(HOUSE), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
    ) as process:
        running = Demo(process, port)
        running.line_with("Ctrl-C")
        yield running
        process.kill()


def _ends(pidfd: int, *, within: float) -> bool:
    """Wait for a process that is no child of ours."""
    ready, _, _ = select.select([pidfd], [], [], within)
    os.close(pidfd)
    return bool(ready)


def test_either_may_be_killed_and_the_end_is_quick(demo: Demo) -> None:
    """Whoever is killed is started again, which is said in a line; Ctrl-C ends all in five seconds.

    Pressing it twice, as people do, ends it no less quietly.
    """
    for name in ("run", "sandbox"):
        before = demo.children()
        os.kill(before[name], signal.SIGKILL)
        assert "(SIGKILL) and was started again" in demo.line_with("ended")
        assert demo.children().keys() == before.keys()
        assert demo.children()[name] != before[name]
    children = [os.pidfd_open(pid) for pid in demo.children().values()]

    started = time.monotonic()
    demo.process.send_signal(signal.SIGINT)
    demo.line_with("stopping")
    demo.process.send_signal(signal.SIGINT)

    assert demo.process.wait(5) == 0
    assert time.monotonic() - started < 5
    assert all(_ends(child, within=0.5) for child in children)


def test_nobody_is_left_behind(demo: Demo) -> None:
    """Even kill -9 of the demo ends both programs, and frees their port."""
    children = [os.pidfd_open(pid) for pid in demo.children().values()]

    demo.process.kill()

    assert all(_ends(child, within=5) for child in children)


def test_a_taken_port_is_one_line(tmp_path: Path) -> None:
    """Somebody else's port is said at once, with what to do."""
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        ended = subprocess.run(
            [sys.executable, "-m", "bot", "demo", "--port", str(port)],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(HOUSE)},
            capture_output=True,
            check=False,
            text=True,
        )

    assert ended.returncode == 1
    assert ended.stderr.startswith(f"port {port} is taken")
    assert len(ended.stderr.splitlines()) == 1
