"""What became of a request to Telegram, as one value made in one place.

Outcome
├── Sent       it stands (or nothing had to change)
├── RetryAfter Telegram said when
├── Away       nothing reached Telegram: try again later
├── Broken     Telegram answered that it is broken: most likely nothing stands, asked until it does
├── Unknown    no answer came back: asked again, at most once for a new message
├── Migrated   the group is a supergroup now, under a new id
├── Refused    Telegram said no; `lost` when the bot can't write there at all any more
└── Dropped    never asked: it is not wanted any more, or can't be done
"""

from dataclasses import dataclass

from aiogram.exceptions import (
    AiogramError,
    ClientDecodeError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiohttp import ClientConnectorError

from bot.delivery.proxies import PROXY_AWAY

NO_CONNECTION = (ClientConnectorError, *PROXY_AWAY)
LOST = ("chat not found", "kicked", "deactivated", "blocked", "not a member", "initiate")
NOT_MODIFIED = "not modified"
GONE = ("message to delete not found", "message identifier is not specified")


@dataclass(frozen=True)
class Sent:
    """It stands; `message_id` of a new message, `file_id` of a picture that was uploaded."""

    message_id: int | None = None
    file_id: str | None = None
    note: str | None = None
    without_photo: bool = False
    without_topic: bool = False
    """The topic it was meant for is there no longer: it stands in the group itself."""
    title: str | None = None
    """What the group is called, where that is news."""


@dataclass(frozen=True)
class RetryAfter:
    """Telegram asks to wait that many seconds in this chat."""

    seconds: float


@dataclass(frozen=True)
class Away:
    """No connection was made, so nothing was said."""

    reason: str


@dataclass(frozen=True)
class Broken:
    """An answer came, a 5xx or a page of a proxy's: a request that did its work is answered 200."""

    reason: str


@dataclass(frozen=True)
class Unknown:
    """The request left, the answer did not come back."""

    reason: str


@dataclass(frozen=True)
class Migrated:
    """The group lives on under this id."""

    chat_id: int


@dataclass(frozen=True)
class Refused:
    """Telegram's own reason, in its words."""

    reason: str
    lost: bool = False


@dataclass(frozen=True)
class Dropped:
    """Why it was given up before it was asked for."""

    reason: str


class NotOurs(AiogramError):
    """Another worker sends now, and this request has not left."""


Outcome = Sent | RetryAfter | Away | Broken | Unknown | Migrated | Refused | Dropped


@dataclass(frozen=True)
class Late:
    """The answer to a request that had counted as unknown, after all."""

    message_id: int


def asked_to_wait(error: AiogramError) -> float | None:
    """Return how many seconds a 429 asks for, None of another error.

    A server of one's own may ask for a part of a second, which aiogram can't read.
    """
    match error:
        case TelegramRetryAfter():
            return error.retry_after
        case ClientDecodeError(
            data={"error_code": 429, "parameters": {"retry_after": int() | float() as seconds}}
        ):
            return seconds
    return None


def outcome_of(error: AiogramError) -> Outcome:
    """Return what an error of the Bot API means for the message; raises what is no such answer."""
    seconds = asked_to_wait(error)
    if seconds is not None:
        return RetryAfter(seconds)
    match error:
        case TelegramMigrateToChat():
            return Migrated(error.migrate_to_chat_id)
        case TelegramForbiddenError():
            return Refused(error.message, lost=True)
        case TelegramBadRequest() | TelegramNotFound():
            return _no(error.message)
        case TelegramUnauthorizedError():
            return Away(error.message)
        case TelegramEntityTooLarge():
            return Refused(error.message)
        case TelegramNetworkError():
            unconnected = isinstance(error.__cause__, NO_CONNECTION)
            return Away(error.message) if unconnected else Unknown(error.message)
        case TelegramServerError() | ClientDecodeError():
            return _broken(error)
        case TelegramAPIError():
            return Refused(error.message)
        case _:
            raise error


def _broken(error: AiogramError) -> Outcome:
    """An answer that aiogram can't read to the last field says all the same that it was done."""
    match error:
        case ClientDecodeError(data={"ok": True, "result": {"message_id": int(number)}}):
            return Sent(number)
        case ClientDecodeError(data={"ok": True}):
            return Sent()
    return Broken(type(error).__name__)


def _no(words: str) -> Outcome:
    said = words.lower()
    if "message is not modified" in said:
        return Sent(note=NOT_MODIFIED)
    if any(gone in said for gone in GONE):
        return Sent(note="already gone")
    return Refused(words, lost=any(lost in said for lost in LOST))
