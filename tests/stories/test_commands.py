"""Commands, in private and in groups, for everybody who may try them."""

import re
from collections.abc import AsyncIterator

import pytest

from bot.storage.cases import Case
from bot.storage.chats import Chat
from tests.stories.plot import LAMP, report, report_lamp
from tests.support.cast import (
    ADMIN,
    CHIEF_WORKER,
    FATHER,
    HOME,
    INSTRUCTOR,
    MOTHER,
    NEIGHBOUR,
    STAFF,
    WORKER,
)
from tests.support.town import BOT, Town, open_town

NEW_GROUP = -1001000000099


async def ask(town: Town, person: int, words: str, chat: int = BOT) -> list[str]:
    """Write something and return what is said in private because of it."""
    before = len(await town.said(person, BOT))
    await town.write(person, chat, words)
    return [line.text for line in (await town.said(person, BOT))[before:]]


async def new_group(town: Town, *members: int) -> None:
    """Put the bot into a group that nobody has bound yet."""
    body = {"type": "supergroup", "title": "新群", "members": [*members, BOT]}
    await town.act("chats", id=NEW_GROUP, **body)


async def test_start_says_who_is_speaking_and_what_to_write(town: Town) -> None:
    """A stranger learns what to write and whom to call first; a worker reads the own grid."""
    await town.start(MOTHER)
    await town.start(WORKER)

    assert "110" in (await town.said(MOTHER, BOT))[-1].text
    assert "香樟苑微网格" in (await town.said(WORKER, BOT))[-1].text


async def test_help_is_for_the_private_chat(town: Town) -> None:
    """Asked in a group it is answered in private; whoever never opened that is shown the way."""
    await town.start(MOTHER)

    assert "/case" in (await ask(town, MOTHER, "/help", HOME))[0]
    assert await town.said(MOTHER, HOME) == []
    asked = await town.write(FATHER, HOME, "/help")

    (way,) = await town.said(MOTHER, HOME)
    assert (way.answers, way.buttons) == (asked, ("打开私聊",))


async def test_each_reads_of_a_case_what_is_theirs(town: Town) -> None:
    """Reporter and worker read the story, a stranger kind, place and state of a lamp."""
    for person in (MOTHER, NEIGHBOUR, WORKER):
        await town.start(person)
    await report_lamp(town, f"{LAMP}，住户很着急")

    own = (await ask(town, MOTHER, "/case_1001"))[0]
    strange = (await ask(town, NEIGHBOUR, "/case 1001"))[0]
    staff = (await ask(town, WORKER, "/case #1001"))[0]

    assert "经过" in own
    assert "住户很着急" in own
    assert "待受理" in strange
    assert "住户很着急" not in strange
    assert "经过" not in strange
    assert "住户很着急" in staff
    assert "更多" in (await town.said(WORKER, BOT))[-1].buttons


async def test_a_missing_child_s_case_is_nobody_else_s_to_read(town: Town) -> None:
    """For a stranger it is as if closed: not theirs."""
    await town.start(NEIGHBOUR)
    await report(town)

    assert "只有报告人和网格员" in (await ask(town, NEIGHBOUR, "/case 1001"))[0]


ONE_LINE = {
    "no such number": ("/case 9999", "没有找到"),
    "never a number": ("/case 0", "没有找到"),
    "longer than any number": ("/case 99999999999999999999999", "没有找到"),
    "no number at all": ("/case", "/case 1001"),
    "emoji": ("/case 🔥", "/case 1001"),
    "a minus": ("/case -1", "/case 1001"),
    "markup": ("/case <b>1001</b>", "/case 1001"),
    "a digit that is no number": ("/case ²", "/case 1001"),
    "two numbers": ("/case 1001 1002", "/case 1001"),
    "bind in private": ("/bind YX-A11 residents", "群里"),
    "unbind in private": ("/unbind", "群里"),
    "staff, asked by a resident": ("/staff", "工作人员"),
    "no cases yet": ("/cases", "没有报过"),
    "a search by a resident": ("/find 灯", "工作人员"),
    "a capability to come": ("/export", "还没有开通"),
    "another": ("/stats", "还没有开通"),
    "a command that never will be": ("/sing", "没听明白"),
}


async def test_one_polite_line_for_what_does_not_work(town: Town) -> None:
    """Wrong numbers, wrong places, unknown and unbuilt commands: one line in private."""
    await town.start(MOTHER)

    for why, (words, answer) in ONE_LINE.items():
        told = await ask(town, MOTHER, words)
        assert len(told) == 1, why
        assert answer in told[0], why


