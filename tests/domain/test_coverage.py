"""What counts as a hole in the grid, and when the weekly card is due."""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.coverage import (
    Gap,
    Node,
    Post,
    missing_of_grids,
    missing_of_people,
    next_weekly,
)
from bot.domain.grid import GridLevel, Role

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 7, 6, 9, 0, tzinfo=ZONE)
"""A Monday."""
TOWN = Node("T", "镇", GridLevel.TOWN, "T/", 0, 0, 0, 0, 0, 0)
VILLAGE = Node("C", "村", GridLevel.CHIEF, "T/C/", 1, 1, 0, 0, 1, 0)
MICRO = Node("M", "楼", GridLevel.MICRO, "T/C/M/", 1, 0, 0, 1, 0, 0)
FIRM = replace(MICRO, code="D", path="T/D/", level=GridLevel.DEDICATED)
GRIDS = {
    "all is there": ([TOWN, VILLAGE, MICRO], []),
    "an instructor is one of the village": ([TOWN, replace(VILLAGE, instructors=0), MICRO], [
        (Gap.NO_INSTRUCTOR, "C"), (Gap.NO_INSTRUCTOR, "M")]),
    "a town's instructor is nobody's": ([replace(TOWN, instructors=1), FIRM], [
        (Gap.NO_INSTRUCTOR, "D")]),
    "a worker above is another one's": ([VILLAGE, replace(MICRO, workers=0)], [
        (Gap.NO_WORKER, "M")]),
    "neighbours meet below": ([VILLAGE, replace(MICRO, public=0, staff=1)], [
        (Gap.NO_GROUP, "M")]),
    "staff meet above": ([replace(VILLAGE, public=1, staff=0)], [(Gap.NO_GROUP, "C")]),
    "a group that is not heard is no missing one": ([VILLAGE, replace(MICRO, public=0, unheard=1)], [
        (Gap.UNHEARD, "M")]),
}  # fmt: skip


@pytest.mark.parametrize("why", GRIDS)
def test_the_holes_of_grids(why: str) -> None:
    nodes, holes = GRIDS[why]

    assert [(one.gap, one.grid) for one in missing_of_grids(nodes)] == holes


HERE = Post(7, "某人", Role.WORKER, None, "M", "楼", GridLevel.MICRO, "T/C/M/", NOW, NOW)
ABOVE = replace(HERE, node="T", node_name="镇", level=GridLevel.TOWN, path="T/")
PEOPLE = {
    "all is there": ([HERE], []),
    "no private chat": ([replace(HERE, started_at=None)], [Gap.NOT_STARTED]),
    "two posts, one person": ([replace(HERE, started_at=None)] * 2, [Gap.NOT_STARTED]),
    "silent": ([replace(HERE, started_at=NOW - timedelta(days=99), seen_at=None)], [Gap.SILENT]),
    "seen lately": ([replace(HERE, started_at=NOW - timedelta(days=99))], []),
    "has nothing but a town": ([ABOVE], [Gap.NO_GRID]),
    "a town and a grid": ([ABOVE, HERE], []),
    "the desk needs no grid": ([replace(ABOVE, role=Role.DUTY)], []),
    "waits for a link": ([replace(HERE, user_id=None)] * 2, [Gap.AWAITED, Gap.AWAITED]),
}


@pytest.mark.parametrize("why", PEOPLE)
def test_the_holes_of_people(why: str) -> None:
    posts, holes = PEOPLE[why]

    assert [one.gap for one in missing_of_people(posts, NOW)] == holes


@pytest.mark.parametrize(
    ("after", "due"),
    [
        (NOW - timedelta(seconds=1), NOW),
        (NOW, NOW + timedelta(days=7)),
        (NOW + timedelta(days=6), NOW + timedelta(days=7)),
    ],
)
def test_the_weekly_card_is_due_on_monday_at_nine(after: datetime, due: datetime) -> None:
    assert next_weekly(after, ZONE) == due
