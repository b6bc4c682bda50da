"""A training from one line to the last star: planned, announced, signed up for, changed, held."""

import pytest
from sqlmodel import select

from bot.services.looking import AN_HOUR, MISSES_AN_HOUR
from bot.storage.conversation import misses_of
from bot.storage.people import Appointment
from bot.views.buttons import Gather, Held
from tests.stories.plot import after
from tests.support.cast import (
    CHIEF_WORKER,
    DESK,
    DUTY,
    EAST,
    EAST_GROUP,
    FATHER,
    GENERAL_WORKER,
    GRANDMOTHER,
    HOME,
    MOTHER,
    NEXT,
    STAFF,
    WORKER,
)
from tests.support.town import BOT, Town

LINE = "明晚7点半在香樟苑活动室开展急救培训 2人"


async def announce(town: Town, line: str = LINE) -> None:
    """The worker writes one line and confirms it."""
    await town.start(WORKER)
    await town.write(WORKER, BOT, line)
    await town.press(WORKER, BOT, "确认发布")


async def shown(town: Town, title: str) -> str:
    """Let a minute pass, and read what stands in the group."""
    await town.pass_time(minutes=1)
    return (await town.find(MOTHER, HOME, title)).text


async def card(town: Town) -> str:
    """Read the announcement as it stands a minute later."""
    return await shown(town, "急救培训")


async def told(town: Town, person: int, words: str) -> str:
    """Write in private; returns the answer."""
    await town.write(person, BOT, words)
    return (await town.said(person, BOT))[-1].text


async def test_one_line_becomes_a_training(town: Town) -> None:
    """The preview tells what was understood; only the groups of the worker's node hear of it."""
    await town.start(WORKER)
    await town.write(WORKER, BOT, LINE)
    preview = await town.find(WORKER, BOT, "请看一遍")
    assert "2 个群" in preview.text
    for told in ("7月3日 周五 19:30–21:00", "地点：香樟苑活动室", "名额 2 人", "讲师：程小禾"):
        assert told in preview.text
    assert not await town.said(MOTHER, HOME)

    await town.press(WORKER, BOT, "确认发布")

    announced = await town.find(MOTHER, HOME, "📣 急救培训")
    assert announced.buttons == ("报名", "取消报名")
    for elsewhere in (NEXT, EAST_GROUP):
        assert not await town.said(Town.member_of(elsewhere), elsewhere)


@after(announce)
async def test_sign_up_wait_and_move_up(town: Town) -> None:
    """Two places: the third waits, and has a place, a file and a message once somebody leaves."""
    await town.start(GRANDMOTHER)
    await town.start(FATHER)

    led = await town.press(MOTHER, HOME, "报名")
    assert led is not None
    assert led.opens is not None
    assert ("start=g_1" in led.opens, led.text) == (True, ""), "apps show words and no link"
    again = await town.press(MOTHER, HOME, "报名")
    assert again is not None
    assert "已经报过名" in again.text
    await town.press(FATHER, HOME, "报名")
    waits = await town.press(GRANDMOTHER, HOME, "报名")
    assert waits is not None
    assert "候补第 1 位" in waits.text
    assert "候补第 1 位" in (await town.said(GRANDMOTHER, BOT))[-1].text
    assert "报满了，候补 1 人" in await card(town)

    await town.press(MOTHER, HOME, "取消报名")

    moved = (await town.said(GRANDMOTHER, BOT))[-1]
    assert "轮到您了" in moved.text
    assert moved.raw["document"]["file_name"].endswith(".ics")
    assert "已报 2 人" in await card(town)


