"""What a family says of its own case belongs to it, whenever it comes; blows that go on do, too."""

import pytest

from bot.storage.cases import Case
from tests.stories.plot import LAMP, LOST, card
from tests.support.cast import DESK, DUTY, FATHER, HOME, MOTHER, STAFF, WORKER
from tests.support.town import BOT, Town

WORDS = ("他左边眉毛有个疤", "他是从北门出去的", "补充 身上背了个蓝书包")


async def test_in_private_long_after(town: Town) -> None:
    await town.write(MOTHER, HOME, LOST)
    await town.press(MOTHER, HOME, "提交")
    await town.press(MOTHER, HOME, "是")
    await town.start(MOTHER)
    for words in WORDS:
        await town.pass_time(minutes=12)
        before = len(await town.said(MOTHER, BOT))
        await town.write(MOTHER, BOT, words)

        assert words.removeprefix("补充 ") in (await card(town)).text
        assert any("补上了" in line.text for line in (await town.said(MOTHER, BOT))[before:])
    assert await town.count(Case) == 1


ASIDE = ("天黑了他怕黑，楼道灯又不亮", "他婆婆带他出来的，婆婆也哭，帮帮忙")


@pytest.mark.parametrize("chat", [HOME, BOT], ids=["group", "private"])
@pytest.mark.parametrize("minutes", [1, 30])
async def test_what_reads_like_something_else(town: Town, chat: int, minutes: int) -> None:
    """She speaks of him: it opens nothing, and what she sends next is his; a lamp elsewhere is one."""
    await town.start(MOTHER)
    await town.write(MOTHER, HOME, LOST)
    await town.press(MOTHER, HOME, "提交")
    await town.pass_time(minutes=minutes)
    for words in ASIDE:
        await town.write(MOTHER, chat, words)
        assert words in (await card(town)).text
    await town.send_pin(MOTHER, chat, (30.8200, 103.8500))
    await town.write(MOTHER, chat, "13900000008")

    assert await town.count(Case) == 1
    told = await card(town)
    assert "最后出现：香樟苑大门" in told.text
    assert any("location" in line.raw for line in await town.said(WORKER, STAFF))
    await town.write(MOTHER, chat, "香樟苑5号楼3楼楼道灯不亮了")
    assert await town.count(Case) == 2
    await town.write(MOTHER, HOME, "香樟苑大门有个娃儿在哭，是不是我家的哦")
    await town.write(MOTHER, BOT, "他记不到屋头电话")
    assert "屋头电话" in (await card(town)).text


async def test_asked_how_it_stands(town: Town) -> None:
    """By whoever reported, of the one they mean; 她忘了住哪里 asks nothing, and is of somebody."""
    await town.start(MOTHER)
    await town.write(MOTHER, HOME, LAMP)
    await town.press(MOTHER, HOME, "提交")
    await town.write(MOTHER, HOME, "我妈不见了，78岁，穿灰色外套")
    await town.press(MOTHER, HOME, "提交")

    for asked, number in (("我妈找到没", 1002), ("昨天那个灯修好没有", 1001)):
        await town.write(MOTHER, BOT, asked)
        assert f"编号 {number}" in (await town.said(MOTHER, BOT))[-1].text
    await town.write(MOTHER, BOT, "she forgets where she lives")
    assert "forgets" in (await card(town, 1002)).text

    await town.press(WORKER, STAFF, "办结", on="编号 1001")
    await town.press(WORKER, STAFF, "已修复")
    await town.write(MOTHER, BOT, "那个灯修好没有")
    assert "1001" in (await town.said(MOTHER, BOT))[-1].text
    await town.start(FATHER)
    await town.write(FATHER, BOT, "she forgets where she lives")
    assert "说的是谁" in (await town.said(FATHER, BOT))[-1].text
    await town.write(FATHER, BOT, "灯修好没有")
    assert "/case" in (await town.said(FATHER, BOT))[-1].text


async def test_a_pin_long_after(town: Town) -> None:
    await town.start(MOTHER)
    await town.write(MOTHER, HOME, LOST)
    await town.press(MOTHER, HOME, "提交")
    await town.pass_time(minutes=12)
    await town.send_pin(MOTHER, BOT, (30.8200, 103.8500))

    assert "补上了" in (await town.said(MOTHER, BOT))[-1].text


