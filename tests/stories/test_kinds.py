"""The other kinds of case, each as the contract wants it: who hears, what groups read, how it ends."""

import pytest

from tests.stories.plot import publish
from tests.support.cast import (
    CHIEF_WORKER,
    DESK,
    DUTY,
    EAST,
    EAST_GROUP,
    EAST_OTHER,
    FATHER,
    GRANDMOTHER,
    HOME,
    HOME_OTHER,
    MOTHER,
    NEIGHBOUR,
    NEXT,
    NEXT_DOOR,
    STAFF,
    STAFF_CHIEF,
    WORKER,
)
from tests.support.pictures import photo
from tests.support.town import BOT, Line, Town

QUARREL = "楼上5-2天天半夜吵，跳来跳去，我上去说他还骂人，麻烦来调解一下"
GAS = "3号楼楼道里好大一股煤气味，快来人"
LOST_MAN = "我老公不见了，35岁，穿灰色夹克，昨晚从香樟苑大门出去就没回来"
FOUND = "香樟苑大门有个小男孩在哭，三四岁，找不到爸妈"


async def test_a_quarrel_is_nobody_s_in_the_group(town: Town) -> None:
    """By command in the group: one neutral line with the way out; the village's staff alone hear."""
    await town.start(MOTHER)
    await town.write(MOTHER, HOME, QUARREL)
    assert await town.said(MOTHER, HOME) == []
    await town.write(MOTHER, HOME, f"/report {QUARREL}")
    line = (await town.said(MOTHER, HOME))[-1]
    assert "私下" in line.text
    assert "5-2" not in line.text

    await town.write(MOTHER, BOT, f"香樟苑3号楼，{QUARREL}")
    await town.press(MOTHER, BOT, "提交")

    told = await town.find(CHIEF_WORKER, STAFF_CHIEF, "编号 1001")
    assert "邻里矛盾" in told.text
    assert all("1001" not in line.text for line in await town.said(WORKER, STAFF))
    assert all("5-2" not in line.text for line in await town.said(MOTHER, HOME))


@pytest.mark.both_engines
async def test_a_quarrel_is_not_for_a_neighbour_who_works_there(town: Town) -> None:
    """An unpaid micro-grid worker neither lists nor reads it; the village does, and mediates."""
    for person in (MOTHER, WORKER, CHIEF_WORKER):
        await town.start(person)
    await town.write(MOTHER, BOT, f"香樟苑3号楼，{QUARREL}")
    await town.press(MOTHER, BOT, "提交")

    await town.write(WORKER, BOT, "/cases")
    assert "没有在办" in (await town.said(WORKER, BOT))[-1].text
    await town.write(WORKER, BOT, "/case 1001")
    assert "只有报告人和网格员能看" in (await town.said(WORKER, BOT))[-1].text
    await town.write(CHIEF_WORKER, BOT, "/cases")
    assert "1001" in (await town.said(CHIEF_WORKER, BOT))[-1].text
    await town.press(CHIEF_WORKER, STAFF_CHIEF, "办结")
    await town.press(CHIEF_WORKER, STAFF_CHIEF, "已调解")

    assert "已调解" in (await town.find(MOTHER, BOT, "编号 1001")).text


async def test_a_smell_of_gas_is_everybody_s_at_once(town: Town) -> None:
    """119 first, staff and duty desk before anybody confirms; an alert keeps people away."""
    await town.write(FATHER, HOME, GAS)
    asked = (await town.said(FATHER, HOME))[-1].text
    assert asked.splitlines()[0] == "请先离开，再打 119。"
    for group in (STAFF, DESK):
        assert "燃气" in (await town.find(town.member_of(group), group, "未确认")).text

    await publish(town)
    alert = await town.find(NEXT_DOOR, NEXT, "燃气")
    assert "不要靠近" in alert.text
    await town.press(WORKER, STAFF, "办结")
    await town.press(WORKER, STAFF, "隐患已消除")

    assert "这里没事了" in (await town.find(NEXT_DOOR, NEXT, "编号 1001", by_id=alert.id)).text
    assert (await town.said(NEXT_DOOR, NEXT))[-1].text == "这里没事了，谢谢大家"


