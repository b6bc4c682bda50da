"""How it was: stars for a gathering, pressed or in words."""

from datetime import datetime
from typing import Any

from aiogram import F
from aiogram.enums import ChatType
from aiogram.filters import BaseFilter
from aiogram.types import CallbackQuery, Message

from bot.domain.stars import stars_in
from bot.handlers.hearing import words_of
from bot.handlers.listing import IN_PRIVATE
from bot.handlers.people import presser_of, writer_of
from bot.handlers.routing import Routes
from bot.handlers.signing_up import number
from bot.handlers.voice import Voice
from bot.services import rating
from bot.services.rating import Question
from bot.services.unit import Read, Write
from bot.views import signing_up as views
from bot.views.buttons import Gather, Held
from bot.views.toasts import Toast

routes = Routes("stars")


@routes.callback_query(Gather.filter(F.act == Held.STARS), IN_PRIVATE)
async def rate(
    query: CallbackQuery, callback_data: Gather, write: Write, voice: Voice, at: datetime
) -> None:
    stars = number(callback_data.arg)
    async with write() as session:
        await rating.rate(session, callback_data.id, presser_of(query), stars, at=at)
    await voice.toast(query, Toast.THANKS)
    await voice.take_away(query)


class GivesStars(BaseFilter):
    """Lets stars in words through, from whoever was asked for them and has not given any."""

    async def __call__(self, message: Message, read: Read, at: datetime) -> bool | dict[str, Any]:
        stars, writer = stars_in(words_of(message)), writer_of(message)
        if stars is None or writer is None:
            return False
        async with read() as session:
            question = await rating.asked(session, writer, at=at)
        return {"stars": stars, "question": question} if question else False


@routes.message(F.chat.type == ChatType.PRIVATE, F.text, GivesStars())
async def rate_in_words(
    message: Message, stars: int, question: Question, write: Write, voice: Voice, at: datetime
) -> None:
    writer = writer_of(message)
    if writer is None:
        return
    async with write() as session:
        await rating.rate(session, question.gathering_id, writer, stars, at=at)
    await voice.answer(message, views.rated(await voice.reader(message.chat.id), stars))
    if question.message_id is not None:
        await voice.unsay(message.chat.id, question.message_id)
