"""What a delivery becomes by each outcome: a table with a reason per row."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.delivery.ledger import FINDS, NOT_FOUND, TRIES, settle
from bot.delivery.outcomes import (
    Away,
    Broken,
    Dropped,
    Migrated,
    Outcome,
    Refused,
    RetryAfter,
    Sent,
    Unknown,
)
from bot.storage.outbox import Delivery, Lane, Op, Purpose, Status

NOW = datetime(2026, 7, 2, 10, 20, tzinfo=UTC)
NO_ANSWER = Unknown("ServerDisconnectedError")
NO = Refused("Bad Request: message can't be edited")


def delivery(op: Op = Op.SEND, *, tries: int = 1, **values: Any) -> Delivery:  # noqa: ANN401 - columns
    """A delivery that was claimed for the `tries`-th time."""
    given: dict[str, Any] = {
        "purpose": Purpose.CARD,
        "status": Status.SENDING,
        "chat_id": -1,
        "lane": Lane.CARDS,
    }
    return Delivery(op=op, attempts=tries, locale="zh", queued_at=NOW, **(given | values))


def taking_back(tries: int = 1) -> Delivery:
    return delivery(Op.EDIT, tries=tries, purpose=Purpose.ALL_CLEAR)


def alert(tries: int = 1) -> Delivery:
    return delivery(tries=tries, purpose=Purpose.ALERT)


@pytest.mark.parametrize(
    ("row", "outcome", "status", "seconds", "why"),
    [
        (delivery(), Sent(7), Status.SENT, None, "it stands"),
        (delivery(), RetryAfter(30), Status.RETRYING, 30, "as long as Telegram says"),
        (delivery(), Migrated(-100), Status.RETRYING, None, "at once, in the new chat"),
        (delivery(), Away("refused"), Status.RETRYING, None, "the sender waits, not the row"),
        (delivery(tries=9), Away("refused"), Status.RETRYING, None, "however often"),
        (delivery(), NO_ANSWER, Status.RETRYING, 1, "once more"),
        (delivery(tries=5), NO_ANSWER, Status.RETRYING, 16, "429s before it are no lost answers"),
        (delivery(tries=2, sent_at=NOW), NO_ANSWER, Status.UNKNOWN, None, "a third only doubles"),
        (delivery(Op.COPY, sent_at=NOW), NO_ANSWER, Status.UNKNOWN, None, "a copy is a message"),
        (delivery(), Broken("500"), Status.RETRYING, 1, "a moment later"),
        (delivery(tries=99, sent_at=NOW), Broken("500"), Status.RETRYING, 60, "until it answers"),
        (delivery(Op.EDIT, tries=2, sent_at=NOW), NO_ANSWER, Status.RETRYING, 2, "no doubles here"),
        (delivery(Op.EDIT, tries=99, sent_at=NOW), NO_ANSWER, Status.RETRYING, 60, "each minute"),
        (delivery(Op.DELETE, tries=99), NO_ANSWER, Status.RETRYING, 60, "the same"),
        (delivery(), NO, Status.REFUSED, None, "no is no"),
        (delivery(Op.EDIT), NO, Status.REFUSED, None, "a card that can't be edited stays as it is"),
        (taking_back(), NO, Status.RETRYING, 1, "a child's photo must come down (promise 6)"),
        (taking_back(TRIES - 1), NO, Status.RETRYING, 1024, "for an hour, ever more rarely"),
        (taking_back(TRIES), NO, Status.REFUSED, None, "then a person must see to it"),
        (taking_back(), Refused("kicked", lost=True), Status.REFUSED, None, "nobody there to ask"),
        (alert(), Refused(NOT_FOUND, lost=True), Status.RETRYING, 1, "it may be found in a moment"),
        (alert(FINDS), Refused(NOT_FOUND, lost=True), Status.REFUSED, None, "not in a minute"),
        (delivery(), Refused(NOT_FOUND, lost=True), Status.REFUSED, None, "a card goes elsewhere"),
        (delivery(), Dropped("expired"), Status.DROPPED, None, "never asked"),
    ],
)
def test_what_becomes_of_a_delivery(
    row: Delivery, outcome: Outcome, status: Status, seconds: float | None, why: str
) -> None:
    settle(row, None, outcome, now=NOW)

    due = None if seconds is None else NOW + timedelta(seconds=seconds)
    assert (row.status, row.not_before) == (status, due), why


@pytest.mark.parametrize(
    ("outcome", "reason"),
    [
        (RetryAfter(30), "retry after 30 s"),
        (Migrated(-100), "became supergroup -100"),
        (Away("ClientConnectorError"), "ClientConnectorError"),
        (NO_ANSWER, "ServerDisconnectedError"),
        (NO, "Bad Request: message can't be edited"),
        (Sent(note="not modified"), "not modified"),
        (Dropped("expired"), "expired"),
        (Sent(7), None),
    ],
)
def test_the_list_names_the_reason(outcome: Outcome, reason: str | None) -> None:
    """What could not be delivered is listed with it (promise 1)."""
    row = delivery()

    settle(row, None, outcome, now=NOW)

    assert row.reason == reason


def test_a_new_message_is_known_by_its_number() -> None:
    """Under it, it is edited, answered and taken back."""
    row = delivery()

    settle(row, None, Sent(7), now=NOW)

    assert (row.message_id, row.sent_at) == (7, NOW)


def test_an_edit_marks_the_message_it_changed() -> None:
    """The message keeps its number and its time of sending."""
    message = delivery(message_id=7, sent_at=NOW - timedelta(hours=1))
    edit = delivery(Op.EDIT)

    settle(edit, message, Sent(), now=NOW)

    assert (edit.message_id, message.message_id) == (7, 7)
    assert message.changed_at == NOW


def test_an_answer_to_a_message_of_ours_changes_nothing_about_it() -> None:
    """The thanks under an all-clear are a message of their own."""
    message = delivery(message_id=7)
    thanks = delivery()

    settle(thanks, message, Sent(8), now=NOW)

    assert (thanks.message_id, message.changed_at) == (8, None)


def test_being_away_is_no_attempt() -> None:
    """Nothing reached Telegram, so nothing is counted."""
    row = delivery(tries=3)

    settle(row, None, Away("refused"), now=NOW)

    assert row.attempts == 2
