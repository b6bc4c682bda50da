"""Before an alert expires: does it go on? And after: nobody has said so."""

from bot.domain.alert_cards import Expired, Expiring
from bot.views import layout, wording
from bot.views.buttons import Act
from bot.views.keyboard import Keys, keyboard
from bot.views.layout import dotted, lines
from bot.views.message import Message, Reader


def expiring(card: Expiring, reader: Reader) -> Message:
    """继续 makes it valid for the same span once more, 结束 takes it down now."""
    words, keys = reader.words, Keys(reader, card.facts.case_id)
    text = lines(
        layout.head(reader, words.plain("validity-asked", what=wording.what(card.facts, reader))),
        dotted(
            wording.number(card.facts, reader),
            words("validity-until", until=layout.full_date(card.valid_until, reader)),
        ),
        words("validity-choose"),
    )
    row = [keys.press("button-renew", Act.RENEW), keys.press("button-end", Act.END)]
    return Message(text, keyboard(row))


def expired(card: Expired, reader: Reader) -> Message:
    """Under the card, whose 发布 brings it back."""
    words, facts = reader.words, card.facts
    return Message(
        lines(
            layout.head(reader, words.plain("validity-over", what=wording.what(facts, reader))),
            words("validity-over-sought") if facts.kind.is_lost else None,
            words("validity-over-again"),
        )
    )
