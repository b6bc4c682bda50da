"""The author edits the message that made a report: the case follows, and staff decide the rest."""

import pytest

from bot.storage.cases import Case
from tests.stories.plot import LAMP, LOST, card, publish
from tests.support.cast import FATHER, HOME, MOTHER, STAFF, WORKER
from tests.support.town import BOT, Town


async def edit(town: Town, person: int, chat: int, message: int, text: str) -> None:
    """Write a message anew."""
    await town.act("edits", person=person, chat=chat, message_id=message, text=text)


async def test_a_draft_reads_as_its_message_does(town: Town) -> None:
    """Mistyped, put right: the question under it, and the card that staff have already."""
    said = await town.write(MOTHER, HOME, "我家娃儿不见了，4岁女孩，红衣服")
    await town.write(MOTHER, HOME, "刚刚还在2栋楼下耍")
    await edit(town, MOTHER, HOME, said, "我家娃儿不见了，5岁男孩，蓝衣服")

    for told in (
        await town.find(MOTHER, HOME, "我听到的是"),
        await town.find(WORKER, STAFF, "未确认"),
    ):
        assert "寻找5岁男孩" in told.text
        assert "蓝衣服" in told.text
        assert "红衣服" not in told.text
        assert "2栋楼下" in told.text
    assert "改了原话" in told.text


async def test_a_lamp_on_another_floor(town: Town) -> None:
    """After 提交, too: one case, the right floor."""
    said = await town.write(MOTHER, HOME, LAMP)
    await town.press(MOTHER, HOME, "提交")
    await edit(town, MOTHER, HOME, said, "3号楼5楼楼道灯不亮了")

    told = (await card(town)).text
    assert "3号楼5楼" in told
    assert "4楼" not in told
    assert await town.count(Case) == 1


async def test_taken_back_before_anybody_heard(town: Town) -> None:
    """A lamp that is no lamp: the question goes; a child stays with staff, whatever is written."""
    said = await town.write(MOTHER, HOME, LAMP)
    await edit(town, MOTHER, HOME, said, "看错了，没得事")
    assert await town.said(MOTHER, HOME) == []
    assert await town.count(Case) == 0

    said = await town.write(FATHER, HOME, LOST)
    await edit(town, FATHER, HOME, said, "没得事了，发错了")
    told = await town.find(WORKER, STAFF, "未确认")
    assert "发错了" in told.text
    assert "改了原话" in told.text


async def test_there_was_nothing_to_it(town: Town) -> None:
    """Said or written after: a draft goes; where staff know of it they are asked, and so is who wrote."""
    await town.write(MOTHER, HOME, LAMP)
    await town.write(MOTHER, HOME, "哦是我没踩响")
    assert await town.said(MOTHER, HOME) == []
    assert await town.count(Case) == 0

    await town.write(MOTHER, HOME, LAMP)
    await town.press(MOTHER, HOME, "提交")
    await town.write(MOTHER, HOME, "哦是我没踩响")
    claim = await town.find(WORKER, STAFF, "说没事了 · 编号 1001")
    assert claim.buttons == ("办结",)
    assert "没踩响" in (await card(town)).text
    await town.find(MOTHER, HOME, "还要办", button="补充")

    await town.start(MOTHER)
    await town.pass_time(hours=7)
    await town.write(MOTHER, BOT, "修好了")
    await town.find(WORKER, STAFF, "修好了", button="办结")
    assert "告诉网格员了" in (await town.said(MOTHER, BOT))[-1].text

    said = await town.write(FATHER, HOME, "我妈不见了")
    await edit(town, FATHER, HOME, said, "我妈不见了我就安逸了")
    await town.find(WORKER, STAFF, "说没事了 · 还没提交")
    await town.press(FATHER, HOME, "不是报告", on="网格员已经知道了")
    assert await town.count(Case) == 1


async def test_found_is_written_into_the_message(town: Town) -> None:
    """By the guardian it is 找到了: the rings stop; by anybody else staff are asked."""
    await town.start(MOTHER)
    said = await town.write(MOTHER, HOME, LOST)
    await town.press(MOTHER, HOME, "提交")
    await town.press(MOTHER, HOME, "是")
    await publish(town)

    await edit(town, MOTHER, HOME, said, f"【已找到】{LOST}")

    assert "待核查" in (await card(town)).text
    assert "孩子找到了" in (await town.find(FATHER, HOME, "1001")).text


@pytest.mark.published
async def test_what_residents_read_is_decided_by_staff(town: Town) -> None:
    """After publishing an edit is shown to staff as the alert would read; the groups read the old."""
    said = next(line for line in await town.read(MOTHER, HOME) if "红色外套" in line.text)
    await edit(town, MOTHER, HOME, said.id, LOST.replace("红色外套", "绿色外套"))

    assert "绿色外套" in (await town.find(WORKER, STAFF, "", button="更新通知")).text
    alert = await town.find(FATHER, HOME, "寻找", button="我有线索")
    assert "红色外套" in alert.text


async def test_a_word_put_right_makes_it_a_report(town: Town) -> None:
    """Within minutes; an old message that is edited is heard no more."""
    said = await town.write(MOTHER, HOME, "3号楼4楼的等")
    assert await town.said(MOTHER, HOME) == []
    await edit(town, MOTHER, HOME, said, LAMP)
    assert "提交" in (await town.said(MOTHER, HOME))[-1].buttons

    old = await town.write(FATHER, HOME, "今晚吃啥子")
    await town.pass_time(minutes=30)
    before = len(await town.said(FATHER, HOME))
    await edit(town, FATHER, HOME, old, "2号楼6楼灯坏了")
    assert len(await town.said(FATHER, HOME)) <= before
    assert await town.count(Case) == 1


async def test_an_edit_of_somebody_else_s_case_changes_nothing(town: Town) -> None:
    """转为上报: who wrote the words is not who reports them."""
    said = await town.write(FATHER, HOME, "你们看一下这个嘛")
    await town.write(MOTHER, HOME, "转为上报", reply_to=said)
    await town.press(MOTHER, HOME, "提交")
    await edit(town, FATHER, HOME, said, "随便写的")

    assert "看一下这个" in (await card(town)).text


async def test_in_private_a_report_by_command_follows(town: Town) -> None:
    await town.start(MOTHER)
    said = await town.write(MOTHER, BOT, "/report 香樟苑想多装几个充电桩")
    await town.press(MOTHER, BOT, "提交")
    await edit(town, MOTHER, BOT, said, "/report 香樟苑想多装两个充电桩")

    assert "两个充电桩" in (await card(town)).text
