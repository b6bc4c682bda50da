"""Reports in the private chat, where no group tells the place."""

import pytest

from bot.storage.cases import Case
from tests.stories.plot import card
from tests.support.cast import MOTHER, STAFF, WORKER
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
    asked = (await talking.said(MOTHER, BOT))[-1]
    await talking.write(MOTHER, BOT, "香樟苑")

    assert asked.text.startswith("请先打 110")
    assert "028-0000-0" in asked.text
    assert "哪个小区" in asked.text
    assert "提交" in (await talking.find(MOTHER, BOT, "红色外套")).buttons
    told = await talking.find(WORKER, STAFF, "未确认")
    assert "5岁男孩" in told.text
    assert "香樟苑" in told.text


async def test_an_answer_that_names_no_place_is_asked_again(talking: Town) -> None:
    """Nothing of what was said is lost on the way."""
    await talking.write(MOTHER, BOT, NOWHERE)
    await talking.write(MOTHER, BOT, "我好着急，快帮我")
    assert "哪个小区" in (await talking.said(MOTHER, BOT))[-1].text
    await talking.write(MOTHER, BOT, "香樟苑")

    assert "红色外套" in (await talking.find(WORKER, STAFF, "未确认")).text


async def test_who_writes_it_all_again_has_one_report(talking: Town) -> None:
    await talking.write(MOTHER, BOT, NOWHERE)
    await talking.write(MOTHER, BOT, f"{NOWHERE}，在香樟苑大门")

    assert await talking.count(Case) == 1
    assert (await talking.find(WORKER, STAFF, "未确认")).text.count("我家娃儿") == 1


async def test_the_photo_waits_too(talking: Town) -> None:
    await talking.send_photo(MOTHER, BOT, photo(), NOWHERE)
    await talking.write(MOTHER, BOT, "香樟苑")
    await talking.press(MOTHER, BOT, "提交")

    assert (await card(talking)).has_photo


async def test_a_question_long_past_takes_nothing_for_a_place(talking: Town) -> None:
    """After an hour the next words stand for themselves."""
    await talking.write(MOTHER, BOT, NOWHERE)
    await talking.pass_time(minutes=61)
    await talking.write(MOTHER, BOT, "香樟苑")

    assert await talking.count(Case) == 0
