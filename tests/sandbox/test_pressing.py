"""A pressed button reaches the bot, and its answer the person."""

import asyncio
from typing import Any

import pytest

from tests.sandbox.support import BOT, MOTHER, SUPERGROUP, Box, keyboard

SUBMIT = keyboard({"text": "提交", "callback_data": "s:1"})


async def _offered(box: Box) -> dict[str, Any]:
    sent = await box.bot("sendMessage", chat_id=SUPERGROUP, text="?", reply_markup=SUBMIT)
    return {"person": MOTHER, "chat": SUPERGROUP, "message_id": sent["message_id"], "data": "s:1"}


async def _query(box: Box) -> dict[str, Any]:
    """Press without waiting for the answer."""
    await box.post("presses", **await _offered(box), wait=0)
    query: dict[str, Any] = (await box.updates())[-1]["callback_query"]
    return query


async def test_a_press_waits_for_the_answer(box: Box) -> None:
    """The bot hears who pressed what on which message; the person reads the alert."""
    press = await _offered(box)
    answer = {"text": "已提交", "show_alert": True}

    async with asyncio.TaskGroup() as group:
        pressing = group.create_task(box.post("presses", **press))
        query = (await box.bot("getUpdates", timeout=5))[0]["callback_query"]
        await box.bot("answerCallbackQuery", callback_query_id=query["id"], **answer)

    assert pressing.result() == {"answer": answer | {"url": None}}
    assert (query["from"]["id"], query["data"]) == (MOTHER, "s:1")
    assert query["message"]["reply_markup"] == SUBMIT


async def test_a_silent_bot_leaves_the_person_without_answer(box: Box) -> None:
    """After `wait` seconds the press gives up."""
    assert await box.post("presses", **await _offered(box), wait=0) == {"answer": None}


@pytest.mark.parametrize(
    ("params", "words", "reason"),
    [
        ({"text": "x" * 201}, "MESSAGE_TOO_LONG", "200 characters are the most"),
        ({"url": "https://example.com"}, "URL_INVALID", "only the bot's own deep links"),
        ({"callback_query_id": "1"}, "query is too old and response timeout expired or query ID is invalid", "no such query"),
    ],
)  # fmt: skip
async def test_what_is_refused(box: Box, params: dict[str, str], words: str, reason: str) -> None:
    """A bad answer is refused, and the query stays open."""
    query = await _query(box)

    refusal = await box.refused(
        "answerCallbackQuery", **{"callback_query_id": query["id"]} | params
    )

    assert refusal == f"Bad Request: {words}", reason
    assert await box.bot("answerCallbackQuery", callback_query_id=query["id"])


async def test_a_query_is_answered_once_and_in_time(box: Box) -> None:
    """A second answer and one after 150 seconds come too late."""
    first, second = await _query(box), await _query(box)
    await box.bot("answerCallbackQuery", callback_query_id=first["id"])
    box.clock.advance(151)

    twice = await box.refused("answerCallbackQuery", callback_query_id=first["id"])
    late = await box.refused("answerCallbackQuery", callback_query_id=second["id"])

    assert twice == late
    assert late.startswith("Bad Request: query is too old")


async def test_only_a_button_that_is_there_can_be_pressed(box: Box) -> None:
    """Stale data is refused as Telegram's apps do, unless an app is forged."""
    press = await _offered(box) | {"data": "s:2"}

    status, _ = await box.try_post("presses", **press, wait=0)
    await box.post("presses", **press, forged=True, wait=0)

    assert status == 404
    assert [update["callback_query"]["data"] for update in await box.updates()] == ["s:2"]


async def test_in_private_the_message_is_the_bots_view(box: Box) -> None:
    """The person names the chat by the bot, the bot by the person."""
    await box.post("starts", person=MOTHER, bot=BOT, payload="clue_1001")
    sent = await box.bot("sendMessage", chat_id=MOTHER, text="?", reply_markup=SUBMIT)
    press = {"person": MOTHER, "chat": BOT, "message_id": sent["message_id"], "data": "s:1"}

    await box.post("presses", **press, wait=0)

    started, pressed = await box.updates()
    assert started["message"]["text"] == "/start clue_1001"
    assert pressed["callback_query"]["message"]["chat"]["id"] == MOTHER
