"""An admin appoints in chat: rights begin and end at once, on record, and nothing is left ownerless."""

import pytest
from sqlmodel import col, select

from bot.storage.appointments import AppointmentChange
from tests.support.cast import ADMIN, DESK, DUTY, NEIGHBOUR, STAFF, WORKER
from tests.support.town import BOT, Town


async def last_private(town: Town, person: int) -> str:
    return (await town.said(person, BOT))[-1].text


@pytest.mark.reported
async def test_rights_begin_and_end_with_an_appointment(town: Town) -> None:
    """By reply or id; the person hears of it; whose rights end gives back cases and cards."""
    for person in (ADMIN, NEIGHBOUR, WORKER):
        await town.start(person)
    for person in (ADMIN, NEIGHBOUR):
        await town.act("members", chat=STAFF, user=person, status="member")
    hello = await town.write(NEIGHBOUR, STAFF, "大家好")

    await town.write(ADMIN, STAFF, "/staff + worker YX-A11 吴小兰", reply_to=hello)
    assert "登记好了：吴小兰" in await last_private(town, ADMIN)
    assert "您现在是香樟苑微网格的网格员" in await last_private(town, NEIGHBOUR)
    await town.press(NEIGHBOUR, STAFF, "认领")
    assert "吴小兰" in (await town.find(NEIGHBOUR, STAFF, "编号 1001")).text

    await town.write(ADMIN, BOT, f"/staff - {NEIGHBOUR} YX-A11")
    told = await last_private(town, ADMIN)
    assert "1 件事没人办了" in told
    assert "现在没有任何职务" in told
    assert "1001" not in told
    assert "不再是" in await last_private(town, NEIGHBOUR)
    refused = await town.press(NEIGHBOUR, STAFF, "认领")
    assert refused is not None
    assert refused.alert
    await town.press(WORKER, STAFF, "认领")
    await town.write(ADMIN, STAFF, "/staff + worker YX-A11 吴小兰")
    link = (await last_private(town, ADMIN)).rpartition("start=")[2]
    await town.start(NEIGHBOUR, link)
    await town.press(NEIGHBOUR, BOT, "是")
    assert f"何敏（用户编号 {NEIGHBOUR}）" in await last_private(town, ADMIN)

    async with town.gege.database.read() as session:
        query = select(AppointmentChange).order_by(col(AppointmentChange.id))
        record = [(row.what, row.user_id, row.by_name) for row in await session.exec(query)]
    assert record == [
        ("added", NEIGHBOUR, "柯然"),
        ("removed", NEIGHBOUR, "柯然"),
        ("expected", None, "柯然"),
        ("joined", NEIGHBOUR, "何敏"),
    ]


async def test_what_the_grid_lacks(town: Town) -> None:
    """The desk reads figures, an admin names; a worker, and another village, are refused."""
    for person in (DUTY, ADMIN, WORKER):
        await town.start(person)

    await town.write(DUTY, DESK, "/staff coverage")
    assert "没有网格员的网格：" in await last_private(town, DUTY)
    assert "/staff coverage YX" in await last_private(town, DUTY)
    await town.write(ADMIN, BOT, "/staff 查漏 YX-B")
    assert "青禾第一网格" in await last_private(town, ADMIN)
    assert "香樟" not in await last_private(town, ADMIN)
    await town.write(WORKER, BOT, "/staff coverage")
    assert "值班和管理员" in await last_private(town, WORKER)
    await town.write(WORKER, BOT, "/staff")
    assert "程小禾" in await last_private(town, WORKER)
    assert "028-0000-0111" not in await last_private(town, WORKER)
    await town.write(ADMIN, BOT, "/staff")
    assert "贺天明 · 值班员 · 028-0000-0100" in await last_private(town, ADMIN)


@pytest.mark.both_engines
async def test_who_works_at_a_node(town: Town) -> None:
    """Admin and desk of it or above read who is there; an admin also whom the node waits for."""
    for person in (ADMIN, DUTY, WORKER, NEIGHBOUR):
        await town.start(person)
    await town.write(ADMIN, BOT, "/staff + worker YX-A11 吴小兰")
    link = (await last_private(town, ADMIN)).rpartition("start=")[2]

    await town.write(ADMIN, BOT, "/staff YX-A11")
    told = await last_private(town, ADMIN)
    assert "香樟苑微网格 · YX-A11" in told
    assert "程小禾" in told
    assert "吴小兰 · 网格员" in told
    await town.write(DUTY, BOT, "/staff YX-A11")
    assert "吴小兰" not in await last_private(town, DUTY)
    await town.write(WORKER, BOT, "/staff YX-B")
    assert "那里和上面的工作人员来看" in await last_private(town, WORKER)

    await town.write(ADMIN, BOT, "/staff - worker YX-A11 吴小兰")
    assert "链接作废了" in await last_private(town, ADMIN)
    await town.start(NEIGHBOUR, link)
    assert "没有找到这条链接" in await last_private(town, NEIGHBOUR)
    await town.write(ADMIN, BOT, "/staff - worker YX-A11 吴小兰")
    assert "没有这个人在等加入" in await last_private(town, ADMIN)


REFUSED = {
    "no admin": (DUTY, "+ 520003 worker YX-A11 吴小兰", "只有这个网格或上一级的管理员"),
    "an equal": (ADMIN, "+ 520003 admin YX 吴小兰", "同级的管理员"),
    "no such node": (ADMIN, "+ 520003 worker NOWHERE 吴小兰", "没有代码是“NOWHERE”"),
    "nobody there": (ADMIN, "- 520003 YX-A11", "没有登记"),
    "nonsense": (ADMIN, "add somebody", "这样写"),
}


async def test_orders_that_are_refused(town: Town) -> None:
    """One sentence in private, nothing in the group, nobody appointed."""
    for person in (ADMIN, DUTY):
        await town.start(person)
    before = await town.said(DUTY, DESK)

    for why, (person, words, answer) in REFUSED.items():
        await town.write(person, DESK, f"/staff {words}")
        assert answer in await last_private(town, person), why

    assert await town.said(DUTY, DESK) == before
    assert await town.count(AppointmentChange) == 0
