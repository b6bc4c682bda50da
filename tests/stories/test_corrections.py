"""What an alert says is changed by staff alone: everywhere, once, and never after the all-clear."""

import pytest
from sqlmodel import col, select

from bot.delivery import ledger
from bot.delivery.outcomes import RetryAfter
from bot.services import closing
from bot.services.rights import Actor
from bot.storage import sending
from bot.storage.outbox import Delivery, Op, Purpose, Status
from tests.stories.plot import after, card, publish, report, report_lamp
from tests.support.cast import (
    EAST,
    EAST_GROUP,
    FIRST_RINGS,
    GUARD,
    HOME,
    HOME_OTHER,
    MOTHER,
    NEIGHBOUR,
    NEXT,
    NEXT_DOOR,
    STAFF,
    WORKER,
)
from tests.support.pictures import photo
from tests.support.town import BOT, Line, Town

BETTER = "不是红外套，是蓝色校服，背黑书包"


async def correct(town: Town, words: str = BETTER) -> None:
    """The worker answers the card: this is how it is."""
    await town.write(WORKER, STAFF, f"更正：{words}", reply_to=(await card(town)).id)


async def correct_in_private(town: Town, words: str, shown: bytes) -> None:
    """The worker gives the case another photo in private and has the groups updated."""
    await town.start(WORKER)
    await town.write(WORKER, BOT, "/case 1001")
    await town.press_more(WORKER, BOT, "更正")
    await town.send_photo(WORKER, BOT, shown, words)
    await town.press(WORKER, BOT, "更新通知")


async def alert_in(town: Town, group: int) -> Line:
    return await town.find(Town.member_of(group), group, "寻找")


@pytest.mark.reported
async def test_where_a_correction_is_heard(town: Town) -> None:
    """Under a clue as under the card; an open question takes no answer to another message."""
    await town.press_more(WORKER, STAFF, "更正")
    asked = (await town.said(WORKER, STAFF))[-1]
    await town.write(WORKER, STAFF, "娃儿找到了", reply_to=(await card(town)).id)
    said = await town.said(WORKER, STAFF)
    assert "说找到了" in said[-1].text
    assert asked.id in {line.id for line in said}
    await publish(town)
    alert = await alert_in(town, NEXT)
    await town.write(NEXT_DOOR, NEXT, "他穿蓝色校服", reply_to=alert.id)

    relay = await town.find(WORKER, STAFF, "线索 · 编号 1001")
    await town.write(WORKER, STAFF, f"更正：{BETTER}", reply_to=relay.id)
    assert "蓝色校服" in (await town.find(WORKER, STAFF, "会改成下面这样")).text


@pytest.mark.published
async def test_better_words_reach_every_group_that_heard(town: Town) -> None:
    """The worker writes, looks, presses: the same messages say it, and when; nothing is sent anew."""
    before = {group: (await alert_in(town, group)).id for group in FIRST_RINGS}
    await correct(town)
    preview = await town.find(WORKER, STAFF, "会改成下面这样")
    assert "编号 1001" in preview.text.splitlines()[0]
    assert "4 个群" in preview.text
    assert "蓝色校服" in preview.text
    assert "红色外套" in (await alert_in(town, NEXT)).text

    told = await town.press(WORKER, STAFF, "更新通知")

    assert told is not None
    assert told.text == "正在各群更新"
    for group in FIRST_RINGS:
        line = await alert_in(town, group)
        assert line.id == before[group]
        assert line.text.splitlines()[1].startswith("更新：")
        assert "特征：蓝色校服，背黑书包" in line.text
        assert "红色" not in line.text
        assert "我有线索" in line.buttons
    assert "更新通知" not in {b for line in await town.said(WORKER, STAFF) for b in line.buttons}
    assert "程小禾 更新了通知" in (await card(town)).text


