"""Whoever should hear of something does, or those who wait are told that nobody did."""

import pytest

from bot.storage.cases import Step
from bot.storage.conversation import DeadLetter
from tests.stories.plot import LOST, card, report
from tests.support.cast import (
    DESK,
    DUTY,
    HOME,
    HOME_OTHER,
    MOTHER,
    NEIGHBOUR,
    STAFF,
    STAFF_CHIEF,
    WORKER,
)
from tests.support.town import BOT, Town


@pytest.mark.lamp_reported
async def test_the_author_reads_who_has_it(town: Town) -> None:
    """After 提交 the number, and the grid whose workers have it."""
    assert "已送达香樟苑微网格的网格员" in (await town.find(MOTHER, HOME, "编号 1001")).text


async def test_nobody_is_said_to_have_it_when_nobody_can_be_reached(town: Town) -> None:
    """No staff group, no worker with a private chat: the mother is told so, with the numbers."""
    for group in (STAFF, STAFF_CHIEF, DESK):
        await town.call("members", chat=group, user=BOT, status="kicked")
    await town.settle()

    await town.write(MOTHER, HOME, LOST)

    told = await town.find(MOTHER, HOME, "请先打 110")
    assert "还没有联系上网格员" in told.text
    assert "已经先发给网格员" not in told.text


async def test_whoever_waits_reads_that_staff_have_it_once_the_place_is_known(town: Town) -> None:
    """No duty desk: told from nowhere, it reaches nobody; with its compound it does."""
    await town.start(MOTHER)
    for group in (STAFF_CHIEF, DESK):
        await town.call("members", chat=group, user=BOT, status="kicked")
    await town.settle()

    await town.write(MOTHER, BOT, "我家娃儿不见了，5岁男孩，穿红色外套")
    before = (await town.find(MOTHER, BOT, "红色外套")).text
    await town.write(MOTHER, BOT, "香樟苑")

    assert "还没有联系上网格员" in before
    assert "已经先发给网格员" in (await town.find(MOTHER, BOT, "红色外套")).text


async def test_duty_reaches_the_reporter_of_a_report_that_was_never_confirmed(town: Town) -> None:
    """The card says 请电话告知, so its number is to be had before anybody presses 提交."""
    await town.start(DUTY)
    await town.write(MOTHER, HOME, LOST)

    await town.press(DUTY, DESK, "更多", on="未确认")
    await town.press(DUTY, DESK, "联系报告人")

    assert "13900000001" in (await town.said(DUTY, BOT))[-1].text


@pytest.mark.both_engines
@pytest.mark.lamp_reported
async def test_a_press_that_comes_again_climbs_once(town: Town) -> None:
    """升级 after a crash: Telegram brings the press again, the case stays where it went."""
    await town.press(WORKER, STAFF, "升级")
    steps = await town.count(Step)

    await town.crash()
    await town.call("faults", kind="redeliver")
    await town.call("messages", person=NEIGHBOUR, chat=HOME_OTHER, text="今晚吃啥子")
    await town.revive()
    await town.settle()

    assert await town.count(Step) == steps
    assert "香樟第一网格" in (await card(town)).text


@pytest.mark.published
async def test_a_card_in_the_wrong_group_shows_no_preview_there(town: Town) -> None:
    """发布 replayed on a message of a residents' group: the preview stays among staff."""
    await town.press(WORKER, STAFF, "撤回")
    data = (await card(town)).data("发布")
    under = (await town.said(WORKER, HOME))[-1]

    answer = await town.press_data(WORKER, HOME, under.id, data)

    assert answer is not None
    assert answer.alert
    assert all("确认发布" not in line.buttons for line in await town.said(WORKER, HOME))


async def test_whoever_never_pressed_start_is_shown_the_way(town: Town) -> None:
    """/cases in a group: one line under it, with a button that opens the private chat."""
    said = await town.write(NEIGHBOUR, HOME_OTHER, "/cases")

    answer = (await town.said(NEIGHBOUR, HOME_OTHER))[-1]
    assert answer.answers == said
    assert answer.buttons == ("打开私聊",)


async def test_an_update_put_aside_keeps_no_words(town: Town) -> None:
    """What nobody can read is kept for the operator as its form, without what anybody wrote."""
    await town.call("faults", kind="poison")
    await town.write(NEIGHBOUR, HOME_OTHER, "今晚吃啥子")

    assert await town.count(DeadLetter) == 1
    assert await town.places_of("吃啥子") == set()


async def test_a_line_that_would_read_the_same_takes_no_turn_of_the_alert_s(town: Town) -> None:
    """A group takes one request a second, and the mother's own is the one that matters most."""
    await report(town)
    await town.press(WORKER, STAFF, "发布")
    before = len(_asked_in(town, HOME))

    await town.press(WORKER, STAFF, "确认发布", on="马上")

    assert _asked_in(town, HOME)[before:] == ["sendMessage"]


async def test_what_changes_under_the_report_follows_the_alert(town: Town) -> None:
    """Without a private chat the mother's card stands in the group, and says how many groups know."""
    await town.write(MOTHER, HOME, LOST)
    await town.press(MOTHER, HOME, "提交")
    await town.press(WORKER, STAFF, "发布")
    before = len(_asked_in(town, HOME))

    await town.press(WORKER, STAFF, "确认发布", on="马上")

    assert _asked_in(town, HOME)[before:] == ["sendMessage", "editMessageText"]
    assert "已发 4 个群" in (await town.find(MOTHER, HOME, "编号 1001", button="是")).text


def _asked_in(town: Town, chat: int) -> list[str]:
    """Return what Gege asked Telegram to do in a chat, in order."""
    calls = reversed(town.sandbox.world.calls)
    return [call["method"] for call in calls if str(call["chat"]) == str(chat)]
