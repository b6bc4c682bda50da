"""Answers to "is it true?", and the note under a chain letter."""

from bot.domain.rumours import Truth
from bot.views import layout, wording
from bot.views.layout import lines
from bot.views.message import Message, Reader


def caution(reader: Reader) -> Message:
    """A chain letter is answered with a caution, not with a case."""
    return Message(reader.words("rumour-caution"))


def truth(told: Truth, reader: Reader) -> Message:
    """Is it true? What stands here of it, and nothing that a stranger may not know."""
    words, facts = reader.words, told.facts
    said = words(f"truth-{told.verdict}")
    if facts is None or facts.number is None:
        return Message(said)
    number = facts.number
    latest = layout.linked("alert-latest", f"case_{number}", reader, bot=reader.bot)
    return Message(lines(layout.dotted(wording.number(facts, reader), said), latest))
