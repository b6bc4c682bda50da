"""Who may press what: a role on the case's node counts, and nothing else does.

What each of them may is a table in tests/services: test_transitions.py and test_rights.py.
"""

from itertools import product

import pytest

from bot.domain.kinds import Outcome
from bot.domain.states import State
from bot.storage import cases
from bot.storage.cases import Case, Step
from bot.storage.conversation import DeadLetter
from bot.views.buttons import Act, Press, Speak
from tests.stories.plot import LAMP, LOST, after, card, publish
from tests.support.cast import (
    ADMIN,
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
from tests.support.town import Town

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


OUTSIDERS = (
    (NEXT_DOOR, NEXT, "寻找", (*STAFF_ACTS, *sorted(OF_THE_REPORTER))),
    (FATHER, HOME, "寻找", STAFF_ACTS),
    (OTHER_CHIEF, DESK, "编号 1001", STAFF_ACTS),
)
"""A neighbour under the alert; who is in ADMINS, and may bind and import; the next village's chief."""


@pytest.mark.published
@after(admins=str(FATHER))
async def test_who_has_no_part_in_it_presses_every_button_there_is(town: Town) -> None:
    """Whatever a forged client sends: an alert for the presser, nothing else."""
    await town.pass_time(seconds=15)  # the board stands still
    before, steps = await everything_said(town), await town.count(Step)

    for person, group, words, acts in OUTSIDERS:
        line = await town.find(person, group, words)
        for act in acts:
            told = await town.press_data(person, group, line.id, data(act))
            assert told is not None, (person, act)
            assert told.alert, (person, act)

    assert await everything_said(town) == before
    assert await town.count(Step) == steps


@pytest.mark.reported
async def test_who_is_in_the_staff_group_without_the_right(town: Town) -> None:
    """Card, preview and pickers: membership of the staff group gives nothing.

    An instructor advises, the worker decides; a partner hears alerts and never publishes; an admin
    imports and binds, and sees no case.
    """
    await town.press(WORKER, STAFF, "发布")
    await town.press(WORKER, STAFF, "办结")
    await town.press(WORKER, STAFF, "更多")
    before, steps = await everything_said(town), await town.count(Step)

    for person, line in product((INSTRUCTOR, GUARD, ADMIN), await town.said(WORKER, STAFF)):
        for label in line.buttons:
            if person == INSTRUCTOR and label == "备注":
                continue  # the one thing that is theirs to write
            told = await town.press(person, STAFF, label, on=line.text)
            assert told is not None, (label, person)
            assert told.alert, (label, person)

    assert await everything_said(town) == before
    assert await town.count(Step) == steps


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
