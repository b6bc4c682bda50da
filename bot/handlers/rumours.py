"""Is it true? Asked under a message in the group, or in private with the words themselves."""

from datetime import datetime
from typing import Any

from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.enums import ChatType
from aiogram.filters import BaseFilter
from aiogram.types import Message

from bot.domain.rumours import (
    ABOUT_PERSONS,
    Verdict,
    asks_about,
    asks_for_truth,
    is_copy,
    mark_of,
    number_in,
)
from bot.handlers.hearing import GROUPS, is_called, words_of
from bot.handlers.people import writer_of
from bot.handlers.routing import Routes
from bot.handlers.voice import Voice
from bot.services import people, rumours
from bot.services.unit import Write
from bot.views import rumours as views

routes = Routes("rumours")

SAY_NOTHING = frozenset({Verdict.LIVE, Verdict.CHECKING})
"""Of a copy that somebody brings into a group: what goes on needs no word."""


class AsksForTruth(BaseFilter):
    """Lets 真的假的 through: in a group as an answer to what is asked about, in private with it."""

    async def __call__(self, message: Message) -> bool | dict[str, Any]:
        words, answered = words_of(message), message.reply_to_message
        if words.startswith("/"):
            of_case = words.startswith("/case") and asks_for_truth(words)
            return {"about": message} if of_case else False
        if answered is not None:
            by, us = answered.from_user, message.bot
            of_us = by is not None and us is not None and by.id == us.id
            return {"about": answered} if asks_for_truth(words, of_us=of_us) else False
        if message.chat.type != ChatType.PRIVATE:
            spoken_to = is_called(message) and asks_for_truth(words)
            of_persons = asks_about(words) and ABOUT_PERSONS.search(words) is not None
            return {"about": message} if spoken_to or of_persons else False
        last = words.strip().splitlines()[-1] if words.strip() else ""
        asked = asks_for_truth(last) or asks_about(words)
        return {"about": message} if asked or is_copy(words) else False


class IsCopied(BaseFilter):
    """Lets an alert of ours through that a person brings into a group: it is no report."""

    async def __call__(self, message: Message) -> bool:
        return message.chat.type in GROUPS and is_copy(words_of(message))


@routes.message(AsksForTruth())
async def tell_truth(
    message: Message, about: Message, write: Write, voice: Voice, at: datetime
) -> None:
    """One answer for each who asks, as long as it is the same."""
    writer, chat, question = writer_of(message), message.chat.id, words_of(message)
    private, words = message.chat.type == ChatType.PRIVATE, words_of(about)
    named = number_in(question)
    if named is not None:
        words = f"编号 {named}"
    async with write() as session:
        if writer is None or not (private or await people.is_public(session, chat)):
            raise SkipHandler
        told = await rumours.truth_of(
            session, chat, about.message_id, words, question=question, at=at
        )
        if told is None:
            raise SkipHandler
        mark = mark_of("asks", writer.id, about.message_id, told.verdict)
        if not await rumours.is_first(session, chat, mark, at=at) and not private:
            return
    await voice.answer(message, views.truth(told, await voice.reader(chat)))


@routes.message(IsCopied())
async def see_copy(message: Message, write: Write, voice: Voice, at: datetime) -> None:
    """What has ended need not be forwarded any more, and is said so once."""
    chat, words = message.chat.id, words_of(message)
    async with write() as session:
        told = await rumours.truth_of(session, chat, None, words, at=at)
        if told is None or told.verdict in SAY_NOTHING:
            return
        if not await people.is_public(session, chat):
            return
        if not await rumours.is_first(session, chat, mark_of(words, told.verdict), at=at):
            return
    await voice.answer(message, views.truth(told, await voice.reader(chat)))
