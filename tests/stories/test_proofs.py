"""What shows that the work is done: a photo, or a sentence why there is none; notes beside it."""

import pytest

from tests.stories.plot import after, card
from tests.support.cast import (
    CHIEF_WORKER,
    GENERAL_WORKER,
    HOME,
    INSTRUCTOR,
    MOTHER,
    STAFF,
    STAFF_CHIEF,
    WORKER,
)
from tests.support.pictures import photo
from tests.support.town import BOT, Town


async def mend(town: Town) -> None:
    """The worker takes the lamp on and says that it is done."""
    await town.press(WORKER, STAFF, "认领")
    await town.press(WORKER, STAFF, "提交核查")


@pytest.mark.lamp_reported
@after(mend)
async def test_a_photo_shows_that_it_is_mended(town: Town) -> None:
    """提交核查 asks for it; those who check and the reporter see it, and the card says so."""
    assert "发一张" in (await town.said(WORKER, STAFF))[-1].text
    assert "无照片" in (await card(town)).text

    await town.send_photo(WORKER, STAFF, photo(), "换好了，问物业13812345678")

    assert "有办好的照片" in (await card(town)).text
    shown = (await town.said(CHIEF_WORKER, STAFF_CHIEF))[-1]
    assert shown.has_photo
    assert "换好了" in shown.text
    assert "138" not in shown.text
    await town.press(CHIEF_WORKER, STAFF_CHIEF, "核查通过")
    await town.press(CHIEF_WORKER, STAFF_CHIEF, "已修复")
    assert (await town.find(MOTHER, HOME, "灯修好了吗")).has_photo
    await town.press(MOTHER, HOME, "已解决")
    assert "谢谢" in (await town.said(MOTHER, HOME))[-1].text


@pytest.mark.lamp_reported
@after(mend)
async def test_a_reason_stands_for_the_photo(town: Town) -> None:
    """One sentence; five hundred characters are asked to be fewer, and nothing is lost."""
    await town.write(WORKER, STAFF, "太长了" * 170)
    assert "200" in (await town.said(WORKER, STAFF))[-1].text
    await town.write(WORKER, STAFF, "灯在住户家门里，不方便拍")

    assert "无照片：灯在住户家门里" in (await card(town)).text
    assert "不方便拍" in (await town.find(CHIEF_WORKER, STAFF_CHIEF, "编号 1001")).text


@pytest.mark.lamp_reported
@after(mend)
async def test_a_child_in_tears_is_no_reason(town: Town) -> None:
    """Who was asked for a photo tells of a found child instead: that is a report, at once."""
    await town.write(WORKER, STAFF, "门卫室有个小男孩在哭，找不到爸妈")

    assert "在找家人" in (await town.said(WORKER, STAFF))[-1].text
    assert "小男孩" not in (await card(town)).text


@pytest.mark.lamp_reported
async def test_talk_and_cancel_are_no_answers(town: Town) -> None:
    """取消 is never a reason, nor is what people in the group say later to nobody; a reply is."""
    await town.press(WORKER, STAFF, "办结")
    await town.press(WORKER, STAFF, "无法解决")
    await town.write(WORKER, STAFF, "取消")
    assert "不写了" in (await town.said(WORKER, STAFF))[-1].text
    assert "无法解决" not in (await card(town)).text

    await mend(town)
    asked = (await town.said(WORKER, STAFF))[-1]
    await town.pass_time(minutes=3)
    await town.write(WORKER, STAFF, "中午吃火锅去不去？")
    assert "火锅" not in (await card(town)).text
    await town.write(WORKER, STAFF, "灯在住户家门里", reply_to=asked.id)
    assert "住户家门里" in (await card(town)).text


@pytest.mark.lamp_reported
@after(mend)
async def test_work_that_was_not_done_is_shown_anew(town: Town) -> None:
    """After 核查不通过 the old reason is gone, and the photo is asked for again."""
    await town.write(WORKER, STAFF, "灯在住户家门里")
    await town.press(CHIEF_WORKER, STAFF_CHIEF, "核查不通过")
    called = await town.find(WORKER, STAFF, "没通过核查")
    assert "程小禾" in called.text

    await town.press(WORKER, STAFF, "提交核查")

    assert "发一张" in (await town.said(WORKER, STAFF))[-1].text
    assert "住户家门里" not in (await card(town)).text.rpartition("\n")[0]


