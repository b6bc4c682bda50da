"""The rate over all chats gives way to many 429s, and comes back."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.delivery.rate import FLOODED_CHATS, FLOODS, LAST, LOWEST, RECOVERY, Rate

FULL = 29.5


def floods(rate: Rate, count: int, chats: int, at: float = 0.0) -> list[bool]:
    return [rate.note(-(nth % chats) - 1, flooded=True, at=at) for nth in range(count)]


def test_many_429s_of_several_chats_halve_the_rate() -> None:
    """The tenth of the last 200 from the fifth chat; then half a request a second more each second."""
    rate = Rate(FULL)

    halved = floods(rate, FLOODS, FLOODED_CHATS)

    assert halved == [False] * (FLOODS - 1) + [True]
    assert rate.now(0) == FULL / 2
    assert rate.now(10) == FULL / 2 + 10 * RECOVERY
    assert rate.now(60) == FULL


@pytest.mark.parametrize(("count", "chats"), [(FLOODS - 1, FLOODS - 1), (LAST, FLOODED_CHATS - 1)])
def test_a_few_chats_or_a_few_429s_concern_only_themselves(count: int, chats: int) -> None:
    rate = Rate(FULL)

    assert not any(floods(rate, count, chats))

    assert rate.now(0) == FULL


def test_what_is_long_past_is_forgotten() -> None:
    """Nine 429s, then 200 answers, then one more: no reason to slow down."""
    rate = Rate(FULL)
    floods(rate, FLOODS - 1, FLOODED_CHATS)
    for _ in range(LAST):
        rate.note(1, flooded=False, at=0)

    assert not any(floods(rate, 1, 1))


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(-9, -1), st.booleans(), st.floats(0, 5)), max_size=400))
def test_it_stays_between_one_and_all(answers: list[tuple[int, bool, float]]) -> None:
    """Whatever comes, something goes, and never more than allowed."""
    rate, at = Rate(FULL), 0.0
    for chat, flooded, after in answers:
        at += after
        rate.note(chat, flooded=flooded, at=at)
        assert LOWEST <= rate.now(at) <= FULL
