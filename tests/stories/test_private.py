"""Reports in the private chat, where no group tells the place."""

import pytest

from bot.storage.cases import Case
from tests.stories.plot import card
from tests.support.cast import DESK, DUTY, MOTHER, STAFF, WORKER
from tests.support.pictures import photo
from tests.support.town import BOT, Town

NOWHERE = "我家娃儿不见了，5岁男孩，穿红色外套"


@pytest.fixture
async def talking(town: Town) -> Town:
    """A town where the mother has opened the private chat."""
    await town.start(MOTHER)
    return town


async def test_the_missing_place_is_asked_and_the_report_waits_for_it(talking: Town) -> None:
    """110 and the duty phone first; one word completes what was said, and staff have it at once."""
    await talking.write(MOTHER, BOT, NOWHERE)
    asked = await talking.find(MOTHER, BOT, "红色外套")
    question = (await talking.said(MOTHER, BOT))[-1]
    await talking.write(MOTHER, BOT, "香樟苑")

    assert asked.text.startswith("请先打 110")
    assert "028-0000-0" in asked.text
    assert "哪个小区" in question.text
    prompt = await talking.find(MOTHER, BOT, "红色外套")
    assert "提交" in prompt.buttons
    assert "已经先发给网格员" in prompt.text
    told = await talking.find(WORKER, STAFF, "未确认")
    assert "5岁男孩" in told.text
    assert "香樟苑" in told.text


async def test_a_guardian_reads_the_first_lines(talking: Town) -> None:
    """110 now, beware of paid clues: whoever reports in private reads it like everybody else, once."""
    await talking.write(MOTHER, BOT, NOWHERE + "，香樟苑大门")
    await talking.press(MOTHER, BOT, "提交")
    await talking.press(MOTHER, BOT, "是")
    await talking.start(MOTHER)

    said = [line for line in await talking.said(MOTHER, BOT) if "不用等 24 小时" in line.text]
    assert "诈骗" in said[-1].text
    assert sum("诈骗" in line.text for line in said) == 1
    cards = [line for line in await talking.said(MOTHER, BOT) if "找到了" in line.buttons]
    assert len(cards) == 1


async def test_a_place_in_english_needs_no_question(talking: Town) -> None:
    words = "My son is missing, 5 years old, red jacket, last seen at Xiangzhang Garden gate"
    await talking.write(MOTHER, BOT, words)

    assert "red jacket" in (await talking.find(WORKER, STAFF, "未确认")).text


async def test_an_answer_that_names_no_place_is_asked_again(talking: Town) -> None:
    """Nothing of what was said is lost on the way."""
    await talking.write(MOTHER, BOT, NOWHERE)
    await talking.write(MOTHER, BOT, "我好着急，快帮我")
    assert "哪个小区" in (await talking.said(MOTHER, BOT))[-1].text
    await talking.write(MOTHER, BOT, "香樟苑")

    assert "红色外套" in (await talking.find(WORKER, STAFF, "未确认")).text


async def test_what_is_said_again_is_added(talking: Town) -> None:
    """Nothing said before is thrown away, whatever the answer looks like."""
    await talking.write(MOTHER, BOT, NOWHERE)
    await talking.write(MOTHER, BOT, "娃儿还没找到，在香樟苑3号楼楼下")

    assert await talking.count(Case) == 1
    told = (await talking.find(WORKER, STAFF, "未确认")).text
    assert "🔴" in told
    assert "红色外套" in told


async def test_the_duty_desk_has_it_before_the_place_is_known(talking: Town) -> None:
    """Promise 8: a draft about a person goes to staff at once, also from nowhere."""
    await talking.write(MOTHER, BOT, NOWHERE)

    assert "5岁男孩" in (await talking.find(DUTY, DESK, "未确认")).text


async def test_found_before_the_place_was_told(talking: Town) -> None:
    """She is answered, staff hear of it, and nothing she writes later is an answer to "where?"."""
    await talking.write(MOTHER, BOT, NOWHERE)
    await talking.write(MOTHER, BOT, "找到了，谢谢")
    assert "告诉网格员" in (await talking.said(MOTHER, BOT))[-1].text
    await talking.write(MOTHER, BOT, "还在吗")

    assert "报告人说找到了" in (await talking.said(DUTY, DESK))[-1].text
    assert "没听明白" in (await talking.said(MOTHER, BOT))[-1].text


async def test_a_pin_is_a_place(talking: Town) -> None:
    await talking.write(MOTHER, BOT, NOWHERE)
    await talking.act(
        "messages", person=MOTHER, chat=BOT, location={"latitude": 30.8, "longitude": 103.85}
    )

    assert "红色外套" in (await talking.find(WORKER, STAFF, "未确认")).text


async def test_the_photo_waits_too(talking: Town) -> None:
    await talking.send_photo(MOTHER, BOT, photo(), NOWHERE)
    await talking.write(MOTHER, BOT, "香樟苑")
    await talking.press(MOTHER, BOT, "提交")

    assert (await card(talking)).has_photo


async def test_a_place_told_long_after_the_question(talking: Town) -> None:
    """After an hour, too: what a family writes belongs to their case, and this one still waits."""
    await talking.write(MOTHER, BOT, NOWHERE)
    await talking.pass_time(minutes=61)
    await talking.write(MOTHER, BOT, "香樟苑")

    assert "红色外套" in (await talking.find(WORKER, STAFF, "未确认")).text


async def test_a_photo_instead_of_the_place(talking: Town) -> None:
    """The desk, which has the report already, sees it; the question stands."""
    await talking.write(MOTHER, BOT, "我家老人走丢了，82岁，有点糊涂，蓝布衫")
    told = await talking.find(DUTY, DESK, "未确认")

    await talking.send_photo(MOTHER, BOT, photo())

    copies = [line for line in await talking.said(DUTY, DESK) if line.answers == told.id]
    assert [line.has_photo for line in copies] == [True]
    assert "在哪个小区" in (await talking.said(MOTHER, BOT))[-1].text
