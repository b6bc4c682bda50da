"""`/alert`: staff tell their grids of a danger or a notice that nobody has reported."""

from collections.abc import AsyncIterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from sqlmodel import col, select

from bot.domain.states import State
from bot.storage.alerts import Alert
from bot.storage.cases import Case
from bot.storage.outbox import Delivery, Lane, Purpose
from tests.stories.plot import after, card
from tests.support.cast import (
    CHIEF_WORKER,
    DESK,
    DUTY,
    EAST_GROUP,
    EAST_OTHER,
    FAR_GROUP,
    GENERAL_WORKER,
    GUARD,
    HOME,
    HOME_OTHER,
    MOTHER,
    NEXT,
    NEXT_OTHER,
    STAFF,
    STAFF_CHIEF,
    WORKER,
)
from tests.support.pictures import photo
from tests.support.town import BOT, Line, Town, open_town

GAS = "/alert 3号楼燃气泄漏，请开窗、不要点火，先到楼下空地。"
WORDS = "3号楼燃气泄漏，请开窗、不要点火，先到楼下空地。"
ZONE = ZoneInfo("Asia/Shanghai")
NIGHT = datetime(2026, 7, 2, 23, 0, tzinfo=ZONE).timestamp()
NOON = datetime(2026, 7, 2, 12, 0, tzinfo=ZONE).timestamp()


pytestmark = after(at=NOON)


@pytest.fixture
async def town_at_night(database_url: str) -> AsyncIterator[Town]:
    async with open_town(database_url, at=NIGHT) as made:
        yield made


async def told(town: Town, words: str = WORDS) -> set[int]:
    """Return the residents' groups in which these words stand."""
    groups = (HOME, HOME_OTHER, NEXT, NEXT_OTHER, EAST_GROUP, EAST_OTHER, FAR_GROUP)
    found = set()
    for group in groups:
        if any(words in line.text for line in await town.said(Town.member_of(group), group)):
            found.add(group)
    return found


async def preview(town: Town, person: int = WORKER, chat: int = STAFF) -> Line:
    return await town.find(person, chat, "预览")


async def the_case(town: Town) -> Case:
    async with town.gege.database.read() as session:
        return (await session.exec(select(Case))).one()


async def ledger(town: Town) -> list[Delivery]:
    query = select(Delivery).where(Delivery.purpose == Purpose.ALERT).order_by(col(Delivery.id))
    async with town.gege.database.read() as session:
        return list((await session.exec(query)).all())


async def test_a_worker_tells_the_own_grid_in_two_steps(town: Town) -> None:
    """One line, one press: the danger is understood, its groups read the words whole."""
    await town.write(WORKER, STAFF, GAS)
    shown = await preview(town)
    assert shown.text.splitlines()[:2] == ["预览 · 马上 2 个群", "发给：香樟苑微网格"]
    assert "🔴 燃气泄漏" in shown.text
    assert WORDS in shown.text
    assert shown.buttons == ("确认发布", "不发布", "范围", "级别", "有效期", "改一改")
    assert await told(town) == set()

    await town.press(WORKER, STAFF, "确认发布")

    assert await told(town) == {HOME, HOME_OTHER}
    line = await town.find(MOTHER, HOME, WORDS)
    assert line.text.splitlines()[0] == "🔴 燃气泄漏 · 香樟苑 3号楼"
    assert "编号 1001" in line.text
    assert "火警 119" in line.text
    case = await the_case(town)
    assert (case.kind, case.category, case.source, case.state) == (
        "hazard",
        "gas",
        "staff",
        State.ACCEPTED,
    )
    standing = await card(town)
    assert "撤回" in standing.buttons
    assert WORDS in standing.text
    assert "预览" not in "".join(line.text for line in await town.said(WORKER, STAFF))


async def tell_the_grid(town: Town) -> None:
    """The worker writes it and presses 确认发布."""
    await town.write(WORKER, STAFF, GAS)
    await town.press(WORKER, STAFF, "确认发布")