async def test_who_has_no_private_chat_is_named_in_the_group(town: Town) -> None:
    """The first name only, a day before; and whoever runs it knows how many."""
    await announce(town, "7月6日19:30在香樟苑活动室开展急救培训 20人")
    await town.press(MOTHER, HOME, "报名")
    await town.pass_time(minutes=1)
    assert "1 人没开私聊" in (await town.find(WORKER, BOT, "📋 急救培训")).text

    await town.pass_time(days=3, hours=10)

    call = await town.find(MOTHER, HOME, "别忘了")
    assert "打开私聊" in call.buttons
    await town.start(MOTHER, "g_1")
    assert "报上名了" in (await town.said(MOTHER, BOT))[-1].text
    runs = (await town.find(WORKER, BOT, "明天要办")).text
    assert "报名 1/20" in runs
    assert "名单：林晓芸" in runs
    await town.pass_time(hours=22.5)
    assert "快开始了" in (await town.said(MOTHER, BOT))[-1].text
    assert (await town.find(WORKER, BOT, "快开始了")).buttons == ("名单", "签到码")


@after(announce)
async def test_a_change_and_a_cancellation_reach_everybody(town: Town) -> None:
    for person in (MOTHER, FATHER, GRANDMOTHER):
        await town.start(person)
        await town.press(person, HOME, "报名")
    file = (await town.find(MOTHER, BOT, "报上名了")).raw["document"]

    await town.press(WORKER, BOT, "改地点", on="📋")
    await town.write(WORKER, BOT, "香樟苑架空层")
    await town.pass_time(minutes=1)
    follows = (await town.find(MOTHER, BOT, "报上名了")).raw["document"]
    assert follows["file_id"] != file["file_id"], "the file of an earlier message says it, too"
    for person in (MOTHER, GRANDMOTHER):
        assert "香樟苑架空层" in (await town.find(person, BOT, "有变动")).text
        assert "地点改了，原来是：" in (await town.find(person, BOT, "有变动")).text
    assert "香樟苑架空层" in await card(town)

    await town.press(WORKER, BOT, "取消活动", on="📋")
    await town.press(WORKER, BOT, "取消这一次")
    await town.write(WORKER, BOT, "取消")
    assert "照常办" in (await town.said(WORKER, BOT))[-1].text
    await town.press(WORKER, BOT, "取消活动", on="📋")
    await town.press(WORKER, BOT, "取消这一次")
    await town.press(WORKER, BOT, "其他")
    await town.write(WORKER, BOT, "活动室停电")
    assert not [line for line in await town.said(WORKER, BOT) if "请写一句原因" in line.text]
    for person in (MOTHER, FATHER, GRANDMOTHER):
        assert "取消了" in (await town.said(person, BOT))[-1].text
        assert "原因：活动室停电" in (await town.said(person, BOT))[-1].text
    assert "原因：活动室停电" in await card(town)
    assert not (await town.find(MOTHER, HOME, "取消了")).buttons

    await town.write(FATHER, BOT, "/start g_1")
    assert "不办" in (await town.said(FATHER, BOT))[-1].text


NONSENSE = {
    "今天早上8点在院坝开展急救培训 30人": "已经过了",
    "4月31日9点在院坝开展急救培训 30人": "没有这一天",
    "7月1日19:30在院坝开展急救培训 30人": "已经过了",
    "/start g_999": "没有找到",
    "明天9点在院坝开展急救培训 0人": "1 以上",
}


async def test_nonsense_is_answered_by_one_sentence(town: Town) -> None:
    await town.start(WORKER)
    for line, said in NONSENSE.items():
        before = len(await town.said(WORKER, BOT))
        await town.write(WORKER, BOT, line)
        [answer] = (await town.said(WORKER, BOT))[before:]
        assert said in answer.text


