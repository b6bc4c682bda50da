"""Before an alert expires: does it go on?"""

from bot.domain.alert_cards import Expiring
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
