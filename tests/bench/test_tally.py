"""The arithmetic of the benchmarks: what a list of calls says, and what a figure says of itself."""

from collections import Counter

import pytest

from bot.sandbox.model import Json
from tests.bench import faults, tally
from tests.bench.faults import Faults
from tests.bench.table import Figure, Row, lines
from tests.bench.telegram import FIRST_GROUP

GO = 1_000.0
FACTOR = 10.0


def call(number: int, after: float, *, error: int | None = None, moved: bool = False) -> Json:
    chat = FIRST_GROUP - number - (1_000_000_000 if moved else 0)
    return {
        "at": GO + after,
        "method": "sendMessage",
        "chat": str(chat),
        "ok": error is None,
        "error_code": error,
    }


def test_efficiency_is_what_the_limit_allows_in_the_time() -> None:
    """300 a second for 100 groups is a third of a second; who takes twice as long is half as good."""
    calls = [call(number, (number + 1) / 150) for number in range(100)]

    sent = tally.tell(calls, groups=100, go=GO, factor=FACTOR)

    assert sent.to_nearly_all == pytest.approx(99 / 150)
    assert sent.efficiency == pytest.approx(0.5)
    assert sent.tail == pytest.approx(1 / 150)
    assert (sent.lost, sent.doubled, sent.floods) == (0, 0, 0)


def test_what_had_to_be_asked_in_vain_counts_as_needed() -> None:
    """A group that answered 429 once and one that refused are requests that nobody could save."""
    plan = Faults({0: "429", 1: "403"}, FACTOR)
    calls = [call(0, 0.1, error=429), call(1, 0.1, error=403)]
    calls += [call(0, 1.0), *(call(number, 0.5) for number in range(2, 10))]

    sent = tally.tell(calls, groups=10, go=GO, factor=FACTOR, faults=plan)

    assert (sent.reachable, sent.lost, sent.floods) == (9, 0, 0)
    assert sent.efficiency == pytest.approx((9 + 2) / 300 / 1.0)


def test_lost_and_doubled_are_told_apart() -> None:
    """One group never heard it, another twice: neither makes up for the other."""
    calls = [call(0, 0.1), call(1, 0.1), call(1, 0.2)]

    sent = tally.tell(calls, groups=3, go=GO, factor=FACTOR)

    assert (sent.lost, sent.doubled) == (1, 1)
    assert sent.efficiency is None


def test_a_supergroup_is_the_group_that_it_was() -> None:
    """Its id is another, its number the same; what was said before `go` is another story."""
    calls = [call(0, -1.0), call(0, 0.1, error=400), call(0, 0.2, moved=True)]

    sent = tally.tell(calls, groups=1, go=GO, factor=FACTOR)

    assert list(sent.arrivals) == pytest.approx([0.2])
    assert sent.doubled == 0


def test_faults_are_the_same_for_everybody() -> None:
    """Drawn from a seed in the shares that were asked for; the group of the report is spared."""
    plan = faults.draw(2_000, FACTOR)

    assert plan == faults.draw(2_000, FACTOR)
    assert 0 not in plan.kinds
    kinds = Counter(plan.kinds.values())
    assert (kinds["429"], kinds["403"], kinds["migrate"]) == (20, 20, 20)
    assert sum(kinds[kind] for kind in faults.WAYS_TO_BREAK) == 10
    assert plan.longest_retry_after == 1
    assert faults.draw(2_000, 1.0).longest_retry_after == 5


@pytest.mark.parametrize(
    ("figure", "said"),
    [
        (Figure(0.975, at_least=0.97), "0.975 ✓"),
        (Figure(0.9, at_least=0.97), "0.9 ✗ (≥ 0.97)"),
        (Figure(3, at_most=0), "3 ✗ (≤ 0)"),
        (Figure(31.234, " s"), "31.2 s"),
        (Figure(9452), "9,452"),
        (Figure(None, at_least=0.97), "never ✗ (≥ 0.97)"),
    ],
)
def test_a_figure_says_whether_it_is_as_wanted(figure: Figure, said: str) -> None:
    assert str(figure) == said


def test_a_table_has_a_block_for_each_section() -> None:
    """Columns are those of its rows, in their order; what a row lacks is empty."""
    table = list(
        lines(
            [
                Row("甲", "one", {"lost": Figure(0)}),
                Row("甲", "two", {"lost": Figure(1), "took": Figure(2, " s")}),
                Row("乙", "three", {"took": Figure(3, " s")}),
            ]
        )
    )

    assert table == [
        "",
        "甲   lost  took",
        "───────────────",
        "one  0",
        "two  1     2 s",
        "",
        "乙     took",
        "───────────",
        "three  3 s",
    ]