async def test_what_is_missing_is_asked_for(town: Town) -> None:
    """What, when, where, how many: one after the other, and nothing is lost by a wrong answer."""
    await town.start(WORKER)
    await town.write(WORKER, BOT, "/training")
    await town.press(WORKER, BOT, "办一个")
    await town.write(WORKER, BOT, "消防演练")
    await town.write(WORKER, BOT, "昨天")
    assert "没有看懂时间" in (await town.said(WORKER, BOT))[-1].text
    await town.write(WORKER, BOT, "后天下午3点")
    await town.write(WORKER, BOT, "小区广场")
    await town.write(WORKER, BOT, "零")
    await town.write(WORKER, BOT, "4月31日9点在香樟苑活动室开展急救培训 5人")
    assert "没有这一天" in (await town.said(WORKER, BOT))[-1].text
    await town.write(WORKER, BOT, "五十")
    preview = (await town.find(WORKER, BOT, "请看一遍")).text
    assert "7月4日 周六 15:00–16:00" in preview
    assert "名额 50 人" in preview

    await town.write(WORKER, BOT, "/training 消防演练")
    await town.write(WORKER, BOT, "7月9日9点在香樟苑活动室开展急救培训 5人")
    assert "急救培训 · 7月9日" in (await town.find(WORKER, BOT, "请看一遍")).text


async def test_what_is_taught_is_no_danger(town: Town) -> None:
    """In the dialogue and after a bare /training; what may be one here and now is one until they say no."""
    await town.start(WORKER)
    await town.write(WORKER, BOT, "/training")
    await town.write(WORKER, BOT, "教大家楼道着火怎么逃生")
    assert "哪天几点" in (await town.said(WORKER, BOT))[-1].text
    await town.write(WORKER, BOT, "取消")
    await town.write(WORKER, BOT, "/training")
    await town.press(WORKER, BOT, "办一个")

    await town.write(WORKER, BOT, "香樟苑5号楼着火了，大家注意安全")
    assert "未确认" in (await town.find(WORKER, STAFF, "香樟苑5号楼着火了")).text
    await town.find(WORKER, BOT, "是真的着火了吗")
    await town.press(WORKER, BOT, "不是，是要办的内容")
    assert "哪天几点" in (await town.said(WORKER, BOT))[-1].text
    assert not [line for line in await town.said(WORKER, BOT) if "是真的" in line.text]
    assert not [line for line in await town.said(WORKER, STAFF) if "未确认" in line.text]
    await town.write(WORKER, BOT, "香樟苑3号楼着火了，有人困在里面")
    await town.press(WORKER, BOT, "提交")
    assert "着火" in (await town.find(WORKER, STAFF, "香樟苑3号楼着火了")).text


async def test_the_word_of_a_button_is_the_button(town: Town) -> None:
    """What kind, how often, and 确认发布: written as well as pressed; a new preview replaces the old."""
    await town.start(WORKER)
    await town.write(WORKER, BOT, "明晚7点半 香樟苑活动室 包粽子活动 不限人数")
    assert "名额不限" in (await town.find(WORKER, BOT, "请看一遍")).text
    await town.press(WORKER, BOT, "改时间")
    await town.write(WORKER, BOT, "明晚8点")
    previews = [line for line in await town.said(WORKER, BOT) if "请看一遍" in line.text]
    assert ["20:00" in line.text for line in previews] == [True]
    await town.press(WORKER, BOT, "更多")
    await town.press(WORKER, BOT, "重复")
    await town.write(WORKER, BOT, "两周")
    assert "共 2 次" in (await town.said(WORKER, BOT))[-1].text
    assert not [line for line in await town.said(WORKER, BOT) if "连办 2 周" in line.buttons]
    await town.write(WORKER, BOT, "不要发布")
    assert not await town.said(MOTHER, HOME)
    await town.write(WORKER, BOT, "发布")
    assert "📣 包粽子活动" in (await town.find(MOTHER, HOME, "包粽子")).text
    assert not [line for line in await town.said(WORKER, BOT) if "确认发布" in line.buttons]


@after(announce)
async def test_residents_read_what_is_coming(town: Town) -> None:
    await town.start(MOTHER)
    await town.write(MOTHER, BOT, "报名")
    assert "还不知道您住在哪个网格" in (await town.said(MOTHER, BOT))[-1].text
    await town.write(MOTHER, HOME, "/training")
    listed = await town.find(MOTHER, BOT, "附近要办的")
    assert "急救培训" in listed.text
    await town.press(MOTHER, BOT, "报名 1")
    assert "报上名了" in (await town.said(MOTHER, BOT))[-1].text
    await town.write(WORKER, HOME, "/training")
    assert "管理 1" in (await town.find(WORKER, BOT, "附近要办的")).buttons
    await town.write(MOTHER, HOME, f"/training {LINE}")
    assert "由网格员和值班来做" in (await town.said(MOTHER, BOT))[-1].text


