"""Two libraries that know nothing of each other hear and answer the same."""

from typing import Any

import pytest

from tests.sandbox.peers.support import (
    Ear,
    aiogram_polling,
    listening,
    press,
    ptb_polling,
    vote,
)
from tests.sandbox.peers.twins import by_aiogram, by_ptb
from tests.sandbox.support import BOT, MOTHER, SUPERGROUP, WORKER, Box, Json, running

CHANGING = frozenset({"file_id", "file_unique_id", "id", "date", "edit_date"})
"""Fields that differ from one sandbox to the next; ids of people and chats are plain numbers."""


@pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")
async def test_both_hear_and_answer_the_same() -> None:
    """The same acts of people end in the same messages, field by field."""
    async with running() as box, ptb_polling(box, by_ptb), listening(box) as ear:
        first = await _script(box, ear)
    async with running() as box, aiogram_polling(box, by_aiogram()), listening(box) as ear:
        second = await _script(box, ear)

    assert first == second


async def _script(box: Box, ear: Ear) -> list[Any]:
    """Let a mother try all that the bot can do; return what she sees."""
    seen: list[Any] = []

    async def say(text: str, chat: int = BOT) -> Json:
        await box.write(MOTHER, text, chat)
        seen.append(await ear.message())
        return dict(seen[-1])

    await box.post("starts", person=MOTHER, bot=BOT, payload="gate-3")
    seen.append(await ear.message())
    said = await say("灯坏了 @gege_bot")
    seen += [await press(box, said, "loud"), await ear.edit()]
    said = await say("again")
    seen += [await press(box, said, "away"), await ear.event("delete")]
    written = await box.write(MOTHER, "lamp", SUPERGROUP)
    seen.append(await ear.message())
    await box.post("edits", person=MOTHER, chat=SUPERGROUP, message_id=written["message_id"], text="lamps")  # fmt: skip
    seen.append(await ear.message())
    await box.send("photo", caption="the lamp", chat=SUPERGROUP)
    seen.append(await ear.message())
    await box.send("document", b"abc", "text/plain", chat=BOT)
    seen.append(await ear.message())
    poll = await say("/poll", SUPERGROUP)
    await vote(box, poll, 1)
    seen.append(await ear.message())
    await vote(box, poll)
    seen.append(await ear.message())
    await box.post("members", chat=SUPERGROUP, user=BOT, status="administrator", by=WORKER)
    seen.append(await ear.message())
    return [_steady(one) for one in seen]


def _steady(value: Any) -> Any:  # noqa: ANN401 - JSON
    """Leave out what is made by chance or by the clock."""
    if isinstance(value, list):
        return [_steady(one) for one in value]
    if not isinstance(value, dict):
        return value
    return {
        name: _steady(one)
        for name, one in value.items()
        if name not in CHANGING or (name == "id" and isinstance(one, int))
    }
