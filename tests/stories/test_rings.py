"""An alert spreads by itself, ring after ring, until somebody stops it or the child is home."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import delete
from sqlmodel import col, select

from bot.services import explaining
from bot.storage.chats import Chat, ChatGrid
from bot.storage.outbox import Delivery, Purpose
from tests.stories.plot import LOST, after, card, publish, report
from tests.support.cast import (
    CHIEF_WORKER,
    DESK,
    DUTY,
    EAST,
    EAST_GROUP,
    EAST_OTHER,
    FAR_AWAY,
    FAR_GROUP,
    FIRST_RINGS,
    GENERAL_WORKER,
    HOME,
    HOME_OTHER,
    MOTHER,
    NEXT,
    NEXT_DOOR,
    NEXT_OTHER,
    OTHER_CHIEF,
    STAFF,
    STAFF_OTHER,
    WORKER,
)
from tests.support.town import BOT, Town, open_town

TEN_YEARS_OLD = LOST.replace("5岁", "10岁")


async def alerts(town: Town) -> list[Delivery]:
    """Return the ledger of all alerts, oldest first."""
    query = select(Delivery).where(Delivery.purpose == Purpose.ALERT).order_by(col(Delivery.id))
    async with town.gege.database.read() as session:
        return list((await session.exec(query)).all())


async def heard(town: Town, *groups: int) -> list[int]:
    """Return the groups of these in which an alert stands."""
    found = []
    for group in groups:
        said = await town.said(Town.member_of(group), group)
        if any("我有线索" in line.buttons for line in said):
            found.append(group)
    return found


@pytest.mark.published
async def test_a_small_child_s_rings_go_on_after_five_and_fifteen_minutes(town: Town) -> None:
    """Red: four groups within two seconds of the press; the village after 5 minutes, the town after 15.

    So long as nobody reacts; and each group once.
    """
    ledger = await alerts(town)
    assert sorted(row.chat_id for row in ledger) == sorted(FIRST_RINGS)
    for row in ledger:
        assert row.sent_at is not None
        assert row.sent_at - row.queued_at < timedelta(seconds=2)
    for group in FIRST_RINGS:
        said = await town.said(Town.member_of(group), group)
        assert sum("我有线索" in line.buttons for line in said) == 1

    await town.pass_time(minutes=4.5)
    assert await heard(town, EAST_GROUP, FAR_GROUP) == []
    await town.pass_time(minutes=0.5)
    assert await heard(town, EAST_GROUP, FAR_GROUP) == [EAST_GROUP]
    await town.pass_time(minutes=10)
    assert await heard(town, EAST_GROUP, FAR_GROUP) == [EAST_GROUP, FAR_GROUP]

    chats = [row.chat_id for row in await alerts(town)]
    assert len(chats) == len(set(chats)) == 10


bigger = partial(report, words=TEN_YEARS_OLD)


@after(bigger, publish)
async def test_a_bigger_child_s_rings_take_more_time(town: Town) -> None:
    """Orange: the own micro-grid at once, the general grid after 5, the village after 15."""
    assert await heard(town, *FIRST_RINGS) == [HOME, HOME_OTHER]

    await town.pass_time(minutes=5)
    assert await heard(town, *FIRST_RINGS) == list(FIRST_RINGS)
    await town.pass_time(minutes=10)
    assert await heard(town, EAST_GROUP, FAR_GROUP) == [EAST_GROUP]
    await town.pass_time(minutes=15)
    assert await heard(town, EAST_GROUP, FAR_GROUP) == [EAST_GROUP, FAR_GROUP]


async def test_a_ring_without_a_group_of_its_own_is_passed_over(town: Town) -> None:
    """Nobody reads that it goes further at an hour at which nobody hears."""
    async with town.gege.database.write() as session:
        await session.exec(delete(ChatGrid).where(col(ChatGrid.chat_id).in_((NEXT, NEXT_OTHER))))
    await town.start(MOTHER)
    await report(town, TEN_YEARS_OLD)
    await publish(town)

    await town.find(MOTHER, BOT, "10:35 再发远一点")
    assert "10:35 会发到香樟社区" in (await town.find(CHIEF_WORKER, DESK, "快要发得更远")).text
    await town.press(CHIEF_WORKER, DESK, "立即扩大")
    assert await heard(town, EAST_GROUP, FAR_GROUP) == [EAST_GROUP]


async def test_no_single_person_reaches_a_town_past_empty_rings(town: Town) -> None:
    """The brake looks at the ring that would hear, not at the one that comes next (promise 10)."""
    near = (NEXT, NEXT_OTHER, EAST_GROUP, EAST_OTHER)
    async with town.gege.database.write() as session:
        await session.exec(delete(ChatGrid).where(col(ChatGrid.chat_id).in_(near)))
    await report(town, TEN_YEARS_OLD)
    await town.press(DUTY, DESK, "发布")
    await town.press(DUTY, DESK, "确认发布", on="马上")

    await town.press(DUTY, DESK, "立即扩大")

    assert await heard(town, HOME, FAR_GROUP) == [HOME]
    await town.find(DUTY, DESK, "要发到榆溪镇", button="确认")


@pytest.fixture
async def quick_town(database_url: str) -> AsyncIterator[Town]:
    """A town whose rings are a minute apart."""
    async with open_town(database_url, alert_rings="0,1,2,3") as made:
        yield made


async def test_a_town_chooses_its_own_pace(quick_town: Town) -> None:
    """ALERT_RINGS alone holds for red too."""
    town = quick_town
    await report(town)
    await publish(town)
    assert await heard(town, *FIRST_RINGS) == [HOME, HOME_OTHER]

    await town.pass_time(minutes=2)

    assert await heard(town, *FIRST_RINGS, EAST_GROUP, FAR_GROUP) == [*FIRST_RINGS, EAST_GROUP]


async def test_the_nearest_groups_of_a_ring_hear_first(town: Town) -> None:
    """Lost in the north of the village: the north of the next grid hears before its south."""
    await town.write(NEXT_DOOR, NEXT, LOST.replace("香樟苑", "桂语里"))
    await town.press(NEXT_DOOR, NEXT, "提交")
    await town.press(GENERAL_WORKER, STAFF, "发布")
    await town.press(GENERAL_WORKER, STAFF, "确认发布", on="马上")

    await town.pass_time(minutes=5)

    ring = [row.chat_id for row in await alerts(town) if row.ring == 2]
    assert ring == [EAST_OTHER, EAST_GROUP]
    sent = [row.sent_at for row in await alerts(town) if row.ring == 2 and row.sent_at]
    assert sent == sorted(sent)


@pytest.mark.published
async def test_rings_stop_the_moment_the_child_is_found(town: Town) -> None:
    """After 找到了 nothing more goes out, neither then nor when the case has been closed."""
    await town.press(MOTHER, BOT, "找到了")
    await town.pass_time(minutes=20)
    await town.press(WORKER, STAFF, "办结")
    await town.press(WORKER, STAFF, "已团聚")
    await town.pass_time(hours=30)

    assert await town.said(EAST, EAST_GROUP) == []
    assert await town.said(FAR_AWAY, FAR_GROUP) == []
    assert len(await alerts(town)) == 4


@pytest.mark.published
async def test_widening_does_not_wait(town: Town) -> None:
    """扩大范围 sends the next ring at once; the one after it keeps its time."""
    await town.press(GENERAL_WORKER, STAFF, "扩大范围")

    assert await heard(town, EAST_GROUP, FAR_GROUP) == [EAST_GROUP]
    await town.pass_time(minutes=14)
    assert await heard(town, FAR_GROUP) == []
    await town.pass_time(minutes=1)
    assert await heard(town, FAR_GROUP) == [FAR_GROUP]


@pytest.mark.published
async def test_two_taps_are_one_ring(town: Town) -> None:
    """The second tap was meant for what the first one has done; the town is not told."""
    desk = await town.find(DUTY, DESK, "", button="立即扩大")
    for _ in range(2):
        told = await town.press_data(DUTY, DESK, desk.id, desk.data("立即扩大"))

    assert told is not None
    assert told.alert
    assert await heard(town, EAST_GROUP, FAR_GROUP) == [EAST_GROUP]
    fresh = await town.find(DUTY, DESK, "", button="立即扩大")
    await town.press_data(DUTY, DESK, fresh.id, fresh.data("立即扩大"))
    assert await heard(town, FAR_GROUP) == [FAR_GROUP]


@after(bigger, publish)
async def test_a_micro_grid_worker_alone_stays_within_ring_one(town: Town) -> None:
    """Promise 10: further rings run on by the clock, but not by the press of one neighbour."""
    await town.press(WORKER, STAFF, "扩大范围")
    assert await heard(town, *FIRST_RINGS) == list(FIRST_RINGS)
    told = await town.press(WORKER, STAFF, "扩大范围")

    assert told is not None
    assert told.alert
    assert "到时间也会自己扩大" in told.text
    assert await heard(town, EAST_GROUP) == []
    await town.press(DUTY, DESK, "暂缓")
    held = await town.press(WORKER, STAFF, "扩大范围")
    assert held is not None
    assert "自己" not in held.text


@pytest.mark.published
async def test_the_town_s_ring_is_the_desk_s(town: Town) -> None:
    """A general grid's worker reaches the village; the whole town is for duty to press."""
    await town.press(GENERAL_WORKER, STAFF, "扩大范围")

    refused = await town.press(GENERAL_WORKER, STAFF, "扩大范围")
    assert refused is not None
    assert await heard(town, FAR_GROUP) == []
    await town.press(DUTY, DESK, "扩大范围")
    assert await heard(town, FAR_GROUP) == [FAR_GROUP]

    widest = await town.find(DUTY, DESK, "编号 1001")
    assert {"扩大范围", "立即扩大", "暂缓"}.isdisjoint(widest.buttons)
    forged = await town.press_data(DUTY, DESK, widest.id, "c:widen:1:3")
    assert forged is not None
    assert "最大" in forged.text


