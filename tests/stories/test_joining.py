"""People and groups come by link: one use, seven days, and nobody's user id is known before."""

from datetime import timedelta

import pytest

from bot.domain.registers import Register
from bot.exchange.rows import read
from bot.services import inviting
from bot.services.imports import store
from bot.storage.chats import Chat
from bot.storage.invitations import Awaited
from tests.stories.plot import LAMP
from tests.stories.test_commands import NEW_GROUP, new_group
from tests.support.cast import ADMIN, FATHER, HOME, HOME_OTHER, NEIGHBOUR, STAFF
from tests.support.town import BOT, STAGE, Town

GROUPS = 14
"""Of the example district."""
EXPECTED = {
    Register.GRIDS: "code,name,level,parent\nYX-A13,新苑微网格,micro,YX-A1\n",
    Register.STAFF: "user_id,name,grid,role,title\n,王芳,YX-A1,worker,网格长\n",
}


async def expect(town: Town, register: Register) -> None:
    async with town.gege.database.write() as session:
        await store(session, read(register, EXPECTED[register].encode()))


async def links(town: Town, *, groups: bool = False) -> dict[str, str]:
    """Make links as `gege invite` does; returns what stands behind start=, by grid."""
    make = inviting.invite_groups if groups else inviting.invite_staff
    async with town.gege.database.write() as session:
        made = await make(session, None, at=town.clock.now())
    return {row["grid"]: row["link"].partition("=")[2] for row in made.rows}


async def told(town: Town, person: int, payload: str) -> str:
    """Open the private chat by a link; returns the last thing said there."""
    await town.start(person, payload)
    return (await town.said(person, BOT))[-1].text


@pytest.mark.both_engines
@pytest.mark.reported
async def test_a_worker_joins(town: Town) -> None:
    """Asked by name, 是, the own number: from then on the grid's cases are theirs, the link is dead."""
    await expect(town, Register.STAFF)
    link = (await links(town))["YX-A1"]
    await town.act("members", chat=STAFF, user=NEIGHBOUR, status="member")
    refused = await town.press(NEIGHBOUR, STAFF, "认领")
    assert refused is not None
    assert refused.alert

    assert "您是王芳，香樟第一网格网格员吗" in await told(town, NEIGHBOUR, link)
    await town.press(NEIGHBOUR, BOT, "不是我")
    assert "发错人" in (await town.said(NEIGHBOUR, BOT))[-1].text
    await town.start(NEIGHBOUR, link)
    await town.press(NEIGHBOUR, BOT, "是")
    assert "登记好了，王芳" in (await town.said(NEIGHBOUR, BOT))[-1].text
    stranger = {"user_id": FATHER, "phone_number": "13900000009"}
    await town.act("messages", person=NEIGHBOUR, chat=BOT, contact=stranger)
    assert "您自己的号码" in (await town.said(NEIGHBOUR, BOT))[-1].text
    own = {"phone_number": "13900000003"}
    await town.act("messages", person=NEIGHBOUR, chat=BOT, contact=own)
    assert "电话记下了" in (await town.said(NEIGHBOUR, BOT))[-1].text

    assert await town.places_of("13900000009") == set()
    assert await town.places_of("13900000003") == {"appointment"}
    await town.press(NEIGHBOUR, STAFF, "认领")
    assert "王芳" in (await town.find(NEIGHBOUR, STAFF, "编号 1001")).text
    assert "已经用这条链接" in await told(town, NEIGHBOUR, link)
    assert "用过了" in await told(town, FATHER, link)
    assert str(NEIGHBOUR) in await told(town, NEIGHBOUR, "start")