@after(announce)
async def test_who_writes_sign_up_has_signed_up(town: Town) -> None:
    """As an answer to the announcement, or in private; the same words in the group's talk are talk."""
    await town.start(FATHER)
    before = len(await town.said(MOTHER, HOME))
    await town.write(MOTHER, HOME, "报名")
    assert len(await town.said(MOTHER, HOME)) == before

    announced = (await town.find(MOTHER, HOME, "📣")).id
    for person in (MOTHER, FATHER):
        await town.write(person, HOME, "我要报名！", reply_to=announced)
    under = (await town.said(MOTHER, HOME))[-1]
    assert under.buttons == ("打开私聊",), "the father reads it in private"
    assert "报上名了" in (await town.said(FATHER, BOT))[-1].text
    assert "已报 2 人" in await card(town)
    await town.start(MOTHER)
    assert "已取消报名" in await told(town, MOTHER, "我来不了了")
    assert "报上名了" in await told(town, MOTHER, "报名")
    assert "已经报过名" in await told(town, MOTHER, "报名")


async def hold(town: Town) -> None:
    """Three have signed up, and it is time."""
    await announce(town, "明晚7点半在香樟苑活动室开展急救培训 20人")
    for person in (MOTHER, FATHER, GRANDMOTHER):
        await town.start(person)
        await town.press(person, HOME, "报名")
    await town.pass_time(days=1, hours=9.5)


async def code(town: Town) -> str:
    """Return what the trainer's code opens."""
    await town.press(WORKER, BOT, "签到码", on="📋")
    shown = await town.find(WORKER, BOT, "签到码 · ")
    assert shown.has_photo
    return shown.text.rpartition("start=")[2].strip()


@pytest.mark.both_engines
@after(hold)
async def test_from_the_door_to_the_certificate(town: Town) -> None:
    """Two scan the code, one is on the list; who passes has a certificate that anybody can verify."""
    opens = await code(town)
    for person in (MOTHER, FATHER):
        await town.start(person, opens)
        assert "签到了" in (await town.said(person, BOT))[-1].text
    await town.press(WORKER, BOT, "名单", on="📋")
    await town.press(WORKER, BOT, "唐桂珍")
    listed = await town.find(WORKER, BOT, "名单 3 人")
    assert listed.buttons.count("合格") == 3

    await town.press(WORKER, BOT, "合格")

    has = await town.find(MOTHER, BOT, "您的证书")
    assert has.has_photo
    assert "有效期到：2028-07-03" in has.text
    number = has.text.partition("证书号：")[2].split()[0]
    await town.start(FATHER, f"cert_{number}")
    read = (await town.said(FATHER, BOT))[-1].text
    assert "证书有效" in read
    assert "林＊＊" in read
    assert "林晓芸" not in read
    await town.start(FATHER, "cert_22222222")
    assert "没有这个证书号" in (await town.said(FATHER, BOT))[-1].text

    await town.press(WORKER, BOT, "改证书姓名")
    await town.press(WORKER, BOT, "林晓芸", on="改谁的")
    await town.write(WORKER, BOT, "林晓云")
    anew = (await town.said(MOTHER, BOT))[-1]
    assert "姓名：林晓云" in anew.text
    assert number in anew.text

    await town.write(MOTHER, BOT, "/forget")
    assert "还有效的证书" in (await town.said(MOTHER, BOT))[-1].text
    await town.start(FATHER, f"cert_{number}")
    assert "证书有效" in (await town.said(FATHER, BOT))[-1].text
    await town.press(MOTHER, BOT, "全部删掉")
    assert "证书 1 张" in (await town.said(MOTHER, BOT))[-1].text


