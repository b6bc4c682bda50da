"""Who may press what: a role on the case's node counts, and nothing else does."""

import re
from collections.abc import AsyncIterator

import pytest
from sqlmodel import col, delete, select, update

from bot.domain.grid import GridLevel
from bot.domain.kinds import Outcome
from bot.domain.states import State
from bot.storage import cases
from bot.storage.alerts import Alert
from bot.storage.cases import Case, Step
from bot.storage.conversation import DeadLetter
from bot.storage.grid import Grid
from bot.storage.outbox import Delivery
from bot.views.buttons import Act, Press, Speak
from tests.stories.plot import LAMP, LOST, card, publish, report
from tests.support.cast import (
    ADMIN,
    CHIEF_WORKER,
    DESK,
    DUTY,
    FATHER,
    FIRST_RINGS,
    GENERAL_WORKER,
    GUARD,
    HOME,
    INSTRUCTOR,
    MOTHER,
    NEXT,
    NEXT_DOOR,
    OTHER_CHIEF,
    STAFF,
    WORKER,
)
from tests.support.town import Town, open_town

OPEN_TO_ALL = {Act.PROGRESS, Act.ALSO, Act.WRONG_INFO}
OF_THE_REPORTER = {Act.GUARDIAN, Act.HELPER, Act.FOUND, Act.SUBMIT, Act.NOT_A_REPORT, Act.ADD}
STAFF_ACTS = sorted(set(Act) - OPEN_TO_ALL - OF_THE_REPORTER)

ARGUMENTS = {
    Act.CLOSE_AS: Outcome.FALSE_ALARM,
    Act.ASSIGN_TO: str(FATHER),
    Act.TRANSFER_TO: "1",
    Act.HANDED_OVER: "police",
    Act.MORE_CLUES: "1",
    Act.NO_MORE_CLUES: "1",
}

GROUPS = (*FIRST_RINGS, STAFF, DESK)


def data(act: Act, case: int = 1, arg: str = "") -> str:
    """Return what a client could send for any press."""
    return Press(act=act, case=case, arg=arg or ARGUMENTS.get(act, "")).pack()


async def everything_said(town: Town) -> list[tuple[int, int, str, tuple[str, ...]]]:
    """Return all that stands in the groups."""
    return [
        (group, line.id, line.text, line.buttons)
        for group in GROUPS
        for line in await town.said(Town.member_of(group), group)
    ]


async def case_of(town: Town, key: int = 1) -> Case:
    """Return the case as stored."""
    async with town.gege.database.read() as session:
        case = await cases.locked(session, key)
    assert case is not None
    return case


SITS_IN = {
    WORKER: STAFF,
    GENERAL_WORKER: STAFF,
    CHIEF_WORKER: DESK,
    DUTY: DESK,
    OTHER_CHIEF: DESK,
    INSTRUCTOR: STAFF,
    GUARD: STAFF,
    ADMIN: STAFF,
    MOTHER: HOME,
    NEXT_DOOR: NEXT,
}
"""A group of everybody's in which the case can be seen."""
HANDLE_IT = {WORKER, GENERAL_WORKER, CHIEF_WORKER, DUTY}
OVERSEE_IT = {CHIEF_WORKER, DUTY}

NO_RIGHT = re.compile("由.*(网格员|总网格|值班|上一级).*来点|只有报告人")
"""How whoever has no right is refused; whoever is only late reads something else."""


async def may_press(town: Town, person: int, act: Act, case: int, arg: str = "") -> bool:
    """Let somebody press; returns whether they were not refused for who they are."""
    chat = SITS_IN[person]
    line = (await town.said(person, chat))[-1]
    told = await town.press_data(person, chat, line.id, data(act, case, arg))
    return told is None or not (told.alert and NO_RIGHT.search(told.text))


async def who_may(town: Town, act: Act, case: int, expected: set[int]) -> set[int]:
    """Let everybody press, those first who should not; returns who may."""
    people = sorted(SITS_IN, key=expected.__contains__)
    return {person for person in people if await may_press(town, person, act, case)}


Rows = tuple[tuple[Act, set[int]], ...]

