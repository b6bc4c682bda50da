"""Two workers on one PostgreSQL, real processes: one is killed, and a chat's order outlives both."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from signal import SIGKILL
from typing import Any

import pytest

from tests.bench import town
from tests.bench.telegram import BOT, MOTHER, telegram, until
from tests.support.company import Company, company
from tests.support.postgres import Server

HOOK = "/hook"
UPDATES = 12
TAKEN_OVER_WITHIN_SECONDS = 2.0
QUESTIONS = ("/privacy", "/help")


@pytest.fixture
def workers(postgres: Server, tmp_path: Path) -> Iterator[Company]:
    """Both take updates; Telegram's own pushes go nowhere, the test brings them itself."""
    url = f"http://127.0.0.1:1{HOOK}"
    with (
        telegram(3, factor=10) as served,
        company(
            served,
            postgres.create_database(),
            tmp_path,
            town.district(3),
            workers=2,
            WEBHOOK_URL=url,
        ) as made,
    ):
        yield made


def _update(number: int, text: str) -> dict[str, Any]:
    mother = {"id": MOTHER, "is_bot": False, "first_name": "母亲"}
    chat = {"id": MOTHER, "type": "private", "first_name": "母亲"}
    at = int(time.time())
    message = {"message_id": 900 + number, "date": at, "chat": chat, "from": mother, "text": text}
    return {"update_id": 5000 + number, "message": message}


def _answers(workers: Company) -> list[str]:
    """Return which questions were answered, in their order."""
    said = [line for line in workers.telegram.messages(MOTHER, BOT) if line["from"]["id"] == BOT]
    return ["/help" if "120" in line["text"] else "/privacy" for line in reversed(said)]


def _bring(workers: Company, place: int, number: int) -> int:
    asked = _update(number, QUESTIONS[number % 2])
    return workers.ask(workers.ports[place], "POST", HOOK, asked)


def _standing(workers: Company) -> int:
    with workers.connect() as connection:
        row = connection.execute("SELECT count(*) FROM arrival WHERE done_at IS NULL").fetchone()
        assert row is not None
        return int(row[0])


@contextmanager
def _held(workers: Company) -> Iterator[None]:
    """Have an update before all others in hand, in the leader's."""
    with workers.connect() as connection:
        connection.execute(
            "INSERT INTO arrival (update_id, chat, worker) SELECT 1, %s, worker FROM leader",
            [MOTHER],
        )
        yield
        connection.execute("DELETE FROM arrival WHERE update_id = 1")


def test_order_across_two_workers_and_a_killed_leader(workers: Company) -> None:
    """Each update goes to the other worker than the one before it, one of them to both, one comes again."""
    workers.telegram.post("/client/starts", person=MOTHER, bot=BOT)
    brought = []
    with ThreadPoolExecutor(UPDATES + 2) as people:
        with _held(workers):
            for number in range(UPDATES):
                brought.append(people.submit(_bring, workers, number % 2, number))
                until(lambda number=number: _standing(workers) == number + 2)  # type: ignore[misc]
            brought.append(people.submit(_bring, workers, 1, 0))
            assert not _answers(workers)
        assert [one.result() for one in brought] == [200] * (UPDATES + 1)
        assert _answers(workers) == [QUESTIONS[number % 2] for number in range(UPDATES)]

        assert _bring(workers, 0, 1) == 200
        assert len(_answers(workers)) == UPDATES

        killed = workers.leader()
        workers.signal(killed, SIGKILL)
        last = people.submit(_bring, workers, 1 - killed, UPDATES)
        assert workers.until_led_by_another_than(killed) <= TAKEN_OVER_WITHIN_SECONDS
        assert last.result() == 200
    assert len(_answers(workers)) == UPDATES + 1
