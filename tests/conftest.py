"""Databases for every test that wants one: SQLite and a real PostgreSQL, each with the whole schema."""

import gc
import json
import os
import shutil
import ssl
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import slipcover
from sqlalchemy import Engine, make_url
from sqlalchemy.engine.default import DefaultDialect
from sqlalchemy.util import LRUCache

from bot.storage.database import Database
from bot.storage.migrate import upgrade
from bot.storage.sealing import seal_of
from bot.telegram_models import load_aiogram
from tests.support.logbook import Logbook
from tests.support.once import once
from tests.support.postgres import PostgresMissing, Server, start_server

if TYPE_CHECKING:
    from xdist.workermanage import WorkerController  # type: ignore[import-untyped] # has no types

ENGINES = ("sqlite", "postgres")
HERE = Path(__file__).parent
WHOLES = {HERE / "stories", HERE / "browser"}
"""Where the whole program is played."""


gc.disable()  # until all is imported and collected: none of it is garbage
load_aiogram()  # as the program itself does it, before any test imports aiogram


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--all", action="store_true", help="every story, as before a change lands")
    parser.addoption("--both", action="store_true", help="every test on both database engines")


def pytest_configure(config: pytest.Config) -> None:
    """Whoever names files, words or marks means all of those; so does who wants both engines."""
    if hasattr(config, "workerinput"):
        config.option.all = config.workerinput["all"]
        return
    named = config.args_source is not pytest.Config.ArgsSource.TESTPATHS
    option = config.option
    option.all |= named or option.both or bool(option.keyword or option.markexpr)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what asks the database nothing new, and, where time matters, what isn't a first story.

    docs/decisions/0020 says why.
    """
    kept = [one for one in items if config.getoption("--both") or not _is_said_already(one)]
    if not config.getoption("--all"):
        kept = _without_later_stories(kept)
    out = set(items) - set(kept)
    config.hook.pytest_deselected(items=[*out])
    items[:] = kept


def _without_later_stories(items: list[pytest.Item]) -> list[pytest.Item]:
    """Keep the first of each file of stories, and all that is no story."""
    first: dict[Path, pytest.Item] = {}
    return [
        item
        for item in items
        if not WHOLES & {*item.path.parents} or first.setdefault(item.path, item) is item
    ]


def _is_said_already(item: pytest.Item) -> bool:
    if not item.get_closest_marker("one_engine") or item.get_closest_marker("both_engines"):
        return False
    callspec = getattr(item, "callspec", None)
    return callspec is not None and callspec.params.get("engine_name") == "postgres"


def pytest_collection_finish() -> None:
    """What was imported stays to the end: the collector needn't look through it again and again.

    Nor need it look through a whole story several times: 100,000 new objects are a few megabytes.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 10, 10)
    gc.enable()


SERVER = pytest.StashKey[ExitStack]()
ADDRESS = pytest.StashKey[tuple[str, str] | None]()
"""The URL of the run's PostgreSQL, and what the names of its databases begin with."""


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_setupnodes(config: pytest.Config) -> None:
    """Start the one PostgreSQL of all processes of this run."""
    config.stash[SERVER] = stack = ExitStack()
    server = None
    with suppress(PostgresMissing):  # each process finds that out by itself, and says so
        server = stack.enter_context(start_server())
    config.stash[ADDRESS] = (server.url("postgres"), server.prefix) if server else None


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: "WorkerController") -> None:
    """Tell one process of the run which PostgreSQL that is, and which stories are meant."""
    node.workerinput["all"] = node.config.option.all
    node.workerinput["postgres"] = node.config.stash[ADDRESS]


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop it, when all processes have ended."""
    if SERVER in config.stash:
        config.stash[SERVER].close()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print which lines of the bot no test of `make test COVERAGE=yes` has reached."""
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


@pytest.fixture(scope="session", autouse=True)
def one_statement_cache() -> Iterator[None]:
    """Each town has an engine of its own, and each engine would compile every statement anew.

    A statement is compiled with the key of its engine: those of a town with a key are its own.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DefaultDialect, "__eq__", _are_alike)
        patch.setattr(DefaultDialect, "__hash__", lambda one: hash(type(one)))
        cache: LRUCache[object, object] = LRUCache(5_000)
        patch.setattr(
            Engine, "_compiled_cache", property(lambda _: cache, lambda *_: None), raising=False
        )
        yield


def _are_alike(one: DefaultDialect, other: object) -> bool:
    return type(one) is type(other) and seal_of(one) is seal_of(other)


@pytest.fixture(scope="session", autouse=True)
def logbook() -> Logbook:
    """All that is logged while a test runs."""
    return Logbook()


@pytest.fixture(autouse=True)
def nothing_personal_is_logged(logbook: Logbook) -> Iterator[None]:
    """A test that logs a phone, a name or what somebody said fails, whatever else it tells."""
    logbook.begin()
    yield
    assert logbook.personal() == []


@pytest.fixture(scope="session")
def run_folder(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """A folder that all processes of this run share."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if hasattr(request.config, "workerinput") else own


@pytest.fixture(scope="session")
def sqlite_template(run_folder: Path) -> Path:
    """A migrated SQLite file to copy."""
    file = run_folder / "schema.db"
    once(run_folder, "sqlite-schema", lambda: upgrade(f"sqlite+aiosqlite:///{file}"))
    return file


@pytest.fixture(scope="session")
def postgres(request: pytest.FixtureRequest) -> Iterator[Server]:
    """The PostgreSQL of this test run."""
    if given := getattr(request.config, "workerinput", {}).get("postgres"):
        address, prefix = given
        yield Server(make_url(address), prefix)
        return
    try:
        with start_server() as server:
            yield server
    except PostgresMissing as missing:
        pytest.skip(str(missing))


@pytest.fixture(scope="session")
def postgres_template(postgres: Server, run_folder: Path) -> str:
    """A migrated PostgreSQL database to copy."""

    def migrate(url: str) -> None:
        upgrade(url)

    return once(run_folder, "postgres-schema", lambda: postgres.create_template("schema", migrate))


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