A_DRAFT: Rows = (
    (Act.ADD, {*HANDLE_IT, MOTHER}),
    (Act.SUBMIT, {*HANDLE_IT, MOTHER}),
)
ANOTHER_DRAFT: Rows = ((Act.NOT_A_REPORT, {*HANDLE_IT, MOTHER}),)
A_LAMP: Rows = (
    (Act.ALSO, set(SITS_IN)),
    (Act.CLAIM, HANDLE_IT),
    (Act.FINISH, HANDLE_IT),
    (Act.PASS, OVERSEE_IT),
    (Act.FAIL, OVERSEE_IT),
    (Act.ESCALATE, HANDLE_IT),
)
A_CLOSED_LAMP: Rows = (
    (Act.PARTLY, {MOTHER}),
    (Act.SOLVED, {MOTHER}),
    (Act.UNSOLVED, {MOTHER}),
)
A_CHILD: Rows = (
    (Act.SEEN, HANDLE_IT),
    (Act.ASSIGN, HANDLE_IT),
    (Act.TRANSFER, HANDLE_IT),
    (Act.MORE, HANDLE_IT),
    (Act.CLOSE, HANDLE_IT),
    (Act.ADD, {*HANDLE_IT, MOTHER}),
    (Act.WRONG_INFO, set(SITS_IN)),
    (Act.HOLD, OVERSEE_IT),
    (Act.RESUME, OVERSEE_IT),
    (Act.SECOND, OVERSEE_IT),
    (Act.KEEP, HANDLE_IT),
    (Act.MORE_CLUES, HANDLE_IT),
    (Act.NO_MORE_CLUES, HANDLE_IT),
    (Act.REFUSE_SECOND, OVERSEE_IT),
    (Act.OVERRIDE, OVERSEE_IT),
    (Act.FOUND, {MOTHER}),
    (Act.PASS, HANDLE_IT),  # a person: any worker who has seen them
    (Act.FAIL, HANDLE_IT),
    (Act.PUBLISH, HANDLE_IT),
    (Act.CONFIRM_PUBLISH, HANDLE_IT),
    (Act.CORRECT, HANDLE_IT),
    (Act.UPDATE, HANDLE_IT),
    (Act.DONT_UPDATE, HANDLE_IT),
    (Act.ADJUST, HANDLE_IT),
    (Act.RENEW, HANDLE_IT),
    (Act.END, HANDLE_IT),
    (Act.RECALL, HANDLE_IT),
)
"""contract.md, "Who may press": what is on a card, the reporter's own, what is open to everybody.

Clues are in test_lost_child.py, /bind in test_commands.py, what an instructor reads in
test_names.py; partners' presses, extensions and trainings don't exist yet.
"""

A_TOWN_S_CHILD: Rows = (
    (Act.SECOND, {DUTY, CHIEF_WORKER, OTHER_CHIEF}),
    (Act.REFUSE_SECOND, {DUTY, CHIEF_WORKER, OTHER_CHIEF}),
    (Act.OVERRIDE, {DUTY, CHIEF_WORKER, OTHER_CHIEF}),
)
"""The heads of the villages may agree to what their residents are to hear."""


async def walk(town: Town, case: int, rows: Rows) -> None:
    may = {act: await who_may(town, act, case, expected) for act, expected in rows}
    assert may == dict(rows)


@pytest.mark.published
async def test_who_may_press_about_a_child(town: Town) -> None:
    """Everybody tries everything; whoever may not is told so in a window."""
    await walk(town, 1, A_CHILD)


@pytest.mark.published
async def test_who_may_be_the_second_person(town: Town) -> None:
    """To publish to a whole town: the heads of its villages and the desk, nobody below them."""
    async with town.gege.database.write() as session:
        top = select(Grid.id).where(Grid.level == GridLevel.TOWN).scalar_subquery()
        await session.exec(update(Case).values(grid_id=top))
    await walk(town, 1, A_TOWN_S_CHILD)


@pytest.mark.published
async def test_who_may_press_about_a_lamp(town: Town) -> None:
    """From the question under the report to the survey; those in other groups forge their presses."""
    await town.write(MOTHER, HOME, LAMP)
    await walk(town, 2, A_DRAFT)
    await walk(town, 2, A_LAMP)
    await close(town, 2)
    await walk(town, 2, A_CLOSED_LAMP)


@pytest.mark.published
async def test_who_may_say_that_it_is_no_report(town: Town) -> None:
    await town.write(MOTHER, HOME, LAMP)
    await walk(town, 2, ANOTHER_DRAFT)


async def close(town: Town, case: int) -> None:
    """The desk closes the case."""
    standing = await town.find(DUTY, DESK, "编号 1001")
    done = Press(act=Act.CLOSE_AS, case=case, arg=Outcome.REPAIRED).pack()
    await town.press_data(DUTY, DESK, standing.id, done)


@pytest.mark.parametrize(
    ("next_ring", "may"),
    [
        pytest.param(1, HANDLE_IT, id="general grid"),
        pytest.param(2, HANDLE_IT - {WORKER}, id="village"),
        pytest.param(3, {DUTY}, id="town"),
    ],
)
@pytest.mark.published
async def test_who_may_widen(town: Town, next_ring: int, may: set[int]) -> None:
    """A micro-grid worker alone stays within ring 1, the town is duty's."""
    widened = set()
    for person in SITS_IN:
        async with town.gege.database.write() as session:
            await session.exec(update(Alert).values(ring=next_ring - 1))
            await session.exec(delete(Delivery).where(col(Delivery.ring) >= next_ring))
        if await may_press(town, person, Act.WIDEN, 1, str(next_ring - 1)):
            widened.add(person)
    assert widened == may


