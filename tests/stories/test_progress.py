"""Old people don't see edits: every real step is a new private message to whoever waits."""

import pytest

from tests.stories.plot import publish, report, report_lamp
from tests.support.cast import (
    FATHER,
    GENERAL_WORKER,
    HOME,
    MOTHER,
    STAFF,
    WORKER,
)
from tests.support.town import BOT, Line, Town


async def told(town: Town, person: int = MOTHER) -> list[Line]:
    """Return what was said of steps: each begins with the number."""
    return [line for line in await town.said(person, BOT) if line.text.startswith("编号 1001：")]


async def words(town: Town, person: int = MOTHER) -> list[str]:
    return [line.text.removeprefix("编号 1001：") for line in await told(town, person)]


@pytest.mark.reported
async def test_each_step_wakes_the_mother(town: Town) -> None:
    """Taken, published, expired: a line each under the one card, which goes on being edited."""
    mine = await town.find(MOTHER, BOT, "寻找5岁男孩", button="找到了")
    await town.press(WORKER, STAFF, "认领")
    await town.pass_time(minutes=2)
    await publish(town)
    await town.pass_time(hours=25)

    assert await words(town) == [
        "程小禾 接手了",
        "开始发到 4 个群",
        "群里的消息到期撤下了，网格员还在找",
    ]
    now = await town.find(MOTHER, BOT, "寻找5岁男孩", button="找到了")
    assert now.id == mine.id
    assert "程小禾" in now.text
    assert {line.answers for line in await told(town)} == {mine.id}


@pytest.mark.reported
async def test_what_comes_together_is_one_message(town: Town) -> None:
    """收到, 认领 and 发布 within a minute: two lines, for who has taken it has seen it.

    What is over by then is not told: nothing is out any more once the child was said to be found.
    """
    await town.press(WORKER, STAFF, "收到")
    assert await words(town) == ["程小禾 收到了"]
    await town.press(WORKER, STAFF, "认领")
    await publish(town)

    assert await words(town) == ["10:20 程小禾 接手了\n10:20 开始发到 4 个群"]
    await town.press(MOTHER, BOT, "找到了")
    await town.press(WORKER, STAFF, "核查不通过")
    assert await words(town) == ["10:20 程小禾 接手了\n10:20 核实过，还要接着找"]


@pytest.mark.published
async def test_nobody_is_told_of_their_own_doing(town: Town) -> None:
    """Who pressed 找到了 knows; when it is over the question whether they are home is enough."""
    await town.pass_time(minutes=2)
    await town.press(MOTHER, BOT, "找到了")
    await town.pass_time(minutes=2)
    await town.press(WORKER, STAFF, "核查通过")
    await town.press(WORKER, STAFF, "已团聚")

    published, asked, tip = await words(town)
    assert published == "开始发到 4 个群"
    assert "人平安到家了吗" in asked
    assert "孩子回来了" in tip


@pytest.mark.published
async def test_an_end_that_nobody_asks_about_is_told(town: Town) -> None:
    await town.pass_time(minutes=2)
    await town.press(WORKER, STAFF, "办结")
    await town.press(WORKER, STAFF, "搜寻结束")

    assert (await words(town))[-1] == "有结果了，搜寻已结束"


async def test_a_lamp_reported_in_the_group(town: Town) -> None:
    """Its reporter has opened the private chat: there the steps are told, by night without sound."""
    await town.start(MOTHER)
    await report_lamp(town)
    await town.press(WORKER, STAFF, "升级")
    assert await words(town) == ["交给上一级了：香樟第一网格"]
    await town.pass_time(hours=12)  # half past ten at night
    await town.press(GENERAL_WORKER, STAFF, "认领")
    assert (await words(town))[-1] == "姜海洋 接手了"
    assert not await town.sounded(MOTHER, (await told(town))[-1])


async def test_by_night_what_concerns_a_person_sounds(town: Town) -> None:
    await town.pass_time(hours=12)
    await report(town)
    await town.press(WORKER, STAFF, "认领")

    [line] = await told(town)
    assert await town.sounded(MOTHER, line)


async def test_without_a_private_chat_the_group_hears_nothing_more(town: Town) -> None:
    """Promise 8: there the one answer under the report is edited, and that is all."""
    await town.write(FATHER, HOME, "3号楼4楼楼道灯不亮了")
    await town.press(FATHER, HOME, "提交")
    said = len(await town.said(FATHER, HOME))
    await town.press(WORKER, STAFF, "认领")

    assert len(await town.said(FATHER, HOME)) == said


@pytest.mark.reported
async def test_at_most_a_handful(town: Town) -> None:
    """A case that goes from hand to hand is told on its card; that it is over is still a message."""
    for name in ("程小禾", "姜海洋") * 4:
        await town.press(WORKER, STAFF, "派遣", on="编号 1001")
        await town.press(WORKER, STAFF, name)
        await town.pass_time(minutes=2)
    assert len(await told(town)) == 6
    await town.press(WORKER, STAFF, "办结")
    await town.press(WORKER, STAFF, "搜寻结束")

    assert (await words(town))[-1] == "有结果了，搜寻已结束"


async def test_an_end_that_was_none_is_no_news(town: Town) -> None:
    """没解决 opens the case again: only what comes after is told."""
    await town.start(MOTHER)
    await report_lamp(town)
    await town.press(WORKER, STAFF, "办结")
    await town.press(WORKER, STAFF, "已修复")
    await town.press(MOTHER, BOT, "没解决")
    await town.pass_time(minutes=2)
    await town.press(GENERAL_WORKER, STAFF, "认领")

    assert (await words(town))[-1] == "姜海洋 接手了"
    assert not any("办结" in said for said in await words(town))


@pytest.mark.published
async def test_who_asks_reads_in_a_line_how_it_stands(town: Town) -> None:
    """有消息没得: who has it, groups, clues, the next ring; whoever waits for nothing reads that.

    So do plain words for a number and for the duty phone, whatever we have just asked.
    """
    await town.press(WORKER, STAFF, "认领")
    await town.write(MOTHER, BOT, "编号1001怎么样了")
    assert "经过" in (await town.said(MOTHER, BOT))[-1].text
    for asked in ("有消息没得？", "找到没有", "现在咋样了"):
        await town.write(MOTHER, BOT, asked)
        said = (await town.said(MOTHER, BOT))[-1].text.splitlines()
        assert said[0] == "编号 1001 · 程小禾 在办"
        assert said[1].startswith("已发 4 个群")
    await town.start(FATHER)
    await town.write(FATHER, BOT, "楼道灯不亮了")
    for asked, answer in (
        ("有消息没得？", "没有报过"),
        ("你们值班电话好多", "值班电话"),
        ("在吗", "我在"),
        ("编号1001怎么样了", "只有报告人"),
        ("香樟苑3号楼4楼", "补上了"),
    ):
        await town.write(FATHER, BOT, asked)
        assert answer in (await town.said(FATHER, BOT))[-1].text, asked