@pytest.mark.published
async def test_the_village_can_hold_the_rings_back(town: Town) -> None:
    """暂缓 is for the chief grid and the desk; it holds until somebody widens by hand."""
    await town.start(CHIEF_WORKER)
    await town.start(WORKER)
    for person in (WORKER, CHIEF_WORKER):
        await town.write(person, BOT, "/case 1001")
        await town.press(person, BOT, "更多")
    refused = await town.press(WORKER, BOT, "暂缓")
    assert refused is not None
    assert refused.alert
    await town.press(CHIEF_WORKER, BOT, "暂缓")
    await town.pass_time(hours=1)
    assert await heard(town, EAST_GROUP, FAR_GROUP) == []
    assert "暂缓" in (await card(town)).text

    await town.press(DUTY, DESK, "扩大范围")
    assert await heard(town, EAST_GROUP) == [EAST_GROUP]


@pytest.mark.published
async def test_the_desk_holds_and_lets_go_on(town: Town) -> None:
    """Under the desk's card stand 立即扩大 and 暂缓; after 继续 what came due meanwhile goes at once."""
    desk, staff = await town.find(DUTY, DESK, "编号 1001", button="派遣"), await card(town)
    assert desk.buttons == staff.buttons
    assert len(desk.buttons) == 6
    rings = await town.find(DUTY, DESK, "", button="暂缓")
    assert rings.answers == desk.id
    assert rings.buttons == ("立即扩大", "暂缓")
    await town.press(DUTY, DESK, "暂缓")
    await town.pass_time(minutes=6)
    assert await heard(town, EAST_GROUP, FAR_GROUP) == []

    await town.press(DUTY, DESK, "继续")

    assert await heard(town, EAST_GROUP, FAR_GROUP) == [EAST_GROUP]
    assert "暂缓" in (await town.find(DUTY, DESK, "", by_id=rings.id)).buttons
    await town.press(DUTY, DESK, "立即扩大")
    assert await heard(town, FAR_GROUP) == [FAR_GROUP]


