"""People tell in pieces: what one person sends within minutes is one report."""

import pytest

from bot.storage.cases import Case
from bot.storage.conversation import RecentPhoto
from tests.stories.plot import card
from tests.support.cast import FATHER, HOME, MOTHER, OTHER_CHIEF, STAFF, STAFF_OTHER, WORKER
from tests.support.pictures import photo
from tests.support.town import BOT, Town


async def test_three_half_sentences_in_the_group(town: Town) -> None:
    """The answer under the first one and the card with staff follow; nothing more is said aloud."""
    await town.write(MOTHER, HOME, "我家娃儿不见了")
    for words in ("男娃儿 4岁半", "穿的红色衣服", "刚刚还在2栋楼下耍"):
        await town.write(MOTHER, HOME, words)

    assert await town.count(Case) == 1
    [asked] = await town.said(MOTHER, HOME)
    for told in (asked, await town.find(WORKER, STAFF, "未确认")):
        assert "寻找4岁半男孩" in told.text
        assert "红色衣服" in told.text
        assert "2栋楼下" in told.text


async def test_what_neighbours_say_between_is_theirs(town: Town) -> None:
    """Two people talk at once: each one's words belong to their own report, chatter to nobody's."""
    await town.write(MOTHER, HOME, "我家娃儿不见了，男娃儿")
    await town.write(FATHER, HOME, "3号楼楼道灯坏了")
    await town.write(MOTHER, HOME, "5岁，蓝色外套")
    await town.write(FATHER, HOME, "4楼的")
    for chatter in ("哪个看到了嘛？", "谢谢大家", "今晚吃啥子", "12点吃饭"):
        await town.write(MOTHER, HOME, chatter)
    await town.press(FATHER, HOME, "提交", on="灯不亮了")

    told = (await town.find(WORKER, STAFF, "未确认")).text
    assert "5岁男孩" in told
    assert "吃" not in told
    assert "谢谢" not in told
    assert "灯不亮了 · 3号楼4楼楼道" in (await card(town)).text
    assert await town.count(Case) == 2


async def test_half_sentences_in_private_and_after_submitting(town: Town) -> None:
    """Each is answered; after 提交 it is 补充 on the card."""
    await town.start(MOTHER)
    await town.write(MOTHER, BOT, "我家娃儿不见了")
    await town.write(MOTHER, BOT, "男娃儿 4岁半")
    assert "补上了" in (await town.said(MOTHER, BOT))[-1].text
    await town.write(MOTHER, BOT, "香樟苑")
    await town.press(MOTHER, BOT, "提交")
    await town.write(MOTHER, BOT, "头发有点卷")
    await town.write(MOTHER, BOT, "好的 谢谢")

    told = (await card(town)).text
    assert "4岁半男孩" in told
    assert "头发有点卷" in told
    assert "谢谢" not in told
    assert await town.count(Case) == 1


async def test_the_same_child_again_is_not_a_second_report(town: Town) -> None:
    """Said again in other words it is added; another child, or another lamp, is another report."""
    for words in ("我家两个娃儿不见了", "姐姐9岁蓝毛衣", "弟弟6岁绿衣服"):
        await town.write(MOTHER, HOME, words)
    asked = (await town.said(MOTHER, HOME))[-1].text
    assert all(told in asked for told in ("寻找6岁男孩", "还有 1 人"))
    assert "特征：绿衣服" in asked
    await town.write(MOTHER, HOME, "我儿子不见了，6岁，绿色衣服，大家帮忙看一下")
    assert await town.count(Case) == 1
    await town.write(MOTHER, HOME, "还有一个女儿也走丢了，9岁")
    assert await town.count(Case) == 2

    await town.write(FATHER, HOME, "3号楼的灯坏了")
    await town.write(FATHER, HOME, "2号楼的灯也坏了")
    assert await town.count(Case) == 4


async def test_a_video_and_a_voice_after_the_words(town: Town) -> None:
    """They stand under the card, in the order in which they came."""
    await town.write(MOTHER, HOME, "我家娃儿不见了，男娃儿5岁，穿红色外套")
    told = await town.find(WORKER, STAFF, "未确认")
    await town.send_voice(MOTHER, HOME)
    await town.send_voice(FATHER, HOME)

    copies = [line for line in await town.said(WORKER, STAFF) if line.answers == told.id]
    assert sum("voice" in line.raw for line in copies) == 1


@pytest.mark.parametrize("when", ["before", "with", "after"])
async def test_a_video_beside_the_words(town: Town, when: str) -> None:
    """In private it may come before them, with them or after: staff have it under the card."""
    told = "香樟苑3号楼4楼楼道灯一直闪"
    await town.start(MOTHER)
    if when == "with":
        await town.send_video(MOTHER, BOT, told)
    if when == "before":
        await town.send_video(MOTHER, BOT)
        assert "请再写一句" in (await town.said(MOTHER, BOT))[-1].text
    if when != "with":
        await town.write(MOTHER, BOT, told)
    if when == "after":
        await town.send_video(MOTHER, BOT)
    await town.press(MOTHER, BOT, "提交")

    shown = await card(town)
    copies = [line for line in await town.said(WORKER, STAFF) if line.answers == shown.id]
    assert ["document" in line.raw for line in copies] == [True]