@pytest.mark.both_engines
@after(hold)
async def test_who_may_be_called_is_found(town: Town) -> None:
    """Only who has said yes, and for staff of that grid alone; told before it runs out."""
    await town.press(WORKER, BOT, "名单", on="📋")
    await town.press(WORKER, BOT, "林晓芸")
    await town.press(WORKER, BOT, "合格")
    await town.write(WORKER, BOT, "/training 急救员 香樟苑")
    assert "还没有" in (await town.said(WORKER, BOT))[-1].text
    await town.press(MOTHER, BOT, "可以联系我")

    await town.write(WORKER, BOT, "/training 急救员 香樟苑")
    assert "林晓芸" in (await town.said(WORKER, BOT))[-1].text
    await town.write(WORKER, BOT, "/training 急救员 YX-B11")
    assert "不归您管" in (await town.said(WORKER, BOT))[-1].text

    await town.pass_time(days=701)
    assert "快到期了" in (await town.said(MOTHER, BOT))[-1].text


async def test_the_code_is_for_its_day_and_its_places(town: Town) -> None:
    """The day before it opens nothing; at the door who has not signed up is let in while there is room."""
    await announce(town, "明晚7点半在香樟苑活动室开展急救培训 1人")
    opens = await code(town)
    await town.start(MOTHER, opens)
    assert "只在 7月3日有效" in (await town.said(MOTHER, BOT))[-1].text
    await town.pass_time(days=1)
    await town.start(MOTHER, opens)
    assert "签到了" in (await town.said(MOTHER, BOT))[-1].text
    await town.start(FATHER, opens)
    assert "名额满了" in (await town.said(FATHER, BOT))[-1].text
    await town.start(WORKER, opens)
    assert "不用签到" in (await town.said(WORKER, BOT))[-1].text


@pytest.mark.both_engines
@after(hold)
async def test_stars_are_given_once(town: Town) -> None:
    """By who came, pressed or written; two are not shown to whoever runs it: they would know whose."""
    opens = await code(town)
    for person in (MOTHER, GRANDMOTHER):
        await town.start(person, opens)
    await town.pass_time(hours=3)
    assert "觉得怎么样" not in (await town.said(FATHER, BOT))[-1].text
    assert "记下了，5 颗星" in await told(town, GRANDMOTHER, "五星！")
    assert not [line for line in await town.said(GRANDMOTHER, BOT) if "⭐" in line.buttons]
    for person in (GRANDMOTHER, FATHER):
        assert "颗星" not in await told(town, person, "很好")
    await town.press(MOTHER, BOT, "⭐⭐⭐⭐")
    await town.pass_time(minutes=1)
    card = (await town.find(WORKER, BOT, "📋 急救培训")).text
    assert "评分：满 3 人评了才显示" in card
    assert "4.0" not in card
    assert "到场 2 人" in card


@after(hold)
async def test_who_trained_is_asked_who_has_passed(town: Town) -> None:
    """Twice, with the list and a tap for each; one who was not there needs none, one has not passed."""
    await town.pass_time(hours=2)
    asked = await town.find(WORKER, BOT, "谁合格了")
    assert "3 人没有结果" in asked.text
    told = await town.press(WORKER, BOT, "林晓芸 合格")
    assert told is not None
    assert told.text == "已发证书"
    assert (await town.find(MOTHER, BOT, "您的证书")).has_photo
    assert "觉得怎么样" in (await town.find(MOTHER, BOT, "觉得怎么样")).text
    await town.press(WORKER, BOT, "记没到", on="谁合格了")
    await town.press(WORKER, BOT, "名单", on="谁合格了")
    await town.press(WORKER, BOT, "唐桂珍", on="名单 3 人")

    await town.pass_time(days=1)
    assert "1 人没有结果" in (await town.find(WORKER, BOT, "还差结果")).text
    told = await town.press(WORKER, BOT, "没合格", on="还差结果")
    assert told is not None
    assert told.text == "记下了：没合格"
    assert [line for line in await town.said(WORKER, BOT) if "都有结果了" in line.text]
    await town.pass_time(days=1)
    assert "还差结果" not in (await town.said(WORKER, BOT))[-1].text


