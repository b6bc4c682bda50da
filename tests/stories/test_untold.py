"""A case of which nobody on staff could be told waits for whoever can be reached."""

import pytest

from tests.stories.plot import report_lamp
from tests.support.cast import CHIEF_WORKER, DESK, GENERAL_WORKER, STAFF, STAFF_CHIEF, WORKER
from tests.support.town import BOT, Town


@pytest.fixture
async def untold(town: Town) -> Town:
    """The bot is no longer in any staff group, and nobody has pressed Start: a lamp is reported."""
    for group in (STAFF, STAFF_CHIEF, DESK):
        await town.act("members", chat=group, user=BOT, status="kicked")
    await report_lamp(town)
    return town


@pytest.mark.both_engines
async def test_whoever_presses_start_later_has_the_card(untold: Town) -> None:
    """A minute later at most, and once."""
    await untold.start(WORKER)
    await untold.pass_time(minutes=1)
    await untold.pass_time(minutes=5)

    cards = [line for line in await untold.said(WORKER, BOT) if "编号 1001" in line.text]
    assert len(cards) == 1
    assert "认领" in cards[0].buttons


async def test_a_staff_group_that_comes_back_has_the_card(untold: Town) -> None:
    """Added again, it need not be bound again; what is open is there within a minute."""
    await untold.act("members", chat=STAFF, user=BOT, status="member")
    await untold.pass_time(minutes=1)

    assert [line for line in await untold.said(WORKER, STAFF) if "编号 1001" in line.text]


async def test_nobody_is_told_of_what_has_ended_meanwhile(untold: Town) -> None:
    """A case that was closed at another door is no news for whoever comes."""
    await untold.start(CHIEF_WORKER)
    await untold.pass_time(minutes=1)
    await untold.press(CHIEF_WORKER, BOT, "办结")
    await untold.press(CHIEF_WORKER, BOT, "已修复")

    await untold.start(GENERAL_WORKER)
    await untold.pass_time(minutes=5)

    assert not [line for line in await untold.said(GENERAL_WORKER, BOT) if "编号 1001" in line.text]


async def test_a_group_that_refuses_the_card_is_not_the_last(town: Town) -> None:
    """Telegram says only now that the bot is out: the next group above has the card in a minute."""
    await town.call("faults", kind="403", method="sendMessage", chat=STAFF)

    await report_lamp(town)
    await town.pass_time(minutes=1)

    assert [line for line in await town.said(CHIEF_WORKER, STAFF_CHIEF) if "编号 1001" in line.text]
