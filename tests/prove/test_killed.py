"""The bot's process is killed in the midst of an alert."""

from tests.prove.search import search

KILLS = 3


def test_killed_and_started_again(url: str) -> None:
    """On both engines, again and again; what one has taken up the next one says."""
    with search(url) as running:
        running.ask()
        for _ in range(KILLS):
            running.program.kill()
            running.program.start()
        running.end(deaths=KILLS)
