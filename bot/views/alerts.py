"""What residents read of an alert, before it is published, while it stands, and afterwards."""

from bot.domain.alert_cards import AlertPost, AllClear, Preview, Thanks
from bot.domain.alerts import Ending, Level
from bot.domain.cards import Facts
from bot.domain.kinds import DEADLY, Kind, calls_fire_brigade
from bot.texts import Safe, escaped
from bot.views import layout, wording
from bot.views.buttons import Act
from bot.views.keyboard import Keys, Row, keyboard
from bot.views.layout import dotted, lines
from bot.views.message import Drawn, Message, Reader

SNIPPET = 60
NOTICE, CAPTION = 2500, 450
"""Room for staff's own words in a message, and under a photo, beside the lines that are ours."""

_WATCH_PERSON = {Kind.FOUND_CHILD: "watch-found-child", Kind.FOUND_ADULT: "watch-found-adult"}
_NOTICES = frozenset({"other", "water_pipe"})
"""What staff write by hand below red is more often news than a danger to keep away from."""


def alert_post(card: AlertPost, reader: Reader) -> Message:
    """The alert; without a check (未核实先发) it carries no name. Photos come with the post."""
    return Message(alert_text(card, reader), keyboard(*_alert_rows(card.facts, reader)))


def alert_text(card: AlertPost | Preview, reader: Reader, *, staff: bool = False) -> Safe:
    """Return what an alert says; every fact comes from a field, never from the report's words.

    Staff of the grids that hear it are told what they can do, and forward nothing.
    """
    facts, words = card.facts, reader.words
    verified = card.verified if isinstance(card, AlertPost) else True
    until = layout.full_date(card.valid_until, reader)
    return lines(
        wording.headline(facts, reader),
        _updated(card, reader),
        *_described(facts, reader, verified=verified),
        None if verified else words("alert-unverified"),
        None if staff else wording.for_that_house(facts, reader),
        _staff_to_do(facts, reader) if staff else _to_do(facts, reader),
        dotted(wording.number(facts, reader), words("alert-valid", until=until)),
        _calls(card, reader),
        _latest(facts.number, reader) if facts.number and not staff else None,
    )


def _updated(card: AlertPost | Preview, reader: Reader) -> Safe | None:
    if isinstance(card, Preview) or card.updated_at is None:
        return None
    return reader.words("alert-updated", at=layout.full_date(card.updated_at, reader))


def _described(facts: Facts, reader: Reader, *, verified: bool) -> list[Safe | None]:
    if facts.kind.is_found:
        return [wording.last_seen(facts, reader)]
    if facts.kind.is_lost:
        return [
            wording.label("address", wording.called(facts, reader) if verified else None, reader),
            wording.features(facts, reader),
            wording.last_seen(facts, reader),
            None
            if facts.last_seen_at
            else wording.label("reported", _reported(facts, reader), reader),
        ]
    return [
        _place(facts, reader),
        _in_full(facts) or wording.label("what", _snippet(facts), reader),
        wording.label("time", _reported(facts, reader), reader),
    ]


def _place(facts: Facts, reader: Reader) -> Safe | None:
    if facts.by_hand:
        return wording.place_beyond(facts, reader)
    return wording.label("place", layout.public(facts.place or facts.area), reader)


def _in_full(facts: Facts) -> Safe | None:
    """Return what staff have written, line by line, as far as a message or caption has room."""
    if not facts.notice:
        return None
    return escaped(layout.whole(facts.notice, CAPTION if facts.has_photo else NOTICE))


def _snippet(facts: Facts) -> str | None:
    """Where neither category nor place is known, the words themselves, without contact."""
    if facts.place or facts.sensitive or wording.category(facts) != "other":
        return None
    return layout.public(facts.text, SNIPPET)


def _reported(facts: Facts, reader: Reader) -> Safe | None:
    at = facts.last_seen_at or facts.reported_at
    return layout.full_date(at, reader) if at else None


def _to_do(facts: Facts, reader: Reader) -> Safe | None:
    if facts.by_hand:
        return None  # staff have written it
    if facts.kind.is_lost:
        return reader.words("alert-see-lost")
    if facts.kind.is_found:
        return reader.words("alert-see-found")
    inside = wording.for_that_house(facts, reader)
    return reader.words("alert-see-others" if inside else "alert-see-hazard")


def _staff_to_do(facts: Facts, reader: Reader) -> Safe:
    if facts.kind.is_person:
        return reader.words(_WATCH_PERSON.get(facts.kind, "watch-lost"))
    category = wording.category(facts)
    if facts.level is Level.RED or category in DEADLY:
        return reader.words("watch-danger")
    plain = facts.level is Level.BLUE or (facts.by_hand and category in _NOTICES)
    return reader.words("watch-notice" if plain else "watch-hazard")


