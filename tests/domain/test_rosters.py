"""Shifts: how they are written, and whose it is now."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.domain.rosters import Shift, clock, read_shifts

ZONE = ZoneInfo("Asia/Shanghai")
FRIDAY = date(2026, 7, 3)
NIGHTS = Shift(4, None, 20 * 60, 32 * 60)
"""Friday from eight in the evening to eight on Saturday."""

WRITTEN = [
    ("mon-fri", "08:00", "20:00", [0, 1, 2, 3, 4]),
    ("周六,周日", "8:00", "20:00", [5, 6]),
    ("sat-mon", "08:00", "24:00", [5, 6, 0]),
    ("daily", "20:00", "08:00", [0, 1, 2, 3, 4, 5, 6]),
    ("2026-07-03", "08:00", "20:00", [FRIDAY]),
    ("2026-07-03..2026-07-04", "08:00", "20:00", [FRIDAY, date(2026, 7, 4)]),
    ("2026-07-04..2026-07-03", "08:00", "20:00", None),
    ("2026-07-03..2027-07-03", "08:00", "20:00", None),
    ("someday", "08:00", "20:00", None),
    ("mon", "08:60", "20:00", None),
    ("mon", "24:00", "08:00", None),
    ("mon", "8", "20:00", None),
    ("", "08:00", "20:00", None),
]


@pytest.mark.parametrize(("days", "begins", "ends", "read"), WRITTEN)
def test_a_row_is_as_many_shifts(
    days: str, begins: str, ends: str, read: list[int | date] | None
) -> None:
    shifts = read_shifts(days, begins, ends)

    assert (shifts and [one.day or one.weekday for one in shifts]) == read


@pytest.mark.parametrize(
    ("at", "now"),
    [
        ("2026-07-03 19:59", False),
        ("2026-07-03 20:00", True),
        ("2026-07-04 07:59", True),
        ("2026-07-04 08:00", False),
        ("2026-07-04 20:00", False),
    ],
)
def test_a_night_belongs_to_the_day_on_which_it_begins(at: str, *, now: bool) -> None:
    """By the town's clock, whatever zone the time came in."""
    moment = datetime.fromisoformat(at).replace(tzinfo=ZONE).astimezone(ZoneInfo("UTC"))

    assert NIGHTS.covers(moment, ZONE) is now
    assert clock(NIGHTS.ends) == "08:00"
