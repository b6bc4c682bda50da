"""Stars in somebody's own words."""

import pytest

from bot.domain.stars import stars_in

TEXTS = {
    "五星": 5,
    "五星好评！": 5,
    "给4分": 4,
    "3 颗星": 3,
    "两星": 2,
    "四星半": 4,
    "⭐⭐⭐⭐": 4,
    "⭐️⭐️": 2,
    "很好": 5,
    "非常满意，": 5,
    "很好，谢谢老师！": 5,
    "挺好的": 4,
    "还不错": 4,
    "一般": 3,
    "不太好": 2,
    "太差了": 1,
    "5 stars": 5,
    "Four stars.": 4,
    "very good": 5,
    "好": None,
    "6分": None,
    "五星花园3号楼": None,
    "谢谢": None,
    "非常不满意": None,
    "5": None,
    "": None,
}


@pytest.mark.parametrize("words", TEXTS)
def test_stars_are_read_where_nothing_else_is_said(words: str) -> None:
    assert stars_in(words) == TEXTS[words]