@pytest.mark.published
async def test_a_resident_presses_every_button_there_is(town: Town) -> None:
    """Under an alert, whatever a forged client sends: an alert for the presser, nothing else."""
    alert = await town.find(NEXT_DOOR, NEXT, "寻找")
    await town.pass_time(seconds=15)  # the board stands still
    before, steps = await everything_said(town), await town.count(Step)

    for act in (*STAFF_ACTS, *sorted(OF_THE_REPORTER)):
        told = await town.press_data(NEXT_DOOR, NEXT, alert.id, data(act))
        assert told is not None, act
        assert told.alert, act

    assert await everything_said(town) == before
    assert await town.count(Step) == steps


@pytest.mark.parametrize(
    ("person", "why"),
    [
        pytest.param(INSTRUCTOR, "advises; the worker decides", id="instructor"),
        pytest.param(GUARD, "a partner hears alerts, never publishes", id="partner"),
        pytest.param(ADMIN, "imports and binds, sees no case", id="admin"),
    ],
)
@pytest.mark.reported
async def test_who_is_in_the_staff_group_without_the_right(
    town: Town, person: int, why: str
) -> None:
    """Card, preview and pickers: membership of the staff group gives nothing."""
    await town.press(WORKER, STAFF, "发布")
    await town.press(WORKER, STAFF, "办结")
    await town.press(WORKER, STAFF, "更多")
    before, steps = await everything_said(town), await town.count(Step)

    for line in await town.said(person, STAFF):
        for label in line.buttons:
            if person == INSTRUCTOR and label == "备注":
                continue  # the one thing that is theirs to write
            told = await town.press(person, STAFF, label, on=line.text)
            assert told is not None, (label, why)
            assert told.alert, (label, why)

    assert await everything_said(town) == before
    assert await town.count(Step) == steps


@pytest.mark.reported
async def test_a_worker_of_another_branch_is_a_stranger_here(town: Town) -> None:
    """The chief of the village next door sits in the desk's group, the case is not theirs."""
    before, steps = await everything_said(town), await town.count(Step)
    desk_card = await town.find(OTHER_CHIEF, DESK, "编号 1001")

    for act in STAFF_ACTS:
        told = await town.press_data(OTHER_CHIEF, DESK, desk_card.id, data(act))
        assert told is not None, act
        assert told.alert, act

    assert await everything_said(town) == before
    assert await town.count(Step) == steps


@pytest.fixture
async def town_with_admins(database_url: str) -> AsyncIterator[Town]:
    """A town whose settings name an administrator who holds no office."""
    async with open_town(database_url, admins=str(FATHER)) as made:
        yield made


async def test_admins_of_the_settings_have_no_say_in_a_case(town_with_admins: Town) -> None:
    """ADMINS may bind and import; a case is none of their business."""
    town = town_with_admins
    await report(town)
    await publish(town)
    alert = await town.find(FATHER, HOME, "寻找")

    for act in STAFF_ACTS:
        told = await town.press_data(FATHER, HOME, alert.id, data(act))
        assert told is not None, act
        assert told.alert, act

    assert (await case_of(town)).state is State.ACCEPTED


async def test_only_the_author_and_staff_confirm_a_report(town: Town) -> None:
    """A neighbour may press neither 提交 nor 不是报告 nor 补充; a worker may."""
    await town.write(MOTHER, HOME, LAMP)

    for label in ("提交", "不是报告", "补充"):
        told = await town.press(FATHER, HOME, label)
        assert told is not None
        assert told.alert
    assert (await case_of(town)).state is State.DRAFT

    await town.press(WORKER, HOME, "提交")
    assert (await case_of(town)).state is State.NEW


async def test_only_the_reporter_says_who_they_are(town: Town) -> None:
    """是 and 帮别人发的 answer for the reporter alone, not even for staff."""
    await town.write(MOTHER, HOME, LOST)
    await town.press(MOTHER, HOME, "提交")

    for person in (FATHER, WORKER):
        told = await town.press(person, HOME, "是")
        assert told is not None
        assert told.alert

    assert (await case_of(town)).guardian_id is None


async def test_only_the_guardian_has_found_the_child(town: Town) -> None:
    """找到了 of anybody else, pressed or written, stops nothing."""
    await town.start(MOTHER)
    await town.write(MOTHER, HOME, LOST)
    await town.press(MOTHER, HOME, "提交")
    await town.press(MOTHER, HOME, "帮别人发的")
    await publish(town)
    alert = await town.find(MOTHER, HOME, "寻找")

    for person in (MOTHER, FATHER, WORKER):
        told = await town.press_data(person, HOME, alert.id, data(Act.FOUND))
        assert told is not None
        assert told.alert
    await town.write(FATHER, HOME, "找到了")
    assert "寻找" in (await town.find(MOTHER, HOME, "寻找", by_id=alert.id)).text

    await town.write(MOTHER, HOME, "孩子找到了，谢谢大家")
    assert "有人说找到了" in (await town.find(WORKER, STAFF, "不是家属")).text
    assert (await case_of(town)).state is State.ACCEPTED


