"""Databases for every test that wants one: SQLite and a real PostgreSQL, each with the whole schema."""

import gc
import json
import os
import shutil
import ssl
from collections.abc import AsyncIterator, Iterator
from functools import cache
from pathlib import Path

import pytest
import slipcover

from bot.storage.database import Database
from bot.storage.migrate import upgrade
from bot.telegram_models import load_aiogram
from tests.support.postgres import PostgresMissing, Server, start_server

ENGINES = ("sqlite", "postgres")


def pytest_collectstart() -> None:
    """As the program itself does it, before any test imports aiogram."""
    load_aiogram()


def pytest_collection_finish() -> None:
    """What was imported stays to the end: the collector needn't look through it again and again.

    Nor need it look through a whole story several times: 100,000 new objects are a few megabytes.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 10, 10)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print which lines of the bot no test of `make test` has reached."""
    counted = Path(os.environ.get("SLIPCOVER_COVERAGE_DIR", ""), "merged.json")
    if counted.is_file():
        terminalreporter.section("lines not reached")
        coverage = json.loads(counted.read_text(encoding="utf-8"))
        slipcover.print_coverage(coverage, skip_covered=True, outfile=terminalreporter)


@pytest.fixture(scope="session", autouse=True)
def one_tls_context() -> Iterator[None]:
    """Each bot reads all of the machine's certificates, and no test talks TLS."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ssl, "create_default_context", cache(ssl.create_default_context))
        yield


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file to copy."""
    file = tmp_path_factory.mktemp("schema") / "template.db"
    upgrade(f"sqlite+aiosqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """The PostgreSQL of this test run."""
    try:
        with start_server() as server:
            yield server
    except PostgresMissing as missing:
        pytest.skip(str(missing))


@pytest.fixture(scope="session")
def postgres_template(postgres: Server) -> str:
    """A migrated PostgreSQL database to copy."""

    def migrate(url: str) -> None:
        upgrade(url)

    return postgres.create_template("schema", migrate)


@pytest.fixture(params=ENGINES)
def engine_name(request: pytest.FixtureRequest) -> str:
    """Both engines, one after the other."""
    return str(request.param)


@pytest.fixture
def template(engine_name: str, request: pytest.FixtureRequest) -> Path | str:
    """What the database of this run begins with: a file of SQLite, or the name of a database."""
    found: Path | str = request.getfixturevalue(f"{engine_name}_template")
    return found


@pytest.fixture
def database_url(
    template: Path | str, tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[str]:
    """The address of a fresh, migrated database on the engine of this run."""
    if isinstance(template, Path):
        file = tmp_path / "gege.db"
        shutil.copy(template, file)
        yield f"sqlite+aiosqlite:///{file}"
        return
    server: Server = request.getfixturevalue("postgres")
    with server.lend(template) as url:
        yield url


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """A fresh, migrated database."""
    made = Database(database_url)
    yield made
    await made.close()
