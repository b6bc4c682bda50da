"""The daily line at a duty desk: whether yesterday's alerts have reached everybody."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

DAILY_AT = time(8, 30)
A_DAY = timedelta(days=1)
NAMED = 5
"""So many groups are named; `gege check --groups` lists all."""


@dataclass(frozen=True)
class Daily:
    """What the last day's alerts have reached, and which groups can't be reached at all."""

    grid: str
    alerts: int
    sent: int
    failed: int
    unreachable: tuple[str, ...]
    """Titles of the first groups, or what stands for one without."""
    count: int
    """How many groups these are in all."""

    @property
    def says_something(self) -> bool:
        """Whether there is anything to tell: a quiet day has no line (promise 8)."""
        return bool(self.alerts or self.count)


def next_daily(after: datetime, zone: ZoneInfo) -> datetime:
    """Return the next morning at half past eight after a moment."""
    today = after.astimezone(zone).date()
    due = datetime.combine(today, DAILY_AT, zone)
    return due if due > after else datetime.combine(today + A_DAY, DAILY_AT, zone)
