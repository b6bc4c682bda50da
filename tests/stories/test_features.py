"""What is added of a missing person is what others look for: hair, marks, glasses, bag, as clothes."""

import pytest

from tests.stories.plot import card
from tests.support.cast import HOME, MOTHER, NEXT, NEXT_DOOR, STAFF, WORKER
from tests.support.town import BOT, Town

ADDED = {
    "戴个蓝色帽子": "戴个蓝色帽子",
    "男娃儿，头发短短的": "头发短短的",
    "身上有胎记": "身上有胎记",
    "书包粉色的": "书包粉色的",
    "左边眉毛有个疤": "左边眉毛有个疤",
    "戴眼镜": "戴眼镜",
}
"""What the mother says of her child, and how others know him by it."""


@pytest.mark.reported
async def test_what_is_added_is_a_feature(town: Town) -> None:
    """It stands beside what was told before, the clothes first."""
    known_by = "特征：穿红色外套"
    for said, feature in ADDED.items():
        await town.press(MOTHER, BOT, "补充")
        await town.write(MOTHER, BOT, said)

        known_by += f"，{feature}"
        assert known_by in (await card(town)).text


@pytest.mark.published
async def test_what_is_added_is_offered_to_the_groups(town: Town) -> None:
    """After 发布 staff are shown the alert with it, and decide."""
    await town.press(MOTHER, BOT, "补充")
    await town.write(MOTHER, BOT, "头发短短的，身上有胎记")

    offered = await town.find(WORKER, STAFF, "会改成下面这样")
    assert "穿红色外套，头发短短的，身上有胎记" in offered.text
    await town.press(WORKER, STAFF, "更新通知")
    assert "身上有胎记" in (await town.find(NEXT_DOOR, NEXT, "寻找")).text


@pytest.mark.reported
async def test_other_clothes_do_not_replace_the_first(town: Town) -> None:
    """Two coats are for staff to ask about: both stand in the words, the first in the features."""
    await town.write(MOTHER, HOME, "穿的蓝色外套，戴眼镜")

    told = (await card(town)).text
    assert "特征：穿红色外套，戴眼镜" in told
