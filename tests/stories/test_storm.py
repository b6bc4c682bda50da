"""A storm: so many cases at once that a staff group reads one list instead of a card each."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial

import pytest
from sqlmodel import col, func, select

from bot.domain.boards import CaseList
from bot.domain.kinds import Kind
from bot.domain.posts import decode
from bot.storage import rewording
from bot.storage.cases import Case
from bot.storage.clues import Clue
from bot.storage.outbox import Delivery, Op, Status
from bot.views.buttons import Act, Press
from tests.stories.plot import LOST, after
from tests.support.cast import (
    GENERAL_WORKER,
    HOME,
    INSTRUCTOR,
    MOTHER,
    NEXT,
    NEXT_DOOR,
    STAFF,
    WORKER,
)
from tests.support.town import BOT, Line, Town

LIST = "📋"


pytestmark = after(limits="fold=3/5m")
"""A town that folds above three new cases in five minutes, and knows no other limit."""


async def lamps(town: Town, count: int, *, start: int = 1) -> None:
    """The general grid's worker writes down one broken lamp after the other."""
    for n in range(start, start + count):
        await town.write(GENERAL_WORKER, STAFF, f"3号楼{n}楼楼道灯不亮了")
    await town.pass_time(seconds=16)  # the list is drawn anew


THREE_LAMPS, FIVE_LAMPS = partial(lamps, count=3), partial(lamps, count=5)


async def cards(town: Town) -> list[Line]:
    """Return the cards of their own that stand in the staff group."""
    said = await town.said(WORKER, STAFF)
    return [line for line in said if "编号 " in line.text and "办结" in line.buttons]


async def the_list(town: Town) -> Line:
    return await town.find(WORKER, STAFF, LIST)


@pytest.mark.both_engines
@after(FIVE_LAMPS)
async def test_above_the_limit_cases_share_a_list(town: Town) -> None:
    """Three cards, then one list that says which limit and until when, newest first."""
    assert len(await cards(town)) == 3
    shown = await the_list(town)
    first, how, *rows = shown.text.splitlines()
    assert first.startswith("📋 5 分钟超过 3 件，")
    assert first.endswith(" 前都放这里")
    assert "点编号看卡片" in how
    assert [row.split()[1] for row in rows] == ["1005", "1004"]
    assert "3号楼5楼" in rows[0]
    assert "待受理" in rows[0]
    assert shown.buttons == ("看 1005", "看 1004")


@after(FIVE_LAMPS)
async def test_a_number_brings_the_card(town: Town) -> None:
    """One press away: the card comes, all on it works, and the list follows what is done."""
    await town.press(GENERAL_WORKER, STAFF, "看 1004")

    assert "编号 1004" in (await cards(town))[-1].text
    await town.press(WORKER, STAFF, "认领", on="编号 1004")
    await town.pass_time(seconds=30)
    shown = await the_list(town)
    assert shown.buttons == ("看 1005",)
    assert "办理中" in next(row for row in shown.text.splitlines() if "1004" in row)


async def test_who_has_no_right_is_shown_nothing(town: Town) -> None:
    """Being in the group is no right: an instructor's press, or a forged one, brings no card."""
    await lamps(town, 4)
    shown, before = await the_list(town), await cards(town)

    forged = (INSTRUCTOR, shown.data("看 1004")), (WORKER, Press(act=Act.CARD, case=1).pack())
    for person, data in forged:
        told = await town.press_data(person, STAFF, shown.id, data)
        assert told is not None
        assert told.alert

    assert await cards(town) == before


@after(FIVE_LAMPS)
async def test_a_person_never_waits_on_a_list(town: Town) -> None:
    """In the midst of a storm a missing child has a card of its own, at once."""
    await town.write(MOTHER, HOME, LOST)

    assert "发布" in (await town.find(WORKER, STAFF, "寻找5岁男孩")).buttons


@after(FIVE_LAMPS)
async def test_a_danger_to_life_never_waits_on_a_list(town: Town) -> None:

    await town.write(GENERAL_WORKER, STAFF, "3号楼楼道里好大的燃气味")

    assert "发布" in (await town.find(WORKER, STAFF, "燃气")).buttons


@after(FIVE_LAMPS)
async def test_when_it_is_calm_again_cases_have_cards(town: Town) -> None:
    """Five minutes later the list says what is left; the next case has its card, the next storm a list."""
    first = await the_list(town)
    await town.pass_time(minutes=5, seconds=1)

    assert (await the_list(town)).text.splitlines()[0] == "📋 还有 2 件没办完"
    await lamps(town, 1, start=6)
    assert "编号 1006" in (await cards(town))[-1].text

    await lamps(town, 3, start=7)
    second = await the_list(town)
    assert second.id != first.id
    assert "看 1009" in second.buttons


@pytest.mark.both_engines
@after(FIVE_LAMPS)
async def test_the_list_lives_until_its_cases_are_closed(town: Town) -> None:
    """Closed cases leave it, and with the last one it says so."""
    listed = await the_list(town)
    for number in (1004, 1005):
        await town.press(WORKER, STAFF, f"看 {number}")
        await town.press(WORKER, STAFF, "办结", on=f"编号 {number}")
        await town.press(WORKER, STAFF, "已修复")

    await town.pass_time(minutes=6)

    assert (await town.find(WORKER, STAFF, "办完了")).id == listed.id