@pytest.mark.lamp_reported
@after(mend)
async def test_work_that_its_reporter_calls_undone_is_shown_anew(town: Town) -> None:
    """After 没解决 nothing is left of what was said of the first time."""
    await town.write(WORKER, STAFF, "太黑，拍不清楚")
    await town.press(CHIEF_WORKER, STAFF_CHIEF, "核查通过")
    await town.press(CHIEF_WORKER, STAFF_CHIEF, "已修复")
    await town.press(MOTHER, HOME, "没解决")
    await town.press(GENERAL_WORKER, STAFF, "认领")

    await town.press(GENERAL_WORKER, STAFF, "提交核查")

    assert "发一张" in (await town.said(GENERAL_WORKER, STAFF))[-1].text


@pytest.mark.lamp_reported
async def test_closed_at_once_without_a_photo(town: Town) -> None:
    """办结 stays one step, marked; for what needs no photo nothing is marked."""
    await town.press(WORKER, STAFF, "办结")
    await town.press(WORKER, STAFF, "已修复")

    assert "无照片" in (await card(town)).text


@pytest.mark.both_engines
@pytest.mark.lamp_reported
async def test_a_photo_under_the_card_is_the_end(town: Town) -> None:
    """修好了 with a photo: closed, and the reporter is shown it; a photo without words only shows."""
    below = await card(town)
    await town.send_photo(WORKER, STAFF, photo(), "还没修好，先看看", reply_to=below.id)
    assert "放在卡片下面" in (await town.said(WORKER, STAFF))[-1].text
    assert "已解决" not in (await card(town)).text

    await town.send_photo(WORKER, STAFF, photo(), "修好了", reply_to=below.id)

    assert "已办结：已修复" in (await town.said(WORKER, STAFF))[-1].text
    assert "有办好的照片" in (await card(town)).text
    assert (await town.find(MOTHER, HOME, "灯修好了吗")).has_photo


@pytest.mark.lamp_reported
async def test_a_photo_just_after_the_end_belongs_to_it(town: Town) -> None:
    """Within ten minutes the question is asked anew with it; nobody who answered is asked again."""
    await town.press(WORKER, STAFF, "办结")
    await town.press(WORKER, STAFF, "已修复")
    below = await card(town)
    await town.send_photo(INSTRUCTOR, STAFF, photo(), reply_to=below.id)
    assert not (await town.find(MOTHER, HOME, "灯修好了吗")).has_photo

    await town.send_photo(WORKER, STAFF, photo(), reply_to=below.id)

    asked = [line for line in await town.said(MOTHER, HOME) if "灯修好了吗" in line.text]
    assert [line.has_photo for line in asked] == [True]
    assert "有办好的照片" in (await card(town)).text
    await town.press(MOTHER, HOME, "已解决")
    await town.pass_time(minutes=11)
    await town.send_photo(WORKER, STAFF, photo(), "晚了", reply_to=below.id)
    assert all("晚了" not in line.text for line in await town.said(CHIEF_WORKER, STAFF_CHIEF))


async def test_reported_handled_and_closed_by_one_person(town: Town) -> None:
    """自报自结 stands on the card, and nobody is asked whether they are satisfied."""
    await town.start(WORKER)
    await town.write(WORKER, HOME, "3号楼4楼楼道灯不亮了")
    await town.press(WORKER, HOME, "提交")
    await town.press(WORKER, STAFF, "认领")
    await town.press(WORKER, STAFF, "办结")
    await town.press(WORKER, STAFF, "已修复")

    assert "自报自结" in (await card(town)).text
    assert not [line for line in await town.said(WORKER, BOT) if "灯修好了吗" in line.text]


@pytest.mark.lamp_reported
async def test_notes_of_who_works_on_it(town: Town) -> None:
    """备注 behind 更多, or as a reply to the card; instructors may, residents never read it."""
    await town.press_more(WORKER, STAFF, "备注")
    await town.write(WORKER, STAFF, "灯泡要等物业明天送来")
    below = await card(town)
    await town.write(INSTRUCTOR, STAFF, "备注：楼上也有一盏", reply_to=below.id)

    assert "常晓进 备注（楼上也有一盏）" in (await card(town)).text
    await town.start(WORKER)
    await town.write(WORKER, BOT, "/case 1001")
    story = (await town.said(WORKER, BOT))[-1].text
    assert "灯泡要等物业明天送来" in story
    assert "楼上也有一盏" in story
    await town.start(MOTHER)
    await town.write(MOTHER, BOT, "/case 1001")
    assert "物业明天" not in (await town.said(MOTHER, BOT))[-1].text
