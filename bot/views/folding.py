"""The one list of a staff group in a storm: which limit, until when, and the open cases."""

from aiogram.types import InlineKeyboardButton

from bot.domain.boards import CaseLine, CaseList
from bot.views import layout, listing
from bot.views.buttons import Act
from bot.views.keyboard import Keys, in_rows, keyboard
from bot.views.layout import lines
from bot.views.message import Message, Reader


def case_list(card: CaseList, reader: Reader) -> Message:
    """One line a case, newest first; a number without a card has a button that brings it."""
    words = reader.words
    if not card.total:
        return Message(words("fold-done"))
    waiting = [line for line in card.cases if not line.has_card]
    more = card.total - len(card.cases)
    text = lines(
        layout.head(reader, _title(card, reader)),
        words("fold-how") if waiting else None,
        *(listing.listed(line.facts, reader) for line in card.cases),
        words("fold-more", cases=more) if more > 0 else None,
    )
    return Message(text, keyboard(*in_rows([_button(line, reader) for line in waiting])))


def _title(card: CaseList, reader: Reader) -> str:
    words = reader.words.plain
    if card.until is None:
        return words("fold-open", cases=card.total)
    until = reader.clock(card.until)
    return words("fold-storm", minutes=f"{card.minutes:g}", limit=card.limit, until=until)


def _button(line: CaseLine, reader: Reader) -> InlineKeyboardButton:
    label = reader.words.plain("button-card", number=line.facts.number or 0)
    return Keys(reader, line.facts.case_id).named(label, Act.CARD)
