"""The other parent reports the same child: staff say so, then both hear of it, and either ends it."""

import pytest

from bot.storage.cases import Case
from tests.stories.plot import after, card, publish, report
from tests.support.cast import FATHER, GRANDMOTHER, HOME, MOTHER, NEXT, NEXT_DOOR, STAFF, WORKER
from tests.support.pictures import photo
from tests.support.town import BOT, Town

AGAIN = "我儿子不见了 5岁 红色外套 香樟苑大门 大家帮忙找一下"


async def he_reports(town: Town) -> None:
    """The father writes of it by himself; the bot asks staff whether it is one child."""
    await town.start(FATHER)
    await town.write(FATHER, HOME, AGAIN)
    await town.press(FATHER, HOME, "提交")
    await town.press(FATHER, HOME, "是")
    await town.pass_time(seconds=2)


async def the_same_person(town: Town) -> None:
    """The worker has called both: one case is left."""
    await he_reports(town)
    await town.press(WORKER, STAFF, "是同一人")


async def both_published(town: Town) -> None:
    """His was published, too, before anybody saw that both mean one child."""
    await he_reports(town)
    await town.press(WORKER, STAFF, "发布", on="编号 1002")
    await town.press(WORKER, STAFF, "确认发布", on="马上")
    await town.press(WORKER, STAFF, "是同一人")


merged = after(report, publish, the_same_person)
joined = after(report, publish, both_published)


@merged
async def test_both_hear_of_clues_and_either_may_say_found(town: Town) -> None:
    """His card is of the case that goes on; the same words reach both, and nobody else.

    No group hears his name (promise 4 holds for both), and who else asks is told nothing.
    """
    assert "并进来了（1002）" in (await card(town)).text
    assert "编号 1001" in (await town.find(FATHER, BOT, "", button="找到了")).text
    await town.write(NEXT_DOOR, NEXT, "在超市门口看到了", reply_to=await alert_in(town, NEXT))
    for parent in (MOTHER, FATHER):
        assert "超市门口" in (await town.find(parent, BOT, "超市门口")).text

    await town.write(FATHER, HOME, "他可能去了超市", reply_to=await alert_in(town, HOME))
    assert "周文涛" not in (await town.find(WORKER, STAFF, "他可能去了超市")).text
    assert await town.count(Case) == 2

    await town.write(FATHER, BOT, "/case 1001")
    assert "红色外套" in (await town.said(FATHER, BOT))[-1].text
    await town.start(NEXT_DOOR)
    await town.write(NEXT_DOOR, BOT, "/case 1001")
    assert "红色外套" not in (await town.said(NEXT_DOOR, BOT))[-1].text

    await town.press(FATHER, BOT, "找到了")
    assert "孩子找到了" in (await town.find(NEXT_DOOR, NEXT, "1001")).text
    for parent in (MOTHER, FATHER):
        assert "编号 1001" in (await town.find(parent, BOT, "人找到了")).text


@merged
async def test_nobody_who_misses_him_reads_that_it_is_over(town: Town) -> None:
    """His own report has ended, the search has not: its card says so, and how it ends."""
    own = await town.find(FATHER, BOT, "和别人报的是同一个人，还在找")
    assert "编号 1002" in own.text
    assert "编号 1002 已并进 1001" in (await town.find(WORKER, STAFF, "是同一个孩子")).text
    await town.write(FATHER, BOT, "/case 1002")
    assert "还在找" in (await town.said(FATHER, BOT))[-1].text

    await town.press(MOTHER, BOT, "找到了")

    ended = await town.find(FATHER, BOT, "", by_id=own.id)
    assert "无需再找" in ended.text


@pytest.mark.published
async def test_the_father_answers_the_alert(town: Town) -> None:
    """我是爸爸 is no clue: staff are asked, his name in private alone; then he is of the family."""
    await town.start(WORKER)
    alert = await town.find(FATHER, HOME, "寻找", button="我有线索")
    await town.send_photo(NEXT_DOOR, NEXT, photo(), "是他吗", reply_to=await alert_in(town, NEXT))
    for words in ("我是爸爸，我在往回赶", "我是娃儿的爸爸！"):
        await town.write(FATHER, HOME, words, reply_to=alert.id)

    answer = await town.find(FATHER, HOME, "家里人")
    assert answer.buttons == ("打开私聊",)
    asked = [line for line in await town.said(WORKER, STAFF) if "有人说是家里人" in line.text]
    assert len(asked) == 1
    assert "我在往回赶" in asked[0].text
    assert "周文涛" not in asked[0].text
    assert "周文涛" in (await town.find(WORKER, BOT, "有人说是家里人")).text
    assert all("往回赶" not in line.text for line in await town.said(MOTHER, BOT))
    assert "线索 1 条" in (await card(town)).text

    await town.press(WORKER, STAFF, "是家里人")
    assert "程小禾 已确认" in (await town.find(WORKER, STAFF, "有人说是家里人")).text
    await town.start(FATHER)
    await town.find(FATHER, BOT, "编号 1001", button="找到了")
    await town.write(NEXT_DOOR, NEXT, "在超市门口看到了", reply_to=await alert_in(town, NEXT))
    for parent in (MOTHER, FATHER):
        assert "超市门口" in (await town.find(parent, BOT, "超市门口")).text
    await town.press(FATHER, BOT, "找到了", on="编号 1001")
    assert "待核查" in (await card(town)).text


