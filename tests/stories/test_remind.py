"""`/remind`: a worker tells the own grid something, sees it first, and has it in hand afterwards."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from aiohttp import FormData
from sqlmodel import select

from bot.domain.notices import NoticeState
from bot.storage.chats import Chat
from bot.storage.notices import Notice
from bot.storage.outbox import Delivery, Purpose
from tests.support.cast import (
    CHIEF_WORKER,
    DESK,
    DUTY,
    FAR_GROUP,
    GENERAL_WORKER,
    HOME,
    HOME_OTHER,
    MOTHER,
    NEXT,
    NEXT_OTHER,
    STAFF,
    WORKER,
)
from tests.support.pictures import photo
from tests.support.town import BOT, Line, Town

ZONE = ZoneInfo("Asia/Shanghai")
WORDS = "明天上午停水\n9点到12点检修水管，请先接好水。"
FIRST = "📢 明天上午停水"


async def heard(town: Town, words: str) -> set[int]:
    """Return the groups in which these words stand."""
    found = set()
    for group in (HOME, HOME_OTHER, NEXT, NEXT_OTHER, FAR_GROUP):
        if any(words in line.text for line in await town.said(Town.member_of(group), group)):
            found.add(group)
    return found


async def last(town: Town, person: int = WORKER) -> Line:
    return (await town.said(person, BOT))[-1]


async def told(town: Town, words: str, person: int = WORKER) -> str:
    """Write in private; returns the answer."""
    await town.write(person, BOT, words)
    return (await last(town, person)).text


async def until(town: Town, day: int, hour: int, minute: int = 0) -> None:
    """Let time pass until then, in July."""
    at = datetime(2026, 7, day, hour, minute, tzinfo=ZONE).timestamp()
    await town.pass_time(seconds=at - town.clock.now().timestamp() + 1)


@pytest.mark.both_engines
async def test_own_words_are_seen_planned_and_sent(town: Town) -> None:
    """As the group will read it, when, to how many; at its hour it is there, without a sound."""
    await town.start(WORKER)
    await town.write(WORKER, BOT, "/remind")
    await town.press(WORKER, BOT, "自己写")
    await town.write(WORKER, BOT, WORDS)

    shown, plan = (await town.said(WORKER, BOT))[-2:]
    assert shown.text.splitlines()[:2] == [FIRST, "9点到12点检修水管，请先接好水。"]
    assert plan.text.startswith("马上 · 2 个群")
    await town.press(WORKER, BOT, "时间")
    await town.press(WORKER, BOT, "今天 18 点")
    assert (await last(town)).text.startswith("7月2日 周四 18:00 · 2 个群")
    await town.press(WORKER, BOT, "确认发布")
    assert "会按时发" in (await last(town)).text
    assert await heard(town, FIRST) == set()

    await until(town, 2, 18)
    assert await heard(town, FIRST) == {HOME, HOME_OTHER}
    (line,) = [one for one in await town.said(MOTHER, HOME) if FIRST in one.text]
    assert not await town.sounded(HOME, line)
    await town.pass_time(seconds=5)
    assert "已发 2 个群" in (await last(town)).text, "the card follows by itself"


async def test_the_day_is_named_on_which_groups_hear_it(town: Town) -> None:
    """Before it is confirmed and after: who has had one today hears the next one tomorrow."""
    await town.start(WORKER)
    await town.write(WORKER, BOT, "/remind 今天一起大扫除")
    await town.press(WORKER, BOT, "确认发布")
    await town.pass_time(minutes=2)

    plan = await told(town, "/remind 电梯明天检修")
    assert plan.startswith("7月3日 周五 10:22 · 2 个群")
    assert "一个群一天最多 1 条" in plan
    await town.press(WORKER, BOT, "确认发布")
    assert "下一次：7月3日 周五 10:22" in (await last(town)).text
    await town.pass_time(minutes=1)
    await town.write(WORKER, BOT, "/remind")
    await town.press(WORKER, BOT, "电梯明天检修")
    card = (await last(town)).text
    assert "排队等发" in card
    assert "7月3日 周五 10:22 · 2 个群" in card
    assert await heard(town, "电梯") == set()
    await until(town, 3, 10, 23)
    assert await heard(town, "电梯") == {HOME, HOME_OTHER}


async def test_a_question_goes_once_nobody_waits_for_its_answer(town: Town) -> None:
    """Answered, or followed by another one: no dead buttons are left; what can't be taken is asked on."""
    await town.start(WORKER)
    await town.write(WORKER, BOT, "/remind 停水")
    await town.press(WORKER, BOT, "时间")
    await town.write(WORKER, BOT, "很快")
    assert await hours(town) == 1
    await town.write(WORKER, BOT, "明早8点")
    assert await hours(town) == 0
    await town.press(WORKER, BOT, "时间")
    await town.write(WORKER, BOT, "/remind")
    assert await hours(town) == 0
    await town.press(WORKER, BOT, "自己写")
    await town.press(WORKER, BOT, "政策宣讲")
    asked = [line for line in await town.said(WORKER, BOT) if "一个 PDF" in line.text]
    assert len(asked) == 1


