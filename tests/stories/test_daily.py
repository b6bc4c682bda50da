"""Every morning the duty desk reads whether yesterday's alerts have reached everybody."""

import pytest

from tests.stories.plot import publish
from tests.support.cast import DESK, DUTY, NEXT
from tests.support.town import BOT, Town


async def lines(town: Town) -> list[str]:
    """Return the daily lines at the desk."""
    return [one.text for one in await town.said(DUTY, DESK) if "昨天发到群里的" in one.text]


@pytest.mark.reported
async def test_what_has_arrived_and_what_has_not(town: Town) -> None:
    """Groups are counted and those out of reach named, once, and not again on a quiet day."""
    await town.call("members", chat=NEXT, user=BOT, status="kicked")
    await town.pass_time(seconds=5)
    await publish(town)
    await town.pass_time(hours=23)
    await town.pass_time(minutes=1)

    (line,) = await lines(town)

    assert "发布 1 次" in line
    assert "没送到的群：1 个" in line
    assert "现在发不了或听不到的群 1 个" in line


async def test_a_quiet_day_has_no_line(town: Town) -> None:
    """Nothing was published and every group can be reached."""
    await town.pass_time(days=1)
    await town.pass_time(days=1)

    assert await lines(town) == []
