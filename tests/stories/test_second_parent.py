"""The other parent reports the same child: staff say so, then both hear of it, and either ends it."""

from bot.storage.cases import Case
from tests.stories.plot import after, publish, report
from tests.support.cast import FATHER, HOME, MOTHER, NEXT, NEXT_DOOR, STAFF, WORKER
from tests.support.town import BOT, Town

AGAIN = "我儿子不见了 5岁 红色外套 香樟苑大门 大家帮忙找一下"


async def the_father_too(town: Town) -> None:
    """He writes of it by himself; the worker, who has called both, makes one case of two."""
    await town.start(FATHER)
    await town.write(FATHER, HOME, AGAIN)
    await town.press(FATHER, HOME, "提交")
    await town.press(FATHER, HOME, "是")
    await town.press(WORKER, STAFF, "办结", on="编号 1002")
    await town.press(WORKER, STAFF, "重复")
    await town.write(WORKER, STAFF, "1001")


pytestmark = after(report, publish, the_father_too)


async def test_both_hear_of_clues(town: Town) -> None:
    """His card is of the case that goes on; the same words reach both, and nobody else."""
    assert "编号 1001" in (await town.find(FATHER, BOT, "", button="找到了")).text
    alert = await town.find(NEXT_DOOR, NEXT, "寻找", button="我有线索")
    await town.write(NEXT_DOOR, NEXT, "在超市门口看到了", reply_to=alert.id)

    for parent in (MOTHER, FATHER):
        assert "超市门口" in (await town.find(parent, BOT, "超市门口")).text


async def test_either_of_them_may_say_found(town: Town) -> None:
    """The rings stop; both read it."""
    await town.press(FATHER, BOT, "找到了")

    assert "孩子找到了" in (await town.find(NEXT_DOOR, NEXT, "1001")).text
    for parent in (MOTHER, FATHER):
        assert "人找到了" in (await town.find(parent, BOT, "编号 1001")).text


async def test_no_group_hears_his_name(town: Town) -> None:
    """Promise 4 holds for both: what he adds as a clue is nobody's by name."""
    alert = await town.find(FATHER, HOME, "寻找", button="我有线索")
    await town.write(FATHER, HOME, "他可能去了超市", reply_to=alert.id)

    told = await town.find(WORKER, STAFF, "他可能去了超市")
    assert "周文涛" not in told.text
    assert await town.count(Case) == 2


async def test_before_staff_have_said_so_he_is_told_nothing(town: Town) -> None:
    """A third one who writes the same is a report for staff, and hears of no clue."""
    await town.write(FATHER, BOT, "/case 1001")
    assert "红色外套" in (await town.said(FATHER, BOT))[-1].text
    await town.start(NEXT_DOOR)
    await town.write(NEXT_DOOR, BOT, "/case 1001")
    assert "红色外套" not in (await town.said(NEXT_DOOR, BOT))[-1].text
