"""Where the town of a proof keeps its rows: SQLite in a file, or a PostgreSQL that loses nothing."""

from collections.abc import Iterator

import pytest

from tests.support.postgres import PostgresMissing, Server, start_server


@pytest.fixture(scope="session")
def durable() -> Iterator[Server]:
    """A PostgreSQL that keeps what was committed, and can be restarted."""
    try:
        with start_server(durable=True) as server:
            yield server
    except PostgresMissing as missing:
        pytest.skip(str(missing))


@pytest.fixture
def url(engine_name: str, request: pytest.FixtureRequest) -> str:
    """The address of an empty database; of a SQLite file in the town's own folder there is none yet."""
    if engine_name == "sqlite":
        return ""
    server: Server = request.getfixturevalue("durable")
    return server.create_database()
