"""Facts of a case as words: who, what, where and when, short enough for a small screen."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.domain import emergency
from bot.domain.alerts import ELDER_AGE, Level
from bot.domain.cards import Facts
from bot.domain.emergency import Call
from bot.domain.grid import Names
from bot.domain.kinds import CATEGORIES, NOTICE_ENDS, Kind, Outcome
from bot.domain.missing import OUTSIDE
from bot.domain.reports import despairs, is_confidential, may_harm_minor
from bot.domain.states import CLOSED, State
from bot.texts import Safe, escaped
from bot.views.layout import NAME, cut, full_date, head, lines, public, short_date
from bot.views.message import Reader

PHONE = 40
MENTIONS = 8
MINUTES_UP_TO = 90
A_NIGHT = timedelta(hours=12)
"""So far apart two times of day are told without the second day: 23:00–01:00."""

DOTS = {Level.RED: "🔴", Level.ORANGE: "🟠", Level.YELLOW: "🟡", Level.BLUE: "🔵"}
WELL = "✅"
SAID_FOUND = "🔎"
ENDED = "ℹ️"
"""Not every end is good news: who handed somebody over or ended a search gets no tick."""

GOOD_ENDS = {
    Outcome.REUNITED,
    Outcome.FOUND_SAFE,
    Outcome.REPAIRED,
    Outcome.HAZARD_REMOVED,
    Outcome.MEDIATED,
    Outcome.ANSWERED,
}

_MONTHS_UP_TO = 2
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_GROWN_UP = re.compile(
    r"(?P<old>婆婆|奶奶|爷爷|外[公婆]|姥[姥爷]|太[婆爷奶公]|老(?:太|奶|大[爷妈娘]|爷|头|伴|者|人|年人)|大爷|老伯"
    r"|阿[公婆]|[嘎家][公婆]|grand(?:ma|pa|mother|father)|elderly|old (?:man|woman|lady))"
    r"|[爸妈父母哥姐弟妹叔姨舅姑孃嫂]|老[公婆汉]|丈夫|妻|女士|先生|男[的子人]|女[的子人]"
    r"|husband|wife|mother|father|\bm[ou]m|\bdad|uncle|aunt|brother|sister|\bman\b|woman",
    re.IGNORECASE,
)
_RANGE = re.compile(r"(\d+)-(\d+)")


def who(facts: Facts) -> str:
    """Return which of the words of `person` in messages/ means this person."""
    sex = facts.sex if facts.sex in {"male", "female"} else None
    if facts.kind.is_child:
        return {"male": "boy", "female": "girl", None: "child"}[sex]
    if _is_old(facts):
        return {"male": "grandpa", "female": "granny", None: "elder"}[sex]
    return {"male": "man", "female": "woman", None: "adult"}[sex]


def _is_old(facts: Facts) -> bool:
    """By the age, and where none is told by whom the report names first: 有个婆婆迷路了."""
    if facts.age:
        return _years(facts.age) >= ELDER_AGE
    named = _GROWN_UP.search(facts.text)
    return named is not None and named["old"] is not None


def _years(age: str | None) -> float:
    number = _NUMBER.match(age or "")
    return float(number[0]) if number else 0


def age_words(age: str | None, reader: Reader) -> str | None:
    """Return an age of the cards (`5`, `4.5`, `70-79`) in words, None where it is unknown."""
    if not age:
        return None
    words = reader.words
    if between := _RANGE.fullmatch(age):
        low, high = int(between[1]), int(between[2])
        if low % 10 == 0 and high == low + 9:
            return words.plain("age-decade", age=low)
        return words.plain("age-range", **{"from": low, "to": high})
    if not _NUMBER.fullmatch(age):
        return cut(age, 10)
    if float(age) < _MONTHS_UP_TO and not float(age).is_integer():
        return words.plain("age-months", age=round(float(age) * 12))
    if age.endswith(".5"):
        return words.plain("age-half", age=age.removesuffix(".5"))
    return words.plain("age-years", age=age)


def person(facts: Facts, reader: Reader) -> str:
    """Return `5岁男孩`, or as much of that as is known; plain text."""
    words, age = reader.words.plain, age_words(facts.age, reader)
    if age is None:
        return words("person-any", who=who(facts))
    age = _or_guess(facts, "age", age, reader)
    return words("person-aged", age=age, person=words("person", who=who(facts)))


_INSIDE = {"fire": "inside-fire", "gas": "inside-gas"}
_HOUSE = re.compile(
    r"[栋幢楼层屋室家]|单元|厨房|\b(?:building|block|house|flat|floor|room|unit|kitchen)\b",
    re.IGNORECASE,
)
_BESIDE = re.compile(rf"[旁边外前后]|对面|附近|垃圾|{OUTSIDE.pattern}", re.IGNORECASE)
_BY_HAND = {"gas": "headline-gas", "water_pipe": "headline-water"}
"""Staff who write an alert know what a resident's report leaves open."""


