"""Exercises: every message about one says so in its first line."""

from dataclasses import replace

from bot.domain.cards import Facts
from bot.texts import Safe
from bot.views.message import Message, Reader


def marked(said: Message, reader: Reader) -> Message:
    """Return a message about an exercise; one that says so already stays as it is."""
    return replace(said, text=_marked(said.text, reader))


def marked_for(facts: Facts, text: Safe, reader: Reader) -> Safe:
    """Return words about a case, as those about an exercise where it is one."""
    return _marked(text, reader) if facts.exercise else text


def _marked(text: str, reader: Reader) -> Safe:
    drill = reader.words("exercise")
    return Safe(text) if drill in text.partition("\n")[0] else Safe(f"{drill}{text}")