async def hours(town: Town) -> int:
    """Return how many messages ask when a notice goes out."""
    return len([line for line in await town.said(WORKER, BOT) if "明早 8 点" in line.buttons])


async def test_what_is_confirmed_at_night_goes_out_in_the_morning(town: Town) -> None:
    """As the plan says; nobody is refused for the hour at which they write."""
    await town.start(WORKER)
    await until(town, 2, 23)
    assert (await told(town, "/remind 电梯坏了")).startswith("7月3日 周五 08:00 · 2 个群")
    await town.press(WORKER, BOT, "确认发布")
    assert "下一次：7月3日 周五 08:00" in (await last(town)).text
    await until(town, 3, 7)
    assert await heard(town, "电梯") == set()
    await until(town, 3, 8)
    assert await heard(town, "电梯") == {HOME, HOME_OTHER}


async def test_in_one_line_with_a_picture(town: Town) -> None:
    """`/remind 明早8点 …`: the time is read, the rest is the notice; its picture goes along."""
    await town.start(WORKER)
    await town.send_photo(WORKER, BOT, photo(), "/remind 明早8点半 周六有义诊，在活动室")

    shown, plan = (await town.said(WORKER, BOT))[-2:]
    assert shown.has_photo
    assert shown.text.startswith("📢 周六有义诊，在活动室")
    assert plan.text.startswith("7月3日 周五 08:30 · 2 个群")
    await town.press(WORKER, BOT, "确认发布")
    await until(town, 3, 8, 30)

    (line,) = [one for one in await town.said(MOTHER, HOME) if "义诊" in one.text]
    assert line.has_photo


async def test_a_theme_is_chosen_from_the_list(town: Town) -> None:
    """Now, by tapping only; in the group one button leads to the rest of it."""
    await town.start(WORKER)
    await town.write(WORKER, BOT, "/remind")
    await town.press(WORKER, BOT, "选主题")
    await town.press(WORKER, BOT, "防溺水")
    await town.press(WORKER, BOT, "确认发布")
    await town.pass_time(seconds=1)

    (line,) = [one for one in await town.said(MOTHER, HOME) if "水" in one.text]
    assert line.buttons == ("了解更多",)


IN_A_LINE = {
    "防火": (None, "马上"),
    "明早8点 防火": (None, "7月3日 周五 08:00"),
    "主题 防火": (None, "马上"),
    "theme_fire": (None, "马上"),
    "防火主题": (None, "马上"),
    "马上 7月5日 停电通知": ("📢 7月5日 停电通知", "马上"),
    "7月5日，全小区停电": ("📢 7月5日，全小区停电", "马上"),
    "7月5日8点 停电通知": ("📢 停电通知", "7月5日 周日 08:00"),
    "明天停水": ("📢 明天停水", "马上"),
    "防火 明天10点": (None, "7月3日 周五 10:00"),
    "每周五 17:00 倒垃圾请分类": ("📢 倒垃圾请分类", "7月3日 周五 17:00"),
    "明早8点 给香樟苑 停水": ("📢 停水", "7月3日 周五 08:00"),
    "明早8点 给物业 停水": ("📢 给物业 停水", "7月3日 周五 08:00"),
    "昨天 停水的原因": ("📢 昨天 停水的原因", "马上"),
    "明天9点给网格员发：下午开会": ("📢 下午开会", "7月3日 周五 09:00 · 1 个群"),
    "明天9点 给香樟苑发：下午停水": ("📢 下午停水", "7月3日 周五 09:00 · 2 个群"),
    "明早八点半提醒大家：注意防滑": ("📢 注意防滑", "7月3日 周五 08:30"),
    "7月5日上午9点发 元旦放假安排": ("📢 元旦放假安排", "7月5日 周日 09:00"),
    "明天9点通知业主大会改期": ("📢 明天9点通知业主大会改期", "马上"),
    "明天9点给老人打疫苗": ("📢 明天9点给老人打疫苗", "马上"),
}
REFUSED_IN_A_LINE = {
    "主题 恐龙": "没有这个主题",
    "恐龙主题": "没有这个主题",
    "theme_zzz": "没有这个主题",
    "明早8点": "还差要说的话",
    "25点 停水": "没看懂时间",
    "7月5日 停电通知": "还差几点发",
    "昨天8点 停水": "已经过了",
    "明早8点 YX-B11 停水": "这个网格不归您",
}


