"""Who may press what: a role on the case's node counts, and nothing else does."""

from collections.abc import AsyncIterator, Awaitable, Callable

import pytest
from sqlmodel import func, select, update

from bot.domain.kinds import Outcome
from bot.domain.states import State
from bot.storage import alerts, cases
from bot.storage.alerts import Alert
from bot.storage.cases import Case, Step
from bot.storage.conversation import DeadLetter
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
from tests.support.town import BOT, Town, open_town

OPEN_TO_ALL = {Act.PROGRESS, Act.ALSO, Act.CASES_PAGE, Act.WRONG_INFO}
OF_THE_REPORTER = {Act.GUARDIAN, Act.HELPER, Act.FOUND, Act.SUBMIT, Act.NOT_A_REPORT, Act.ADD}
STAFF_ACTS = sorted(set(Act) - OPEN_TO_ALL - OF_THE_REPORTER)

ARGUMENTS = {
    Act.CLOSE_AS: Outcome.FALSE_ALARM,
    Act.ASSIGN_TO: str(FATHER),
    Act.TRANSFER_TO: "1",
    Act.HANDED_OVER: "police",
}

GROUPS = (*FIRST_RINGS, STAFF, DESK)


def data(act: Act, case: int = 1) -> str:
    """Return what a client could send for any press."""
    return Press(act=act, case=case, arg=ARGUMENTS.get(act, "")).pack()


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

Prepare = Callable[[Town], Awaitable[int]]


async def a_draft(town: Town) -> int:
    """The mother has written of a lamp and confirmed nothing."""
    await town.write(MOTHER, HOME, LAMP)
    async with town.gege.database.read() as session:
        newest = await session.scalar(select(func.max(Case.id)))
    assert newest is not None
    return newest


async def a_lamp(town: Town) -> int:
    """She has confirmed it."""
    case = await a_draft(town)
    await town.press(MOTHER, HOME, "提交")
    return case


async def a_claimed_lamp(town: Town) -> int:
    """The worker has it."""
    case = await a_lamp(town)
    await town.press_data(WORKER, STAFF, (await card(town)).id, data(Act.CLAIM, case))
    return case


async def a_lamp_to_check(town: Town) -> int:
    """The worker says that it shines again."""
    case = await a_claimed_lamp(town)
    await town.press_data(WORKER, STAFF, (await card(town)).id, data(Act.FINISH, case))
    return case


async def a_closed_lamp(town: Town) -> int:
    """The case is closed; she is asked whether the lamp shines."""
    case = await a_lamp(town)
    done = Press(act=Act.CLOSE_AS, case=case, arg=Outcome.REPAIRED).pack()
    await town.press_data(WORKER, STAFF, (await card(town)).id, done)
    return case


async def an_alert(town: Town) -> int:
    """The child's is out in the first rings, as when the story began."""
    if await _ring(town) is None:
        await town.press_data(DUTY, DESK, await _desk_card(town), data(Act.CONFIRM_PUBLISH))
    return 1


async def no_alert(town: Town) -> int:
    """It has been taken back."""
    if await _ring(town) is not None:
        await town.press_data(DUTY, DESK, await _desk_card(town), data(Act.RECALL))
    return 1


async def the_village_next(town: Town) -> int:
    """The alert's next ring is the third."""
    return await _set_ring(town, 1)


async def the_town_next(town: Town) -> int:
    """The alert's next ring is the widest."""
    return await _set_ring(town, 2)


async def _set_ring(town: Town, ring: int) -> int:
    async with town.gege.database.write() as session:
        await session.exec(update(Alert).values(ring=ring))
    return 1


async def a_found_child(town: Town) -> int:
    """The mother has said that she has her child back."""
    if await _ring(town) is not None:
        await town.press(MOTHER, BOT, "找到了")
    return 1


async def _desk_card(town: Town) -> int:
    return (await town.find(DUTY, DESK, "编号 1001")).id