@pytest.mark.published
@after(correct)
async def test_later_rings_hear_the_better_words_at_once(town: Town) -> None:
    await town.press(WORKER, STAFF, "更新通知")

    await town.pass_time(minutes=5)

    said = [line for line in await town.said(EAST, EAST_GROUP) if "寻找" in line.text]
    assert len(said) == 1
    assert "蓝色校服" in said[0].text
    changes = [row for row in await all_rows(town) if row.purpose is Purpose.UPDATE]
    assert {row.chat_id for row in changes} == set(FIRST_RINGS)


@pytest.mark.published
async def test_what_the_family_adds_waits_for_a_worker(town: Town) -> None:
    """Only workers correct (promise 2): neither the groups nor later rings show it before."""
    await town.press(MOTHER, BOT, "补充")
    await town.send_photo(MOTHER, BOT, photo(), "身高110厘米")
    asked = await town.find(WORKER, STAFF, "有新情况，要更新吗")
    assert asked.has_photo
    assert "身高约 110 厘米" in asked.text
    await town.pass_time(minutes=5)
    for group in (*FIRST_RINGS, EAST_GROUP):
        line = await alert_in(town, group)
        assert not line.has_photo
        assert "110 厘米" not in line.text

    await town.press(WORKER, STAFF, "更新通知")

    for group in (*FIRST_RINGS, EAST_GROUP):
        line = await alert_in(town, group)
        assert line.has_photo
        assert "身高约 110 厘米" in line.text
    await town.press(MOTHER, BOT, "找到了")
    for group in FIRST_RINGS:
        line = await town.find(Town.member_of(group), group, "编号 1001")
        assert "孩子找到了" in line.text
        assert line.photo != asked.photo


@pytest.mark.published
async def test_another_photo_takes_the_place_of_the_first(town: Town) -> None:
    """A message with a photo shows the new one, with the new words under it."""
    await correct_in_private(town, "穿红毛衣", photo(width=300))
    first = await alert_in(town, NEXT)
    await correct_in_private(town, "穿蓝毛衣", photo(width=400))
    second = await alert_in(town, NEXT)

    assert second.id == first.id
    assert second.photo != first.photo
    assert "蓝毛衣" in second.text


@pytest.mark.published
@after(correct)
async def test_not_after_all(town: Town) -> None:
    """不更新 leaves the groups as they are and takes the offer away."""
    await town.press(WORKER, STAFF, "不更新")

    assert "红色外套" in (await alert_in(town, NEXT)).text
    assert all("会改成" not in line.text for line in await town.said(WORKER, STAFF))


@pytest.mark.published
@after(correct)
async def test_a_second_correction_takes_the_place_of_the_first_offer(town: Town) -> None:
    await correct(town, "穿绿色毛衣")

    offers = [line for line in await town.said(WORKER, STAFF) if "会改成" in line.text]
    assert len(offers) == 1
    assert "绿色毛衣" in offers[0].text


@pytest.mark.published
async def test_words_in_which_nothing_is_told(town: Town) -> None:
    """The worker reads what to write instead; nothing changes."""
    await town.start(WORKER)

    await correct(town, "这个不对")

    assert "没看出要改哪里" in (await town.said(WORKER, BOT))[-1].text
    assert all("会改成" not in line.text for line in await town.said(WORKER, STAFF))


@pytest.mark.published
async def test_correcting_in_private(town: Town) -> None:
    """/case, 更多, 更正: the preview stands in private and in the staff group; either will do."""
    await town.start(WORKER)
    await town.write(WORKER, BOT, "/case 1001")
    await town.press_more(WORKER, BOT, "更正")
    await town.write(WORKER, BOT, BETTER)
    assert "更新通知" in (await town.find(WORKER, STAFF, "会改成下面这样")).buttons

    await town.press(WORKER, BOT, "更新通知")

    assert "蓝色校服" in (await alert_in(town, NEXT)).text
    for chat in (BOT, STAFF):
        assert all("会改成" not in line.text for line in await town.said(WORKER, chat))


