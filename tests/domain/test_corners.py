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
        ("九眼桥头", "九眼桥头", "a number may begin a name"),
        ("整个楼道", None, "every house has one"),
        ("一个桥边边", None, "a word for one of many"),
        ("那条小路", None, "the same"),
        ("儿童乐园", None, "of every compound, too"),
        ("老年活动室门口", None, "the same"),
        ("跳广场", None, "the beginning of 跳广场舞"),
        ("回来路", None, "the beginning of 回来路上"),
        ("滨河路", None, "longer than one neighbourhood"),
        ("锦绣大道", None, "the same"),
        ("小区后面那个卖凉面的老太婆摊摊旁边", None, "a sentence is no name"),
    ],
)
def test_only_a_corner_s_own_name_is_learned(place: str, corner: str | None, why: str) -> None:
    """Nothing of a house, a person, or what is called so everywhere."""
    assert corner_of(place) == corner, why
