"""One account, little harm (promise 10): who must be told, who must agree, and how often in a day."""

from functools import partial

import pytest
from sqlmodel import select

from bot.domain.states import Action
from bot.storage.cases import Step
from bot.storage.grid import by_code
from bot.storage.outbox import Delivery
from tests.stories.plot import after, card, publish_from_the_desk, report
from tests.stories.test_rings import TEN_YEARS_OLD, alerts, heard
from tests.support.cast import (
    CHIEF_WORKER,
    DESK,
    DUTY,
    EAST_GROUP,
    EAST_OTHER,
    FAR_GROUP,
    FATHER,
    FIRST_RINGS,
    GENERAL_WORKER,
    MOTHER,
    NEXT,
    NEXT_DOOR,
    OTHER_CHIEF,
    STAFF,
    STAFF_CHIEF,
    STAFF_OTHER,
    WORKER,
)
from tests.support.town import BOT, Line, Town

NOWHERE = "我家娃儿不见了，5岁男孩，穿红色外套，我电话13900000001"
"""No place in it: the report stands with the town, and its first ring is the whole town."""


async def steps(town: Town, action: Action) -> list[Step]:
    """Return the lines of history of one kind."""
    async with town.gege.database.read() as session:
        return list(await session.exec(select(Step).where(Step.action == action)))


@pytest.mark.published
async def test_the_village_is_told_in_time_to_hold_it_back(town: Town) -> None:
    """A neighbour published: the chief grid, which had no card, gets it, and a line that sounds."""
    for person, group in ((CHIEF_WORKER, STAFF_CHIEF), (DUTY, DESK)):
        notice = await town.find(person, group, "快要发得更远")
        assert notice.buttons == ("立即扩大", "暂缓")
        assert "香樟社区" in notice.text
        assert await town.sounded(group, notice)
        assert notice.answers == (await town.find(person, group, "寻找")).id

    await town.press(CHIEF_WORKER, STAFF_CHIEF, "暂缓", on="快要发得更远")
    await town.pass_time(hours=1)
    assert await heard(town, EAST_GROUP, FAR_GROUP) == []

    notice = await town.find(DUTY, DESK, "快要发得更远")
    assert "已暂缓" in notice.text
    assert notice.buttons == ("立即扩大", "继续")


@pytest.mark.published
async def test_the_line_goes_with_the_alert(town: Town) -> None:
    """It says how far it has come; nothing is left to press once the child is home."""
    await town.pass_time(minutes=5)
    assert "会发到榆溪镇" in (await town.find(CHIEF_WORKER, STAFF_CHIEF, "快要发得更远")).text

    await town.press(MOTHER, BOT, "找到了")

    over = await town.find(CHIEF_WORKER, STAFF_CHIEF, "不再往外发")
    assert over.buttons == ()
    assert "快要" not in over.text


async def widen_from_the_desk(town: Town) -> None:
    """Duty sends it on to the village."""
    await town.press(DUTY, DESK, "立即扩大")


@pytest.mark.reported
@after(publish_from_the_desk)
async def test_who_oversees_needs_no_warning(town: Town) -> None:
    """The desk that publishes knows how far it goes: it can hold it, and nothing sounds."""
    assert await heard(town, *FIRST_RINGS) == list(FIRST_RINGS)
    line = await town.find(DUTY, DESK, "快要发得更远")
    assert line.buttons == ("立即扩大", "暂缓")
    async with town.gege.database.read() as session:
        rows = (await session.exec(select(Delivery).where(Delivery.slot == "rings"))).all()
    assert [(row.chat_id, row.silent) for row in rows] == [(DESK, True)]


async def report_nowhere(town: Town, words: str = NOWHERE) -> None:
    """A father in private, who names no place; the desk presses 发布."""
    await town.start(FATHER)
    await town.write(FATHER, BOT, words)
    await town.press(FATHER, BOT, "提交")
    await town.press(DUTY, DESK, "发布")


async def ask_to_search_the_town(town: Town) -> None:
    """Duty would publish to the whole town."""
    await report_nowhere(town)
    await town.press(DUTY, DESK, "确认发布", on="马上")


