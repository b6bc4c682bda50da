"""Who has passed: the question to whoever trained, and what is still open, to whoever organises it."""

from bot.domain.gathering_cards import ResultsLacking, ResultsWanted, Unjudged
from bot.views import layout
from bot.views.buttons import Held
from bot.views.gatherings import TITLE, key, named
from bot.views.keyboard import Row, keyboard
from bot.views.layout import NAME, cut, lines
from bot.views.message import Message, Reader

ROWS = 7
"""Of people; the list stands below them."""


def results_wanted(card: ResultsWanted, reader: Reader) -> Message:
    """A tap for each; once everybody has a result it says so."""
    words, one = reader.words, card.occasion
    head = "results-again-head" if card.again else "results-head"
    line = words("results-line", count=len(card.people) + card.more)
    return Message(
        lines(
            layout.head(reader, words.plain(head, title=cut(one.title, TITLE))),
            line if card.people else words("results-done"),
        ),
        keyboard(
            *(_row(who, one.gathering_id, reader) for who in card.people[:ROWS]),
            [key(reader, "button-roster", Held.ROSTER, one.gathering_id)],
        ),
    )


def _row(who: Unjudged, key_id: int, reader: Reader) -> Row:
    """合格; beside it what else may be: whoever is known to have come has not passed."""
    passed = reader.words.plain("button-result-passed", name=who.name)
    other, act = ("button-failed", "fail") if who.came else ("button-missed", "miss")
    return [
        named(passed, Held.RESULT, key_id, f"{who.key}.pass"),
        key(reader, other, Held.RESULT, key_id, f"{who.key}.{act}"),
    ]


def results_lacking(card: ResultsLacking, reader: Reader) -> Message:
    """A question was asked twice, and of these there was no answer."""
    words, one = reader.words, card.occasion
    names = words.plain("board-and").join(cut(name, NAME) for name in card.names)
    named = "results-lacking-more" if card.more else "results-lacking"
    everybody = len(card.names) + card.more
    return Message(
        lines(
            layout.head(reader, words.plain("results-lacking-head", title=cut(one.title, TITLE))),
            words(named, names=names, count=everybody),
            words("results-lacking-line", trainer=cut(one.trainer, NAME)),
        ),
        keyboard([key(reader, "button-roster", Held.ROSTER, one.gathering_id)]),
    )