async def test_a_village_without_groups_of_its_grids_holds_too(town: Town) -> None:
    """Where the chief grid's group is the nearest one, and publishes: the same line."""
    await town.write(FAR_AWAY, FAR_GROUP, LOST.replace("香樟苑", "青禾花园"))
    await town.press(FAR_AWAY, FAR_GROUP, "提交")
    await town.press(OTHER_CHIEF, STAFF_OTHER, "发布")
    await town.press(OTHER_CHIEF, STAFF_OTHER, "确认发布", on="马上")

    await town.press(OTHER_CHIEF, STAFF_OTHER, "暂缓")

    held = await town.find(OTHER_CHIEF, STAFF_OTHER, "已暂缓", button="继续")
    assert held.buttons == ("立即扩大", "继续")


@pytest.mark.reported
async def test_not_published_after_all(town: Town) -> None:
    """不发布 takes the preview away; the case stays as it was."""
    await town.press(WORKER, STAFF, "发布")
    assert "马上 4 个群 · 5 分钟后 2 个群" in (await town.find(WORKER, STAFF, "马上")).text

    await town.press(WORKER, STAFF, "不发布")

    assert all("马上" not in line.text for line in await town.said(WORKER, STAFF))
    assert await alerts(town) == []
    assert "发布" in (await card(town)).buttons