async def test_a_danger_behind_another_s_command_is_a_report(town: Town) -> None:
    """Nobody who sees a fire is told whose command that is: 119 first, in private and in the group."""
    await town.start(MOTHER)
    for command in ("alert", "remind", "cases", "find", "sing"):
        before = len(await town.said(MOTHER, BOT))
        await town.write(MOTHER, BOT, f"/{command} 3号楼着火了，有人被困")
        told = (await town.said(MOTHER, BOT))[before:]
        assert any("119" in line.text for line in told), command
    await town.write(MOTHER, HOME, "/alert 3号楼着火了")
    assert "119" in (await town.said(MOTHER, HOME))[-1].text
    await town.start(ADMIN)
    await town.write(ADMIN, BOT, f"/suspend {WORKER} 他放火，3号楼着火了")
    assert "已暂停" in (await town.said(ADMIN, BOT))[-1].text
    await town.start(INSTRUCTOR)
    await town.write(INSTRUCTOR, BOT, "/find 3号楼着火")
    assert "119" not in (await town.said(INSTRUCTOR, BOT))[-1].text


async def test_a_group_hears_nothing_of_it(town: Town) -> None:
    """Not built, not allowed, not ours: nothing is said in the group."""
    for words in (
        "/export",
        "/sing",
        "/start",
        "/case 9999",
        "/bind",
        "/bind YX-A11 residents",
        "/unbind",
        "/staff",
        "/help@another_bot",
        "/case@another_bot 1001",
        f"/report@another_bot {LAMP}",
    ):
        await town.write(MOTHER, HOME, words)
        assert await town.said(MOTHER, HOME) == [], words


async def test_a_command_for_another_bot_is_not_ours_to_answer(town: Town) -> None:
    """Addressed to another bot by name, it is answered by nobody, in private neither."""
    await town.start(MOTHER)

    for chat in (HOME, BOT):
        assert await ask(town, MOTHER, "/help@another_bot", chat) == []
        assert await ask(town, MOTHER, "/export@another_bot", chat) == []
    assert await ask(town, MOTHER, "/help@Gege_Demo_Bot") != []


async def test_a_resident_s_own_cases(town: Town) -> None:
    """/cases of a resident are the ones they reported."""
    await town.start(MOTHER)
    await town.start(FATHER)
    await report_lamp(town)

    assert "1001" in (await ask(town, MOTHER, "/cases", HOME))[0]
    assert "没有报过" in (await ask(town, FATHER, "/cases"))[0]


@pytest.mark.both_engines
async def test_an_admin_binds_a_group(town: Town) -> None:
    """What the bot hears and keeps is posted once; afterwards reports are heard there."""
    await new_group(town, ADMIN, FATHER)

    await town.write(ADMIN, NEW_GROUP, "/bind YX-A11 residents")
    await town.write(ADMIN, NEW_GROUP, "/bind YX-A12 residents")

    said = [line.text for line in await town.said(ADMIN, NEW_GROUP)]
    assert sum("闲聊我不保存" in text for text in said) == 1
    assert any("香樟苑微网格" in text and "桂语里微网格" in text for text in said)
    await town.write(FATHER, NEW_GROUP, f"香樟苑{LAMP}")
    assert (await town.said(FATHER, NEW_GROUP))[-1].buttons == ("提交", "不是报告", "补充")


BAD_BINDINGS = {
    "unknown code": ("/bind NOWHERE residents", "NOWHERE"),
    "hostile code": ("/bind <b>&\"'{code} residents", "<b>&\"'{code}"),
    "no audience": ("/bind YX-A11", "/bind"),
    "no such audience": ("/bind YX-A11 everybody", "residents"),
    "a second audience": ("/bind YX-A11 staff", "已经是居民群"),
}


async def test_a_binding_that_is_refused(town: Town) -> None:
    """The admin reads in private what is wrong; the group's binding stays as it was."""
    await town.start(ADMIN)
    await new_group(town, ADMIN)
    await town.write(ADMIN, NEW_GROUP, "/bind YX-A12 residents")
    before = await town.said(ADMIN, NEW_GROUP)

    for why, (words, answer) in BAD_BINDINGS.items():
        told = await ask(town, ADMIN, words, NEW_GROUP)
        assert len(told) == 1, why
        assert answer in told[0], why

    assert await town.said(ADMIN, NEW_GROUP) == before


