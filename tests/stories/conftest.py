"""A town per story, on both engines.

A story marked `published` begins where the mother's report is on its way through the first rings.
"""

import asyncio
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy.engine import make_url

from bot.storage.migrate import upgrade
from tests.stories.plot import publish, report
from tests.support.postgres import Server
from tests.support.town import Town, import_registers, open_town


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
def sqlite_published(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    folder = tmp_path_factory.mktemp("published")
    file, keep = folder / "template.db", folder / "sandbox.db"
    shutil.copy(sqlite_template, file)
    return Snapshot(file, keep, asyncio.run(_play(f"sqlite+aiosqlite:///{file}", keep)))


@pytest.fixture(scope="session")
def postgres_published(
    postgres: Server, postgres_template: str, tmp_path_factory: pytest.TempPathFactory
) -> Snapshot:
    keep = tmp_path_factory.mktemp("published") / "sandbox.db"
    url = postgres.create_database(postgres_template)
    at = asyncio.run(_play(url, keep))
    return Snapshot(make_url(url).database or "", keep, at)


async def _play(database_url: str, keep: Path) -> float:
    async with open_town(database_url, keep=keep) as town:
        await report(town)
        await publish(town)
        return town.sandbox.clock.now()


@pytest.fixture
def snapshot(engine_name: str, request: pytest.FixtureRequest) -> Snapshot | None:
    """The moment at which a marked story begins, None for all that begin at the beginning."""
    if request.node.get_closest_marker("published") is None:
        return None
    found: Snapshot = request.getfixturevalue(f"{engine_name}_published")
    return found


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
