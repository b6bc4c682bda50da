"""Two tellings of one place: the fuller one, and the corrected one."""

import pytest

from bot.domain.intake import understand
from bot.domain.whereabouts import corrected_place, fuller_place, whole_place

PLACES = [
    ("楼道", "3号楼4楼", "3号楼4楼楼道", "what stands there comes last"),
    ("香樟苑楼道", "3号楼", "香樟苑3号楼楼道", "the compound comes first"),
    ("香樟苑3号楼楼道", "4楼", "香樟苑3号楼4楼楼道", "the floor after its building"),
    ("4楼", "3号楼", "3号楼4楼", "the building before its floor"),
    ("3号楼", "5号楼", "3号楼", "what is known stays"),
    ("3号楼", "3号楼", "3号楼", "nothing is said twice"),
    ("香樟苑楼道", "香樟苑3号楼", "香樟苑3号楼楼道", "nor is the compound"),
    ("building 3", "floor 4", "building 3, floor 4", "English words stay apart"),
]


@pytest.mark.parametrize(("before", "then", "together", "why"), PLACES)
def test_two_tellings_of_a_place(before: str, then: str, together: str, why: str) -> None:
    one, other = (understand(words, known="light").place for words in (before, then))

    assert fuller_place(one, other) == together, why


CORRECTED = [
    ("香樟苑3号楼4楼楼道", "5号楼", "香樟苑5号楼4楼楼道", "the floor is not corrected"),
    ("3号楼4楼", "5号楼2楼", "5号楼2楼", "both are"),
    ("3号楼", "4楼", "3号楼4楼", "what was not told is added"),
    ("香樟苑3号楼门口", "北门", "香樟苑北门", "another place of the same compound"),
    ("香樟苑2号楼4楼", "青禾花园2号楼", "青禾花园2号楼4楼", "of another compound"),
    ("香樟苑3号楼4楼", "building 5", "香樟苑building 5, 4楼", "in two languages"),
    ("building 3, floor 4", "building 5", "building 5, floor 4", "in English"),
]


@pytest.mark.parametrize(("before", "then", "together", "why"), CORRECTED)
def test_a_corrected_place(before: str, then: str, together: str, why: str) -> None:
    one, other = (understand(words, known="light").place for words in (before, then))

    assert corrected_place(one, other) == together, why


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("3号楼的灯坏了，是4楼那盏", "3号楼4楼"),
        ("the light in building 3 is out again on floor 4", "building 3, floor 4"),
        ("3号楼4楼灯坏了", "3号楼4楼"),
    ],
)
def test_a_floor_told_apart(text: str, place: str) -> None:
    """Nobody is asked for the floor that they have told."""
    assert whole_place(understand(text).place) == place