@pytest.mark.reported
async def test_sent_before_it_was_checked(town: Town) -> None:
    """未核实先发 goes out without name and says so, clues stay with staff, until somebody 核实了."""
    await town.press(WORKER, STAFF, "发布")
    await town.press(WORKER, STAFF, "未核实先发")

    alert = await town.find(NEXT_DOOR, NEXT, "寻找")
    assert "核实" in alert.text
    await town.write(NEXT_DOOR, NEXT, "在超市看到他了", reply_to=alert.id)
    await town.find(WORKER, STAFF, "在超市")
    assert all("在超市" not in line.text for line in await town.said(MOTHER, BOT))

    await town.press(WORKER, STAFF, "核实了", on="还没核实")
    await town.pass_time(minutes=5)
    assert "还在核实" not in (await town.find(EAST, EAST_GROUP, "寻找")).text
    assert "还在核实" in (await town.find(NEXT_DOOR, NEXT, "寻找")).text
    await town.press(WORKER, STAFF, "更新通知", on="程小禾核实过了，已发的要改吗？")

    assert "还在核实" not in (await town.find(NEXT_DOOR, NEXT, "寻找")).text
    assert any("在超市" in line.text for line in await town.said(MOTHER, BOT))
    assert all("还没核实" not in line.text for line in await town.said(WORKER, STAFF))


@pytest.mark.reported
async def test_a_group_that_turns_out_to_be_gone_is_listed(town: Town) -> None:
    """Telegram's own refusal at the moment of sending is kept word for word."""
    await town.call("faults", kind="403", method="sendMessage", chat=NEXT)

    await publish(town)

    row = next(row for row in await alerts(town) if row.chat_id == NEXT)
    assert row.status == "refused"
    assert "kicked" in (row.reason or "")
    await town.pass_time(seconds=4)
    assert "已发 3 个群" in (await card(town)).text
    await town.write(NEXT_DOOR, NEXT, "5号楼2楼楼道灯不亮了")
    async with town.gege.database.read() as session:
        assert (await session.get_one(Chat, NEXT)).lost_at is None, "an answer stands there"


@pytest.mark.reported
async def test_a_group_that_telegram_does_not_find_for_a_while_hears_it(town: Town) -> None:
    """One refusal in that moment would shut it out of this alert and of all that follow."""
    lost = {"kind": "400", "description": "Bad Request: chat not found", "times": 3}
    await town.call("faults", method="sendMessage", chat=NEXT, **lost)

    await publish(town)

    assert {row.status for row in await alerts(town)} == {"sent"}


@pytest.mark.published
async def test_an_old_alert_leaves_nothing_personal_behind(town: Town) -> None:
    """After a day unanswered, photo and description leave every message; the case stays open."""
    await town.pass_time(hours=24)

    over = (await town.said(NEXT_DOOR, NEXT))[-1]
    assert "红色" not in over.text
    assert "已立案" in (await card(town)).text
    assert HOME in [row.chat_id for row in await alerts(town)]


async def why(town: Town, group: int) -> str:
    async with town.gege.database.read() as session:
        policy, zone = town.settings.policy(), town.settings.timezone
        return "\n".join(await explaining.why(session, 1001, group, policy, zone))


@pytest.mark.both_engines
@pytest.mark.published
async def test_an_operator_is_told_why_a_group_has_heard_nothing(town: Town) -> None:
    """Told, not due yet, on hold, not meant, unbound: each in a sentence (`gege explain`)."""
    assert "is in ring 0" in await why(town, HOME)
    assert "In CAP it is Actual, Alert: urgency Immediate" in await why(town, HOME)
    assert "was sent at" in await why(town, HOME)
    assert "ring 2, which was not told yet; it is due at" in await why(town, EAST_GROUP)
    await town.press(DUTY, DESK, "暂缓")
    assert "widening is on hold since" in await why(town, EAST_GROUP)
    assert "staff groups have the card" in await why(town, STAFF)
    assert "bound to no grid" in await why(town, -5)

    await town.press(MOTHER, BOT, "找到了")

    assert "Its all-clear (edit) was queued at" in await why(town, HOME)
    assert "before the alert ended" in await why(town, EAST_GROUP)


