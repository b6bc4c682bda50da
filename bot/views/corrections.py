"""Better words for an alert that is out: asked for, shown to staff, then said everywhere."""

from aiogram.enums import ButtonStyle

from bot.domain.alert_cards import Correction, Unverified
from bot.domain.cards import Facts
from bot.texts import Safe
from bot.views import drills
from bot.views.alerts import alert_text
from bot.views.buttons import Act
from bot.views.keyboard import Keys, keyboard
from bot.views.layout import NAME, cut, lines
from bot.views.message import Message, Reader


def correction(card: Correction, reader: Reader) -> Message:
    """How the alert would read from now on; 更新通知 says it in every group."""
    keys = Keys(reader, card.post.facts.case_id)
    words = reader.words
    if card.waits:
        update, leave = "button-send-now", "button-wait-for-morning"
        number = card.post.facts.number or 0
        asked = lines(words("correction-waits", number=number), words("correction-waits-do"))
    else:
        update, leave = "button-update", "button-dont-update"
        faster = words("correction-faster") if card.faster else None
        asked = lines(_title(card, reader), faster, words("correction-groups", groups=card.groups))
    text = "\n\n".join([asked, alert_text(card.post, reader)])
    yes = keys.press(update, Act.UPDATE, style=ButtonStyle.SUCCESS)
    return Message(text, keyboard([yes, keys.press(leave, Act.DONT_UPDATE)]))


def _title(card: Correction, reader: Reader) -> Safe:
    words, number = reader.words, card.post.facts.number or 0
    if card.by:
        key = "correction-checked" if card.checked else "correction-by"
        return words(key, who=cut(card.by, NAME), number=number)
    return words("correction-added", number=number)


def correction_wanted(facts: Facts, reader: Reader) -> Message:
    """更正: the next message is what is right."""
    words = reader.words
    kind = "found" if facts.kind.is_found else "lost" if facts.kind.is_lost else "hazard"
    number = facts.number
    asked = (
        words("correction-wanted", number=number) if number else words("correction-wanted-draft")
    )
    text = lines(asked, words("correction-example", kind=kind), words("correction-photo"))
    return Message(drills.marked_for(facts, text, reader))


def corrected(reader: Reader) -> Message:
    """What was written is taken over, and no group has read anything else."""
    return Message(reader.words("corrected"))


def unverified(card: Unverified, reader: Reader) -> Message:
    """Under the card of an alert that went out unchecked."""
    words = reader.words
    verify = Keys(reader, card.case_id).press("button-verify", Act.VERIFY)
    return Message(
        lines(
            words("unverified-title", number=card.number),
            words("unverified-do"),
            words("unverified-then"),
        ),
        keyboard([verify]),
    )
