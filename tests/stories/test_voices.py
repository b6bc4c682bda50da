"""Voices: who listens, who is told that nobody has, and the answer that is a voice itself."""

import pytest

from tests.stories.plot import LAMP, card
from tests.support.cast import (
    CHIEF_WORKER,
    DESK,
    DUTY,
    FATHER,
    HOME,
    MOTHER,
    STAFF,
    STAFF_CHIEF,
    WORKER,
)
from tests.support.town import BOT, Town


@pytest.fixture
async def spoken(town: Town) -> Town:
    """A town where the mother has said something to the bot, in the grid where she lives."""
    await town.write(MOTHER, HOME, LAMP)
    await town.start(MOTHER)
    await town.send_voice(MOTHER, BOT)
    return town


async def test_nobody_has_listened_for_ten_minutes(spoken: Town) -> None:
    """收到 alone says nothing of what was said: the next level has the card then, too."""
    await spoken.press(WORKER, STAFF, "收到", on="编号 1001")
    await spoken.pass_time(minutes=9)
    assert not any(
        "编号 1001" in line.text for line in await spoken.said(CHIEF_WORKER, STAFF_CHIEF)
    )
    said = len(await spoken.said(MOTHER, BOT))

    await spoken.pass_time(minutes=2)

    assert "编号 1001" in (await spoken.find(CHIEF_WORKER, STAFF_CHIEF, "编号 1001")).text
    assert "编号 1001" in (await spoken.find(DUTY, DESK, "编号 1001")).text
    assert len(await spoken.said(MOTHER, BOT)) == said  # somebody has answered her: she knows who


async def test_listened_to_in_time(spoken: Town) -> None:
    await spoken.press(WORKER, STAFF, "已听")
    await spoken.pass_time(minutes=12)

    assert not any(
        "编号 1001" in line.text for line in await spoken.said(CHIEF_WORKER, STAFF_CHIEF)
    )


async def test_the_worker_answers_by_voice(spoken: Town) -> None:
    """Held and spoken under hers: she hears it in private, with who it is; it counts as listened to."""
    voice = next(line for line in await spoken.said(WORKER, STAFF) if "voice" in line.raw)
    await spoken.send_voice(WORKER, STAFF, reply_to=voice.id)

    told = await spoken.said(MOTHER, BOT)
    assert "voice" in told[-1].raw
    assert "回话" in told[-2].text
    await spoken.pass_time(minutes=12)
    assert not any(
        "编号 1001" in line.text for line in await spoken.said(CHIEF_WORKER, STAFF_CHIEF)
    )


async def test_a_neighbour_s_voice_is_reported(town: Town) -> None:
    """转为上报: who asks is the reporter, staff listen; of the voice only its message is known."""
    voice = await town.send_voice(FATHER, HOME)
    await town.write(MOTHER, HOME, "转为上报", reply_to=voice)

    assert "编号 1001" in (await card(town)).text
    assert any("voice" in line.raw for line in await town.said(WORKER, STAFF))
    assert "林晓芸" in (await card(town)).text