async def test_what_a_line_says(town: Town) -> None:
    """A theme by its name, with a time or without; what it lacks is said in a sentence."""
    await town.start(WORKER)
    for line, (words, when) in IN_A_LINE.items():
        await town.write(WORKER, BOT, f"/remind {line}")
        shown, plan = (await town.said(WORKER, BOT))[-2:]
        assert shown.text.startswith(words or "🔵 出门前一分钟"), line
        assert plan.text.startswith(when), line
    await town.write(WORKER, BOT, "/remind 今晚11点 3号楼停水，请接水")
    said, shown, plan = (await town.said(WORKER, BOT))[-3:]
    assert "7月2日 周四 23:00 是夜里" in said.text
    assert shown.text.startswith("📢 今晚11点 3号楼停水，请接水"), "it may be the hour of the water"
    assert (plan.text.startswith("马上"), "时间" in plan.buttons) == (True, True)
    for line, answer in REFUSED_IN_A_LINE.items():
        assert answer in await told(town, f"/remind {line}"), line


async def test_a_theme_that_there_is_not_is_one_s_own_words(town: Town) -> None:
    """One sentence says so, with the way to those that there are; nothing is lost."""
    await town.start(WORKER)
    for line in ("防外星人 明天10点", "明天10点 防外星人"):
        await town.write(WORKER, BOT, f"/remind {line}")
        said, shown, plan = (await town.said(WORKER, BOT))[-3:]
        assert said.text == "没有“防外星人”这个主题，下面当作您自己写的话。"
        assert (said.buttons, shown.text[:6]) == (("选主题",), "📢 防外星人")
        assert plan.text.startswith("7月3日 周五 10:00")
    await town.write(WORKER, BOT, "/remind")
    assert (await told(town, "防火")).startswith("马上")


async def test_a_theme_is_not_offered_more_often_than_it_may_be_heard(town: Town) -> None:
    """And its plan says when it was told last."""
    await town.start(WORKER)
    await town.write(WORKER, BOT, "/remind 防溺水")
    await town.press(WORKER, BOT, "重复")
    choices = (await last(town)).buttons
    assert not [one for one in choices if "连发" in one]
    assert "每周" in choices
    await town.press(WORKER, BOT, "返回")
    await town.press(WORKER, BOT, "确认发布")
    await town.pass_time(minutes=1)
    plan = await told(town, "/remind 防溺水")
    assert plan.startswith("2 个群排不上")
    assert "这个主题上次讲：7月2日" in plan


async def test_what_has_gone_out_is_changed_in_its_place(town: Town) -> None:
    """Under its picture, too; taken back there is nothing left to change, and its old button says so."""
    await town.start(WORKER)
    await town.send_photo(WORKER, BOT, photo(), "/remind 明早9点 大扫除")
    await town.press(WORKER, BOT, "确认发布")
    await town.press(WORKER, BOT, "删除")
    assert "收回" not in (await last(town)).text
    await town.press(WORKER, BOT, "返回")
    await until(town, 3, 9)
    await town.pass_time(seconds=5)
    card = await last(town)
    await town.press(WORKER, BOT, "改内容")
    assert "群里的 2 条会直接换成新的" in (await last(town)).text
    await town.write(WORKER, BOT, "大扫除改到周六")
    await town.pass_time(seconds=5)
    (line,) = [one for one in await town.said(MOTHER, HOME) if "大扫除" in one.text]
    assert (line.text.splitlines()[0], line.has_photo) == (
        "📢 大扫除改到周六（已更正）",
        True,
    )

    await town.press(WORKER, BOT, "删除")
    assert "群里的 2 条" in (await last(town)).text
    await town.press(WORKER, BOT, "删除", on="以后不再发")
    await town.press(WORKER, BOT, "收回已发的 2 条")
    refused = await town.press_data(WORKER, BOT, card.id, card.data("改内容"))
    assert refused is not None


