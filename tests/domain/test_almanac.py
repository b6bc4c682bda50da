"""The almanac: festivals, terms, holidays and seasons, to the day."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.almanac import (
    YEARS,
    Almanac,
    Anchor,
    BeforeHoliday,
    ByMoon,
    BySun,
    Feast,
    Fixed,
    Holiday,
    NthWeekday,
    SeasonBegins,
    SeasonEnds,
    Term,
    Weekly,
    days_of,
)
from bot.domain.calendars import Notices
from bot.domain.seasons import MonthDay, Season, Seasons, Span

CHENGDU = Almanac()
NOTICE = Notices(
    off=frozenset(date(2027, 4, day) for day in (29, 30))
    | frozenset(date(2027, 5, day) for day in (1, 2, 3))
    | {date(2027, 10, 1)},
    worked=frozenset({date(2027, 4, 25), date(2027, 5, 8)}),
)
"""Five days off in May 2027, two of them before the first."""


def days(anchor: Anchor, year: int, almanac: Almanac = CHENGDU) -> list[str]:
    return [f"{day:%m-%d}" for _, day in days_of(anchor, year, almanac)]


@pytest.mark.parametrize(
    ("anchor", "year", "found", "why"),
    [
        (Fixed(11, 9), 2026, ["11-09"], "the same every year"),
        (Fixed(2, 29), 2028, ["02-29"], "a leap year"),
        (Fixed(2, 29), 2027, ["02-28"], "else the last day of February"),
        (NthWeekday(9, 0, 3), 2026, ["09-21"], "the third Monday of September"),
        (NthWeekday(5, 6, 2), 2027, ["05-09"], "Mother's Day"),
        (NthWeekday(3, 0, -1), 2027, ["03-29"], "the last Monday of March"),
        (NthWeekday(12, 3, -1), 2026, ["12-31"], "the last Thursday is the last day of the year"),
        (ByMoon(Feast.LITTLE_NEW_YEAR), 2027, ["01-30"], "腊月廿三 is of the moon's old year"),
        (ByMoon(Feast.NEW_YEARS_EVE), 2027, ["02-05"], "a last month of 29 days"),
        (ByMoon(Feast.NEW_YEARS_EVE), 2024, ["02-09"], "and one of 30"),
        (ByMoon(Feast.LANTERNS), 2026, ["03-03"], "元宵"),
        (ByMoon(Feast.MID_AUTUMN), 2025, ["10-06"], "the sixth month came twice"),
        (ByMoon(Feast.MID_AUTUMN), 2033, ["09-08"], "the year in which calendars disagreed"),
        (ByMoon(Feast.DOUBLE_NINTH), 2026, ["10-18"], "重阳"),
        (ByMoon(Feast.SPRING_FESTIVAL, 3), 2026, ["02-20"], "days after it"),
        (BySun(Term.CLEAR_AND_BRIGHT), 2027, ["04-05"], "清明"),
        (BySun(Term.MINOR_COLD), 2027, ["01-05"], "小寒, the year's first"),
        (BySun(Term.WINTER_SOLSTICE), 2026, ["12-22"], "冬至, its last"),
        (BeforeHoliday(Holiday.NATIONAL_DAY, 2), 2026, ["09-29"], "of a year with a notice"),
        (BeforeHoliday(Holiday.NATIONAL_DAY, 2), 2025, ["09-29"], "with 中秋 in the same holiday"),
        (BeforeHoliday(Holiday.MID_AUTUMN, 2), 2025, ["09-29"], "seen from the other"),
        (BeforeHoliday(Holiday.SPRING_FESTIVAL, 1), 2026, ["02-14"], "a worked Saturday"),
        (BeforeHoliday(Holiday.NEW_YEAR, 1), 2023, ["12-29"], "the day off is in the year before"),
        (BeforeHoliday(Holiday.LABOUR_DAY, 1), 2027, ["04-30"], "without a notice"),
        (SeasonBegins(Season.FLOOD, -3), 2026, ["04-28"], "before the season"),
        (SeasonEnds(Season.SUMMER_BREAK, 4), 2026, ["08-27"], "before school starts"),
        (SeasonBegins(Season.WINTER_BREAK), 2025, ["01-18"], "by the Spring Festival"),
        (SeasonBegins(Season.WINTER_BREAK), 2024, ["01-27"], "a Saturday"),
        (Weekly(Season.SUMMER_BREAK, 4, every=3), 2026, ["07-10", "07-31", "08-21"], "Fridays"),
    ],
)
def test_which_days(anchor: Anchor, year: int, found: list[str], why: str) -> None:
    assert days(anchor, year) == found, why


def test_a_notice_moves_what_hangs_on_a_holiday() -> None:
    """Whoever imports the year's notice gets the days before the holiday that people really have."""
    told = Almanac(notices=NOTICE)

    assert days(BeforeHoliday(Holiday.LABOUR_DAY, 1), 2027, told) == ["04-28"]
    assert told.days_off(Holiday.LABOUR_DAY, 2027) == (date(2027, 4, 29), date(2027, 5, 3))


def test_a_season_may_run_over_the_end_of_the_year() -> None:
    """January belongs to the winter that began before it, and counts on from there."""
    winter = Almanac(Seasons(winter_break=Span(MonthDay(12, 20), MonthDay(1, 20))))
    sundays = list(days_of(Weekly(Season.WINTER_BREAK, 6), 2027, winter))

    assert sundays[0] == (2, date(2027, 1, 3))
    assert [day for _, day in sundays][-1] == date(2027, 12, 26)
    assert days(SeasonEnds(Season.COLD), 2028) == ["02-29"]
    assert days(SeasonEnds(Season.COLD), 2027) == ["02-28"]


@settings(deadline=None)
@given(st.sampled_from(YEARS))
def test_every_year_has_every_feast_term_and_holiday_once(year: int) -> None:
    """Leap years and years of thirteen moons are no exception."""
    terms = [date.fromisoformat(f"{year}-{found}") for t in Term for found in days(BySun(t), year)]

    assert terms == sorted(terms)
    assert len(terms) == len(Term)
    assert all(len(days(ByMoon(feast), year)) == 1 for feast in Feast)
    for holiday in Holiday:
        first, last = CHENGDU.days_off(holiday, year)
        assert timedelta(0) <= last - first <= timedelta(days=14)