@after(tell_the_grid)
async def test_nothing_spreads_by_itself(town: Town) -> None:
    """Staff chose where it goes; only 扩大范围 takes it further."""
    await town.pass_time(hours=1)
    assert await told(town) == {HOME, HOME_OTHER}

    await town.press(WORKER, STAFF, "扩大范围")

    assert await told(town) == {HOME, HOME_OTHER, NEXT, NEXT_OTHER}


async def test_the_words_are_asked_for(town: Town) -> None:
    """/alert alone: the next message is what residents read; 取消 and nothing was meant."""
    await town.start(WORKER)
    await town.write(WORKER, BOT, "/alert")
    assert "请写完整" in (await town.said(WORKER, BOT))[-1].text
    await town.write(WORKER, BOT, "取消")
    await town.write(WORKER, BOT, "明天不上班")
    assert await town.count(Case) == 0

    await town.write(WORKER, BOT, "/alert")
    await town.write(WORKER, BOT, WORDS)
    await town.press(WORKER, BOT, "确认发布")

    assert await told(town) == {HOME, HOME_OTHER}
    assert "编号 1001" in (await card(town)).text


async def test_the_writer_has_the_card_in_private_too(town: Town) -> None:
    """What was written in private is recalled, updated and ended from there."""
    await town.start(WORKER)
    await town.write(WORKER, BOT, GAS)
    await town.press(WORKER, BOT, "确认发布")

    await town.press(WORKER, BOT, "撤回")

    assert await told(town) == set()
    assert "这条消息已撤回" in (await town.find(MOTHER, HOME, "编号 1001")).text


async def test_a_photo_goes_with_the_words(town: Town) -> None:
    """/alert under a photo: one photo message in every group."""
    await town.send_photo(WORKER, STAFF, photo(), GAS)
    assert (await preview(town)).has_photo
    await town.press(WORKER, STAFF, "确认发布")

    assert (await town.find(MOTHER, HOME, WORDS)).has_photo


async def test_a_photo_that_follows_the_words(town: Town) -> None:
    """Sent after the words, as people do: the preview comes anew with it."""
    await town.start(WORKER)
    await town.write(WORKER, BOT, GAS)
    await town.send_photo(WORKER, BOT, photo())
    shown = [line for line in await town.said(WORKER, BOT) if "预览" in line.text]
    assert [line.has_photo for line in shown] == [True]
    await town.press(WORKER, BOT, "确认发布")

    assert (await town.find(MOTHER, HOME, WORDS)).has_photo


async def test_the_general_grid_s_worker_chooses_where_to(town: Town) -> None:
    """范围: the whole of it or some of what lies under it."""
    await town.write(GENERAL_WORKER, STAFF, GAS)
    assert "马上 4 个群" in (await preview(town)).text
    await town.press(GENERAL_WORKER, STAFF, "范围")
    offered = (await preview(town)).raw["reply_markup"]["inline_keyboard"]
    assert [row[0]["text"] for row in offered] == [
        "✓ 香樟第一网格",
        "香樟苑微网格",
        "桂语里微网格",
        "返回",
    ]
    await town.press(GENERAL_WORKER, STAFF, "桂语里微网格")
    await town.press(GENERAL_WORKER, STAFF, "返回")
    assert (await preview(town)).text.splitlines()[:2] == [
        "预览 · 马上 2 个群",
        "发给：桂语里微网格",
    ]
    await town.press(GENERAL_WORKER, STAFF, "确认发布")

    assert await told(town) == {NEXT, NEXT_OTHER}
    assert "撤回" in (await card(town)).buttons