def category(facts: Facts) -> str:
    """Return the category of a hazard as messages/ know it."""
    if facts.category == "water" and facts.level is not Level.RED:
        return "water_pipe"
    return known(facts.category)


def known(category: str | None) -> str:
    """Return a category that messages/ have a word for."""
    return category if category in CATEGORIES else "other"


def matter(kind: Kind, category: str | None, reader: Reader) -> str:
    """Return what cases of a kind, and of a hazard's category, have in common; plain text."""
    if kind is Kind.HAZARD and category:
        return reader.words.plain(f"category-{known(category)}")
    return reader.words.plain(f"matter-{kind}")


def what(facts: Facts, reader: Reader) -> str:
    """Return the matter in a few words, without place or name; plain text."""
    words = reader.words.plain
    if facts.kind.is_person and hides_person(facts):
        return words(f"matter-{facts.kind}")
    if facts.kind.is_lost:
        return words("headline-lost", person=person(facts, reader))
    if facts.kind.is_found:
        return words("headline-found", person=person(facts, reader))
    if facts.by_hand and category(facts) in _BY_HAND:
        return words(_BY_HAND[category(facts)])
    if facts.by_hand and category(facts) == "other":
        return words("headline-notice" if facts.level is Level.BLUE else "headline-attention")
    if facts.kind is Kind.HAZARD:
        return words(f"category-{category(facts)}")
    return words(f"headline-{facts.kind}")


def where(facts: Facts) -> str:
    """Return the place the first line names; plain text."""
    if facts.kind.is_person and hides_person(facts):
        return public(facts.area)
    seen = facts.last_seen_place if facts.kind.is_person else None
    return public(seen or facts.place or facts.area)


def headline(facts: Facts, reader: Reader, *, status: str = "") -> Safe:
    """Return `🔴 寻找5岁男孩 · 冒水凼路口`, with a status before it where staff need one."""
    sign = mark(facts)
    matter = what(facts, reader)
    begin = f"{sign} {status}" if status else f"{sign} {matter}"
    rest = [matter] if status else []
    return head(reader, begin, *rest, where(facts), exercise=facts.exercise)


def over(facts: Facts, reader: Reader, text: str) -> Safe:
    """Return the first line of a matter that has ended; of a person it says no more than how."""
    told = (
        () if facts.kind.is_person or confidential(facts) else (what(facts, reader), where(facts))
    )
    return head(reader, f"{_end(facts)} {text}", *told, exercise=facts.exercise)


def mark(facts: Facts) -> str:
    """Return how urgent a matter is, or how it ended; nobody runs for who is said to be found."""
    if facts.state in CLOSED:
        return _end(facts)
    return SAID_FOUND if hides_person(facts) else DOTS[facts.level]


def _end(facts: Facts) -> str:
    return WELL if (facts.ended_as or facts.outcome) in GOOD_ENDS else ENDED


def label(key: str, value: str | None, reader: Reader) -> Safe | None:
    """Return a label line, or None where there is nothing to say."""
    return reader.words(f"label-{key}", value=value) if value else None