@after(hold)
async def test_names_are_for_whoever_runs_it(town: Town) -> None:
    """The worker's own superior may change it, and reads no names."""
    listed = await town.find(WORKER, BOT, "📋 急救培训")
    await town.start(GENERAL_WORKER)
    data = listed.data("名单")
    own = (await town.said(GENERAL_WORKER, BOT))[-1]
    refused = await town.press_data(GENERAL_WORKER, BOT, own.id, data)
    assert refused is not None
    assert "名单只给办的人和讲师看" in refused.text


async def test_who_wants_to_be_forgotten_is_on_no_list(town: Town) -> None:
    """They are asked first; the place goes to whoever waits, and /forget says what went."""
    await announce(town, "明晚7点半在香樟苑活动室开展急救培训 1人")
    for person in (MOTHER, FATHER):
        await town.start(person)
        await town.press(person, HOME, "报名")

    await town.write(MOTHER, BOT, "/forget")
    assert "报了名、还没开始的有 1 个" in (await town.said(MOTHER, BOT))[-1].text
    await town.press(MOTHER, BOT, "全部删掉")

    assert "报名 1 次" in (await town.said(MOTHER, BOT))[-1].text
    assert "轮到您了" in (await town.said(FATHER, BOT))[-1].text
    await town.pass_time(days=1, hours=9)
    await town.press(WORKER, BOT, "名单", on="📋")
    assert "林晓芸" not in (await town.find(WORKER, BOT, "名单 1 人")).buttons


@pytest.mark.both_engines
@after(hold)
async def test_a_month_later_nobody_knows_who_came(town: Town) -> None:
    """How many came stays, their names go; a certificate goes on."""
    await town.press(WORKER, BOT, "名单", on="📋")
    await town.press(WORKER, BOT, "林晓芸")
    await town.pass_time(days=32)
    assert "sign_up" not in await town.places_of("林晓芸")
    await town.write(WORKER, BOT, "/training")


async def test_a_series_is_announced_week_by_week(town: Town) -> None:
    """Four Saturdays from one line; the second is called off with all that follow."""
    await announce(town, "每周六上午9点在香樟苑活动室开展急救培训 20人 共4次")
    assert "第 1 次，共 4 次" in (await town.find(MOTHER, HOME, "7月4日")).text
    await town.pass_time(days=2)
    assert "第 2 次，共 4 次" in (await town.find(MOTHER, HOME, "7月11日")).text
    await town.press(WORKER, BOT, "取消活动", on="7月11日")
    await town.press(WORKER, BOT, "这次和以后的都取消")
    await town.press(WORKER, BOT, "下雨")
    await town.pass_time(days=20)
    assert "原因：下雨" in (await town.find(MOTHER, HOME, "7月11日")).text
    assert not [line for line in await town.said(MOTHER, HOME) if "7月18日" in line.text]


@after(announce)
async def test_two_trainings_of_one_trainer_at_a_time_are_warned_of(town: Town) -> None:
    """It may be meant so: nothing is refused; the second is the group's notice of the next day."""
    await town.write(WORKER, BOT, "明晚8点在院坝开展消防演练 10人")
    assert "时间撞上了" in (await town.find(WORKER, BOT, "请看一遍")).text
    assert "7月3日 周五 08:00 · 2 个群" in (await town.find(WORKER, BOT, "请看一遍")).text
    await town.press(WORKER, BOT, "确认发布")
    assert "7月3日 周五 08:00 发到 2 个群" in (await town.find(WORKER, BOT, "📋 消防演练")).text
    await town.pass_time(hours=22)
    assert "📣 消防演练" in (await town.find(MOTHER, HOME, "消防演练")).text


