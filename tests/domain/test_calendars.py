"""Working time: nights, weekends and holidays don't count, weekends that were moved do."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.calendars import Calendar, Notices
from bot.domain.policy import QuietHours

ZONE = ZoneInfo("Asia/Shanghai")
NIGHT = QuietHours(time(21), time(8))
TOWN = Calendar(ZONE, NIGHT)
ALWAYS = Calendar(ZONE)


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-{text}").replace(tzinfo=ZONE)


@pytest.mark.parametrize(
    ("calendar", "begins", "minutes", "ends", "why"),
    [
        (TOWN, "07-02T10:00", 120, "07-02T12:00", "on a Thursday by day every minute counts"),
        (TOWN, "07-02T20:00", 120, "07-03T09:00", "21:00 to 08:00 doesn't"),
        (TOWN, "07-02T19:00", 120, "07-02T21:00", "the evening's last minute still does"),
        (TOWN, "07-02T23:30", 60, "07-03T09:00", "who writes at night is read in the morning"),
        (TOWN, "07-03T20:00", 120, "07-06T09:00", "a weekend doesn't"),
        (TOWN, "09-30T20:00", 120, "10-08T09:00", "the National Day's week doesn't"),
        (TOWN, "10-09T20:00", 120, "10-10T09:00", "that Saturday everybody works"),
        (TOWN, "07-04T12:00", 0, "07-06T08:00", "no time at all: when it begins to run"),
        (Calendar(ZONE, QuietHours(time(12), time(14))), "07-02T11:00", 120, "07-02T15:00", "noon"),
        (ALWAYS, "07-04T23:00", 120, "07-05T01:00", "a life is counted in every minute"),
    ],
)
def test_so_much_working_time_later(
    calendar: Calendar, begins: str, minutes: int, ends: str, why: str
) -> None:
    assert calendar.add(at(begins), timedelta(minutes=minutes)) == at(ends), why


def test_working_days_later_it_is_the_same_time_of_day() -> None:
    """Three working days from Thursday are Tuesday."""
    assert TOWN.day == timedelta(hours=13)
    assert TOWN.add(at("07-02T10:20"), 3 * TOWN.day) == at("07-07T10:20")
    assert ALWAYS.add(at("07-02T10:20"), 3 * ALWAYS.day) == at("07-05T10:20")


NOTICE = Notices(
    off=frozenset({date(2027, 1, 1), date(2027, 10, 1), date(2027, 10, 8), date(2027, 12, 31)}),
    worked=frozenset({date(2027, 10, 9)}),
)
"""Of 2027, with the first day of the one after it."""


@pytest.mark.parametrize(
    ("day", "works", "why"),
    [
        (date(2027, 10, 8), False, "the notice gives the Friday off"),
        (date(2027, 10, 9), True, "and takes the Saturday"),
        (date(2027, 10, 5), True, "what it doesn't name is a Tuesday like others"),
        (date(2027, 10, 10), False, "or a Sunday"),
        (date(2026, 10, 1), False, "a year without a notice is the library's"),
        (date(2026, 10, 10), True, "with the weekends that it knows of"),
    ],
)
def test_a_notice_overrides_exactly_its_year(day: date, *, works: bool, why: str) -> None:
    assert NOTICE.is_working_day(day) == works, why


def test_a_last_day_of_december_alone_is_no_notice_of_its_year() -> None:
    """The notice of 2028 may name the 31 December 2027; all else of 2027 stays known."""
    early = Notices(off=frozenset({date(2026, 12, 31)}))

    assert not early.is_working_day(date(2026, 12, 31))
    assert not early.is_working_day(date(2026, 10, 1))
    assert [early.only_statutory(year) for year in (2026, 2027)] == [False, True]
    assert not NOTICE.only_statutory(2027)
    runs = Calendar(ZONE, NIGHT, NOTICE)
    friday = datetime(2027, 10, 7, 20, tzinfo=ZONE)
    assert runs.add(friday, timedelta(hours=2)) == datetime(2027, 10, 9, 9, tzinfo=ZONE)


MINUTES = st.integers(min_value=0, max_value=60 * 24 * 20)
MOMENTS = st.builds(lambda minutes: at("01-01T00:00") + timedelta(minutes=minutes), MINUTES)
SPANS = st.builds(lambda minutes: timedelta(minutes=minutes), MINUTES)
CALENDARS = st.sampled_from(
    [
        TOWN,
        ALWAYS,
        Calendar(ZONE, QuietHours(time(0), time(6))),
        Calendar(ZoneInfo("Europe/Paris"), NIGHT),
    ]
)


@settings(deadline=None)
@given(CALENDARS, MOMENTS, SPANS, SPANS)
def test_what_is_added_lies_between(
    calendar: Calendar, begins: datetime, one: timedelta, other: timedelta
) -> None:
    """Two spans one after the other are their sum, and no time runs backwards."""
    first = calendar.add(begins, one)

    assert first >= begins
    assert calendar.between(begins, first) == one
    assert calendar.between(begins, calendar.add(first, other)) == one + other
    assert calendar.between(first, begins) == timedelta()
