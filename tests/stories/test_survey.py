"""After 办结: the reporter alone is asked, and 没解决 brings the case back one level up."""

import pytest

from bot.domain.states import State
from bot.storage.cases import Case
from tests.stories.plot import after, card, report_lamp
from tests.support.cast import (
    CHIEF_WORKER,
    DESK,
    DUTY,
    FATHER,
    GENERAL_WORKER,
    HOME,
    MOTHER,
    STAFF,
    STAFF_CHIEF,
    WORKER,
)
from tests.support.pictures import photo
from tests.support.town import BOT, Town

ASKED = "灯修好了吗"
BACK = "居民说没解决"


async def mend(town: Town) -> None:
    """The worker closes the lamp's case."""
    await town.press(WORKER, STAFF, "办结")
    await town.press(WORKER, STAFF, "已修复")


async def test_under_the_own_report_without_a_private_chat(town: Town) -> None:
    said = await report_lamp(town)

    await mend(town)

    asked = await town.find(MOTHER, HOME, ASKED)
    assert asked.answers == said
    assert asked.buttons == ("已解决", "部分解决", "没解决")


async def come_in_private(town: Town) -> None:
    """The mother opens her private chat."""
    await town.start(MOTHER)


asked_in_private = after(come_in_private, report_lamp, mend)


@asked_in_private
async def test_in_private_where_that_is_open(town: Town) -> None:
    assert (await town.find(MOTHER, BOT, ASKED)).by_bot
    assert all(ASKED not in line.text for line in await town.said(MOTHER, HOME))


async def test_answered_in_words_in_the_group(town: Town) -> None:
    """By whoever reported it, in answer to the closed line or to nothing; of a neighbour it is none.

    Who was asked how it ends before it came back is asked anew.
    """
    await report_lamp(town)
    await town.press(GENERAL_WORKER, STAFF, "办结")
    old = await town.find(GENERAL_WORKER, STAFF, "怎么办结")
    await town.pass_time(minutes=1)
    await mend(town)
    await town.write(FATHER, HOME, "还是不亮")
    assert not [line for line in await town.said(WORKER, STAFF) if BACK in line.text]

    await town.write(MOTHER, HOME, "又开始坏了")
    await town.find(WORKER, STAFF, BACK)

    told = await town.press_data(GENERAL_WORKER, STAFF, old.id, old.data("已修复"))
    assert told is not None
    assert told.alert
    await town.find(WORKER, STAFF, BACK)


@asked_in_private
async def test_answered_in_words(town: Town) -> None:
    """还是不亮 is 没解决, and what is still wrong; 修好了 is 已解决; another house or matter is neither."""
    for other in ("5号楼的灯又坏了", "楼道水管又漏了"):
        await town.write(MOTHER, HOME, other)
        assert "居民说没解决" not in (await card(town)).text
        await town.press(MOTHER, HOME, "不是报告")
    await town.write(MOTHER, BOT, "还是不亮")

    again = (await card(town)).text
    assert "居民说没解决" in again
    assert "还是不亮" in again
    await town.send_photo(MOTHER, BOT, photo())
    assert "记下了" in (await town.said(MOTHER, BOT))[-1].text
    await town.press(GENERAL_WORKER, STAFF, "办结")
    await town.press(GENERAL_WORKER, STAFF, "已修复")
    await town.send_photo(MOTHER, BOT, photo())
    await town.write(MOTHER, BOT, "还是黑的")
    shown = [line.has_photo for line in await town.said(CHIEF_WORKER, STAFF_CHIEF)]
    assert shown.count(True) == 2
    await town.press(CHIEF_WORKER, STAFF_CHIEF, "办结")
    await town.press(CHIEF_WORKER, STAFF_CHIEF, "已修复")
    await town.write(MOTHER, BOT, "修好了，谢谢")
    assert (await town.said(MOTHER, BOT))[-1].text == "谢谢，记下了：已解决。"


@pytest.mark.lamp_reported
@after(mend)
async def test_only_the_reporter_rates_and_only_once(town: Town) -> None:
    asked = await town.find(MOTHER, HOME, ASKED)

    refused = await town.press(FATHER, HOME, "没解决")
    await town.press(MOTHER, HOME, "已解决")
    again = await town.press_data(MOTHER, HOME, asked.id, asked.data("没解决"))

    assert refused is not None
    assert refused.alert
    assert again is not None
    assert again.alert
    told = await town.find(MOTHER, HOME, "谢谢，记下了：已解决")
    assert (told.id, told.buttons) == (asked.id, ())
    assert "已评价" in (await card(town)).text


@pytest.mark.lamp_reported
async def test_what_is_not_solved_comes_back_one_level_up(town: Town) -> None:
    """Owner empty, a level higher, the staff there have the card; asked again after the next end."""
    await town.press(WORKER, STAFF, "认领")
    await mend(town)

    await town.press(MOTHER, HOME, "没解决")

    assert "上一级" in (await town.find(MOTHER, HOME, "记下了：没解决")).text
    again = await card(town)
    assert "已立案" in again.text
    assert "认领" in again.buttons
    async with town.gege.database.read() as session:
        case = await session.get_one(Case, 1)
    assert (case.state, case.reopened, case.escalation, case.outcome) == (
        State.ACCEPTED,
        1,
        1,
        None,
    )

    await town.press(GENERAL_WORKER, STAFF, "办结")
    await town.press(GENERAL_WORKER, STAFF, "已修复")
    assert (await town.said(MOTHER, HOME))[-1].buttons == ("已解决", "部分解决", "没解决")


