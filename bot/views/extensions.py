"""延期: by how many days, why, and the question to the level above."""

from bot.domain.calls import ExtensionWanted
from bot.domain.cards import Facts
from bot.domain.ladder import EXTENSIONS
from bot.texts import Safe
from bot.views import layout
from bot.views.buttons import Act
from bot.views.keyboard import Keys, in_rows, keyboard
from bot.views.layout import NAME, QUOTE, cut, lines
from bot.views.message import Message, Reader


def days_picker(facts: Facts, reader: Reader) -> Message:
    """延期: `Press.arg` is the number of working days."""
    keys = Keys(reader, facts.case_id)
    label = reader.words.plain
    offered = [
        keys.named(label("button-days", days=days), Act.EXTEND, str(days)) for days in EXTENSIONS
    ]
    question = reader.words("pick-days", number=facts.number or 0)
    return Message(question, keyboard(*in_rows(offered), [keys.cancel]))


def why_wanted(facts: Facts, days: int, reader: Reader) -> Message:
    """Why is more time needed? The next message is the reason."""
    keys = Keys(reader, facts.case_id)
    return Message(reader.words("why-more-days", days=days), keyboard([keys.cancel]))


def why_refused(number: int, reader: Reader) -> Message:
    """不同意: the next message says why."""
    return Message(reader.words("why-no-more-days", number=number))


def extension_wanted(card: ExtensionWanted, reader: Reader) -> Message:
    """同意 · 不同意, for somebody above; afterwards who decided."""
    words, keys = reader.words, Keys(reader, card.case_id)
    who = cut(card.who, NAME)
    wish = str(card.wish_id)
    yes = keys.press("button-grant", Act.GRANT, wish)
    no = keys.press("button-disagree", Act.NOT_GRANTED, wish)
    return Message(
        lines(
            words("extension-wanted", who=who, number=card.number, days=card.days),
            words("extension-why", reason=cut(card.reason, QUOTE)),
            _decided(card, reader) or _asked(card, reader),
        ),
        None if card.decided_at else keyboard([yes, no]),
    )


def _asked(card: ExtensionWanted, reader: Reader) -> Safe:
    before, after = (layout.short_date(at, reader) for at in (card.due_at, card.until))
    return reader.words("extension-dates", before=before, after=after)


def _decided(card: ExtensionWanted, reader: Reader) -> Safe | None:
    if card.decided_at is None:
        return None
    words, time = reader.words, reader.clock(card.decided_at)
    by = cut(card.by or "", NAME)
    if card.granted:
        date = layout.short_date(card.until, reader)
        return words("extension-granted", time=time, who=by, date=date)
    date = layout.short_date(card.due_at, reader)
    return words("extension-refused", time=time, who=by, date=date)