async def test_an_old_link_is_answered_for_residents(town: Town) -> None:
    """Nobody is sent to a command that refuses them."""
    await town.start(MOTHER, "theme_zzz")
    said = (await last(town, MOTHER)).text
    assert "没有这个主题" in said
    assert "/remind" not in said


WRONG = {
    "a time that has passed": ("今天8点", "已经过了"),
    "31 April": ("4月31日9点", "没有这一天"),
    "no time at all": ("随便", "没看懂时间"),
    "a day without an hour": ("明天", "没看懂时间"),
    "at night": ("今晚11点", "7月3日 08:00"),
    "in two years": ("2028年7月1日9点", "一年以内"),
}


async def test_what_can_not_be_done_is_said_in_a_sentence(town: Town) -> None:
    """And nothing is lost: the question still stands."""
    await town.start(WORKER)
    assert "没有这个主题" in await told(town, "/remind 主题 恐龙")
    assert "太长了" in await told(town, "/remind " + "长" * 701)
    await town.write(WORKER, BOT, "/remind " + WORDS)
    await town.press(WORKER, BOT, "时间")
    for why, (words, answer) in WRONG.items():
        assert answer in await told(town, words), why
    assert (await told(town, "7/5 9:30")).startswith("7月5日 周日 09:30")
    await town.press(WORKER, BOT, "有效期")
    assert "比发送时间还早" in await told(town, "7月4日")
    await told(town, "7月6日")
    assert "有效期：到 7月6日 23:59" in (await last(town)).text
    await town.press(WORKER, BOT, "有效期")
    assert "有效期：到 7月12日 09:30" in await told(town, "一周")
    await town.press(WORKER, BOT, "不发布")
    assert "好，不发" in (await last(town)).text
    assert await town.count(Notice) == 0
    assert "没有要取消的" in await told(town, "取消")
    assert "/training" in await told(town, "月底最后一个周六下午搞一次邻里节")
    assert "哪天几点开始" in await told(town, "月底最后一个周六下午搞一次邻里节 200人")


async def test_only_staff_and_only_in_private(town: Town) -> None:
    """A resident is refused; a worker in a group is shown the way."""
    await town.start(MOTHER)
    await town.start(WORKER)
    assert "由网格员和值班来做" in await told(town, "/remind", MOTHER)
    before = len(await town.said(WORKER, STAFF))
    await town.write(WORKER, STAFF, "/remind 明早8点 停水")
    said = (await town.said(WORKER, STAFF))[before:]
    assert [line.buttons for line in said] == [("打开私聊",)]
    await town.start(WORKER, "remind")
    assert "选主题" in (await last(town)).buttons


async def test_the_card_of_a_series(town: Town) -> None:
    """Weekly: skipped once, paused, let go on, changed, deleted; each is on record."""
    await town.start(WORKER)
    await town.write(WORKER, BOT, "/remind 明早9点 每周五大扫除")
    await town.press(WORKER, BOT, "重复")
    await town.press(WORKER, BOT, "每周")
    await town.press(WORKER, BOT, "确认发布")
    assert "下一次：7月3日 周五 09:00" in (await last(town)).text
    await town.press(WORKER, BOT, "跳过一次")
    assert "下一次：7月10日 周五 09:00" in (await last(town)).text
    await town.press(WORKER, BOT, "暂停")
    await until(town, 10, 10)
    assert await heard(town, "大扫除") == set()
    await town.press(WORKER, BOT, "继续发")
    assert "下一次：7月17日 周五 09:00" in (await last(town)).text
    await town.press(WORKER, BOT, "改内容")
    await town.write(WORKER, BOT, "周五一起打扫楼道")
    assert (await town.find(WORKER, BOT, "以后发的都用新的")).buttons == ()
    await until(town, 17, 9)
    assert await heard(town, "打扫楼道") == {HOME, HOME_OTHER}
    for words, choice in (("周五打扫楼梯", "也改已经发出的"), ("周五扫雪", "只改以后的")):
        await town.press(WORKER, BOT, "改内容")
        await town.write(WORKER, BOT, words)
        await town.press(WORKER, BOT, choice)
        await town.pass_time(seconds=5)
    assert await heard(town, "打扫楼梯") == {HOME, HOME_OTHER}
    assert await heard(town, "打扫楼道") == await heard(town, "扫雪") == set()

    await town.press(WORKER, BOT, "改别的")
    await town.press(WORKER, BOT, "返回")
    assert "下一次" in (await last(town)).text, "who only looks stops nothing"
    await town.press(WORKER, BOT, "改别的")
    for button in ("重复", "每月", "范围", "返回", "有效期", "30 天"):
        await town.press(WORKER, BOT, button)
    changed = (await last(town)).text
    assert "已暂停" in changed
    assert "改好后点“继续发”，不点就不发" in changed
    assert "每月 24 日" in changed
    await town.press(WORKER, BOT, "继续发")
    assert "下一次：7月24日 周五 09:00" in (await last(town)).text
    await town.press(WORKER, BOT, "记录")
    record = (await last(town)).text
    for did in (
        "确认发布",
        "跳过 7月3日 09:00",
        "暂停",
        "让它继续",
        "改了内容",
        "换了已发的 2 条",
        "改了范围",
    ):
        assert did in record
    await town.press(WORKER, BOT, "返回")
    await town.press(WORKER, BOT, "删除")
    await town.press(WORKER, BOT, "删除", on="以后不再发")
    await town.press(WORKER, BOT, "收回已发的 2 条")
    assert await heard(town, "打扫楼梯") == set()


