"""信息有误, as staff read it: who says so, what to do, and in the end who found what."""

from aiogram.enums import ButtonStyle

from bot.domain.clue_cards import InfoDoubted
from bot.texts import Safe
from bot.views.buttons import Act
from bot.views.keyboard import Keys, keyboard
from bot.views.layout import NAME, cut, lines
from bot.views.message import Message, Reader
from bot.views.wording import mentioned, span

_FOUND = {
    "kept": "doubt-kept",
    "corrected": "doubt-corrected",
    "recalled": "doubt-recalled",
    "over": "doubt-over",
}


def info_doubted(card: InfoDoubted, reader: Reader) -> Message:
    """Is it still right? It never stops rings by itself."""
    words, keys = reader.words, Keys(reader, card.case_id)
    title = words("doubt-title", number=card.number)
    if card.finding is not None:
        return Message(lines(title, _from(card, reader), _found(card, reader)))
    return Message(
        lines(
            title,
            _from(card, reader),
            words("doubt-overdue", waited=span(card.overdue, reader)) if card.overdue else None,
            mentioned(card.mentions) if card.mentions else None,
            words("doubt-do"),
            words("doubt-runs"),
        ),
        keyboard(
            [keys.press("button-keep", Act.KEEP), keys.press("button-correct", Act.CORRECT)],
            [keys.press("button-recall", Act.RECALL, style=ButtonStyle.DANGER)],
        ),
    )


def _from(card: InfoDoubted, reader: Reader) -> Safe:
    words, time = reader.words, reader.clock(card.at)
    names = [cut(name, NAME) or words.plain("the-reporter") for name in card.who]
    who = words.plain("list-and").join(names)
    if card.count > len(names):
        return words("doubt-from-many", who=who, count=card.count, time=time)
    return words("doubt-from", who=who, time=time)


def _found(card: InfoDoubted, reader: Reader) -> Safe:
    by = cut(card.by or "", NAME)
    key = _FOUND.get(card.finding or "", "doubt-over")
    if not by:
        key = "doubt-over"
    return reader.words(key, who=by, time=reader.clock(card.found_at or card.at))