async def test_the_village_chooses_two_of_its_grids(town: Town) -> None:
    """打开 leads down; several nodes stand in one alert, its case with whoever holds both."""
    await town.write(CHIEF_WORKER, STAFF_CHIEF, GAS)
    await town.press(CHIEF_WORKER, STAFF_CHIEF, "范围")
    shown = await preview(town, CHIEF_WORKER, STAFF_CHIEF)
    assert "打开 ›" in [row[-1]["text"] for row in shown.raw["reply_markup"]["inline_keyboard"]]
    first = shown.raw["reply_markup"]["inline_keyboard"][1][1]["callback_data"]
    await town.press_data(CHIEF_WORKER, STAFF_CHIEF, shown.id, first)
    await town.press(CHIEF_WORKER, STAFF_CHIEF, "桂语里微网格")
    await town.press(CHIEF_WORKER, STAFF_CHIEF, "上一层")
    await town.press(CHIEF_WORKER, STAFF_CHIEF, "香樟第二网格")
    await town.press(CHIEF_WORKER, STAFF_CHIEF, "返回")
    assert (
        "发给：桂语里微网格、香樟第二网格" in (await preview(town, CHIEF_WORKER, STAFF_CHIEF)).text
    )
    await town.press(CHIEF_WORKER, STAFF_CHIEF, "确认发布")

    assert await told(town) == {NEXT, NEXT_OTHER, EAST_GROUP, EAST_OTHER}
    await town.find(CHIEF_WORKER, STAFF_CHIEF, "编号 1001", button="撤回")


async def test_the_desk_reaches_two_villages(town: Town) -> None:
    """Beyond a community it is for duty, and a whole town takes a second person (promise 10)."""
    await town.write(DUTY, DESK, GAS)
    assert "发给：榆溪镇" in (await preview(town, DUTY, DESK)).text
    await town.press(DUTY, DESK, "确认发布")
    assert await told(town) == set()

    await town.press(CHIEF_WORKER, STAFF_CHIEF, "确认")

    assert {HOME, NEXT, EAST_GROUP, FAR_GROUP} <= await told(town)


async def test_nobody_agrees_to_other_words_than_they_read(town: Town) -> None:
    """Changed after the second person was asked: that question is void, and is asked anew."""
    await town.write(DUTY, DESK, GAS)
    await town.press(DUTY, DESK, "确认发布")
    asked = await town.find(CHIEF_WORKER, STAFF_CHIEF, "", button="确认")
    await town.press(DUTY, DESK, "改一改")
    await town.press(DUTY, DESK, "更正", on="预览")
    await town.write(DUTY, DESK, "全镇今晚停水检修，请提前存水。")

    data = asked.data("确认")
    answer = await town.press_data(CHIEF_WORKER, STAFF_CHIEF, asked.id, data)

    assert answer is not None
    assert answer.alert
    assert await told(town, "停水检修") == set()
    await town.press(DUTY, DESK, "确认发布")
    await town.press(CHIEF_WORKER, STAFF_CHIEF, "确认")
    assert HOME in await told(town, "停水检修")


async def test_what_is_not_one_s_own_is_refused(town: Town) -> None:
    """A forged choice of a node elsewhere: an alert for the presser, the scope stays."""
    await town.write(WORKER, STAFF, GAS)
    shown = await preview(town)
    scope = shown.data("范围")

    for node in (1, 2, 5, 11):
        forged = await town.press_data(WORKER, STAFF, shown.id, f"{scope}.t{node}.0.0")
        assert forged is not None
        assert forged.alert
    for rubbish in ("x", "t", "t²", "t99999999999", "o-1", "t1.a", "u"):
        answer = await town.press_data(WORKER, STAFF, shown.id, f"{scope}.{rubbish}")
        assert answer is not None, rubbish
        assert answer.alert, rubbish

    await town.press(WORKER, STAFF, "确认发布")
    assert await told(town) == {HOME, HOME_OTHER}


async def test_level_kind_and_validity_are_chosen(town: Town) -> None:
    """Each is one press and a choice; the preview says what will be read."""
    await town.write(WORKER, STAFF, GAS)
    await town.press(WORKER, STAFF, "级别")
    await town.press(WORKER, STAFF, "橙：要马上知道")
    await town.press(WORKER, STAFF, "有效期")
    await town.press(WORKER, STAFF, "1 小时")
    await town.press(WORKER, STAFF, "改一改")
    await town.press(WORKER, STAFF, "类型")
    await town.press(WORKER, STAFF, "着火了")
    shown = await preview(town)
    assert "🟠 着火了" in shown.text
    await town.press(WORKER, STAFF, "确认发布")

    async with town.gege.database.read() as session:
        alert = (await session.exec(select(Alert))).one()
    assert alert.level == "orange"
    assert (alert.valid_until - alert.published_at).total_seconds() == 3600
    await town.pass_time(minutes=54)
    await town.find(WORKER, STAFF, "快到期了")
    await town.press(WORKER, STAFF, "继续")
    await town.pass_time(minutes=61)
    assert await told(town) == {HOME, HOME_OTHER}


