"""找到了 in words: heard from whoever misses somebody, and told to staff."""

from datetime import datetime

from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.enums import ChatType
from aiogram.filters import BaseFilter
from aiogram.fsm.context import FSMContext
from aiogram.types import Message

from bot.domain.continuing import may_be_found
from bot.domain.policy import Policy
from bot.domain.reports import says_found
from bot.domain.states import State
from bot.handlers.hearing import words_of
from bot.handlers.people import writer_of
from bot.handlers.routing import Routes
from bot.handlers.voice import Voice
from bot.services import closing
from bot.services.unit import Write
from bot.views import dialogues

routes = Routes("found_words")


class SaysFound(BaseFilter):
    """Lets "找到了" through, written without doubt or question."""

    async def __call__(self, message: Message) -> bool:
        return says_found(words_of(message))


class MayBeFound(BaseFilter):
    """Lets through what sounds like it, if whoever misses somebody says it: 虚惊一场."""

    async def __call__(self, message: Message) -> bool:
        return may_be_found(words_of(message))


@routes.message(SaysFound())
async def hear_found(
    message: Message, state: FSMContext, write: Write, policy: Policy, voice: Voice, at: datetime
) -> None:
    writer = writer_of(message)
    if writer is None:
        return
    async with write() as session:
        words, chat = words_of(message), message.chat.id
        meant = await closing.found_in_words(session, writer, chat, words, policy, at=at)
    if meant is None:
        raise SkipHandler
    draft = meant.state is State.DRAFT and meant.reporter_id == writer.id
    await _answer_found(message, state, voice, draft=draft)


@routes.message(MayBeFound())
async def hear_perhaps_found(
    message: Message, state: FSMContext, write: Write, policy: Policy, voice: Voice, at: datetime
) -> None:
    """Whoever misses somebody is heard in other words, too; staff ask, nothing stops."""
    writer = writer_of(message)
    if writer is None:
        return
    async with write() as session:
        meant = await closing.may_be_found(session, writer, words_of(message), policy, at=at)
    if meant is None:
        raise SkipHandler
    draft = meant.state is State.DRAFT and meant.reporter_id == writer.id
    await _answer_found(message, state, voice, draft=draft)


async def _answer_found(message: Message, state: FSMContext, voice: Voice, *, draft: bool) -> None:
    private = message.chat.type == ChatType.PRIVATE
    if private:
        await state.clear()
    if private or draft:
        reader = await voice.reader(message.chat.id)
        await voice.answer(message, dialogues.found_told(reader, draft=draft))
