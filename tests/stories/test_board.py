"""The board under the staff card: how far the alert has got, kept up to date without a press."""

import pytest

from tests.stories.plot import card, publish, report
from tests.stories.test_rings import alerts
from tests.support.cast import DESK, DUTY, MOTHER, NEXT, STAFF, WORKER
from tests.support.town import BOT, Line, Town

ALERT = "📤"
OVER = "📥"


async def board(town: Town, person: int = WORKER, chat: int = STAFF, sign: str = ALERT) -> Line:
    """Return the board as a group sees it."""
    return await town.find(person, chat, sign)


@pytest.mark.published
async def test_who_publishes_sees_how_far_it_has_got(town: Town) -> None:
    """One message under the card, in the staff group and at the desk: groups and rings."""
    await town.pass_time(seconds=20)

    for person, chat in ((WORKER, STAFF), (DUTY, DESK)):
        shown = await board(town, person, chat)
        assert shown.text.splitlines()[:3] == [
            "📤 已发 4/4 个群 · 编号 1001",
            "第 1 圈：已送到 2/2 个群",
            "第 2 圈：已送到 2/2 个群",
        ]
        assert shown.answers is not None
    assert (await board(town)).answers == (await card(town)).id


@pytest.mark.published
async def test_the_board_follows_the_rings(town: Town) -> None:
    """A ring that comes due stands on the same message."""
    first = await board(town)

    await town.pass_time(minutes=5)
    await town.pass_time(seconds=15)

    shown = await board(town)
    assert shown.id == first.id
    assert "已发 6/6 个群" in shown.text
    assert "第 3 圈：已送到 2/2 个群" in shown.text


async def test_what_is_missing_is_named(town: Town) -> None:
    """A group that threw the bot out stands there by its grid, and on the ledger with the reason."""
    await town.act("members", chat=NEXT, user=BOT, status="kicked")
    await report(town)
    await publish(town)
    await town.pass_time(seconds=20)

    shown = await board(town)

    assert "已发 3/4 个群" in shown.text
    assert "第 2 圈：已送到 1/2 个群 · 没送到或没回音 1" in shown.text
    assert "没送到或没回音：桂语里微网格" in shown.text
    by_group = {row.chat_id: row for row in await alerts(town)}
    assert by_group[NEXT].status == "refused"
    assert by_group[NEXT].reason
    assert {row.status for group, row in by_group.items() if group != NEXT} == {"sent"}


@pytest.mark.published
async def test_the_board_ends_as_a_summary(town: Town) -> None:
    """Once the child is home it says in how many groups the all-clear stands, and no more."""
    await town.press(MOTHER, BOT, "找到了")
    await town.pass_time(seconds=15)

    shown = await board(town, sign=OVER)

    assert shown.text == "📥 已结束，撤下 4/4 · 编号 1001"
    assert shown.buttons == ()
    await town.pass_time(hours=1)
    assert (await board(town, sign=OVER)).text == shown.text


@pytest.mark.reported
async def test_a_slow_group_is_named_until_it_has_heard(town: Town) -> None:
    """Telegram makes one group wait: the board names its grid, then how long it took."""
    await town.call("faults", kind="429", method="sendMessage", chat=NEXT, retry_after=40)
    await town.press(WORKER, STAFF, "发布")
    await town.press(WORKER, STAFF, "确认发布", on="马上")
    await town.pass_time(seconds=30)

    shown = await board(town)

    assert "已发 4/4 个群" in shown.text
    assert "最慢：桂语里微网格 4" in shown.text
