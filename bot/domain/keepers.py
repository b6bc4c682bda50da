"""Who looks after lamps and the like at a node, and by when they promise to have mended them.

The register calls them owners; in here the owner of a case is whoever works on it.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.calendars import Calendar
from bot.domain.kinds import Kind

KEPT = (Kind.LIGHT, Kind.HAZARD, Kind.NEED)
"""What somebody can be said to look after."""

LONGEST_DAYS = 60
LONGEST = timedelta(days=90)
_PROMISE = re.compile(
    r"([0-9]{1,5}) ?(min|分钟|h|小时|天|wd|working days?|个?工作日)", re.IGNORECASE
)
_MINUTES = {"min": 1, "分钟": 1, "h": 60, "小时": 60, "天": 24 * 60}


@dataclass(frozen=True)
class Promise:
    """So many working days or, by night and on holidays too, so many minutes."""

    days: int | None = None
    minutes: int | None = None

    def due(self, runs: Calendar, *, since: datetime) -> datetime:
        """Return by when it is to be kept."""
        if self.minutes is not None:
            return since + timedelta(minutes=self.minutes)
        return runs.add(since, (self.days or 0) * runs.day)


def read_promise(text: str) -> Promise | None:
    """Read 24h, 90分钟, 2天, 3个工作日; None for anything else, and for what is too long or nothing."""
    found = _PROMISE.fullmatch(text.strip())
    if found is None:
        return None
    count, unit = int(found[1]), found[2].lower()
    if unit not in _MINUTES:
        return Promise(days=count) if 0 < count <= LONGEST_DAYS else None
    minutes = count * _MINUTES[unit]
    return Promise(minutes=minutes) if timedelta() < timedelta(minutes=minutes) <= LONGEST else None


@dataclass(frozen=True)
class Keeper:
    """Who looks after it, for staff and, but for the phone, for whoever reported it."""

    name: str
    phone: str | None = None
    promise: Promise | None = None
