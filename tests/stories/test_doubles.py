"""An alert whose answer was lost on the way stands twice, until somebody touches the other one."""

import pytest

from tests.stories.plot import LOST, after, publish
from tests.support.cast import MOTHER, NEXT, NEXT_DOOR, STAFF, WORKER
from tests.support.town import BOT, Line, Town

pytestmark = pytest.mark.reported


@pytest.fixture
async def twice(town: Town) -> list[Line]:
    """Publish while the line to the neighbours' group breaks; return the alerts there."""
    await town.act("faults", kind="drop_after", chat=NEXT, times=1)
    refusal = "Bad Request: message can't be edited"
    how = {"method": "editMessageReplyMarkup", "description": refusal}
    await town.act("faults", kind="400", chat=NEXT, times=20, **how)
    await publish(town)
    await town.pass_time(seconds=5)
    return await alerts(town)


async def alerts(town: Town) -> list[Line]:
    """Return what the neighbours' group has of the alert, or of its end."""
    return [line for line in await town.said(NEXT_DOOR, NEXT) if line.by_bot]


async def test_the_one_that_nobody_knows_is_found_and_one_goes(town: Town) -> None:
    """Without a press: it stands shortly before the second, and only ours has these buttons."""
    await town.act("faults", kind="drop_after", chat=NEXT, times=1)
    await publish(town)
    first, *_ = await alerts(town)
    await town.pass_time(seconds=5)

    assert [line.id for line in await alerts(town)] == [first.id]
    await town.press(MOTHER, BOT, "找到了")
    await town.pass_time(seconds=15)
    assert "孩子找到了" in (await alerts(town))[0].text
    assert (await town.find(WORKER, STAFF, "📥")).text == "📥 已结束，撤下 4/4 · 编号 1001"


async def test_a_card_among_staff_is_found_as_well(town: Town) -> None:
    """It would stand beside the closed one with everything that the report says."""
    await town.act("faults", kind="drop_after", method="sendMessage", chat=STAFF)
    await town.write(NEXT_DOOR, NEXT, LOST)
    await town.pass_time(seconds=5)

    calls = [call["method"] for call in town.sandbox.world.calls if call["chat"] == str(STAFF)]
    assert calls.count("sendMessage") > 1
    assert sum("未确认" in line.text for line in await town.said(WORKER, STAFF)) == 1


async def break_off_twice(town: Town) -> None:
    """Publish while the line to the neighbours' group breaks, and breaks again."""
    await town.act("faults", kind="drop_after", chat=NEXT, times=2)
    await publish(town)
    await town.pass_time(seconds=5)


@after(break_off_twice)
async def test_where_it_can_t_be_found_the_board_says_so(town: Town) -> None:
    """Both answers were lost: nobody but people there can take it down, until somebody touches it.

    The end is said beside what stands there.
    """
    stood = await alerts(town)
    assert len(stood) == 2
    await town.press(MOTHER, BOT, "找到了")
    said = await alerts(town)
    assert "孩子找到了" in said[-1].text
    await town.pass_time(seconds=15)
    named = "可能还留着一份，请到群里看一眼、删掉：桂语里微网格"
    assert named in (await town.find(WORKER, STAFF, "📥")).text
    await town.find(MOTHER, BOT, "我撤不掉，请托群里的人删：桂语里微网格")

    for line, label in zip(stood, ("信息有误", "查看进展"), strict=True):
        await town.press_data(NEXT_DOOR, NEXT, line.id, line.data(label))
    assert [line.id for line in await alerts(town)] == [said[-1].id]
    await town.pass_time(seconds=15)

    assert named not in (await town.find(WORKER, STAFF, "📥")).text


async def test_a_press_on_the_unknown_one_leaves_one(town: Town, twice: list[Line]) -> None:
    """The second in the chat goes; the one that stays becomes the all-clear.

    A press on the one that the ledger knows leaves both.
    """
    first, second = twice
    await town.press_data(NEXT_DOOR, NEXT, second.id, second.data("查看进展"))
    assert [line.id for line in await alerts(town)] == [line.id for line in twice]

    await town.press_data(NEXT_DOOR, NEXT, first.id, first.data("查看进展"))
    left = await alerts(town)
    await town.press(MOTHER, BOT, "找到了")

    assert [line.id for line in left] == [first.id]
    assert second.id not in {line.id for line in await alerts(town)}
    assert "孩子找到了" in (await alerts(town))[0].text


async def test_a_reply_to_the_unknown_one_is_a_clue(town: Town, twice: list[Line]) -> None:
    """Whoever answers it is heard like everybody, and it stands once from then on."""
    first, _ = twice

    await town.write(NEXT_DOOR, NEXT, "刚看到他往河边走", reply_to=first.id)

    assert "往河边走" in (await town.find(WORKER, STAFF, "线索 · ")).text
    left = [line.id for line in await alerts(town) if "我有线索" in line.buttons]
    assert left == [first.id]


@pytest.mark.both_engines
@after(break_off_twice)
async def test_one_that_was_missed_reads_the_newest_words(town: Town) -> None:
    """Both copies are unknown while the alert is corrected; whoever touches one sees it mended."""
    shown = await town.find(WORKER, STAFF, "编号 1001", button="撤回")
    await town.write(WORKER, STAFF, "更正：穿的是绿色外套", reply_to=shown.id)
    await town.press(WORKER, STAFF, "更新通知")
    first, *_ = [line for line in await alerts(town) if "我有线索" in line.buttons]
    assert "绿色" not in first.text

    await town.press_data(NEXT_DOOR, NEXT, first.id, first.data("查看进展"))

    assert "绿色" in next(line.text for line in await alerts(town) if line.id == first.id)


async def test_a_press_after_the_all_clear_takes_the_left_one_away(
    town: Town, twice: list[Line]
) -> None:
    """The child is home and one alert still stands: the first who touches it ends it."""
    first, second = twice
    await town.press(MOTHER, BOT, "找到了")
    stands = await alerts(town)

    await town.press_data(NEXT_DOOR, NEXT, first.id, first.data("信息有误"))

    assert [line.id for line in stands if "我有线索" in line.buttons] == [first.id]
    assert first.id not in {line.id for line in await alerts(town)}
    assert second.id in {line.id for line in await alerts(town)}
