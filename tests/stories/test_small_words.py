"""Small words that must be right: who may confirm, what was meant, what is kept, what is not understood."""

import pytest

from tests.stories.plot import LAMP, card
from tests.support.cast import FATHER, HOME, MOTHER, NEXT, NEXT_DOOR, STAFF, WORKER
from tests.support.town import BOT, Town


async def test_who_has_no_name_is_told_that_staff_confirm(town: Town) -> None:
    """An anonymous admin can press nothing: the card is with staff, and says who wrote it."""
    await town.act("members", chat=HOME, user=MOTHER, status="administrator")
    await town.act("messages", person=MOTHER, chat=HOME, text=LAMP, **{"as": "chat"})

    assert "由网格员核对后点“提交”" in (await town.said(MOTHER, HOME))[-1].text
    assert "匿名的管理员" in (await town.find(WORKER, STAFF, "未确认")).text
    await town.press(WORKER, STAFF, "认领")
    assert "办理中" in (await card(town)).text


@pytest.mark.published
async def test_what_is_put_aside_is_not_called_received(town: Town) -> None:
    """After three clues the next ones wait, and 完成 says so."""
    for words in ("在河边", "往东边走了", "穿红衣服"):
        await town.start(NEXT_DOOR, "clue_1001")
        await town.write(NEXT_DOOR, BOT, words)
        await town.write(NEXT_DOOR, BOT, "完成")
    assert "网格员都收到了" in (await town.said(NEXT_DOOR, BOT))[-1].text

    await town.start(NEXT_DOOR, "clue_1001")
    await town.write(NEXT_DOOR, BOT, "又看到了")
    await town.press(NEXT_DOOR, BOT, "完成")

    assert "看过前面的线索" in (await town.said(NEXT_DOOR, BOT))[-1].text


async def test_which_message_is_meant(town: Town) -> None:
    """转为上报 under a line of the bot's turns nothing into a report, and adds nothing."""
    await town.write(MOTHER, HOME, LAMP)
    ours = (await town.said(MOTHER, HOME))[-1]
    await town.write(MOTHER, HOME, "转为上报", reply_to=ours.id)

    assert "请回复要上报的那条原话" in (await town.said(MOTHER, HOME))[-1].text
    await town.press(MOTHER, HOME, "提交")
    assert "转为上报" not in (await card(town)).text


@pytest.mark.published
async def test_it_is_no_clue_either(town: Town) -> None:
    alert = await town.find(NEXT_DOOR, NEXT, "寻找")
    await town.write(NEXT_DOOR, NEXT, "转为上报", reply_to=alert.id)

    assert "请回复要上报的那条原话" in (await town.said(NEXT_DOOR, NEXT))[-1].text


async def test_my_cases_leave_the_menu_where_it_is(town: Town) -> None:
    """我的事 under the welcome is answered below it."""
    await town.start(MOTHER)
    await town.press(MOTHER, BOT, "我的事")

    said = await town.said(MOTHER, BOT)
    assert any("灯坏了" in label for label in said[-2].buttons)
    assert "您还没有报过事" in said[-1].text


async def test_who_is_lost_in_the_private_chat_needs_no_door_to_it(town: Town) -> None:
    await town.start(MOTHER)
    await town.write(MOTHER, BOT, "我找不到家了，在香樟苑大门")

    assert (await town.find(MOTHER, BOT, "请站在原地")).buttons == ()


async def test_a_voice_in_the_group_reads_the_numbers_first(town: Town) -> None:
    voice = await town.send_voice(FATHER, HOME)
    await town.write(MOTHER, HOME, "转为上报", reply_to=voice)

    assert "110" in (await town.said(MOTHER, HOME))[-1].text.splitlines()[0]


@pytest.mark.lamp_reported
async def test_thanks_are_understood(town: Town) -> None:
    """Who says thanks, or asks where everybody is, is not told to write a sentence."""
    await town.start(MOTHER)
    await town.write(MOTHER, BOT, "谢谢了")
    assert "不客气" in (await town.said(MOTHER, BOT))[-1].text

    await town.write(MOTHER, BOT, "咋个还没得人来")
    assert "没听明白" not in (await town.said(MOTHER, BOT))[-1].text
