"""找到了 in words: heard from whoever misses somebody, and told to staff."""

from datetime import datetime

from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.enums import ChatType
from aiogram.filters import BaseFilter
from aiogram.fsm.context import FSMContext
from aiogram.types import Message

from bot.domain.endings import may_be_found, says_still_missing, says_taken
from bot.domain.policy import Policy
from bot.domain.reports import says_found
from bot.domain.states import State
from bot.handlers.hearing import is_called, words_of
from bot.handlers.people import writer_of
from bot.handlers.routing import Routes
from bot.handlers.voice import Voice
from bot.services import closing
from bot.services.unit import Write
from bot.views import clues, dialogues

routes = Routes("found_words")


class SaysFound(BaseFilter):
    """Lets "找到了" through, written without doubt or question."""

    async def __call__(self, message: Message) -> bool:
        return says_found(words_of(message))


class MayBeFound(BaseFilter):
    """Lets through what sounds like it, if whoever misses somebody says it: 虚惊一场."""

    async def __call__(self, message: Message) -> bool:
        return may_be_found(words_of(message))


class SaysStillMissing(BaseFilter):
    """Lets 不是他，认错了 through."""

    async def __call__(self, message: Message) -> bool:
        return says_still_missing(words_of(message))


@routes.message(SaysStillMissing())
async def hear_still_missing(
    message: Message, write: Write, policy: Policy, voice: Voice, at: datetime
) -> None:
    """The groups have read that all is well: staff hear with sound that it is not."""
    writer = writer_of(message)
    if writer is None:
        raise SkipHandler
    async with write() as session:
        heard = await closing.still_missing(session, writer, words_of(message), policy, at=at)
    if not heard:
        raise SkipHandler
    await voice.answer(message, dialogues.still_missing(await voice.reader(message.chat.id)))


class SaysTaken(BaseFilter):
    """Lets through what sounds as if somebody had come for a person who was found."""

    async def __call__(self, message: Message) -> bool:
        return says_taken(words_of(message))


@routes.message(SaysTaken())
async def hear_taken(
    message: Message, write: Write, policy: Policy, voice: Voice, at: datetime
) -> None:
    """She is given to nobody on a word: staff hear it with sound, whenever that was."""
    writer = writer_of(message)
    if writer is None:
        raise SkipHandler
    async with write() as session:
        heard = await closing.taken(session, writer, words_of(message), policy, at=at)
    if not heard:
        raise SkipHandler
    await voice.answer(message, dialogues.perhaps_found(await voice.reader(message.chat.id), None))


@routes.message(SaysFound())
async def hear_found(
    message: Message, state: FSMContext, write: Write, policy: Policy, voice: Voice, at: datetime
) -> None:
    writer = writer_of(message)
    if writer is None:
        return
    ours = message.reply_to_message if is_called(message) else None
    answered = ours.message_id if ours is not None else None
    words, chat = words_of(message), message.chat.id
    async with write() as session:
        meant = await closing.found_in_words(
            session, writer, chat, words, policy, answered=answered, at=at
        )
    if meant is None:
        raise SkipHandler
    reader = await voice.reader(chat)
    draft = meant.case.state is State.DRAFT and meant.case.reporter_id == writer.id
    if await _ends_dialogue(message, state) or draft:
        await voice.answer(message, dialogues.found_told(reader, draft=draft))
    elif meant.answers_alert and not meant.family:
        await voice.answer(message, clues.clue_received(reader, in_group=True))


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
    reader = await voice.reader(message.chat.id)
    draft = meant.case.state is State.DRAFT and meant.case.reporter_id == writer.id
    private = await _ends_dialogue(message, state)
    if draft:
        await voice.answer(message, dialogues.found_told(reader, draft=True))
    elif private or meant.family:
        case_id = meant.case.key if meant.family else None
        await voice.answer(message, dialogues.perhaps_found(reader, case_id))


async def _ends_dialogue(message: Message, state: FSMContext) -> bool:
    """In private good news ends whatever was asked; returns whether it was said there."""
    private = message.chat.type == ChatType.PRIVATE
    if private:
        await state.clear()
    return private
