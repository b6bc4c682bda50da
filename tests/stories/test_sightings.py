"""A neighbour has seen whoever is missed, before any alert is out: staff hear of it."""

import pytest

from bot.storage.cases import Case
from tests.stories.plot import report
from tests.support.cast import (
    FATHER,
    GRANDMOTHER,
    GUARD,
    HOME,
    MOTHER,
    NEXT,
    NEXT_DOOR,
    STAFF,
    WORKER,
)
from tests.support.pictures import photo
from tests.support.town import BOT, Town


@pytest.mark.parametrize("answering", [True, False], ids=["reply", "plain"])
async def test_seen_before_the_alert(town: Town, answering: bool) -> None:  # noqa: FBT001
    await town.write(MOTHER, HOME, "我家娃儿不见了，5岁男孩，穿红色外套")
    asked = await town.find(MOTHER, HOME, "我听到的是")
    reply_to = asked.id if answering else None
    said = await town.write(FATHER, HOME, "我刚才在超市看到他了", reply_to=reply_to)

    assert "在超市看到他了" in (await town.find(WORKER, STAFF, "线索 · 未确认的报告")).text
    assert (await town.said(FATHER, HOME))[-1].answers == said


async def test_a_clue_before_the_alert_waits_for_the_family(town: Town) -> None:
    """Staff have it at once; the family reads the words, and 转给家属 comes, once it is checked."""
    await report(town)
    asked = await town.find(MOTHER, HOME, "编号 1001")
    words = "看到他了，娃儿脚上是蓝色凉鞋"
    await town.send_photo(FATHER, HOME, photo(), words, reply_to=asked.id)
    assert "转给家属" not in (await town.find(WORKER, STAFF, "蓝色凉鞋")).buttons

    await town.press(WORKER, STAFF, "发布")
    await town.press(WORKER, STAFF, "未核实先发")
    assert all(words not in line.text for line in await town.said(MOTHER, BOT))
    assert "转给家属" not in (await town.find(WORKER, STAFF, "线索 · ")).buttons
    await town.press(WORKER, STAFF, "核实了", on="还没核实")

    await town.find(MOTHER, BOT, words)
    await town.press(WORKER, STAFF, "转给家属", on="线索 · ")
    assert (await town.said(MOTHER, BOT))[-1].has_photo


async def test_the_guard_answers_the_card(town: Town) -> None:
    """Whom he saw is whoever it is of, and no second one; another one is."""
    await report(town)
    card = await town.find(WORKER, STAFF, "编号 1001", button="认领")
    await town.write(GUARD, STAFF, "北门那边一个红衣服男娃一个人出去了", reply_to=card.id)
    assert "北门那边" in (await town.find(WORKER, STAFF, "线索 · 编号 1001")).text
    assert await town.count(Case) == 1

    await town.write(GUARD, STAFF, "门口还有个女娃儿在哭，找不到妈妈", reply_to=card.id)
    await town.write(GUARD, STAFF, "门口有个婆婆说不清住哪里", reply_to=card.id)
    assert await town.count(Case) == 3


async def test_what_is_seen_is_told_in_pieces(town: Town) -> None:
    """Of 她 within minutes, and a picture: one clue; what is said of others, or asked, is chatter.

    Who they are to her is no part of it: staff are asked.
    """
    await town.write(MOTHER, HOME, "我妈不见了，78岁，穿灰色外套")
    await town.write(FATHER, HOME, "我刚刚在菜市场门口看到一个婆婆，穿灰衣服")
    await town.write(FATHER, HOME, "她一个人坐在花台边上，问她啥子都说不清")
    await town.send_photo(FATHER, HOME, photo())
    for chatter in ("她是哪家的哦", "今晚吃啥子"):
        await town.write(FATHER, HOME, chatter)

    said = await town.said(WORKER, STAFF)
    assert any("坐在花台边上" in line.text for line in said)
    assert sum(line.has_photo for line in said) == 1
    assert not any(word in line.text for word in ("哪家的", "吃啥子") for line in said)
    thanked = [line for line in await town.said(FATHER, HOME) if "谢谢" in line.text]
    assert len(thanked) == 1

    await town.write(FATHER, HOME, "我是她女婿")
    [heard] = [line for line in await town.said(WORKER, STAFF) if "女婿" in line.text]
    assert "有人说是家里人" in heard.text
    await town.press(MOTHER, HOME, "不是报告")
    left = [line.text for line in await town.said(WORKER, STAFF)]
    assert not any(word in text for text in left for word in ("坐在花台边上", "女婿"))


