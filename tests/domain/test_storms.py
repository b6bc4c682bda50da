"""When a storm begins and ends: a rule of counts and times alone."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.alerts import Level
from bot.domain.kinds import Kind
from bot.domain.policy import Rate
from bot.domain.storms import may_fold, storm_until

RATE = Rate(6, timedelta(minutes=5))
NOW = datetime(2026, 7, 2, 10, 20, tzinfo=UTC)


def arrivals(*minutes_ago: float) -> list[datetime]:
    return [NOW - timedelta(minutes=minutes) for minutes in minutes_ago]


def test_six_are_no_storm_and_seven_are() -> None:
    """It is over when the oldest of the newest seven is five minutes old."""
    assert storm_until(arrivals(0, 1, 1, 2, 2, 3), RATE) is None
    assert storm_until(arrivals(0, 1, 1, 2, 2, 3, 4), RATE) == NOW + timedelta(minutes=1)


@settings(deadline=None)
@given(st.lists(st.integers(0, 299), max_size=20))
def test_the_moment_it_is_over(seconds_ago: list[int]) -> None:
    """Up to then more than the limit lie within the window, from then on no more than it."""
    newest_first = [NOW - timedelta(seconds=ago) for ago in sorted(seconds_ago)]
    until = storm_until(newest_first, RATE)

    def within(at: datetime) -> int:
        return sum(one > at - RATE.per for one in newest_first)

    if until is None:
        assert within(NOW) <= RATE.count
    else:
        assert within(until - timedelta(seconds=1)) > RATE.count
        assert within(until) <= RATE.count


@pytest.mark.parametrize(
    ("kind", "level", "life", "spoken", "waits", "why"),
    [
        (Kind.LIGHT, Level.BLUE, False, False, True, "a lamp can wait for a look at the list"),
        (Kind.HAZARD, Level.YELLOW, False, False, True, "so can what waits for morning"),
        (Kind.HAZARD, Level.RED, False, False, False, "red never"),
        (Kind.HELP, Level.ORANGE, True, False, False, "life never"),
        (Kind.FOUND_CHILD, Level.ORANGE, False, False, False, "a person never"),
        (Kind.NEED, Level.BLUE, False, True, False, "who has not listened doesn't know what it is"),
    ],
)
def test_what_may_wait(
    *, kind: Kind, level: Level, life: bool, spoken: bool, waits: bool, why: str
) -> None:
    assert may_fold(kind, level, life_safety=life, spoken=spoken) is waits, why
