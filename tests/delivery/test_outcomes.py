"""What every answer of the Bot API means for the message that was to be said."""

import pytest
from aiogram import exceptions as said
from aiogram.exceptions import AiogramError
from aiogram.methods import SendMessage, TelegramMethod
from aiohttp import (
    ClientConnectorError,
    ClientOSError,
    ClientPayloadError,
    ServerDisconnectedError,
)
from aiohttp.client_reqrep import ConnectionKey
from aiohttp_socks import ProxyConnectionError, ProxyError, ProxyTimeoutError

from bot.delivery.outcomes import (
    Away,
    Broken,
    Migrated,
    Outcome,
    Refused,
    RetryAfter,
    Sent,
    Unknown,
    outcome_of,
)

ASKED: TelegramMethod[object] = SendMessage(chat_id=-1, text="x")  # type: ignore[assignment]
SERVER = ConnectionKey("api.telegram.org", 443, True, True, None, None, None)  # noqa: FBT003 - a tuple of aiohttp's


def bad(words: str) -> AiogramError:
    return said.TelegramBadRequest(ASKED, f"Bad Request: {words}")


def forbidden(words: str) -> AiogramError:
    return said.TelegramForbiddenError(ASKED, f"Forbidden: {words}")


def network(cause: Exception) -> AiogramError:
    """As aiogram raises it when aiohttp fails."""
    error = said.TelegramNetworkError(ASKED, type(cause).__name__)
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "outcome", "why"),
    [
        (said.TelegramRetryAfter(ASKED, "Too Many Requests", 7), RetryAfter(7), "429 says when"),
        (
            said.ClientDecodeError(
                "Failed to deserialize object",
                ValueError("a part of a second"),
                {"ok": False, "error_code": 429, "parameters": {"retry_after": 0.3}},
            ),
            RetryAfter(0.3),
            "a server of one's own may ask for less than a second",
        ),
        (said.TelegramMigrateToChat(ASKED, "upgraded", -100), Migrated(-100), "a supergroup now"),
        (
            bad("message is not modified: specified new message content ..."),
            Sent(note="not modified"),
            "it says already what it should",
        ),
        (bad("message to delete not found"), Sent(note="already gone"), "somebody deleted it"),
        (bad("message identifier is not specified"), Sent(note="already gone"), "the same"),
    ],
)
def test_answers_with_a_meaning_of_their_own(
    error: AiogramError, outcome: Outcome, why: str
) -> None:
    assert outcome_of(error) == outcome, why


@pytest.mark.parametrize(
    "words",
    [
        "message to edit not found",
        "message to be replied not found",
        "message can't be edited",
        "message can't be deleted for everyone",
        'can\'t parse entities: Unsupported start tag "x" at byte offset 0',
        "BUTTON_DATA_INVALID",
        "query is too old and response timeout expired or query ID is invalid",
        "not enough rights to send text messages to the chat",
        "message caption is too long",
    ],
)
def test_a_refusal_keeps_telegram_s_words(words: str) -> None:
    """They are listed; the chat itself can still be written to."""
    assert outcome_of(bad(words)) == Refused(f"Bad Request: {words}")


@pytest.mark.parametrize(
    ("error", "why"),
    [
        (forbidden("bot was kicked from the supergroup chat"), "removed from a group"),
        (forbidden("bot was kicked from the group chat"), "the same"),
        (forbidden("bot is not a member of the supergroup chat"), "the same"),
        (forbidden("bot was blocked by the user"), "a person wants no more"),
        (forbidden("user is deactivated"), "an account is gone"),
        (forbidden("bot can't initiate conversation with a user"), "never pressed Start"),
        (forbidden("the group chat was deleted"), "whatever else 403 says"),
        (bad("chat not found"), "no such chat"),
        (bad("group chat was deactivated"), "an old group"),
    ],
)
def test_a_chat_that_is_lost(error: AiogramError, why: str) -> None:
    """It is set aside until the bot is back in it."""
    outcome = outcome_of(error)

    assert isinstance(outcome, Refused), why
    assert outcome.lost, why


@pytest.mark.parametrize(
    "cause",
    [
        ClientConnectorError(SERVER, OSError("refused")),
        ProxyConnectionError("refused"),
        ProxyTimeoutError("nobody there"),
        ProxyError("host unreachable", error_code=4),
    ],
)
def test_without_a_connection_nothing_was_said(cause: Exception) -> None:
    """So it may be said again without a double, however often."""
    assert isinstance(outcome_of(network(cause)), Away)


def test_a_token_that_is_refused_is_like_being_away() -> None:
    """The operator mends it; until then nothing is lost."""
    assert isinstance(outcome_of(said.TelegramUnauthorizedError(ASKED, "Unauthorized")), Away)


@pytest.mark.parametrize(
    ("error", "why"),
    [
        (network(ServerDisconnectedError()), "hung up before the answer"),
        (network(ClientOSError("reset by peer")), "the same"),
        (network(ClientPayloadError("incomplete")), "in the middle of it"),
        (network(TimeoutError()), "no answer in time"),
    ],
)
def test_a_lost_answer_leaves_it_unknown(error: AiogramError, why: str) -> None:
    """It may stand and may not."""
    assert isinstance(outcome_of(error), Unknown), why


@pytest.mark.parametrize(
    ("error", "why"),
    [
        (said.TelegramServerError(ASKED, "Internal Server Error"), "500"),
        (said.RestartingTelegram(ASKED, "restart"), "a server on its way down"),
        (said.ClientDecodeError("not JSON", ValueError(), "<html>502"), "a proxy's page"),
    ],
)
def test_a_broken_server_has_done_nothing(error: AiogramError, why: str) -> None:
    """What was done is answered 200; a few seconds of 502 must not cost an alert."""
    assert isinstance(outcome_of(error), Broken), why


def test_an_answer_with_unknown_fields_still_says_that_it_stands() -> None:
    """A server newer or plainer than the library: asking again would only make doubles."""
    answer = {"ok": True, "result": {"message_id": 7, "chat": "of another form"}}

    outcome = outcome_of(said.ClientDecodeError("no such form", ValueError(), answer))

    assert outcome == Sent(7)


@pytest.mark.parametrize(
    ("error", "why"),
    [
        (said.TelegramEntityTooLarge(ASKED, "Request Entity Too Large"), "413, for ever"),
        (said.TelegramConflictError(ASKED, "Conflict"), "409 concerns polling"),
        (said.TelegramNotFound(ASKED, "Not Found"), "no such method on this server"),
        (said.TelegramAPIError(ASKED, "Payment Required"), "any other number"),
    ],
)
def test_any_other_answer_is_a_refusal(error: AiogramError, why: str) -> None:
    """Asking again would not help; the words are listed."""
    assert outcome_of(error) == Refused(error.message), why  # type: ignore[attr-defined]


def test_what_is_no_answer_of_the_bot_api_is_a_fault_of_ours() -> None:
    """It is raised, not hidden in a value."""
    with pytest.raises(AiogramError):
        outcome_of(said.SceneException("no scene"))
