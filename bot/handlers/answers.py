"""Answers to what staff were asked: the next message, unless it tells of another danger."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any

from aiogram.enums import ChatType
from aiogram.filters import BaseFilter
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State
from aiogram.types import CallbackQuery, InaccessibleMessage, Message, TelegramObject

from bot.domain.policy import Policy
from bot.domain.reports import gives_up
from bot.domain.subjects import not_taught
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
    Dialogue.changing,
    Dialogue.noticing,
    Dialogue.calling_off,
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

    Whoever was asked for a reason may see a child cry at the gate before they answer. Whoever is
    asked what they teach or warn of names dangers: words that don't teach one are handed on with
    `danger`, a report until they say that it is none. Where all is `done` but for the why, any
    report is one, and what answers another message in private does not answer this.
    """

    def __init__(self, *steps: State, names_dangers: bool = False) -> None:
        self._belongs = In(*steps)
        self._names_dangers = names_dangers

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
        words = words_of(message)
        told = not_taught(words) if self._names_dangers else words
        async with read() as session:
            other = await belonging.other_danger(session, case, told, now=now)
            if other is None and found["dialogue"].get("done"):
                other = await belonging.other_matter(session, case, told, now=now)
        if other is None:
            return found
        if self._names_dangers:
            return found | {"danger": other}
        await state.clear()
        return False


def _is_meant(message: Message, dialogue: dict[str, Any], at: datetime) -> bool:
    """Whether a message answers our question: a reply to it does, and in private whatever comes.

    In a group people go on talking: what answers nothing is meant for us only just after we asked.
    """
    answered, question = message.reply_to_message, dialogue.get("question")
    if message.chat.type == ChatType.PRIVATE and not (answered and dialogue.get("done")):
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
    """取消 for an answer is none: nothing is written down, and nothing called off."""
    goes_on = await state.get_state() == Dialogue.calling_off.state
    await state.clear()
    reader = await voice.reader(message.chat.id)
    await voice.answer(message, views.goes_on(reader) if goes_on else views.asked_no_more(reader))


async def drop_question(handler: Next, event: TelegramObject, data: dict[str, Any]) -> object:
    """Take a question away once nobody waits: it is answered, its time is over, something else is asked.

    One that was pressed itself has been turned into something else. What is still worth reading
    only loses its buttons (`keys`).
    """
    asked = await _kept(data["state"], "question") if data.get("raw_state") else None
    keys = await _kept(data["state"], "keys") if data.get("raw_state") else None
    if _is_command(event) and data.get("raw_state") in _ASKED:
        await data["state"].clear()
    try:
        return await handler(event, data)
    finally:
        if asked is not None and asked != await _kept(data["state"], "question"):
            await _take_away(event, asked, data["voice"])
        if keys is not None and keys != await _kept(data["state"], "keys"):
            await data["voice"].take_keys(data["state"].key.chat_id, keys)


async def _kept(state: FSMContext, what: str) -> int | None:
    """Return the number of a message that the dialogue knows of."""
    number: int | None = (await state.get_data()).get(what)
    return number


def _is_command(event: TelegramObject) -> bool:
    """Whether this is a command, and not another bot's."""
    words = (event.text or "") if isinstance(event, Message) else ""
    return words.startswith("/") and "@" not in words.split()[0]


async def _take_away(event: TelegramObject, question: int, voice: Voice) -> None:
    message = event.message if isinstance(event, CallbackQuery) else event
    if message is None or not isinstance(message, Message | InaccessibleMessage):
        return
    if not isinstance(event, CallbackQuery) or message.message_id != question:
        await voice.unsay(message.chat.id, question)


@asynccontextmanager
async def answering(state: FSMContext) -> AsyncIterator[None]:
    """End a dialogue with its answer, or with a refusal: nothing more is taken for an answer then.

    Unless another has begun by it. After an answer that can't be taken it goes on, and the question
    still stands; so it does where the database was away, and the same message is taken once more.
    """
    step = await state.get_state()
    try:
        yield
    except Unfit:
        raise
    except Refusal:
        await state.clear()
        raise
    if await state.get_state() == step:
        await state.clear()