@pytest.mark.both_engines
async def test_a_whole_town_needs_two(town: Town) -> None:
    """The desk alone reaches nobody; the head of a village agrees, and the whole town hears."""
    await report_nowhere(town)

    told = await town.press(DUTY, DESK, "确认发布", on="马上")
    assert told is not None
    assert "第二个人" in told.text
    wanted = await town.find(OTHER_CHIEF, STAFF_OTHER, "第二个人")
    assert wanted.buttons == ("确认", "不同意", "直接发")
    assert "10 个群" in wanted.text
    own = await town.press(DUTY, DESK, "确认", on="第二个人")
    assert own is not None
    assert own.alert
    assert await alerts(town) == []

    await town.press(OTHER_CHIEF, STAFF_OTHER, "确认", on="第二个人")

    assert len(await alerts(town)) == 10
    for person, group in ((OTHER_CHIEF, STAFF_OTHER), (DUTY, DESK), (CHIEF_WORKER, STAFF_CHIEF)):
        decided = await town.find(person, group, "第二个人")
        assert "冉志平" in decided.text
        assert decided.buttons == ()
    assert [step.actor for step in await steps(town, Action.SECOND)] == ["冉志平"]
    assert [step.actor for step in await steps(town, Action.PUBLISH)] == ["贺天明"]


@after(ask_to_search_the_town)
async def test_a_second_person_who_does_not_agree(town: Town) -> None:
    """不同意 ends it, and it can be asked again; nobody's silence is a yes."""
    await town.press(CHIEF_WORKER, DESK, "不同意")
    assert "不同意" in (await town.find(DUTY, DESK, "第二个人")).text

    await town.press(DUTY, DESK, "确认发布", on="马上")
    await town.restart()
    await town.pass_time(minutes=15)

    assert "没人确认" in (await town.find(DUTY, DESK, "第二个人")).text
    late = await town.press(DUTY, DESK, "发布")
    assert late is None
    assert await alerts(town) == []


@after(ask_to_search_the_town)
async def test_a_life_does_not_wait_for_a_second_person(town: Town) -> None:
    """Red: after 90 seconds the desk may go on alone, and that is on record."""
    early = await town.press(DUTY, DESK, "直接发")
    assert early is not None
    assert "秒" in early.text
    assert await alerts(town) == []
    await town.pass_time(seconds=91)
    await town.press(DUTY, DESK, "直接发")

    assert len(await alerts(town)) == 10
    assert [step.actor for step in await steps(town, Action.OVERRIDE)] == ["贺天明"]


async def test_what_is_not_red_waits(town: Town) -> None:
    """A bigger child: there is no button to go on alone, and forging it helps nobody."""
    await report_nowhere(town, NOWHERE.replace("5岁", "10岁"))
    await town.press(DUTY, DESK, "确认发布", on="马上")
    wanted = await town.find(DUTY, DESK, "第二个人")
    assert wanted.buttons == ("确认", "不同意")

    await town.pass_time(minutes=5)
    forged = await town.press_data(DUTY, DESK, wanted.id, "c:override:1:")

    assert forged is not None
    assert forged.alert
    assert await alerts(town) == []


@pytest.mark.reported
@after(publish_from_the_desk, widen_from_the_desk)
async def test_a_town_of_one_s_own_alert_needs_two(town: Town) -> None:
    """Who published can't send it to the town before its time alone; it goes by itself, though."""
    assert await heard(town, EAST_GROUP) == [EAST_GROUP]

    told = await town.press(DUTY, DESK, "立即扩大")
    assert told is not None
    assert "第二个人" in told.text
    assert await heard(town, FAR_GROUP) == []
    await town.press(CHIEF_WORKER, DESK, "确认")
    assert await heard(town, FAR_GROUP) == [FAR_GROUP]