def called(facts: Facts, reader: Reader) -> str | None:
    """Return what neighbours may call out, 王小朋友; the whole name where the family allowed it."""
    if facts.full_name:
        return public(facts.full_name, NAME)
    if not facts.surname:
        return None
    return reader.words.plain("called", surname=public(facts.surname, 4), who=who(facts))


def features(facts: Facts, reader: Reader) -> Safe | None:
    """Return how the missing person can be recognised."""
    height = facts.height_cm
    tall = reader.words.plain("label-height", cm=height) if height else ""
    known = [
        _or_guess(facts, "clothing", public(facts.clothing), reader),
        _or_guess(facts, "height_cm", tall, reader),
    ]
    return label("features", " · ".join(part for part in known if part), reader)


def last_seen(facts: Facts, reader: Reader) -> Safe:
    """Return where and when a person was last seen, was found, or is who wrote it."""
    key = "found-at" if facts.kind.is_found else "now-at" if facts.oneself else "last-seen"
    place = public(facts.last_seen_place or facts.place)
    place = _or_guess(facts, "last_seen_place", place, reader)
    time = _or_guess(facts, "last_seen_at", _seen_time(facts, reader) or "", reader)
    return lines(label(key, place, reader), label("time", time, reader))


def _or_guess(facts: Facts, field: str, value: str, reader: Reader) -> str:
    """Return a value with the mark of a guess where it is one; plain text."""
    is_guess = bool(value) and field in facts.guesses
    return reader.words.plain("guessed", value=value) if is_guess else value


def _seen_time(facts: Facts, reader: Reader) -> str | None:
    """Return the full date, with both ends where the words left a stretch of the day open."""
    at, to = facts.last_seen_at, facts.last_seen_to
    if at is None:
        return None
    day = full_date(at, reader)
    if to is None or reader.clock(to) == reader.clock(at):
        return day
    is_plain = reader.day(to) == reader.day(at) or to - at <= A_NIGHT
    return f"{day}–{reader.clock(to)}" if is_plain else day


def place_beyond(facts: Facts, reader: Reader) -> Safe | None:
    """Return the place line where the first line had to cut the place."""
    place = where(facts)
    shown = headline(facts, reader)
    return None if escaped(place) in shown else label("place", place, reader)


def deadline(at: datetime | None, reader: Reader, *, owned: bool, overdue: bool) -> Safe | None:
    """Return by when somebody must take a case or, where somebody has, be done with it."""
    if at is None:
        return None
    key = "deadline-over" if overdue else "deadline-done" if owned else "deadline-taken"
    return reader.words(key, date=short_date(at, reader))


def keeper(name: str | None, phone: str | None, reader: Reader) -> Safe | None:
    """Return who looks after such things where it is, for staff."""
    if not name:
        return None
    reached = cut(phone, PHONE) if phone else ""
    return label("keeper", f"{cut(name, NAME)} {reached}".rstrip(), reader)


def number(facts: Facts, reader: Reader) -> Safe | None:
    return reader.words("number", number=facts.number) if facts.number else None


def grids(key: str, named: Names, reader: Reader) -> Safe | None:
    """Return a line that names the first few grids and counts the others."""
    if not named.all:
        return None
    words = reader.words.plain
    shown = words("board-and").join(cut(name, NAME) for name in named.shown)
    more = named.all - len(named.shown)
    shown = words("board-and-more", names=shown, all=named.all) if more > 0 else shown
    return reader.words(key, grids=shown)


def first_call(facts: Facts) -> Call:
    """Return whom to ring before anybody else."""
    kind, category, level = facts.kind, facts.category, facts.level
    return emergency.first_call(kind, category, level, facts.text, sensitive=facts.sensitive)


def emergency_call(facts: Facts, reader: Reader) -> Safe | None:
    """Return the first line of a life-safety dialogue; none for a burst pipe."""
    call = first_call(facts)
    return None if call is Call.PIPE else reader.words(f"call-{call}")


def for_those_inside(facts: Facts, reader: Reader) -> Safe | None:
    """Return what whoever reports a danger reads: they may be in that very house."""
    if facts.kind is not Kind.HAZARD or facts.by_hand or facts.category not in _INSIDE:
        return None
    return reader.words(_INSIDE[facts.category])


