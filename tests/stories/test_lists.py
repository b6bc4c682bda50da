"""/cases and /find: one message in private, turned by its buttons; each reads what is theirs."""

import pytest

from bot.domain.listing import Which
from bot.views.buttons import Seek, Turn
from tests.stories.plot import card
from tests.support.cast import STAFF, WORKER
from tests.support.town import BOT, Line, Town

A_BUTTON = Turn(which=Which.GRIDS).pack()


async def the_list(town: Town) -> Line:
    """Return the last thing that the worker reads in private."""
    return (await town.said(WORKER, BOT))[-1]


@pytest.mark.both_engines
@pytest.mark.lamp_reported
async def test_a_worker_turns_from_list_to_list(town: Town) -> None:
    """It is one message all the time; what somebody takes in hand leaves one list for another."""
    await town.start(WORKER)
    await town.write(WORKER, STAFF, "/cases")
    listed = await the_list(town)
    assert "1001" in listed.text

    await town.press(WORKER, BOT, "没人认领")
    assert "1001" in (await the_list(town)).text
    await town.press(WORKER, STAFF, "认领")
    await town.press(WORKER, BOT, "没人认领")
    assert "都有人认领了" in (await the_list(town)).text
    await town.press(WORKER, BOT, "我的")
    assert "1001" in (await the_list(town)).text

    await town.press(WORKER, BOT, "类别：全部")
    await town.press(WORKER, BOT, "安全隐患")
    hazards = await the_list(town)
    assert "没有这一类" in hazards.text
    assert hazards.id == listed.id


@pytest.mark.lamp_reported
async def test_a_worker_finds_a_case(town: Town) -> None:
    """By words, in private wherever it was asked; a forged press changes nothing in a group."""
    await town.start(WORKER)
    await town.write(WORKER, STAFF, "/find 3号楼 灯")
    assert "1001" in (await the_list(town)).text

    staff_card = await card(town)
    assert any("/c/1000000001/" in one.get("url", "") for one in staff_card.raw["entities"])
    for forged in (A_BUTTON, Seek(edge=0, query="灯").pack(), "l:all::newest:0:0", "f:1:a:b"):
        await town.press_data(WORKER, STAFF, staff_card.id, forged)

    assert (await card(town)).text == staff_card.text
