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
_MIDNIGHT = time()

Stretch = tuple[datetime, datetime]


@dataclass(frozen=True)
class Calendar:
    """When a clock runs: not in quiet hours and on days off, or, where no hour is quiet, always."""

    zone: ZoneInfo
    quiet: QuietHours | None = None

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
            for begin, end in _hours(quiet) if is_working_day(day) else ():
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


@cache
def _china() -> "HolidayBase":
    """Return China's days off; each year is worked out when it is first asked about."""
    from holidays import country_holidays  # noqa: PLC0415 takes half a second, see Gege.start

    return country_holidays("CN")