def _calls(card: AlertPost | Preview, reader: Reader) -> Safe:
    words = reader.words
    both = calls_fire_brigade(card.facts.kind, card.facts.category)
    return dotted(
        words("alert-call-both" if both else "alert-call-police"),
        words("alert-duty", phone=layout.cut(card.duty_phone, wording.PHONE))
        if card.duty_phone
        else None,
    )


def _latest(number: int, reader: Reader) -> Safe:
    return layout.linked("alert-latest", f"case_{number}", reader, bot=reader.bot)


def _alert_rows(facts: Facts, reader: Reader) -> list[Row]:
    keys = Keys(reader, facts.case_id)
    clue = keys.link("button-clue", f"clue_{facts.number}")
    parent = keys.link("button-parent", f"claim_{facts.number}")
    ask = [
        keys.press("button-progress", Act.PROGRESS),
        keys.press("button-wrong-info", Act.WRONG_INFO),
    ]
    if facts.by_hand and not facts.kind.is_person:
        return [ask]  # nobody is looked for
    return [[clue, parent] if facts.kind.is_found else [clue], ask]


_FOUND = {
    Kind.LOST_CHILD: "clear-found-child",
    Kind.LOST_ADULT: "clear-found-adult",
    Kind.FOUND_CHILD: "clear-safe-child",
    Kind.FOUND_ADULT: "clear-safe-adult",
}


_THANKS = {
    Kind.LOST_CHILD: "thanks-child",
    Kind.LOST_ADULT: "thanks-adult",
    Kind.FOUND_CHILD: "thanks-safe-child",
    Kind.FOUND_ADULT: "thanks-safe-adult",
}
"""Who was found alone was never lost to the neighbours."""


def all_clear(card: AllClear, reader: Reader) -> Message:
    """What stands in an alert's place; whoever was looked for is not named or shown any more."""
    words = reader.words
    first = layout.head(reader, f"{_mark(card)} {words.plain(_ending(card))}")
    at = layout.full_date(card.at, reader)
    forwarded = None if card.ending is Ending.EXPIRED else words("clear-forwarded")
    number = words("clear-number", number=card.number, at=at)
    search = words("clear-search-on") if card.ending is Ending.NOT_FOUND else None
    text = lines(first, number, search, _still_dangerous(card, reader), forwarded)
    return Message(text, picture=Drawn.ALL_CLEAR)


def _still_dangerous(card: AllClear, reader: Reader) -> Safe | None:
    """Nobody has said that it is safe now: whom to ask."""
    if not card.danger:
        return None
    phone = layout.cut(card.duty_phone, wording.PHONE)
    return reader.words("clear-ask-phone", phone=phone) if phone else reader.words("clear-ask")


def _mark(card: AllClear) -> str:
    if card.ending is Ending.NOT_FOUND:
        return wording.DOTS[Level.ORANGE]
    return wording.WELL if card.ending.is_well else wording.ENDED


def _ending(card: AllClear) -> str:
    match card.ending:
        case Ending.FOUND:
            return _FOUND.get(card.kind, "clear-over-hazard")
        case Ending.NOT_FOUND:
            child = card.kind is Kind.LOST_CHILD
            return "clear-not-found-child" if child else "clear-not-found-adult"
        case Ending.OVER:
            return "clear-over-person" if card.kind.is_person else "clear-over-hazard"
        case Ending.SEARCH_ENDED:
            return "clear-search-ended"
        case Ending.EXPIRED:
            return "clear-expired"
        case Ending.ENDED:
            return "clear-ended"
        case Ending.RECALLED:
            return "clear-recalled"


def thanks(card: Thanks, reader: Reader) -> Message:
    """The one silent reply under an alert that had sounded."""
    if not card.kind.is_person:
        return Message(reader.words("clear-over-hazard"))
    if card.ending is Ending.SEARCH_ENDED:
        return Message(reader.words("clear-search-ended"))
    found = card.ending is Ending.FOUND
    return Message(reader.words(_THANKS[card.kind] if found else "thanks-over"))


def police_number_wanted(reader: Reader) -> Message:
    """发布 of a capable adult: the police's number comes first; the next message is it."""
    return Message(reader.words("police-number-wanted"))


def photo_shown(reader: Reader) -> Message:
    """The reason is on record: the alert will carry the photo."""
    return Message(reader.words("photo-shown"))
