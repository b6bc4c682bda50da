"""What a reminder's day hangs on, a festival, a holiday or a season, and which days of a year those are."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import IntEnum, StrEnum
from functools import cache

from bot.domain.calendars import A_DAY, NO_NOTICES, Notices
from bot.domain.seasons import MonthDay, Season, Seasons

YEARS = range(2020, 2100)
"""For which the libraries know the moon, the terms and the holidays."""

_FROM_SATURDAY = 5
_LONGEST_HOLIDAY = 14


_BREAK_BEFORE_FESTIVAL = timedelta(days=12)
_WINTER_BREAK = timedelta(days=29)
"""In Chengdu it is thirty days from a Saturday, twelve days or so before the Spring Festival."""


class Term(IntEnum):
    """The solar terms, in the order in which a year has them."""

    MINOR_COLD = 0
    MAJOR_COLD = 1
    SPRING_BEGINS = 2
    RAIN_WATER = 3
    INSECTS_AWAKEN = 4
    SPRING_EQUINOX = 5
    CLEAR_AND_BRIGHT = 6
    GRAIN_RAIN = 7
    SUMMER_BEGINS = 8
    GRAIN_BUDS = 9
    GRAIN_IN_EAR = 10
    SUMMER_SOLSTICE = 11
    MINOR_HEAT = 12
    MAJOR_HEAT = 13
    AUTUMN_BEGINS = 14
    HEAT_ENDS = 15
    WHITE_DEW = 16
    AUTUMN_EQUINOX = 17
    COLD_DEW = 18
    FROST = 19
    WINTER_BEGINS = 20
    MINOR_SNOW = 21
    MAJOR_SNOW = 22
    WINTER_SOLSTICE = 23


class Feast(StrEnum):
    """Days by the moon."""

    LITTLE_NEW_YEAR = "little_new_year"
    NEW_YEARS_EVE = "new_years_eve"
    SPRING_FESTIVAL = "spring_festival"
    LANTERNS = "lanterns"
    DRAGON_BOATS = "dragon_boats"
    MID_AUTUMN = "mid_autumn"
    DOUBLE_NINTH = "double_ninth"


_BY_THE_MOON = {
    Feast.LITTLE_NEW_YEAR: (12, 23),
    Feast.SPRING_FESTIVAL: (1, 1),
    Feast.LANTERNS: (1, 15),
    Feast.DRAGON_BOATS: (5, 5),
    Feast.MID_AUTUMN: (8, 15),
    Feast.DOUBLE_NINTH: (9, 9),
}


class Holiday(StrEnum):
    """The public holidays, each with the days that a year's notice puts round it."""

    NEW_YEAR = "new_year"
    SPRING_FESTIVAL = "spring_festival"
    TOMB_SWEEPING = "tomb_sweeping"
    LABOUR_DAY = "labour_day"
    DRAGON_BOATS = "dragon_boats"
    MID_AUTUMN = "mid_autumn"
    NATIONAL_DAY = "national_day"


@dataclass(frozen=True)
class Almanac:
    """A town's year: its seasons, and the days off that it has been told of."""

    seasons: Seasons = field(default_factory=Seasons)
    notices: Notices = NO_NOTICES

    def season(self, season: Season, year: int) -> tuple[date, date]:
        """Return the first and the last day of the season that begins in a year."""
        if span := self.seasons.span(season):
            return span.begun(year)
        near = feast_of(Feast.SPRING_FESTIVAL, year) - _BREAK_BEFORE_FESTIVAL
        first = _nearest_saturday(near)
        return first, first + _WINTER_BREAK

    def days_off(self, holiday: Holiday, year: int) -> tuple[date, date]:
        """Return the first and the last day off round a holiday, weekends that touch it among them."""
        first = last = _own_day(holiday, year)
        while self._is_off(first - A_DAY) and (last - first).days < _LONGEST_HOLIDAY:
            first -= A_DAY
        while self._is_off(last + A_DAY) and (last - first).days < _LONGEST_HOLIDAY:
            last += A_DAY
        return first, last

    def _is_off(self, day: date) -> bool:
        return not self.notices.is_working_day(day)


@dataclass(frozen=True)
class Fixed:
    """The same date every year."""

    month: int
    day: int

    def days(self, year: int, _almanac: Almanac) -> Iterator[date]:
        yield MonthDay(self.month, self.day).of(year)