@after(announce)
async def test_a_suspended_account_has_announced_nothing(town: Town) -> None:
    """What it has just planned is called off, and who had signed up is told."""
    await town.start(MOTHER)
    await town.press(MOTHER, HOME, "报名")
    await town.start(DUTY)
    await town.write(DUTY, BOT, f"/suspend {WORKER} 2h 账号被盗")
    assert "取消了" in (await town.said(MOTHER, BOT))[-1].text
    await town.pass_time(minutes=1)
    assert "通知了报名的人：急救培训 7月3日 19:30" in (await town.find(DUTY, BOT, "🔒")).text
    assert "取消了" in (await town.find(MOTHER, HOME, "急救培训")).text


async def put_on_duty(town: Town, person: int) -> None:
    """Appoint a second one where the desk has one."""
    async with town.gege.database.write() as session:
        duty = (await session.exec(select(Appointment).where(Appointment.user_id == DUTY))).one()
        session.add(Appointment(**duty.model_dump(exclude={"id", "user_id"}), user_id=person))


async def test_staff_of_a_role_are_told_in_their_groups(town: Town) -> None:
    """Not in the residents'; chosen by buttons, or said in the line. A whole town's staff takes two."""
    await town.start(DUTY)
    await town.write(DUTY, BOT, "明晚8点在院坝开展消防演练 10人")
    await town.press(DUTY, BOT, "更多")
    await town.press(DUTY, BOT, "改对象")
    await town.press(DUTY, BOT, "网格员")
    await town.press(DUTY, BOT, "不分单位")
    assert "4 个群" in (await town.find(DUTY, BOT, "请看一遍")).text
    await town.press(DUTY, BOT, "确认发布")
    await town.start(WORKER)
    await town.write(WORKER, BOT, "明晚8点 给网格员 在院坝开展义诊活动 10人")
    plan = (await town.find(WORKER, BOT, "请看一遍")).text
    assert ("1 个群" in plan, "对象：香樟苑微网格的网格员" in plan) == (True, True)

    assert not await town.said(WORKER, STAFF)
    await put_on_duty(town, CHIEF_WORKER)
    await town.press(CHIEF_WORKER, DESK, "同意", on="要第二个人同意")
    assert "对象：榆溪镇的网格员" in (await town.find(WORKER, STAFF, "消防演练")).text
    assert not await town.said(MOTHER, HOME)


@after(announce)
async def test_a_link_lets_in_who_is_in_the_group(town: Town) -> None:
    """Whoever is of another grid is told how to, and looked for so often only; a forged press is none."""
    for _ in range(MISSES_AN_HOUR + 2):
        await town.start(EAST, "g_1")
    async with town.gege.database.read() as session:
        assert await misses_of(session, EAST, town.clock.now() - AN_HOUR) == MISSES_AN_HOUR
    told = (await town.said(EAST, BOT))[-1]
    assert "给香樟苑" in told.text
    assert "/training" in told.text
    refused = await town.press_data(EAST, BOT, told.id, Gather(act=Held.JOIN, id=1).pack())
    assert refused is not None
    assert "香樟苑" in refused.text

    await town.start(MOTHER, "g_1")
    assert (await town.said(MOTHER, BOT))[-1].buttons == ("报名", "取消报名")
    await town.press(MOTHER, BOT, "报名")
    assert "报上名了" in (await town.said(MOTHER, BOT))[-1].text
    await town.write(MOTHER, BOT, "/training")
    assert "取消报名 1" in (await town.said(MOTHER, BOT))[-1].buttons


