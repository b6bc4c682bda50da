"""One child is missed in one village and found in another: staff of both are asked, nobody else."""

import pytest

from tests.stories.plot import after
from tests.support.cast import (
    FAR_AWAY,
    FAR_GROUP,
    FATHER,
    HOME,
    MOTHER,
    OTHER_CHIEF,
    STAFF,
    STAFF_OTHER,
    WORKER,
)
from tests.support.pictures import photo
from tests.support.town import BOT, Line, Town

CRYING = "路口有个小男孩一个人在哭，找不到妈妈，5岁左右，穿红色外套，我电话13900000077"
ASKED = "可能是同一个孩子"


async def find_a_boy(town: Town) -> None:
    """A boy stands alone in the other village; its people report him with a photo."""
    await town.send_photo(FAR_AWAY, FAR_GROUP, photo(), CRYING)
    await town.press(FAR_AWAY, FAR_GROUP, "提交")
    await town.pass_time(seconds=2)


async def asked(town: Town, person: int, group: int) -> list[Line]:
    return [line for line in await town.said(person, group) if "同一个孩子" in line.text]


alike = after(find_a_boy)


@alike
@pytest.mark.both_engines
@pytest.mark.reported
async def test_staff_of_both_grids_decide_and_residents_hear_nothing(town: Town) -> None:
    """Asked once with what fits and the other's photo; 是同一人 binds both; the end puts all away."""
    (here,) = await asked(town, WORKER, STAFF)
    (there,) = await asked(town, OTHER_CHIEF, STAFF_OTHER)
    assert here.text.startswith(f"🔴 {ASKED} · 编号 1001 和 1002")
    assert "像：5岁 · 男孩 · 红色上衣" in here.text
    assert (here.has_photo, there.has_photo) == (True, False)
    assert all(secret not in here.text + there.text for secret in ("路口", "大门", "139"))
    refused = await town.press_data(FATHER, HOME, here.id, here.data("是同一人"))
    assert refused is not None
    assert refused.alert

    await town.press(WORKER, STAFF, "认领", on="1001")
    await town.press(WORKER, STAFF, "是同一人")
    late = await town.press_data(OTHER_CHIEF, STAFF_OTHER, there.id, there.data("不是"))
    assert late is not None
    for person, group in ((WORKER, STAFF), (OTHER_CHIEF, STAFF_OTHER)):
        (line,) = await asked(town, person, group)
        assert "程小禾 确认" in line.text
        assert line.buttons == ("联系报告人",)
    for person, chat in ((MOTHER, BOT), (MOTHER, HOME), (FAR_AWAY, FAR_GROUP)):
        assert await asked(town, person, chat) == []
    await town.write(MOTHER, BOT, "/case 1001")
    assert all("同一人" not in line.text for line in await town.said(MOTHER, BOT))

    await town.start(WORKER)
    await town.press(WORKER, STAFF, "联系报告人")
    assert "13900000077" in (await town.said(WORKER, BOT))[-1].text
    unclaimed = await town.press(OTHER_CHIEF, STAFF_OTHER, "联系报告人")
    assert unclaimed is not None
    assert unclaimed.alert

    await town.press(OTHER_CHIEF, STAFF_OTHER, "办结", on="1002")
    await town.press(OTHER_CHIEF, STAFF_OTHER, "已移交派出所")
    before = here.photo
    await town.pass_time(seconds=2)
    (here,) = await asked(town, WORKER, STAFF)
    assert "编号 1001：见到人后点“办结”" in here.text
    assert all(gone not in here.text for gone in ("红色", "编号 1002："))
    assert here.photo != before
    await town.press(MOTHER, BOT, "找到了")
    await town.pass_time(seconds=2)
    assert "内容已收起" in (await asked(town, WORKER, STAFF))[0].text

    await town.pass_time(days=31)
    assert await town.places_of("match_id") == set()


@alike
@pytest.mark.reported
async def test_what_is_not_the_same_is_never_asked_again(town: Town) -> None:
    """不是 by either side stands in both groups; further words about the child ask nobody anew."""
    await town.press(OTHER_CHIEF, STAFF_OTHER, "不是")
    await town.press(MOTHER, BOT, "补充")
    await town.write(MOTHER, BOT, "他背了个黄色书包")
    await town.pass_time(seconds=2)

    (line,) = await asked(town, WORKER, STAFF)
    assert line.text.startswith("ℹ️ 不是同一个孩子")
    assert line.buttons == ()


@pytest.mark.reported
async def test_a_child_reported_twice_is_for_staff_to_put_together(town: Town) -> None:
    """Nobody who reports reads of the other; after 是同一人 staff read how to make one case of it."""
    await town.write(FAR_AWAY, FAR_GROUP, "我孙子走丢了，5岁男孩，穿红色衣服，我电话13900000078")
    await town.press(FAR_AWAY, FAR_GROUP, "提交")
    await town.pass_time(seconds=2)

    await town.press(WORKER, STAFF, "是同一人")

    for person, group in ((WORKER, STAFF), (OTHER_CHIEF, STAFF_OTHER)):
        (line,) = await asked(town, person, group)
        assert "选“重复”" in line.text
    assert await asked(town, FAR_AWAY, FAR_GROUP) == []
    assert await asked(town, MOTHER, BOT) == []
