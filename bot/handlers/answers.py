"""Answers to what staff were asked: the next message, unless it tells of another danger."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any

from aiogram.enums import ChatType
from aiogram.filters import BaseFilter
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State
from aiogram.types import Message, TelegramObject

from bot.domain.policy import Policy
from bot.domain.reports import gives_up
from bot.errors import Refusal, Unfit
from bot.handlers.dialogues import Dialogue, In
from bot.handlers.hearing import words_of, written_at
from bot.handlers.routing import Routes
from bot.handlers.voice import Voice
from bot.services import belonging
from bot.services.unit import Read
from bot.views import dialogues as views

routes = Routes("answers")

PLAIN_WITHIN = timedelta(minutes=2)
"""So soon after the question words in a group are taken for its answer although they reply to nothing."""
QUESTIONS = (
    Dialogue.reason,
    Dialogue.number,
    Dialogue.police,
    Dialogue.photo,
    Dialogue.correcting,
    Dialogue.deciding,
    Dialogue.phoning,
    Dialogue.extending,
    Dialogue.proving,
    Dialogue.noting,
    Dialogue.remaining,
    Dialogue.planning,
    Dialogue.naming,
)
"""What is asked beside a card; 取消 ends it."""
_ASKED = frozenset(step.state for step in QUESTIONS)
Next = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


class GivesUp(BaseFilter):
    """Lets 取消 and the like through."""

    async def __call__(self, message: Message) -> bool:
        return gives_up(words_of(message))


class Answers(BaseFilter):
    """Lets messages through that belong to a dialogue; a report of danger ends it and is one.

    Whoever was asked for a reason may see a child cry at the gate before they answer.
    """

    def __init__(self, *steps: State) -> None:
        self._belongs = In(*steps)

    async def __call__(
        self,
        message: Message,
        state: FSMContext,
        raw_state: str | None,
        at: datetime,
        read: Read,
        policy: Policy,
    ) -> bool | dict[str, Any]:
        found = await self._belongs(message, state, raw_state, at)
        if not isinstance(found, dict) or not _is_meant(message, found["dialogue"], at):
            return False
        case, now = found["dialogue"].get("case"), written_at(message, policy)
        async with read() as session:
            other = await belonging.other_danger(session, case, words_of(message), now=now)
        if other is None:
            return found
        await state.clear()
        return False


def _is_meant(message: Message, dialogue: dict[str, Any], at: datetime) -> bool:
    """Whether a message answers our question: a reply to it does, and in private whatever comes.

    In a group people go on talking: what answers nothing is meant for us only just after we asked.
    """
    answered, question = message.reply_to_message, dialogue.get("question")
    if message.chat.type == ChatType.PRIVATE:
        return True
    if answered is not None:
        return question in {None, answered.message_id}
    return at <= datetime.fromisoformat(dialogue["since"]) + PLAIN_WITHIN


class AnswersQuestion(In):
    """Lets messages through that belong to a dialogue, but for replies to other messages."""

    async def __call__(
        self, message: Message, state: FSMContext, raw_state: str | None, at: datetime
    ) -> bool | dict[str, Any]:
        found = await super().__call__(message, state, raw_state, at)
        if not isinstance(found, dict) or message.chat.type == ChatType.PRIVATE:
            return found
        answered, question = message.reply_to_message, found["dialogue"].get("question")
        return found if answered is None or question in {None, answered.message_id} else False


@routes.message(In(*QUESTIONS), GivesUp())
async def ask_no_more(message: Message, state: FSMContext, voice: Voice) -> None:
    """取消 for an answer is none: nothing is written down."""
    await leave(state, voice, message.chat.id)
    await voice.answer(message, views.asked_no_more(await voice.reader(message.chat.id)))


async def drop_question(handler: Next, event: TelegramObject, data: dict[str, Any]) -> object:
    """Take the question away where a command comes in its answer's place: nobody waits any more."""
    if isinstance(event, Message) and (event.text or "").startswith("/"):
        to_another = "@" in (event.text or "").split()[0]
        if data.get("raw_state") in _ASKED and not to_another:
            await leave(data["state"], data["voice"], event.chat.id)
    return await handler(event, data)


@asynccontextmanager
async def answering(state: FSMContext, voice: Voice, chat_id: int) -> AsyncIterator[None]:
    """End a dialogue with its answer, or with a refusal: nothing more is taken for an answer then.

    The question goes; after an answer that can't be taken it still stands.
    """
    try:
        yield
    except Unfit:
        raise
    except Refusal:
        await leave(state, voice, chat_id)
        raise
    await leave(state, voice, chat_id)


async def leave(state: FSMContext, voice: Voice, chat_id: int) -> None:
    """End a dialogue, and take its question away."""
    question = (await state.get_data()).get("question")
    await state.clear()
    if question is not None:
        await voice.unsay(chat_id, question)
