"""The second story: a lamp is broken, the micro-grid sees to it, or hands it up."""

import pytest

from bot.domain.registers import Register
from bot.exchange.rows import read
from bot.services.imports import store
from bot.storage.cases import Case
from bot.storage.database import Database
from tests.stories.plot import LAMP, card, report_lamp
from tests.support.cast import (
    CHIEF_WORKER,
    DESK,
    DUTY,
    FATHER,
    GENERAL_WORKER,
    HOME,
    MOTHER,
    NEXT,
    NEXT_DOOR,
    STAFF,
    STAFF_CHIEF,
    WORKER,
)
from tests.support.town import BOT, Town

FIRST_CARD = ("收到", "认领", "派遣", "升级", "办结", "更多")
CHECK = ("核查通过", "核查不通过", "办结")


async def test_the_first_report_after_an_import_knows_its_names(town: Town) -> None:
    """A name that no grammar could know is read by the gazetteer of this moment."""
    file = "name,kind,grid\n鹤鸣台,other,YX-A11\n"
    database = Database(town.settings.database_url)
    async with database.write() as session:
        await store(session, read(Register.PLACES, file.encode()))
    await database.close()

    await town.write(MOTHER, HOME, "鹤鸣台的路灯不亮了")

    assert "鹤鸣台" in (await town.said(MOTHER, HOME))[-1].text


@pytest.mark.both_engines
async def test_from_one_message_to_a_lamp_that_shines(town: Town) -> None:
    """Resident and worker: reported, confirmed, claimed, mended, looked at (with two taps), closed."""
    await report_lamp(town)
    assert (await card(town)).buttons == FIRST_CARD

    await town.press(WORKER, STAFF, "认领")
    assert (await card(town)).buttons == ("收到", "提交核查", "派遣", "升级", "办结", "更多")
    await town.press(WORKER, STAFF, "提交核查")
    assert (await card(town)).buttons == CHECK
    assert (await town.find(CHIEF_WORKER, STAFF_CHIEF, "编号 1001")).buttons == CHECK
    for _ in range(2):
        await town.press(CHIEF_WORKER, STAFF_CHIEF, "核查通过")
    said = await town.said(CHIEF_WORKER, STAFF_CHIEF)
    assert ["已修复" in line.buttons for line in said].count(True) == 1
    await town.press(CHIEF_WORKER, STAFF_CHIEF, "已修复")

    closed = await card(town)
    assert "已修复" in closed.text
    assert closed.buttons == ()
    line, asked = await town.said(MOTHER, HOME)
    assert "修好了" in line.text
    assert line.buttons == ()
    assert "灯修好了吗" in asked.text


async def test_staff_hear_nothing_before_the_reporter_confirms(town: Town) -> None:
    """The question stands under the report; no life is at stake, so 提交 comes first."""
    said = await town.write(MOTHER, HOME, LAMP)

    prompt = await town.find(MOTHER, HOME, "对吗")
    assert prompt.answers == said
    assert prompt.buttons == ("提交", "不是报告", "补充")
    assert "3号楼" in prompt.text
    assert await town.said(WORKER, STAFF) == []

    assert (await town.press(MOTHER, HOME, "提交")) is not None
    line = await town.find(MOTHER, HOME, "编号 1001", by_id=prompt.id)
    assert line.buttons == ("我也遇到", "查看进展")
    assert await town.said(DUTY, DESK) == []


async def test_what_is_no_report_goes_without_a_trace(town: Town) -> None:
    """不是报告 takes the question away and forgets the words."""
    await town.write(MOTHER, HOME, LAMP)

    await town.press(MOTHER, HOME, "不是报告")

    assert await town.said(MOTHER, HOME) == []
    assert await town.said(WORKER, STAFF) == []
    assert await town.places_of("楼道灯") == set()
    assert await town.count(Case) == 0


async def test_more_words_for_the_report(town: Town) -> None:
    """补充 takes the author's next message into the report; what was told wrong is put right."""
    await town.write(MOTHER, HOME, LAMP)

    await town.press(MOTHER, HOME, "补充")
    await town.write(MOTHER, HOME, "老人上下楼看不见台阶")
    await town.press(MOTHER, HOME, "提交")

    assert "看不见台阶" in (await card(town)).text

    await town.write(MOTHER, HOME, "说错了，不是3号楼，是2号楼")
    assert "2号楼4楼" in (await card(town)).text.splitlines()[0]
    assert await town.count(Case) == 1


