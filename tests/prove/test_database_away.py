"""The database goes away in the midst of an alert."""

from tests.prove.search import search
from tests.support.postgres import Server


def test_restarted(durable: Server) -> None:
    """PostgreSQL ends at once and is back after five seconds; the bot waits and goes on by itself."""
    with search(durable.create_database()) as running:
        running.ask()
        durable.restart(away=5.0)
        assert "the database is away" in running.log
        running.end(deaths=1)
