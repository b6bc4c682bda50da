"""Short answers on the way to a report: what is still missing, what has arrived."""

from bot.views.keyboard import Keys, keyboard
from bot.views.message import Message, Reader


def add_start(reader: Reader) -> Message:
    """补充: the next message is added to the report."""
    return Message(reader.words("add-start"))


def add_received(reader: Reader) -> Message:
    return Message(reader.words("add-received"))


def where_are_you(reader: Reader) -> Message:
    """Asked again where the answer named no place that the grid knows."""
    return Message(reader.words("where-are-you"))


def found_told(reader: Reader) -> Message:
    """找到了 in private is answered: staff know, and have a look."""
    return Message(reader.words("found-told"))


def rumour_caution(reader: Reader) -> Message:
    """A chain letter is answered with a caution, not with a case."""
    return Message(reader.words("rumour-caution"))


def private_instead(reader: Reader, payload: str = "report") -> Message:
    """What should not be said in a group: one line and the way into the private chat."""
    button = Keys(reader, 0).link("button-private", payload)
    return Message(reader.words("private-instead"), keyboard([button]))


def answer_in_private(reader: Reader) -> Message:
    """The answer to a command of somebody whose private chat is still closed: the way there."""
    button = Keys(reader, 0).link("button-private", "start")
    return Message(reader.words("answer-in-private"), keyboard([button]))
