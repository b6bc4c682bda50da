"""What a second person agrees to is what goes out: word by word, as far and as long as they read."""

from datetime import datetime
from zoneinfo import ZoneInfo

from tests.stories.plot import after, card
from tests.stories.test_brakes import ask_to_search_the_town
from tests.stories.test_rings import alerts
from tests.support.cast import (
    DESK,
    DUTY,
    FAR_AWAY,
    FAR_GROUP,
    FATHER,
    OTHER_CHIEF,
    STAFF,
    STAFF_OTHER,
    WORKER,
)
from tests.support.pictures import photo
from tests.support.town import BOT, Line, Town

NOON = datetime(2026, 7, 2, 12, 0, tzinfo=ZoneInfo("Asia/Shanghai")).timestamp()

pytestmark = after(at=NOON)

WATER = "明天全镇停水，请今晚把水接好。"
MONEY = "大家赶快去银行取钱，格格说的"
HAZARD = "香樟苑3号楼有电线掉下来了"


async def ask_for_the_town(town: Town, words: str = WATER) -> None:
    """The desk writes to the whole town and presses 确认发布."""
    await town.write(DUTY, DESK, f"/alert {words}")
    await town.press(DUTY, DESK, "确认发布")


async def second(town: Town) -> Line:
    """Return what the head of the other village was asked."""
    return await town.find(OTHER_CHIEF, STAFF_OTHER, "第二个人")


async def agree(town: Town) -> None:
    await town.press(OTHER_CHIEF, STAFF_OTHER, "确认", on="第二个人")


async def correct(town: Town, words: str) -> None:
    """The desk answers its card: this is right."""
    card = await town.find(DUTY, DESK, "编号 1001", button="认领")
    await town.write(DUTY, DESK, f"更正：{words}", reply_to=card.id)


async def far_away(town: Town) -> str:
    return "\n".join(line.text for line in await town.said(FAR_AWAY, FAR_GROUP))


@after(ask_for_the_town)
async def test_the_second_person_reads_what_they_sign(town: Town) -> None:
    """Whose it is, how far, when, until when, and the message itself; afterwards it is gone."""
    wanted = await second(town)
    assert "贺天明 要发到榆溪镇，共 10 个群" in wanted.text
    assert "马上发" in wanted.text
    assert WATER in wanted.text
    assert "有效到" in wanted.text

    await agree(town)
    assert WATER not in (await second(town)).text
    assert WATER in await far_away(town)


async def test_at_night_they_read_that_it_waits(town: Town) -> None:
    await town.pass_time(hours=11)
    await ask_for_the_town(town)

    assert "7月3日 周五 08:00 才发" in (await second(town)).text


@after(ask_for_the_town)
async def test_other_words_are_asked_anew(town: Town) -> None:
    """更正 between asking and agreeing: the first wish is void, its button presses nothing."""
    first = await second(town)
    await correct(town, MONEY)
    assert (await second(town)).buttons == ()
    assert "又改了" in (await second(town)).text

    await town.press(DUTY, DESK, "确认发布")
    assert MONEY in (await second(town)).text
    stale = await town.press_data(OTHER_CHIEF, STAFF_OTHER, first.id, first.data("确认"))

    assert stale is not None
    assert stale.alert
    assert await alerts(town) == []
    await agree(town)
    assert MONEY in await far_away(town)


@after(ask_for_the_town)
async def test_what_else_is_changed_is_asked_anew(town: Town) -> None:
    """An exercise would be the real thing, a notice would wake the town."""
    preview = await town.find(DUTY, DESK, "预览")
    for changed in ("drill.1", "level.red", "validity.60"):
        first = await second(town)
        case = first.data("确认").split(":")[2]

        await town.press_data(DUTY, DESK, preview.id, f"c:adjust:{case}:{changed}")

        assert (await second(town)).buttons == (), changed
        stale = await town.press_data(OTHER_CHIEF, STAFF_OTHER, first.id, first.data("确认"))
        assert stale is not None
        assert stale.alert
        assert await alerts(town) == []
        await town.press(DUTY, DESK, "确认发布")


@after(ask_for_the_town)
async def test_not_published_after_all(town: Town) -> None:
    """不发布 while a second person is asked: there is nothing to agree to."""
    await town.press(DUTY, DESK, "不发布")

    assert (await second(town)).buttons == ()
    assert await alerts(town) == []


@after(ask_for_the_town)
async def test_opening_a_menu_changes_nothing(town: Town) -> None:
    await town.press(DUTY, DESK, "级别")

    await agree(town)

    assert len(await alerts(town)) == 10


@after(ask_to_search_the_town)
async def test_what_the_family_adds_is_asked_anew(town: Town) -> None:
    """A search of the whole town: other words, another photo."""
    assert "红色外套" in (await second(town)).text
    await town.press(FATHER, BOT, "补充")
    await town.write(FATHER, BOT, "身高110厘米")
    assert (await second(town)).buttons == ()

    await town.press(DUTY, DESK, "确认发布", on="马上")
    assert (await second(town)).buttons
    await town.press(FATHER, BOT, "补充")
    await town.send_photo(FATHER, BOT, photo(), "")

    assert (await second(town)).buttons == ()
    assert await alerts(town) == []


@after(ask_to_search_the_town)
async def test_not_verified_is_another_wish(town: Town) -> None:
    """未核实先发 after 确认发布: the second person reads that nobody has checked it."""
    await town.press(DUTY, DESK, "未核实先发", on="马上")
    assert "还在核实" in (await second(town)).text

    await agree(town)

    assert "还在核实" in await far_away(town)


@after(ask_for_the_town)
async def test_what_a_whole_town_reads_is_not_rewritten_by_one(town: Town) -> None:
    """Two people published it; for other words there are two again, who read them."""
    await agree(town)
    await correct(town, MONEY)

    told = await town.press(DUTY, DESK, "更新通知")

    assert told is not None
    assert "第二个人" in told.text
    assert MONEY not in await far_away(town)
    wanted = await second(town)
    assert "贺天明 要改已发到榆溪镇的话，共 10 个群" in wanted.text
    assert MONEY in wanted.text
    await agree(town)
    assert MONEY in await far_away(town)
    assert WATER not in await far_away(town)


async def test_what_came_to_the_town_by_the_clock_is_not_rewritten_by_one(town: Town) -> None:
    """A neighbour's danger of a village; once a town reads it, free words want two."""
    await town.write(WORKER, STAFF, HAZARD)
    await town.press(WORKER, STAFF, "发布")
    await town.press(WORKER, STAFF, "确认发布")
    await town.pass_time(hours=1)
    await town.write(WORKER, STAFF, f"更正：{MONEY}", reply_to=(await card(town)).id)

    told = await town.press(WORKER, STAFF, "更新通知")

    assert told is not None
    assert "第二个人" in told.text
    assert MONEY not in await far_away(town)
    await town.press(DUTY, DESK, "不同意", on="第二个人")
    assert MONEY not in await far_away(town)


@after(ask_for_the_town)
async def test_a_rewriting_that_is_not_wanted_any_more(town: Town) -> None:
    """不更新, or other words again: nothing is left to agree to."""
    await agree(town)
    await correct(town, MONEY)
    await town.press(DUTY, DESK, "更新通知")
    await correct(town, "停水改到后天。")
    assert (await second(town)).buttons == ()

    await town.press(DUTY, DESK, "更新通知")
    assert "后天" in (await second(town)).text
    await town.press(DUTY, DESK, "不更新")

    assert (await second(town)).buttons == ()
    assert WATER in await far_away(town)
