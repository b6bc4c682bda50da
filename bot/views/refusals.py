"""What somebody is told whose wish is refused: one polite sentence."""

from bot.errors import Ended, Refusal, Taken
from bot.views.layout import NAME, cut, short_date
from bot.views.message import Message, Reader

TOAST = 200
"""Characters that the answer to a press may have (Bot API, answerCallbackQuery)."""


def refusal(error: Refusal, reader: Reader) -> str:
    """Return the sentence as plain text, short enough for the answer to a press."""
    return cut(reader.words.plain(error.key, **_params(error, reader)), TOAST)


def refusal_message(error: Refusal, reader: Reader) -> Message:
    """Return the sentence as a message."""
    return Message(reader.words(error.key, **_params(error, reader)))


def _params(error: Refusal, reader: Reader) -> dict[str, str | int]:
    params = {
        name: cut(value, NAME) if isinstance(value, str) else value
        for name, value in error.params.items()
    }
    if isinstance(error, Taken):
        params["at"] = reader.clock(error.at)
    if isinstance(error, Ended):
        params["at"] = short_date(error.at, reader)
    return params
