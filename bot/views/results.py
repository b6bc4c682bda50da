"""Who has passed: the question to whoever trained, and what is still open, to whoever organises it."""

from bot.domain.gathering_cards import ResultsLacking, ResultsWanted
from bot.views import layout
from bot.views.attending import note_keys, turns
from bot.views.buttons import Held
from bot.views.gatherings import TITLE, key
from bot.views.keyboard import keyboard
from bot.views.layout import NAME, cut, lines
from bot.views.message import Message, Reader


def results_wanted(card: ResultsWanted, reader: Reader) -> Message:
    """The list itself, with a tap for each."""
    words, one = reader.words, card.roster.occasion
    head = "results-again-head" if card.again else "results-head"
    return Message(
        lines(
            layout.head(reader, words.plain(head, title=cut(one.title, TITLE))),
            words("results-line", count=card.lacking),
        ),
        keyboard(*note_keys(card.roster, reader), turns(card.roster, reader)),
    )


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
