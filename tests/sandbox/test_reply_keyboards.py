"""A reply keyboard is shown to the people it is for; bots see nothing of it."""

import pytest

from tests.sandbox.support import MOTHER, NEIGHBOUR, SUPERGROUP, Box, Json

KEYS: Json = {
    "keyboard": [["在家", {"text": "在外面"}], [{"text": "位置", "request_location": True}]]
}
SHOWN: Json = {
    "keyboard": [
        [{"text": "在家"}, {"text": "在外面"}],
        [{"text": "位置", "request_location": True}],
    ]
}


async def ask(box: Box, markup: Json, **more: Json | int) -> Json:
    asked: Json = await box.bot(
        "sendMessage", chat_id=SUPERGROUP, text="在哪里？", reply_markup=markup, **more
    )
    return asked


async def shown(box: Box, person: int = MOTHER) -> Json | None:
    kept: Json | None = (await box.history(person))[-1].get("reply_keyboard")
    return kept


async def test_people_see_it_and_bots_do_not(box: Box) -> None:
    """As rows of buttons, words or more; also in what people are told the moment it happens."""
    async with box.http.ws_connect(f"/client/events?person={MOTHER}") as events:
        await box.get("clock")
        asked = await ask(box, KEYS | {"one_time_keyboard": True, "resize_keyboard": True})
        told = await events.receive_json(timeout=5)

    assert not {"reply_keyboard", "reply_markup"} & asked.keys()
    assert await shown(box) == SHOWN | {"one_time_keyboard": True}
    assert told["message"]["reply_keyboard"] == SHOWN | {"one_time_keyboard": True}
    await box.write(MOTHER, "在家", reply_to=asked["message_id"])
    heard = (await box.updates())[-1]["message"]
    assert "reply_keyboard" not in heard["reply_to_message"]


async def test_it_is_taken_away(box: Box) -> None:
    """By a message that says so."""
    await ask(box, {"remove_keyboard": True})

    assert await shown(box) == {"remove_keyboard": True}


@pytest.mark.parametrize("empty", [[], [[]], [[""]], [[{"text": ""}], []]])
async def test_one_without_buttons_is_none(box: Box, empty: list[Json]) -> None:
    """Telegram's library drops it and sends the message."""
    await ask(box, {"keyboard": empty})

    assert await shown(box) is None


async def test_a_selective_one_is_for_whom_it_concerns(box: Box) -> None:
    """Who is answered, or named in the words."""
    said = await box.write(MOTHER, "我想报名")
    selective = KEYS | {"selective": True}

    await ask(box, selective, reply_parameters={"message_id": said["message_id"]})
    assert await shown(box) == SHOWN | {"selective": True}
    assert await shown(box, NEIGHBOUR) is None

    named = {"type": "text_mention", "offset": 0, "length": 1}
    user = {"id": NEIGHBOUR, "is_bot": False, "first_name": "P"}
    await box.bot("sendMessage", chat_id=SUPERGROUP, text="你呢", entities=[named | {"user": user}], reply_markup=selective)  # fmt: skip
    assert await shown(box) is None
    assert await shown(box, NEIGHBOUR) == SHOWN | {"selective": True}
