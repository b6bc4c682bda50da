"""Every way to a report besides words in the group: commands, links, buttons, replies, photos, pins."""

import json

import pytest

from bot.storage.cases import Case
from bot.storage.conversation import DeadLetter, RecentPhoto
from tests.stories.plot import LAMP, LOST, card, report_lamp
from tests.support.cast import (
    ADMIN,
    CHIEF_WORKER,
    DESK,
    DUTY,
    FATHER,
    GENERAL_WORKER,
    HOME,
    HOME_OTHER,
    INSTRUCTOR,
    MOTHER,
    NEIGHBOUR,
    STAFF,
    STAFF_CHIEF,
    STAFF_OTHER,
    WORKER,
)
from tests.support.pictures import photo
from tests.support.town import BOT, Town

HOME_POINT = (30.8000, 103.8500)
POND = (30.5733, 103.9232)


async def last(town: Town, person: int, chat: int = BOT) -> str:
    """Return the newest words of the bot."""
    return (await town.said(person, chat))[-1].text


async def test_report_in_private_by_command(town: Town) -> None:
    """/report asks, the next message is the report, even one that alone would be chatter."""
    await town.start(MOTHER)
    await town.write(MOTHER, BOT, "/report")
    assert "110" in await last(town, MOTHER)
    assert "什么事，在哪里" in await last(town, MOTHER)

    await town.write(MOTHER, BOT, "香樟苑想多装几个充电桩")
    await town.press(MOTHER, BOT, "提交")

    told = (await card(town)).text
    assert "居民的想法" in told
    assert "充电桩" in told


async def test_report_with_words_in_the_group(town: Town) -> None:
    """A wish is heard only by command; the answer stands under the command."""
    await town.write(MOTHER, HOME, "想多装几个充电桩")
    assert await town.said(MOTHER, HOME) == []

    command = await town.write(MOTHER, HOME, "/report 想多装几个充电桩")

    asked = (await town.said(MOTHER, HOME))[-1]
    assert asked.answers == command
    assert "居民的想法" in asked.text
    assert "提交" in asked.buttons


async def test_lost_found_and_light_say_the_kind(town: Town) -> None:
    """What the words leave open the command says."""
    await town.start(MOTHER)
    for command, words, headline in (
        ("/lost", "我爸，灰色夹克，香樟苑大门口", "寻找"),
        ("/lost", "幼儿园大班的，黄衣服，在香樟苑", "寻找5到6岁孩子"),
        ("/found", "小娃儿，香樟苑大门口", "在找家人"),
        ("/light", "香樟苑3号楼4楼", "灯不亮了"),
    ):
        await town.write(MOTHER, BOT, command)
        await town.write(MOTHER, BOT, words)
        assert headline in (await town.find(MOTHER, BOT, "我听到的是")).text, words


async def test_a_command_without_words_in_the_group_leads_to_the_private_chat(town: Town) -> None:
    """The link carries the group's node: nobody has to be asked where."""
    await town.write(MOTHER, HOME, "/lost")
    shown = (await town.said(MOTHER, HOME))[-1]
    url = shown.raw["reply_markup"]["inline_keyboard"][0][0]["url"]
    assert "在这里发，就写 /lost 加上这些" in shown.text

    await town.start(MOTHER, url.rpartition("start=")[2])
    assert "多大、穿什么" in await last(town, MOTHER)
    await town.write(MOTHER, BOT, "女儿，6岁，粉色裙子")

    told = (await town.find(WORKER, STAFF, "未确认")).text
    assert "香樟苑微网格" in told
    assert "寻找6岁女孩" in told


async def test_what_a_start_link_says_stands_above_other_places(town: Town) -> None:
    """A poster's link is where the person stands; another compound's name changes nothing."""
    await town.start(NEIGHBOUR, "at_999999")
    await town.write(MOTHER, HOME, "/report")
    url = (await town.said(MOTHER, HOME))[-1].raw["reply_markup"]["inline_keyboard"][0][0]["url"]
    await town.start(NEIGHBOUR, "at_" + url.rpartition("_")[2])

    await town.write(NEIGHBOUR, BOT, "桂语里那边的灯也这样，这里楼道灯不亮了")
    await town.press(NEIGHBOUR, BOT, "提交")

    assert "香樟苑微网格" in (await card(town)).text


