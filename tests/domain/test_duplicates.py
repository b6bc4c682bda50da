"""Which new reports look like an open one: a table with a reason per row."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.duplicates import Told, looks_like
from bot.domain.intake import understand
from bot.domain.kinds import Kind

NOON = datetime(2026, 7, 2, 12, tzinfo=UTC)
LAMP, HERE, BESIDE, FAR = (
    "3号楼4楼楼道灯不亮了",
    (30.62, 103.92),
    (30.6201, 103.92),
    (30.63, 103.92),
)


def told(text: str, **values: object) -> Told:
    """A broken lamp, unless told otherwise."""
    given = {"kind": Kind.LIGHT, "category": None, "at": NOON, "point": None} | values
    meaning = understand(text, now=NOON, known=str(given["kind"]))
    return Told(place=meaning.place, text=text, **given)  # type: ignore[arg-type]


HAZARD = {"kind": Kind.HAZARD, "category": "manhole"}
NEED = {"kind": Kind.NEED}

SAME = [
    (told("三号楼四楼的灯坏了，黑得很"), told(LAMP), "the same floor in other words"),
    (told("3号楼的楼道灯坏了"), told(LAMP), "the same house, the floor is left out"),
    (told("香樟苑3号楼4楼灯坏了"), told(LAMP), "one of the two names the compound"),
    (told("门口路灯坏了", point=BESIDE), told("灯不亮", point=HERE), "a pin beside the other"),
    (told("单元门口的灯坏了好几天"), told("单元门口灯坏了"), "no place, nearly the same words"),
    (told("井盖翻起来了", **HAZARD, point=BESIDE), told("井盖坏了", **HAZARD, point=HERE), "near"),
    (told("希望小区多装几个充电桩", **NEED), told("小区希望多装充电桩", **NEED), "one wish"),
]
OTHER = [
    (told("3号楼5楼楼道灯不亮了"), told(LAMP), "another floor has another lamp"),
    (told("2号楼4楼楼道灯不亮了"), told(LAMP), "another house"),
    (told("桂花苑3号楼4楼灯不亮了"), told("香樟苑3号楼4楼灯不亮了"), "the house of another compound"),
    (told("3号楼2单元4楼灯不亮了"), told("3号楼1单元4楼灯不亮了"), "another stair"),
    (told(LAMP, at=NOON + timedelta(days=40)), told(LAMP), "it broke again"),
    (told("门口路灯坏了", point=FAR), told("门口路灯坏了", point=HERE), "the lamp of another gate"),
    (told("车棚的灯坏了"), told("大门口的灯坏了"), "no number, and other words"),
    (told("路灯杆歪了", kind=Kind.HAZARD, category="road"), told("路灯坏了"), "another matter"),
    (told("井盖坏了", **HAZARD), told("井盖坏了", kind=Kind.HAZARD, category="road"), "another danger"),
    (told("灯坏了"), told("灯坏了"), "too few words to know"),
    (told("楼上天天吵", kind=Kind.DISPUTE), told("楼上天天吵", kind=Kind.DISPUTE), "never told"),
]  # fmt: skip


@pytest.mark.parametrize(("new", "known", "why"), SAME, ids=[row[2] for row in SAME])
def test_what_looks_like_an_open_report_is_offered(new: Told, known: Told, why: str) -> None:
    assert looks_like(new, known), why


@pytest.mark.parametrize(("new", "known", "why"), OTHER, ids=[row[2] for row in OTHER])
def test_what_is_another_matter_is_not(new: Told, known: Told, why: str) -> None:
    assert not looks_like(new, known), why
