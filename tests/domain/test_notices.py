"""When a notice comes: by every rhythm, in every zone, through every change of the clock."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.notices import Repeat, Rhythm

SHANGHAI, BERLIN = ZoneInfo("Asia/Shanghai"), ZoneInfo("Europe/Berlin")
ZONES = [
    SHANGHAI,
    BERLIN,
    ZoneInfo("America/New_York"),
    ZoneInfo("Australia/Lord_Howe"),
    ZoneInfo("UTC"),
]
LATEST = datetime(2032, 1, 1, tzinfo=UTC)

rhythms = st.builds(
    Rhythm,
    first=st.dates(date(2024, 1, 1), date(2030, 12, 31)),
    minute=st.integers(0, 1439),
    zone=st.sampled_from(ZONES),
    repeat=st.sampled_from(Repeat),
    times=st.none() | st.integers(1, 40),
)
moments = st.datetimes(datetime(2023, 1, 1), datetime(2031, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - the zone comes with it


def days(rhythm: Rhythm, count: int) -> list[str]:
    return [f"{rhythm.nth(n).astimezone(rhythm.zone):%m-%d %H:%M}" for n in range(count)]


def test_a_month_that_is_too_short_has_its_last_day() -> None:
    monthly = Rhythm(date(2026, 1, 31), 540, SHANGHAI, Repeat.MONTHLY)
    assert days(monthly, 4) == ["01-31 09:00", "02-28 09:00", "03-31 09:00", "04-30 09:00"]
    yearly = Rhythm(date(2024, 2, 29), 540, SHANGHAI, Repeat.YEARLY)
    assert days(yearly, 5) == ["02-29 09:00", *["02-28 09:00"] * 3, "02-29 09:00"]


def test_an_hour_that_the_clock_leaves_out_or_has_twice() -> None:
    """In Berlin 02:30 does not exist on 29 March 2026, and comes twice on 25 October."""
    spring = Rhythm(date(2026, 3, 28), 150, BERLIN, Repeat.DAILY)
    assert days(spring, 3) == ["03-28 02:30", "03-29 03:30", "03-30 02:30"]
    autumn = Rhythm(date(2026, 10, 25), 150, BERLIN, Repeat.DAILY)
    assert autumn.nth(0) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert autumn.after(autumn.nth(0)) == datetime(2026, 10, 26, 1, 30, tzinfo=UTC)


@settings(deadline=None)
@given(rhythms, moments)
def test_the_next_one_is_the_first_that_is_later(rhythm: Rhythm, at: datetime) -> None:
    """Against a model that counts from the beginning."""
    last = rhythm.times or 10_000
    last = 1 if rhythm.repeat is Repeat.ONCE else last
    model = next((due for n in range(last) if (due := rhythm.nth(n)) > at or due > LATEST), None)

    assert rhythm.after(at) == model


@settings(deadline=None)
@given(rhythms, moments)
def test_days_come_in_order_at_their_hour(rhythm: Rhythm, at: datetime) -> None:
    """Never two on a day of the town, never none in between; an hour is moved only by the clock."""
    found = [due for due in [rhythm.after(at)] if due is not None]
    while found and len(found) < 5 and (following := rhythm.after(found[-1])) is not None:
        found.append(following)

    local = [due.astimezone(rhythm.zone) for due in found]
    assert all(one.date() < other.date() for one, other in pairwise(local))
    for due in local:
        minute = due.hour * 60 + due.minute
        assert minute == rhythm.minute or minute - rhythm.minute in {30, 60}
    for due in found:
        assert due < rhythm.good_until(due) <= due + timedelta(days=7)


@pytest.mark.parametrize("repeat", Repeat)
def test_nothing_comes_after_the_end(repeat: Repeat) -> None:
    until = datetime(2026, 7, 10, 12, tzinfo=UTC)
    rhythm = Rhythm(date(2026, 7, 8), 540, SHANGHAI, repeat, until=until)
    last = rhythm.after(datetime(2026, 7, 9, 23, tzinfo=UTC))
    assert last == (datetime(2026, 7, 10, 1, tzinfo=UTC) if repeat is Repeat.DAILY else None)
    assert rhythm.good_until(rhythm.nth(0)) <= until