async def test_where_by_buttons_from_the_town_to_the_compound(town: Town) -> None:
    """Each press shows what lies under it; the compound is the place, and is remembered.

    Pressed once more, the old button moves no case that its grid has.
    """
    await town.start(FATHER)
    await town.write(FATHER, BOT, "我家娃儿不见了，5岁男孩，穿红色外套")
    assert "香樟社区" in (await town.said(FATHER, BOT))[-1].buttons

    await town.press(FATHER, BOT, "香樟社区")
    choice = (await town.find(FATHER, BOT, "", button="香樟苑")).data("香樟苑")
    await town.press(FATHER, BOT, "香樟苑")

    assert "补上了" in await last(town, FATHER)
    again = await town.press_data(FATHER, BOT, (await town.said(FATHER, BOT))[-1].id, choice)
    assert again is not None
    assert again.alert
    assert "香樟苑" in (await town.find(WORKER, STAFF, "未确认")).text
    assert "香樟苑" in (await town.find(GENERAL_WORKER, STAFF, "未确认")).text
    await town.write(FATHER, BOT, LAMP)
    assert "哪个小区" not in await last(town, FATHER)


async def test_a_neighbour_s_words_are_turned_into_a_report(town: Town) -> None:
    """转为上报 as an answer: the words and the photo of the other message, once."""
    said = await town.send_photo(FATHER, HOME, photo(), "你们看一下这个嘛")
    await town.write(MOTHER, HOME, "转为上报", reply_to=said)
    await town.press(MOTHER, HOME, "提交")

    told = await card(town)
    assert "看一下这个" in told.text
    assert told.has_photo
    await town.pass_time(seconds=5)
    await town.write(FATHER, HOME, "/report", reply_to=said)
    assert "已经报过" in await last(town, FATHER, HOME)
    assert await town.count(Case) == 1


async def test_a_neighbour_s_photo_becomes_a_lamp(town: Town) -> None:
    """/light as an answer to a picture without words: the picture is the report."""
    said = await town.send_photo(FATHER, HOME, photo())
    await town.write(MOTHER, HOME, "/light", reply_to=said)
    await town.press(MOTHER, HOME, "提交")

    told = await card(town)
    assert "灯不亮了" in told.text
    assert told.has_photo


@pytest.mark.both_engines
async def test_a_photo_first_and_words_later(town: Town) -> None:
    """The photo of a few minutes ago goes with the words; an older one does not."""
    await town.send_photo(MOTHER, HOME, photo())
    await town.pass_time(minutes=3)
    await town.write(MOTHER, HOME, LOST)
    assert (await town.find(WORKER, STAFF, "未确认")).has_photo

    await town.send_photo(FATHER, HOME, photo())
    await town.pass_time(minutes=11)
    assert await town.count(RecentPhoto) == 0
    await town.write(FATHER, HOME, LAMP)
    await town.press(FATHER, HOME, "提交")
    assert not (await town.find(WORKER, STAFF, "灯不亮了")).has_photo


async def test_an_album_with_words(town: Town) -> None:
    """Staff have every picture of it at 提交; the author is asked for nothing else."""
    await town.start(MOTHER)
    await town.send_photo(MOTHER, BOT, photo(), f"香樟苑{LAMP}", album="lamp")
    for _ in range(2):
        await town.send_photo(MOTHER, BOT, photo(), album="lamp")
    said = [line.text for line in await town.said(MOTHER, BOT)]
    assert [text for text in said if "补上了" in text or "请再写一句" in text] == []

    await town.press(MOTHER, BOT, "提交")

    told = await card(town)
    copies = [line for line in await town.said(WORKER, STAFF) if line.answers == told.id]
    assert told.has_photo
    assert [line.has_photo for line in copies] == [True, True]