async def test_the_father_says_so_in_answer_to_nothing(town: Town) -> None:
    """我也在找 in the group, before anybody has pressed 提交: staff are asked as under the alert.

    He may say whose father he is by the name that the report has; another child's is no kin.
    是家里人 makes it a case, and his too. What either tells of him then is heard.
    """
    await town.start(FATHER)
    await town.write(MOTHER, HOME, "我家豆豆不见了，5岁男孩，穿红色外套")
    await town.write(FATHER, HOME, "我是果果爸爸，帮你问问")
    await town.write(FATHER, HOME, "我是豆豆爸爸，我也在找")
    await town.write(MOTHER, HOME, "我是他妈妈")
    await town.write(MOTHER, HOME, "东门")
    await town.write(FATHER, HOME, "我家娃儿脚上是蓝色洞洞鞋")
    await town.write(FATHER, HOME, "今晚吃啥子")

    await town.find(FATHER, HOME, "家里人")
    assert "最后出现：东门" in (await town.said(WORKER, STAFF))[0].text
    await town.find(WORKER, STAFF, "洞洞鞋")
    assert not any("吃啥子" in line.text for line in await town.said(WORKER, STAFF))
    [asked] = [line for line in await town.said(WORKER, STAFF) if "有人说是家里人" in line.text]
    assert "未确认的报告" in asked.text
    assert "我也在找" in asked.text
    await town.press(WORKER, STAFF, "是家里人")
    assert "编号 1001" in (await town.find(WORKER, STAFF, "程小禾 已确认")).text
    await town.press(FATHER, BOT, "找到了", on="编号 1001")
    assert "待核查" in (await card(town)).text
    assert await town.count(Case) == 1


async def alert_in(town: Town, group: int) -> int:
    return (await town.find(Town.member_of(group), group, "寻找", button="我有线索")).id


@joined
async def test_his_own_case_leads_to_the_common_one(town: Town) -> None:
    """He has a card of the first case, hears of its clues, and what he says holds for both.

    Groups read both, so both stand until they end: the later one says where the search goes on.
    """
    await town.find(FATHER, BOT, "和编号 1001 是同一个人", button="补充")
    await town.write(FATHER, BOT, "/case 1002")
    assert "和编号 1001 是同一个人" in (await town.said(FATHER, BOT))[-1].text
    await town.find(FATHER, BOT, "编号 1001", button="找到了")
    await town.start(NEXT_DOOR, "clue_1001")
    await town.send_photo(NEXT_DOOR, BOT, photo(), "在超市门口看到了")
    await town.press(WORKER, STAFF, "转给家属", on="在超市门口")
    for parent in (MOTHER, FATHER):
        said = await town.said(parent, BOT)
        assert any("超市门口" in line.text for line in said)
        assert sum(line.has_photo for line in said) == 1

    await town.press(FATHER, BOT, "找到了", on="编号 1001")
    for number in (1001, 1002):
        assert "待核查" in (await card(town, number)).text


@merged
async def test_what_was_handed_on_before_reaches_who_joins_later(town: Town) -> None:
    """转给家属, then a third one of the family is joined: the photo is theirs, too."""
    await town.start(NEXT_DOOR, "clue_1001")
    await town.send_photo(NEXT_DOOR, BOT, photo(), "在超市门口看到了")
    await town.press(WORKER, STAFF, "转给家属", on="在超市门口")
    await town.start(GRANDMOTHER)
    await town.write(GRANDMOTHER, HOME, AGAIN)
    await town.press(GRANDMOTHER, HOME, "提交")
    await town.press(GRANDMOTHER, HOME, "是")
    await town.press(WORKER, STAFF, "办结", on="编号 1003")
    await town.press(WORKER, STAFF, "重复")
    await town.write(WORKER, STAFF, "1001")

    for one in (MOTHER, FATHER, GRANDMOTHER):
        assert sum(line.has_photo for line in await town.said(one, BOT)) == 1