async def test_a_child_who_is_missing_is_not_added_to_a_lamp(town: Town) -> None:
    """Who was asked for more of a lamp and misses a child has made a report, and staff hear it."""
    await town.write(MOTHER, HOME, LAMP)
    await town.press(MOTHER, HOME, "补充")

    await town.write(MOTHER, HOME, "我家娃儿不见了，5岁，红衣服，在柳荫路口")

    assert "寻找5岁" in (await town.said(WORKER, STAFF))[-1].text
    assert "寻找5岁" in (await town.find(DUTY, DESK, "未确认")).text


async def test_what_is_added_to_no_report_is_one_of_its_own(town: Town) -> None:
    """补充, then 不是报告: what is written next belongs to nothing, and is heard."""
    await town.write(MOTHER, HOME, LAMP)
    await town.press(MOTHER, HOME, "补充")
    await town.press(MOTHER, HOME, "不是报告")

    await town.write(MOTHER, HOME, "2单元3楼的楼道灯也不亮了")

    assert "2单元" in (await town.find(MOTHER, HOME, "对吗")).text


@pytest.mark.lamp_reported
async def test_a_neighbour_met_it_too(town: Town) -> None:
    """我也遇到 counts every neighbour once, 查看进展 is told to whoever asks."""
    await town.press(FATHER, HOME, "我也遇到")
    await town.press(FATHER, HOME, "我也遇到")
    await town.press(MOTHER, HOME, "我也遇到")

    assert "1 人也遇到" in (await town.find(MOTHER, HOME, "编号 1001")).text
    assert "另有 1 人也遇到" in (await card(town)).text
    await town.press(WORKER, STAFF, "认领")
    told = await town.press(FATHER, HOME, "查看进展")
    assert told is not None
    assert told.alert
    assert "程小禾" in told.text


@pytest.mark.lamp_reported
async def test_the_first_to_claim_has_it(town: Town) -> None:
    """Of two workers who press 认领 the second is told who was first, and nothing changes."""
    await town.press(WORKER, STAFF, "认领")
    before = await card(town)
    claim = before.raw["reply_markup"]["inline_keyboard"][0][1]["callback_data"]
    told = await town.press_data(GENERAL_WORKER, STAFF, before.id, claim.replace("finish", "claim"))

    assert told is not None
    assert told.alert
    assert "程小禾" in told.text
    assert (await card(town)).text == before.text


@pytest.mark.lamp_reported
async def test_what_cannot_be_mended_needs_a_reason(town: Town) -> None:
    """无法解决 asks why; the next words of the presser are the reason, and residents are told."""
    await town.press(WORKER, STAFF, "办结")
    await town.press(WORKER, STAFF, "无法解决")
    assert "原因" in (await town.said(WORKER, STAFF))[-1].text
    assert "待受理" in (await card(town)).text
    await town.write(WORKER, STAFF, "整栋楼要改造，线路年底才换")

    assert "无法解决" in (await card(town)).text
    asked = (await town.find(MOTHER, HOME, "编号 1001：暂时解决不了")).text
    assert "整栋楼要改造，线路年底才换" in asked
    assert "修好了吗" not in asked
    assert "灯不亮了" in (await town.find(MOTHER, HOME, "ℹ️ 暂时解决不了")).text


@pytest.mark.lamp_reported
async def test_who_reported_a_duplicate_reads_how_it_ended(town: Town) -> None:
    """一起在办 is true until the other case ends, and again when that is reopened."""
    await town.write(FATHER, HOME, "3号楼四楼的灯不亮了，黑得很")
    await town.press(FATHER, HOME, "提交")
    await town.press(WORKER, STAFF, "办结", on="编号 1002")
    await town.press(WORKER, STAFF, "重复")
    await town.write(WORKER, STAFF, "1001")

    await town.press(WORKER, STAFF, "办结", on="编号 1001")
    await town.press(WORKER, STAFF, "已修复", on="编号 1001")
    theirs = (await town.find(FATHER, HOME, "编号 1002")).text
    assert theirs.startswith("✅ 修好了")

    await town.press(MOTHER, HOME, "没解决")
    assert "一起在办" in (await town.find(FATHER, HOME, "编号 1002")).text


