"""Correcting what an alert says: 更正 and its answer, or a reply to the card; then 更新通知."""

import re
from datetime import datetime
from typing import Any

from aiogram import F
from aiogram.enums import ChatType
from aiogram.filters import BaseFilter
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.domain.policy import Policy
from bot.errors import Stale
from bot.handlers.answers import AnswersQuestion
from bot.handlers.cases import offer
from bot.handlers.dialogues import Dialogue, begin
from bot.handlers.hearing import GROUPS, words_of, written_at
from bot.handlers.people import presser_of, writer_of
from bot.handlers.routing import Routes
from bot.handlers.steps import Step, take_steps
from bot.handlers.voice import Voice
from bot.services import corrections
from bot.services.places import Places
from bot.services.unit import Read, Write
from bot.views import corrections as views
from bot.views.buttons import Act, Press
from bot.views.toasts import Toast, braked

routes = Routes("corrections")

BEGINS = re.compile(
    r"\s*(?:更正|correction)\s*[:：，,\s]\s*|\s*(?:更正|correction)\s*$", re.IGNORECASE
)
"""What a reply to the card begins with; the rest is what is right."""

STEPS = {
    Act.UPDATE: Step(corrections.update, Toast.UPDATED, braked),
    Act.DONT_UPDATE: Step(corrections.dont_update, Toast.NOT_UPDATED, braked),
}
take_steps(routes, STEPS)


class CorrectsCard(BaseFilter):
    """Lets replies in a group through that answer one of our cards with 更正：…"""

    async def __call__(self, message: Message, read: Read) -> bool | dict[str, Any]:
        answered, begins = message.reply_to_message, BEGINS.match(words_of(message))
        if message.chat.type not in GROUPS or answered is None or begins is None:
            return False
        if message.bot is None or answered.from_user is None:
            return False
        if answered.from_user.id != message.bot.id:
            return False
        async with read() as session:
            case = await corrections.case_of(session, message.chat.id, answered.message_id)
        return False if case is None else {"case": case, "words": words_of(message)[begins.end() :]}


@routes.callback_query(Press.filter(F.act == Act.CORRECT))
async def ask_for_correction(
    query: CallbackQuery,
    callback_data: Press,
    state: FSMContext,
    write: Write,
    policy: Policy,
    voice: Voice,
    at: datetime,
) -> None:
    case, presser = callback_data.case, presser_of(query)
    async with write() as session:
        facts = await corrections.may_correct(session, case, presser, policy, at=at)
    asked = await offer(query, voice, lambda reader: views.correction_wanted(facts, reader))
    await begin(state, Dialogue.correcting, at=at, case=case, question=asked)
    await voice.close_menu(query)


@routes.message(CorrectsCard(), F.text | F.photo)
async def correct_card(
    message: Message,
    case: int,
    words: str,
    write: Write,
    policy: Policy,
    places: Places,
    voice: Voice,
    at: datetime,
) -> None:
    await _correct(message, case, words, write, policy, places, voice, at)


@routes.message(AnswersQuestion(Dialogue.correcting), F.text | F.photo)
async def take_correction(
    message: Message,
    dialogue: dict[str, Any],
    state: FSMContext,
    write: Write,
    policy: Policy,
    places: Places,
    voice: Voice,
    at: datetime,
) -> None:
    """The next message of whoever pressed 更正."""
    try:
        await _correct(
            message, dialogue["case"], words_of(message), write, policy, places, voice, at
        )
    except Stale:
        await state.clear()
        raise
    await state.clear()


async def _correct(
    message: Message,
    case: int,
    words: str,
    write: Write,
    policy: Policy,
    places: Places,
    voice: Voice,
    at: datetime,
) -> None:
    writer, private = writer_of(message), message.chat.type == ChatType.PRIVATE
    if writer is None:
        return
    async with write() as session:
        shown = await corrections.correct(
            session,
            case,
            writer,
            policy,
            private=private,
            text=words,
            photo=message.photo[-1].file_id if message.photo else None,
            gazetteer=places.known,
            now=written_at(message, policy),
            at=at,
        )
    if not shown:  # else the offer says it
        await voice.answer(message, views.corrected(await voice.reader(message.chat.id)))
