"""Working time: the hours in which somebody on staff can be expected to act."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.domain.policy import QuietHours

if TYPE_CHECKING:
    from holidays import HolidayBase

A_DAY = timedelta(days=1)
_SATURDAY = 5
_MIDNIGHT = time()

Stretch = tuple[datetime, datetime]


@dataclass(frozen=True)
class Notices:
    """What a town has been told of days off: it holds instead of what the library knows.

    The notice of a year names its first of October, and then all of its days are known; any other
    day that is named, like the 31 December before, stands for itself.
    """

    off: frozenset[date] = frozenset()
    worked: frozenset[date] = frozenset()

    def covers(self, year: int) -> bool:
        """Whether there is a notice for the whole year."""
        return date(year, 10, 1) in self.off

    def is_working_day(self, day: date) -> bool:
        """Return whether offices are open: by the notice, else as far as the library knows."""
        if day in self.off or day in self.worked:
            return day in self.worked
        return day.weekday() < _SATURDAY if self.covers(day.year) else is_working_day(day)

    def only_statutory(self, year: int) -> bool:
        """Whether nobody has said yet which days are moved in a year."""
        return not self.covers(year) and not _has_moved_days(year)


NO_NOTICES = Notices()


@dataclass(frozen=True)
class Calendar:
    """When a clock runs: not in quiet hours and on days off, or, where no hour is quiet, always."""

    zone: ZoneInfo
    quiet: QuietHours | None = None
    notices: Notices = NO_NOTICES

    @property
    def day(self) -> timedelta:
        """How much of a working day the clock runs: so much later it is the same time next day."""
        return A_DAY if self.quiet is None else sum(map(_length, _hours(self.quiet)), timedelta())

    def add(self, at: datetime, working: timedelta) -> datetime:
        """Return the first moment by which so much working time has gone by; of none, when it runs."""
        if self.quiet is None:
            return at + working
        for begin, end in self._stretches(at, self.quiet):
            if end - begin >= working:
                return begin + working
            working -= end - begin
        raise AssertionError("days never end")

    def between(self, at: datetime, until: datetime) -> timedelta:
        """Return how much working time lies between; nothing where it is over already."""
        if self.quiet is None:
            return max(until - at, timedelta())
        gone = timedelta()
        for begin, end in self._stretches(at, self.quiet):
            if begin >= until:
                break
            gone += min(end, until) - begin
        return gone

    def _stretches(self, at: datetime, quiet: QuietHours) -> Iterator[Stretch]:
        """Yield the working hours from a moment on, in UTC: a zone's own arithmetic forgets its shifts."""
        day = at.astimezone(self.zone).date()
        while True:
            for begin, end in _hours(quiet) if self.notices.is_working_day(day) else ():
                opens, closes = self._moment(day, begin), self._moment(day, end)
                if closes > at:
                    yield max(opens, at), closes
            day += A_DAY

    def _moment(self, day: date, since_midnight: timedelta) -> datetime:
        local = datetime.combine(day, _MIDNIGHT) + since_midnight
        return local.replace(tzinfo=self.zone).astimezone(UTC)


def _hours(quiet: QuietHours) -> list[tuple[timedelta, timedelta]]:
    """Return the working hours of a day, from and to since midnight."""
    start, end = _since_midnight(quiet.start), _since_midnight(quiet.end)
    hours = [(end, start)] if start > end else [(timedelta(), start), (end, A_DAY)]
    return [(begin, close) for begin, close in hours if begin < close]


def _since_midnight(at: time) -> timedelta:
    return timedelta(hours=at.hour, minutes=at.minute, seconds=at.second)


def _length(hours: tuple[timedelta, timedelta]) -> timedelta:
    return hours[1] - hours[0]


def is_working_day(day: date) -> bool:
    """Return whether offices are open in China: no weekend and no holiday, or a weekend moved."""
    return _china().is_working_day(day)


def _has_moved_days(year: int) -> bool:
    """Whether the library knows a year's notice: every one has moved some weekends so far."""
    days = _china()
    _ = date(year, 1, 1) in days  # a year is worked out when it is asked about
    return any(day.year == year for day in days.weekend_workdays)


@cache
def _china() -> "HolidayBase":
    """Return China's days off; each year is worked out when it is first asked about."""
    from holidays import country_holidays  # noqa: PLC0415 takes half a second, see Gege.start

    return country_holidays("CN")
