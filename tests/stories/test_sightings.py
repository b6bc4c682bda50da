"""A neighbour has seen whoever is missed, before any alert is out: staff hear of it."""

import pytest

from tests.support.cast import FATHER, HOME, MOTHER, STAFF, WORKER
from tests.support.town import Town


@pytest.mark.parametrize("answering", [True, False], ids=["reply", "plain"])
async def test_seen_before_the_alert(town: Town, answering: bool) -> None:  # noqa: FBT001
    await town.write(MOTHER, HOME, "我家娃儿不见了，5岁男孩，穿红色外套")
    asked = await town.find(MOTHER, HOME, "我听到的是")
    reply_to = asked.id if answering else None
    said = await town.write(FATHER, HOME, "我刚才在超市看到他了", reply_to=reply_to)

    assert "在超市看到他了" in (await town.find(WORKER, STAFF, "线索 · 未确认的报告")).text
    assert (await town.said(FATHER, HOME))[-1].answers == said


async def test_nobody_is_missed_here(town: Town) -> None:
    """Without a report it is what neighbours say to each other; nor is a question a sighting."""
    await town.write(FATHER, HOME, "我刚才在超市看到他了")
    assert await town.said(WORKER, STAFF) == []
    await town.write(MOTHER, HOME, "我家娃儿不见了，5岁男孩，穿红色外套")
    before = len(await town.said(WORKER, STAFF))
    await town.write(FATHER, HOME, "哪个看到他了嘛")
    assert len(await town.said(WORKER, STAFF)) == before
