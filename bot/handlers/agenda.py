"""`/agenda`: what a meeting is about, in private; decisions are written there and become assignments."""

from datetime import datetime, timedelta
from typing import Any

from aiogram import F
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.domain.policy import Policy
from bot.handlers.answers import Answers, answering
from bot.handlers.dialogues import Dialogue, begin
from bot.handlers.hearing import words_of
from bot.handlers.listing import IN_PRIVATE
from bot.handlers.people import actor_of, presser_of, writer_of
from bot.handlers.routing import Routes
from bot.handlers.voice import Voice
from bot.services import agenda, presses
from bot.services.unit import Read, Write
from bot.views import agenda as views
from bot.views.buttons import Meet
from bot.views.toasts import Toast

routes = Routes("agenda")

A_MEETING = timedelta(hours=1)
"""So long a decision may be talked about before it is written."""


@routes.message(Command("agenda"))
async def show_agenda(message: Message, read: Read, voice: Voice, at: datetime) -> None:
    """Of the node whose group it was asked in, else of the only one; else one is chosen."""
    if message.from_user is None:
        return
    actor = actor_of(message.from_user)
    async with read() as session:
        nodes = await agenda.meetings(session, actor, chat_id=message.chat.id)
        found = await agenda.prepare(session, nodes[0], at=at) if len(nodes) == 1 else None
    reader = await voice.reader(message.from_user.id)
    if found is None:
        named = [(node.key, node.name) for node in nodes]
        await voice.tell(message, views.which_meeting(named, reader))
        return
    await voice.tell(message, views.agenda(found, reader))


@routes.callback_query(Meet.filter((F.case == 0) & (F.to == 0)), IN_PRIVATE)
async def turn(
    query: CallbackQuery, callback_data: Meet, read: Read, voice: Voice, at: datetime
) -> None:
    async with read() as session:
        found = await agenda.prepared_for(session, callback_data.node, presser_of(query), at=at)
    await voice.reply_to_press(query)
    reader = await voice.reader(query.from_user.id)
    await voice.turn(query, views.agenda(found, reader, start=callback_data.start))


@routes.callback_query(Meet.filter((F.case != 0) & F.off), IN_PRIVATE)
async def undecide(
    query: CallbackQuery,
    callback_data: Meet,
    write: Write,
    policy: Policy,
    voice: Voice,
    at: datetime,
) -> None:
    """取消 where it would be given to somebody: it was not meant so."""
    node, case = callback_data.node, callback_data.case
    async with write() as session:
        await agenda.undecide(session, node, case, presser_of(query), policy, at=at)
    await voice.turn_to(query, views.undecided(await voice.reader(query.from_user.id)))


@routes.callback_query(Meet.filter((F.case != 0) & (F.to == 0)), IN_PRIVATE)
async def ask_for_decision(
    query: CallbackQuery,
    callback_data: Meet,
    state: FSMContext,
    read: Read,
    voice: Voice,
    at: datetime,
) -> None:
    node, case = callback_data.node, callback_data.case
    async with read() as session:
        item = await agenda.point(session, node, case, presser_of(query), at=at)
    await voice.reply_to_press(query)
    reader = await voice.reader(query.from_user.id)
    asked = await voice.say(query.from_user.id, views.decision_wanted(item, reader))
    data = {"node": node, "case": case, "question": asked}
    await begin(state, Dialogue.deciding, at=at, lasts=A_MEETING, **data)


@routes.message(Answers(Dialogue.deciding), F.text | F.caption)
async def take_decision(
    message: Message,
    dialogue: dict[str, Any],
    state: FSMContext,
    write: Write,
    policy: Policy,
    voice: Voice,
    at: datetime,
) -> None:
    """The words are on record at once; then somebody is chosen."""
    writer = writer_of(message)
    if writer is None:
        return
    reader, words = await voice.reader(message.chat.id), words_of(message).strip()
    node = dialogue["node"]
    async with answering(state), write() as session:
        decided = await agenda.decide(
            session, node, dialogue["case"], writer, policy, words=words, at=at
        )
    await voice.answer(
        message, views.decision_hands(decided.item, node, decided.words, decided.people, reader)
    )


@routes.callback_query(Meet.filter((F.case != 0) & (F.to != 0)), IN_PRIVATE)
async def hand(
    query: CallbackQuery,
    callback_data: Meet,
    write: Write,
    policy: Policy,
    voice: Voice,
    at: datetime,
) -> None:
    node, case, to = callback_data.node, callback_data.case, callback_data.to
    async with write() as session:
        if not await presses.is_new(session, query.id, at=at):
            return
        item, called = await agenda.hand(
            session, node, case, presser_of(query), policy, to=to, at=at
        )
    await voice.toast(query, Toast.ASSIGNED)
    reader = await voice.reader(query.from_user.id)
    await voice.turn(query, views.handed_on(item, called, reader))