async def test_a_neighbour_s_cry_is_no_report(town: Town) -> None:
    """In answer to the mother it opens nothing, so what that neighbour sees goes to her child's case."""
    said = await town.write(MOTHER, HOME, "我家娃儿不见了，5岁男孩，穿红色外套")
    await town.write(FATHER, HOME, "哎呀我的乖乖，人都跑哪去了嘛", reply_to=said)
    assert await town.count(Case) == 1
    await town.write(FATHER, HOME, "我刚才在超市看到他了")
    await town.find(WORKER, STAFF, "线索 · 未确认的报告")
    await town.write(FATHER, HOME, "我家娃儿明天考试，他还在耍")
    assert not any("明天考试" in line.text for line in await town.said(WORKER, STAFF))

    await town.write(FATHER, HOME, "我儿子不见了！", reply_to=said)
    assert await town.count(Case) == 2


async def test_a_neighbour_s_draft_in_other_words_takes_no_clue(town: Town) -> None:
    """What she has confirmed is looked for; another child is another."""
    await report(town)
    await town.write(GRANDMOTHER, HOME, "有个5岁的男娃儿走丢了，大家帮忙找一下，哪个看到没得")
    assert await town.count(Case) == 2
    await town.write(FATHER, HOME, "我刚才在超市看到他了")
    assert "编号 1001" in (await town.find(WORKER, STAFF, "在超市看到他了")).text

    await town.write(GRANDMOTHER, HOME, "我女儿也不见了，9岁，穿黄裙子")
    await town.write(FATHER, HOME, "我刚才在北门看到一个女娃儿")
    assert "编号 1001" not in (await town.find(WORKER, STAFF, "在北门看到")).text


@pytest.mark.published
async def test_seen_where_the_alert_stands(town: Town) -> None:
    """In another group, by looks or by name: clues of that child, and nothing of anybody else."""
    await town.write(MOTHER, BOT, "他叫王浩然")
    sightings = "香樟苑3栋这边看到个穿红外套的娃儿", "看到王浩然了，在河坝头", "浩然在我屋头写作业"
    for words in sightings:
        await town.write(NEXT_DOOR, NEXT, words)
        assert words in (await town.said(WORKER, STAFF))[-1].text
    before = len(await town.said(WORKER, STAFF))
    for chatter in ("看到通知了，明天停水", "快递在我屋头", "没看到王浩然"):
        await town.write(NEXT_DOOR, NEXT, chatter)

    assert len(await town.said(WORKER, STAFF)) == before
    assert await town.count(Case) == 1


async def test_nobody_is_missed_here(town: Town) -> None:
    """Without a report it is what neighbours say to each other; nor is a question a sighting."""
    await town.write(FATHER, HOME, "我刚才在超市看到他了")
    assert await town.said(WORKER, STAFF) == []
    await town.write(MOTHER, HOME, "我家娃儿不见了，5岁男孩，穿红色外套")
    before = len(await town.said(WORKER, STAFF))
    await town.write(FATHER, HOME, "哪个看到他了嘛")
    assert len(await town.said(WORKER, STAFF)) == before

    for told in ("有个穿红衣裳的男娃儿遭一个女的牵起走了", "往水库那边去了，我听保安说的"):
        await town.write(FATHER, HOME, told)
        assert told in (await town.find(WORKER, STAFF, told)).text
    heard = len(await town.said(FATHER, HOME)), len(await town.said(WORKER, STAFF))
    for chatter in ("我也往水库那边去了", "我这栋楼道灯黑起的，找起来恼火"):
        await town.write(FATHER, HOME, chatter)
    assert (len(await town.said(FATHER, HOME)), len(await town.said(WORKER, STAFF))) == heard
    assert await town.count(Case) == 1
    await town.write(FATHER, HOME, "刚刚看到个小女孩在桥头哭，找不到妈妈")
    assert await town.count(Case) == 2
