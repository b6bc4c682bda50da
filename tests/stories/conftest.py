"""A town per story; a story marked with a moment begins there, one marked `both_engines` is played twice."""

import asyncio
import shutil
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.engine import make_url

from bot.storage.migrate import upgrade
from tests.stories.plot import Step, publish, report, report_lamp
from tests.support.once import once
from tests.support.postgres import Server
from tests.support.town import Town, import_registers, open_town

HERE = Path(__file__).parent
MOMENTS: dict[str, tuple[Step, ...]] = {
    "reported": (report,),
    "published": (report, publish),
    "lamp_reported": (report_lamp,),
}
"""The markers: what has happened before a story begins. `after(…)` adds a module's own steps."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Play a story on one engine unless it says otherwise (docs/decisions/0020)."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker("one_engine")


@dataclass(frozen=True)
class Moment:
    """Where a story begins: after these steps, in a town opened with these settings."""

    steps: tuple[Step, ...]
    settings: dict[str, Any]

    @property
    def name(self) -> str:
        """The same for the same moment, in whichever process."""
        words = [*map(_words, self.steps), *sorted(map(str, self.settings.items()))]
        return sha256("\n".join(words).encode()).hexdigest()[:16]


def _words(step: Step) -> str:
    if isinstance(step, partial):
        return f"{_words(step.func)} {step.args} {step.keywords}"
    return f"{step.__module__}.{step.__qualname__}"


@dataclass(frozen=True)
class Snapshot:
    """A town at a moment of its story: its database, the sandbox's file, the time (Unix)."""

    template: Path | str
    keep: Path
    at: float


@pytest.fixture(scope="session")
def sqlite_template(sqlite_template: Path, run_folder: Path) -> Path:
    """A SQLite file with the district's registers, to copy."""
    file = run_folder / "district.db"

    def fill() -> None:
        shutil.copy(sqlite_template, file)
        asyncio.run(import_registers(f"sqlite+aiosqlite:///{file}"))
        into_one_file(file)

    once(run_folder, "sqlite-district", fill)
    return file


@pytest.fixture(scope="session")
def postgres_template(postgres: Server, run_folder: Path) -> str:
    """A PostgreSQL database with the district's registers, to copy."""

    def fill(url: str) -> None:
        upgrade(url)
        asyncio.run(import_registers(url))

    return once(run_folder, "postgres-district", lambda: postgres.create_template("district", fill))


@pytest.fixture
def moment(request: pytest.FixtureRequest) -> Moment:
    """What the markers of a story say of its beginning."""
    steps = [
        step
        for name, known in MOMENTS.items()
        if request.node.get_closest_marker(name)
        for step in known
    ]
    settings: dict[str, Any] = {}
    for marker in reversed([*request.node.iter_markers("after")]):
        steps += marker.args
        settings |= marker.kwargs
    return Moment(tuple(steps), settings)


@pytest.fixture
def snapshot(
    engine_name: str, moment: Moment, run_folder: Path, request: pytest.FixtureRequest
) -> Snapshot | None:
    """The moment at which a marked story begins, None for all that begin at the beginning."""
    if not moment.steps:
        return None
    start: Path | str = request.getfixturevalue(f"{engine_name}_template")
    name = f"{engine_name}-{moment.name}"
    keep = run_folder / f"{name}-sandbox.db"

    def play() -> tuple[str, float]:
        if isinstance(start, Path):
            file = Path(shutil.copy(start, run_folder / f"{name}.db"))
            at = asyncio.run(_play(f"sqlite+aiosqlite:///{file}", keep, moment))
            into_one_file(file)
            return str(file), at
        url = request.getfixturevalue("postgres").create_database(start)
        return make_url(url).database or "", asyncio.run(_play(url, keep, moment))

    database, at = once(run_folder, name, play)
    return Snapshot(Path(database) if engine_name == "sqlite" else database, keep, at)


def into_one_file(database: Path) -> None:
    """Bring what a SQLite file has beside it (WAL) into it, for it is copied alone.

    A connection that was cancelled in the midst of its work is closed whenever Python gets to it; the
    file would be written then, perhaps while another process copies it.
    """
    with closing(sqlite3.connect(database)) as connection:
        [busy, *_] = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    assert not busy, f"somebody still works on {database.name}"


async def _play(database_url: str, keep: Path, moment: Moment) -> float:
    async with open_town(database_url, keep=keep, **moment.settings) as town:
        for step in moment.steps:
            await step(town)
        return town.sandbox.clock.now()


@pytest.fixture
def template(
    snapshot: Snapshot | None, engine_name: str, request: pytest.FixtureRequest
) -> Path | str:
    found: Path | str = request.getfixturevalue(f"{engine_name}_template")
    return snapshot.template if snapshot else found


@pytest.fixture
async def town(
    database_url: str, moment: Moment, snapshot: Snapshot | None, tmp_path: Path
) -> AsyncIterator[Town]:
    """The example district, with Gege running in it."""
    settings = moment.settings
    if snapshot is not None:
        keep = tmp_path / "sandbox.db"
        shutil.copy(snapshot.keep, keep)
        settings = settings | {"keep": keep, "at": snapshot.at}
    async with open_town(database_url, **settings) as made:
        yield made