@pytest.mark.lamp_reported
async def test_a_stranger_learns_nothing_of_an_unpublished_case(town: Town) -> None:
    """查看进展 with somebody else's case number in it tells no more than the group has heard."""
    await town.write(FATHER, HOME, LOST)
    line = await town.find(MOTHER, HOME, "编号 1001")

    told = await town.press_data(MOTHER, HOME, line.id, data(Act.PROGRESS, case=2))

    assert told is not None
    assert "5岁" not in told.text


RUBBISH = {
    "nothing of ours": "x",
    "cut off": "c:",
    "a case that is no number": "c:claim:abc:",
    "a case that is not there": "c:claim:999999:",
    "a negative case": "c:claim:-1:",
    "a number too long for any database": "c:claim:99999999999999999999:",
    "a press that does not exist": "c:nonsense:1:",
    "an outcome that does not exist": "c:closeas:1:eaten",
    "an outcome of another kind": "c:closeas:1:reunited",
    "a hand-over that does not exist": "c:handed:1:bribe",
    "a person that is no number": "c:assignto:1:abc",
    "a person with too many digits": "c:assignto:1:99999999999999999999",
    "a digit that is no number": "c:assignto:1:²",
    "a resident as worker": f"c:assignto:1:{FATHER}",
    "a node that does not exist": "c:transferto:1:999",
    "a node beyond 64 bits": "c:transferto:1:9223372036854775808",
    "a page beyond 64 bits": "c:page:99999999999999999999:",
    "a language nobody speaks": "lang:xx",
    "64 bytes of emoji": "🔥" * 16,
}


@pytest.mark.lamp_reported
async def test_rubbish_from_a_worker_s_phone(town: Town) -> None:
    """Even with every right, data that means nothing is refused politely and put nowhere."""
    before = await everything_said(town)
    standing = await card(town)

    for why, rubbish in RUBBISH.items():
        told = await town.press_data(WORKER, STAFF, standing.id, rubbish)
        assert told is not None, why
        assert told.alert, why

    assert await everything_said(town) == before
    assert (await case_of(town)).state is State.NEW
    assert await town.count(DeadLetter) == 0


@pytest.mark.published
async def test_a_press_on_what_is_over(town: Town) -> None:
    """A card that somebody still has on the screen: everything on it is answered, nothing moves.

    A picker that somebody had open says who was first, and goes.
    """
    standing = await card(town)
    await town.press(GENERAL_WORKER, STAFF, "派遣")
    picker = await town.find(GENERAL_WORKER, STAFF, "", button="取消")
    await town.press(WORKER, STAFF, "办结")
    await town.press(WORKER, STAFF, "误报")
    late = await town.press(GENERAL_WORKER, STAFF, "姜海洋", on="派给谁")
    assert late is not None
    assert late.text == (
        "程小禾 7月2日 10:20 已经办结了这件事。没办好，就发 /case 加编号，点“重新办理”。"
    )
    assert picker.id not in [line.id for line in await town.said(GENERAL_WORKER, STAFF)]
    await town.pass_time(seconds=15)  # the board has come to its end
    before, steps = await everything_said(town), await town.count(Step)

    for act in STAFF_ACTS:
        if act not in {Act.CONTACT, Act.CANCEL, Act.TAKE_UP}:
            told = await town.press_data(WORKER, STAFF, standing.id, data(act))
            assert told is not None, act
            assert told.alert, act

    assert await everything_said(town) == before
    assert await town.count(Step) == steps


@pytest.mark.lamp_reported
async def test_a_resident_sets_no_group_s_language(town: Town) -> None:
    """A group's language is for its staff to choose."""
    line = await town.find(MOTHER, HOME, "编号 1001")

    told = await town.press_data(MOTHER, HOME, line.id, Speak(locale="en").pack())

    assert told is not None
    assert told.alert
    assert "编号 1001" in (await town.find(MOTHER, HOME, "编号 1001", by_id=line.id)).text


@pytest.mark.reported
async def test_the_desk_may_do_all_that_the_worker_may(town: Town) -> None:
    """Duty holds its role on the town and everything under it."""
    await town.press(DUTY, DESK, "发布")
    await town.press(DUTY, DESK, "确认发布", on="马上")

    assert "寻找" in (await town.find(NEXT_DOOR, NEXT, "寻找")).text
    await town.press(DUTY, DESK, "认领")
    assert "贺天明" in (await card(town)).text
