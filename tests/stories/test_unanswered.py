"""Staff of a grid leave an alert unanswered: the level above hears of it, in one message."""

import pytest

from tests.stories.plot import after, publish_from_the_desk, tell_the_village
from tests.support.cast import (
    CHIEF_WORKER,
    DESK,
    DUTY,
    MOTHER,
    OTHER_CHIEF,
    STAFF_CHIEF,
    STAFF_OTHER,
)
from tests.support.town import BOT, Line, Town

SILENT = "没回应"


async def told_above(town: Town) -> list[Line]:
    """Return what the desk reads of grids that don't answer."""
    return [line for line in await town.said(DUTY, DESK) if line.text.startswith("🔕")]


@pytest.mark.reported
@after(tell_the_village)
async def test_ten_minutes_without_an_answer(town: Town) -> None:
    """The village was told after five minutes; ten later the desk hears that it is silent, with sound."""
    await town.pass_time(minutes=9)
    assert await told_above(town) == []

    await town.pass_time(minutes=1, seconds=5)

    [told] = await told_above(town)
    assert told.text.splitlines()[0] == "🔕 1 个网格没回应 · 编号 1001"
    assert "香樟社区" in told.text
    assert await town.sounded(DESK, told)
    assert told.answers == (await town.find(DUTY, DESK, "📤")).id


@pytest.mark.reported
@after(publish_from_the_desk)
async def test_one_message_names_them_all(town: Town) -> None:
    """Ring after ring stays silent: the desk has one message, and who answers leaves it."""
    for minutes in (5, 10, 1, 10, 1):
        await town.pass_time(minutes=minutes)

    [told] = await told_above(town)
    assert told.text.splitlines()[0] == "🔕 2 个网格没回应 · 编号 1001"
    await town.press(CHIEF_WORKER, STAFF_CHIEF, "已通知")
    await town.pass_time(seconds=15)
    [told] = await told_above(town)
    assert "香樟社区" not in told.text
    assert "青禾社区" in told.text

    await town.press(OTHER_CHIEF, STAFF_OTHER, "在巡查")
    await town.pass_time(seconds=15)

    assert await told_above(town) == []
    assert "都回应了" in (await town.find(DUTY, DESK, "都回应了", by_id=told.id)).text


@pytest.mark.reported
@after(tell_the_village)
async def test_who_answers_in_time_is_not_told_of(town: Town) -> None:
    await town.press(CHIEF_WORKER, STAFF_CHIEF, "已通知")

    await town.pass_time(minutes=11)

    assert await told_above(town) == []


@pytest.mark.reported
@after(publish_from_the_desk)
async def test_once_the_child_is_home_nobody_is_asked(town: Town) -> None:
    """Neither is the level above told any more, nor does an older message go on asking."""
    for minutes in (5, 11):
        await town.pass_time(minutes=minutes)
    [told] = await told_above(town)

    await town.press(MOTHER, BOT, "找到了")
    await town.pass_time(hours=1)

    assert "已经停了" in (await town.find(DUTY, DESK, "编号 1001", by_id=told.id)).text


@pytest.mark.both_engines
@pytest.mark.reported
@after(tell_the_village)
async def test_silence_outlives_the_program(town: Town) -> None:
    """Taken away and started again in between, Gege still tells the desk, and once."""
    await town.restart()

    for _ in range(3):
        await town.pass_time(minutes=10)

    assert len(await told_above(town)) == 1


@pytest.mark.reported
@after(publish_from_the_desk, escalation_minutes="ack=0")
async def test_a_town_may_leave_it_be(town: Town) -> None:
    for _ in range(3):
        await town.pass_time(minutes=10)

    assert await told_above(town) == []