@pytest.mark.reported
@after(publish_from_the_desk, widen_from_the_desk)
async def test_the_clock_is_not_stopped_by_a_question(town: Town) -> None:
    """While nobody agrees the town's ring keeps its time, and then there is nothing to agree to."""
    await town.pass_time(minutes=5)
    await town.press(DUTY, DESK, "立即扩大")

    await town.pass_time(minutes=10)

    assert await heard(town, FAR_GROUP) == [FAR_GROUP]
    assert (await town.find(DUTY, DESK, "第二个人")).buttons == ()


strict = partial(after, limits="alerts=1/d")
"""In a town in which an account brings one alert a day beyond ring 1."""


async def report_next_door(town: Town, words: str = TEN_YEARS_OLD) -> None:
    """The second child of the day, in the grid beside; its general grid is the same."""
    await town.write(NEXT_DOOR, NEXT, words.replace("香樟苑", "桂语里"))
    await town.press(NEXT_DOOR, NEXT, "提交")


async def publish_and_begin_again(town: Town) -> None:
    """One worker publishes, and has the second child's preview before them."""
    await town.press(GENERAL_WORKER, STAFF, "发布")
    await town.press(GENERAL_WORKER, STAFF, "确认发布", on="马上")
    await report_next_door(town)
    await town.press(GENERAL_WORKER, STAFF, "发布", on="编号 1002")


async def asked_again(town: Town, person: int, group: int) -> list[Line]:
    return [line for line in await town.said(person, group) if "还没人定" in line.text]


@strict(report, publish_and_begin_again)
async def test_three_a_day_and_the_next_stays_near(town: Town) -> None:
    """The account is told which limit and until when; those above are asked until one of them says."""
    told = await town.press(GENERAL_WORKER, STAFF, "确认发布", on="马上")

    assert told is not None
    assert told.alert
    assert "1 次" in told.text
    assert "明天" in told.text
    asked = await town.find(DUTY, DESK, "要往外发吗")
    assert await town.sounded(DESK, asked)
    await town.pass_time(minutes=3)
    await town.restart()
    for person, group in ((DUTY, DESK), (CHIEF_WORKER, STAFF_CHIEF)):
        (again,) = await asked_again(town, person, group)
        assert "贺天明" in again.text
        assert again.buttons == ("立即扩大", "暂缓")
        assert await town.sounded(group, again)
    await town.pass_time(minutes=37)
    second = [row.chat_id for row in await alerts(town) if row.case_id == 2]
    assert sorted(second) == sorted(FIRST_RINGS)
    (late,) = await asked_again(town, DUTY, DESK)
    assert late.id > again.id
    assert late.answers == (await town.find(DUTY, DESK, "编号 1002", button="派遣")).id

    own = await town.press(GENERAL_WORKER, STAFF, "扩大范围", on="编号 1002")
    assert own is not None
    assert "第二个人" in own.text
    await town.press(DUTY, DESK, "立即扩大", on="先停在附近")
    rows = [row.chat_id for row in await alerts(town) if row.case_id == 2]
    assert EAST_GROUP in rows
    await town.pass_time(minutes=20)
    assert await asked_again(town, DUTY, DESK) == []


@strict(report, publish_and_begin_again)
async def test_a_new_day_a_new_share(town: Town) -> None:
    """It counts by the town's midnight."""
    await town.pass_time(hours=24)

    await town.press(GENERAL_WORKER, STAFF, "确认发布", on="马上")
    await town.pass_time(minutes=15)

    assert EAST_GROUP in [row.chat_id for row in await alerts(town) if row.case_id == 2]


@pytest.mark.published
@strict()
async def test_what_stayed_near_does_not_count(town: Town) -> None:
    """An alert that was over before it went beyond ring 1 has used nothing up."""
    await town.press(WORKER, STAFF, "撤回")
    await town.press(WORKER, STAFF, "发布", on="编号 1001")

    told = await town.press(WORKER, STAFF, "确认发布", on="马上")

    assert told is not None
    assert not told.alert
    await town.pass_time(minutes=5)
    assert await heard(town, EAST_GROUP) == [EAST_GROUP]


