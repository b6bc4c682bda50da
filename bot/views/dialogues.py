"""Short answers on the way to a report: what is still missing, what has arrived."""

from dataclasses import replace

from bot.domain import finders
from bot.domain.cards import Facts, PlaceChoice, PlaceName
from bot.domain.emergency import asks_ransom
from bot.domain.kinds import Kind
from bot.domain.reports import Wish
from bot.domain.states import State
from bot.texts import Safe
from bot.views import wording
from bot.views.buttons import Act
from bot.views.keyboard import LABEL, Keys, in_rows, keyboard
from bot.views.layout import cut, lines
from bot.views.message import Message, Reader

ASKED = {
    Wish.REPORT: ("start-urgent", "report-report"),
    Wish.LOST: ("call-police-missing", "report-lost"),
    Wish.FOUND: ("call-police-found", "report-found"),
    Wish.LIGHT: ("start-urgent", "report-light"),
    Wish.DANGER: ("start-urgent", "report-danger"),
}
PLACES = 14
"""Names at a time: seven rows of two, and one to leaf through them."""


def left(reader: Reader) -> Message:
    """Say that nothing more is asked."""
    return Message(reader.words("withdrawn"))


def goes_on(reader: Reader) -> Message:
    """取消 where somebody is asked why they call something off: that was not the reason."""
    return Message(reader.words("gathering-goes-on"))


def asked_no_more(reader: Reader) -> Message:
    """取消 was the answer to a question beside a card."""
    return Message(reader.words("asked-no-more"))


def add_start(reader: Reader) -> Message:
    """补充: the next message is added to the report."""
    return Message(reader.words("add-start"))


def add_received(reader: Reader, worse: Facts | None = None, *, said: str = "") -> Message:
    """What was added has arrived; `worse` is the case where a life is at stake only now.

    Whoever wants money is for the police.
    """
    received = reader.words("add-received")
    money = reader.words("ransom") if asks_ransom(said) else None
    first = _first_of_all(worse, said, reader) if worse else None
    if worse is None or first is None:
        return Message(lines(money, received))
    sent = "prompt-sent" if worse.state is State.DRAFT else "add-told"
    return Message(lines(first, money, received, reader.words(sent)))


def _first_of_all(worse: Facts, said: str, reader: Reader) -> Safe | None:
    """Return whom to ring, or what to do for whoever was found and is in danger."""
    match finders.news_of(worse.kind, said):
        case finders.News.HURT:
            return wording.emergency_call(replace(worse, kind=Kind.HELP, text=said), reader)
        case finders.News.WANTED:
            return lines(reader.words("finder-hand-over"), reader.words("finder-call"))
        case finders.News.LEFT:
            return reader.words("finder-stay")
    return wording.emergency_call(worse, reader)


def not_settled(reader: Reader) -> Message:
    """当场办结 of what is in another grid: nothing is closed."""
    return Message(reader.words("not-settled"))


def where_are_you(reader: Reader, *, lost: bool = False) -> Message:
    """Asked again where the answer named no place that the grid knows; who is `lost` knows none."""
    return Message(reader.words("where-you-stand" if lost else "where-are-you"))


def found_told(reader: Reader, *, draft: bool = False) -> Message:
    """找到了 is answered: staff know, and have a look; what was not submitted need not be any more."""
    words = reader.words
    return Message(lines(words("found-told"), words("found-draft") if draft else None))


def retracted(reader: Reader, case_id: int | None, *, draft: bool) -> Message:
    """There was nothing to it: what staff know of (`case_id`) they decide, and may be wanted still."""
    words = reader.words
    if case_id is None:
        return Message(words("withdrawn"))
    keys = Keys(reader, case_id)
    if draft:
        button = keys.press("button-not-a-report", Act.NOT_A_REPORT)
        return Message(words("retracted-draft"), keyboard([button]))
    return Message(words("retracted-told"), keyboard([keys.press("button-add", Act.ADD)]))


def perhaps_found(reader: Reader, case_id: int | None) -> Message:
    """Staff ask whether it is over; the family may end the search of this case at once."""
    words = reader.words
    if case_id is None:
        return Message(words("found-perhaps"))
    found = Keys(reader, case_id).press("button-found", Act.FOUND)
    return Message(lines(words("found-perhaps"), words("found-press")), keyboard([found]))


