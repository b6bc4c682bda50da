"""What the clock says to staff: half of the time is over, it is your turn now, time is up."""

from bot.domain.cards import HalfTime, HandedUp, TimeOver
from bot.texts import Safe
from bot.views import layout, wording
from bot.views.layout import NAME, cut, lines
from bot.views.message import Message, Reader


def half_time(card: HalfTime, reader: Reader) -> Message:
    """To the owner, in private or by name under the card; of what nobody has, to its staff."""
    words = reader.words
    date = layout.short_date(card.due_at, reader)
    title = "half-time" if card.owned else "half-time-untaken"
    todo = "half-time-do" if card.owned else "half-time-untaken-do"
    return Message(
        lines(
            words(title, number=card.facts.number or 0),
            wording.headline(card.facts, reader) if card.private else None,
            words(todo, date=date),
            _details(card, reader) if card.private else None,
            wording.mentioned(card.mentions),
        )
    )


def _details(card: HalfTime, reader: Reader) -> Safe:
    return layout.linked("half-time-details", f"case_{card.facts.number}", reader)


def handed_up(card: HandedUp, reader: Reader) -> Message:
    """Under a card that has stood there for a while: an edit alone wakes nobody."""
    grid = cut(card.grid, NAME)
    return Message(
        lines(
            reader.words("handed-up-now", number=card.number),
            reader.words("handed-up-do", grid=grid),
            wording.mentioned(card.mentions),
        )
    )


def time_over(card: TimeOver, reader: Reader) -> Message:
    """For the people on duty: nobody is above, so it is for them to decide."""
    people = wording.mentioned(card.mentions)
    if not card.kind.is_person:
        words = reader.words
        title, todo = words("time-over", number=card.number), words("time-over-do")
        return Message(lines(title, _left(card, reader), todo, people))
    title = reader.words("time-over-person", number=card.number)
    return Message(lines(title, reader.words("time-over-person-do"), people))


def _left(card: TimeOver, reader: Reader) -> Safe:
    date = layout.short_date(card.due_at, reader)
    if card.owner is None:
        return reader.words("time-over-untaken", date=date)
    return reader.words("time-over-owned", date=date, who=cut(card.owner, NAME))
