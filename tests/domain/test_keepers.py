"""What firms promise: read from a table's cell, and by when it is to be kept."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest

from bot.domain.calendars import Calendar
from bot.domain.keepers import Promise, read_promise
from bot.domain.policy import QuietHours

ZONE = ZoneInfo("Asia/Shanghai")
TOWN = Calendar(ZONE, QuietHours(time(21), time(8)))
FRIDAY = datetime(2026, 7, 3, 20, 0, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("cell", "promise"),
    [
        ("24h", Promise(minutes=1440)),
        ("24小时", Promise(minutes=1440)),
        ("90 min", Promise(minutes=90)),
        ("2天", Promise(minutes=2880)),
        ("3wd", Promise(days=3)),
        ("3 working days", Promise(days=3)),
        ("3个工作日", Promise(days=3)),
        ("soon", None),
        ("0h", None),
        ("61wd", None),
        ("99999天", None),
        ("-3h", None),
    ],
)
def test_a_promise_is_read_as_people_write_it(cell: str, promise: Promise | None) -> None:
    assert read_promise(cell) == promise


@pytest.mark.parametrize(
    ("promise", "due", "why"),
    [
        (Promise(minutes=1440), datetime(2026, 7, 4, 20, tzinfo=ZONE), "24 hours are 24 hours"),
        (Promise(days=1), datetime(2026, 7, 6, 20, tzinfo=ZONE), "a working day skips the weekend"),
    ],
)
def test_hours_run_on_saturdays_working_days_do_not(
    promise: Promise, due: datetime, why: str
) -> None:
    assert promise.due(TOWN, since=FRIDAY) == due, why