async def test_an_album_first_and_words_later(town: Town) -> None:
    """All of its pictures belong to the words; a picture from before it does not."""
    await town.send_photo(MOTHER, HOME, photo())
    for _ in range(3):
        await town.send_photo(MOTHER, HOME, photo(), album="child")

    await town.write(MOTHER, HOME, LOST)

    told = await town.find(WORKER, STAFF, "未确认")
    copies = [line for line in await town.said(WORKER, STAFF) if line.answers == told.id]
    assert told.has_photo
    assert [line.has_photo for line in copies] == [True, True]


async def test_a_pin_before_staff_have_heard(town: Town) -> None:
    """What belongs to a report stands under its card as soon as there is one."""
    await town.write(MOTHER, HOME, LAMP)
    await town.send_pin(MOTHER, HOME, HOME_POINT)
    assert await town.said(WORKER, STAFF) == []

    await town.press(MOTHER, HOME, "提交")

    told = await card(town)
    copies = [line for line in await town.said(WORKER, STAFF) if line.answers == told.id]
    assert ["location" in line.raw for line in copies] == [True]


async def test_words_first_a_photo_and_a_pin_later(town: Town) -> None:
    """They reach staff under the card without another press; somebody else's are only chatter."""
    await town.write(MOTHER, HOME, LOST)
    await town.send_photo(MOTHER, HOME, photo())

    for person, group in ((WORKER, STAFF), (GENERAL_WORKER, STAFF)):
        assert (await town.said(person, group))[-1].has_photo
    await town.send_photo(FATHER, HOME, photo())
    await town.send_pin(FATHER, HOME, POND)
    before = await town.said(WORKER, STAFF)
    assert sum(line.has_photo for line in before) == 1
    await town.send_pin(MOTHER, HOME, POND)

    assert "location" in (await town.said(WORKER, STAFF))[-1].raw
    assert len(await town.said(WORKER, STAFF)) == len(before) + 1


async def test_a_pin_first_and_words_later_in_private(town: Town) -> None:
    """Nobody is asked where: the pin said it."""
    await town.start(FATHER)
    await town.write(FATHER, BOT, "/light")
    await town.send_pin(FATHER, BOT, HOME_POINT)
    assert "位置收到了" in await last(town, FATHER)
    await town.write(FATHER, BOT, "这里的路灯")

    asked = (await town.said(FATHER, BOT))[-1]
    assert "灯不亮了" in asked.text
    await town.press(FATHER, BOT, "提交")
    assert "香樟苑微网格" in (await card(town)).text


async def test_a_voice_is_listened_to_and_answered(town: Town) -> None:
    """An elder who only speaks: staff have the voice at once, say so, and answer under it."""
    await town.write(NEIGHBOUR, HOME_OTHER, LAMP)
    await town.start(NEIGHBOUR)
    await town.send_voice(NEIGHBOUR, BOT)
    assert "网格员听" in (await town.find(NEIGHBOUR, BOT, "编号 1001")).text
    relay = await town.find(WORKER, STAFF, "语音报告")
    voice = (await town.said(WORKER, STAFF))[-1]
    assert "voice" in voice.raw

    refused = await town.press(INSTRUCTOR, STAFF, "已听")
    assert refused is not None
    assert refused.alert
    await town.press(WORKER, STAFF, "已听")
    await town.write(WORKER, STAFF, "您先别急，我们五分钟就到，电话13900000009", reply_to=voice.id)

    assert "已听" in (await town.find(WORKER, STAFF, "语音报告", by_id=relay.id)).text
    answer = await town.find(NEIGHBOUR, BOT, "回话")
    assert "五分钟就到" in answer.text
    assert "已转给报告人" in await last(town, WORKER, STAFF)


async def test_more_voices_belong_to_the_first(town: Town) -> None:
    """Three in a row are one case; in 补充 a voice is passed on too."""
    await town.start(NEIGHBOUR)
    for _ in range(3):
        await town.send_voice(NEIGHBOUR, BOT)
    assert await town.count(Case) == 1
    assert sum("voice" in line.raw for line in await town.said(DUTY, DESK)) == 3
    await town.pass_time(minutes=11)
    await town.press(NEIGHBOUR, BOT, "补充")
    await town.send_voice(NEIGHBOUR, BOT)

    assert await town.count(Case) == 1
    assert sum("voice" in line.raw for line in await town.said(DUTY, DESK)) == 4


