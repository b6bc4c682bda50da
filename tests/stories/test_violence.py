"""A child is struck, somebody does not want to live: minutes count, and a group reads nothing of it."""

from tests.support.cast import (
    CHIEF_WORKER,
    DESK,
    DUTY,
    GENERAL_WORKER,
    HOME,
    MOTHER,
    STAFF,
    STAFF_CHIEF,
    WORKER,
)
from tests.support.town import BOT, Town

STRUCK = "香樟苑502的严老三天天打娃儿，娃儿身上到处是伤"
NOW = "502严老三又在打娃儿，娃儿哭得好惨，快来人"
DUTY_TO_TELL = "如果有孩子可能受到伤害：现在就报警 110。"
DESPAIR = "我不想活了"


async def test_a_struck_child_waits_for_no_working_day(town: Town) -> None:
    """110 first, the village and the desk before anybody confirms, the clock in minutes."""
    await town.start(MOTHER)
    await town.write(MOTHER, BOT, STRUCK)

    asked = (await town.said(MOTHER, BOT))[-1]
    assert "110" in asked.text.splitlines()[0]
    assert "已经先发给网格员" in asked.text
    for person, group in ((CHIEF_WORKER, STAFF_CHIEF), (DUTY, DESK)):
        assert (await town.find(person, group, "未确认")).text.splitlines()[0] == DUTY_TO_TELL
    assert await town.said(WORKER, STAFF) == []

    await town.press(MOTHER, BOT, "提交")
    assert "7月2日 10:50 前要有人认领" in (await town.find(DUTY, DESK, "编号 1001")).text
    await town.pass_time(minutes=3)
    assert "还没有网格员回应" in (await town.said(MOTHER, BOT))[-1].text


async def test_in_the_group_nothing_is_said_of_a_struck_child(town: Town) -> None:
    """110 and one neutral line with the door; the village's staff have it all the same."""
    await town.write(MOTHER, HOME, STRUCK)

    line = (await town.said(MOTHER, HOME))[-1]
    assert line.text.splitlines() == ["请先打 110。", "这件事请私下告诉我，我不在群里说。"]
    assert line.buttons == ("打开私聊",)
    assert DUTY_TO_TELL in (await town.find(CHIEF_WORKER, STAFF_CHIEF, "未确认")).text
    await town.start(MOTHER, "tell")
    assert "提交" in (await town.said(MOTHER, BOT))[-1].buttons
    await town.write(MOTHER, BOT, STRUCK)
    assert len([card for card in await town.said(DUTY, DESK) if "未确认" in card.text]) == 1

    await town.press(CHIEF_WORKER, STAFF_CHIEF, "认领")
    line = (await town.said(MOTHER, HOME))[-1]
    assert "1001" not in line.text


async def test_whoever_is_being_beaten_is_not_sent_away_from_the_group(town: Town) -> None:
    """110, and the village's staff have it at once; a knife in the next line makes it more urgent."""
    await town.write(MOTHER, HOME, "我老公在打我")
    line = (await town.said(MOTHER, HOME))[-1].text
    assert line.splitlines() == ["请先打 110。", "这件事请私下告诉我，我不在群里说。"]

    assert "未确认" in (await town.find(CHIEF_WORKER, STAFF_CHIEF, "有人需要帮忙")).text
    await town.write(MOTHER, HOME, "他拿了刀")

    assert "更紧急" in (await town.said(CHIEF_WORKER, STAFF_CHIEF))[-1].text
    assert "110" in (await town.said(MOTHER, HOME))[-1].text.splitlines()[0]


async def test_who_has_taken_poison_is_not_spoken_of(town: Town) -> None:
    """120 stands first in the group, nothing of what happened; staff have it at once."""
    await town.write(MOTHER, HOME, "我嫂子喝农药了，快来人")
    line = (await town.said(MOTHER, HOME))[-1]
    assert "120" in line.text.splitlines()[0]
    assert line.buttons == ("打开私聊",)
    assert "未确认" in (await town.find(WORKER, STAFF, "有人需要帮忙")).text

    await town.press(WORKER, STAFF, "认领")
    line = (await town.said(MOTHER, HOME))[-1]
    assert "有人需要帮忙" not in line.text


async def test_the_duty_to_tell_the_police_stands_on_every_card(town: Town) -> None:
    """While it happens it is everybody's of the grid, and theirs says so, too."""
    await town.write(MOTHER, HOME, NOW)

    for person, group in ((GENERAL_WORKER, STAFF), (DUTY, DESK)):
        assert (await town.find(person, group, "未确认")).text.splitlines()[0] == DUTY_TO_TELL


async def test_who_does_not_want_to_live_reads_a_kind_line(town: Town) -> None:
    """Nothing of it is said in the group; staff know who, and go."""
    await town.write(MOTHER, HOME, DESPAIR)

    line = (await town.said(MOTHER, HOME))[-1]
    assert line.text.splitlines() == [
        "我听到了，您不是一个人。请私下和我说。",
        "随时打 12356，有人听您说；有危险打 110。",
    ]
    assert line.buttons == ("打开私聊",)
    told = (await town.find(WORKER, STAFF, "未确认")).text
    assert "请马上联系本人" in told
    assert "报告人：" in told.split("请马上")[0]

    await town.press(GENERAL_WORKER, STAFF, "认领")
    line = (await town.said(MOTHER, HOME))[-1]
    assert "有人需要帮忙" not in line.text
    assert "12356" in line.text
    await town.start(MOTHER, "tell")
    assert "编号 1001" in (await town.said(MOTHER, BOT))[-1].text
    await town.start(WORKER, "tell")
    assert "什么事，在哪里" in (await town.said(WORKER, BOT))[-1].text


async def test_who_does_not_want_to_live_is_heard_in_private(town: Town) -> None:
    """110 first, then somebody who listens, and that staff have it."""
    await town.start(MOTHER)
    await town.write(MOTHER, BOT, f"香樟苑3号楼，{DESPAIR}")

    said = (await town.said(MOTHER, BOT))[-1].text.splitlines()
    assert "110" in said[0]
    assert any("12356" in line for line in said)
    assert any("已经先发给网格员" in line for line in said)
    assert await town.said(WORKER, STAFF) != []


async def test_a_child_who_is_ill_is_not_struck(town: Town) -> None:
    """What only a village reads of a child's illness is no matter of minutes."""
    await town.start(MOTHER)
    await town.write(MOTHER, BOT, "/report 香樟苑3号楼有个娃儿自闭症，家里没人照看，想请社区帮忙")

    assert await town.said(DUTY, DESK) == []
