"""The PostgreSQL of the tests keeps its promises, so that they need not think about it."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from tests.support.postgres import SETTING, Server, start_server


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with start_server() as server:
        yield server


def migrate(url: str) -> None:
    run(url, "CREATE TABLE lamp (number integer)")


def run(url: str, statement: str) -> list[object]:
    engine = create_engine(url)
    with engine.begin() as connection:
        result = connection.execute(text(statement))
        rows = list(result.scalars()) if result.returns_rows else []
    engine.dispose()
    return rows


def test_each_database_is_a_copy_of_its_own(server: Server) -> None:
    """What one test writes, no other test sees; the schema comes from the template."""
    template = server.create_template("schema", migrate)

    first, second = server.create_database(template), server.create_database(template)
    run(first, "INSERT INTO lamp VALUES (4)")

    assert run(first, "SELECT number FROM lamp") == [4]
    assert run(second, "SELECT number FROM lamp") == []


def test_a_lent_database_is_set_back(server: Server) -> None:
    """The next one who borrows it finds what the template holds, whatever the last one left open."""

    def fill(url: str) -> None:
        run(url, "CREATE TABLE lamp (number integer GENERATED ALWAYS AS IDENTITY, floor integer)")
        run(url, "INSERT INTO lamp (floor) VALUES (4)")

    template = server.create_template("lent", fill)
    with server.lend(template) as first:
        run(first, "INSERT INTO lamp (floor) VALUES (5)")
        run(first, "DELETE FROM lamp WHERE floor = 4")
        forgotten = create_engine(first).connect()
        forgotten.execute(text("UPDATE lamp SET floor = 6"))

    with server.lend(template) as second, server.lend(template) as third:
        run(second, "INSERT INTO lamp (floor) VALUES (7)")

        assert second == first
        assert run(second, "SELECT floor FROM lamp ORDER BY number") == [4, 7]
        assert run(second, "SELECT max(number) FROM lamp") == [2]
        assert run(third, "SELECT floor FROM lamp") == [4]
    forgotten.invalidate()
    forgotten.engine.dispose()


def test_a_dropped_database_is_gone_even_while_in_use(server: Server) -> None:
    """A test that forgot to close its engine does not keep its database."""
    url = server.create_database()
    engine = create_engine(url)

    with engine.connect():
        server.drop(url)

    names = run(server.url("postgres"), "SELECT datname FROM pg_database")
    assert engine.url.database not in names
    engine.dispose()


def test_a_server_of_ones_own_is_left_as_it_was(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """GEGE_TEST_DATABASE_URL names the server to use; databases made there are dropped at the end."""
    monkeypatch.setenv(SETTING, server.url("postgres"))

    with start_server() as given:
        url = given.create_database(given.create_template("schema", migrate))
        assert run(url, "SELECT number FROM lamp") == []

    names = run(server.url("postgres"), "SELECT datname FROM pg_database")
    assert not [name for name in names if str(name).startswith(given.prefix)]


KILLED = """
import time
from tests.support.postgres import start_server
with start_server() as server:
    print(server.address.query["host"], flush=True)
    time.sleep(60)
"""


@pytest.mark.skipif(SETTING in os.environ, reason="the server is not ours to kill")
def test_the_server_dies_with_killed_tests() -> None:
    """Not even kill -9 leaves a server or a folder behind."""
    with subprocess.Popen(
        [sys.executable, "-c", KILLED], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as tests:
        assert tests.stdout
        assert tests.stderr
        folder = Path(tests.stdout.readline().strip())
        assert (folder / "data/postmaster.pid").exists()

        tests.kill()
        tests.stderr.read()  # ends when the last process that inherited it has ended

    assert not folder.exists()