@pytest.mark.published
async def test_a_partner_corrects_nothing(town: Town) -> None:
    """Whoever sits in the staff group without the right is told so in private."""
    await town.start(GUARD)
    await town.write(GUARD, STAFF, f"更正：{BETTER}", reply_to=(await card(town)).id)

    await town.find(GUARD, BOT, "由这个网格的网格员来点")
    assert all("会改成" not in line.text for line in await town.said(WORKER, STAFF))


@pytest.mark.reported
async def test_a_group_that_waits_is_told_the_better_words_alone(town: Town) -> None:
    """Told to slow down before it heard: it hears once, and only what is right."""
    await town.call("faults", kind="429", method="sendMessage", chat=NEXT, retry_after=300)
    await publish(town)
    assert all("寻找" not in line.text for line in await town.said(NEXT_DOOR, NEXT))
    await correct(town)
    await town.press(WORKER, STAFF, "更新通知")

    await town.pass_time(minutes=5)

    said = [line for line in await town.said(NEXT_DOOR, NEXT) if "寻找" in line.text]
    assert len(said) == 1
    assert "蓝色校服" in said[0].text
    rows = [row for row in await all_rows(town) if row.chat_id == NEXT]
    assert {row.purpose for row in rows if row.op is Op.EDIT} == set()


@pytest.mark.parametrize("restart", [False, True], ids=["running", "restarted"])
@pytest.mark.published
async def test_a_correction_never_comes_after_the_all_clear(
    town: Town,
    restart: bool,  # noqa: FBT001 - pytest's parameter
) -> None:
    """It hangs in one group when the child is found: there, too, the last word is the all-clear."""
    await town.call("faults", kind="429", method="editMessageText", chat=NEXT, retry_after=300)
    await correct(town)
    await town.press(WORKER, STAFF, "更新通知")
    assert "蓝色校服" in (await alert_in(town, HOME)).text
    assert "红色外套" in (await alert_in(town, NEXT)).text

    await town.press(MOTHER, BOT, "找到了")
    if restart:
        await town.crash()
        await town.revive()
    await town.pass_time(minutes=10)

    for group in FIRST_RINGS:
        standing = await town.find(Town.member_of(group), group, "编号 1001")
        assert "孩子找到了" in standing.text
        assert all("蓝色校服" not in line.text for line in await town.read(*member(group)))
    changes = [row for row in await all_rows(town) if row.chat_id == NEXT and row.op is Op.EDIT]
    assert [(row.purpose, row.status) for row in changes] == [(Purpose.ALL_CLEAR, Status.SENT)]


@pytest.mark.reported
async def test_an_alert_that_hangs_when_all_is_over_is_never_said(town: Town) -> None:
    """On its way when the child is found, and turned away: it is not tried again."""
    await town.call("faults", kind="429", method="sendMessage", chat=NEXT, retry_after=300)
    await publish(town)
    hanging = next(row for row in await all_rows(town) if row.chat_id == NEXT)
    now, policy, mother = town.clock.now(), town.settings.policy(), Actor(MOTHER, "")
    async with town.gege.database.write() as session:
        (await session.get_one(Delivery, hanging.key)).status = Status.SENDING
        await closing.found(session, hanging.case_id or 0, mother, policy, at=now)
        (out,) = await sending.outgoing(session, [hanging.key])

        await ledger.record(session, [ledger.Landed(out, RetryAfter(300), now)])
    await town.pass_time(minutes=10)

    assert all("编号 1001" not in line.text for line in await town.said(NEXT_DOOR, NEXT))
    row = next(row for row in await all_rows(town) if row.id == hanging.id)
    assert (row.status, row.reason) == (Status.DROPPED, "case closed")


