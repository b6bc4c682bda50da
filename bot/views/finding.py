"""`/find`: what was found, and the buttons that look further back."""

from aiogram.types import InlineKeyboardButton

from bot.domain.finding import Found
from bot.texts import Safe
from bot.views import layout, listing
from bot.views.buttons import Seek
from bot.views.keyboard import keyboard
from bot.views.layout import lines, month_day
from bot.views.message import Message, Reader


def found_cases(found: Found, reader: Reader) -> Message:
    """A line a case, newest first; each opens its case."""
    words = reader.words
    title = layout.head(reader, words.plain("find-title", query=found.query))
    shown = [listing.told_of(line, reader) for line in found.lines] or [_nothing(found, reader)]
    return Message(lines(title, *shown, _back_to(found, reader)), keyboard(_turns(found, reader)))


def _nothing(found: Found, reader: Reader) -> Safe:
    return reader.words("find-none" if found.older is None else "find-none-yet")


def _back_to(found: Found, reader: Reader) -> Safe | None:
    if found.back_to is None:
        return None
    return reader.words("find-back-to", day=month_day(reader.day(found.back_to), reader))


def _turns(found: Found, reader: Reader) -> list[InlineKeyboardButton]:
    label = reader.words.plain
    edges = {
        "button-find-newest": 0 if found.again else None,
        "button-find-older": found.older,
    }
    return [
        InlineKeyboardButton(
            text=label(key), callback_data=Seek(edge=edge, query=found.query).pack()
        )
        for key, edge in edges.items()
        if edge is not None
    ]
