"""Telegram at its worst: the same update again, one that nobody can read, 429 and 500."""

import pytest

from bot.storage.cases import Case, Step
from bot.storage.clues import Clue
from bot.storage.conversation import DeadLetter
from tests.stories.plot import LAMP, LOST, card, publish
from tests.stories.test_rings import heard
from tests.support.cast import (
    EAST_GROUP,
    FATHER,
    FIRST_RINGS,
    HOME,
    HOME_OTHER,
    MOTHER,
    NEIGHBOUR,
    NEXT,
    NEXT_DOOR,
    STAFF,
    WORKER,
)
from tests.support.town import BOT, Town


@pytest.mark.published
async def test_what_comes_again_happened_once(town: Town) -> None:
    """Telegram brings the last updates again: no second case, no second clue, no second step."""
    alert = await town.find(NEXT_DOOR, NEXT, "寻找")
    await town.write(NEXT_DOOR, NEXT, "看到了，在河边", reply_to=alert.id)
    counts = [await town.count(table) for table in (Case, Step, Clue)]
    said = [len(await town.said(WORKER, STAFF)), len(await town.said(MOTHER, HOME))]

    await town.call("faults", kind="redeliver")
    await town.write(NEIGHBOUR, HOME_OTHER, "今晚吃啥子")

    assert [await town.count(table) for table in (Case, Step, Clue)] == counts
    assert [len(await town.said(WORKER, STAFF)), len(await town.said(MOTHER, HOME))] == said


@pytest.mark.both_engines
@pytest.mark.published
async def test_what_comes_again_after_a_crash_happened_once(town: Town) -> None:
    """A bot that died before it could confirm is brought everything again."""
    await town.press(WORKER, STAFF, "认领")
    counts = [await town.count(table) for table in (Case, Clue)]
    state = (await card(town)).buttons

    await town.crash()
    await town.call("faults", kind="redeliver")
    await town.call("messages", person=NEIGHBOUR, chat=HOME_OTHER, text="今晚吃啥子")
    await town.revive()

    assert [await town.count(table) for table in (Case, Clue)] == counts
    assert (await card(town)).buttons == state
    for group in FIRST_RINGS:
        lines = await town.said(Town.member_of(group), group)
        assert sum("我有线索" in line.buttons for line in lines) == 1


@pytest.mark.both_engines
async def test_an_update_that_nobody_can_read(town: Town) -> None:
    """It is put aside with its error, and stops nobody: reports before and after it are heard."""
    await town.call("faults", kind="poison")
    await town.write(MOTHER, HOME, LAMP)

    await town.write(NEIGHBOUR, HOME_OTHER, "5号楼2楼楼道灯不亮了")

    assert "提交" in (await town.said(MOTHER, HOME))[-1].buttons
    assert "提交" in (await town.said(NEIGHBOUR, HOME_OTHER))[-1].buttons
    assert await town.count(DeadLetter) == 1


TROUBLES = ("429", "500", "502html", "drop_before", "drop_after")
"""Slow down; an error inside; a proxy's page; cut off before it was heard, and after."""


async def test_the_question_comes_all_the_same(town: Town) -> None:
    """Whatever happens to the answer under a report, in the end it stands there, with its buttons."""
    for kind, times in (*((kind, 1) for kind in TROUBLES), ("429", 3)):
        before = len(await town.said(MOTHER, HOME))
        await town.call("faults", kind=kind, method="sendMessage", chat=HOME, times=times)

        await town.write(MOTHER, HOME, LAMP)

        said = await town.said(MOTHER, HOME)
        assert said[-1].buttons == ("提交", "不是报告", "补充"), kind
        assert len(said) - before <= 2, kind
        await town.press(MOTHER, HOME, "不是报告")


@pytest.mark.reported
async def test_an_alert_reaches_groups_that_stumble(town: Town) -> None:
    """Each in its own way; one group's trouble delays that group, and the all-clear finds it too."""
    groups = (*FIRST_RINGS, EAST_GROUP)
    for kind, group in zip(TROUBLES, groups, strict=True):
        await town.call("faults", kind=kind, method="sendMessage", chat=group)

    await publish(town)
    assert await heard(town, *groups) == [*FIRST_RINGS]
    await town.pass_time(minutes=5)
    assert await heard(town, *groups) == [*groups]
    await town.press(MOTHER, BOT, "找到了")

    for group in groups:
        lines = await town.said(Town.member_of(group), group)
        assert all("红色" not in line.text for line in lines[-2:])


async def test_a_direct_answer_survives_trouble(town: Town) -> None:
    """/help is answered even if the first try fails."""
    await town.start(MOTHER)
    for kind in ("429", "drop_after"):
        before = len(await town.said(MOTHER, BOT))
        await town.call("faults", kind=kind, method="sendMessage", chat=MOTHER)

        await town.write(MOTHER, BOT, "/help")

        said = (await town.said(MOTHER, BOT))[before:]
        assert "/case" in said[-1].text


@pytest.mark.lamp_reported
async def test_a_press_whose_answer_fails_has_still_worked(town: Town) -> None:
    """The clock on the button may go on turning; the work is done."""
    await town.call("faults", kind="500", method="answerCallbackQuery")
    line = await card(town)

    body = {"person": WORKER, "chat": STAFF, "message_id": line.id, "data": line.data("认领")}
    await town.act("presses", **body, wait=0.2)

    assert "办理：程小禾" in (await card(town)).text


@pytest.mark.both_engines
@pytest.mark.published
async def test_a_group_that_becomes_a_supergroup_is_followed(town: Town) -> None:
    """While the alert goes out a group moves to a new id: it is heard there, and cleared there."""
    moved = (await town.act("migrate", chat=NEXT))["chat"]
    await town.pass_time(seconds=5)
    await town.write(NEXT_DOOR, moved, "5号楼2楼楼道灯不亮了")

    assert "提交" in (await town.said(NEXT_DOOR, moved))[-1].buttons


@pytest.mark.published
async def test_a_staff_group_that_becomes_a_supergroup_has_its_card_anew(town: Town) -> None:
    """What stood in the group that was is dead: one card in the new one, and nothing twice under it."""
    moved = (await town.act("migrate", chat=STAFF))["chat"]
    await town.pass_time(seconds=5)
    assert "扩大范围" in (await town.find(WORKER, moved, "编号 1001", button="认领")).buttons

    await town.write(
        FATHER,
        HOME,
        "在车站看到他了",
        reply_to=(await town.find(FATHER, HOME, "寻找", button="我有线索")).id,
    )
    await town.pass_time(minutes=5)
    said = [line.text for line in await town.said(WORKER, moved)]
    for once in ("车站", "📤"):
        assert [once in text for text in said].count(True) == 1


@pytest.mark.published
async def test_a_group_that_moved_between_two_rings_hears_once(town: Town) -> None:
    """The next ring holds it under its new id; what it heard under the old one counts."""
    moved = (await town.act("migrate", chat=NEXT))["chat"]

    await town.pass_time(minutes=20)

    assert all("寻找" not in line.text for line in await town.said(NEXT_DOOR, moved))


async def test_the_server_goes_away_and_comes_back(town: Town) -> None:
    """Polling that fails is tried again; what was written meanwhile is heard."""
    await town.call("faults", kind="502html", method="getUpdates", times=3)

    await town.write(FATHER, HOME, LOST)

    assert "提交" in (await town.said(FATHER, HOME))[-1].buttons
