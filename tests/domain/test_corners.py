"""What a neighbourhood calls its corners: only names, never somebody's home."""

import pytest

from bot.domain.corners import corner_of


@pytest.mark.parametrize(
    ("place", "corner", "why"),
    [
        ("老粮站门口", "老粮站", "what it stands beside is no part of it"),
        ("老粮站", "老粮站", "the name alone"),
        ("黄桷树坝坝那边", "黄桷树坝坝", "neighbours' own word"),
        ("菜市场门口", None, "every neighbourhood has one"),
        ("河边", None, "so is every bank"),
        ("中庭", None, "of every compound"),
        ("3号楼门口", None, "a house has its number"),
        ("三栋楼下", None, "however it is written"),
        ("王婆婆家门口", None, "somebody's home"),
        ("我屋头", None, "so is this"),
        ("小区后面那个卖凉面的老太婆摊摊旁边", None, "a sentence is no name"),
    ],
)
def test_only_a_corner_s_own_name_is_learned(place: str, corner: str | None, why: str) -> None:
    """Nothing of a house, a person, or what is called so everywhere."""
    assert corner_of(place) == corner, why