@pytest.mark.lamp_reported
async def test_a_duplicate_points_to_the_other_case(town: Town) -> None:
    """重复 asks for a number, refuses one that does not exist, and merges.

    重新办理 under /case: the case is open where it was, and parted from the other.
    """
    await town.write(FATHER, HOME, "3号楼四楼的灯不亮了，黑得很")
    await town.press(FATHER, HOME, "提交")

    await town.press(WORKER, STAFF, "办结", on="编号 1002")
    await town.press(WORKER, STAFF, "重复")
    await town.write(WORKER, STAFF, "9999")
    assert "没有找到" in (await town.said(WORKER, STAFF))[-1].text
    await town.write(WORKER, STAFF, "1001")

    assert "重复" in (await card(town, 1002)).text
    assert "一起在办" in (await town.find(FATHER, HOME, "编号 1002")).text
    assert (await card(town, 1001)).buttons == FIRST_CARD
    assert "另有 1 人也遇到" in (await card(town, 1001)).text

    await town.press(WORKER, STAFF, "办结", on="编号 1001")
    await town.press(WORKER, STAFF, "重复", on="编号 1001")
    await town.write(WORKER, STAFF, "1002")
    assert "已经并到" in (await town.said(WORKER, STAFF))[-1].text

    await town.start(WORKER)
    await town.write(WORKER, BOT, "/case 1002")
    await town.press(WORKER, BOT, "重新办理")
    assert "也遇到" not in (await card(town, 1001)).text
    again = await town.find(WORKER, STAFF, "编号 1002")
    assert again.buttons == FIRST_CARD
    assert "已立案" in again.text
    told = await town.press(WORKER, BOT, "重新办理")
    assert told is not None
    assert told.alert


@pytest.mark.lamp_reported
async def test_what_is_too_big_goes_up(town: Town) -> None:
    """升级 hands a case to the nearest node above with staff, in its staff group too; 转交 back down."""
    await town.press(WORKER, STAFF, "认领")

    await town.press(WORKER, STAFF, "升级")
    raised = await card(town)
    assert "香樟第一网格" in raised.text
    assert "已立案" in raised.text
    assert "程小禾" not in raised.text.splitlines()[2]
    assert raised.buttons == FIRST_CARD

    await town.press(GENERAL_WORKER, STAFF, "升级")
    at_chief = await town.find(CHIEF_WORKER, STAFF_CHIEF, "编号 1001")
    assert "香樟社区" in at_chief.text
    refused = await town.press(WORKER, STAFF, "认领")
    assert refused is not None
    assert refused.alert

    for who, chat, node in DOWN_AGAIN:
        await town.press_more(who, chat, "转交")
        await town.press(who, chat, f"转交 {node}")
    await town.press(WORKER, STAFF, "认领")
    assert "办理：程小禾" in (await card(town)).text


DOWN_AGAIN = (
    (CHIEF_WORKER, STAFF_CHIEF, "香樟第一网格"),
    (GENERAL_WORKER, STAFF, "香樟苑微网格"),
)


async def test_a_chosen_worker_gets_it(town: Town) -> None:
    """派遣 offers the workers over the node; the chosen one has it, in private too."""
    await town.start(GENERAL_WORKER)
    await report_lamp(town)

    await town.press(WORKER, STAFF, "派遣")
    picker = await town.find(WORKER, STAFF, "派给谁")
    assert picker.buttons[-1] == "取消"
    await town.press(WORKER, STAFF, "姜海洋")

    assert "已派遣" in (await card(town)).text
    assert "姜海洋" in (await card(town)).text
    assert "姜海洋" in (await town.find(GENERAL_WORKER, BOT, "编号 1001")).text
    assert all("派给谁" not in line.text for line in await town.said(WORKER, STAFF))


