"""How far by itself, and how often in a day: minutes of a ring, days that begin at midnight."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.alerts import Level
from bot.domain.brakes import again_at, since
from bot.domain.grid import GridLevel
from bot.domain.kinds import Kind
from bot.domain.policy import Policy, Rate

ZONE = ZoneInfo("Asia/Shanghai")
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


@pytest.mark.parametrize(
    ("per", "now", "start", "why"),
    [
        (DAY, "2026-07-02T23:59", "2026-07-02T00:00", "the day by the town's clocks"),
        (DAY, "2026-07-03T00:00", "2026-07-03T00:00", "a new day, a new share"),
        (2 * DAY, "2026-07-02T10:00", "2026-07-01T00:00", "today and yesterday"),
        (3 * HOUR, "2026-07-02T01:00", "2026-07-01T22:00", "hours know no midnight"),
    ],
)
def test_from_when_on_a_limit_counts(per: timedelta, now: str, start: str, why: str) -> None:
    assert since(Rate(3, per), at(now), ZONE) == at(start), why


def test_until_when_a_limit_holds() -> None:
    """Until midnight for days, until the first has grown old enough for hours."""
    assert again_at(Rate(3, DAY), at("2026-07-02T10:42"), ZONE) == at("2026-07-03T00:00")
    assert again_at(Rate(3, HOUR), at("2026-07-02T10:42"), ZONE) == at("2026-07-02T11:42")


@pytest.mark.parametrize(
    ("ring", "reaches", "minutes", "why"),
    [
        (0, GridLevel.TOWN, 0, "the case's own node hears at once, whatever it is"),
        (1, GridLevel.GENERAL, 0, "red: the general grid with the micro-grid"),
        (1, GridLevel.CHIEF, 5, "a general grid's case reaches the village in its time"),
        (1, GridLevel.TOWN, 15, "a village's case, or a park right under the town"),
        (3, GridLevel.TOWN, 15, "a micro-grid's case"),
    ],
)
def test_a_ring_waits_for_the_minutes_of_the_level_it_reaches(
    ring: int, reaches: GridLevel, minutes: int, why: str
) -> None:
    assert Policy().ring_delay(ring, reaches, Level.RED) == timedelta(minutes=minutes), why


@pytest.mark.parametrize(
    ("published", "minutes", "due"),
    [
        ("2026-07-02T10:00", 15, "2026-07-02T10:15"),
        ("2026-07-02T20:50", 5, "2026-07-02T20:55"),
        ("2026-07-02T20:50", 15, "2026-07-03T08:05"),
        ("2026-07-02T23:00", 0, "2026-07-03T08:00"),
        ("2026-07-02T23:00", 30, "2026-07-03T08:30"),
        ("2026-07-03T07:50", 15, "2026-07-03T08:15"),
    ],
)
def test_the_minutes_of_a_ring_rest_at_night(published: str, minutes: int, due: str) -> None:
    """In the morning one ring follows the other as by day; what is urgent knows no night."""
    policy, wait = Policy(timezone=ZONE), timedelta(minutes=minutes)
    since = at(published).astimezone(UTC)

    assert policy.due_after(Kind.HAZARD, Level.YELLOW, since, wait) == at(due)
    assert policy.due_after(Kind.HAZARD, Level.ORANGE, since, wait) == since + wait
    assert policy.due_after(Kind.LOST_CHILD, Level.YELLOW, since, wait) == since + wait


def test_minutes_that_were_not_given_are_never() -> None:
    short = Policy(rings=(timedelta(0), timedelta(minutes=5)))

    assert short.ring_delay(2, GridLevel.CHIEF, Level.ORANGE) is None
