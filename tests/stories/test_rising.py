"""What is added makes a report more urgent: it is judged with all that was said, staff hear at once."""

import pytest

from bot.storage.cases import Case
from tests.stories.plot import card, publish
from tests.support.cast import DESK, DUTY, EAST, EAST_GROUP, HOME, MOTHER, STAFF, WORKER
from tests.support.town import BOT, Town


@pytest.mark.parametrize("age", ["4岁", "6岁，穿校服", "3岁，往河边跑了"])
async def test_the_age_of_a_child_comes_later(town: Town, age: str) -> None:
    """Told in two messages or in one, it is the same child: red, and staff are told so with a sound."""
    await town.write(MOTHER, HOME, "我娃儿不见了")
    told = await town.find(WORKER, STAFF, "未确认")
    assert "🟠" in told.text
    await town.write(MOTHER, HOME, age)

    assert "🔴" in (await town.find(WORKER, STAFF, "未确认")).text
    news = await town.find(WORKER, STAFF, "更紧急")
    assert news.answers == told.id
    assert news.text.startswith("🔴 寻找")
    assert await town.sounded(STAFF, news)
    assert "🔴" in (await town.find(MOTHER, HOME, "我听到的是")).text


async def test_the_river_comes_after_submitting(town: Town) -> None:
    """The rings are those of a red alert then: three groups at once, as if told in one message."""
    await town.write(MOTHER, HOME, "我娃儿不见了，穿红衣服")
    await town.press(MOTHER, HOME, "提交")
    await town.write(MOTHER, HOME, "9岁，往河边跑了")
    await town.press(WORKER, STAFF, "发布")

    assert "🔴" in (await card(town)).text
    assert "马上 4 个群" in (await town.find(WORKER, STAFF, "", button="确认发布")).text


async def test_the_river_comes_after_the_alert(town: Town) -> None:
    """Staff are asked; once they say so the rings are those of a red alert, from when it went out."""
    await town.write(MOTHER, HOME, "我娃儿不见了，9岁，穿红衣服")
    await town.press(MOTHER, HOME, "提交")
    await publish(town)
    await town.write(MOTHER, HOME, "有人看到他往河边跑了")
    assert "提早" in (await town.find(WORKER, STAFF, "要更新吗")).text

    await town.press(WORKER, STAFF, "更新通知")
    await town.pass_time(minutes=5)

    assert "🔴" in (await town.find(EAST, EAST_GROUP, "寻找")).text


async def test_what_staff_have_lowered_stays(town: Town) -> None:
    """A further garment is no further danger."""
    await town.write(MOTHER, HOME, "我娃儿不见了，5岁")
    await town.press(WORKER, STAFF, "发布")
    await town.press_more(WORKER, STAFF, "级别")
    await town.press(WORKER, STAFF, "橙：要马上知道")
    await town.write(MOTHER, HOME, "穿蓝衣服")
    assert "🟠" in (await town.find(WORKER, STAFF, "蓝衣服", button="认领")).text

    await town.write(MOTHER, HOME, "往河边跑了")
    assert "🔴" in (await town.find(WORKER, STAFF, "蓝衣服", button="认领")).text


@pytest.mark.parametrize("chat", [HOME, BOT], ids=["group", "private"])
async def test_somebody_is_in_the_lift(town: Town, chat: int) -> None:
    """A broken lift can wait; with people in it staff hear at once, and 119 comes first."""
    await town.start(MOTHER)
    await town.write(MOTHER, chat, "香樟苑3号楼电梯坏了")
    assert await town.said(WORKER, STAFF) == []
    await town.write(MOTHER, chat, "里头关了两个人")

    told = await town.find(WORKER, STAFF, "未确认")
    assert "🔴" in told.text
    assert "关了两个人" in told.text
    assert "119" in (await town.said(MOTHER, chat))[-1].text.splitlines()[0]
    assert await town.count(Case) == 1


async def test_who_is_trapped_belongs_to_the_lift(town: Town) -> None:
    """A call for help without a place of its own raises the danger before it; no second draft."""
    await town.write(MOTHER, HOME, "3号楼电梯坏了")
    await town.write(MOTHER, HOME, "有人被困在里面")

    told = await town.find(WORKER, STAFF, "未确认")
    assert "🔴" in told.text
    assert "3号楼" in told.text
    assert await town.count(Case) == 1


@pytest.mark.parametrize(
    "words", ["我老婆遭我打了，流了好多血", "有人落水了，香樟苑大门边河头"], ids=["blows", "water"]
)
async def test_another_danger_is_a_case_of_its_own(town: Town, words: str) -> None:
    """Whatever draft is open: staff have a second card, and whoever wrote it is sent to 110 or 120."""
    await town.start(MOTHER)
    await town.write(MOTHER, BOT, "香樟苑，我不想活了")
    before = len(await town.said(DUTY, DESK))
    await town.write(MOTHER, BOT, words)

    assert await town.count(Case) == 2
    assert len(await town.said(DUTY, DESK)) > before
    answered = (await town.said(MOTHER, BOT))[-1].text
    assert "补上了" not in answered
    assert await _is_called_first(town)


async def test_self_harm_is_never_swallowed(town: Town) -> None:
    """After a submitted report of blows in the house: its own case, with staff at once."""
    await town.start(MOTHER)
    await town.write(MOTHER, BOT, "香樟苑3号楼502的人天天打娃儿，娃儿叫得好惨")
    await town.press(MOTHER, BOT, "提交")
    await town.write(MOTHER, BOT, "我不想活了")

    assert await town.count(Case) == 2
    assert "补上了" not in (await town.said(MOTHER, BOT))[-1].text


async def _is_called_first(town: Town) -> bool:
    asked = [line for line in await town.said(MOTHER, BOT) if "提交" in line.buttons][-1]
    first = asked.text.splitlines()[0]
    return "110" in first or "120" in first