async def test_a_live_wire_goes_to_staff_before_anybody_confirms(town: Town) -> None:
    """What is red is said with 119 first, and is still with staff when nobody pressed 提交."""
    await town.write(FATHER, HOME, "香樟苑3号楼的电线断了，在地上打火花")
    asked = (await town.said(FATHER, HOME))[-1].text
    assert asked.splitlines()[0] == "请先离开，再打 119。"
    card = await town.find(WORKER, STAFF, "未确认")
    assert "打火花" in card.text

    await town.pass_time(minutes=3)
    line = (await town.said(FATHER, HOME))[-1].text
    assert line.splitlines()[0] == "请先离开，直接打 119。"
    await town.pass_time(minutes=8)
    assert "打火花" in (await town.find(WORKER, STAFF, "未确认", by_id=card.id)).text


async def test_an_alert_says_in_which_compound(town: Town) -> None:
    """In the own group a building is enough; elsewhere every compound has one of that number."""
    await town.write(EAST, EAST_GROUP, "楼道里好大的煤气味，2号楼3楼")
    await town.press(EAST, EAST_GROUP, "提交")
    await town.press(DUTY, DESK, "发布")
    assert "梧桐里 2号楼3楼" in (await town.find(DUTY, DESK, "马上")).text
    await town.press(DUTY, DESK, "确认发布", on="马上")

    for group in (EAST_GROUP, EAST_OTHER):
        assert "地点：梧桐里 2号楼3楼" in (await town.find(EAST, group, "请绕开")).text


async def test_a_grown_man_needs_the_police_s_number(town: Town) -> None:
    """发布 asks for it, something else is asked for again, then the preview comes."""
    await town.write(MOTHER, HOME, LOST_MAN)
    await town.press(WORKER, STAFF, "发布")
    assert "报警回执" in (await town.said(WORKER, STAFF))[-1].text
    refused = await town.write(WORKER, STAFF, "没有")
    again = (await town.said(WORKER, STAFF))[-1]
    assert again.answers == refused
    assert "报警回执" in again.text

    await town.write(WORKER, STAFF, "川公(双)受案字2026-01234号")
    await town.press(WORKER, STAFF, "确认发布", on="马上")

    assert "寻找35岁男士" in (await town.find(NEIGHBOUR, HOME_OTHER, "寻找")).text


@pytest.mark.both_engines
async def test_a_found_child_s_face_is_shown_only_with_a_reason(town: Town) -> None:
    """Without one neither preview nor alert carries the photo; with one it is on record."""
    await town.send_photo(FATHER, HOME, photo(), FOUND)
    await town.press(FATHER, HOME, "提交")
    await town.press(WORKER, STAFF, "发布")
    assert not (await town.find(WORKER, STAFF, "马上", button="确认发布")).has_photo
    await town.press(WORKER, STAFF, "不发布")

    await town.press_more(WORKER, STAFF, "带上照片")
    await town.write(WORKER, STAFF, "大家中午吃什么")
    asked = (await town.find(WORKER, STAFF, "为什么要让大家看到")).id
    await town.write(WORKER, STAFF, "孩子不会说话，三小时没人来找", reply_to=asked)
    await publish(town)

    assert (await town.find(NEIGHBOUR, HOME_OTHER, "在找家人")).has_photo
    await town.start(WORKER)
    await town.write(WORKER, BOT, "/case 1001")
    assert "孩子不会说话" in (await town.said(WORKER, BOT))[-1].text


@pytest.mark.published
async def test_a_photo_of_a_clue_goes_to_the_family_by_staff_only(town: Town) -> None:
    """She reads words at once; the picture after a worker has looked: 转给家属, once."""
    await town.start(NEXT_DOOR, "clue_1001")
    await town.send_photo(NEXT_DOOR, BOT, photo(), "河边看到的，红衣服")
    assert not any(line.has_photo for line in await town.said(MOTHER, BOT))

    relay = await town.find(WORKER, STAFF, "河边看到的", button="转给家属")
    await town.press(WORKER, STAFF, "转给家属")

    assert sum(line.has_photo for line in await town.said(MOTHER, BOT)) == 1
    assert "已转给家属" in (await town.find(WORKER, STAFF, "河边看到的", by_id=relay.id)).text


