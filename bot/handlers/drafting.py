"""A gathering before and after its preview: 确认发布, what may be changed, by buttons or in words."""

from datetime import datetime
from typing import Any

from aiogram import F
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.domain.ahead.anywhere import read_time
from bot.domain.gatherings import GatheringState, GatheringType
from bot.domain.grid import Role
from bot.domain.planning import read_capacity
from bot.domain.policy import Policy
from bot.errors import Stale, Unfit
from bot.handlers.answers import Answers
from bot.handlers.choosing import Chooses, keep_choices, pressed
from bot.handlers.dialogues import Dialogue, begin
from bot.handlers.hearing import day_of, words_of, written_at
from bot.handlers.listing import IN_PRIVATE
from bot.handlers.people import presser_of, writer_of
from bot.handlers.routing import Routes
from bot.handlers.signing_up import number
from bot.handlers.voice import Voice
from bot.services import changing, gatherings, occasions, planning, presses
from bot.services.rights import Actor
from bot.services.unit import Read, Session, Write
from bot.views import planning as views
from bot.views.buttons import Gather, Held
from bot.views.message import Message as Said
from bot.views.message import Reader
from bot.views.toasts import Toast

routes = Routes("drafting")

WRITTEN = frozenset({"title", "time", "place", "capacity"})
"""What is written; the rest is chosen by buttons."""
IN_WORDS = frozenset({Held.ANNOUNCE, Held.DROP, Held.SET})
"""Buttons whose words may be written instead."""


@routes.message(Chooses(Gather, "act", IN_WORDS), F.text)
async def choose_in_words(
    message: Message,
    choice: Gather,
    shown: int | None,
    state: FSMContext,
    write: Write,
    policy: Policy,
    voice: Voice,
    at: datetime,
) -> None:
    writer = writer_of(message)
    if writer is None:
        return
    reader = await voice.reader(writer.id)
    async with write() as session:
        match choice.act:
            case Held.ANNOUNCE:
                said = await _announce(session, choice.id, writer, policy, reader, at)
            case Held.DROP:
                await planning.drop(session, choice.id, writer)
                said = views.dropped(reader)
            case _:
                said = await _set(session, choice, writer, policy, reader, at)
    await keep_choices(state, said, await voice.ask(message, said), at)
    if shown is not None:
        await voice.unsay(message.chat.id, shown)


@routes.callback_query(Gather.filter((F.act == Held.WRITE) & F.arg.in_(WRITTEN)), IN_PRIVATE)
async def write_anew(
    query: CallbackQuery,
    callback_data: Gather,
    state: FSMContext,
    read: Read,
    voice: Voice,
    at: datetime,
) -> None:
    """改时间, 改地点, 改人数, 改名称: the next message is it."""
    key, what = callback_data.id, callback_data.arg
    async with read() as session:
        one = await planning.own(session, key, presser_of(query))
        draft = one.state is GatheringState.DRAFT
    await voice.reply_to_press(query)
    asked = views.plan_wants(await voice.reader(query.from_user.id), what)
    question = await voice.say(query.from_user.id, asked)
    preview = query.message.message_id if query.message and draft else None
    step = Dialogue.changing
    await begin(state, step, at=at, gathering=key, what=what, question=question, preview=preview)


@routes.message(Answers(Dialogue.changing), F.text)
async def change(
    message: Message,
    dialogue: dict[str, Any],
    state: FSMContext,
    write: Write,
    policy: Policy,
    voice: Voice,
    at: datetime,
) -> None:
    """The new preview stands in the place of the one that says what is no longer so."""
    writer, key, words = writer_of(message), dialogue["gathering"], words_of(message)
    if writer is None:
        return
    reader = await voice.reader(writer.id)
    async with write() as session:
        match dialogue["what"]:
            case "time":
                moment = read_time(day_of(message, reader), written_at(message, policy))
                if moment is None:
                    raise Unfit("refusal-gathering-time")
                one = await changing.move(session, key, writer, policy, moment, at=at)
            case "place":
                one = await changing.place_at(session, key, writer, policy, words, at=at)
            case "capacity":
                count = read_capacity(words)
                one = await changing.resize(session, key, writer, policy, count, at=at)
            case _:
                one = await planning.rename(session, key, writer, words)
        card = await planning.preview(session, one, policy, at=at)
    await state.clear()
    if card.occasion.state is not GatheringState.DRAFT:
        await voice.answer(message, views.changed(reader, card))
        return
    said = views.plan(reader, card)
    await keep_choices(state, said, await voice.ask(message, said), at)
    if dialogue["preview"] is not None:
        await voice.unsay(writer.id, dialogue["preview"])


@routes.callback_query(Gather.filter(F.act == Held.ANNOUNCE), IN_PRIVATE)
async def announce(
    query: CallbackQuery,
    callback_data: Gather,
    state: FSMContext,
    write: Write,
    policy: Policy,
    voice: Voice,
    at: datetime,
) -> None:
    reader = await voice.reader(query.from_user.id)
    async with write() as session:
        if not await presses.is_new(session, query.id, at=at):
            return
        key, presser = callback_data.id, presser_of(query)
        said = await _announce(session, key, presser, policy, reader, at)
    await state.clear()
    await voice.turn_to(query, said)


