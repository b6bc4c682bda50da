"""信息有误 under an alert: looked at by the desk within ten minutes, and never by rings that stop."""

import pytest
from sqlmodel import select

from bot.domain.alerts import AlertStatus
from bot.domain.states import Action
from bot.storage.cases import Step
from bot.storage.doubts import Doubt, Review
from tests.storage.rows import alert, store
from tests.stories.plot import after, publish
from tests.stories.test_rings import heard
from tests.support.cast import (
    CHIEF_WORKER,
    DESK,
    DUTY,
    EAST_GROUP,
    FATHER,
    FIRST_RINGS,
    GENERAL_WORKER,
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
from tests.support.town import BOT, Line, Town

BUTTONS = ("信息无误", "更正", "撤回")


async def doubt(town: Town) -> None:
    """A neighbour says that it is wrong."""
    await town.press(NEXT_DOOR, NEXT, "信息有误")


async def doubts_in(town: Town, person: int, group: int) -> list[Line]:
    return [line for line in await town.said(person, group) if "消息有误" in line.text]


async def last_step(town: Town, action: Action) -> Step:
    async with town.gege.database.read() as session:
        found = list(await session.exec(select(Step).where(Step.action == action)))
    return found[-1]


@pytest.mark.published
async def test_many_doubts_are_one_message(town: Town) -> None:
    """Staff and desk read who says so and how many, in one message; no group hears of it."""
    before = await town.said(NEXT_DOOR, NEXT)
    told = await town.press(NEXT_DOOR, NEXT, "信息有误")
    assert told is not None
    assert "私下" in told.text
    await town.press(NEIGHBOUR, HOME_OTHER, "信息有误")
    await town.press(FATHER, HOME, "信息有误")
    await town.press(FATHER, HOME, "信息有误")

    for person, group in ((WORKER, STAFF), (DUTY, DESK)):
        (line,) = await doubts_in(town, person, group)
        assert "罗大勇、何敏等 3 人" in line.text
        assert line.buttons == BUTTONS
    assert await town.said(NEXT_DOOR, NEXT) == before
    assert await town.count(Doubt) == 3


@pytest.mark.published
@after(doubt)
async def test_somebody_looks_again(town: Town) -> None:
    """信息无误 by the desk: on record, in the message, and the alert goes on."""
    await town.press(DUTY, DESK, "信息无误")
    await town.pass_time(minutes=11)

    for person, group in ((WORKER, STAFF), (DUTY, DESK)):
        (line,) = await doubts_in(town, person, group)
        assert "贺天明" in line.text
        assert "照常发" in line.text
        assert line.buttons == ()
    assert (await last_step(town, Action.KEEP)).actor == "贺天明"
    assert await heard(town, EAST_GROUP) == [EAST_GROUP]


@pytest.mark.published
@after(doubt)
async def test_who_published_does_not_judge_it(town: Town) -> None:
    """信息无误 is for somebody else; recalling the own alert is always right."""
    refused = await town.press(WORKER, STAFF, "信息无误")
    assert refused is not None
    assert refused.alert
    await town.press(WORKER, STAFF, "撤回", on="消息有误")

    (line,) = await doubts_in(town, DUTY, DESK)
    assert "程小禾" in line.text
    assert "已撤回" in line.text
    assert await heard(town, *FIRST_RINGS) == []


@pytest.mark.published
@after(doubt)
async def test_what_is_wrong_is_corrected(town: Town) -> None:
    """更正 under the doubt leads to better words; once they are out, it is settled."""
    await town.press(GENERAL_WORKER, STAFF, "更正", on="消息有误")
    await town.write(GENERAL_WORKER, STAFF, "穿蓝色校服")

    await town.press(GENERAL_WORKER, STAFF, "更新通知")

    (line,) = await doubts_in(town, DUTY, DESK)
    assert "姜海洋" in line.text
    assert "已更正" in line.text


@pytest.mark.published
@after(doubt)
async def test_ten_minutes_and_nobody_has_looked(town: Town) -> None:
    """Every level above is told once, with sound and by name; also across a restart."""
    await town.restart()
    await town.pass_time(minutes=10)
    await town.pass_time(minutes=10)

    for person, group in ((CHIEF_WORKER, STAFF_CHIEF), (DUTY, DESK)):
        late = [line for line in await doubts_in(town, person, group) if "10 分钟" in line.text]
        assert len(late) == 1
        assert "贺天明" in late[0].text
        assert late[0].buttons == BUTTONS
        assert await town.sounded(group, late[0])
    assert await heard(town, EAST_GROUP) == [EAST_GROUP]

    await town.press(CHIEF_WORKER, STAFF_CHIEF, "信息无误")
    assert all(not line.buttons for line in await doubts_in(town, DUTY, DESK))


@pytest.mark.published
@after(doubt)
async def test_a_doubt_after_somebody_has_looked(town: Town) -> None:
    """Another person's is a new question; the same person's changes nothing."""
    await town.press(DUTY, DESK, "信息无误")

    await town.press(NEXT_DOOR, NEXT, "信息有误")
    assert await town.count(Review) == 1
    await town.press(NEIGHBOUR, HOME_OTHER, "信息有误")

    kept, asked = await doubts_in(town, DUTY, DESK)
    assert kept.buttons == ()
    assert "何敏" in asked.text
    assert "罗大勇" not in asked.text


@pytest.mark.published
async def test_nothing_to_decide_once_it_is_over(town: Town) -> None:
    """The child is home: the question says so, and nobody is called ten minutes later."""
    alert = await town.find(NEXT_DOOR, NEXT, "寻找")
    await town.press(NEXT_DOOR, NEXT, "信息有误")
    await town.press(MOTHER, BOT, "找到了")
    await town.pass_time(minutes=11)

    (line,) = await doubts_in(town, DUTY, DESK)
    assert "已经结束" in line.text
    assert line.buttons == ()
    late = await town.press_data(NEXT_DOOR, NEXT, alert.id, alert.data("信息有误"))
    assert late is not None
    assert late.alert


@pytest.mark.published
async def test_the_family_is_not_named(town: Town) -> None:
    """The mother herself says that it is wrong: staff read 报告人 (promise 4)."""
    await town.press(MOTHER, HOME, "信息有误")

    (line,) = await doubts_in(town, WORKER, STAFF)
    assert "林晓芸" not in line.text
    assert "报告人" in line.text


@pytest.mark.published
async def test_who_doubts_everything_is_not_heard(town: Town) -> None:
    """The sixth alert of a day that one person doubts is left, and nobody claims otherwise."""
    now = town.clock.now()
    four = [alert(status=AlertStatus.RECALLED, published_at=now) for _ in range(4)]
    await store(town.gege.database, *four)
    for one in four:
        theirs = Doubt(alert_id=one.key, user_id=NEXT_DOOR, case_id=1, at=now)
        await store(town.gege.database, theirs)

    said = []
    for _ in range(2):
        told = await town.press(NEXT_DOOR, NEXT, "信息有误")
        assert told is not None
        said.append("已告诉值班" in told.text)
        await town.press(DUTY, DESK, "撤回")
        await publish(town)

    assert said == [True, False]
    assert await town.count(Doubt) == 5


@pytest.mark.published
@after(doubt)
async def test_a_month_later_nobody_knows_who_doubted(town: Town) -> None:
    """Names and rows go with the personal data of the case; what was found stays."""
    await town.press(DUTY, DESK, "信息无误")
    await town.press(DUTY, DESK, "办结")
    await town.press(DUTY, DESK, "误报")

    await town.pass_time(days=31)

    assert await town.count(Doubt) == 0
    assert await town.count(Review) == 1
    assert await town.places_of("罗大勇") == set()