@pytest.mark.parametrize("when", ["before", "with", "after"])
async def test_a_picture_as_a_file_is_the_photo(town: Town, when: str) -> None:
    """Nobody is asked for another; staff have it under the card."""
    told, picture = (
        "我家娃儿在香樟苑东门走丢了，5岁，红衣服",
        ("IMG_1.HEIC", "application/octet-stream"),
    )
    await town.start(MOTHER)
    if when == "after":
        await town.write(MOTHER, BOT, told)
    await town.send_video(MOTHER, BOT, told if when == "with" else "", *picture)
    if when == "before":
        await town.write(MOTHER, BOT, told)

    asked = await town.find(MOTHER, BOT, "红衣服", button="提交")
    assert "照片" not in asked.text
    shown = await town.find(WORKER, STAFF, "红衣服", button="认领")
    copies = [line for line in await town.said(WORKER, STAFF) if line.answers == shown.id]
    assert ["document" in line.raw for line in copies] == [True]


async def test_two_photos_one_after_the_other(town: Town) -> None:
    """The first is on the card, the second under it, with what is said to it."""
    await town.write(MOTHER, HOME, "我家娃儿不见了，男娃儿5岁")
    await town.send_photo(MOTHER, HOME, photo(), "就是他")
    await town.send_photo(MOTHER, HOME, photo(), "穿的这件红色外套")

    told = await town.find(WORKER, STAFF, "未确认")
    copies = [line for line in await town.said(WORKER, STAFF) if line.answers == told.id]
    assert sum(line.has_photo for line in copies) == 2
    assert "红色外套" in told.text


@pytest.mark.parametrize("under", [True, False], ids=["caption", "after"])
async def test_a_photo_and_few_words(town: Town, under: bool) -> None:  # noqa: FBT001
    """这个灯拐了 says little; with a photo it is a report, and the place in the next message is its."""
    await town.write(FATHER, HOME, "这个灯拐了")
    assert await town.said(FATHER, HOME) == []
    await town.send_photo(MOTHER, HOME, photo(), "这个灯拐了" if under else "")
    if not under:
        await town.write(MOTHER, HOME, "这个灯拐了")
    await town.write(MOTHER, HOME, "3栋2楼")
    await town.press(MOTHER, HOME, "提交")

    told = await card(town)
    assert "3栋2楼" in told.text
    assert told.has_photo


async def test_a_pin_brings_a_draft_to_its_grid(town: Town) -> None:
    """No place in the words: the pin stands above the group, the staff of that grid have the card."""
    await town.write(MOTHER, HOME, "我家娃儿不见了，男娃儿5岁")
    await town.send_pin(MOTHER, HOME, (30.8200, 103.8500))

    told = await town.find(OTHER_CHIEF, STAFF_OTHER, "未确认")
    assert "青禾花园" in told.text
    assert "青禾花园" in (await town.find(MOTHER, HOME, "我听到的是")).text


async def test_after_ten_minutes_words_stand_for_themselves(town: Town) -> None:
    await town.write(MOTHER, HOME, "我家娃儿不见了，男娃儿5岁")
    await town.pass_time(minutes=11)
    await town.write(MOTHER, HOME, "穿的蓝色衣服")

    assert "蓝色" not in (await town.find(WORKER, STAFF, "未确认")).text


async def test_a_case_that_has_ended_takes_no_more(town: Town) -> None:
    """What comes after 不是报告 is nobody's any more, in the group and in private."""
    await town.start(MOTHER)
    for chat in (HOME, BOT):
        await town.write(MOTHER, chat, "香樟苑3号楼楼道灯坏了")
        await town.press(MOTHER, chat, "不是报告")
        await town.write(MOTHER, chat, "4楼的")

        assert await town.count(Case) == 0


@pytest.mark.parametrize("what", ["voice", "document", "location"])
async def test_a_video_a_voice_a_pin_before_the_words(town: Town, what: str) -> None:
    """Among neighbours, too, it belongs to the words of its sender, and to nobody else's."""
    if what == "voice":
        await town.send_voice(MOTHER, HOME)
    elif what == "document":
        await town.send_video(MOTHER, HOME)
    else:
        await town.send_pin(MOTHER, HOME, (30.8200, 103.8500))
    assert await town.said(MOTHER, HOME) == []
    await town.write(FATHER, HOME, "楼道里有个小女孩在哭，找不到妈妈")
    await town.write(MOTHER, HOME, "我家娃儿不见了，男娃儿5岁，穿红色外套")

    told = await town.find(WORKER, STAFF, "寻找5岁男孩")
    copies = [line for line in await town.said(WORKER, STAFF) if what in line.raw]
    assert [line.answers for line in copies] == [told.id]


async def test_what_came_long_before_the_words_is_forgotten(town: Town) -> None:
    """Ten minutes, and of one person no more than twenty (promise 11)."""
    for _ in range(21):
        await town.send_voice(MOTHER, HOME)
    assert await town.count(RecentPhoto) == 20
    await town.pass_time(minutes=11)
    assert await town.count(RecentPhoto) == 0
    await town.write(MOTHER, HOME, "我家娃儿不见了，男娃儿5岁，穿红色外套")

    assert not any("voice" in line.raw for line in await town.said(WORKER, STAFF))