async def test_the_words_are_changed_before_they_go_out(town: Town) -> None:
    """改一改, 更正: the next message stands in their place."""
    await town.write(WORKER, STAFF, GAS)
    await town.press(WORKER, STAFF, "改一改")
    await town.press(WORKER, STAFF, "更正")
    await town.write(WORKER, STAFF, "4号楼燃气泄漏，请不要点火。")
    assert "4号楼燃气泄漏" in (await preview(town)).text
    await town.press(WORKER, STAFF, "确认发布")

    assert await told(town, "4号楼燃气泄漏，请不要点火。") == {HOME, HOME_OTHER}
    assert await told(town) == set()


@after(tell_the_grid)
async def test_updated_while_it_stands(town: Town) -> None:
    """更正 and 更新通知: every message reads the new words, and when."""
    await town.write(
        WORKER, STAFF, "更正：燃气已关，仍请不要进3号楼。", reply_to=(await card(town)).id
    )
    await town.press(WORKER, STAFF, "更新通知")

    line = await town.find(MOTHER, HOME, "仍请不要进3号楼")
    assert line.text.splitlines()[1].startswith("更新：")
    assert await told(town) == set()


@after(tell_the_grid)
async def test_ended_as_a_case_ends(town: Town) -> None:
    """办结 says that all is well where it was read."""
    await town.press(WORKER, STAFF, "办结")
    await town.press(WORKER, STAFF, "隐患已消除")

    assert "这里没事了" in (await town.find(MOTHER, HOME, "编号 1001")).text
    assert (await the_case(town)).state is State.RESOLVED


@after(tell_the_grid)
async def test_past_its_hour_the_card_says_so(town: Town) -> None:
    """Nobody has anything to do: neither the card nor the list calls it accepted."""
    await town.start(WORKER)
    await town.pass_time(hours=6, minutes=1)

    assert "已到期" in (await town.find(WORKER, STAFF, "编号 1001", button="办结")).text
    await town.write(WORKER, BOT, "/cases")
    assert "已到期" in (await town.said(WORKER, BOT))[-1].text


async def test_a_draft_that_nobody_publishes_is_forgotten(town: Town) -> None:
    """After a day its preview goes with it."""
    await town.write(WORKER, STAFF, GAS)
    await town.pass_time(hours=25)

    assert await town.count(Case) == 0
    assert all("预览" not in line.text for line in await town.said(WORKER, STAFF))


async def test_whoever_may_not_is_told_in_private(town: Town) -> None:
    """One polite line; in the group nothing, and nothing is stored. A danger would be their report."""
    for person, group in ((MOTHER, HOME), (GUARD, STAFF)):
        await town.start(person)
        await town.write(person, group, "/alert 明天上午停水，请先接好水。")
        assert "由网格员和值班来做" in (await town.said(person, BOT))[-1].text
    await town.start(WORKER)
    await town.write(WORKER, HOME, GAS)
    assert "工作群里或私聊里" in (await town.said(WORKER, BOT))[-1].text

    assert await town.said(MOTHER, HOME) == []
    assert await town.count(Case) == 0


async def test_a_forged_press_on_somebody_else_s_preview(town: Town) -> None:
    """A partner in the staff group changes and publishes nothing; its writer lets it be, and nothing stays."""
    await town.write(WORKER, STAFF, GAS)
    for label in ("确认发布", "不发布", "范围", "级别", "有效期", "改一改"):
        answer = await town.press(GUARD, STAFF, label, on="预览")
        assert answer is not None
        assert answer.alert

    assert await told(town) == set()
    assert "预览" in (await preview(town)).text

    await town.press(WORKER, STAFF, "不发布")
    assert await town.count(Case) == 0
    assert all("预览" not in line.text for line in await town.said(WORKER, STAFF))


