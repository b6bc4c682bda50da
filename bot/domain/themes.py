"""The safety calendar: what people are reminded of through the year, and when."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum
from functools import lru_cache

from bot.domain.almanac import (
    Almanac,
    Anchor,
    BeforeHoliday,
    ByMoon,
    BySun,
    Feast,
    Fixed,
    Holiday,
    NthWeekday,
    SeasonBegins,
    SeasonEnds,
    Term,
    Weekly,
    days_of,
)
from bot.domain.calendars import A_DAY
from bot.domain.grid import Audience
from bot.domain.seasons import Season


class Theme(StrEnum):
    """What a reminder is about; its words are in messages/*/themes.ftl."""

    DROWNING = "drowning"
    FIRE = "fire"
    SCALD = "scald"
    FALLS = "falls"
    GETTING_LOST = "getting_lost"
    TRAFFIC = "traffic"
    FIREWORKS = "fireworks"
    EBIKE = "ebike"
    GAS = "gas"
    CARBON_MONOXIDE = "carbon_monoxide"
    HEAT = "heat"
    FLOOD = "flood"
    EARTHQUAKE = "earthquake"
    LIFTS = "lifts"
    ELDER_FRAUD = "elder_fraud"
    ONLINE = "online"
    FOOD = "food"
    DOGS = "dogs"
    SCHOOL_START = "school_start"
    HOLIDAY_TRAVEL = "holiday_travel"
    FALLING_OBJECTS = "falling_objects"
    COLD = "cold"
    FIRE_DAY = "fire_day"
    DISASTER_DAY = "disaster_day"
    FAMILY_EDUCATION = "family_education"


_SOUNDS_SO = re.compile(
    r"(?!注意|确保|保证|\w*[了吗呢吧]$)(?:预?防(?!护)\w{1,6}|\w{2,6}(?:安全|常识|平安))|(?:[a-z-]+ ){1,2}safety",
    re.IGNORECASE,
)


def sounds_like_theme(words: str) -> bool:
    """Return whether somebody names a theme, be there one or not: 防雷击, 用电安全."""
    return _SOUNDS_SO.fullmatch(words) is not None


@dataclass(frozen=True)
class ThemeNotice:
    """A theme as a group reads it: a few lines and one thing to do today."""

    theme: Theme


@dataclass(frozen=True)
class ThemeTalk:
    """A theme as one reads it in private: what to do before and after, with its picture."""

    theme: Theme


QUESTIONS = 3
"""Of each theme; `theme-….quiz-1` and so on."""

ANSWERS: dict[Theme, tuple[int, int, int]] = {
    Theme.DROWNING: (1, 2, 0),
    Theme.FIRE: (2, 0, 1),
    Theme.SCALD: (0, 1, 2),
    Theme.FALLS: (1, 2, 0),
    Theme.GETTING_LOST: (1, 2, 0),
    Theme.TRAFFIC: (1, 0, 2),
    Theme.FIREWORKS: (1, 2, 0),
    Theme.EBIKE: (2, 0, 1),
    Theme.GAS: (0, 2, 1),
    Theme.CARBON_MONOXIDE: (1, 2, 0),
    Theme.HEAT: (2, 0, 1),
    Theme.FLOOD: (1, 2, 0),
    Theme.EARTHQUAKE: (2, 0, 1),
    Theme.LIFTS: (1, 2, 0),
    Theme.ELDER_FRAUD: (1, 0, 2),
    Theme.ONLINE: (1, 2, 0),
    Theme.FOOD: (2, 0, 1),
    Theme.DOGS: (1, 2, 0),
    Theme.SCHOOL_START: (1, 2, 0),
    Theme.HOLIDAY_TRAVEL: (2, 1, 0),
    Theme.FALLING_OBJECTS: (1, 0, 2),
    Theme.COLD: (1, 2, 0),
    Theme.FIRE_DAY: (1, 2, 0),
    Theme.DISASTER_DAY: (1, 2, 0),
    Theme.FAMILY_EDUCATION: (2, 1, 0),
}
"""Which option of each question is right, counted from 0."""

APART = timedelta(days=14)
"""So long a group hears nothing more of a theme that it was reminded of."""
_SOONER = {
    Theme.DROWNING: timedelta(days=5),
    Theme.FLOOD: timedelta(days=5),
    Theme.FIREWORKS: timedelta(days=5),
}
"""In their season these come back sooner."""


def apart(theme: Theme) -> timedelta:
    """Return how long the same group must hear nothing of a theme between two reminders of it."""
    return _SOONER.get(theme, APART)


@dataclass(frozen=True)
class Planned:
    """A line of the plan: of several themes, each is the one in its turn."""

    themes: tuple[Theme, ...]
    anchor: Anchor
    at: time
    audiences: frozenset[Audience]


@dataclass(frozen=True)
class Due:
    """A reminder of a year, by the town's clock, and what its day hangs on."""

    day: date
    at: time
    theme: Theme
    anchor: Anchor
    wanted: date
    """The anchor's day; another reminder may have been there first."""


HOMES = frozenset({Audience.RESIDENTS})
FIRMS = frozenset({Audience.BUSINESS})
ALL = HOMES | FIRMS

WITH_GRANDPARENTS = time(9, 30)
AT_WORK = time(10)
BEFORE_COOKING = time(17)
AFTER_DINNER = time(19)

_MONDAY, _TUESDAY, _WEDNESDAY, _THURSDAY, _FRIDAY, _SATURDAY = range(6)


def _plan(
    theme: Theme, anchor: Anchor, at: time, audiences: frozenset[Audience] = HOMES
) -> Planned:
    return Planned((theme,), anchor, at, audiences)


def _in_turn(
    *themes: Theme, anchor: Anchor, at: time, audiences: frozenset[Audience] = HOMES
) -> Planned:
    return Planned(themes, anchor, at, audiences)


PLAN = (
    # Days that everybody knows by their date
    _plan(Theme.FIRE_DAY, Fixed(11, 9), WITH_GRANDPARENTS, ALL),
    _plan(Theme.DISASTER_DAY, Fixed(5, 12), WITH_GRANDPARENTS, ALL),
    _plan(Theme.FIREWORKS, ByMoon(Feast.NEW_YEARS_EVE), WITH_GRANDPARENTS),
    _plan(Theme.FIREWORKS, ByMoon(Feast.LITTLE_NEW_YEAR), AFTER_DINNER),
    _plan(Theme.FIREWORKS, ByMoon(Feast.LANTERNS), BEFORE_COOKING),
    # Before people set out
    _plan(Theme.HOLIDAY_TRAVEL, BeforeHoliday(Holiday.SPRING_FESTIVAL, 9), AFTER_DINNER),
    _plan(Theme.HOLIDAY_TRAVEL, BeforeHoliday(Holiday.LABOUR_DAY, 2), AFTER_DINNER),
    _plan(Theme.HOLIDAY_TRAVEL, BeforeHoliday(Holiday.NATIONAL_DAY, 2), AFTER_DINNER),
    _plan(Theme.FIRE, BeforeHoliday(Holiday.TOMB_SWEEPING, 2), BEFORE_COOKING),
    _plan(Theme.DROWNING, BeforeHoliday(Holiday.DRAGON_BOATS, 2), AFTER_DINNER),
    _plan(Theme.FOOD, BeforeHoliday(Holiday.MID_AUTUMN, 2), BEFORE_COOKING),
    _plan(Theme.SCHOOL_START, SeasonEnds(Season.SUMMER_BREAK, 4), AFTER_DINNER),
    _plan(Theme.SCHOOL_START, SeasonEnds(Season.WINTER_BREAK, 4), AFTER_DINNER),
    # The dangers of a season
    _plan(Theme.FLOOD, SeasonBegins(Season.FLOOD, -3), AFTER_DINNER, ALL),
    _plan(Theme.DROWNING, BySun(Term.GRAIN_RAIN), BEFORE_COOKING),
    _plan(Theme.DROWNING, SeasonBegins(Season.SUMMER_BREAK, -3), AFTER_DINNER),
    _plan(Theme.HEAT, BySun(Term.MINOR_HEAT), AT_WORK, ALL),
    _plan(Theme.HEAT, BySun(Term.MAJOR_HEAT), AT_WORK, ALL),
    _plan(Theme.HEAT, BySun(Term.AUTUMN_BEGINS), AT_WORK, ALL),
    _plan(Theme.CARBON_MONOXIDE, BySun(Term.WINTER_BEGINS), BEFORE_COOKING),
    _plan(Theme.COLD, BySun(Term.MAJOR_SNOW), WITH_GRANDPARENTS, ALL),
    _plan(Theme.COLD, BySun(Term.MINOR_COLD), WITH_GRANDPARENTS, ALL),
    _plan(Theme.FIRE, BySun(Term.MAJOR_COLD), BEFORE_COOKING),
    # Days that a theme has of its own
    _plan(Theme.ELDER_FRAUD, BeforeHoliday(Holiday.SPRING_FESTIVAL, 16), WITH_GRANDPARENTS),
    _plan(Theme.ELDER_FRAUD, Fixed(3, 15), WITH_GRANDPARENTS),
    _plan(Theme.EARTHQUAKE, NthWeekday(3, _MONDAY, -1), AFTER_DINNER),
    _plan(Theme.FAMILY_EDUCATION, Fixed(5, 15), AFTER_DINNER),
    _plan(Theme.GETTING_LOST, Fixed(5, 25), AFTER_DINNER),
    _plan(Theme.FOOD, Fixed(6, 7), BEFORE_COOKING, ALL),
    _plan(Theme.ELDER_FRAUD, Fixed(6, 15), WITH_GRANDPARENTS),
    _plan(Theme.EARTHQUAKE, Fixed(7, 28), AT_WORK, FIRMS),
    _plan(Theme.ONLINE, NthWeekday(9, _MONDAY, 3), AFTER_DINNER, ALL),
    _plan(Theme.GETTING_LOST, Fixed(9, 21), WITH_GRANDPARENTS),
    _plan(Theme.DOGS, Fixed(9, 28), AFTER_DINNER),
    _plan(Theme.FALLS, ByMoon(Feast.DOUBLE_NINTH), WITH_GRANDPARENTS),
    _plan(Theme.FAMILY_EDUCATION, Fixed(11, 20), AFTER_DINNER),
    _plan(Theme.TRAFFIC, Fixed(12, 2), BEFORE_COOKING, ALL),
    _plan(Theme.FOOD, BySun(Term.WINTER_SOLSTICE), BEFORE_COOKING, ALL),
    _plan(Theme.GETTING_LOST, ByMoon(Feast.SPRING_FESTIVAL, 3), WITH_GRANDPARENTS),
    _plan(Theme.ONLINE, SeasonBegins(Season.SUMMER_BREAK, 4), AFTER_DINNER),
    _plan(Theme.ONLINE, SeasonBegins(Season.WINTER_BREAK, 19), AFTER_DINNER),
    _plan(Theme.FALLS, SeasonBegins(Season.SUMMER_BREAK, 13), AFTER_DINNER),
    # Firms look round before a long holiday
    _plan(Theme.FIRE, BeforeHoliday(Holiday.SPRING_FESTIVAL, 4), AT_WORK, FIRMS),
    _plan(Theme.FIRE, BeforeHoliday(Holiday.LABOUR_DAY, 3), AT_WORK, FIRMS),
    _plan(Theme.FIRE, BeforeHoliday(Holiday.NATIONAL_DAY, 3), AT_WORK, FIRMS),
    # And again while the season lasts
    _plan(Theme.FLOOD, Weekly(Season.FLOOD, _TUESDAY, every=3), AFTER_DINNER, ALL),
    _plan(Theme.DROWNING, Weekly(Season.SUMMER_BREAK, _FRIDAY), BEFORE_COOKING),
    _plan(Theme.CARBON_MONOXIDE, Weekly(Season.COLD, _SATURDAY, every=3), BEFORE_COOKING),
    # What is a danger all the time
    _in_turn(
        Theme.EBIKE,
        Theme.FALLING_OBJECTS,
        Theme.GAS,
        Theme.DOGS,
        Theme.TRAFFIC,
        Theme.LIFTS,
        Theme.SCALD,
        Theme.ELDER_FRAUD,
        anchor=Weekly(Season.WARM, _WEDNESDAY, every=2),
        at=AFTER_DINNER,
    ),
    _in_turn(
        Theme.EBIKE,
        Theme.SCALD,
        Theme.GAS,
        Theme.FIRE,
        Theme.ELDER_FRAUD,
        Theme.FALLS,
        Theme.LIFTS,
        Theme.TRAFFIC,
        Theme.FALLING_OBJECTS,
        anchor=Weekly(Season.COLD, _WEDNESDAY),
        at=AFTER_DINNER,
    ),
    _in_turn(
        Theme.FIRE,
        Theme.EBIKE,
        Theme.GAS,
        Theme.TRAFFIC,
        Theme.FALLING_OBJECTS,
        Theme.LIFTS,
        anchor=Weekly(Season.YEAR, _THURSDAY, every=2),
        at=AT_WORK,
        audiences=FIRMS,
    ),
)
"""What comes first finds its day free; whatever else wanted it comes later."""

_WEEK = timedelta(days=6)
A_WEEK = 2
"""More than so many reminders nobody hears from the calendar in seven days."""


@lru_cache(maxsize=64)
def year_of(year: int, audience: Audience, almanac: Almanac) -> tuple[Due, ...]:
    """Return a year's reminders for an audience, a day each at most, by their day.

    One whose day is taken, or whose week is full, comes some days later, or not at all.
    """
    placed: dict[date, Due] = {}
    for line in PLAN:
        if audience not in line.audiences:
            continue
        for nth, wanted in days_of(line.anchor, year, almanac):
            theme = line.themes[nth % len(line.themes)]
            near = [day for day, due in placed.items() if due.theme is theme]
            day = _free_day(wanted, placed, near, apart(theme))
            if day is not None:
                placed[day] = Due(day, line.at, theme, line.anchor, wanted)
    return tuple(placed[day] for day in sorted(placed))


def _free_day(
    wanted: date, taken: Collection[date], same: Collection[date], rest: timedelta
) -> date | None:
    """Return the first day within a week on which one more reminder may come."""
    for later in range(_WEEK.days + 1):
        day = wanted + timedelta(days=later)
        if (
            day.year == wanted.year
            and not any(abs(day - other) < rest for other in same)
            and _has_room(day, taken)
        ):
            return day
    return None


def _has_room(day: date, taken: Collection[date]) -> bool:
    """Return whether a day is free and no seven days round it would hear too much.

    A year does not know the one before or after it: it leaves room for a reminder just beyond.
    """
    if day in taken:
        return False
    beyond = (date(day.year, 1, 1) - A_DAY, date(day.year, 12, 31) + A_DAY)
    known = {other for other in (*taken, *beyond) if abs(other - day) <= _WEEK}
    return all(
        sum(first <= other <= first + _WEEK for other in known) < A_WEEK
        for first in _weeks_with(day)
    )


def _weeks_with(day: date) -> Iterator[date]:
    """Yield the first days of the seven-day stretches that a day lies in."""
    return (day - timedelta(days=back) for back in range(_WEEK.days + 1))
