"""How many requests are under way at once."""

import pytest

from bot.delivery.flights import FEWEST, MOST, Flights


@pytest.mark.parametrize(
    ("rate", "answer", "turn", "most", "why"),
    [
        (29.5, 0.005, 0.005, 9, "near the server those that are written down together, and one"),
        (29.5, 0.150, 0.010, 14, "one more than are on the way at that rate and written down"),
        (29.5, 0.250, 0.010, MOST, "the farther, the more"),
        (29.5, 5.0, 0.010, MOST, "never more than may be doubled by a kill"),
        (1.0, 0.150, 0.010, FEWEST, "slowed down by many 429s"),
    ],
)
def test_as_many_as_the_rate_and_the_way_need(
    rate: float, answer: float, turn: float, most: int, why: str
) -> None:
    flights = Flights()
    for _ in range(100):
        flights.answered(answer)
        flights.turned(turn)

    assert flights.most(rate) == most, why


def test_more_are_taken_up_before_the_last_has_gone() -> None:
    """As many are left as go while it is done, and one."""
    flights = Flights()
    for _ in range(100):
        flights.turned(0.1)

    assert flights.fewest(29.5) == 4