@pytest.mark.lamp_reported
async def test_a_failed_check_goes_back_to_work(town: Town) -> None:
    """核查不通过 gives the case back to whoever had it, with what is still wrong."""
    await town.start(WORKER)
    await town.press(WORKER, STAFF, "认领")
    await town.press(WORKER, STAFF, "提交核查")

    await town.press(CHIEF_WORKER, STAFF_CHIEF, "核查不通过")

    again = await card(town)
    assert "办理中" in again.text
    assert "办理：程小禾" in again.text
    assert "提交核查" in again.buttons

    await town.write(CHIEF_WORKER, STAFF_CHIEF, "我去看了，还是黑的")

    assert "还是黑的" in (await town.find(WORKER, BOT, "没通过核查")).text
    assert "还是黑的" in (await card(town)).text

    await town.press(WORKER, STAFF, "提交核查")
    await town.press(CHIEF_WORKER, STAFF_CHIEF, "核查不通过")
    await town.press(WORKER, STAFF, "提交核查")
    await town.write(CHIEF_WORKER, STAFF_CHIEF, "灯罩没装")

    assert "灯罩没装" in (await card(town)).text
    assert all("没通过核查" not in line.text for line in await town.said(WORKER, BOT))

    await town.press(CHIEF_WORKER, STAFF_CHIEF, "核查不通过")
    await town.write(CHIEF_WORKER, STAFF_CHIEF, "7号楼门口的井盖松了")

    assert "井盖" not in (await card(town)).text
    assert "井盖松了" in (await town.find(CHIEF_WORKER, STAFF_CHIEF, "编号 1002")).text


async def test_a_question_left_alone_goes_after_ten_minutes(town: Town) -> None:
    """The group is not left with a question that nobody answers."""
    await town.write(MOTHER, HOME, LAMP)

    await town.pass_time(minutes=9)
    assert await town.said(MOTHER, HOME) != []
    await town.pass_time(minutes=1)

    assert await town.said(MOTHER, HOME) == []


async def test_a_draft_is_forgotten_after_a_day(town: Town) -> None:
    """What nobody confirmed is gone after 24 hours: the case, the history, the words."""
    await town.write(MOTHER, HOME, LAMP)

    await town.pass_time(hours=23)
    assert await town.places_of("楼道灯") != set()
    await town.pass_time(hours=1)

    assert await town.places_of("楼道灯") == set()
    assert await town.count(Case) == 0


async def test_the_building_decides_whose_it_is(town: Town) -> None:
    """A lamp of 香樟苑3号楼 is 香樟苑's, in whichever group it was said; put right it is another's."""
    await town.write(NEXT_DOOR, NEXT, f"香樟苑{LAMP}")

    await town.press(NEXT_DOOR, NEXT, "提交")

    assert "香樟苑微网格" in (await card(town)).text

    await town.write(NEXT_DOOR, NEXT, "香樟苑2号楼4楼楼道灯不亮了")
    await town.write(NEXT_DOOR, NEXT, "说错了，是桂语里2号楼")
    await town.press(NEXT_DOOR, NEXT, "提交", on="桂语里2号楼")
    assert "桂语里微网格" in (await card(town, 1002)).text


async def test_a_bare_house_number_is_the_group_s(town: Town) -> None:
    """3号楼 said in 桂语里's group is 桂语里's."""
    await town.write(NEXT_DOOR, NEXT, LAMP)

    await town.press(NEXT_DOOR, NEXT, "提交")

    assert "桂语里微网格" in (await card(town)).text


@pytest.mark.lamp_reported
async def test_no_question_stays_behind(town: Town) -> None:
    """Menus go with what is chosen or not, questions with their answer, or with 取消 of the case."""

    async def asked() -> list[str]:
        said = await town.said(WORKER, STAFF)
        return [line.text for line in said if "取消" in line.buttons or "原因" in line.text]

    await town.press_more(WORKER, STAFF, "转交")
    await town.press(WORKER, STAFF, "取消")
    assert await asked() == []

    await town.press(WORKER, STAFF, "办结")
    await town.press(WORKER, STAFF, "无法解决")
    assert await asked() != []
    await town.press(WORKER, STAFF, "办结")
    await town.press(WORKER, STAFF, "取消")
    assert await asked() == []

    await town.press(WORKER, STAFF, "办结")
    await town.press(WORKER, STAFF, "无法解决")
    question = await town.find(WORKER, STAFF, "原因")
    await town.write(WORKER, STAFF, "要等电力公司换线", reply_to=question.id)
    assert "无法解决" in (await card(town)).text
    assert all(line.id != question.id for line in await town.said(WORKER, STAFF))