@pytest.mark.published
async def test_a_few_lines_for_the_family_once_the_child_is_home(town: Town) -> None:
    """After 已团聚, in private, without blame."""
    await town.press(MOTHER, BOT, "找到了")
    await town.press(WORKER, STAFF, "核查通过")
    await town.press(WORKER, STAFF, "已团聚")

    tip = await town.find(MOTHER, BOT, "几件小事")
    assert "站着不动" in tip.text
    assert tip.buttons == ("防走失", "防溺水", "防火", "防烫伤")
    await town.press(MOTHER, BOT, "防烫伤")
    assert "烫" in (await town.said(MOTHER, BOT))[-1].text


@pytest.mark.published
async def test_a_family_is_asked_to_the_next_session_for_parents(town: Town) -> None:
    """One that is planned near them and has room, with a way to sign up."""
    await town.start(WORKER)
    await town.write(WORKER, BOT, "明天下午3点在香樟苑活动室开展亲子培训 1人")
    await town.press(WORKER, BOT, "确认发布")
    await town.pass_time(minutes=2)
    await town.press(GRANDMOTHER, HOME, "报名")
    await town.write(WORKER, BOT, "周六下午3点在香樟苑活动室开展家长课堂培训 30人")
    await town.press(WORKER, BOT, "确认发布")
    await town.pass_time(minutes=2)
    await town.press(MOTHER, BOT, "找到了")
    await town.press(WORKER, STAFF, "核查通过")
    await town.press(WORKER, STAFF, "已团聚")

    tip = await town.find(MOTHER, BOT, "几件小事")
    assert "附近的家长活动：" in tip.text
    assert "7月4日 15:00" in tip.text
    assert tip.buttons[-1] == "看看并报名"
    await town.start(MOTHER, "g_2")
    assert "📣 家长课堂" in (await town.said(MOTHER, BOT))[-1].text
    await town.press(MOTHER, BOT, "报名")
    assert "报上名了" in (await town.said(MOTHER, BOT))[-1].text


async def test_who_looked_at_the_number_the_reporter_sees(town: Town) -> None:
    """联系报告人 in private, by the claimer; each look stands in the reporter's /case."""
    await town.start(MOTHER)
    await town.start(WORKER)
    await town.write(MOTHER, HOME, "3号楼4楼楼道灯不亮了，我电话13900000001")
    await town.press(MOTHER, HOME, "提交")
    await town.press(WORKER, STAFF, "认领")
    await town.press_more(WORKER, STAFF, "联系报告人")
    assert "13900000001" in (await town.said(WORKER, BOT))[-1].text

    await town.write(MOTHER, BOT, "/case 1001")

    assert "看了联系方式" in (await town.said(MOTHER, BOT))[-1].text


@pytest.mark.published
async def test_what_is_personal_is_wiped_a_month_after_the_end(town: Town) -> None:
    """Promise 6: nobody's words, name or number is in any table; the outcome is still on record."""
    await town.write(NEXT_DOOR, NEXT, "看到了，往河边走了", reply_to=(await _alert(town)).id)
    await town.press(MOTHER, BOT, "找到了")
    await town.press(WORKER, STAFF, "核查通过")
    await town.press(WORKER, STAFF, "已团聚")
    personal = ("红色外套", "13900000001", "往河边走了", "林晓芸", str(MOTHER))
    await town.pass_time(days=29)
    assert await town.places_of("红色外套")

    await town.pass_time(days=2)

    left = {word: await town.places_of(word) for word in personal}
    elsewhere = {"account", "delivery"}  # whom the bot may write to, and which message stood where
    assert {word for word, tables in left.items() if tables - elsewhere} == set()
    await town.start(WORKER)
    await town.write(WORKER, BOT, "/case 1001")
    told = (await town.said(WORKER, BOT))[-1].text
    assert "已团聚" in told
    assert "程小禾" in told


