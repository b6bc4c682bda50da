"""Troubles, for those who run the bot: what is wrong, and what to do."""

from bot.domain.troubles import LEAST_DISK_MB, Trouble, TroubleNews, Unhandled
from bot.views.layout import bold, lines
from bot.views.message import Message, Reader


def trouble(card: TroubleNews, reader: Reader) -> Message:
    """One line that stands alone, and one that says what helps."""
    words, what = reader.words, card.trouble
    if card.over:
        return Message(bold(words(f"trouble-{what}-over")))
    size = LEAST_DISK_MB - card.size if what is Trouble.DISK else card.size
    return Message(lines(bold(words(f"trouble-{what}", size=size)), words(f"trouble-{what}-do")))


def unhandled(_card: Unhandled, reader: Reader) -> Message:
    """For whoever wrote or pressed: it was not carried out."""
    return Message(reader.words("unhandled"))
