"""A leave as it is written in chat."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.absences import LeaveOrder, is_sensible, read_leave

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 7, 5, 10, 0, tzinfo=ZONE)


def day(month: int, date: int, year: int = 2026) -> datetime:
    return datetime(year, month, date, tzinfo=ZONE)


def days(count: float) -> datetime:
    return NOW + timedelta(days=count)


WRITTEN = [
    ("3天 510002", None, LeaveOrder(None, 510002, NOW, days(3))),
    ("510001 3d 510002", None, LeaveOrder(510001, 510002, NOW, days(3))),
    ("12小时 510002", None, LeaveOrder(None, 510002, NOW, days(0.5))),
    ("3天", 510002, LeaveOrder(None, 510002, NOW, days(3))),
    ("7月8日-7月10日 510002", None, LeaveOrder(None, 510002, day(7, 8), day(7, 11))),
    ("7.5-7.6 510002", None, LeaveOrder(None, 510002, NOW, day(7, 7))),
    ("1月2日 510002", None, LeaveOrder(None, 510002, day(1, 2, 2027), day(1, 3, 2027))),
    ("off", None, LeaveOrder(back=True)),
    ("510001 回来", None, LeaveOrder(who=510001, back=True)),
    ("3天", None, None),
    ("0天 510002", None, None),
    ("13月1日 510002", None, None),
    ("7月8日 7月10日 510002", None, None),
    ("510001 510002 510003 3天", None, None),
    ("下周 510002", None, None),
    (f"3天 {'9' * 16}", None, None),
]


@pytest.mark.parametrize(("words", "answered", "order"), WRITTEN, ids=[row[0] for row in WRITTEN])
def test_a_leave_is_read(words: str, answered: int | None, order: LeaveOrder | None) -> None:
    assert read_leave(words, answered, NOW, ZONE) == order


def test_a_leave_has_an_end_and_is_not_for_ever() -> None:
    assert is_sensible(NOW, days(60), NOW)
    assert not is_sensible(NOW, days(61), NOW)
    assert not is_sensible(days(2), days(1), NOW)
    assert not is_sensible(days(61), days(62), NOW)