@pytest.mark.reported
async def test_an_operator_is_told_that_nothing_was_published(town: Town) -> None:
    assert "was never published" in await why(town, HOME)


@pytest.mark.reported
async def test_a_worker_knows_better_how_urgent_it_is(town: Town) -> None:
    """更多, 级别: the preview comes with the choice; orange takes its time from ring to ring."""
    await town.press_more(WORKER, STAFF, "级别")
    await town.press(WORKER, STAFF, "橙：要马上知道")
    assert "🟠" in (await town.find(WORKER, STAFF, "预览")).text
    assert "🟠" in (await card(town)).text

    await town.press(WORKER, STAFF, "确认发布")

    assert await heard(town, *FIRST_RINGS) == [HOME, HOME_OTHER]


@pytest.mark.reported
async def test_a_person_s_alert_is_never_held_back_at_night(town: Town) -> None:
    """Neither yellow nor blue is there to choose for a person."""
    await town.press_more(WORKER, STAFF, "级别")
    shown = await town.find(WORKER, STAFF, "预览")
    assert len(shown.buttons) == 3

    forged = await town.press_data(
        WORKER, STAFF, shown.id, shown.data("橙：要马上知道").replace("orange", "blue")
    )

    assert forged is not None
    assert forged.alert
    assert "🔴" in (await card(town)).text


async def test_in_the_morning_one_ring_follows_the_other(database_url: str) -> None:
    """What can wait for the day goes at eight as it would by day: its own grid, then the others."""
    night = datetime(2026, 7, 2, 23, tzinfo=ZoneInfo("Asia/Shanghai")).timestamp()
    async with open_town(database_url, at=night) as town:
        await town.write(MOTHER, HOME, "香樟苑大门口的窨井盖坏了，容易踩空")
        await town.press(MOTHER, HOME, "提交")
        await town.press(WORKER, STAFF, "发布")
        shown = (await town.find(WORKER, STAFF, "预览")).text
        assert shown.startswith("预览 · 08:00 发给 2 个群 · 08:05 发给 2 个群\n08:15 发给")
        await town.press(WORKER, STAFF, "确认发布")
        warned = await town.find(DUTY, DESK, "早上要发出去")
        assert "还没发" in warned.text
        assert "08:00 会发到香樟苑微网格" in warned.text
        assert warned.buttons == ("暂缓",)
        told = {9 * 60: {HOME, HOME_OTHER}, 9 * 60 + 5: {HOME, HOME_OTHER, NEXT, NEXT_OTHER}}
        passed = 0
        for minutes, groups in told.items():
            await town.pass_time(minutes=minutes - passed, seconds=5)
            passed = minutes
            assert {one.chat_id for one in await alerts(town)} == groups


async def test_a_night_in_between_shortens_nothing(database_url: str) -> None:
    """Six hours of what was published in the evening: those who hear in the morning hear it in time."""
    evening = datetime(2026, 7, 2, 20, 57, tzinfo=ZoneInfo("Asia/Shanghai")).timestamp()
    async with open_town(database_url, at=evening) as town:
        await town.write(MOTHER, HOME, "香樟苑大门口的窨井盖坏了，容易踩空")
        await town.press(MOTHER, HOME, "提交")
        await town.press(WORKER, STAFF, "发布")
        assert "13:57" in (await town.find(WORKER, STAFF, "预览")).text
        await town.press(WORKER, STAFF, "确认发布")

        await town.pass_time(hours=11, minutes=10)

        assert len(await alerts(town)) == 4


@pytest.mark.published
async def test_a_case_that_climbs_takes_its_rings_along(town: Town) -> None:
    """转交 changes who has the case, not where the child was lost: the village and the town hear."""
    await town.press(WORKER, STAFF, "派遣")
    await town.press(WORKER, STAFF, "转交 香樟社区")

    await town.pass_time(minutes=5)
    assert await heard(town, EAST_GROUP, FAR_GROUP) == [EAST_GROUP]
    await town.press(DUTY, DESK, "扩大范围")
    assert await heard(town, EAST_GROUP, FAR_GROUP) == [EAST_GROUP, FAR_GROUP]