@after(announce)
async def test_what_was_said_in_private_follows(town: Town) -> None:
    """Who has a place, who waits and who only looked: time, place, count and end, as in the group."""
    for person in (FATHER, MOTHER, GRANDMOTHER):
        await town.start(person, "g_1")
        await town.press(person, BOT, "报名")
    assert "候补第 1 位" in (await town.find(GRANDMOTHER, BOT, "候补")).text
    await town.pass_time(minutes=1)
    assert "已报 2 人" in (await town.find(MOTHER, BOT, "📣 急救培训")).text

    await town.press(FATHER, BOT, "取消报名", on="报上名了")
    await town.pass_time(minutes=1)
    gone = await town.find(FATHER, BOT, "您已取消报名")
    assert gone.buttons == ("报名",)
    assert not [line for line in await town.said(GRANDMOTHER, BOT) if "⏳" in line.text]
    await town.press(FATHER, BOT, "报名", on="您已取消报名")
    await town.pass_time(minutes=1)
    assert (
        len([line for line in await town.said(FATHER, BOT) if "⏳ 候补第 1 位" in line.text]) == 2
    )

    await town.press(WORKER, BOT, "改地点", on="📋")
    await town.write(WORKER, BOT, "香樟苑架空层")
    await town.pass_time(minutes=1)
    for head in ("📣 急救培训", "报上名了", "有变动"):
        assert "地点：香樟苑架空层" in (await town.find(MOTHER, BOT, head)).text
    await town.press(WORKER, BOT, "取消活动", on="📋")
    await town.press(WORKER, BOT, "取消这一次")
    await town.press(WORKER, BOT, "不说原因")
    await town.pass_time(minutes=1)
    assert not [line for line in await town.said(MOTHER, BOT) if line.buttons]


async def test_nobody_passes_what_has_not_begun(town: Town) -> None:
    """And what certificates were given for is not called off."""
    await announce(town, "明晚7点半在香樟苑活动室开展急救培训 20人")
    await town.press(MOTHER, HOME, "报名")
    await town.pass_time(days=1, hours=8.5)
    await town.press(WORKER, BOT, "名单", on="📋")
    await town.press(WORKER, BOT, "林晓芸")
    assert "合格" not in (await town.find(WORKER, BOT, "名单 1 人")).buttons
    await town.pass_time(hours=1)
    await town.press(WORKER, BOT, "名单", on="📋 急救培训")

    told = await town.press(WORKER, BOT, "合格")

    assert told is not None
    assert "打开私聊就能收到" in told.text
    await town.start(MOTHER)
    assert (await town.find(MOTHER, BOT, "您的证书")).has_photo
    await town.press(WORKER, BOT, "取消活动", on="📋 急救培训")
    refused = await town.press(WORKER, BOT, "取消这一次")
    assert refused is not None
    assert "已经发了证书" in refused.text


async def test_a_whole_town_takes_two(town: Town) -> None:
    """Promise 10: the desk's training for everybody waits for somebody else on duty."""
    await town.start(DUTY)
    await town.write(DUTY, BOT, "/training 7月20日9点在镇政府开展消防培训 500人")
    await town.press(DUTY, BOT, "确认发布")
    assert "另一位同意" in (await town.said(DUTY, BOT))[-1].text
    assert not await town.said(MOTHER, HOME)
    refused = await town.press(DUTY, DESK, "同意", on="要第二个人同意")
    assert refused is not None
    assert "另一位" in refused.text

    await put_on_duty(town, CHIEF_WORKER)
    await town.press(CHIEF_WORKER, DESK, "同意", on="要第二个人同意")
    assert "📣 消防培训" in (await town.find(MOTHER, HOME, "消防培训")).text
    assert "消防培训 · 7月20日 周一 09:00" in (await town.find(DUTY, DESK, "已同意")).text

    await town.press(DUTY, BOT, "改地点", on="📋")
    await town.write(DUTY, BOT, "镇广场")
    assert "另一位同意" in (await town.said(DUTY, BOT))[-1].text
    assert "镇政府" in await shown(town, "消防培训")
    await town.press(CHIEF_WORKER, DESK, "同意", on="改全榆溪镇的活动")
    assert "镇广场" in await shown(town, "消防培训")


@after(announce)
async def test_a_forged_press_in_the_group_is_refused(town: Town) -> None:
    card = await town.find(MOTHER, HOME, "📣 急救培训")
    told = await town.press_data(MOTHER, HOME, card.id, Gather(act=Held.CALLED_OFF, id=1).pack())
    assert told is not None
    assert "由网格员和值班来做" in told.text
