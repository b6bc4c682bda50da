"""The program as it is run: `gege run` in a process of its own, beside a sandbox in another."""

import os
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from subprocess import DEVNULL, Popen
from typing import Any

from sqlalchemy import create_engine, make_url, text
from sqlalchemy.pool import NullPool

from tests.bench import town
from tests.bench.faults import NONE, Faults
from tests.bench.process import cpu_seconds, memory_mb
from tests.bench.telegram import (
    BOT,
    FIRST_GROUP,
    MOTHER,
    STAFF_GROUP,
    TOKEN,
    WORKER,
    Telegram,
    telegram,
)

SEND_RATE = 29.5
EVERY_RING = "0,0,0,0"
REPORT = "我家娃儿不见了，5岁男孩，穿红色外套，刚才还在小区大门"


@dataclass
class Gege:
    """A town with its database, the sandbox it lives in, and the bot while it runs."""

    telegram: Telegram
    folder: Path
    factor: float
    rings: str
    process: Popen[bytes] | None = None
    idle_mb: float = 0.0
    """What it held while there was nothing to do."""
    other_database: str = ""
    """Where it isn't a SQLite file in the folder."""
    environment: Mapping[str, str] = field(default_factory=dict)
    """What else its process is told."""

    @property
    def database_url(self) -> str:
        return self.other_database or f"sqlite+aiosqlite:///{self.folder / 'gege.db'}"

    def start(self) -> None:
        """Start the bot; it will be ready in a few seconds."""
        settings = {
            "BOT_TOKEN": TOKEN,
            "API_URL": self.telegram.url,
            "DATABASE_URL": self.database_url,
            "SEND_RATE": f"{SEND_RATE * self.factor:g}",
            "ALERT_RINGS": self.rings,
            "ALERT_RINGS_RED": self.rings,
            "LIMITS": "",
            "LISTEN": "127.0.0.1:0",
        }
        environment = {f"GEGE_{name}": value for name, value in settings.items()}
        command = [sys.executable, "-m", "bot", "run"]
        with (self.folder / "gege.log").open("ab") as log:
            self.process = Popen(
                command,
                env=os.environ | environment | dict(self.environment),
                cwd=self.folder,
                stdin=DEVNULL,
                stdout=log,
                stderr=log,
            )

    def kill(self) -> None:
        """End it as a power cut does."""
        assert self.process
        self.process.kill()
        self.process.wait()

    def stop(self) -> None:
        """End it as an operator does."""
        assert self.process
        self.process.terminate()
        self.process.wait()

    def cpu_seconds(self) -> float:
        assert self.process
        return cpu_seconds(self.process.pid)

    def peak_mb(self) -> float:
        assert self.process
        return memory_mb(self.process.pid, peak=True)

    def is_done(self) -> bool:
        """Whether every delivery has come to its end."""
        return not self._deliveries("queued", "sending", "retrying")

    def sent(self) -> int:
        """Return how many messages stand, by its own account."""
        return self._deliveries("sent")

    def _deliveries(self, *statuses: str) -> int:
        listed = ", ".join(f"'{status}'" for status in statuses)
        query = f"SELECT count(*) FROM delivery WHERE status IN ({listed})"  # noqa: S608 - our words
        return int(self.ask(query))

    def ask(self, query: str) -> Any:  # noqa: ANN401 - whatever stands in that column
        """Return the one value that a query finds in the town's database."""
        address = make_url(self.database_url)
        if address.get_backend_name() == "sqlite":
            address = make_url(f"sqlite:///file:{address.database}?mode=ro&uri=true")
        with create_engine(address, poolclass=NullPool).connect() as connection:
            return connection.scalar(text(query))

    def rest(self) -> None:
        """Wait until it hears people, and note what it holds while there is nothing to do."""
        assert self.process
        self.telegram.post("/client/starts", person=MOTHER, bot=BOT)
        self.telegram.until_answered(MOTHER, BOT)
        self.idle_mb = memory_mb(self.process.pid)

    def report(self, mother: int = MOTHER, group: int = 0) -> float:
        """Let a child be missed in a group, up to the case's number; returns when it was said."""
        chat = FIRST_GROUP - group
        said = self.telegram.write(mother, chat, REPORT)
        self.telegram.press(mother, chat, "提交")
        self.telegram.press(mother, chat, "是")
        return said

    def publish(self, desk: int = STAFF_GROUP) -> float:
        """Let the worker send the alert out; returns when that was pressed."""
        self.telegram.press(WORKER, desk, "发布")
        return self.telegram.press(WORKER, desk, "确认发布")

    def find(self, mother: int = MOTHER) -> float:
        """Let the mother have the child back; returns when that was pressed."""
        return self.telegram.press(mother, BOT, "找到了")


@contextmanager
def gege(
    files: town.Files,
    *,
    groups: int,
    factor: float,
    rings: str = EVERY_RING,
    faults: Faults = NONE,
    begin: bool = True,
    database: str = "",
    environment: Mapping[str, str] | None = None,
) -> Iterator[Gege]:
    """Make a town and run the bot in it, from its start to its end; or only make ready for it."""
    with (
        tempfile.TemporaryDirectory(prefix="gege-bench-") as name,
        telegram(groups, factor=factor, faults=faults) as served,
    ):
        program = Gege(
            served,
            Path(name),
            factor,
            rings,
            other_database=database,
            environment=environment or {},
        )
        town.prepare(program.database_url, files)
        try:
            if begin:
                program.start()
                program.rest()
            yield program
        finally:
            if program.process is not None and program.process.poll() is None:
                program.stop()
