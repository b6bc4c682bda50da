"""A town per story, on both engines."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.storage.migrate import upgrade
from tests.support.postgres import Server
from tests.support.town import Town, import_registers, open_town


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


@pytest.fixture
async def town(database_url: str) -> AsyncIterator[Town]:
    """The example district, with Gege running in it."""
    async with open_town(database_url) as made:
        yield made