async def _announce(
    session: Session, key: int, actor: Actor, policy: Policy, reader: Reader, at: datetime
) -> Said:
    return views.planned(reader, await gatherings.confirm(session, key, actor, policy, at=at))


@routes.callback_query(Gather.filter(F.act == Held.DROP), IN_PRIVATE)
async def drop(
    query: CallbackQuery, callback_data: Gather, state: FSMContext, write: Write, voice: Voice
) -> None:
    reader = await voice.reader(query.from_user.id)
    async with write() as session:
        await planning.drop(session, callback_data.id, presser_of(query))
    await state.clear()
    await voice.turn_to(query, views.dropped(reader))


@routes.callback_query(Gather.filter(F.act.in_({Held.PLAN, Held.MORE})), IN_PRIVATE)
async def turn(
    query: CallbackQuery,
    callback_data: Gather,
    state: FSMContext,
    write: Write,
    policy: Policy,
    voice: Voice,
    at: datetime,
) -> None:
    """更多, and back to the preview."""
    reader = await voice.reader(query.from_user.id)
    async with write() as session:
        one = await planning.own_draft(session, callback_data.id, presser_of(query))
        card = await planning.preview(session, one, policy, at=at)
    preview = views.plan(reader, card)
    await keep_choices(state, preview, pressed(query), at)
    more = callback_data.act is Held.MORE
    await voice.turn_to(query, views.more(reader, card.occasion) if more else preview)


@routes.callback_query(Gather.filter(F.act == Held.CHOOSE), IN_PRIVATE)
async def choose(
    query: CallbackQuery,
    callback_data: Gather,
    state: FSMContext,
    write: Write,
    voice: Voice,
    at: datetime,
) -> None:
    """What there is to choose from."""
    reader = await voice.reader(query.from_user.id)
    said = await _choice(write, callback_data, presser_of(query), reader)
    await keep_choices(state, said, pressed(query), at)
    await voice.turn_to(query, said)


async def _choice(write: Write, press: Gather, actor: Actor, reader: Reader) -> Said:
    async with write() as session:
        one = await planning.own_draft(session, press.id, actor)
        about = await occasions.occasion(session, one)
        around = await planning.scope(session, one, actor)
        people = await planning.trainers(session, one)
    match press.arg:
        case "type":
            return views.which_type(reader, about)
        case "companions":
            return views.which_companions(reader, about)
        case "times":
            return views.which_times(reader, about)
        case "role":
            return views.which_role(reader, about, planning.STAFF_ROLES)
        case "scope":
            return views.which_scope(reader, about, around.above, around.below)
        case "trainer":
            return views.which_trainer(reader, about, people[: planning.CHOICES])
    raise Stale


@routes.callback_query(Gather.filter(F.act == Held.SET), IN_PRIVATE)
async def choose_one(
    query: CallbackQuery,
    callback_data: Gather,
    state: FSMContext,
    write: Write,
    policy: Policy,
    voice: Voice,
    at: datetime,
) -> None:
    """One of the choices; the preview follows, after a role its units."""
    reader = await voice.reader(query.from_user.id)
    async with write() as session:
        said = await _set(session, callback_data, presser_of(query), policy, reader, at)
    await keep_choices(state, said, pressed(query), at)
    await voice.toast(query, Toast.CHANGED)
    await voice.turn(query, said)


async def _set(
    session: Session, press: Gather, actor: Actor, policy: Policy, reader: Reader, at: datetime
) -> Said:
    what, _, value = press.arg.partition(".")
    await _choose(session, press.id, actor, policy, what, value, at)
    one = await planning.own_draft(session, press.id, actor)
    card = await planning.preview(session, one, policy, at=at)
    if what == "role" and value and (found := await planning.units(session, one)):
        return views.which_unit(reader, card.occasion, found)
    return views.plan(reader, card)


async def _choose(
    session: Session,
    key: int,
    actor: Actor,
    policy: Policy,
    what: str,
    value: str,
    at: datetime,
) -> None:
    match what:
        case "type" if value in set(GatheringType):
            await planning.set_type(session, key, actor, GatheringType(value))
        case "companions":
            await planning.set_companions(session, key, actor, number(value))
        case "times":
            await planning.set_times(session, key, actor, number(value))
        case "scope":
            await planning.invite(session, key, actor, grid_id=number(value))
        case "role" if not value or value in set(Role):
            await planning.invite(session, key, actor, role=Role(value) if value else None)
        case "unit":
            nth = number(value) if value else None
            await planning.choose_unit(session, key, actor, nth)
        case "trainer":
            await changing.set_trainer(session, key, actor, policy, number(value), at=at)
        case _:
            raise Stale
