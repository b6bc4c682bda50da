"""What is on a meeting's agenda, and what is solved together."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.agenda import Item, Matter, Sort, sort_out
from bot.domain.kinds import Kind
from tests.views.samples import GAS, LIGHT

NOW = datetime(2026, 7, 20, tzinfo=UTC)
DAY = timedelta(days=1)
NAMES = {1: "东苑", 2: "西苑"}


def lamp(
    number: int, *, grid: int = 1, due: int | None = None, climbed: int = 0, reopened: int = 0
) -> Matter:
    """A lamp that is due in so many days."""
    due_at = None if due is None else NOW + due * DAY
    facts = replace(LIGHT, number=number)
    return Matter(facts, grid, f"G{grid}", NOW - 5 * DAY, due_at, climbed, reopened)


def numbers(items: tuple[Item, ...]) -> list[list[int | None]]:
    return [[matter.facts.number for matter in item.matters] for item in items]


LAMPS: Sort = (1, Kind.LIGHT, None)
TABLE: list[tuple[list[Matter], dict[Sort, int], list[list[int]], list[list[int]], str]] = [
    ([lamp(1), lamp(2, due=1)], {}, [], [], "neither late nor back nor many: nothing to talk of"),
    ([lamp(1, due=-1), lamp(2, due=-3)], {}, [], [[2], [1]], "late, the latest first"),
    ([lamp(1, reopened=1), lamp(2, due=-1)], {}, [], [[2], [1]], "come back"),
    ([lamp(1, climbed=1, due=1)], {}, [], [[1]], "climbed: its time is new, and it is late"),
    ([lamp(1), lamp(2), lamp(3, due=-1)], {}, [[3, 1, 2]], [], "three open are one question"),
    ([lamp(1), lamp(2), lamp(3, grid=2)], {}, [], [], "not where they lie in two grids"),
    ([lamp(1)], {LAMPS: 3}, [[1]], [], "one open, two mended within the month"),
    ([], {LAMPS: 4}, [[]], [], "all mended, and still a question"),
    ([lamp(1)], {LAMPS: 2}, [], [], "two within the month are not many"),
]


@pytest.mark.parametrize(("matters", "recent", "together", "singly", "why"), TABLE)
def test_what_is_on_the_agenda(
    matters: list[Matter],
    recent: dict[Sort, int],
    together: list[list[int]],
    singly: list[list[int]],
    why: str,
) -> None:
    found = sort_out(matters, recent, NAMES, at=NOW)

    assert (numbers(found[0]), numbers(found[1])) == (together, singly), why


def test_hazards_are_the_same_by_category() -> None:
    """Three dangers of three sorts are three questions."""
    hazards = [
        replace(lamp(number), facts=replace(GAS, number=number, category=category))
        for number, category in enumerate(("gas", "road", "fire_lane"))
    ]

    assert sort_out(hazards, {}, NAMES, at=NOW) == ((), ())
