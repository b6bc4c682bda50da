"""What nobody takes, or finishes, in time climbs by itself, level after level."""

from collections.abc import AsyncIterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from tests.stories.plot import card, report_lamp
from tests.support.cast import (
    CHIEF_WORKER,
    DESK,
    DUTY,
    GENERAL_WORKER,
    HOME,
    MOTHER,
    STAFF,
    STAFF_CHIEF,
    WORKER,
)
from tests.support.town import BOT, Town, open_town

MONDAY = datetime(2026, 7, 6, 9, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture
async def town(database_url: str) -> AsyncIterator[Town]:
    """The example district on a Monday morning: deadlines know nights and weekends."""
    async with open_town(database_url, at=MONDAY.timestamp()) as made:
        yield made


async def until(town: Town, day: int, clock: str) -> None:
    """Let time pass until a day of that July."""
    hour, minute = map(int, clock.split(":"))
    wanted = MONDAY.replace(day=day, hour=hour, minute=minute)
    await town.pass_time(seconds=(wanted - town.clock.now()).total_seconds())


async def test_what_nobody_takes_goes_up_to_the_duty_desk(town: Town) -> None:
    """A word at half time, then each level has its own time; at the top the desk is called, once."""
    await report_lamp(town)
    assert "7月6日 11:00 前要有人认领" in (await card(town)).text

    await until(town, 6, "10:01")
    nudge = await town.find(WORKER, STAFF, "还没人认领")
    assert nudge.answers == (await card(town)).id

    await town.restart()
    await until(town, 6, "11:01")
    raised = await card(town)
    assert "香樟第一网格" in raised.text
    assert "香樟苑微网格从 7月6日 09:00 起没人认领" in raised.text
    assert "姜海洋" in (await town.find(GENERAL_WORKER, STAFF, "到了上一级")).text
    assert all("还没人认领" not in line.text for line in await town.said(WORKER, STAFF))
    assert "现在归香樟第一网格，等人接手" in (await town.find(MOTHER, HOME, "编号 1001")).text

    await until(town, 6, "19:02")
    at_chief = await town.find(CHIEF_WORKER, STAFF_CHIEF, "编号 1001")
    assert await town.sounded(STAFF_CHIEF, at_chief)
    assert "香樟社区" in at_chief.text
    assert await town.said(DUTY, DESK) == []

    await until(town, 10, "12:00")  # 24 working hours are nearly two days
    assert "香樟社区从" in (await town.find(DUTY, DESK, "编号 1001")).text
    await until(town, 20, "12:00")
    called = await town.find(DUTY, DESK, "到时间了")
    assert "贺天明" in called.text
    await until(town, 28, "12:00")
    said = await town.said(DUTY, DESK)
    assert sum("贺天明" in line.text for line in said) == 1
    assert "还没办好" in said[0].text
    assert "已立案" in said[0].text


async def test_who_takes_it_has_days_that_stop_at_the_check(town: Town) -> None:
    """A promise to the reporter; a reminder in private; what is not done in time climbs with its story."""
    await town.start(WORKER)
    await report_lamp(town)
    await town.press(WORKER, STAFF, "认领")
    assert "7月9日 09:00 前办好" in (await card(town)).text
    assert "香樟物业 7月9日 09:00 前修好" in (await town.find(MOTHER, HOME, "编号 1001")).text

    await until(town, 7, "09:00")
    await town.press(WORKER, STAFF, "提交核查")
    await until(town, 8, "09:01")
    assert "邱红梅" in (await town.find(CHIEF_WORKER, STAFF_CHIEF, "还在等核查")).text
    await until(town, 20, "09:00")
    assert sum("邱红梅" in line.text for line in await town.said(CHIEF_WORKER, STAFF_CHIEF)) == 1
    checked = await town.find(CHIEF_WORKER, STAFF_CHIEF, "编号 1001", button="核查通过")
    assert "前办好" not in checked.text
    await town.press(CHIEF_WORKER, STAFF_CHIEF, "核查不通过")
    assert "7月22日 09:00 前办好" in (await card(town)).text

    await until(town, 21, "09:01")
    reminder = await town.find(WORKER, BOT, "时间过半")
    assert "3号楼" in reminder.text

    await until(town, 22, "09:01")
    raised = await card(town)
    assert "香樟苑微网格的程小禾 7月6日 09:00 接手，到时间还没办完" in raised.text
    assert "认领" in raised.buttons
    assert all("时间过半" not in line.text for line in await town.said(WORKER, BOT))
    assert "前修好" not in (await town.find(MOTHER, HOME, "编号 1001")).text


@pytest.mark.both_engines
async def test_more_time_is_asked_for_and_given(town: Town) -> None:
    """+3 天 with a reason; the level above agrees, everybody reads the new day; twice, then duty."""
    await report_lamp(town)
    await town.press(WORKER, STAFF, "认领")

    await town.press_more(WORKER, STAFF, "延期")
    await town.press(WORKER, STAFF, "+3个工作日")
    await town.write(WORKER, STAFF, "在等配件")
    assert all("为什么" not in line.text for line in await town.said(WORKER, STAFF))
    wish = await town.find(CHIEF_WORKER, STAFF_CHIEF, "程小禾想把编号 1001 延期 3 个工作日")
    assert "在等配件" in wish.text
    beside = await town.find(WORKER, STAFF, "程小禾想把编号 1001 延期 3 个工作日")
    own = await town.press(WORKER, STAFF, "同意")
    assert own is not None
    assert own.alert

    await town.press(CHIEF_WORKER, STAFF_CHIEF, "不同意")
    await town.write(CHIEF_WORKER, STAFF_CHIEF, "库房里有，今天就能换")
    assert "备注（库房里有，今天就能换）" in (await card(town)).text
    await town.press_more(WORKER, STAFF, "延期")
    await town.press(WORKER, STAFF, "+3个工作日")
    await town.write(WORKER, STAFF, "库房里那个也是坏的")
    await town.press(CHIEF_WORKER, STAFF_CHIEF, "同意")
    assert "7月14日 09:00 前办好" in (await card(town)).text
    assert "说好 7月14日 09:00 前办好" in (await town.find(MOTHER, HOME, "编号 1001")).text
    decided = await town.find(WORKER, STAFF, "程小禾想把编号 1001 延期 3 个工作日")
    assert "同意，延到 7月14日 09:00" in decided.text
    late = await town.press_data(GENERAL_WORKER, STAFF, beside.id, beside.data("不同意"))
    assert late is not None
    assert late.alert

    await town.press_more(GENERAL_WORKER, STAFF, "延期")
    await town.press(GENERAL_WORKER, STAFF, "+1个工作日")
    await town.write(GENERAL_WORKER, STAFF, "雨太大")
    assert "7月15日 09:00 前办好" in (await card(town)).text
    refused = await town.press_more(WORKER, STAFF, "延期")
    assert refused is not None
    assert "请值班的人来点" in refused.text