@dataclass(frozen=True)
class NthWeekday:
    """The n-th Monday (0) to Sunday (6) of a month; -1 is the last one."""

    month: int
    weekday: int
    nth: int

    def days(self, year: int, _almanac: Almanac) -> Iterator[date]:
        if self.nth < 0:
            after = date(year + self.month // 12, self.month % 12 + 1, 1)
            back = (after.weekday() - self.weekday - 1) % 7 + 1
            yield after - timedelta(days=back + 7 * (-self.nth - 1))
            return
        first = date(year, self.month, 1)
        ahead = (self.weekday - first.weekday()) % 7
        yield first + timedelta(days=ahead + 7 * (self.nth - 1))


@dataclass(frozen=True)
class ByMoon:
    """So many days after a feast; before it where they are negative."""

    feast: Feast
    after: int = 0

    def days(self, year: int, _almanac: Almanac) -> Iterator[date]:
        yield feast_of(self.feast, year) + timedelta(days=self.after)


@dataclass(frozen=True)
class BySun:
    """The day of a solar term."""

    term: Term

    def days(self, year: int, _almanac: Almanac) -> Iterator[date]:
        yield _terms(year)[self.term]


@dataclass(frozen=True)
class BeforeHoliday:
    """So many days before the first day off of a holiday."""

    holiday: Holiday
    before: int

    def days(self, year: int, almanac: Almanac) -> Iterator[date]:
        first, _ = almanac.days_off(self.holiday, year)
        yield first - timedelta(days=self.before)


@dataclass(frozen=True)
class SeasonBegins:
    """So many days after the first day of a season; before it where they are negative."""

    season: Season
    after: int = 0

    def days(self, year: int, almanac: Almanac) -> Iterator[date]:
        first, _ = almanac.season(self.season, year)
        yield first + timedelta(days=self.after)


@dataclass(frozen=True)
class SeasonEnds:
    """So many days before the last day of a season."""

    season: Season
    before: int = 0

    def days(self, year: int, almanac: Almanac) -> Iterator[date]:
        _, last = almanac.season(self.season, year)
        yield last - timedelta(days=self.before)


@dataclass(frozen=True)
class Weekly:
    """One weekday in every so many weeks of a season."""

    season: Season
    weekday: int
    every: int = 1

    def days(self, year: int, almanac: Almanac) -> Iterator[date]:
        first, last = almanac.season(self.season, year)
        day = first + timedelta(days=(self.weekday - first.weekday()) % 7)
        while day <= last:
            yield day
            day += timedelta(weeks=self.every)


Anchor = Fixed | NthWeekday | ByMoon | BySun | BeforeHoliday | SeasonBegins | SeasonEnds | Weekly


def days_of(anchor: Anchor, year: int, almanac: Almanac) -> Iterator[tuple[int, date]]:
    """Yield an anchor's days in a year, each with how many of the same season were before it.

    What hangs on a year may fall into the one before or after it: New Year's holidays begin in
    December, the cold season ends in March.
    """
    for begun in (year - 1, year, year + 1):
        for nth, day in enumerate(anchor.days(begun, almanac)):
            if day.year == year:
                yield nth, day


def feast_of(feast: Feast, year: int) -> date:
    """Return the day of a feast in a year; the last month of the moon's year falls into the next one."""
    if feast is Feast.NEW_YEARS_EVE:
        return feast_of(Feast.SPRING_FESTIVAL, year) - A_DAY
    month, day = _BY_THE_MOON[feast]
    return _by_the_moon(year - 1 if month == 12 else year, month, day)


def _own_day(holiday: Holiday, year: int) -> date:
    if holiday is Holiday.TOMB_SWEEPING:
        return _terms(year)[Term.CLEAR_AND_BRIGHT]
    fixed = {Holiday.NEW_YEAR: (1, 1), Holiday.LABOUR_DAY: (5, 1), Holiday.NATIONAL_DAY: (10, 1)}
    if holiday in fixed:
        return date(year, *fixed[holiday])
    return feast_of(Feast(holiday), year)


def _nearest_saturday(day: date) -> date:
    ahead = (_FROM_SATURDAY - day.weekday()) % 7
    return day + timedelta(days=ahead if ahead <= 3 else ahead - 7)


@cache
def _by_the_moon(year: int, month: int, day: int) -> date:
    """Return a day of the moon's year; of a month that comes twice, in the first one."""
    from lunar_python import Lunar  # type: ignore[import-untyped]  # noqa: PLC0415 only who plans a year needs it

    found = Lunar.fromYmd(year, month, day).getSolar()
    return date(found.getYear(), found.getMonth(), found.getDay())


@cache
def _terms(year: int) -> tuple[date, ...]:
    """Return the days of a year's twenty-four terms; the library's table begins with two of the year before."""
    from lunar_python import Solar  # noqa: PLC0415 only who plans a year needs it

    table = Solar.fromYmd(year, 6, 15).getLunar().getJieQiTable()
    found = [date(at.getYear(), at.getMonth(), at.getDay()) for at in table.values()]
    return tuple(day for day in found if day.year == year)