@pytest.mark.published
async def test_published_again_goes_no_further_than_one_alone(town: Town) -> None:
    """After a false all-clear a neighbour's press reaches ring 1 at once, the rest by the clock."""
    await town.pass_time(minutes=15)
    assert await heard(town, FAR_GROUP) == [FAR_GROUP]
    await town.press(MOTHER, BOT, "找到了")
    for group in (NEXT, FAR_GROUP):
        assert "谢谢" in (await town.said(town.member_of(group), group))[-1].text
    await town.press(WORKER, STAFF, "核查不通过")
    for group in (NEXT, FAR_GROUP):
        (line,) = await town.said(town.member_of(group), group)
        assert "孩子还没找到" in line.text
    await town.press(WORKER, STAFF, "重新发布", on="还没找到")

    shown = await town.find(WORKER, STAFF, "预览", button="确认发布")
    assert "马上 4 个群 · 5 分钟后 2 个群" in shown.text
    await town.press(WORKER, STAFF, "确认发布", on="马上")

    earlier, now = [
        line for line in await town.said(DUTY, DESK) if line.buttons == () or "暂缓" in line.buttons
    ][-2:]
    assert "不再往外发" in earlier.text
    assert "快要发得更远" in now.text

    again = [row.chat_id for row in await alerts(town) if row.alert_id == 2]
    assert sorted(again) == sorted(FIRST_RINGS)
    await town.pass_time(minutes=5)
    assert EAST_GROUP in [row.chat_id for row in await alerts(town) if row.alert_id == 2]
    assert "寻找" in (await card(town)).text
    await town.press(MOTHER, BOT, "找到了")
    for group in (NEXT, FAR_GROUP):
        said = await town.said(town.member_of(group), group)
        assert all("还没找到" not in line.text for line in said)
        assert "孩子找到了" in said[0].text


@pytest.mark.both_engines
async def test_all_villages_one_by_one_are_a_town(town: Town) -> None:
    """By hand, village after village: that takes two people as well; one village takes one."""
    await town.write(DUTY, DESK, "/alert 3号楼燃气泄漏，请开窗、不要点火，先到楼下空地。")
    shown = await town.find(DUTY, DESK, "发给", button="确认发布")
    scope, confirm = shown.data("范围"), shown.data("确认发布")

    async def press(*presses: str) -> None:
        for data in presses:
            await town.press_data(DUTY, DESK, shown.id, data)

    async with town.gege.database.read() as session:
        first, second = [await by_code(session, code) for code in ("YX-A", "YX-B")]
    assert first is not None
    assert second is not None
    toggled = f"{scope}.t{second.id}.0.0"
    await press(f"{scope}.t{first.id}.0.0", toggled, confirm)
    assert await alerts(town) == []
    assert "香樟社区、青禾社区" in (await town.find(DUTY, DESK, "第二个人")).text

    await press(toggled)
    assert (await town.find(CHIEF_WORKER, DESK, "第二个人")).buttons == ()
    await press(confirm)

    assert {row.chat_id for row in await alerts(town)} == {*FIRST_RINGS, EAST_GROUP, EAST_OTHER}


@strict(report, publish_and_begin_again)
async def test_what_went_out_meanwhile_is_not_agreed_to(town: Town) -> None:
    """Asked for ring 2; the village lets it go on; the old 确认 must not open the whole town."""
    await town.press(GENERAL_WORKER, STAFF, "确认发布", on="马上")
    await town.pass_time(minutes=6)
    await town.press(GENERAL_WORKER, STAFF, "扩大范围", on="编号 1002")
    asked = await town.find(DUTY, DESK, "第二个人")

    await town.press(CHIEF_WORKER, STAFF_CHIEF, "暂缓", on="先停在附近")
    await town.press(CHIEF_WORKER, STAFF_CHIEF, "继续", on="快要发得更远")
    await town.pass_time(minutes=10)
    assert await asked_again(town, DUTY, DESK) == []
    late = await town.press_data(DUTY, DESK, asked.id, asked.data("确认"))

    assert late is not None
    assert late.alert
    assert (await town.find(DUTY, DESK, "第二个人")).buttons == ()
    rows = [row.chat_id for row in await alerts(town) if row.case_id == 2]
    assert EAST_GROUP in rows
    assert FAR_GROUP not in rows
