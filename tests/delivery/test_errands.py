"""A request that another worker makes is the same request."""

import pytest
from aiogram.client.default import Default
from aiogram.methods import DeleteMessage, EditMessageText, SendMessage, SendPhoto, SendPoll
from aiogram.methods.base import TelegramMethod
from aiogram.types import (
    BufferedInputFile,
    FSInputFile,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputPollOption,
    LinkPreviewOptions,
    ReplyParameters,
)

from bot.delivery.errands import pack, unpack
from bot.views import pictures
from bot.views.message import Drawn

KEYS = InlineKeyboardMarkup(
    inline_keyboard=[[InlineKeyboardButton(text="收到", callback_data="seen:1")]]
)
REPLY = ReplyParameters(message_id=7, allow_sending_without_reply=True)


@pytest.mark.parametrize(
    "method",
    [
        SendMessage(
            chat_id=-100,
            text="<b>编号 1001</b>",
            reply_markup=KEYS,
            reply_parameters=REPLY,
            link_preview_options=LinkPreviewOptions(is_disabled=True),
        ),
        EditMessageText(chat_id=5, message_id=6, text="改了", reply_markup=None),
        DeleteMessage(chat_id=5, message_id=6),
        SendPoll(
            chat_id=5,
            question="?",
            options=[InputPollOption(text="<", text_parse_mode=None)],
            explanation_parse_mode=None,
        ),
    ],
)
def test_packed_and_unpacked(method: TelegramMethod[object]) -> None:
    again = unpack(type(method).__name__, pack(method))
    assert again.model_dump(exclude_unset=True) == method.model_dump(exclude_unset=True)
    assert {name for name, value in again if isinstance(value, Default)} == {
        name for name, value in method if isinstance(value, Default)
    }


@pytest.mark.parametrize(
    "photo",
    [BufferedInputFile(b"\x89PNG", "card.png"), FSInputFile(pictures.path(Drawn.ALL_CLEAR))],
)
async def test_a_picture_goes_along(photo: BufferedInputFile | FSInputFile) -> None:
    again = unpack("SendPhoto", pack(SendPhoto(chat_id=5, photo=photo, caption="图")))
    assert isinstance(again, SendPhoto)
    assert isinstance(again.photo, BufferedInputFile)
    assert again.photo.filename == photo.filename
    assert again.photo.data
