"""A staff group with topics: each case has its own, from the card to the end."""

import pytest

from tests.stories.plot import report_lamp
from tests.support.cast import FATHER, HOME, STAFF, WORKER
from tests.support.town import BOT, Town


@pytest.mark.both_engines
async def test_a_case_has_a_topic_of_its_own(town: Town) -> None:
    """The card stands in it, what comes later too; it is closed with the case."""
    await town.act("chats", id=STAFF, type="supergroup", title="工作群", members=[], forum=True)
    await town.act("members", chat=STAFF, user=BOT, status="administrator", by=WORKER)

    await report_lamp(town)
    card = await town.find(WORKER, STAFF, "编号 1001")
    await town.press(FATHER, HOME, "我也遇到")
    await town.press(WORKER, STAFF, "办结")
    picker = await town.find(WORKER, STAFF, "怎么办结")
    await town.press(WORKER, STAFF, "已修复")

    told = await town.read(WORKER, STAFF)
    thread = card.raw["message_thread_id"]
    (born,) = [line.raw for line in told if "forum_topic_created" in line.raw]
    (closed,) = [line.raw for line in told if "forum_topic_closed" in line.raw]
    assert born["forum_topic_created"]["name"] == "1001 灯不亮了 · 3号楼4楼楼道"
    assert thread == born["message_id"] == picker.raw["message_thread_id"]
    assert thread == closed["message_thread_id"]