@pytest.mark.lamp_reported
async def test_what_is_still_wrong_in_one_message(town: Town) -> None:
    """In the group by an answer, without a number on the card; who closed it reads where it went."""
    await town.start(WORKER)
    await town.press(WORKER, STAFF, "升级")
    await town.press(GENERAL_WORKER, STAFF, "升级")
    await town.press(CHIEF_WORKER, STAFF_CHIEF, "办结")
    await town.press(CHIEF_WORKER, STAFF_CHIEF, "已修复")
    await town.press(MOTHER, HOME, "没解决")
    asked = await town.find(MOTHER, HOME, "还差什么")
    assert "办结（已修复），居民说没解决" in (await town.find(DUTY, DESK, "编号 1001")).text
    came_back = await town.find(CHIEF_WORKER, STAFF_CHIEF, "居民说没解决")
    assert "榆溪镇" in came_back.text

    await town.write(FATHER, HOME, "我家的也不亮", reply_to=asked.id)
    assert "居民说：" not in (await town.find(DUTY, DESK, "编号 1001")).text
    await town.write(MOTHER, HOME, "还是一闪一闪的，我电话13900000001", reply_to=asked.id)

    told = (await town.find(DUTY, DESK, "居民说：")).text
    assert "居民说：“还是一闪一闪的，我电话［…］”" in told
    assert "还差什么" not in (await town.find(MOTHER, HOME, "记下了：没解决")).text
    await town.write(MOTHER, HOME, "再说一次", reply_to=asked.id)
    assert "居民说：“还是一闪一闪的，我电话［…］”" in (await town.find(DUTY, DESK, "居民说：")).text

    await town.press(DUTY, DESK, "办结")
    await town.press(DUTY, DESK, "已修复")
    await town.press(MOTHER, HOME, "没解决")
    said = [line.text for line in await town.said(MOTHER, HOME)]
    assert "值班的人也会看到" in said[-1]  # nobody is above the town
    assert all("已交给上一级" not in text for text in said)


async def test_in_private_the_next_message_says_it_unless_it_is_danger(town: Town) -> None:
    """After 部分解决 a photo will do; a lost child is never an answer to a question about a lamp."""
    await town.start(MOTHER)
    await report_lamp(town)
    await mend(town)
    await town.press(MOTHER, BOT, "部分解决")

    await town.write(MOTHER, BOT, "还有一盏")
    await town.send_photo(MOTHER, BOT, photo())

    assert "会看到" in (await town.said(MOTHER, BOT))[-1].text
    assert "居民说：“还有一盏”" in (await card(town)).text
    assert (await town.said(WORKER, STAFF))[-1].has_photo
    await report_lamp(town, "5号楼楼道灯不亮了")
    await town.press(WORKER, STAFF, "办结")
    await town.press(WORKER, STAFF, "已修复")
    await town.press(MOTHER, BOT, "没解决")
    await town.write(MOTHER, BOT, "我家娃儿不见了，5岁男孩，穿红色外套")
    assert "110" in (await town.said(MOTHER, BOT))[-1].text


@pytest.mark.lamp_reported
async def test_one_tap_leads_to_the_whole(town: Town) -> None:
    """查看进展 opens the private chat for whose case it is, and for staff, who find the card there."""
    await town.press(WORKER, STAFF, "认领")

    own = await town.press(MOTHER, HOME, "查看进展")
    other = await town.press(FATHER, HOME, "查看进展")

    assert own is not None
    assert other is not None
    assert own.opens is not None
    assert own.opens.endswith("?start=case_1001")
    assert (other.alert, other.opens) == (True, None)
    await town.pass_time(minutes=1)
    await town.start(WORKER, "case_1001")
    assert "看工作群里的卡片" in (await town.said(WORKER, BOT))[-1].text
    await town.start(MOTHER)
    await town.press(MOTHER, BOT, "我的事")
    mine = (await town.said(MOTHER, BOT))[-1].text
    assert "1001" in mine
    assert "程小禾 办理中" in mine
    assert "7月7日 10:20 前" in mine
    await town.start(MOTHER, "mine")
    assert "我报过的事" in (await town.said(MOTHER, BOT))[-1].text


@pytest.mark.published
async def test_a_family_is_asked_only_when_the_person_is_home(town: Town) -> None:
    """误报 asks nobody; 已团聚 does, in the guardian's private chat."""
    await town.press(WORKER, STAFF, "办结")
    await town.press(WORKER, STAFF, "误报")

    assert all("平安到家了吗" not in line.text for line in await town.said(MOTHER, BOT))


@pytest.mark.published
async def test_the_mother_is_asked_once_her_child_is_home(town: Town) -> None:
    await town.press(MOTHER, BOT, "找到了")
    await town.press(WORKER, STAFF, "核查通过")
    await town.press(WORKER, STAFF, "已团聚")

    asked = await town.find(MOTHER, BOT, "平安到家了吗")
    assert asked.buttons == ("已解决", "部分解决", "没解决")
    await town.press(MOTHER, BOT, "已解决", on="平安到家了吗")

    assert (await town.find(MOTHER, BOT, "编号 1001", by_id=asked.id)).buttons == ()
    assert "报告人 已评价" in (await card(town)).text  # the guardian is named in no group


@pytest.mark.lamp_reported
async def test_a_photo_after_the_words_is_the_only_one(town: Town) -> None:
    """The photo that follows 还差什么 goes to that case; the next one is another matter."""
    await town.start(MOTHER)
    await town.press(WORKER, STAFF, "办结", on="编号 1001")
    await town.press(WORKER, STAFF, "已修复")
    await town.press(MOTHER, BOT, "没解决")
    await town.write(MOTHER, BOT, "还是一闪一闪的")
    await town.send_photo(MOTHER, BOT, photo())
    assert "记下了" in (await town.said(MOTHER, BOT))[-1].text

    await town.send_photo(MOTHER, BOT, photo())

    assert "记下了" not in (await town.said(MOTHER, BOT))[-1].text
