"""How many requests are under way at once."""

import pytest

from bot.delivery.flights import FEWEST, MOST, Flights


@pytest.mark.parametrize(
    ("rate", "answer", "turn", "most", "why"),
    [
        (29.5, 0.005, 0.005, FEWEST, "near the server few do"),
        (29.5, 0.150, 0.010, 6, "one more than are on the way at that rate"),
        (29.5, 0.300, 0.010, 11, "the farther, the more"),
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
