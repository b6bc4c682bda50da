"""The safety calendar: a reminder a day at most, two a week, and every theme once a year."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.almanac import Almanac, BySun, Feast, feast_of
from bot.domain.calendars import Notices
from bot.domain.grid import Audience
from bot.domain.policy import Policy
from bot.domain.seasons import MonthDay, Seasons, Span
from bot.domain.themes import (
    ANSWERS,
    FIRMS,
    HOMES,
    QUESTIONS,
    Due,
    Theme,
    apart,
    sounds_like_theme,
    year_of,
)

SOME_YEARS = range(2025, 2036)
HEARS = [*sorted(HOMES), *sorted(FIRMS)]
CHENGDU = Almanac()

MONTH_DAYS = st.dates(date(2024, 1, 1), date(2024, 12, 31)).map(
    lambda day: MonthDay(day.month, day.day)
)
SPANS = st.builds(Span, MONTH_DAYS, MONTH_DAYS)
NOTICES = st.sets(st.dates(date(2025, 1, 1), date(2036, 12, 31)), max_size=60).map(
    lambda off: Notices(off=frozenset(off))
)
ALMANACS = st.builds(Almanac, st.builds(Seasons, SPANS, SPANS, SPANS | st.none()), NOTICES)


def year(of: int, audience: Audience = Audience.RESIDENTS) -> tuple[Due, ...]:
    return year_of(of, audience, CHENGDU)


def on(day: date) -> list[Theme]:
    return [due.theme for due in year(day.year) if due.day == day]


@settings(deadline=None, max_examples=40)
@given(st.sampled_from(SOME_YEARS), st.sampled_from(HEARS), ALMANACS)
def test_nobody_hears_more_than_two_a_week(
    first: int, audience: Audience, almanac: Almanac
) -> None:
    """Whatever the seasons and days off; over the end of a year, too."""
    days = [due.day for of in (first, first + 1) for due in year_of(of, audience, almanac)]

    assert all(one < other for one, other in pairwise(days))
    assert all(third - one > timedelta(days=6) for one, third in zip(days, days[2:], strict=False))


@pytest.mark.parametrize("of", SOME_YEARS)
def test_a_year_has_every_theme_and_is_quiet(of: int) -> None:
    """Residents hear 60 to 90 reminders, each theme at least once; firms hear fewer."""
    homes = year(of)

    assert {due.theme for due in homes} == set(Theme)
    assert 60 <= len(homes) <= 90
    assert 30 <= len(year(of, Audience.BUSINESS)) < len(homes)


def test_a_theme_rests_before_it_comes_again() -> None:
    """Every time, in every year and from one to the next; only dangers of a season come weekly."""
    for audience in HEARS:
        dues = [due for of in SOME_YEARS for due in year(of, audience)]
        for theme in Theme:
            days = [due.day for due in dues if due.theme is theme]
            assert all(other - one >= apart(theme) for one, other in pairwise(days))


@pytest.mark.parametrize("of", SOME_YEARS)
def test_known_days_keep_their_day(of: int) -> None:
    """Nothing moves the fire day, the day of the earthquake, or the eve of the new year."""
    assert on(date(of, 11, 9)) == [Theme.FIRE_DAY]
    assert on(date(of, 5, 12)) == [Theme.DISASTER_DAY]
    assert on(feast_of(Feast.NEW_YEARS_EVE, of)) == [Theme.FIREWORKS]


def test_a_day_that_is_taken_moves_the_next_one_on() -> None:
    """Of two that want a day, the one that stands first in the plan has it."""
    heat = [due for due in year(2027) if isinstance(due.anchor, BySun) and due.theme is Theme.HEAT]

    assert [due.day for due in heat] == [date(2027, 7, 7), date(2027, 7, 23), date(2027, 8, 8)]
    assert on(date(2027, 5, 25)) + on(date(2027, 5, 26)) == [Theme.GETTING_LOST, Theme.FLOOD]


def test_no_reminder_comes_at_night() -> None:
    night = Policy().quiet
    assert night is not None

    for audience in HEARS:
        assert all(night.end <= due.at < night.start for due in year(2027, audience))


def test_some_words_name_a_theme_and_others_tell_something() -> None:
    named = ("防外星人", "预防雷击", "用电安全", "消防安全", "alien safety")
    told = ("防护网要拆", "防火门坏了", "注意安全", "明天停水", "开会", "no water tomorrow")
    assert [sounds_like_theme(words) for words in (*named, *told)] == [True] * 5 + [False] * 6


def test_every_theme_has_its_answers() -> None:
    assert set(ANSWERS) == set(Theme)
    assert all(len(answers) == QUESTIONS for answers in ANSWERS.values())