async def test_in_the_group_with_the_word_before_it(town: Town) -> None:
    """补充 does it, or an answer to what we said of the case; other words are the neighbours'."""
    await town.write(MOTHER, HOME, LOST)
    await town.pass_time(minutes=12)
    await town.write(MOTHER, HOME, "他左边眉毛有个疤")
    assert "疤" not in (await town.find(WORKER, STAFF, "未确认")).text
    await town.write(MOTHER, HOME, "补充：左边眉毛有个疤")
    assert "疤" in (await town.find(WORKER, STAFF, "未确认")).text

    asked = await town.find(MOTHER, HOME, "我听到的是")
    await town.pass_time(minutes=12)
    await town.write(MOTHER, HOME, "是从北门出去的", reply_to=asked.id)
    assert "北门" in (await town.find(WORKER, STAFF, "未确认", button="认领")).text


async def test_several_things_after_one_press_of_add(town: Town) -> None:
    """A voice, then a pin: both belong to the case."""
    await town.start(MOTHER)
    await town.write(MOTHER, BOT, "香樟苑我家娃儿不见了，5岁男孩")
    await town.pass_time(minutes=12)
    await town.press(MOTHER, BOT, "补充")
    await town.send_voice(MOTHER, BOT)
    await town.send_pin(MOTHER, BOT, (30.8200, 103.8500))

    assert "补上了" in (await town.said(MOTHER, BOT))[-1].text


async def test_he_beats_the_child_again(town: Town) -> None:
    """Half an hour after the report: 110 first, staff hear it anew, nothing is asked again."""
    await town.start(MOTHER)
    await town.write(MOTHER, BOT, "香樟苑3号楼502的人天天打娃儿，娃儿身上到处是伤")
    await town.press(MOTHER, BOT, "提交")
    await town.pass_time(minutes=30)
    before = (await town.said(DUTY, DESK))[-1].id
    await town.write(MOTHER, BOT, "他又在打了，娃儿在喊救命")

    answered = (await town.said(MOTHER, BOT))[-1].text
    assert "110" in answered.splitlines()[0]
    assert "小区" not in answered
    anew = [line.text for line in await town.said(DUTY, DESK) if line.id > before]
    assert any("补充后更紧急了" in text for text in anew)
    assert await town.count(Case) == 1


FOUND = ("算了，他在外婆家，不用找了", "在外婆家，虚惊一场", "找到了找到了，不好意思")


@pytest.mark.parametrize("words", FOUND)
@pytest.mark.parametrize("submitted", [True, False], ids=["case", "draft"])
async def test_found_in_other_words(town: Town, words: str, submitted: bool) -> None:  # noqa: FBT001
    """Staff are asked; nothing stops by itself."""
    await town.write(MOTHER, HOME, "我家娃儿不见了，5岁男孩，穿红色外套")
    if submitted:
        await town.press(MOTHER, HOME, "提交")
    await town.write(MOTHER, HOME, words)

    assert "说找到了" in (await town.said(WORKER, STAFF))[-1].text
    if not submitted:
        assert "不是报告" in (await town.said(MOTHER, HOME))[-1].text


NOT_FOUND = (
    "以为找到了，结果不是我娃",
    "邻居说在菜市场找到了他的鞋子",
    "他爸爸回来了，娃儿没有",
    "监控找到了，他往河边走了",
)


async def test_what_was_found_beside_the_child_is_no_good_news(town: Town) -> None:
    """A shoe, a video, the wrong child: all of it is on the card, and nobody asks to close."""
    await town.write(MOTHER, HOME, "我家娃儿不见了，5岁男孩，穿红色外套")
    await town.press(MOTHER, HOME, "提交")
    await town.press(MOTHER, HOME, "是")
    await town.start(MOTHER)
    for words in NOT_FOUND:
        await town.write(MOTHER, BOT, words)

    told = (await card(town)).text
    assert [words for words in NOT_FOUND if words not in told] == []
    assert not any("说找到了" in line.text for line in await town.said(WORKER, STAFF))


async def test_more_than_one_word_that_they_may_be_back(town: Town) -> None:
    """Staff are asked once; what comes after it is not lost."""
    await town.write(MOTHER, HOME, "我家娃儿不见了，5岁男孩，穿红色外套")
    await town.press(MOTHER, HOME, "提交")
    await town.press(MOTHER, HOME, "是")
    await town.start(MOTHER)
    await town.write(MOTHER, BOT, "虚惊一场，他在外婆家")
    await town.write(MOTHER, BOT, "他回来了，脚上有个口子，穿的蓝色拖鞋")

    asked = [line for line in await town.said(WORKER, STAFF) if "不用找" in line.text]
    assert len(asked) == 1
    assert "蓝色拖鞋" in (await card(town)).text


async def test_found_before_submitting_leaves_a_trace(town: Town) -> None:
    await town.write(MOTHER, HOME, "我家娃儿不见了，5岁男孩，穿红色外套")
    await town.write(MOTHER, HOME, "找到了")
    await town.press(MOTHER, HOME, "提交")

    assert "找到了" in (await card(town)).text


