"""A child that somebody found: shown to nobody, and given to nobody on a word."""

import pytest

from tests.stories.plot import LOST, publish
from tests.support.cast import (
    FAR_AWAY,
    FATHER,
    FIRST_RINGS,
    HOME,
    HOME_OTHER,
    MOTHER,
    NEIGHBOUR,
    NEXT_DOOR,
    STAFF,
    WORKER,
)
from tests.support.pictures import photo
from tests.support.town import BOT, Town

CRYING = "香樟苑大门口有个3岁左右的小女孩一个人在哭，找不到妈妈，穿黄色裙子"
HERS = "她叫朵朵，左手有颗痣，我是她妈妈，电话13900000077"


@pytest.fixture
async def found(town: Town) -> Town:
    """A town whose groups have read that a child looks for her family."""
    await town.write(MOTHER, HOME, CRYING)
    await town.press(MOTHER, HOME, "提交")
    await publish(town)
    return town


async def test_what_the_alert_left_out_is_asked_of_who_says_to_be_the_parent(found: Town) -> None:
    """110 first; who it is only staff read, in private; their groups get no name and no number."""
    await found.start(WORKER)
    alert = await found.find(NEIGHBOUR, HOME_OTHER, "在找家人")
    assert "黄色" not in alert.text
    assert "我是家长" in alert.buttons

    await found.start(NEXT_DOOR, "claim_1001")
    asked = (await found.said(NEXT_DOOR, BOT))[-1]
    assert asked.text.startswith("请先打 110")
    assert "黄色" not in asked.text
    await found.write(NEXT_DOOR, BOT, HERS)
    await found.send_photo(NEXT_DOOR, BOT, photo())

    told = await found.find(WORKER, STAFF, "有人说是家长 · 编号 1001")
    assert "民警在场" in told.text
    assert all(secret not in told.text for secret in ("左手", "13900000077", "朵朵", "罗大勇"))
    assert not any(line.has_photo for line in await found.said(WORKER, STAFF))
    private = await found.said(WORKER, BOT)
    assert any("13900000077" in line.text and "罗大勇" in line.text for line in private)
    assert any(line.has_photo for line in private)
    for group in FIRST_RINGS:
        said = await found.said(Town.member_of(group), group)
        assert all("朵朵" not in line.text for line in said)


async def test_somebody_comes_for_her(found: Town) -> None:
    """Hours later, too: staff ask at once who it was; of a neighbour's words it is no clue of that."""
    await found.pass_time(hours=2)
    await found.write(FATHER, HOME, "我家娃儿她爷爷接走了")
    await found.write(MOTHER, HOME, "她妈妈来了，接走了")

    [asked] = [line for line in await found.said(WORKER, STAFF) if "有人来接走了" in line.text]
    assert "她妈妈来了" in asked.text
    assert asked.buttons == ("办结",)
    assert await found.sounded(STAFF, asked)
    assert "告诉网格员" in (await found.said(MOTHER, HOME))[-1].text


@pytest.mark.parametrize("minutes", [1, 15])
async def test_what_happens_to_her_while_the_finder_waits(town: Town, minutes: int) -> None:
    """120 first, give her to nobody, don't go: staff hear each at once, and it is one case."""
    await town.start(MOTHER)
    await town.write(MOTHER, HOME, CRYING)
    await town.press(MOTHER, HOME, "提交")
    for words, first in (
        ("她脸发紫了", "120"),
        ("她在抽筋，口吐白沫", "120"),
        ("有个男的说是她爸爸要把她抱走", "别交给其他人"),
        ("我等不了了，我要上班，先走了", "先别走"),
    ):
        await town.pass_time(minutes=minutes)
        await town.write(MOTHER, BOT, words)
        assert first in (await town.said(MOTHER, BOT))[-1].text.splitlines()[0]
        told = await town.find(WORKER, STAFF, words)
        assert told.answers is not None
        assert await town.sounded(STAFF, told)

    card = await town.find(WORKER, STAFF, "编号 1001", button="办结")
    assert card.text.startswith("🔴")
    assert not any("编号 1002" in line.text for line in await town.said(WORKER, STAFF))


async def test_the_end_puts_every_word_away(found: Town) -> None:
    """Promise 6, in staff groups too: what was told of the child is gone with the case.

    Who said that she is theirs hears that it is over, and not whether they were right.
    """
    await found.start(WORKER)
    await found.start(NEXT_DOOR, "claim_1001")
    await found.write(NEXT_DOOR, BOT, HERS)
    await found.send_photo(NEXT_DOOR, BOT, photo())
    await found.press(WORKER, STAFF, "办结")
    await found.press(WORKER, STAFF, "已移交派出所")

    for chat in (STAFF, BOT):
        said = await found.said(WORKER, chat)
        assert all("左手有颗痣" not in line.text for line in said)
        assert all(not line.has_photo or "移交" in line.text for line in said)
        assert any("内容已收起" in line.text for line in said)
    over = (await found.said(NEXT_DOOR, BOT))[-1].text
    assert "编号 1001：这件事已经办结" in over
    assert "移交" not in over


async def test_a_claim_is_no_clue(found: Town) -> None:
    """It is not counted as one, and reaches nobody who reported; while no worker can read it, its
    giver knows.
    """
    await found.start(MOTHER)
    await found.start(FAR_AWAY, "claim_1001")
    await found.write(FAR_AWAY, BOT, HERS)
    assert "网格员还没看到" in (await found.said(FAR_AWAY, BOT))[-1].text
    await found.press(FAR_AWAY, BOT, "完成")
    assert "打开私聊后才看得到" in (await found.said(FAR_AWAY, BOT))[-1].text

    assert "线索" not in (await found.find(WORKER, STAFF, "编号 1001", button="撤回")).text
    assert all("朵朵" not in line.text for line in await found.said(MOTHER, BOT))


async def test_a_claim_in_many_messages_is_one_notice(found: Town) -> None:
    """Whoever may read it reads every word in private; the group hears once that somebody asks."""
    await found.start(WORKER)
    await found.start(FAR_AWAY, "claim_1001")
    for words in (HERS, "右手有颗痣", "我电话13900000003"):
        await found.write(FAR_AWAY, BOT, words)

    group = await found.said(WORKER, STAFF)
    assert sum("有人说是家长" in line.text for line in group) == 1
    private = [line.text for line in await found.said(WORKER, BOT) if "有人说是家长" in line.text]
    assert len(private) == 3


async def test_a_missing_child_is_claimed_by_nobody(town: Town) -> None:
    """The link of another case, or of none, is answered with one line."""
    await town.write(MOTHER, HOME, LOST)
    await town.press(MOTHER, HOME, "提交")

    for number in ("1001", "9999"):
        await town.start(NEXT_DOOR, f"claim_{number}")
        assert "没有找到" in (await town.said(NEXT_DOOR, BOT))[-1].text


async def test_a_finder_who_names_no_place_is_asked_once(town: Town) -> None:
    """An old woman is no 女士, and 在大厅 alone is the answer."""
    await town.write(MOTHER, HOME, "有个婆婆迷路了，说不清家在哪")
    prompt = (await town.said(MOTHER, HOME))[-1].text
    assert "一位婆婆在找家人" in prompt
    assert "还差：在哪里遇到的" in prompt

    await town.write(MOTHER, HOME, "在大厅")
    assert "大厅" in (await town.find(WORKER, STAFF, "未确认")).text
    assert "还差" not in (await town.said(MOTHER, HOME))[-1].text
