"""`/training`: what is coming near somebody; for staff what they run, and its card."""

from datetime import datetime
from typing import Any

from aiogram import F
from aiogram.enums import ChatType
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.domain.policy import Policy
from bot.errors import NotAllowed
from bot.handlers.answers import Answers, answering
from bot.handlers.dialogues import Dialogue, begin
from bot.handlers.hearing import words_of
from bot.handlers.listing import IN_PRIVATE
from bot.handlers.people import actor_of, presser_of, writer_of
from bot.handlers.planning import offer
from bot.handlers.routing import Routes
from bot.handlers.voice import Voice
from bot.services import gatherings, occasions, places, planning, presses
from bot.services.rights import Actor
from bot.services.unit import Read, Write
from bot.views import occasions as lists
from bot.views import organising as views
from bot.views.buttons import Gather, Held
from bot.views.message import Message as Said
from bot.views.message import Reader
from bot.views.toasts import Toast

routes = Routes("gatherings")

IN_GROUPS = frozenset({Held.JOIN, Held.LEAVE, Held.AGREE, Held.REFUSE})


@routes.message(Command("training", magic=~F.args))
async def trainings(
    message: Message, state: FSMContext, read: Read, write: Write, voice: Voice, at: datetime
) -> None:
    """What they run, for staff in private; for everybody else what is coming where they live."""
    if message.from_user is None:
        return
    await state.clear()
    actor, private = actor_of(message.from_user), message.chat.type == ChatType.PRIVATE
    reader = await voice.reader(actor.id)
    said = await _own(read, actor, reader, at) if private else None
    async with write() as session:
        await places.settle(session, actor, message.chat.id)
        plans = await planning.may_plan(session, actor)
    await voice.tell(message, said or await _coming(read, actor, message.chat.id, reader, at))
    if private and plans:
        await offer(state, at)


async def _own(read: Read, actor: Actor, reader: Reader, at: datetime) -> Said | None:
    """Return what somebody on staff plans or trains at, None for everybody else."""
    async with read() as session:
        found = await gatherings.own(session, actor, at=at)
        plans = await planning.may_plan(session, actor)
    return lists.own(reader, found, plans=plans) if found or plans else None


async def _coming(read: Read, actor: Actor, chat_id: int, reader: Reader, at: datetime) -> Said:
    async with read() as session:
        found, known = await occasions.coming(session, actor, chat_id, at=at)
    return lists.coming(reader, found, known=known)


@routes.callback_query(Gather.filter(F.act == Held.NEARBY), IN_PRIVATE)
async def nearby(query: CallbackQuery, read: Read, voice: Voice, at: datetime) -> None:
    actor, reader = presser_of(query), await voice.reader(query.from_user.id)
    said = await _coming(read, actor, actor.id, reader, at)
    await voice.reply_to_press(query)
    await voice.say(actor.id, said)


@routes.callback_query(Gather.filter(F.act == Held.SHOW), IN_PRIVATE)
async def show(
    query: CallbackQuery, callback_data: Gather, state: FSMContext, read: Read, voice: Voice
) -> None:
    """管理: the card as it stands now; 返回 puts it in the question's place."""
    async with read() as session:
        card = await gatherings.card(session, callback_data.id, presser_of(query))
    await voice.reply_to_press(query)
    said = views.organiser_card(card, await voice.reader(query.from_user.id))
    if callback_data.arg:
        await state.clear()
        await voice.turn(query, said)
    else:
        await voice.say(query.from_user.id, said)


@routes.callback_query(Gather.filter(F.act.in_({Held.AGREE, Held.REFUSE})))
async def decide(
    query: CallbackQuery,
    callback_data: Gather,
    write: Write,
    policy: Policy,
    voice: Voice,
    at: datetime,
) -> None:
    """The second person answers, wherever the question stands."""
    agrees = callback_data.act is Held.AGREE
    async with write() as session:
        if await presses.is_new(session, query.id, at=at):
            key, presser = callback_data.id, presser_of(query)
            await gatherings.decide(session, key, presser, policy, agrees=agrees, at=at)
    await voice.reply_to_press(query)


@routes.callback_query(Gather.filter(~F.act.in_(IN_GROUPS)), ~IN_PRIVATE)
async def forged(_query: CallbackQuery) -> None:
    """No such button stands in a group."""
    raise NotAllowed("refusal-gathering-staff")


@routes.callback_query(Gather.filter(F.act == Held.CALL_OFF), IN_PRIVATE)
async def ask_whether(
    query: CallbackQuery, callback_data: Gather, read: Read, voice: Voice
) -> None:
    """取消活动 is asked once more: everybody would be told."""
    async with read() as session:
        card = await gatherings.card(session, callback_data.id, presser_of(query))
    await voice.reply_to_press(query)
    reader = await voice.reader(query.from_user.id)
    await voice.say(query.from_user.id, views.call_off(reader, card.occasion))


@routes.callback_query(Gather.filter(F.act == Held.WHY_OFF), IN_PRIVATE)
async def ask_why(
    query: CallbackQuery,
    callback_data: Gather,
    state: FSMContext,
    write: Write,
    voice: Voice,
    at: datetime,
) -> None:
    """Why? A reason to tap, or the next message."""
    which, _, other = callback_data.arg.partition(".")
    async with write() as session:
        one = await gatherings.may_cancel(session, callback_data.id, presser_of(query))
        about = await occasions.occasion(session, one)
    asked = query.message.message_id if query.message else None
    await begin(state, Dialogue.calling_off, at=at, gathering=one.key, which=which, question=asked)
    reader = await voice.reader(query.from_user.id)
    ask = views.why_off_other if other else views.why_off
    await voice.turn_to(query, ask(reader, about, which))


@routes.callback_query(Gather.filter(F.act == Held.CALLED_OFF), IN_PRIVATE)
async def call_off(
    query: CallbackQuery,
    callback_data: Gather,
    state: FSMContext,
    write: Write,
    policy: Policy,
    voice: Voice,
    at: datetime,
) -> None:
    which, _, why = callback_data.arg.partition(".")
    async with write() as session:
        if not await presses.is_new(session, query.id, at=at):
            return
        key, presser, following = callback_data.id, presser_of(query), which == views.ALL
        await gatherings.cancel(session, key, presser, policy, following=following, why=why, at=at)
    await state.clear()
    await voice.toast(query, Toast.CALLED_OFF)
    await voice.take_away(query)


@routes.message(Answers(Dialogue.calling_off), F.text)
async def call_off_in_words(
    message: Message,
    dialogue: dict[str, Any],
    state: FSMContext,
    write: Write,
    policy: Policy,
    voice: Voice,
    at: datetime,
) -> None:
    """The reason in their own words."""
    writer = writer_of(message)
    if writer is None:
        return
    async with answering(state), write() as session:
        key, following = dialogue["gathering"], dialogue["which"] == views.ALL
        why = words_of(message)
        await gatherings.cancel(session, key, writer, policy, following=following, why=why, at=at)
    await voice.answer(message, views.called_off(await voice.reader(writer.id)))