async def publish_yellow(town: Town) -> None:
    await town.write(WORKER, STAFF, "/alert 香樟苑路灯下的路面塌了一块，请绕开走。")
    assert "🟡" in (await preview(town)).text
    await town.press(WORKER, STAFF, "确认发布")


ROAD = "路面塌了一块"


async def test_yellow_waits_for_the_morning(town_at_night: Town) -> None:
    """Quiet hours: the preview says when, nothing goes out before eight, then it goes by itself."""
    town = town_at_night
    await town.write(WORKER, STAFF, "/alert 香樟苑路灯下的路面塌了一块，今晚请绕开走。")
    assert "预览 · 08:00 发给 2 个群" in (await preview(town)).text
    assert "请写上日期" in (await preview(town)).text
    went = await town.press(WORKER, STAFF, "确认发布")
    assert went is not None
    assert "早上再发" in went.text
    assert "下一圈 08:00" in (await card(town)).text
    waits = await town.find(WORKER, STAFF, "☀️ 08:00 发给 2 个群")
    assert waits.buttons == ()
    await town.pass_time(hours=8, minutes=59)
    assert await told(town, ROAD) == set()

    await town.crash()
    await town.revive()
    await town.pass_time(minutes=1)

    assert await told(town, ROAD) == {HOME, HOME_OTHER}
    assert all(row.silent for row in await ledger(town))


async def test_a_danger_to_life_wakes_people(town_at_night: Town) -> None:
    """Red and orange are never held back."""
    await town_at_night.write(WORKER, STAFF, GAS)
    assert "休息" not in (await preview(town_at_night)).text
    await town_at_night.press(WORKER, STAFF, "确认发布")

    assert await told(town_at_night) == {HOME, HOME_OTHER}
    assert not any(row.silent for row in await ledger(town_at_night))


async def test_recalled_in_the_night_it_is_never_said(town_at_night: Town) -> None:
    await publish_yellow(town_at_night)
    await town_at_night.press(WORKER, STAFF, "撤回")
    await town_at_night.pass_time(hours=10)

    assert await told(town_at_night, ROAD) == set()


async def test_widening_wakes_nobody_for_what_can_wait(town_at_night: Town) -> None:
    await publish_yellow(town_at_night)
    refused = await town_at_night.press(WORKER, STAFF, "扩大范围")

    assert refused is not None
    assert "休息时间" in refused.text
    assert await told(town_at_night, ROAD) == set()


async def test_a_notice_goes_last_and_quietly(town: Town) -> None:
    """Blue: the lane of notices, without sound; what ends it says no more than that."""
    await town.write(WORKER, STAFF, "/alert 周六上午9点在小区广场打流感疫苗，请带身份证。")
    await town.press(WORKER, STAFF, "级别")
    await town.press(WORKER, STAFF, "蓝：一般通知")
    assert "🔵 通知 · " in (await preview(town)).text
    await town.press(WORKER, STAFF, "确认发布")

    rows = await ledger(town)
    assert {row.lane for row in rows} == {Lane.NOTICES}
    assert all(row.silent for row in rows)
    await town.press(WORKER, STAFF, "办结")
    await town.press(WORKER, STAFF, "通知结束")
    assert "这条通知已结束" in (await town.find(MOTHER, HOME, "编号 1001")).text


@pytest.mark.both_engines
async def test_killed_between_preview_and_publishing(town: Town) -> None:
    """The draft, its scope and its level are rows; the preview goes on working."""
    await town.write(GENERAL_WORKER, STAFF, GAS)
    await town.press(GENERAL_WORKER, STAFF, "范围")
    await town.crash()
    await town.revive()
    await town.press(GENERAL_WORKER, STAFF, "桂语里微网格")
    await town.press(GENERAL_WORKER, STAFF, "返回")
    await town.press(GENERAL_WORKER, STAFF, "确认发布")

    assert await told(town) == {NEXT, NEXT_OTHER}
