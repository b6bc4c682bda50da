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
from bot.demo.claim import claim
from bot.errors import OperatorError
from tests.cli.conftest import Gege

pytestmark = [
    pytest.mark.skipif(not Path("/proc").is_dir(), reason="looks for processes in Linux's /proc"),
    pytest.mark.timeout(120),
]


@dataclass(frozen=True)
class Demo:
    """A running demo; `lines` reads what it prints up to a word."""

    process: subprocess.Popen[str]
    folder: Path
    url: str

    def children(self) -> dict[str, int]:
        """Return the pids of sandbox and bot."""
        return {_command(child): child for child in _children(self.process.pid)}

    def line_with(self, word: str) -> str:
        assert self.process.stdout
        return next(line for line in self.process.stdout if word in line)


def _children(pid: int) -> list[int]:
    found = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="utf-8").split()
    return [int(child) for child in found]


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
    with _python(tmp_path, "-m", "bot", "demo", "--port", str(port)) as process:
        running = Demo(process, tmp_path, f"http://127.0.0.1:{port}/")
        running.line_with("Ctrl-C")
        yield running
        process.kill()


def _python(folder: Path, *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(HOUSE), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


def _ends(pidfd: int, *, within: float) -> bool:
    """Wait for a process that is no child of ours."""
    ready, _, _ = select.select([pidfd], [], [], within)
    os.close(pidfd)
    return bool(ready)


def test_either_may_be_killed_and_the_end_is_quick(demo: Demo, gege: Gege) -> None:
    """Whoever is killed is started again, which is said in a line; Ctrl-C ends all in five seconds.

    Pressing it twice, as people do, ends it no less quietly. Meanwhile nobody else can start a demo
    in its folder, least of all a fresh one.
    """
    folder = demo.folder / ".gege-demo"
    second = gege("demo", "--fresh", "--port", str(_free_port()))
    assert second.exit_code == 1
    assert second.stderr.startswith(f"a demo is playing here already, at {demo.url}; stop it first")
    assert len(second.stderr.splitlines()) == 1
    assert {"gege.db", "sandbox.db"} <= {file.name for file in folder.iterdir()}

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
    with claim(folder, ""):
        pass


PARENT = """
import asyncio, os, sys
from pathlib import Path
from bot.demo.children import Child
from bot.demo.claim import claim

async def main(folder, port):
    with claim(folder, "here") as claimed:
        words = ("sandbox", "--port", port, "--keep", str(folder / "sandbox.db"))
        child = Child("sandbox", words, {}, folder=folder, claim=claimed)
        await child.start()
        print("started")
        await asyncio.to_thread(os.waitid, os.P_ALL, 0, os.WSTOPPED)
        print("stopped")
        await child.keep(print)

asyncio.run(main(Path(sys.argv[1]), sys.argv[2]))
"""


def test_nobody_is_left_behind(tmp_path: Path) -> None:
    """Even kill -9 of the demo ends its programs; until they are gone they hold the folder."""
    with _python(tmp_path, "-c", PARENT, str(tmp_path), str(_free_port())) as parent:
        assert parent.stdout
        assert parent.stdout.readline() == "started\n"
        (pid,) = _children(parent.pid)
        child = os.pidfd_open(pid)
        os.kill(pid, signal.SIGSTOP)
        assert parent.stdout.readline() == "stopped\n"
        parent.kill()
        parent.wait()

        with pytest.raises(OperatorError, match="at here"), claim(tmp_path, ""):
            pass
        os.kill(pid, signal.SIGCONT)

        assert _ends(child, within=5)
    with claim(tmp_path, ""):
        pass


def test_a_taken_port_is_one_line(gege: Gege) -> None:
    """Somebody else's port is said at once, with what to do."""
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        ended = gege("demo", "--port", str(port))

    assert ended.exit_code == 1
    assert ended.stderr.startswith(f"port {port} is taken")
    assert len(ended.stderr.splitlines()) == 1
