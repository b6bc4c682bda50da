"""The seasons of a town: its floods, its school breaks, the warm and the cold part of the year."""

from calendar import isleap
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


@dataclass(frozen=True)
class MonthDay:
    """A day of every year; where February is short, the 29th is its last day."""

    month: int
    day: int

    def of(self, year: int) -> date:
        """Return the date in a year."""
        short = (self.month, self.day) == (2, 29) and not isleap(year)
        return date(year, self.month, 28 if short else self.day)


@dataclass(frozen=True)
class Span:
    """From one day of the year to another, both among them; it may run over the end of the year."""

    first: MonthDay
    last: MonthDay

    def begun(self, year: int) -> tuple[date, date]:
        """Return the first and the last day of the one that begins in a year."""
        first, last = self.first.of(year), self.last.of(year)
        return first, last if last >= first else self.last.of(year + 1)


class Season(StrEnum):
    """A part of the year; a town sets the last three itself."""

    YEAR = "year"
    WARM = "warm"
    COLD = "cold"
    FLOOD = "flood"
    SUMMER_BREAK = "summer_break"
    WINTER_BREAK = "winter_break"


_CLIMATE = {
    Season.YEAR: Span(MonthDay(1, 1), MonthDay(12, 31)),
    Season.WARM: Span(MonthDay(3, 1), MonthDay(10, 31)),
    Season.COLD: Span(MonthDay(11, 1), MonthDay(2, 29)),
}


@dataclass(frozen=True)
class Seasons:
    """A town's own seasons, in Chengdu unless it says otherwise."""

    flood: Span = Span(MonthDay(5, 1), MonthDay(9, 30))
    summer_break: Span = Span(MonthDay(7, 4), MonthDay(8, 31))
    winter_break: Span | None = None
    """None: it goes by the Spring Festival."""

    def span(self, season: Season) -> Span | None:
        """Return from when to when a season is in every year, None where the moon decides."""
        own = {
            Season.FLOOD: self.flood,
            Season.SUMMER_BREAK: self.summer_break,
            Season.WINTER_BREAK: self.winter_break,
        }
        return own[season] if season in own else _CLIMATE[season]
