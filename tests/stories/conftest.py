"""A town per story, on both engines; a story marked with a moment begins there."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy.engine import make_url

from bot.storage.migrate import upgrade
from tests.stories.plot import publish, report, report_lamp
from tests.support.once import once
from tests.support.postgres import Server
from tests.support.town import Town, import_registers, open_town

Step = Callable[[Town], Awaitable[object]]
MOMENTS: dict[str, Sequence[Step]] = {
    "reported": (report,),
    "published": (report, publish),
    "lamp_reported": (report_lamp,),
}
"""The markers: what has happened before a story begins."""


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
def snapshot(engine_name: str, run_folder: Path, request: pytest.FixtureRequest) -> Snapshot | None:
    """The moment at which a marked story begins, None for all that begin at the beginning."""
    moment = next((name for name in MOMENTS if request.node.get_closest_marker(name)), None)
    if moment is None:
        return None
    start: Path | str = request.getfixturevalue(f"{engine_name}_template")
    name = f"{engine_name}-{moment}"
    keep = run_folder / f"{name}-sandbox.db"

    def play() -> tuple[str, float]:
        if isinstance(start, Path):
            database = str(shutil.copy(start, run_folder / f"{name}.db"))
            url = f"sqlite+aiosqlite:///{database}"
        else:
            url = request.getfixturevalue("postgres").create_database(start)
            database = make_url(url).database or ""
        return database, asyncio.run(_play(url, keep, MOMENTS[moment]))

    database, at = once(run_folder, name, play)
    return Snapshot(Path(database) if engine_name == "sqlite" else database, keep, at)


async def _play(database_url: str, keep: Path, steps: Sequence[Step]) -> float:
    async with open_town(database_url, keep=keep) as town:
        for step in steps:
            await step(town)
        return town.sandbox.clock.now()


@pytest.fixture
def template(
    snapshot: Snapshot | None, engine_name: str, request: pytest.FixtureRequest
) -> Path | str:
    found: Path | str = request.getfixturevalue(f"{engine_name}_template")
    return snapshot.template if snapshot else found


@pytest.fixture
async def town(database_url: str, snapshot: Snapshot | None, tmp_path: Path) -> AsyncIterator[Town]:
    """The example district, with Gege running in it."""
    if snapshot is None:
        async with open_town(database_url) as made:
            yield made
        return
    keep = tmp_path / "sandbox.db"
    shutil.copy(snapshot.keep, keep)
    async with open_town(database_url, keep=keep, at=snapshot.at) as made:
        yield made
