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
def sqlite_template(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with the district's registers, to copy."""
    file = tmp_path_factory.mktemp("district") / "template.db"
    shutil.copy(sqlite_template, file)
    asyncio.run(import_registers(f"sqlite+aiosqlite:///{file}"))
    return file


@pytest.fixture(scope="session")
def postgres_template(postgres: Server) -> str:
    """A PostgreSQL database with the district's registers, to copy."""

    def fill(url: str) -> None:
        upgrade(url)
        asyncio.run(import_registers(url))

    return postgres.create_template("district", fill)


@pytest.fixture(scope="session")
def snapshots() -> dict[tuple[str, str], Snapshot]:
    """The moments that were played already, by engine and name."""
    return {}


@pytest.fixture
def snapshot(
    engine_name: str,
    snapshots: dict[tuple[str, str], Snapshot],
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
) -> Snapshot | None:
    """The moment at which a marked story begins, None for all that begin at the beginning."""
    moment = next((name for name in MOMENTS if request.node.get_closest_marker(name)), None)
    if moment is None:
        return None
    key = engine_name, moment
    if key not in snapshots:
        start: Path | str = request.getfixturevalue(f"{engine_name}_template")
        folder = tmp_path_factory.mktemp(moment)
        if isinstance(start, Path):
            database: Path | str = Path(shutil.copy(start, folder / "template.db"))
            url = f"sqlite+aiosqlite:///{database}"
        else:
            url = request.getfixturevalue("postgres").create_database(start)
            database = make_url(url).database or ""
        keep = folder / "sandbox.db"
        snapshots[key] = Snapshot(database, keep, asyncio.run(_play(url, keep, MOMENTS[moment])))
    return snapshots[key]


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
