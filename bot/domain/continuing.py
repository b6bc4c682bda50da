"""Whether further words of one person go on with what they have just reported."""

import re

from bot.domain.duplicates import numbers_of
from bot.domain.intake import PersonText, PlaceText, Understanding
from bot.domain.kinds import Kind

ANOTHER = re.compile(
    r"另外?一?[个位处]|另外|还有一?[个位处]|又有?一?[个位处]|第二[个处]|\banother\b", re.IGNORECASE
)
ASKS = re.compile(
    r"[?？]|[吗嘛没][?？。!！\s]*$|啥|哪[个家些里儿]|谁|咋|好久|多久|几点|怎么|什么|\b(?:who|what|where|when|how)\b",
    re.IGNORECASE,
)
POLITE = re.compile(
    r"(?:(?:好+[的嘞哦啊呀吧了]?|嗯+|哦+|噢|收到|[晓知][得道]了?|(?:谢谢|感谢|多谢|辛苦|麻烦|拜托)(?:大家|各位|你们?|了|啦|哈)*"
    r"|ok(?:ay)?|thanks?|thank you|yes|no|对|是的?|不是)[\s\W]*)+",
    re.IGNORECASE,
)
MANNERS = 24
"""Longer words are no mere thanks."""
LONGEST = 80
YEARS_APART = 2


def is_another(first: Understanding, told: Understanding, text: str) -> bool:
    """Whether words that are a report by themselves tell of another matter than the one before."""
    before, after = Kind(first.kind), Kind(told.kind)
    if ANOTHER.search(text) or (first.category, before.is_lost) != (told.category, after.is_lost):
        return True
    if before.is_person and after.is_person:
        return _is_somebody_else(first.person, told.person)
    both = zip(numbers_of(first.place), numbers_of(told.place), strict=True)
    return before is not after or any(one and other and one != other for one, other in both)


def _is_somebody_else(known: PersonText, told: PersonText) -> bool:
    if known.sex and told.sex and known.sex != told.sex:
        return True
    ages = known.ages[0], told.ages[0]
    return ages[0] is not None and ages[1] is not None and abs(ages[0] - ages[1]) > YEARS_APART


def tells_more(kind: Kind, told: Understanding, text: str) -> bool:
    """Whether words among neighbours, read as being about that report, describe it any further.

    A time alone does not: people speak of supper too.
    """
    if len(text) > LONGEST or says_nothing_more(text):
        return False
    if told.phones or told.place.text is not None:
        return True
    person = told.person
    described = (person.name, person.sex, person.age, person.height_cm, person.clothing)
    return kind.is_person and any(value is not None for value in described)


def says_nothing_more(text: str) -> bool:
    """Whether words are a question, thanks or a nod, and nothing to write down."""
    said = text.strip()
    return bool(ASKS.search(said) or (len(said) <= MANNERS and POLITE.fullmatch(said)))


def fuller_place(before: PlaceText, then: PlaceText) -> str | None:
    """Return two tellings of one place as one: compound, building, floor, and what stands there last.

    What is known stays; the same words are not said twice.
    """
    if before.text is None or then.text is None:
        return before.text or then.text
    both = zip(numbers_of(before), numbers_of(then), strict=True)
    if any(one and other for one, other in both) or then.text in before.text:
        return before.text
    if before.text in then.text:
        return then.text
    told = then.text.removeprefix(before.community or "")
    known = before.text
    if _rank(then) < _rank(before):
        cut = len(before.community or "") if known.startswith(before.community or "") else 0
    else:
        landmark = before.landmark or ""
        cut = known.find(landmark) if landmark and landmark in known else len(known)
    return known[:cut] + told + known[cut:]


def _rank(place: PlaceText) -> int:
    """Return the place in line of the first number: building, stair, floor, room."""
    return next(
        (rank for rank, told in enumerate(numbers_of(place)) if told), len(numbers_of(place))
    )
