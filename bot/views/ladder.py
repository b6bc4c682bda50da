"""What the clock says to staff: half of the time is over, it is your turn now, time is up."""

from bot.domain.calls import HalfTime, HandedUp, MoreUrgent, SentBack, TimeOver, Unchecked
from bot.domain.cards import CameBack
from bot.texts import Safe
from bot.views import layout, wording
from bot.views.layout import NAME, cut, dotted, lines
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


def more_urgent(card: MoreUrgent, reader: Reader) -> Message:
    """What was added makes it worse: the card says what, but an edit alone wakes nobody."""
    number = wording.number(card.facts, reader) if card.facts.number else None
    headline = wording.headline(card.facts, reader)
    return Message(lines(headline, dotted(number, reader.words("more-urgent"))))


def came_back(card: CameBack, reader: Reader) -> Message:
    """For whoever closed it: the card that stood here has gone, and this is why."""
    return Message(
        lines(
            reader.words("came-back", number=card.number),
            reader.words("came-back-to", grid=cut(card.grid, NAME)),
        )
    )


def sent_back(card: SentBack, reader: Reader) -> Message:
    """Its work did not pass: an edited card wakes nobody."""
    words = reader.words
    date = layout.short_date(card.due_at, reader) if card.due_at else None
    return Message(
        lines(
            words("sent-back", number=card.number),
            words("sent-back-why", words=layout.cut(card.why, layout.QUOTE)) if card.why else None,
            words("deadline-done", date=date) if date else None,
            wording.mentioned(card.mentions),
        )
    )


def time_over(card: TimeOver, reader: Reader) -> Message:
    """For the people on duty: nobody is above, so it is for them to decide."""
    words, people = reader.words, wording.mentioned(card.mentions)
    if card.due_at is None:
        title = words("time-over-person", number=card.number)
        return Message(lines(title, words("time-over-person-do"), people))
    title, date = words("time-over", number=card.number), layout.short_date(card.due_at, reader)
    return Message(lines(title, _left(card, date, reader), words("time-over-do"), people))


def _left(card: TimeOver, date: Safe, reader: Reader) -> Safe:
    if card.owner is None:
        return reader.words("time-over-untaken", date=date)
    return reader.words("time-over-owned", date=date, who=cut(card.owner, NAME))


def unchecked(card: Unchecked, reader: Reader) -> Message:
    """For those who check: it has waited long enough."""
    words = reader.words
    title = words("unchecked", number=card.number)
    todo = words("unchecked-person-do" if card.person else "unchecked-do")
    return Message(lines(title, todo, wording.mentioned(card.mentions)))