async def test_settled_on_the_spot(town: Town) -> None:
    """当场办结 by a worker, in the staff group and in private: opened and closed in one message."""
    await town.start(WORKER)
    await town.write(WORKER, STAFF, "3号楼2楼的灯泡换好了，当场办结")
    first = (await card(town)).text
    assert "已修复" in first
    assert "灯泡换好了" in first

    await town.write(WORKER, STAFF, "3号楼5楼楼道灯不亮，当场办结，已换灯泡")
    second = (await card(town, 1002)).text
    assert second.startswith("✅ 已修复")
    assert "已换灯泡" in second

    await town.write(WORKER, BOT, "香樟苑的健身器材擦干净了，当场办结")
    assert "已答复" in (await card(town, 1003)).text
    assert "编号 1003" in await last(town, WORKER)

    await town.write(
        WORKER, STAFF, "Lamp on floor 2 of building 3: bulb replaced. Settled on the spot."
    )
    assert (await card(town, 1004)).text.startswith("✅ 已修复")

    await town.write(WORKER, BOT, "香樟苑3号楼两家人吵架，劝好了，当场办结")
    assert "已调解" in (await town.find(CHIEF_WORKER, STAFF_CHIEF, "编号 1005")).text


async def test_what_is_settled_elsewhere_is_a_report(town: Town) -> None:
    """Nothing is with staff until 提交, and whoever wrote 当场办结 reads that it isn't closed."""
    await town.start(WORKER)
    await town.write(WORKER, BOT, "银杏居2号楼1楼楼道灯坏了，换好了，当场办结")

    told = (await town.said(WORKER, BOT))[-2:]  # the answer and the question go out side by side
    assert any("还没办结" in one.text for one in told)
    assert any("提交" in one.buttons for one in told)
    for group in (STAFF, STAFF_OTHER, STAFF_CHIEF):
        assert await town.said(town.member_of(group), group) == []


async def test_what_is_not_settled_stays_open(town: Town) -> None:
    """不能当场办结 is the opposite, and a gas leak is not closed by a word."""
    await town.write(WORKER, STAFF, "香樟苑3号楼2楼灯坏了，这次不能当场办结")
    assert "待受理" in (await card(town)).text
    await town.write(WORKER, STAFF, "3号楼楼道里好大一股煤气味，当场办结")
    assert "待受理" in (await card(town, 1002)).text
    await town.write(
        WORKER, STAFF, "The lamp at building 2 is broken and can't be settled on the spot"
    )
    assert "待受理" in (await card(town, 1003)).text


async def test_an_answer_that_is_another_report_is_one(town: Town) -> None:
    """Asked where the lamp is, she writes that her child is missing: staff have the child."""
    await town.start(MOTHER)
    await town.write(MOTHER, BOT, "楼道灯坏了")
    await town.write(MOTHER, BOT, "我孩子在香樟苑走丢了，4岁男孩，红衣服")

    assert "寻找4岁男孩" in (await town.find(WORKER, STAFF, "未确认")).text


async def test_a_wrong_place_does_not_stick(town: Town) -> None:
    """The next answer is read for itself."""
    await town.start(MOTHER)
    await town.write(MOTHER, BOT, "楼道灯坏了")
    await town.write(MOTHER, BOT, "在火星小区")
    await town.write(MOTHER, BOT, "香樟苑")

    assert "补上了" in await last(town, MOTHER)


@pytest.mark.published
async def test_found_in_the_middle_of_an_addition(town: Town) -> None:
    """补充, then 找到了: the rings stop."""
    await town.press(MOTHER, BOT, "补充")
    await town.write(MOTHER, BOT, "找到了")

    assert "孩子找到了" in (await town.find(FATHER, HOME, "1001", by_id=None)).text


async def test_numbers_nobody_can_have(town: Town) -> None:
    """A forged link is answered, not put aside."""
    for payload in ("claim_99999999999999999999", "case_99999999999999999999", "at_9999999999999"):
        await town.start(MOTHER, payload)
        assert "没有找到" in await last(town, MOTHER), payload
    assert await town.count(DeadLetter) == 0