async def test_whose_notice_it_is(town: Town) -> None:
    """Who oversees a grid may stop what goes out there, not rewrite it; others see nothing of it."""
    for person in (WORKER, CHIEF_WORKER, GENERAL_WORKER):
        await town.start(person)
    await town.write(WORKER, BOT, "/remind 明早9点 大扫除")
    await town.press(WORKER, BOT, "确认发布")
    data = (await last(town)).data("暂停")

    await town.write(GENERAL_WORKER, BOT, "/remind")
    menu = await last(town, GENERAL_WORKER)
    refused = await town.press_data(GENERAL_WORKER, BOT, menu.id, data)
    assert refused is not None
    assert "没有这条通知" in refused.text
    await town.write(CHIEF_WORKER, BOT, "/remind")
    opened = await town.find(CHIEF_WORKER, BOT, "发通知")
    (label,) = [one for one in opened.buttons if "大扫除" in one]
    await town.press_data(CHIEF_WORKER, BOT, opened.id, opened.data(label))
    stands = await last(town, CHIEF_WORKER)
    assert "写的人：程小禾" in stands.text
    assert "改内容" not in stands.buttons
    await town.press(CHIEF_WORKER, BOT, "暂停")
    async with town.gege.database.read() as session:
        assert (await session.exec(select(Notice.state))).one() is NoticeState.PAUSED


async def test_a_whole_town_takes_two(town: Town) -> None:
    """Promise 10: the desk's notice to everybody waits for somebody else on duty."""
    await town.start(DUTY)
    await town.write(DUTY, BOT, "/remind 明早9点 全镇防汛演练")
    assert "另一位同意才发" in (await last(town, DUTY)).text
    await town.press(DUTY, BOT, "确认发布")
    assert "等第二个人同意" in (await last(town, DUTY)).text
    asked = await town.find(DUTY, DESK, "要第二个人同意")
    assert "全镇防汛演练" in asked.text
    refused = await town.press(DUTY, DESK, "同意")
    assert refused is not None
    assert "另一位" in refused.text
    await until(town, 3, 9)
    assert await heard(town, "防汛演练") == set()
    assert "还没人同意，没有发" in (await town.find(DUTY, DESK, "全榆溪镇")).text
    assert "还没人同意，没有发" in (await last(town, DUTY)).text


async def test_policy_has_a_source_and_an_end(town: Town) -> None:
    """Until both are there it is not confirmed; a group reads both."""
    await town.start(WORKER)
    await town.write(WORKER, BOT, "/remind")
    await town.press(WORKER, BOT, "政策宣讲")
    await town.write(WORKER, BOT, "高龄津贴可以在网上办\n满80岁，带身份证到社区，或在手机上申请。")
    refused = await town.press(WORKER, BOT, "确认发布")
    assert refused is not None
    assert "来源和有效期" in refused.text
    await town.press(WORKER, BOT, "来源")
    assert "还差有效期，" in await told(town, "区民政局")
    await town.press(WORKER, BOT, "有效期")
    await town.press(WORKER, BOT, "30 天")
    await town.press(WORKER, BOT, "确认发布")
    await town.pass_time(seconds=1)

    (line,) = [one for one in await town.said(MOTHER, HOME) if "高龄津贴" in one.text]
    assert "来源：区民政局" in line.text
    assert "有效期到 2026年8月1日" in line.text


