"""Whose day it is: the most urgent notice's that may be said then, and never more than a group bears."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.notices import WEEK_DAYS, WEEK_MOST, Why
from bot.domain.themes import Theme
from bot.domain.turns import Rank, Turn, Urgency, Want, days_of, turn_of

MONDAY = date(2026, 7, 6)
SOON, LATE = datetime(2026, 7, 9, tzinfo=UTC), datetime(2026, 7, 12, tzinfo=UTC)


def day(nth: int) -> date:
    return MONDAY + timedelta(days=nth)


def want(first: int, last: int, *, ends: datetime = LATE, theme: Theme | None = None) -> Want:
    return Want(day(first), day(last), Urgency(Rank.ANY_DAY, ends, first), theme)


def test_what_comes_up_on_the_way_goes_first_where_it_is_more_urgent() -> None:
    """It wants a later day only; a notice that has waited since Monday can't have that one."""
    mine, danger = want(0, 2), Want(day(1), day(1), Urgency(Rank.DANGER, LATE, 9))
    found = turn_of(mine, [danger], [day(0)], {}, until=day(9))
    assert found == Turn(day(2), Why.DAY)


def test_the_first_free_day_is_named_where_none_is_left() -> None:
    mine = want(0, 1)
    others = [want(0, 1, ends=SOON), want(1, 1, ends=SOON)]
    assert turn_of(mine, others, [], {}, until=day(9)) == Turn(None, Why.RIVAL, day(2))
    week = [day(-3), day(-2), day(-1)]
    assert turn_of(mine, [], week, {}, until=day(9)) == Turn(None, Why.WEEK, day(4))
    assert turn_of(mine, [], week, {}, until=day(1)) == Turn(None, Why.WEEK)


def test_a_theme_waits_also_for_the_one_that_goes_before_it() -> None:
    """Drowning is told again after five days, counted from the one that is still to come."""
    mine, same = want(1, 2, theme=Theme.DROWNING), want(0, 0, theme=Theme.DROWNING)
    assert turn_of(mine, [same], [], {}, until=day(9)) == Turn(None, Why.THEME, day(5))
    told = {Theme.DROWNING: day(-1)}
    assert turn_of(mine, [same], [], told, until=day(9)) == Turn(None, Why.THEME, day(4))


@settings(deadline=None)
@given(
    st.sets(st.integers(-6, 20)),
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 5), st.booleans())),
    st.integers(0, 9),
)
def test_a_turn_breaks_no_budget(
    taken: set[int], others: list[tuple[int, int, bool]], last: int
) -> None:
    days = {day(nth) for nth in taken}
    wants = [want(one, one + more, ends=SOON if soon else LATE) for one, more, soon in others]

    found = turn_of(want(0, last), wants, days, {}, until=day(20)).day

    if found is not None:
        assert MONDAY <= found <= day(last)
        assert found not in days
        for start in (found - timedelta(days=back) for back in range(WEEK_DAYS)):
            end = start + timedelta(days=WEEK_DAYS)
            assert sum(start <= one < end for one in days) < WEEK_MOST


@settings(deadline=None)
@given(
    st.sets(st.integers(-6, 9)),
    st.lists(
        st.tuples(st.integers(0, 9), st.integers(0, 5), st.sampled_from(Rank), st.booleans()),
        min_size=1,
    ),
)
def test_a_group_s_days_are_the_turn_of_each(
    taken: set[int], made: list[tuple[int, int, Rank, bool]]
) -> None:
    """All at once or one by one: what a plan says of itself and what it says of others agree."""
    days = {day(nth) for nth in taken}
    wants = [
        Want(day(one), day(one + more), Urgency(rank, LATE, key), Theme.FLOOD if floods else None)
        for key, (one, more, rank, floods) in enumerate(made)
    ]

    heard = days_of(wants, days, {})

    for mine in wants:
        others = [one for one in wants if one is not mine]
        assert turn_of(mine, others, days, {}, until=mine.last).day == heard.get(mine)