@pytest.mark.published
async def test_a_clue_after_its_ten_minutes_is_answered(town: Town) -> None:
    """The dialogue is over; nobody is thanked for what staff have not got (promise 1)."""
    await town.start(FATHER, "clue_1001")
    asked = await town.find(FATHER, BOT, "1001", button="完成")
    await town.press(FATHER, BOT, "完成")
    assert "还没收到" in await last(town, FATHER)
    await town.pass_time(minutes=11)
    await town.write(FATHER, BOT, "他往东走了")

    assert await last(town, FATHER)
    assert not (await town.find(FATHER, BOT, asked.text)).buttons
    await town.press_data(FATHER, BOT, asked.id, asked.data("完成"))
    assert "再点一次" in await last(town, FATHER)
    assert await town.count(DeadLetter) == 0


async def test_settling_is_for_staff(town: Town) -> None:
    """A resident who writes 当场办结 settles nothing."""
    await town.start(MOTHER)
    await town.write(MOTHER, HOME, "3号楼2楼的灯泡换好了，当场办结")
    await town.write(MOTHER, BOT, "3号楼2楼的灯泡换好了，当场办结")

    assert await town.said(MOTHER, HOME) == []
    assert await town.count(Case) == 0


async def test_a_group_where_the_bot_listens_only_when_called(town: Town) -> None:
    """/bind … called: ordinary words are not heard, a command is; the group is told so."""
    await town.act("members", chat=HOME, user=ADMIN, status="member")
    await town.write(ADMIN, HOME, "/bind YX-A11 residents called")
    assert "只听点名" in (await town.find(MOTHER, HOME, "大家好")).text

    before = len(await town.said(MOTHER, HOME))
    await town.write(MOTHER, HOME, LAMP)
    await town.send_photo(MOTHER, HOME, photo())
    assert len(await town.said(MOTHER, HOME)) == before
    assert await town.count(RecentPhoto) == 0
    await town.write(MOTHER, HOME, f"/report {LAMP}")

    assert "提交" in (await town.said(MOTHER, HOME))[-1].buttons


@pytest.mark.both_engines
async def test_what_is_kept_and_what_is_forgotten(town: Town) -> None:
    """/privacy says it, /mydata shows it, also where Telegram takes no file; /forget takes home, photos
    and unsubmitted words, never a life at stake.
    """
    await town.start(MOTHER)
    await town.write(MOTHER, BOT, "/privacy")
    told = await last(town, MOTHER)
    assert "闲聊不保存" in told
    assert "只有一个名字：@gege_demo_bot" in told
    assert "负责单位：还没有填写" in told
    await town.write(MOTHER, HOME, LAMP)
    await town.write(MOTHER, HOME, LOST)
    await town.send_photo(MOTHER, BOT, photo())

    await town.write(MOTHER, HOME, "/mydata")
    given = (await town.said(MOTHER, BOT))[-1]
    await town.call("faults", kind="400", method="sendDocument", chat=MOTHER)
    await town.write(MOTHER, BOT, "/mydata")

    assert "报告 2 件" in given.raw["caption"]
    hers = json.loads(town.file(given.raw["document"]["file_id"]))
    assert [one["text"] for one in hers["reports"]] == [LAMP, LOST]
    assert hers["account"][0]["id"] == MOTHER
    assert LOST in await last(town, MOTHER)

    await town.write(MOTHER, BOT, "/forget")

    told = await last(town, MOTHER)
    assert "删了：您的小区 · 没提交的话 1 条" in told
    assert "没提交的 1 条，可能有人有危险" in told
    assert await town.count(RecentPhoto) == 0
    assert await town.places_of("楼道灯不亮了") == set()
    assert "未确认" in (await town.find(WORKER, STAFF, "寻找5岁男孩")).text
    await town.write(MOTHER, BOT, "灯坏了")
    assert "哪个小区" in await last(town, MOTHER)


