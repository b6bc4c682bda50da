"""Chain letters get one calm note and no case; 真的假的 is answered against what is known here."""

import pytest

from bot.storage.cases import Case
from tests.stories.plot import LAMP, LOST
from tests.support.cast import (
    FATHER,
    GRANDMOTHER,
    HOME,
    MOTHER,
    NEIGHBOUR,
    NEXT,
    NEXT_DOOR,
    STAFF,
    WORKER,
)
from tests.support.town import BOT, Line, Town

LETTER = (
    "紧急扩散！一个三岁女孩在锦绣花园小区被人拐走了，能说出爸爸手机号码，"
    "监控上看是被一个四十多岁男人抱走，家人都急疯了，有知情者请联系，请大家都转一下"
)


async def alert_of(town: Town, person: int = FATHER, chat: int = HOME) -> Line:
    """Return the alert as it stands in a group."""
    return await town.find(person, chat, "寻找", button="我有线索")


async def last(town: Town, person: int, chat: int) -> Line:
    return (await town.said(person, chat))[-1]


@pytest.mark.both_engines
async def test_a_letter_is_answered_once(town: Town) -> None:
    """Again and again in one group: one note; in another group one, too; nothing is kept of it."""
    for _ in range(3):
        await town.write(FATHER, HOME, LETTER)
    await town.write(NEXT_DOOR, NEXT, f"{LETTER}！！！")

    assert [line.text for line in await town.said(FATHER, HOME)] == [
        (await last(town, NEXT_DOOR, NEXT)).text
    ]
    assert "先问问民警" in (await last(town, FATHER, HOME)).text
    assert await town.count(Case) == 0
    assert await town.places_of("锦绣花园") == set()
    await town.pass_time(days=1, hours=1)
    await town.write(FATHER, HOME, LETTER)
    assert len(await town.said(FATHER, HOME)) == 2


async def test_is_a_letter_true(town: Town) -> None:
    """Asked under it: nobody here knows of it, whom to ask; without an answer to anything: nothing."""
    letter = await town.write(FATHER, HOME, LETTER)
    await town.write(MOTHER, HOME, "真的假的哦", reply_to=letter)
    assert "没有登记" in (await last(town, MOTHER, HOME)).text
    said = len(await town.said(MOTHER, HOME))

    gossip = await town.write(FATHER, HOME, "听说明天要停水")
    await town.write(MOTHER, HOME, "真的假的哦", reply_to=gossip)
    await town.write(MOTHER, HOME, "真的假的")
    await town.write(MOTHER, HOME, "真的假的", reply_to=letter)
    assert len(await town.said(MOTHER, HOME)) == said


async def test_what_is_sent_on(town: Town) -> None:
    """An old call is a letter; a fresh one is a report, and another child's a report of its own."""
    old = "寻人：男孩6岁，红衣服，走失，家长急疯了，请扩散"
    await town.forward(FATHER, HOME, old, writer=NEXT_DOOR, days=300)
    assert "转了很多次" in (await last(town, FATHER, HOME)).text
    await town.start(FATHER)
    for person, chat in ((WORKER, STAFF), (FATHER, BOT)):
        await town.forward(person, chat, old, writer=NEXT_DOOR, days=300)
        assert "转了很多次" in (await last(town, person, chat)).text
    assert await town.count(Case) == 0

    await town.forward(FATHER, HOME, "我家娃儿不见了，6岁，红衣服", writer=NEXT_DOOR)
    await town.forward(FATHER, HOME, "她说最后在香樟苑大门，6岁的娃儿不见了", writer=NEXT_DOOR)
    assert await town.count(Case) == 1
    await town.forward(FATHER, HOME, "我家娃儿不见了，4岁，桂语里，黑衣服", writer=NEIGHBOUR)
    await town.forward(FATHER, HOME, old, writer=NEXT_DOOR, days=300)

    assert await town.count(Case) == 2
    assert not any(
        "黑衣服" in line.text and "6岁" in line.text for line in await town.said(WORKER, STAFF)
    )


@pytest.mark.published
async def test_is_our_alert_true(town: Town) -> None:
    """Yes, by number and with the way to its latest state; it is a question and no clue."""
    alert = await alert_of(town)
    before = len(await town.said(WORKER, STAFF))
    await town.write(FATHER, HOME, "这条寻人是真的吗", reply_to=alert.id)

    told = await last(town, FATHER, HOME)
    assert "编号 1001 · 这条是真的" in told.text
    assert any("case_1001" in entity.get("url", "") for entity in told.raw["entities"])
    assert len(await town.said(WORKER, STAFF)) == before


@pytest.mark.published
async def test_is_it_still_true(town: Town) -> None:
    """Once the child is home: no need to search or to forward it, wherever it is asked."""
    alert = await alert_of(town)
    copy = f"{alert.text}"
    await town.press(MOTHER, BOT, "找到了")

    await town.write(NEXT_DOOR, NEXT, "还在找没", reply_to=(await _standing(town)).id)
    assert "不用再转发" in (await last(town, NEXT_DOOR, NEXT)).text
    await town.start(NEIGHBOUR)
    await town.write(NEIGHBOUR, BOT, copy)
    told = (await last(town, NEIGHBOUR, BOT)).text
    assert "编号 1001 · 这条已经结束" in told
    assert "红色外套" not in told
    assert await town.count(Case) == 1


async def _standing(town: Town) -> Line:
    return await town.find(NEXT_DOOR, NEXT, "1001")