async def test_only_an_admin_binds(town: Town) -> None:
    """No worker, not the group's own administrator, and no admin of another village."""
    for person in (WORKER, ADMIN):
        await town.start(person)
    await town.write(ADMIN, BOT, f"/staff + {WORKER} admin YX-B 程小禾")
    await new_group(town, WORKER)
    await town.act("members", chat=NEW_GROUP, user=WORKER, status="administrator")

    told = await ask(town, WORKER, "/bind YX-A11 residents", NEW_GROUP)

    assert told == ["这个网格不归您管，请它自己的管理员来做。"]
    await town.write(ADMIN, BOT, f"/staff - {WORKER} YX-B")
    assert "管理员" in (await ask(town, WORKER, "/bind YX-A11 residents", NEW_GROUP))[-1]
    assert await town.said(WORKER, NEW_GROUP) == []


@pytest.fixture
async def town_with_admins(database_url: str) -> AsyncIterator[Town]:
    """A town whose settings name an administrator who holds no office."""
    async with open_town(database_url, admins=str(FATHER)) as made:
        yield made


async def test_admins_of_the_settings_bind_too(town_with_admins: Town) -> None:
    """ADMINS is how the first group of a new town gets bound."""
    town = town_with_admins
    await new_group(town, FATHER)

    await town.write(FATHER, NEW_GROUP, "/bind YX-A11 residents")

    assert "香樟苑微网格" in (await town.said(FATHER, NEW_GROUP))[0].text


@pytest.mark.both_engines
async def test_an_unbound_group_is_deaf(town: Town) -> None:
    """After /unbind only commands work: no report, no rumour, no comfort."""
    await town.act("members", chat=HOME, user=ADMIN, status="member")
    chats = await town.count(Chat)
    await town.write(ADMIN, HOME, "/unbind")
    assert await town.count(Chat) == chats - 1
    said = await town.said(MOTHER, HOME)

    await town.write(MOTHER, HOME, LAMP)
    await town.write(MOTHER, HOME, "楼上老公天天打她，娃儿也挨打，好害怕")
    await town.write(
        MOTHER, HOME, "紧急扩散！！孩子走失，看到的请转发，转发一次功德无量，多转一个群就多一份希望"
    )
    await town.write(MOTHER, HOME, "找到了")

    assert await town.said(MOTHER, HOME) == said
    assert await town.count(Case) == 0
    await town.start(MOTHER)
    assert await ask(town, MOTHER, "/help", HOME) != []


async def test_staff_read_who_works_for_their_grid(town: Town) -> None:
    """/staff in a group lists the group's grid up to the town, in private."""
    await town.start(WORKER)

    told = await ask(town, WORKER, "/staff", STAFF)

    assert "姜海洋" in told[0]
    assert "冉志平" not in told[0]
    await town.start(CHIEF_WORKER)
    above = await ask(town, CHIEF_WORKER, "/staff")
    assert "程小禾" in above[0]  # works in a micro-grid of theirs
    assert "028-0000-0111" not in told[0]
    assert await town.said(WORKER, STAFF) == []


async def test_a_person_reads_the_own_language(town: Town) -> None:
    """/language in private is for oneself, chosen or named; everything after it is in that language.

    So is the question that stands there already.
    """
    await town.start(MOTHER)

    await ask(town, MOTHER, "/language")
    await town.press(MOTHER, BOT, "English")
    assert await ask(town, MOTHER, "/language zh") == ["好，以后用中文。"]
    (unknown,) = await ask(town, MOTHER, "/language français")
    assert "/language zh" in unknown
    assert "/language en" in unknown
    assert await ask(town, MOTHER, "/language EN") == ["English from now on."]

    assert "emergency call 110" in (await ask(town, MOTHER, "/help"))[0]
    await report_lamp(town)
    assert "编号 1001" in (await town.find(MOTHER, HOME, "1001")).text
    answer = await town.press(MOTHER, HOME, "我也遇到")
    assert answer is not None
    assert not re.search("[一-龥]", answer.text)

    await town.write(MOTHER, BOT, "5号楼6楼楼道灯不亮了")
    await town.find(MOTHER, BOT, "", button="Submit")
    await ask(town, MOTHER, "/language zh")
    await town.find(MOTHER, BOT, "", button="提交")


async def test_a_group_s_language_is_for_its_staff_to_set(town: Town) -> None:
    """A worker sets it, and cards and prompts follow."""
    await town.write(WORKER, HOME, "/language")
    refused = await town.press(FATHER, HOME, "English")
    assert refused is not None
    assert refused.alert
    before = await town.said(FATHER, HOME)
    await town.write(FATHER, HOME, "/language en")
    assert await town.said(FATHER, HOME) == before

    await town.write(WORKER, HOME, "/language en")
    assert (await town.said(WORKER, HOME))[-1].text == "English from now on."
    await town.write(MOTHER, HOME, LAMP)

    assert "提交" not in (await town.said(MOTHER, HOME))[-1].buttons
