"""补充: what somebody sends after the button is added to their report."""

from datetime import datetime
from typing import Any

from aiogram import F
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.domain.policy import Policy
from bot.errors import NotFound, Stale
from bot.handlers.answers import answering
from bot.handlers.dialogues import Dialogue, In, begin
from bot.handlers.hearing import GROUPS, Hearing, Hears, words_of, written_at
from bot.handlers.people import presser_of, writer_of
from bot.handlers.routing import Routes
from bot.handlers.voice import Voice
from bot.services import additions, attachments, belonging
from bot.services.unit import Write
from bot.views import dialogues
from bot.views.buttons import Act, Press

routes = Routes("adding")


@routes.callback_query(Press.filter(F.act == Act.ADD))
async def ask_for_more(
    query: CallbackQuery,
    callback_data: Press,
    state: FSMContext,
    write: Write,
    voice: Voice,
    at: datetime,
) -> None:
    async with write() as session:
        await additions.may_add(session, callback_data.case, presser_of(query))
    await begin(state, Dialogue.adding, at=at, case=callback_data.case)
    await voice.reply_to_press(query)
    if query.message is not None:
        reader = await voice.reader(query.message.chat.id)
        reply_to = query.message.message_id if query.message.chat.type in GROUPS else None
        await voice.say(query.message.chat.id, dialogues.add_start(reader), reply_to=reply_to)


@routes.message(In(Dialogue.adding), Hears())
async def take_more(
    message: Message, dialogue: dict[str, Any], hearing: Hearing, policy: Policy, at: datetime
) -> None:
    writer = writer_of(message)
    if writer is None:
        return
    text, now = words_of(message), written_at(message, policy)
    async with hearing.write() as session:
        other = await belonging.other_danger(session, dialogue["case"], text, now=now)
    if other is not None:
        async with answering(hearing.state):
            await hearing.take(message, meaning=other)
        return
    try:
        async with answering(hearing.state), hearing.write() as session:
            worse = await additions.add(
                session,
                dialogue["case"],
                writer,
                policy,
                text=text,
                photo=message.photo[-1].file_id if message.photo else None,
                now=now,
                at=at,
            )
            if message.content_type != "text":
                source = (message.chat.id, message.message_id)
                case = await additions.may_add(session, dialogue["case"], writer)
                await attachments.add_media(session, case, source, writer, policy, at=at)
    except (NotFound, Stale):
        raise SkipHandler from None  # it was no report, or is over: this is another matter
    reader = await hearing.voice.reader(message.chat.id)
    received = dialogues.add_received(reader, worse, said=text)
    await hearing.voice.answer(message, received)
    await begin(hearing.state, Dialogue.telling, at=at, case=dialogue["case"])
