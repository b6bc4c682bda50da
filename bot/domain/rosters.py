"""The duty roster: whose shift it is, and how days and hours are written."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

DAY = 24 * 60
"""Minutes."""
WEEK = 7
LONGEST = 62
"""Days that one row may span."""

_WORDS = {
    word: number
    for number, words in enumerate(
        (
            ("mon", "周一"),
            ("tue", "周二"),
            ("wed", "周三"),
            ("thu", "周四"),
            ("fri", "周五"),
            ("sat", "周六"),
            ("sun", "周日"),
        )
    )
    for word in words
}
_DAILY = frozenset({"daily", "每天"})
_CLOCK = re.compile(r"(\d{1,2})[:：](\d{2})(?:[:：]00)?")


@dataclass(frozen=True)
class Shift:
    """Hours on a weekday, or on one date; `ends` is beyond DAY for a night."""

    weekday: int | None
    day: date | None
    starts: int
    ends: int

    def covers(self, at: datetime, zone: ZoneInfo) -> bool:
        """Whether it is this shift now; a night belongs to the day on which it begins."""
        local = at.astimezone(zone)
        minute = local.hour * 60 + local.minute
        return any(
            self._is_of(local.date() - timedelta(days=before))
            and self.starts <= minute + before * DAY < self.ends
            for before in (0, 1)
        )

    def _is_of(self, day: date) -> bool:
        return day == self.day if self.day else day.weekday() == self.weekday

    def begins_on(self, at: datetime, zone: ZoneInfo) -> bool:
        """Whether it is one of today's."""
        return self._is_of(at.astimezone(zone).date())


@dataclass(frozen=True)
class OnDuty:
    """A shift of today as it is told of."""

    name: str
    starts: int
    ends: int


def read_shifts(days: str, begins: str, ends: str) -> tuple[Shift, ...] | None:
    """Return the shifts of a row, None where days or hours can't be read.

    >>> len(read_shifts("mon-fri", "08:00", "20:00"))
    5
    >>> read_shifts("2026-07-05", "20:00", "08:00")[0].ends
    1920
    """
    first, last = _clock(begins), _clock(ends)
    if first is None or last is None or first == DAY:
        return None
    until = last if last > first else last + DAY
    weekdays, dates = _weekdays(days), _dates(days)
    made = [Shift(weekday, None, first, until) for weekday in weekdays]
    made += [Shift(None, day, first, until) for day in dates]
    return tuple(made) or None


def clock(minute: int) -> str:
    """Return a minute of the day as it is written, `08:00`."""
    return f"{minute % DAY // 60:02}:{minute % 60:02}"


def _clock(text: str) -> int | None:
    said = _CLOCK.fullmatch(text.strip())
    minute = int(said[1]) * 60 + int(said[2]) if said and int(said[2]) < 60 else None
    return minute if minute is not None and minute <= DAY else None


def _weekdays(text: str) -> Iterable[int]:
    """Return the weekdays of `mon-fri`, `周六,周日`, `daily`; none for anything else."""
    if text.lower() in _DAILY:
        return range(WEEK)
    found: list[int] = []
    for part in re.split(r"[,，、]", text.lower()):
        first, _, last = part.strip().partition("-")
        if first not in _WORDS or (last or first) not in _WORDS:
            return ()
        begin, end = _WORDS[first], _WORDS[last or first]
        found += [day % WEEK for day in range(begin, end + 1 + WEEK * (end < begin))]
    return dict.fromkeys(found)


def _dates(text: str) -> list[date]:
    """Return the days of `2026-07-05` or `2026-07-05..2026-07-08`; none for anything else."""
    first, _, last = text.partition("..")
    try:
        begin, end = date.fromisoformat(first), date.fromisoformat(last or first)
    except ValueError:
        return []
    span = (end - begin).days
    return [begin + timedelta(days=n) for n in range(span + 1)] if 0 <= span < LONGEST else []
