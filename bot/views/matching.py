"""Two cases that may be about one person, as the staff of both grids read it."""

from bot.domain.likeness import Sign, Trait
from bot.domain.match_cards import SamePerson
from bot.texts import Safe, escaped
from bot.views import layout, wording
from bot.views.buttons import Act
from bot.views.keyboard import Keys, keyboard
from bot.views.layout import NAME, cut, lines
from bot.views.message import Drawn, Message, Reader

MOST = 6
"""Signs on a line."""
SOON = 10
"""In minutes."""
NEAR, KILOMETRE = 300, 1000
"""In metres; nearer than that nobody knows two places so exactly."""


def same_person(card: SamePerson, reader: Reader) -> Message:
    """是同一人 · 不是; afterwards who said so, and what is to be done then."""
    words, keys = reader.words, Keys(reader, card.case_id)
    if card.over:
        picture = Drawn.ALL_CLEAR if card.has_photo else None
        over = _merged(card, reader) or words("match-over")
        return Message(lines(_title(card, reader), over), picture=picture)
    if card.same is not None:
        return _decided(card, reader)
    text = lines(
        _title(card, reader),
        _signs("match-agree", card.agree, card, reader),
        _signs("match-differ", card.differ, card, reader),
        _apart(card, reader),
        _other(card, reader),
        words("match-photo", number=card.other) if card.has_photo else None,
        words("match-own-will") if card.own_will else None,
        words("match-do"),
    )
    pair = str(card.match_id)
    yes = keys.press("button-same-person", Act.SAME_PERSON, pair)
    return Message(text, keyboard([yes, keys.press("button-not-it", Act.OTHER_PERSON, pair)]))


def _title(card: SamePerson, reader: Reader) -> Safe:
    words, who = reader.words.plain, "child" if card.kind.is_child else "adult"
    key = {None: "match-title", True: "match-same", False: "match-other"}[card.same]
    sign = "ℹ️" if card.over or card.same is False else wording.DOTS[card.level]
    said = words(key, who=who, lost=card.lost, found=card.found)
    return layout.bold(escaped(f"{sign} {said}"))


def _decided(card: SamePerson, reader: Reader) -> Message:
    words, by = reader.words, cut(card.by or "", NAME)
    time = reader.clock(card.decided_at) if card.decided_at else ""
    if not card.same:  # and a stranger's photo stands there no longer
        picture = Drawn.ALL_CLEAR if card.has_photo else None
        denied = words("match-denied", time=time, who=by)
        return Message(lines(_title(card, reader), denied), picture=picture)
    contact = Keys(reader, card.other_id).press("button-contact", Act.CONTACT)
    goes_on = card.ended != card.other
    text = lines(
        _title(card, reader),
        words("match-confirmed", time=time, who=by),
        _other(card, reader) if goes_on else None,
        *_next(card, reader),
    )
    picture = Drawn.ALL_CLEAR if card.has_photo and card.ended is not None else None
    return Message(text, keyboard([contact] if goes_on else []), picture=picture)


def _next(card: SamePerson, reader: Reader) -> list[Safe]:
    words = reader.words
    if merged := _merged(card, reader):
        return [merged]
    if card.twice:
        return [words("match-keep"), words("match-merge")]
    left = []
    if card.ended != card.lost:
        left.append(words("match-own-will" if card.own_will else "match-tell"))
    if card.ended != card.found:
        left.append(words("match-hand-over", found=card.found))
    if card.ended != card.lost:
        left.append(words("match-close", lost=card.lost))
    return left


def _merged(card: SamePerson, reader: Reader) -> Safe | None:
    if card.merged is None:
        return None
    gone = card.found if card.merged == card.lost else card.lost
    return reader.words("match-merged", gone=gone, number=card.merged)


def _other(card: SamePerson, reader: Reader) -> Safe:
    """Say whom to ring up: the staff of the other case."""
    words, grid = reader.words, cut(card.other_grid, NAME)
    if card.other_owner:
        who = cut(card.other_owner, NAME)
        return words("match-with", number=card.other, grid=grid, who=who)
    return words("match-at", number=card.other, grid=grid)


def _signs(key: str, signs: tuple[Sign, ...], card: SamePerson, reader: Reader) -> Safe | None:
    said = [_sign(sign, card, reader) for sign in signs[:MOST]]
    return reader.words(key, signs=" · ".join(said)) if said else None


def _sign(sign: Sign, card: SamePerson, reader: Reader) -> str:
    words = reader.words.plain
    if sign.trait is Trait.NAME:
        return words("sign-other-name" if sign.what else "sign-name")
    if sign.trait is Trait.SEX:
        child = {"male": "boy", "female": "girl"}.get(sign.lost, "girl")
        return words("sign-sex", who=child if card.kind.is_child else sign.lost)
    if sign.trait is Trait.CLOTHES:
        return _clothes(sign, reader)
    if sign.trait is Trait.HEIGHT:
        return words("sign-height", height=_both(sign.lost, sign.found, reader))
    ages = [wording.age_words(age, reader) or "" for age in (sign.lost, sign.found)]
    return words("sign-age", age=_both(ages[0], ages[1], reader))


def _clothes(sign: Sign, reader: Reader) -> str:
    words = reader.words.plain
    garment = words("garment", garment=sign.what)
    lost, found = (_colours(one, reader) for one in (sign.lost, sign.found))
    if not lost:
        return garment
    if not found:
        return words("sign-coloured", colour=lost, garment=garment)
    return words("sign-colours", garment=garment, colours=_both(lost, found, reader))


def _colours(joined: str, reader: Reader) -> str:
    words = reader.words.plain
    return words("list-and").join(words("colour", colour=one) for one in joined.split("+") if one)


def _both(lost: str, found: str, reader: Reader) -> str:
    """Return one value where both are the same, else the missing person's before the found one's."""
    if lost == found or not found:
        return cut(lost, NAME)
    return reader.words.plain("sign-both", lost=cut(lost, NAME), found=cut(found, NAME))


def _apart(card: SamePerson, reader: Reader) -> Safe:
    """Say how far apart the two were in time and, where that is known, in place."""
    words = reader.words.plain
    after = words("match-after", after=wording.span(card.minutes, reader))
    when = after if card.minutes >= SOON else words("match-at-once")
    if card.metres is None:
        return reader.words("match-when", when=when)
    return reader.words("match-apart", where=_far(card.metres, reader), when=when)


def _far(metres: int, reader: Reader) -> str:
    words = reader.words.plain
    if metres < NEAR:
        return words("match-near")
    if metres < KILOMETRE:
        return words("match-metres", metres=round(metres, -2))
    return words("match-kilometres", kilometres=f"{metres / KILOMETRE:.1f}")
