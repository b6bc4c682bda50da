"""`/alert`: staff write an alert by hand; a preview, what may be changed in it, 确认发布."""

from datetime import datetime
from typing import Any

from aiogram import F
from aiogram.filters import Command, CommandObject
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.domain.drills import without_drill
from bot.domain.intake import understand
from bot.domain.kinds import Kind
from bot.domain.policy import Policy
from bot.domain.reports import gives_up
from bot.handlers.answers import answering
from bot.handlers.dialogues import Dialogue, In, begin
from bot.handlers.hearing import words_of, written_at
from bot.handlers.people import presser_of, writer_of
from bot.handlers.routing import Routes
from bot.handlers.voice import Voice
from bot.services import adjusting, composing
from bot.services.composing import Written
from bot.services.places import Places
from bot.services.rights import Actor
from bot.services.unit import Read, Write
from bot.views import dialogues
from bot.views import previews as views
from bot.views.buttons import Act, Press

routes = Routes("composing")


@routes.message(Command("alert"))
async def alert(
    message: Message,
    command: CommandObject,
    state: FSMContext,
    write: Write,
    read: Read,
    policy: Policy,
    places: Places,
    voice: Voice,
    at: datetime,
) -> None:
    """With words: the preview. Without: they are asked for."""
    writer = writer_of(message)
    if writer is None:
        return
    exercise, words = without_drill(command.args or "")
    async with read() as session:
        await composing.require_writer(session, message.chat.id, writer)
    if words:
        written = _written(message, writer, words, policy, places, at, exercise=exercise)
        async with write() as session:
            await composing.compose(session, written, policy, gazetteer=places.known)
        return
    await begin(state, Dialogue.alerting, at=at, exercise=exercise)
    await voice.answer(message, views.alert_wanted(await voice.reader(message.chat.id)))


@routes.message(In(Dialogue.alerting), F.text | F.caption)
async def take_words(
    message: Message,
    dialogue: dict[str, Any],
    state: FSMContext,
    write: Write,
    policy: Policy,
    places: Places,
    voice: Voice,
    at: datetime,
) -> None:
    """What residents will read; 取消 and nothing was meant."""
    writer = writer_of(message)
    if writer is None:
        return
    if gives_up(words_of(message)):
        await state.clear()
        await voice.answer(message, dialogues.left(await voice.reader(message.chat.id)))
        return
    exercise, words = without_drill(words_of(message))
    drill = exercise or dialogue["exercise"]
    written = _written(message, writer, words, policy, places, at, exercise=drill)
    async with answering(state), write() as session:
        await composing.compose(session, written, policy, gazetteer=places.known)


def _written(
    message: Message,
    writer: Actor,
    words: str,
    policy: Policy,
    places: Places,
    at: datetime,
    *,
    exercise: bool,
) -> Written:
    now = written_at(message, policy)
    return Written(
        chat_id=message.chat.id,
        message_id=message.message_id,
        writer=writer,
        text=words.strip(),
        photo=message.photo[-1].file_id if message.photo else None,
        meaning=understand(words, now=now, places=places.known, known=Kind.HAZARD),
        at=at,
        exercise=exercise,
    )


@routes.callback_query(Press.filter(F.act == Act.ADJUST))
async def adjust(
    query: CallbackQuery,
    callback_data: Press,
    write: Write,
    policy: Policy,
    voice: Voice,
    at: datetime,
) -> None:
    chat = query.message.chat.id if query.message else query.from_user.id
    what, _, value = callback_data.arg.partition(".")
    presser, case = presser_of(query), callback_data.case
    async with write() as session:
        await adjusting.adjust(
            session, case, presser, policy, chat_id=chat, what=what, value=value, at=at
        )
    await voice.reply_to_press(query)
    await voice.close_menu(query)
