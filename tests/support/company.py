"""Several workers: `gege run` in processes of their own, on one PostgreSQL, beside one sandbox."""

import json
import os
import re
import signal
import socket
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from subprocess import DEVNULL, Popen

import psycopg
from sqlalchemy import make_url

from tests.bench import town
from tests.bench.telegram import TOKEN, Telegram, until

LEADER = """
SELECT split_part(leader.worker, ' ', 3)::int FROM leader JOIN worker ON worker.name = leader.worker
"""
HANDLED = re.compile(r'^gege_updates_total\{end="handled"\} (\S+)$', re.MULTILINE)


class Company:
    """The workers, and the database that they share."""

    def __init__(self, served: Telegram, url: str, folder: Path, **settings: str) -> None:
        self.telegram = served
        self.url = url
        self.log = folder / "gege.log"
        self._folder = folder
        self._settings = settings
        self.workers: list[Popen[bytes]] = []
        self.ports: list[int] = []

    def start(self, count: int = 1) -> None:
        """Start so many more, and wait until they are ready."""
        for _ in range(count):
            self.ports.append(_free_port())
            self.workers.append(self._start(self.ports[-1]))
        for port in self.ports[-count:]:
            until(lambda port=port: self.is_ready(port))  # type: ignore[misc] # bound to this turn

    def _start(self, port: int) -> Popen[bytes]:
        settings = {
            "BOT_TOKEN": TOKEN,
            "API_URL": self.telegram.url,
            "DATABASE_URL": self.url,
            "LISTEN": f"127.0.0.1:{port}",
            "LIMITS": "",
        } | self._settings
        with self.log.open("ab") as log:
            return Popen(
                [sys.executable, "-m", "bot", "run"],
                env=os.environ | {f"GEGE_{name}": value for name, value in settings.items()},
                cwd=self._folder,
                stdin=DEVNULL,
                stdout=log,
                stderr=log,
            )

    def is_ready(self, port: int) -> bool:
        return self.ask(port, "GET", "/readyz") == 200

    def ask(self, port: int, method: str, path: str, body: object = None) -> int:
        """Ask a worker by HTTP; returns the status, 0 if nobody listens."""
        http = HTTPConnection("127.0.0.1", port, timeout=60)
        try:
            http.request(method, path, json.dumps(body) if body is not None else None)
            return http.getresponse().status
        except OSError:
            return 0
        finally:
            http.close()

    def handled(self) -> int:
        """Return how many updates all of them have brought to their end, by their own account."""
        return sum(map(self._handled, self.ports))

    def _handled(self, port: int) -> int:
        with closing(HTTPConnection("127.0.0.1", port, timeout=60)) as http:
            http.request("GET", "/metrics")
            found = HANDLED.search(http.getresponse().read().decode())
            return int(float(found[1])) if found else 0

    def leader(self) -> int:
        """Return which of them leads, by its place in the row; -1 for none."""
        with self.connect() as connection:
            row = connection.execute(LEADER).fetchone()
        pids = [worker.pid for worker in self.workers]
        return pids.index(row[0]) if row and row[0] in pids else -1

    def until_led_by_another_than(self, place: int) -> float:
        """Wait until somebody else leads; returns for how long."""
        began = time.monotonic()
        until(lambda: self.leader() not in {place, -1}, pause=0.01)
        return time.monotonic() - began

    def signal(self, place: int, number: signal.Signals) -> None:
        """Send one of them a signal; one that kills is waited for."""
        self.workers[place].send_signal(number)
        if number is signal.SIGKILL:
            self.workers[place].wait()

    def connect(self) -> psycopg.Connection:
        address = make_url(self.url).set(drivername="postgresql")
        return psycopg.connect(address.render_as_string(hide_password=False), autocommit=True)

    def end(self) -> None:
        for worker in self.workers:
            if worker.poll() is None:
                worker.send_signal(signal.SIGCONT)
                worker.terminate()
        for worker in self.workers:
            worker.wait()


@contextmanager
def company(
    served: Telegram, url: str, folder: Path, files: town.Files, *, workers: int, **settings: str
) -> Iterator[Company]:
    """Make a town on a PostgreSQL and let so many workers run in it."""
    town.prepare(url, files)
    made = Company(served, url, folder, **settings)
    try:
        made.start(workers)
        yield made
    finally:
        made.end()


def free_ports(count: int) -> Sequence[int]:
    return [_free_port() for _ in range(count)]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