def for_that_house(facts: Facts, reader: Reader) -> Safe | None:
    """Return what everybody reads who may be in the house; all others keep away.

    Only where it is in one: nobody leaves a closed flat for gas that comes from the street.
    """
    houses = list(_HOUSE.finditer(facts.place or ""))
    if facts.level is not Level.RED or not houses:
        return None
    beside = (facts.place or "")[houses[-1].end() :]
    return None if _BESIDE.search(beside) else for_those_inside(facts, reader)


def duty(phone: str, reader: Reader) -> Safe | None:
    return reader.words("duty-phone", phone=cut(phone, PHONE)) if phone else None


def result(kind: Kind, outcome: Outcome | None, reader: Reader) -> str:
    """Return how a case ended in words for residents: 误报 and 重复 are staff words; plain text."""
    words = reader.words.plain
    if outcome is None:
        return words("result-closed")
    if outcome in {Outcome.FALSE_ALARM, Outcome.DUPLICATE} and kind.is_person:
        return words("result-over")
    if outcome is Outcome.DUPLICATE:
        return words("result-joined")
    return words("result-no-need") if outcome is Outcome.FALSE_ALARM else words(f"result-{outcome}")


def end(facts: Facts, reader: Reader) -> str:
    """Return how a case ended in words for residents; plain text.

    Nobody who misses somebody still reads that nobody need search.
    """
    if facts.sought:
        return reader.words.plain("result-sought")
    if facts.is_notice and facts.outcome in NOTICE_ENDS:
        return reader.words.plain(f"result-notice-{facts.outcome}")
    return result(facts.kind, facts.ended_as or facts.outcome, reader)


def state(facts: Facts) -> str:
    """Return the text key of where a case stands; what was written by hand may be past its hour."""
    return "state-expired" if facts.expired else f"state-{facts.state}"


def outcome(facts: Facts, outcome: Outcome, reader: Reader) -> str:
    """Return an outcome as staff read it; plain text."""
    notice = facts.is_notice and outcome in NOTICE_ENDS
    return reader.words.plain(f"outcome-notice-{outcome}" if notice else f"outcome-{outcome}")


def hides_person(facts: Facts) -> bool:
    """Return whether description, name and words must be gone from every message (promise 6)."""
    if facts.kind.is_person and facts.state is State.PENDING_CHECK:
        return True
    return facts.state is State.WITHDRAWN or (facts.kind.is_person and facts.state in CLOSED)


def about_a_minor(facts: Facts) -> bool:
    """Return whether a child may come to harm: then the police come first, whoever reads it."""
    return may_harm_minor(facts.kind, facts.text, sensitive=facts.sensitive)


def in_despair(facts: Facts) -> bool:
    """Return whether somebody does not want to live: kind words, and a way to somebody who listens."""
    return despairs(facts.kind, facts.text)


def poisoned(facts: Facts) -> bool:
    """Return whether somebody has taken poison: 120 first, and no group reads it again."""
    return emergency.is_poisoned(facts.kind, facts.text)


def confidential(facts: Facts) -> bool:
    """Return whether a group must not read anything of the matter (promise 9)."""
    return is_confidential(facts.kind, facts.level, sensitive=facts.sensitive)


def span(minutes: int, reader: Reader) -> str:
    """Return how long somebody has waited; nobody counts 326 minutes; plain text."""
    words = reader.words.plain
    if minutes <= MINUTES_UP_TO:
        return words("span-minutes", minutes=minutes)
    hours, rest = divmod(minutes, 60)
    return (
        words("span-both", hours=hours, minutes=rest) if rest else words("span-hours", hours=hours)
    )


def mentioned(people: Sequence[tuple[int, str]]) -> Safe:
    """Return people by name, so that Telegram calls each of them (user id, name)."""
    return Safe(
        " ".join(
            f'<a href="tg://user?id={user_id}">{escaped(cut(name, NAME))}</a>'
            for user_id, name in people[:MENTIONS]
        )
    )
