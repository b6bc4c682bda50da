"""After 办结: the reporter alone is asked, and 没解决 brings the case back one level up."""

import pytest

from bot.domain.states import State
from bot.storage.cases import Case
from tests.stories.plot import card, report_lamp
from tests.support.cast import FATHER, GENERAL_WORKER, HOME, MOTHER, STAFF, WORKER
from tests.support.town import BOT, Town

pytestmark = pytest.mark.one_engine

ASKED = "灯修好了吗"


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


async def test_in_private_where_that_is_open(town: Town) -> None:
    await town.start(MOTHER)
    await report_lamp(town)

    await mend(town)

    assert (await town.find(MOTHER, BOT, ASKED)).by_bot
    assert all(ASKED not in line.text for line in await town.said(MOTHER, HOME))


async def test_only_the_reporter_rates_and_only_once(town: Town) -> None:
    await report_lamp(town)
    await mend(town)
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


@pytest.mark.both_engines
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

    await town.press(MOTHER, BOT, "部分解决", on="平安到家了吗")

    assert (await town.find(MOTHER, BOT, "记下了：部分解决")).buttons == ()
    assert "报告人 已评价" in (await card(town)).text  # the guardian is named in no group