@pytest.mark.published
@after(correct)
async def test_an_offer_goes_with_the_alert(town: Town) -> None:
    """Once the child is found there is nothing to update."""
    offer = await town.find(WORKER, STAFF, "会改成下面这样")
    await town.press(MOTHER, BOT, "找到了")

    assert all("会改成" not in line.text for line in await town.said(WORKER, STAFF))
    told = await town.press_data(WORKER, STAFF, (await card(town)).id, offer.data("更新通知"))
    assert told is not None
    assert told.alert


async def test_a_correction_before_anything_is_out(town: Town) -> None:
    """The facts change, and the alert says the better ones from the first word on."""
    await report(town)
    await correct(town)
    await publish(town)

    line = await alert_in(town, HOME_OTHER)
    assert "蓝色校服" in line.text
    assert "更新" not in line.text


async def test_where_a_danger_is(town: Town) -> None:
    """A place alone is no new text of the alert: the headline names the other building."""
    await report_lamp(town, "3号楼的消防通道被车堵了")

    await correct(town, "是5号楼，不是3号楼")

    assert "5号楼" in (await card(town)).text.splitlines()[0]
    await town.press(WORKER, STAFF, "发布")
    assert "5号楼" in (await town.find(WORKER, STAFF, "预览")).text


@pytest.mark.both_engines
async def test_a_found_child_s_clothes_stay_with_staff(town: Town) -> None:
    """Promise 5: what a claimant will be asked for is no reason to change the alert."""
    await town.write(MOTHER, HOME, "门卫室有个小男孩在哭，找不到爸妈，大概4岁")
    await town.press(MOTHER, HOME, "提交")
    await publish(town)

    await correct(town, "穿蓝色校服")
    assert all("会改成" not in line.text for line in await town.said(WORKER, STAFF))
    await correct(town, "大概5岁")
    await town.press(WORKER, STAFF, "更新通知")

    line = await town.find(NEIGHBOUR, HOME_OTHER, "在找家人")
    assert "5岁" in line.text
    assert "校服" not in line.text


def member(group: int) -> tuple[int, int]:
    return Town.member_of(group), group


async def all_rows(town: Town) -> list[Delivery]:
    """Return every delivery about an alert, oldest first."""
    query = select(Delivery).where(col(Delivery.alert_id).is_not(None)).order_by(col(Delivery.id))
    async with town.gege.database.read() as session:
        return list((await session.exec(query)).all())


@pytest.mark.published
@pytest.mark.parametrize(
    ("words", "answer"), [("", "照片收到了，网格员已经能看到"), ("这是她的照片", "补上了")]
)
async def test_a_photo_in_private_belongs_to_the_only_case(
    town: Town, words: str, answer: str
) -> None:
    """The mother sends it where her card stands: staff have it at once, and decide."""
    await town.send_photo(MOTHER, BOT, photo(), words)

    assert answer in (await town.said(MOTHER, BOT))[-1].text
    offer = await town.find(WORKER, STAFF, "有新情况，要更新吗")
    assert offer.has_photo
    await town.press(WORKER, STAFF, "更新通知")
    assert (await alert_in(town, NEXT)).has_photo


@pytest.mark.published
async def test_a_correction_is_not_put_into_the_parents_mouth(town: Town) -> None:
    """Between the quotation marks stands what the reporter said, and nothing else."""
    await correct(town, "在柳荫路走散，穿绿色毛衣")

    assert "柳荫路走散" not in (await card(town)).text.split("最后出现")[0]
    assert "走散，穿绿色" not in (await card(town)).text


@pytest.mark.published
async def test_what_a_correction_does_not_speak_of_stays(town: Town) -> None:
    """Another jacket leaves the trousers as they were."""
    await correct(town, "穿红色短袖、蓝色短裤")
    await correct(town, "穿的是绿色短袖，不是红色")

    offer = await town.find(WORKER, STAFF, "会改成下面这样")
    assert "穿的是绿色短袖，蓝色短裤" in offer.text
    assert "红色" not in offer.text