def still_missing(reader: Reader) -> Message:
    """To a family whose good news came too early: 110 again, and staff go on."""
    return Message(reader.words("found-not-yet"))


def private_instead(reader: Reader, payload: str = "report") -> Message:
    """What should not be said in a group: one line and the way into the private chat."""
    button = Keys(reader, 0).link("button-private", payload)
    return Message(reader.words("private-instead"), keyboard([button]))


def called(reader: Reader, *, asks: bool) -> Message:
    """Somebody calls the bot in a group and says nothing yet, or `asks` what is true: how to."""
    if asks:
        return Message(reader.words("call-which"))
    button = Keys(reader, 0).link("button-private", "report")
    return Message(reader.words("call-answered"), keyboard([button]))


def answer_in_private(reader: Reader) -> Message:
    """The answer to a command of somebody whose private chat is still closed: the way there."""
    button = Keys(reader, 0).link("button-private", "start")
    return Message(reader.words("answer-in-private"), keyboard([button]))


def own_account_wanted(reader: Reader) -> Message:
    """The answer to a command in the name of a group or a channel: whose rights are meant?"""
    return Message(reader.words("own-account-wanted"))


def own_words_wanted(reader: Reader) -> Message:
    """The answer to a command that was forwarded."""
    return Message(reader.words("own-words-wanted"))


def report_start(reader: Reader, wish: Wish) -> Message:
    """`/report`, `/lost`, `/found`, `/light` in private: what to write now."""
    words = reader.words
    first, question = ASKED[wish]
    return Message(lines(words(first), words(question), words("report-how")))


def report_elsewhere(reader: Reader, wish: Wish, payload: str, *, here: bool = False) -> Message:
    """The same in a group: what to do first, the way to be alone, and `here` where reports are heard."""
    words, (first, question) = reader.words, ASKED[wish]
    button = Keys(reader, 0).link("button-private", payload)
    if not here:
        return Message(lines(words(first), words("private-instead")), keyboard([button]))
    both = words("here-or-private", command=wish.value)
    return Message(lines(words(first), words(question), both), keyboard([button]))


def photo_received(reader: Reader) -> Message:
    """A photo without words in private: they are waited for."""
    return Message(reader.words("photo-received"))


def film_received(reader: Reader) -> Message:
    """A video or a file without words in private: they are waited for."""
    return Message(reader.words("film-received"))


def photo_passed_on(reader: Reader) -> Message:
    """A photo of the person whose case is open: staff have it, and decide."""
    return Message(reader.words("photo-passed-on"))


def place_choice(card: PlaceChoice, reader: Reader) -> Message:
    """Where is it? Towns, then villages, then compounds; a name or a pin will do as well."""
    keys = Keys(reader, card.case_id)
    shown = card.named[card.start : card.start + PLACES]
    buttons = [keys.named(cut(one.name, LABEL), Act.PLACE, _data(one)) for one in shown]
    leaf = []
    if len(card.named) > PLACES:
        after = card.start + PLACES
        following = f"{card.above}.{after if after < len(card.named) else 0}"
        leaf = [keys.press("button-more", Act.PLACE, following)]
    return Message(reader.words("where-choose"), keyboard(*in_rows(buttons), leaf))


def _data(choice: PlaceName) -> str:
    """Return what a button sends: `12` a node, `12-7` a place in it."""
    return f"{choice.grid_id}-{choice.place_id}" if choice.place_id else str(choice.grid_id)


def pin_received(reader: Reader) -> Message:
    """A pin without words in private: what happened there?"""
    return Message(reader.words("pin-received"))


def already_reported(reader: Reader) -> Message:
    """转为上报 of a message that is a report already."""
    return Message(reader.words("already-reported"))


def answer_the_words(reader: Reader) -> Message:
    """转为上报 that answers no resident's message."""
    return Message(reader.words("answer-the-words"))


def answer_passed_on(reader: Reader) -> Message:
    """What staff wrote under a voice message is on its way to its sender."""
    return Message(reader.words("answer-passed-on"))
