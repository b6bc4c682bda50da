"""What is added of a missing person is what others look for: hair, marks, glasses, bag, as clothes."""

import pytest

from tests.stories.plot import card, report
from tests.support.cast import HOME, MOTHER, NEXT, NEXT_DOOR, STAFF, WORKER
from tests.support.town import BOT, Town


@pytest.mark.parametrize(
    ("said", "known_by"),
    [
        ("戴个蓝色帽子", "戴个蓝色帽子"),
        ("男娃儿，头发短短的", "头发短短的"),
        ("身上有胎记", "身上有胎记"),
        ("书包粉色的", "书包粉色的"),
        ("左边眉毛有个疤", "左边眉毛有个疤"),
        ("戴眼镜", "戴眼镜"),
    ],
)
async def test_what_is_added_is_a_feature(town: Town, said: str, known_by: str) -> None:
    """It stands beside the clothes that were told first."""
    await report(town)
    await town.press(MOTHER, BOT, "补充")
    await town.write(MOTHER, BOT, said)

    told = (await card(town)).text
    assert f"特征：穿红色外套，{known_by}" in told


@pytest.mark.published
async def test_what_is_added_is_offered_to_the_groups(town: Town) -> None:
    """After 发布 staff are shown the alert with it, and decide."""
    await town.press(MOTHER, BOT, "补充")
    await town.write(MOTHER, BOT, "头发短短的，身上有胎记")

    offered = await town.find(WORKER, STAFF, "会改成下面这样")
    assert "穿红色外套，头发短短的，身上有胎记" in offered.text
    await town.press(WORKER, STAFF, "更新通知")
    assert "身上有胎记" in (await town.find(NEXT_DOOR, NEXT, "寻找")).text


async def test_other_clothes_do_not_replace_the_first(town: Town) -> None:
    """Two coats are for staff to ask about: both stand in the words, the first in the features."""
    await report(town)
    await town.write(MOTHER, HOME, "穿的蓝色外套，戴眼镜")

    told = (await card(town)).text
    assert "特征：穿红色外套，戴眼镜" in told
