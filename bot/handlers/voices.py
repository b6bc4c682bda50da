"""Voices: kept for staff to listen to, and answered under them."""

from datetime import datetime
from typing import Any

from aiogram import F
from aiogram.enums import ChatType
from aiogram.filters import BaseFilter
from aiogram.types import Message

from bot.domain.policy import Policy
from bot.domain.reports import Wish
from bot.handlers.hearing import GROUPS, SEEN_OR_HEARD, Hearing, Hears, words_of
from bot.handlers.people import writer_of
from bot.handlers.routing import Routes
from bot.handlers.voice import Voice
from bot.services import attachments
from bot.services.unit import Read, Write
from bot.views import dialogues

routes = Routes("voices")


class AnswersVoice(BaseFilter):
    """Lets replies through, spoken or written, that answer somebody's voice in a staff group."""

    async def __call__(self, message: Message, read: Read) -> bool | dict[str, Any]:
        answered = message.reply_to_message
        if message.chat.type not in GROUPS or answered is None:
            return False
        if not (message.text or message.content_type in SEEN_OR_HEARD):
            return False
        if message.bot is None or answered.from_user is None:
            return False
        if answered.from_user.id != message.bot.id:
            return False
        async with read() as session:
            case = await attachments.voice_answered(session, message.chat.id, answered.message_id)
        return {"case": case} if case is not None else False


@routes.message(AnswersVoice())
async def answer_voice(
    message: Message, case: int, write: Write, policy: Policy, voice: Voice, at: datetime
) -> None:
    """What staff write under a voice message goes to whoever sent it."""
    writer = writer_of(message)
    if writer is None:
        return
    source = None if message.text else (message.chat.id, message.message_id)
    words = words_of(message)
    async with write() as session:
        passed_on = await attachments.answer(
            session, case, writer, words, policy, spoken=source, at=at
        )
    if passed_on:
        reader = await voice.reader(message.chat.id)
        await voice.answer(message, dialogues.answer_passed_on(reader))


@routes.message(F.voice, F.chat.type == ChatType.PRIVATE, Hears())
async def hear_voice(message: Message, hearing: Hearing) -> None:
    """Kept, and listened to by staff; more of it belongs to what was said before."""
    writer, source = writer_of(message), (message.chat.id, message.message_id)
    assert writer is not None
    async with hearing.write() as session:
        added = await attachments.take_voice(session, source, writer, hearing.policy, at=hearing.at)
    if added:
        reader = await hearing.voice.reader(message.chat.id)
        await hearing.voice.answer(message, dialogues.add_received(reader))
        return
    await hearing.take(message, Wish.REPORT)
