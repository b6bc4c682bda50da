"""What is another matter is another report; what is chatter is nobody's."""

import pytest

from bot.storage.cases import Case
from tests.stories.plot import card
from tests.support.cast import FATHER, HOME, MOTHER, STAFF, WORKER
from tests.support.town import BOT, Town


@pytest.mark.parametrize("chat", [HOME, BOT], ids=["group", "private"])
async def test_two_lamps(town: Town, chat: int) -> None:
    """One in a stairwell, one at the gate: neither swallows the other."""
    await town.start(MOTHER)
    await town.write(MOTHER, chat, "香樟苑3号楼4楼楼道灯不亮了")
    await town.press(MOTHER, chat, "提交")
    await town.write(MOTHER, chat, "小区大门那个路灯坏了")

    assert await town.count(Case) == 2
    assert "大门" not in (await card(town)).text


async def test_what_waits_for_its_place_takes_no_other_matter(town: Town) -> None:
    """A wish without a compound: a manhole is a danger of its own, and no word of the wish."""
    await town.start(MOTHER)
    await town.write(MOTHER, BOT, "/report 想多装几个充电桩")
    await town.write(MOTHER, BOT, "井盖没得了，香樟苑大门")

    assert await town.count(Case) == 2
    await town.press(MOTHER, BOT, "提交", on="井盖")
    assert "充电桩" not in (await card(town)).text


GROUP_CHATTER = ("物业的人死哪去了", "楼下烧烤香惨了", "路灯下面有人跳广场舞", "今晚吃啥子")


@pytest.mark.parametrize(
    "first", ["我家娃儿不见了，男娃儿5岁", "3号楼着火了"], ids=["child", "fire"]
)
async def test_neighbours_chat_beside_a_report(town: Town, first: str) -> None:
    """Nothing of it is kept, or changes where it is."""
    await town.write(MOTHER, HOME, first)
    before = (await town.find(WORKER, STAFF, "未确认")).text
    for words in GROUP_CHATTER:
        await town.write(MOTHER, HOME, words)

    assert (await town.find(WORKER, STAFF, "未确认")).text == before


@pytest.mark.parametrize(
    "words",
    [
        "娃娃离家出走了，13岁男生，留了张纸条说不回来了，黑色羽绒服",
        "我老汉儿走丢了，80岁，怕他找不回来了",
        "儿子不见了，9岁，同学说他找到了新的网吧，人没在",
        "女儿不见了，老师说已经回家了，但是家里没人",
    ],
)
async def test_another_family_is_heard_whatever_it_says_of_coming_back(
    town: Town, words: str
) -> None:
    """A second person is missed beside the first: “回来” in it is no good news of anybody."""
    await town.write(MOTHER, HOME, "我家娃儿不见了，男娃儿5岁")
    await town.write(FATHER, HOME, words)

    assert await town.count(Case) == 2
    assert "未确认" in (await town.find(WORKER, STAFF, words[-6:])).text


async def test_small_talk_in_private(town: Town) -> None:
    """A greeting, a number, a complaint and supper beside a child without a compound."""
    await town.start(MOTHER)
    await town.write(MOTHER, BOT, "我家娃儿不见了，5岁男孩，穿红色外套")
    for words in ("你好", "12345", "水费咋个交", "今晚吃啥子", "我要投诉物业"):
        await town.write(MOTHER, BOT, words)
    await town.write(MOTHER, BOT, "香樟苑")

    told = (await town.find(WORKER, STAFF, "红色外套")).text
    for words in ("你好", "12345", "水费", "吃", "物业"):
        assert words not in told
