"""Whoever runs the bot hears of its troubles in chat, once, and of their end."""

from collections.abc import AsyncIterator

import pytest

from bot.storage.outbox import Delivery
from tests.stories.plot import report_lamp
from tests.support.cast import FATHER, NEXT, STAFF
from tests.support.town import BOT, Town, open_town


@pytest.fixture
async def town(database_url: str) -> AsyncIterator[Town]:
    """A town that the father runs; he has pressed Start."""
    async with open_town(database_url, admins=str(FATHER)) as made:
        await made.start(FATHER)
        yield made


async def troubles(town: Town) -> list[str]:
    """Return what the father was told, each by its first line."""
    said = [line.text.splitlines()[0] for line in await town.said(FATHER, BOT)]
    return [line for line in said if line.startswith(("⚠️", "✅"))]


@pytest.mark.both_engines
async def test_a_group_that_is_out_of_reach(town: Town) -> None:
    """Told within a minute, once, and again when everything is well."""
    await town.call("members", chat=NEXT, user=BOT, status="kicked")
    await town.pass_time(minutes=2)
    await town.pass_time(minutes=10)
    told = await troubles(town)

    await town.call("members", chat=NEXT, user=BOT, status="member")
    await town.pass_time(minutes=2)

    assert told == ["⚠️ 有 1 个群发不了或听不到"]
    assert await troubles(town) == [*told, "✅ 所有的群都能发、能听到了"]


async def test_what_telegram_holds_up(town: Town) -> None:
    """A card waits for five minutes: told after the first, and when it is out."""
    await town.call("faults", kind="429", method="sendMessage", chat=STAFF, retry_after=400)
    await report_lamp(town)
    await town.pass_time(minutes=2)
    told = await troubles(town)

    await town.pass_time(minutes=10)

    (line,) = told
    assert line.startswith("⚠️ 消息排队，最久的等了")
    assert await troubles(town) == [line, "✅ 消息不再排队了"]


async def test_who_never_pressed_start_is_not_written_to(database_url: str) -> None:
    """Telegram would refuse it, and that is one more message that waits."""
    async with open_town(database_url, admins=str(FATHER)) as town:
        await town.call("members", chat=NEXT, user=BOT, status="kicked")
        await town.pass_time(minutes=2)

        assert await town.count(Delivery) == 0
