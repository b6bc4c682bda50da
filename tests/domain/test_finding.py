"""Which words find a report: typed in another way they are the same, and each must stand there."""

import pytest

from bot.domain.finding import holds, is_short, plain

TOLD = ("香樟苑 3号楼4楼", None, "楼道灯不亮了，LED 也换过")

QUERIES = [
    ("3号楼", True, "a part of the place"),
    ("3 号楼", True, "with a blank in it"),
    ("３号楼 灯", True, "full-width digits, and a word of the report"),
    ("led", True, "large and small letters are one"),
    ("3号楼 门", False, "every word must stand there"),
    ("楼香樟", False, "not across two texts"),
]


@pytest.mark.parametrize(("query", "expected", "why"), QUERIES)
def test_words_find_a_report(query: str, expected: bool, why: str) -> None:  # noqa: FBT001
    assert holds(plain(query), TOLD) is expected, why


def test_a_query_fits_into_a_button() -> None:
    """It travels in the button that goes on with it, whose own mark never stands in it."""
    assert plain(" 3号楼：灯 ") == "3号楼 灯"
    assert is_short("灯" * 16)
    assert not is_short("灯" * 17)
    assert not is_short("")