@pytest.mark.published
async def test_a_copy_is_no_second_report(town: Town) -> None:
    """Somebody brings our alert into another group, or to the bot: no case, no draft with staff."""
    copy = (await alert_of(town)).text
    said = len(await town.said(NEXT_DOOR, NEXT))
    await town.write(NEXT_DOOR, NEXT, copy)
    await town.start(NEIGHBOUR)
    await town.write(NEIGHBOUR, BOT, f"{copy}\n这个是真的不")

    assert "这条是真的" in (await last(town, NEIGHBOUR, BOT)).text
    assert len(await town.said(NEXT_DOOR, NEXT)) == said
    assert await town.count(Case) == 1


@pytest.mark.published
async def test_the_same_child_in_other_words(town: Town) -> None:
    """A neighbour retells the alert: known by the clothes; by age alone it would be anybody."""
    told = await town.write(FATHER, HOME, "有个5岁男孩走丢了，穿红色外套，大家帮忙看哈")
    await town.write(GRANDMOTHER, HOME, "真的吗", reply_to=told)
    assert "编号 1001" in (await last(town, GRANDMOTHER, HOME)).text

    other = await town.write(GRANDMOTHER, HOME, "有个5岁男孩走丢了，穿绿色外套，大家帮忙看哈")
    await town.write(FATHER, HOME, "是真的不", reply_to=other)
    assert "还在核实" in (await last(town, FATHER, HOME)).text


async def test_a_report_that_nobody_has_checked(town: Town) -> None:
    """Reported in this group, not published: being checked. What is for few to read is unknown."""
    said = await town.write(MOTHER, HOME, LOST)
    await town.press(MOTHER, HOME, "提交")
    await town.write(FATHER, HOME, "是真的吗", reply_to=said)
    told = (await last(town, FATHER, HOME)).text
    assert "还在核实" in told
    assert "1001" not in told

    await town.start(FATHER)
    await town.write(FATHER, BOT, "编号1001是真的吗")
    assert "没有登记" in (await last(town, FATHER, BOT)).text


async def test_a_lamp_by_its_number(town: Town) -> None:
    """Of a lamp anybody may know that it is reported."""
    await town.write(MOTHER, HOME, LAMP)
    await town.press(MOTHER, HOME, "提交")
    await town.start(FATHER)
    await town.write(FATHER, BOT, "编号1001是真的吗")

    assert "编号 1001" in (await last(town, FATHER, BOT)).text


@pytest.mark.published
async def test_in_private_nothing_asked_is_a_report(town: Town) -> None:
    """Is it true? Answered against the live cases, and never a case of its own."""
    await town.start(NEIGHBOUR)
    before = await town.count(Case)
    for words, answer in (
        ("这条寻人是真的吗", "没有登记"),
        ("有人转了一条：5岁男孩在香樟苑走失，穿红色外套，是真的吗", "1001"),
        ("1001号是真的吗", "1001"),
    ):
        await town.write(NEIGHBOUR, BOT, words)
        assert answer in (await town.said(NEIGHBOUR, BOT))[-1].text

    assert await town.count(Case) == before


@pytest.mark.parametrize(
    "words",
    ["大门那边有个娃儿遭拐了，是真的不", "Is this real? the one about the missing kid"],
)
async def test_a_question_in_the_group_is_no_report(town: Town, words: str) -> None:
    await town.write(FATHER, HOME, words)

    assert await town.count(Case) == 0
    assert "110" in (await town.said(FATHER, HOME))[-1].text


@pytest.mark.published
async def test_our_alert_told_anew_is_no_second_report(town: Town) -> None:
    before = await town.count(Case)
    words = "紧急扩散！香樟苑大门走失5岁男孩，红色外套，请转发到每个群"
    await town.write(FATHER, HOME, words)

    assert await town.count(Case) == before
    assert "1001" in (await town.said(FATHER, HOME))[-1].text


async def test_a_lamp_that_nobody_has_heard_of_is_not_being_checked(town: Town) -> None:
    said = await town.write(MOTHER, HOME, LAMP)
    before = len(await town.said(FATHER, HOME))
    await town.write(FATHER, HOME, "真的假的", reply_to=said)

    assert len(await town.said(FATHER, HOME)) == before


@pytest.mark.published
async def test_is_the_case_of_this_number_true(town: Town) -> None:
    """`/case_1001`, as lists have it, with the question behind it: in private and in the group."""
    await town.start(FATHER)
    await town.write(FATHER, BOT, "/case_1001 是真的吗")
    assert "这条是真的" in (await last(town, FATHER, BOT)).text

    await town.write(FATHER, HOME, "/case_1001 是真的吗")
    assert "这条是真的" in (await last(town, FATHER, HOME)).text


async def test_whoever_calls_is_answered(town: Town) -> None:
    """Nothing is reported yet, or nobody knows what is meant: how to go on; 格格 alone is a person's name."""
    await town.write(FATHER, HOME, "@gege_demo_bot 这是真的吗")
    assert "那条消息下回复" in (await last(town, FATHER, HOME)).text
    await town.write(FATHER, HOME, "格格，我要报告")
    assert "什么事、在哪里" in (await last(town, FATHER, HOME)).text
    said = len(await town.said(FATHER, HOME))

    await town.write(FATHER, HOME, "格格，辛苦了")
    await town.write(FATHER, HOME, "@lijie 你家师傅的电话给我")
    assert len(await town.said(FATHER, HOME)) == said