async def _ring(town: Town) -> int | None:
    async with town.gege.database.read() as session:
        alert = await alerts.active(session, 1)
    return alert.ring if alert else None


ROWS: dict[str, tuple[Prepare, Act, set[int]]] = {
    "收到": (an_alert, Act.SEEN, HANDLE_IT),
    "认领": (a_lamp, Act.CLAIM, HANDLE_IT),
    "派遣": (an_alert, Act.ASSIGN, HANDLE_IT),
    "转交": (an_alert, Act.TRANSFER, HANDLE_IT),
    "升级": (a_lamp, Act.ESCALATE, HANDLE_IT),
    "发布": (no_alert, Act.PUBLISH, HANDLE_IT),
    "撤回": (an_alert, Act.RECALL, HANDLE_IT),
    "办结": (an_alert, Act.CLOSE, HANDLE_IT),
    "更多": (an_alert, Act.MORE, HANDLE_IT),
    "提交核查": (a_claimed_lamp, Act.FINISH, HANDLE_IT),
    "暂缓": (an_alert, Act.HOLD, OVERSEE_IT),
    "核查通过": (a_lamp_to_check, Act.PASS, OVERSEE_IT),
    "核查不通过": (a_lamp_to_check, Act.FAIL, OVERSEE_IT),
    "核查通过 of a person": (a_found_child, Act.PASS, HANDLE_IT),
    "扩大范围, the village": (the_village_next, Act.WIDEN, HANDLE_IT - {WORKER}),
    "扩大范围, the town": (the_town_next, Act.WIDEN, {DUTY}),
    "提交": (a_draft, Act.SUBMIT, {*HANDLE_IT, MOTHER}),
    "不是报告": (a_draft, Act.NOT_A_REPORT, {*HANDLE_IT, MOTHER}),
    "补充 of a draft": (a_draft, Act.ADD, {*HANDLE_IT, MOTHER}),
    "补充": (an_alert, Act.ADD, {*HANDLE_IT, MOTHER}),
    "找到了": (an_alert, Act.FOUND, {MOTHER}),
    "已解决": (a_closed_lamp, Act.SOLVED, {MOTHER}),
    "部分解决": (a_closed_lamp, Act.PARTLY, {MOTHER}),
    "没解决": (a_closed_lamp, Act.UNSOLVED, {MOTHER}),
    "我也遇到": (a_lamp, Act.ALSO, set(SITS_IN)),
    "信息有误": (an_alert, Act.WRONG_INFO, set(SITS_IN)),
}
"""contract.md, "Who may press": what is on a card, the reporter's own, what is open to everybody.

Clues are in test_lost_child.py, /bind in test_commands.py; partners' presses and extensions don't
exist yet.
"""


@pytest.mark.parametrize("engine_name", ["sqlite"])  # rights ask no engine; the others have both
@pytest.mark.parametrize("row", ROWS)
@pytest.mark.published
async def test_who_may_press(town: Town, row: str) -> None:
    """Everybody tries; whoever may not is told so in a window."""
    prepare, act, may = ROWS[row]
    case = await prepare(town)
    pressed = set()

    for person, chat in SITS_IN.items():
        line = (await town.said(person, chat))[-1]
        told = await town.press_data(person, chat, line.id, data(act, case))
        if told is None or not told.alert:
            pressed.add(person)
            case = await prepare(town)

    assert pressed == may


@pytest.mark.published
async def test_a_resident_presses_every_button_there_is(town: Town) -> None:
    """Under an alert, whatever a forged client sends: an alert for the presser, nothing else."""
    alert = await town.find(NEXT_DOOR, NEXT, "寻找")
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
    """A card that somebody still has on the screen: everything on it is answered, nothing moves."""
    standing = await card(town)
    await town.press(WORKER, STAFF, "办结")
    await town.press(WORKER, STAFF, "误报")
    before, steps = await everything_said(town), await town.count(Step)

    for act in STAFF_ACTS:
        if act not in {Act.CONTACT, Act.CANCEL, Act.DONT_PUBLISH}:
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