async def send_file(town: Town, caption: str, name: str, mime: str, size: int = 100) -> None:
    form = FormData()
    for key, value in {"person": WORKER, "chat": BOT, "caption": caption}.items():
        form.add_field(key, str(value))
    form.add_field("document", b"%PDF-1.4" + b" " * size, filename=name, content_type=mime)
    await town._post(form)  # noqa: SLF001 - the town has no door for files


async def test_a_pdf_goes_along(town: Town) -> None:
    """One PDF; a file of another kind is refused in a sentence."""
    await town.start(WORKER)
    await send_file(town, "/remind 停水通知见附件", "a.zip", "application/zip")
    assert "10 MB 以内的 PDF" in (await last(town)).text
    await send_file(town, "/remind 停水安排见附件", "water.pdf", "application/pdf")
    assert "document" in (await town.said(WORKER, BOT))[-2].raw
    await town.press(WORKER, BOT, "确认发布")
    await town.pass_time(seconds=1)

    (line,) = [one for one in await town.said(MOTHER, HOME) if "见附件" in one.text]
    assert line.raw["document"]["file_name"] == "water.pdf"


async def test_a_grid_without_groups_is_no_place_to_speak(town: Town) -> None:
    """Nobody would hear it; said before anything is queued."""
    await town.start(GENERAL_WORKER)
    await town.write(GENERAL_WORKER, BOT, "/remind 大扫除")
    async with town.gege.database.write() as session:
        for chat in (HOME, HOME_OTHER, NEXT, NEXT_OTHER):
            (await session.get_one(Chat, chat)).lost_at = town.clock.now()
    refused = await town.press(GENERAL_WORKER, BOT, "确认发布")
    assert refused is not None
    assert "还没有群" in refused.text
    async with town.gege.database.read() as session:
        query = select(Delivery).where(Delivery.purpose == Purpose.NOTICE)
        assert (await session.exec(query)).all() == []


async def test_with_the_rights_of_an_account_its_notices_end(town: Town) -> None:
    """Promise 10: what it queued is dropped, what it sent is taken back."""
    for person in (DUTY, WORKER):
        await town.start(person)
    for words in ("今天一起大扫除", "明早9点 大家来投票"):
        await town.write(WORKER, BOT, f"/remind {words}")
        await town.press(WORKER, BOT, "确认发布")
    await town.pass_time(seconds=1)
    assert await heard(town, "大扫除") == {HOME, HOME_OTHER}

    await town.write(DUTY, DESK, f"/suspend {WORKER} 手机丢了")
    assert await heard(town, "大扫除") == set()
    assert "不再发的通知：大家来投票\n" in (await town.find(DUTY, DESK, "🔒")).text
    await until(town, 3, 9)
    assert await heard(town, "投票") == set()


async def test_the_word_of_a_button_will_do(town: Town) -> None:
    """After a bare /remind what is written is the notice; its source and its end are written, too."""
    await town.start(WORKER)
    await town.write(WORKER, BOT, "/remind")
    await town.write(WORKER, BOT, "香樟苑3号楼楼道灯不亮了")
    await town.find(WORKER, BOT, "我听到的是")
    await town.press(WORKER, BOT, "不是报告")
    await town.write(WORKER, BOT, "/remind 3号楼着火了")
    assert "是真的着火了吗" in (await town.find(WORKER, BOT, "是真的")).text
    await town.press(WORKER, BOT, "不是，是要发的内容")
    assert "3号楼着火了" in (await town.find(WORKER, BOT, "📢 3号楼着火了")).text
    assert "写下来" in await told(town, "时间")

    await town.write(WORKER, BOT, "/remind")
    await town.press(WORKER, BOT, "政策宣讲")
    await town.write(WORKER, BOT, "高龄津贴可以申请了")
    await town.write(WORKER, BOT, "榆溪镇政府")
    assert "来源：榆溪镇政府" in (await town.find(WORKER, BOT, "来源：")).text
    await town.write(WORKER, BOT, "着火了，在香樟社区")
    assert "119" in (await last(town)).text
    await town.press(WORKER, BOT, "不是报告")
    await town.write(WORKER, BOT, "/remind")
    await town.press(WORKER, BOT, "政策宣讲")
    await town.write(WORKER, BOT, "高龄津贴可以申请了")
    await town.write(WORKER, BOT, "有效期")
    await town.write(WORKER, BOT, "7月30日")
    assert "有效期到 2026年7月30日" in (await town.find(WORKER, BOT, "有效期到")).text
    await town.write(WORKER, BOT, "香樟苑2号楼3楼楼道灯不亮了，时间很久了")
    assert "灯不亮了" in (await last(town)).text
