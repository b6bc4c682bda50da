"""The daily line at a duty desk."""

from bot.domain.daily import Daily
from bot.views.layout import NAME, cut, head, lines
from bot.views.message import Message, Reader


def daily(card: Daily, reader: Reader) -> Message:
    """Everything has arrived, or what has not."""
    words = reader.words
    named = reader.words.plain("board-and").join(cut(title, NAME) for title in card.unreachable)
    failed = words("daily-failed", count=card.failed) if card.failed else words("daily-complete")
    return Message(
        lines(
            head(reader, words.plain("daily-title"), cut(card.grid, NAME)),
            words("daily-alerts", alerts=card.alerts, sent=card.sent) if card.alerts else None,
            failed if card.alerts else None,
            words("daily-unreachable", count=card.count, groups=named) if card.count else None,
        )
    )
