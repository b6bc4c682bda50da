"""What a bot may change or take away, and what not."""

from typing import Any

import pytest

from bot.sandbox.model import Value
from tests.sandbox.support import BOT, MOTHER, SUPERGROUP, WORKER, Box, keyboard, png

YES = keyboard({"text": "是", "callback_data": "y"})
TWO_DAYS = 48 * 3600


async def _said(box: Box, **more: Value) -> dict[str, Any]:
    sent = await box.bot("sendMessage", chat_id=SUPERGROUP, text="寻找", **more)
    return {"chat_id": SUPERGROUP, "message_id": sent["message_id"]}


async def test_an_edit_replaces_text_and_keyboard(box: Box) -> None:
    """People see the new text marked as edited; without a keyboard the old one goes."""
    where = await _said(box, reply_markup=YES)
    box.clock.advance(60)

    edited = await box.bot("editMessageText", **where, text="<b>找到了</b>", parse_mode="HTML")

    seen = (await box.history())[-1]
    assert edited["edit_date"] == edited["date"] + 60
    assert "reply_markup" not in edited
    assert (seen["text"], seen["edited"]) == ("找到了", True)


async def test_a_new_keyboard_alone_is_not_shown_as_an_edit(box: Box) -> None:
    """EditMessageReplyMarkup dates the edit, but people don't see it marked."""
    where = await _said(box)

    await box.bot("editMessageReplyMarkup", **where, reply_markup=YES)

    seen = (await box.history())[-1]
    assert seen["reply_markup"] == YES
    assert "edited" not in seen


@pytest.mark.parametrize(
    ("method", "params", "words", "reason"),
    [
        ("editMessageText", {"text": "寻找"}, "message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message", "nothing new"),
        ("editMessageText", {"text": "x", "message_id": 999}, "message to edit not found", "gone"),
        ("editMessageText", {"text": "x", "message_id": None}, "message identifier is not specified", "which?"),
        ("editMessageText", {"text": "啊" * 4097}, "MESSAGE_TOO_LONG", "too long"),
        ("editMessageText", {"text": "x", "message_id": 1}, "message can't be edited", "not its own"),
        ("editMessageCaption", {"caption": "x"}, "there is no caption in the message to edit", "a text has none"),
        ("editMessageMedia", {"media": {"type": "photo", "media": "none"}}, "wrong file identifier/HTTP URL specified", "no such file"),
        ("editMessageMedia", {"media": {"type": "photo", "media": "attach://x"}}, "there is no photo in the request", "nothing attached"),
        ("deleteMessage", {"message_id": 999}, "message to delete not found", "gone"),
    ],
)  # fmt: skip
async def test_what_is_refused(
    box: Box, method: str, params: dict[str, Any], words: str, reason: str
) -> None:
    """An edit that can't be is refused in Telegram's words."""
    where = await _said(box)

    refusal = await box.refused(method, **where | params)

    assert refusal == f"Bad Request: {words}", reason


async def test_a_photo_has_a_caption_and_no_text(box: Box) -> None:
    """A photo's text can't be edited; its caption and its picture can."""
    sent = (await box.upload("sendPhoto", {"photo": png()}, chat_id=SUPERGROUP))["result"]
    where = {"chat_id": SUPERGROUP, "message_id": sent["message_id"]}

    text = await box.refused("editMessageText", **where, text="x")
    long = await box.refused("editMessageCaption", **where, caption="啊" * 1025)
    caption = await box.bot("editMessageCaption", **where, caption="穿红衣服")
    media = {"type": "photo", "media": "attach://neutral", "caption": "已找到"}
    picture = await box.upload("editMessageMedia", {"neutral": png()}, **where, media=media)

    assert text == "Bad Request: there is no text in the message to edit"
    assert long == "Bad Request: MEDIA_CAPTION_TOO_LONG"
    assert caption["caption"] == "穿红衣服"
    assert picture["result"]["caption"] == "已找到"
    assert picture["result"]["photo"] != sent["photo"]


async def test_a_bot_deletes_its_own_for_48_hours(box: Box) -> None:
    """Afterwards, and for what others wrote, it needs to be an administrator."""
    old, theirs = await _said(box), await box.write(MOTHER, "x")
    box.clock.advance(TWO_DAYS)
    fresh = await _said(box)

    assert await box.bot("deleteMessage", **fresh)
    late = await box.refused("deleteMessage", **old)
    foreign = await box.refused(
        "deleteMessage", chat_id=SUPERGROUP, message_id=theirs["message_id"]
    )
    await box.post("members", chat=SUPERGROUP, user=BOT, status="administrator", by=WORKER)
    assert await box.bot("deleteMessage", **old)
    assert await box.bot("deleteMessage", chat_id=SUPERGROUP, message_id=theirs["message_id"])

    assert late == foreign == "Bad Request: message can't be deleted"


async def test_in_private_a_bot_deletes_both_sides(box: Box) -> None:
    """For 48 hours a bot may delete what a person wrote to it."""
    asked = await box.post("starts", person=MOTHER, bot=BOT)

    assert await box.bot("deleteMessage", chat_id=MOTHER, message_id=asked["message_id"])

    assert await box.history(chat=BOT) == []