@pytest.mark.parametrize("hours", [1, 49])
async def test_photos_before_staff_are_forgotten_too(town: Town, hours: int) -> None:
    """The card's photo and a copy beside it; what a bot may delete no longer is hidden, or named."""
    await town.start(MOTHER)
    await town.send_photo(MOTHER, HOME, photo(), LAMP, album="a")
    await town.send_photo(MOTHER, HOME, photo(width=320), album="a")
    await town.press(MOTHER, HOME, "提交")
    asked = await town.find(MOTHER, HOME, "编号 1001")
    await town.send_voice(MOTHER, HOME, reply_to=asked.id)
    await town.press(WORKER, STAFF, "办结", on="编号 1001")
    await town.press(WORKER, STAFF, "已修复")
    before = [line.photo for line in await town.said(WORKER, STAFF) if line.has_photo]
    await town.pass_time(hours=hours)

    await town.write(MOTHER, BOT, "/forget")

    said = await town.said(WORKER, STAFF)
    now = [line.photo for line in said if line.has_photo]
    assert len(before) == 2
    assert not set(before) & set(now)
    voices = [line for line in said if "voice" in line.raw]
    assert len(voices) == (hours > 48)
    assert ("1 条语音或位置" in await last(town, MOTHER)) is (hours > 48)


async def test_leaving_a_dialogue(town: Town) -> None:
    """取消 ends the question; nobody is looked for because of it, and another thing can be told."""
    await town.start(MOTHER)
    await town.write(MOTHER, BOT, "/lost")
    await town.write(MOTHER, BOT, "取消")
    assert await last(town, MOTHER) == "没有提交。需要时再叫我。"
    assert await town.count(Case) == 0

    await town.write(MOTHER, BOT, "路灯坏了")
    assert "在哪个小区" in await last(town, MOTHER)
    await town.write(MOTHER, BOT, "算了")
    await town.write(MOTHER, BOT, "桂语里3号楼4楼灯不亮了")
    assert "桂语里3号楼4楼" in await last(town, MOTHER)


async def test_what_is_asked_for_goes_before_what_was_told(town: Town) -> None:
    """A photo and a pin after /light are the lamp's, not those of the child reported before."""
    await town.start(MOTHER)
    await town.write(MOTHER, BOT, "香樟苑大门有个小男孩在哭，找不到爸妈")
    await town.write(MOTHER, BOT, "/light")
    await town.send_photo(MOTHER, BOT, photo())
    await town.send_pin(MOTHER, BOT, HOME_POINT)
    assert not any(line.has_photo for line in await town.said(WORKER, STAFF))

    await town.write(MOTHER, BOT, LAMP)
    await town.press(MOTHER, BOT, "提交", on="灯不亮了")

    assert (await town.find(WORKER, STAFF, "灯不亮了")).has_photo


@pytest.mark.parametrize("told", [LAMP, "5号楼302独居老人摔倒了，快来人"], ids=["light", "help"])
async def test_what_is_sensitive_is_never_added_to_something_else(town: Town, told: str) -> None:
    """It becomes a report of its own, for few to read, also where both are calls for help."""
    await town.start(MOTHER)
    await town.write(MOTHER, BOT, f"香樟苑{told}")
    await town.press(MOTHER, BOT, "提交")
    await town.press(MOTHER, BOT, "补充")

    await town.write(MOTHER, BOT, "楼上男的又在打老婆，娃儿一直哭")

    assert any("先打 110" in line.text for line in (await town.said(MOTHER, BOT))[-2:])
    assert "打老婆" not in (await card(town)).text
    assert await town.count(Case) == 2


async def test_a_command_ends_what_was_asked(town: Town) -> None:
    """Asked for a reason, the worker sends a command: the question goes, and takes nothing later."""
    await report_lamp(town)
    await town.press(WORKER, STAFF, "办结", on="编号 1001")
    await town.press(WORKER, STAFF, "无法解决")
    asked = (await town.said(WORKER, STAFF))[-1]
    await town.write(WORKER, STAFF, "/cases")
    await town.write(WORKER, STAFF, "没得钱修")

    assert asked.id not in {line.id for line in await town.said(WORKER, STAFF)}
    assert "无法解决" not in (await card(town)).text