@after(THREE_LAMPS)
async def test_the_reporter_knows_who_has_it(town: Town) -> None:
    """On a list is with staff: the reporter reads the same as ever."""
    await town.write(MOTHER, HOME, "5号楼2楼楼道灯不亮了")
    await town.press(MOTHER, HOME, "提交")

    assert len(await cards(town)) == 3
    assert "看 1004" in (await the_list(town)).buttons
    line = await town.find(MOTHER, HOME, "编号 1004")
    assert "香樟苑微网格" in line.text


@after(THREE_LAMPS)
async def test_a_danger_from_the_list_is_published(town: Town) -> None:
    """Its card comes, the preview answers it, and the board stands under it."""
    await town.write(GENERAL_WORKER, STAFF, "香樟苑消防通道被车堵了")
    await town.press(GENERAL_WORKER, STAFF, "看 1004")

    await town.press(GENERAL_WORKER, STAFF, "发布")
    await town.press(GENERAL_WORKER, STAFF, "确认发布")

    shown = (await cards(town))[-1]
    assert "编号 1004" in shown.text
    assert (await town.find(WORKER, STAFF, "📤")).answers == shown.id


@after(THREE_LAMPS)
async def test_what_is_reopened_is_seen_anew(town: Town) -> None:
    """没解决 on a case that stood on a list: it has waited once, now it has a card at once."""
    await town.start(MOTHER)
    await town.write(MOTHER, HOME, "5号楼2楼楼道灯不亮了")
    await town.press(MOTHER, HOME, "提交")
    await town.press(WORKER, STAFF, "看 1004")
    await town.press(WORKER, STAFF, "办结", on="编号 1004")
    await town.press(WORKER, STAFF, "已修复")
    before = await town.find(WORKER, STAFF, "编号 1004")

    await town.press(MOTHER, BOT, "没解决")

    above = await town.find(GENERAL_WORKER, STAFF, "编号 1004", button="认领")
    assert above.id > before.id
    await town.pass_time(minutes=1)
    assert "办完了" in (await town.find(WORKER, STAFF, "办完了")).text


async def requests(town: Town, chat: int) -> Sequence[Delivery]:
    """Return everything that was sent or edited in a group."""
    query = select(Delivery).where(Delivery.chat_id == chat, Delivery.status == Status.SENT)
    async with town.gege.database.read() as session:
        return (await session.exec(query.order_by(col(Delivery.sent_at)))).all()


def most_in_a_minute(rows: Sequence[Delivery]) -> int:
    """Return how many of them went out in the fullest minute."""
    times = [row.sent_at for row in rows if row.sent_at is not None]

    def within(start: datetime) -> int:
        return sum(start <= at < start + timedelta(minutes=1) for at in times)

    return max((within(start) for start in times), default=0)


@pytest.mark.both_engines
async def test_edits_leave_a_group_room(town: Town) -> None:
    """Twelve residents meet the same dark stairs: the card says so in the end, in eight edits a minute."""
    await town.write(MOTHER, HOME, "3号楼4楼楼道灯不亮了")
    await town.press(MOTHER, HOME, "提交")
    for n in range(12):
        neighbour = 530_001 + n
        await town.call("people", id=neighbour, first_name=f"邻居{n}")
        await town.call("members", chat=HOME, user=neighbour, status="member")
        await town.press(neighbour, HOME, "我也遇到")

    await town.pass_time(minutes=2)

    edits = [row for row in await requests(town, STAFF) if row.op is Op.EDIT]
    assert most_in_a_minute(edits) <= 8
    assert "另有 12 人也遇到" in (await cards(town))[-1].text


@after(limits="fold=6/5m")
async def test_a_hundred_cases_in_five_minutes(town: Town) -> None:
    """With the limit of the contract the group hears six cards and one list; no minute has more
    than eight edits.
    """
    for minute in range(5):
        for n in range(20):
            words = f"3号楼{minute * 20 + n + 1}楼楼道灯不亮了"
            await town.call("messages", person=GENERAL_WORKER, chat=STAFF, text=words)
        await town.settle()
        await town.pass_time(minutes=1)

    rows = await requests(town, STAFF)
    sent = [row for row in rows if row.op is Op.SEND]
    assert len(sent) == 7
    assert most_in_a_minute([row for row in rows if row.op is Op.EDIT]) <= 8
    assert most_in_a_minute([row for row in rows if row not in sent[:6]]) <= 8
    async with town.gege.database.read() as session:
        latest = await rewording.latest_words(session, sent[-1])
    assert latest is not None
    shown = decode(latest.view, latest.params)
    assert isinstance(shown, CaseList)
    assert shown.total == 94
    assert [line.facts.number for line in shown.cases] == list(range(1100, 1084, -1))


@pytest.mark.published
@after(limits="fold=3/5m")
async def test_whoever_waits_for_thanks_holds_up_nobody(town: Town) -> None:
    """More clues than a group takes answers in a minute, and then a fire in it."""
    alert = await town.find(NEXT_DOOR, NEXT, "寻找")
    began = town.clock.now()
    here = {"person": NEXT_DOOR, "chat": NEXT}
    clue = here | {"text": "刚才在北门看到一个穿红衣服的娃儿", "reply_to": alert.id}
    fire = here | {"text": "着火了！3号楼5楼着火了，有人被困"}

    await town.in_turn("messages", [*[clue] * 21, fire])

    async with town.gege.database.read() as session:
        burning = select(Case.opened_at).where(Case.kind == Kind.HAZARD)
        heard = (await session.exec(burning)).one()
        told = (await session.exec(select(func.count()).select_from(Clue))).one()
    assert heard - began < timedelta(seconds=5)
    assert told == 21
