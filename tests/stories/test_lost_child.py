"""The first story: a child is missing, the neighbourhood hears of it, the child is home."""

import pytest

from tests.support.cast import (
    DESK,
    EAST,
    EAST_GROUP,
    FIRST_RINGS,
    GENERAL_WORKER,
    HOME,
    MOTHER,
    NEIGHBOUR,
    NEXT,
    NEXT_DOOR,
    STAFF,
    WORKER,
)
from tests.support.pictures import photo
from tests.support.town import BOT, Town

LOST = "我家娃儿不见了，5岁男孩，穿红色外套，刚才还在香樟苑大门，我电话13900000001"


async def report(town: Town) -> None:
    """The mother writes one message, confirms it and says who she is."""
    await town.start(MOTHER)
    await town.write(MOTHER, HOME, LOST)
    await town.press(MOTHER, HOME, "提交")
    await town.press(MOTHER, HOME, "是")


async def publish(town: Town) -> None:
    """The worker looks at the preview and publishes."""
    await town.press(WORKER, STAFF, "发布")
    await town.press(WORKER, STAFF, "确认发布", on="马上 4 个群")


@pytest.mark.both_engines
async def test_one_message_is_enough_from_missing_to_home(town: Town) -> None:
    """Mother, worker, neighbour: alert in four groups, a clue back, everybody told it is over."""
    await report(town)
    await publish(town)
    for group in FIRST_RINGS:
        assert "5岁男孩" in (await town.find(_member(group), group, "寻找")).text

    await town.start(NEXT_DOOR, "clue_1001")
    await town.write(NEXT_DOOR, BOT, "在桂语里门口看见过一个红外套的男娃，往河边走了")
    assert "往河边走了" in (await town.find(WORKER, STAFF, "线索 · 编号 1001")).text
    assert "往河边走了" in (await town.find(MOTHER, BOT, "有人提供线索")).text

    await town.press(MOTHER, BOT, "找到了")
    for group in FIRST_RINGS:
        alert, thanks = (await town.said(_member(group), group))[-2:]
        assert "孩子找到了" in alert.text
        assert "红色" not in alert.text
        assert thanks.answers == alert.id

    await town.press(WORKER, STAFF, "核查通过")
    await town.press(WORKER, STAFF, "已团聚")
    card = (await town.said(WORKER, STAFF))[0]
    assert "已团聚" in card.text
    assert "红色" not in card.text
    assert card.buttons == ()


async def test_staff_hear_of_a_missing_child_before_anybody_presses(town: Town) -> None:
    """A draft about a person goes to the nearest staff group and the duty desk at once."""
    await town.write(MOTHER, HOME, LOST)

    for group in (STAFF, DESK):
        card = (await town.said(_member(group), group))[-1]
        assert "未确认" in card.text
        assert card.buttons == ("收到", "认领", "发布", "派遣", "办结", "更多")
    prompt = (await town.said(MOTHER, HOME))[-1]
    assert "110" in prompt.text.splitlines()[0]
    assert prompt.buttons == ("提交", "不是报告", "补充")


async def test_a_mother_who_never_presses_and_never_opened_a_private_chat(town: Town) -> None:
    """The worker publishes the draft; she is answered under her own message, staff must call her."""
    await town.write(MOTHER, HOME, LOST)
    assert "请电话告知" in (await town.find(WORKER, STAFF, "未确认")).text

    await publish(town)

    await town.find(NEXT_DOOR, NEXT, "寻找5岁男孩")
    under = await town.find(MOTHER, HOME, "编号 1001", button="是")
    assert "已发 4 个群" in under.text


async def test_the_guardian_s_number_stays_out_of_every_group(town: Town) -> None:
    """Neither residents' nor staff groups ever show the phone; the claimer sees it in private."""
    await town.start(WORKER)
    await report(town)
    await publish(town)

    for group in (*FIRST_RINGS, STAFF, DESK):
        assert all(
            "13900000001" not in line.text for line in await town.said(_member(group), group)
        )

    await town.press(WORKER, STAFF, "认领")
    await town.write(WORKER, BOT, "/case 1001")
    await town.press(WORKER, BOT, "联系报告人")
    assert "13900000001" in (await town.said(WORKER, BOT))[-1].text


async def test_a_photo_goes_out_with_the_alert_and_leaves_every_group_again(town: Town) -> None:
    """One photo message per group; afterwards a neutral picture of ours stands in its place.

    What was sent after it is gone from the staff's group as soon as the child is said to be found.
    """
    await town.start(MOTHER)
    await town.send_photo(MOTHER, HOME, photo(), LOST)
    await town.press(MOTHER, HOME, "提交")
    await town.press(MOTHER, HOME, "是")
    assert all("还差照片" not in line.text for line in await town.said(MOTHER, BOT))
    await publish(town)
    await town.send_photo(MOTHER, BOT, photo(width=320))
    shown = {line.photo for line in await town.said(WORKER, STAFF) if line.has_photo}
    assert len(shown) == 2
    alert = await town.find(NEXT_DOOR, NEXT, "寻找")
    assert alert.has_photo

    await town.press(MOTHER, BOT, "找到了")

    over = await town.find(NEXT_DOOR, NEXT, "孩子找到了", by_id=alert.id)
    assert over.has_photo
    assert over.photo != alert.photo
    left = {line.photo for line in await town.said(WORKER, STAFF) if line.has_photo}
    assert not left & shown