@pytest.mark.published
async def test_links_that_open_nothing(town: Town) -> None:
    """Not ours, replaced, a group's, too old: a sentence each; forged presses take nothing away."""
    await expect(town, Register.STAFF)
    old = (await links(town))["YX-A1"]
    link = (await links(town))["YX-A1"]
    forged = "A" * 22

    for payload, answer in {
        f"join_{forged}": "没有找到",
        old: "没有找到",
        f"bind_{forged}": "给群用的",
    }.items():
        assert answer in await told(town, FATHER, payload), payload
    assert "您是王芳" in await told(town, FATHER, link)
    asked = await town.find(FATHER, BOT, "您是王芳")
    alert = await town.find(NEIGHBOUR, HOME_OTHER, "", button="我有线索")
    await town.press_data(NEIGHBOUR, HOME_OTHER, alert.id, f"join:0:{forged}")
    assert (await town.find(NEIGHBOUR, HOME_OTHER, "", button="我有线索")).id == alert.id
    made_up = await town.press_data(FATHER, BOT, asked.id, f"join:1:{forged}")
    town.sandbox.clock.advance(timedelta(days=7).total_seconds())
    late = await town.press_data(FATHER, BOT, asked.id, asked.data("是"))

    assert made_up is not None
    assert "没有找到" in made_up.text
    assert late is not None
    assert "过期" in late.text
    assert "过期" in await told(town, FATHER, link)
    assert await town.count(Awaited) == 1


async def test_the_admins_hear_who_comes_to_a_desk(town: Town) -> None:
    """A link may go astray: of a desk they are told, and of who is somebody else already."""
    desk_and_worker = "user_id,name,grid,role\n,李强,YX,duty\n,王芳,YX-A1,worker\n"
    async with town.gege.database.write() as session:
        await store(session, read(Register.STAFF, desk_and_worker.encode()))
    await town.start(ADMIN)
    link = await links(town)

    await town.start(NEIGHBOUR, link["YX"])
    await town.press(NEIGHBOUR, BOT, "是")
    desk = await town.find(ADMIN, BOT, "李强加入了")
    await town.start(NEIGHBOUR, link["YX-A1"])
    await town.press(NEIGHBOUR, BOT, "是")

    assert str(NEIGHBOUR) in desk.text
    await town.find(ADMIN, BOT, "王芳加入了")  # the account is 李强


async def test_a_group_joins(town: Town) -> None:
    """Whoever adds the bot by a node's link binds the group, once; others read why not."""
    await expect(town, Register.GRIDS)
    start = f"/start@{STAGE['bot']['username']} {(await links(town, groups=True))['YX-A13']}"
    await new_group(town, FATHER)

    await town.write(FATHER, NEW_GROUP, start)

    said = [line.text for line in await town.said(FATHER, NEW_GROUP)]
    assert sum("闲聊我不保存" in text for text in said) == 1
    assert any("绑好了：新苑微网格 · 居民群" in text for text in said)
    await town.write(FATHER, NEW_GROUP, f"香樟苑{LAMP}")
    assert "提交" in (await town.said(FATHER, NEW_GROUP))[-1].buttons
    await town.write(FATHER, NEW_GROUP, start)
    assert "已经属于新苑微网格" in (await town.said(FATHER, NEW_GROUP))[-1].text

    await town.write(FATHER, HOME, start)
    assert "已经属于香樟苑微网格" in (await town.said(FATHER, HOME))[-1].text
    another = {"type": "supergroup", "title": "另一个群", "members": [FATHER, BOT]}
    await town.act("chats", id=NEW_GROUP - 1, **another)
    await town.write(FATHER, NEW_GROUP - 1, start)
    assert [line.text for line in await town.said(FATHER, NEW_GROUP - 1)] == [
        "这条链接已经用过了。请向发链接的人再要一条。"
    ]


async def test_a_staff_group_that_is_not_ours_goes_again(town: Town) -> None:
    """It reads cases: the admins hear of it, and take it out with one press; others can't."""
    for person in (ADMIN, NEIGHBOUR):
        await town.start(person)
    links_of = await links(town, groups=True)
    await new_group(town, FATHER)

    await town.write(FATHER, NEW_GROUP, f"/start {links_of['YX-A2']}")

    told = await town.find(ADMIN, BOT, "工作群加入了 · 香樟第二网格")
    assert "群名：新群" in told.text
    own = (await town.said(NEIGHBOUR, BOT))[-1].id
    refused = await town.press_data(NEIGHBOUR, BOT, own, told.data("解绑这个群"))
    assert refused is not None
    assert refused.alert
    assert await town.count(Chat) == GROUPS + 1
    await town.press(ADMIN, BOT, "解绑这个群")
    assert await town.count(Chat) == GROUPS
