"""The figures on our own labelled examples don't fall."""

from __future__ import annotations

import json

from tests.intake.evaluate import EXAMPLES, FLOOR, figures, read


def test_no_figure_falls_below_its_floor() -> None:
    """Whoever changes a word list sees at once what it cost; better figures raise the floor."""
    floor = json.loads(FLOOR.read_text(encoding="utf-8"))

    reached = figures(read([EXAMPLES]))

    fallen = {name: (reached.get(name), least) for name, least in floor.items()}
    fallen = {name: pair for name, pair in fallen.items() if (pair[0] or 0.0) < pair[1]}
    assert not fallen


def test_the_examples_are_many_and_mixed() -> None:
    """Figures mean something only on enough texts of every kind."""
    rows = read([EXAMPLES])

    kinds = {row["kind"] for row in rows}
    assert len(rows) >= 300
    assert kinds >= {"lost_child", "found_child", "lost_adult", "found_adult", "light"}
    assert kinds >= {"hazard", "help", "dispute", "need", "none"}