@pytest.mark.published
async def test_a_wrong_report_is_taken_back_everywhere(town: Town) -> None:
    """误报 after publishing: residents read that nobody needs to look any more, not the staff word."""
    await town.press(WORKER, STAFF, "办结")
    await town.press(WORKER, STAFF, "误报")

    for group in FIRST_RINGS:
        lines = await town.said(_member(group), group)
        assert "找" in lines[-2].text
        assert all("误报" not in line.text and "红色" not in line.text for line in lines)


@pytest.mark.published
async def test_recalling_an_alert_leaves_the_case_as_it_is(town: Town) -> None:
    """撤回 takes the words back in every group and stops the rings; the case stays open."""
    await town.press(WORKER, STAFF, "撤回")
    await town.pass_time(minutes=30)

    assert "红色" not in (await town.said(NEXT_DOOR, NEXT))[-1].text
    assert await town.said(EAST, EAST_GROUP) == []
    await town.find(WORKER, STAFF, "编号 1001", button="发布")


@pytest.mark.published
async def test_a_reply_to_the_alert_is_a_clue(town: Town) -> None:
    """A reply in the group reaches the staff and is acknowledged in one line under it."""
    alert = await town.find(NEIGHBOUR, FIRST_RINGS[1], "寻找")

    said = await town.write(
        NEIGHBOUR, FIRST_RINGS[1], "我看到了，在超市，打我 13700000002", reply_to=alert.id
    )

    assert (await town.said(NEIGHBOUR, FIRST_RINGS[1]))[-1].answers == said
    assert "在超市" in (await town.find(GENERAL_WORKER, STAFF, "线索")).text
    assert "13700000002" not in (await town.find(MOTHER, BOT, "有人提供线索")).text


@pytest.mark.published
async def test_what_a_guardian_replies_is_relayed_without_name_and_phone(town: Town) -> None:
    """In staff groups, too (promise 4): partners and instructors read there."""
    alert = await town.find(MOTHER, HOME, "寻找", button="我有线索")

    words = "我是他妈妈林晓芸，他往东边去了，电话13800000000"
    await town.write(MOTHER, HOME, words, reply_to=alert.id)

    relay = await town.find(WORKER, STAFF, "线索 · ")
    assert "他往东边去了" in relay.text
    assert "报告人" in relay.text
    assert "林晓芸" not in relay.text
    assert "13800000000" not in relay.text


@pytest.mark.published
async def test_whoever_read_that_it_was_taken_back_reads_that_all_is_well(town: Town) -> None:
    """撤回, and then the child is home: no group is left with a message that says nothing."""
    await town.press(WORKER, STAFF, "撤回")

    await town.press(MOTHER, BOT, "找到了")

    for group in FIRST_RINGS:
        said = await town.said(_member(group), group)
        assert sum("孩子找到了" in line.text for line in said) == 1


def _member(group: int) -> int:
    """Somebody of Gege's town who is in this group."""
    return Town.member_of(group)


async def test_clues_wait_for_the_guardian_s_private_chat(town: Town) -> None:
    """She opens it long after: everything told meanwhile is there, once."""
    await town.write(MOTHER, HOME, LOST)
    await town.press(MOTHER, HOME, "提交")
    await town.press(MOTHER, HOME, "是")
    await publish(town)
    await town.start(NEXT_DOOR, "clue_1001")
    await town.write(NEXT_DOOR, BOT, "看见他往河边走了")

    await town.start(MOTHER, "card_1")
    await town.start(MOTHER)

    told = [line.text for line in await town.said(MOTHER, BOT)]
    assert sum("还差照片" in text for text in told) == 1
    assert sum("往河边走了" in text for text in told) == 1


@pytest.mark.published
async def test_a_doubt_reaches_the_desk_and_stops_nothing(town: Town) -> None:
    """信息有误 under an alert: staff and duty are told once, the rings go on."""
    for _ in range(2):
        await town.press(NEXT_DOOR, NEXT, "信息有误")
    await town.pass_time(minutes=6)

    for group in (STAFF, DESK):
        lines = await town.said(Town.member_of(group), group)
        assert [line.text for line in lines if "消息有误" in line.text][1:] == []
        assert "消息有误 · 编号 1001" in lines[-1].text
    assert await town.said(EAST, EAST_GROUP)
