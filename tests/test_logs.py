"""Logs: the same events for people and for machines, and nothing of what people wrote."""

import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from bot.logs import Format, set_up
from tests.support.logbook import Logbook


@pytest.fixture(autouse=True)
def logging_as_before(logbook: Logbook) -> Iterator[None]:
    yield
    logbook.open()


def test_json_is_an_object_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    """Our own events and those of libraries have the same fields."""
    set_up("json")

    structlog.get_logger("bot.test").info("delivered", case=1001)
    logging.getLogger("library").warning("slow")

    ours, theirs = map(json.loads, capsys.readouterr().err.splitlines())
    assert (ours["event"], ours["case"], ours["level"]) == ("delivered", 1001, "info")
    assert (theirs["event"], theirs["logger"], theirs["level"]) == ("slow", "library", "warning")


@pytest.mark.parametrize("log_format", ["console", "json"])
def test_a_traceback_shows_no_values(
    log_format: Format, capsys: pytest.CaptureFixture[str]
) -> None:
    """An error is logged with its lines of code, but not with what the variables held."""
    set_up(log_format)
    words = f"{1380000}0000"

    def fail(said: str) -> None:
        if said:
            raise LookupError

    try:
        fail(words)
    except LookupError:
        structlog.get_logger("bot.test").exception("failed")

    told = capsys.readouterr().err
    assert "LookupError" in told
    assert words not in told


def test_chatty_libraries_are_heard_when_they_warn(capsys: pytest.CaptureFixture[str]) -> None:
    """Aiogram's line for every update would drown everything else."""
    set_up("console")

    logging.getLogger("aiogram.event").info("Update id=1 is handled.")
    logging.getLogger("aiogram.event").warning("trouble")

    told = capsys.readouterr().err
    assert "Update id=1" not in told
    assert "trouble" in told


@pytest.mark.parametrize("log_format", ["console", "json"])
def test_a_row_that_postgresql_refuses_is_not_quoted(
    log_format: Format, capsys: pytest.CaptureFixture[str]
) -> None:
    """Its error quotes the whole row, with people's words; the constraint's name is enough."""
    set_up(log_format)
    said = "violates ck_step\nDETAIL:  Failing row contains (1, 何秀兰\n说).\n[SQL: INSERT]"

    def fail() -> None:
        raise LookupError(said)

    try:
        fail()
    except LookupError as error:
        structlog.get_logger("bot.test").exception("failed", error=str(error))

    shown = capsys.readouterr().err
    assert "violates ck_step" in shown
    assert "[SQL: INSERT]" in shown
    assert "何秀兰" not in shown


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (f"sent to {1380000}0000", "a phone"),
        ("林晓芸 pressed", "a resident's name"),
        ("claimed by 许立", "a worker's name"),
        ("text=我家娃儿不见了", "words of a report"),
    ],
)
def test_the_suite_reads_its_own_logs(logbook: Logbook, said: str, why: str) -> None:
    """Every test that logs such a thing fails; here it is found in each way to log it."""
    structlog.get_logger("bot.test").info("an event", field=said)
    assert logbook.personal(), why
    logbook.begin()

    def fail() -> None:
        raise LookupError(said)

    try:
        fail()
    except LookupError:
        logging.getLogger("library").exception("failed")
    assert logbook.personal(), why
    logbook.begin()


def test_ids_are_no_phones(logbook: Logbook) -> None:
    """Chats, updates, cases and times stand in every log."""
    structlog.get_logger("bot.test").info("delivered", chat=-1001000000001, user=520001, update=7)
    assert logbook.personal() == []