async def test_still_missing_is_not_found(town: Town) -> None:
    await town.write(MOTHER, HOME, "我家娃儿不见了，5岁男孩，穿红色外套")
    before = len(await town.said(WORKER, STAFF))
    await town.write(MOTHER, HOME, "还没找到，等他回来了再说")

    assert len(await town.said(WORKER, STAFF)) == before


async def test_an_edit_leaves_the_words_of_before(town: Town) -> None:
    """A lamp edited into supper: staff still read what was reported. A child found asleep: they ask."""
    said = await town.write(MOTHER, HOME, LAMP)
    await town.press(MOTHER, HOME, "提交")
    await town.act("edits", person=MOTHER, chat=HOME, message_id=said, text="今晚吃啥子")
    assert LAMP in (await card(town)).text


async def test_an_edit_into_found(town: Town) -> None:
    said = await town.write(MOTHER, HOME, "我家娃儿不见了，5岁男孩，穿红色外套")
    words = "找到了找到了，在床底下睡着了"
    await town.act("edits", person=MOTHER, chat=HOME, message_id=said, text=words)

    assert any("说找到了" in line.text for line in await town.said(WORKER, STAFF))
    told = (await town.find(WORKER, STAFF, "未确认", button="认领")).text
    assert "红色外套" in told


async def test_a_lamp_is_mended(town: Town) -> None:
    await town.start(MOTHER)
    await town.write(MOTHER, HOME, LAMP)
    await town.press(MOTHER, HOME, "提交")
    await town.write(MOTHER, BOT, "灯修好了")

    assert "灯修好了" in (await card(town)).text

    await town.press(WORKER, STAFF, "认领")
    await town.press(WORKER, STAFF, "提交核查")
    await town.write(MOTHER, BOT, "还是不亮")
    assert "还是不亮" in (await card(town)).text
    assert "补上了" in (await town.said(MOTHER, BOT))[-1].text


@pytest.mark.published
async def test_where_the_child_was_seen_at_last(town: Town) -> None:
    """A place known by now was not the last: the family says so, a worker sends it on.

    While nobody has pressed, staff read what else she says; they aren't asked the same again.
    """
    await town.write(MOTHER, BOT, "补充：最后在柳荫路口看到的，穿蓝色凉鞋")

    told = await town.find(WORKER, STAFF, "要更新吗")
    assert "最后出现：柳荫路" in told.text
    assert "蓝色凉鞋" in told.text
    more = ("一个男的牵着他，监控看到的", "他爸爸在河边捡到他的鞋")
    for words in more:
        await town.write(MOTHER, BOT, words)
    said = [line.text for line in await town.said(WORKER, STAFF) if line.id > told.id]
    assert [words for words in more if not any(words in text for text in said)] == []
    assert (await town.find(WORKER, STAFF, "要更新吗")).id == told.id


async def test_what_goes_on_with_a_fire(town: Town) -> None:
    """In private and in the group: staff hear it as a message, of the same case; thanks are none."""
    await town.start(MOTHER)
    await town.write(MOTHER, HOME, "香樟苑门口那家烧烤店着火了，还有气罐")
    private = ("老板娘还没出来", "烟从窗子冒出来了", "屋里头有个老人家，脚不方便")
    among_neighbours = ("里头的气罐要爆了，大家莫过来", "烟越来越大了，快来人")
    for words in private:
        await town.write(MOTHER, BOT, words)
        assert "补上了" in (await town.said(MOTHER, BOT))[-1].text
    await town.press(MOTHER, HOME, "提交")
    for words in (*among_neighbours, "谢谢大家"):
        await town.write(MOTHER, HOME, words)

    told = [line.text for line in await town.said(WORKER, STAFF) if "补充了新情况" in line.text]
    assert [line.splitlines()[1] for line in told] == [
        f"“{words}”" for words in (*private, *among_neighbours)
    ]
    assert await town.count(Case) == 1


async def test_who_is_lost_now_is_somebody_else(town: Town) -> None:
    """A mother who looks for her child and cannot find the way home herself."""
    await town.start(MOTHER)
    await town.write(MOTHER, HOME, LOST)
    await town.press(MOTHER, HOME, "提交")
    await town.write(MOTHER, BOT, "I'm lost, I can't find my way home")

    assert await town.count(Case) == 2


async def test_the_building_is_told_before_the_compound(town: Town) -> None:
    """/light, building and floor, then the compound: nothing is asked for again."""
    await town.start(MOTHER)
    await town.write(MOTHER, BOT, "/light")
    await town.write(MOTHER, BOT, "3号楼4楼")
    await town.write(MOTHER, BOT, "香樟苑")

    asked = (await town.find(MOTHER, BOT, "我听到的是")).text
    assert "3号楼4楼" in asked
    assert "还差" not in asked