async def _alert(town: Town) -> Line:
    return await town.find(NEXT_DOOR, NEXT, "寻找")


NOW_AT = {
    "在柳荫路口捡到一个3岁女孩，我先带到我家5号楼201了": "201",
    "香樟苑大门有个小男孩在哭，三四岁，找不到爸妈，现在在门卫室": "门卫室",
    "我把一个走丢的3岁女孩从柳荫路口带到13号楼架空层了": "13号楼",
}


@pytest.mark.parametrize("words", NOW_AT)
async def test_where_a_found_child_is_now_no_group_reads(town: Town, words: str) -> None:
    """Promise 5: only where the child was found."""
    await town.write(FATHER, HOME, words)
    await town.press(FATHER, HOME, "提交")

    await town.press(WORKER, STAFF, "发布")
    preview = await town.find(WORKER, STAFF, "马上", button="确认发布")
    assert "在找家人" in preview.text
    assert NOW_AT[words] not in preview.text


async def test_somebody_about_to_jump_is_no_private_matter(town: Town) -> None:
    """Promise 9: sensitive never changes the path of help with life at stake."""
    await town.write(FATHER, HOME, "3号楼有人要跳楼，快来救人")

    assert (
        "110" in (await town.said(FATHER, HOME))[-1].text
        or "120" in (await town.said(FATHER, HOME))[-1].text
    )
    for group in (STAFF, DESK):
        assert "未确认" in (await town.find(town.member_of(group), group, "未确认")).text


async def test_violence_at_home_is_the_village_s(town: Town) -> None:
    """Said in private without a command: neither the group nor its micro-grid reads it."""
    await town.start(MOTHER)
    await town.write(MOTHER, HOME, "/report 隔壁家暴老婆，天天打")
    assert "私下" in (await town.said(MOTHER, HOME))[-1].text
    await town.write(MOTHER, BOT, "香樟苑3号楼，隔壁家暴老婆")
    asked = (await town.said(MOTHER, BOT))[-1].text
    assert asked.splitlines()[0] == "正有人受到伤害的话，请先打 110。"
    assert "社区的工作人员" in asked
    await town.press(MOTHER, BOT, "提交")

    assert "有人需要帮忙" in (await town.find(CHIEF_WORKER, STAFF_CHIEF, "编号 1001")).text
    assert all("家暴" not in line.text for line in await town.said(WORKER, STAFF))


async def test_a_relative_s_number_under_a_found_person_s_alert_is_masked(town: Town) -> None:
    """Promise 4: who knows the person may be the family; staff groups read no number.

    The finder reads of a light place, a second adult, handing over only to staff or police, 110.
    """
    await town.write(FATHER, HOME, FOUND)
    await town.press(FATHER, HOME, "提交")
    read = (await town.find(FATHER, HOME, "编号 1001")).text
    for line in ("亮的地方", "一位大人", "再交人", "打 110"):
        assert line in read
    await publish(town)
    alert = await town.find(NEIGHBOUR, HOME_OTHER, "在找家人")

    await town.write(NEIGHBOUR, HOME_OTHER, "是我侄儿，我电话13988887777", reply_to=alert.id)

    relay = (await town.find(WORKER, STAFF, "线索 · 编号 1001")).text
    assert "侄儿" in relay
    assert "13988887777" not in relay


async def test_a_claim_waits_until_a_worker_opens_the_private_chat(town: Town) -> None:
    """The group reads only that somebody asks; Start brings who it is."""
    await town.write(FATHER, HOME, FOUND)
    await town.press(FATHER, HOME, "提交")
    await publish(town)
    await town.start(NEXT_DOOR, "claim_1001")
    await town.write(NEXT_DOOR, BOT, "孩子叫许朵朵，银杏居3栋201，电话13988887777")
    asked = (await town.find(WORKER, STAFF, "有人说是家长")).text
    assert all(secret not in asked for secret in ("朵朵", "201", "1398888"))
    assert "打开和我的私聊" in asked

    await town.start(WORKER)

    assert "13988887777" in (await town.find(WORKER, BOT, "有人说是家长")).text
