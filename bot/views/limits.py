"""A limit that was crossed: which one, until when, and that a danger is always heard."""

from bot.domain.clue_cards import OverLimit
from bot.views.layout import lines
from bot.views.message import Message, Reader


def over_limit(card: OverLimit, reader: Reader) -> Message:
    """The answer to a report that was not taken."""
    words = reader.words
    which = (
        words("limit-reports", count=card.count, time=reader.clock(card.until))
        if card.until
        else words("limit-open", count=card.count)
    )
    return Message(lines(which, words("limit-danger")))
