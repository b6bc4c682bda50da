"""An exercise is the real thing with one word before it: everybody reads that it is none."""

import pytest
from sqlmodel import col, select

from bot.storage.alerts import Alert
from bot.storage.cases import Case
from bot.storage.outbox import Delivery, Op, Status
from tests.stories.plot import LOST, card, publish
from tests.support.cast import (
    DESK,
    FATHER,
    FIRST_RINGS,
    GENERAL_WORKER,
    HOME,
    MOTHER,
    NEXT,
    NEXT_DOOR,
    STAFF,
    STAFF_CHIEF,
    WORKER,
)
from tests.support.town import BOT, Line, Town

DRILL = "【演练】"
GAS = "3号楼燃气泄漏，请开窗、不要点火，先到楼下空地。"
CHATS = (HOME, *FIRST_RINGS[1:], STAFF, STAFF_CHIEF, DESK)


IN_PRIVATE = (WORKER, MOTHER, NEXT_DOOR)


async def all_in_private(town: Town) -> None:
    for person in IN_PRIVATE:
        await town.start(person)


async def everything(town: Town) -> list[Line]:
    """Return every message of ours in the groups and in the private chats of this story."""
    found = [line for chat in CHATS for line in await town.said(Town.member_of(chat), chat)]
    for person in IN_PRIVATE:
        said = await town.said(person, BOT)
        found += [line for line in said if "编号 1" in line.text or "号楼" in line.text]
    return [line for line in found if line.text]


def says_so(line: Line) -> bool:
    return DRILL in line.text.splitlines()[0]


async def all_marked(town: Town) -> None:
    unmarked = [line.text for line in await everything(town) if not says_so(line)]
    assert unmarked == []


@pytest.mark.both_engines
async def test_an_alert_by_hand_as_an_exercise(town: Town) -> None:
    """From the preview to the thanks, in every chat, on the first line; rows say so, too."""
    await all_in_private(town)
    await town.write(WORKER, STAFF, f"/alert 演练 {GAS}")
    await all_marked(town)
    await town.press(WORKER, STAFF, "确认发布")
    line = await town.find(MOTHER, HOME, GAS)
    assert line.text.splitlines()[0].startswith("【演练】🔴 燃气泄漏")
    assert "演练" not in line.text.partition("\n")[2]
    await town.write(
        WORKER, STAFF, "更正：燃气已关，请不要进3号楼。", reply_to=(await card(town)).id
    )
    await town.press(WORKER, STAFF, "更新通知")
    await town.write(FATHER, HOME, "我闻到了", reply_to=line.id)
    await town.press(FATHER, HOME, "信息有误")
    await all_marked_but_answers(town)
    await town.pass_time(hours=5, minutes=30)
    await all_marked_but_answers(town)
    await town.press(WORKER, STAFF, "办结")
    await town.press(WORKER, STAFF, "隐患已消除")
    await all_marked_but_answers(town)

    async with town.gege.database.read() as session:
        assert (await session.exec(select(Case))).one().exercise
        assert (await session.exec(select(Alert))).one().exercise
        sent = select(Delivery).where(
            col(Delivery.case_id).is_not(None),
            Delivery.status == Status.SENT,
            Delivery.op != Op.COPY,
        )
        assert all(row.exercise for row in await session.exec(sent))


async def all_marked_but_answers(town: Town) -> None:
    """A clue is thanked for in one line, which names no case; a press gets words that fade."""
    spoken = [line for line in await everything(town) if "谢谢，已转给网格员" not in line.text]
    unmarked = [line.text for line in spoken if not says_so(line)]
    assert unmarked == []


async def test_a_missing_child_as_an_exercise(town: Town) -> None:
    """/lost 演练 by staff: the card, the alert, the reporter's card, the all-clear, the thanks."""
    await all_in_private(town)
    await town.write(WORKER, BOT, f"/lost 演练 {LOST}")
    await town.press(WORKER, BOT, "提交")
    await publish(town)
    alert = await town.find(NEXT_DOOR, NEXT, "寻找")
    assert alert.text.startswith("【演练】🔴 寻找5岁男孩")
    await all_marked(town)
    await town.press(WORKER, STAFF, "办结")
    await town.press(WORKER, STAFF, "已团聚")

    await all_marked(town)
    thanks = await town.said(NEXT_DOOR, NEXT)
    assert any(line.text.startswith("【演练】孩子找到了") for line in thanks)


async def test_a_resident_s_exercise_is_taken_in_earnest(town: Town) -> None:
    """演练 of somebody who is not staff changes nothing: better one look too many."""
    await town.start(MOTHER)
    await town.write(MOTHER, BOT, f"/lost 演练 {LOST}")

    assert all(DRILL not in line.text for line in await town.said(MOTHER, BOT))
    async with town.gege.database.read() as session:
        case = (await session.exec(select(Case))).one()
    assert not case.exercise
    assert case.life_safety


@pytest.mark.reported
async def test_a_family_s_report_never_becomes_an_exercise(town: Town) -> None:
    """It is not offered, and forging it helps nobody."""
    await town.press(WORKER, STAFF, "更多")
    menu = await town.find(WORKER, STAFF, "还要做什么")
    assert "级别" in menu.buttons
    assert "演练" not in menu.buttons

    forged = await town.press_data(WORKER, STAFF, menu.id, "c:adjust:1:drill.1")

    assert forged is not None
    assert forged.alert
    assert not says_so(await card(town))
    assert not says_so(await town.find(MOTHER, BOT, "编号 1001"))


@pytest.mark.both_engines
async def test_what_staff_wrote_becomes_an_exercise_before_it_is_published(town: Town) -> None:
    """更多, 演练: what stands says so at once; twice is once, and 不是演练 takes it back."""
    await town.write(GENERAL_WORKER, STAFF, LOST)
    await town.press(GENERAL_WORKER, STAFF, "更多")
    menu = await town.find(GENERAL_WORKER, STAFF, "还要做什么")
    for message in (menu, await card(town)):
        await town.press_data(GENERAL_WORKER, STAFF, message.id, menu.data("演练"))
    assert says_so(await card(town))
    assert "姜海洋 改成了演练" in (await card(town)).text
    assert says_so(await town.find(GENERAL_WORKER, STAFF, "预览"))

    await town.press_more(GENERAL_WORKER, STAFF, "不是演练")
    assert "不是演练" in (await card(town)).text
    await town.press(GENERAL_WORKER, STAFF, "确认发布", on="预览")

    assert not says_so(await card(town))
    assert "演练" not in (await town.find(NEXT_DOOR, NEXT, "寻找")).text


@pytest.mark.published
async def test_what_was_published_in_earnest_stays_so(town: Town) -> None:
    """A real search never becomes an exercise, not even once it was taken back."""
    await town.press(WORKER, STAFF, "撤回")
    await town.press(WORKER, STAFF, "更多")
    menu = await town.find(WORKER, STAFF, "还要做什么")
    told = await town.press_data(WORKER, STAFF, menu.id, "c:adjust:1:drill.1")

    assert told is not None
    assert told.alert
    assert not says_so(await card(town))
