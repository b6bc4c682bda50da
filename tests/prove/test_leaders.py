"""The worker that sends is killed, frozen or cut off in the midst of an alert; another goes on."""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from signal import SIGCONT, SIGKILL, SIGSTOP

import pytest

from tests.bench import tally, town
from tests.bench.gege import EVERY_RING, SEND_RATE, Gege
from tests.bench.telegram import BOT, MOTHER, MOTHERS, telegram, until
from tests.support.company import Company, company
from tests.support.postgres import Server

GROUPS = 600
FACTOR = 5.0
"""So many times Telegram's limits: the alert takes four seconds."""
DISTURBED_AT = 0.3
IN_FLIGHT = 16
"""So many may be doubled each time that a leader is lost: a bot can't read what it has said."""
ASKER = MOTHERS[1]
QUESTIONS = ("/privacy", "/help") * 3
PATIENCE = 120.0
KILLED_SECONDS, FROZEN_SECONDS = 2.0, 15.0

WAITING = "SELECT count(*) FROM delivery WHERE status IN ('queued', 'sending', 'retrying')"
SENT = "SELECT count(*) FROM delivery WHERE status = 'sent'"
CUT = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE application_name = (SELECT worker FROM leader)
"""


class Search:
    """An alert is on its way to all groups, and somebody asks one thing after the other."""

    def __init__(self, workers: Company, folder: Path) -> None:
        self.workers = workers
        self._people = Gege(workers.telegram, folder, FACTOR, EVERY_RING)
        for person in (ASKER, MOTHER):
            workers.telegram.post("/client/starts", person=person, bot=BOT)
            workers.telegram.until_answered(person, BOT)
        self._people.report()
        self._go = self._people.publish()
        until(lambda: self._count(SENT) >= GROUPS * DISTURBED_AT)
        for words in QUESTIONS:
            workers.telegram.write(ASKER, BOT, words)

    def end(self) -> None:
        """Nothing is lost, hardly anything doubled, everything in order; and it can be taken back."""
        until(lambda: not self._count(WAITING), patience=PATIENCE, pause=0.2)
        until(lambda: self._answered() == list(QUESTIONS), patience=PATIENCE, pause=0.2)
        calls = self.workers.telegram.calls()
        sent = tally.tell(calls, groups=GROUPS, go=self._go, factor=FACTOR)
        assert sent.lost == 0
        assert sent.doubled <= IN_FLIGHT
        assert sent.floods == 0
        self._people.find()
        until(lambda: not self._count(WAITING), patience=PATIENCE, pause=0.2)

    def _count(self, query: str) -> int:
        with self.workers.connect() as connection:
            row = connection.execute(query.encode()).fetchone()
            assert row is not None
            return int(row[0])

    def _answered(self) -> list[str]:
        """Return what was answered, in order; what was answered twice stands there once."""
        lines = self.workers.telegram.messages(ASKER, BOT)[::-1]
        said = [line["text"] for line in lines if line["from"]["id"] == BOT][1:]
        return [key for key, _ in groupby("/help" if "120" in one else "/privacy" for one in said)]


@pytest.fixture
def search(durable: Server, tmp_path: Path) -> Iterator[Search]:
    """Two workers; with polling, so that one of them does everything."""
    settings = {
        "SEND_RATE": f"{SEND_RATE * FACTOR:g}",
        "ALERT_RINGS": EVERY_RING,
        "ALERT_RINGS_RED": EVERY_RING,
    }
    files, url = town.district(GROUPS), durable.create_database()
    with (
        telegram(GROUPS, factor=FACTOR) as served,
        company(served, url, tmp_path, files, workers=2, **settings) as workers,
    ):
        yield Search(workers, tmp_path)


def test_the_leader_is_killed(search: Search) -> None:
    workers = search.workers
    leader = workers.leader()
    workers.signal(leader, SIGKILL)
    assert workers.until_led_by_another_than(leader) <= KILLED_SECONDS
    search.end()


def test_the_leader_freezes_and_comes_back(search: Search) -> None:
    """When it goes on, somebody else sends: it follows, and takes the lead again when that dies."""
    workers = search.workers
    leader = workers.leader()
    workers.signal(leader, SIGSTOP)
    assert workers.until_led_by_another_than(leader) <= FROZEN_SECONDS
    workers.signal(leader, SIGCONT)
    search.end()
    other = workers.leader()
    assert other != leader
    workers.signal(other, SIGKILL)
    assert workers.until_led_by_another_than(other) <= KILLED_SECONDS


def test_all_connections_of_the_leader_are_cut(search: Search) -> None:
    """It learns who leads now, and what it had under way is said once."""
    with search.workers.connect() as connection:
        connection.execute(CUT)
    search.end()


def test_the_database_is_restarted(search: Search, durable: Server) -> None:
    """Whoever leads then, one of them does."""
    durable.restart(away=1.0)
    search.end()
    assert search.workers.leader() >= 0
