"""Leave: from when to when somebody is away, who stands in for them, and how that is written."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.grid import Role

LONGEST = timedelta(days=60)
"""Of a leave, and how long before it may be asked for."""
LONGEST_ID = 15
NOT_HANDED_ON = frozenset({Role.ADMIN})
"""Whoever may appoint people does not lend that out."""

_SPAN = re.compile(r"(\d{1,3})(天|d|小时|h)")
_DAYS = re.compile(r"(\d{1,2})[月./](\d{1,2})日?(?:[-到~至—](\d{1,2})[月./](\d{1,2})日?)?")
_BACK = frozenset({"off", "回来", "取消"})


@dataclass(frozen=True)
class LeaveOrder:
    """Who goes (None: the writer), who stands in, from when to when; `back` ends a leave."""

    who: int | None = None
    stand_in: int | None = None
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    back: bool = False


@dataclass(frozen=True)
class Leave:
    """A leave as it is told of: to whoever goes, and to whoever stands in."""

    who: str
    stand_in: str
    grids: tuple[str, ...]
    starts_at: datetime
    ends_at: datetime
    by: str
    over: bool = False
    out_of_reach: bool = False
    """The stand-in has never opened the private chat: no card reaches them there."""


@dataclass(frozen=True)
class LeaveNews:
    """For whoever stands in, and for whoever somebody else has sent on leave."""

    leave: Leave
    stands_in: bool


def read_leave(
    words: str, answered: int | None, now: datetime, zone: ZoneInfo
) -> LeaveOrder | None:
    """Return what `[WHO] 3天 STAND-IN`, `7月5日-7月8日 STAND-IN` or `[WHO] off` says.

    Whoever is answered stands in where no id says so. None for anything else.
    """
    ids = [word for word in words.split() if word.isascii() and word.isdecimal()]
    rest = [word for word in words.split() if word not in ids]
    if len(rest) != 1 or any(len(word) > LONGEST_ID for word in ids):
        return None
    people = [int(word) for word in ids]
    if rest[0].lower() in _BACK:
        return _back(people)
    span = _span(rest[0], now, zone)
    if span is None:
        return None
    named = people if people or answered is None else [answered]
    if len(named) not in {1, 2}:
        return None
    return LeaveOrder(named[0] if named[1:] else None, named[-1], *span)


def _back(people: Sequence[int]) -> LeaveOrder | None:
    if len(people) > 1:
        return None
    return LeaveOrder(who=people[0] if people else None, back=True)


def _span(word: str, now: datetime, zone: ZoneInfo) -> tuple[datetime, datetime] | None:
    """Return from when to when; a date without a year is the next one."""
    if said := _SPAN.fullmatch(word):
        hours = int(said[1]) * (24 if said[2] in {"天", "d"} else 1)
        return (now, now + timedelta(hours=hours)) if hours else None
    if said := _DAYS.fullmatch(word):
        first = _day(int(said[1]), int(said[2]), now, zone)
        last = _day(int(said[3]), int(said[4]), now, zone) if said[3] else first
        if first is None or last is None:
            return None
        return max(first, now), last + timedelta(days=1)
    return None


def _day(month: int, day: int, now: datetime, zone: ZoneInfo) -> datetime | None:
    """Return the beginning of the day that comes next, today included."""
    today = now.astimezone(zone).date()
    for year in (today.year, today.year + 1):
        try:
            found = datetime.combine(today.replace(year=year, month=month, day=day), time(), zone)
        except ValueError:
            return None
        if found.date() >= today:
            return found
    return None


def is_sensible(starts_at: datetime, ends_at: datetime, now: datetime) -> bool:
    """Return whether a leave ends after it begins, lasts not too long and is not too far away."""
    return starts_at < ends_at <= starts_at + LONGEST and starts_at <= now + LONGEST
