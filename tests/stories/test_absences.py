"""Somebody is away: another one has their rights and their cards, and gives both back."""

import pytest

from bot.storage.people import Appointment
from tests.stories.plot import card
from tests.support.cast import (
    CHIEF_WORKER,
    DESK,
    DUTY,
    GENERAL_WORKER,
    GUARD,
    OTHER_CHIEF,
    STAFF,
    STAFF_CHIEF,
    WORKER,
)
from tests.support.town import BOT, Town


async def last_private(town: Town, person: int) -> str:
    return (await town.said(person, BOT))[-1].text


@pytest.mark.both_engines
@pytest.mark.reported
async def test_a_stand_in_has_the_rights_for_the_time(town: Town) -> None:
    """By buttons: not offered, not called by name; cards go to the stand-in, and come back."""
    for person in (GENERAL_WORKER, WORKER, DUTY):
        await town.start(person)
    await town.act("members", chat=STAFF, user=OTHER_CHIEF, status="member")
    before = await town.count(Appointment)

    await town.write(DUTY, DESK, f"/leave {GENERAL_WORKER} 3天 {OTHER_CHIEF}")
    for person in (DUTY, GENERAL_WORKER):
        assert "冉志平还没打开和我的私聊" in await last_private(town, person)
    await town.start(OTHER_CHIEF)
    await town.write(DUTY, DESK, f"/leave {GENERAL_WORKER} 3天 {OTHER_CHIEF}")
    assert "姜海洋休假" in await last_private(town, DUTY)
    assert "私聊" not in await last_private(town, DUTY)
    assert "替姜海洋代班" in await last_private(town, OTHER_CHIEF)
    assert "代班：冉志平" in await last_private(town, GENERAL_WORKER)
    await town.press(WORKER, STAFF, "派遣")
    picker = await town.find(WORKER, STAFF, "", button="冉志平")
    assert "姜海洋" not in picker.buttons
    await town.press(OTHER_CHIEF, STAFF, "认领")
    assert "冉志平" in (await card(town)).text

    await town.pass_time(days=3)
    assert "代班结束" in await last_private(town, OTHER_CHIEF)
    assert await town.count(Appointment) == before
    assert "已派遣" in (await card(town)).text
    assert "姜海洋" in (await card(town)).text
    refused = await town.press(OTHER_CHIEF, STAFF, "认领")
    assert refused is not None
    assert refused.alert


@pytest.mark.reported
async def test_leave_by_buttons_and_back_again(town: Town) -> None:
    """A worker chooses days and a colleague, comes back early, and nothing has moved."""
    for person in (WORKER, GENERAL_WORKER):
        await town.start(person)
    await town.press(WORKER, STAFF, "认领")

    await town.write(WORKER, BOT, "/leave")
    await town.press(WORKER, BOT, "3 天")
    await town.press(WORKER, BOT, "姜海洋")
    assert "程小禾休假" in await last_private(town, WORKER)
    cards = [line.text for line in await town.said(GENERAL_WORKER, BOT)]
    assert any("编号 1001" in text for text in cards)
    await town.write(WORKER, BOT, "/leave")
    await town.press(WORKER, BOT, "我回来了")

    assert "休假结束" in await last_private(town, WORKER)
    assert "程小禾" in (await card(town)).text


REFUSED = {
    "nobody on staff stands in": (WORKER, "3天 520001", "代班的人"),
    "nor oneself": (WORKER, f"3天 {WORKER}", "代班的人"),
    "nor a guard": (WORKER, f"3天 {GUARD}", "代班的人"),
    "too long": (WORKER, f"99天 {GENERAL_WORKER}", "60 天"),
    "somebody else's": (WORKER, f"{GENERAL_WORKER} 3天 {CHIEF_WORKER}", "总网格或值班"),
    "another village's": (OTHER_CHIEF, f"{WORKER} 3天 {GENERAL_WORKER}", "总网格或值班"),
    "nonsense": (WORKER, "明天", "这样写"),
    "not away": (WORKER, "off", "没有休假"),
}


async def test_leaves_that_are_refused(town: Town) -> None:
    """One sentence each, and nobody's rights have moved."""
    for person in (WORKER, OTHER_CHIEF):
        await town.start(person)
    before = await town.count(Appointment)

    for why, (person, words, answer) in REFUSED.items():
        await town.write(person, BOT, f"/leave {words}")
        assert answer in await last_private(town, person), why

    assert await town.count(Appointment) == before
    assert await town.said(CHIEF_WORKER, STAFF_CHIEF) == []
