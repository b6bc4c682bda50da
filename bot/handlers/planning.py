"""Planning a gathering: one line or a short dialogue, a preview, what may be changed, 确认发布."""

import re
from dataclasses import replace
from datetime import datetime
from typing import Any

from aiogram import F
from aiogram.enums import ChatType
from aiogram.filters import BaseFilter, Command, CommandObject
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.domain.ahead.anywhere import read_time
from bot.domain.gatherings import GatheringState, GatheringType
from bot.domain.grid import Role
from bot.domain.intake import understand
from bot.domain.planning import PLAN, Plan, names_type, read_capacity, read_plan, type_of
from bot.domain.policy import Policy
from bot.errors import NotAllowed, Stale, Unfit
from bot.handlers.answers import Answers
from bot.handlers.dialogues import WAITS_FOR_REPORT, Dialogue, begin
from bot.handlers.hearing import words_of, written_at
from bot.handlers.listing import IN_PRIVATE
from bot.handlers.people import presser_of, writer_of
from bot.handlers.routing import Routes
from bot.handlers.signing_up import number
from bot.handlers.voice import Voice
from bot.services import certificates, changing, gatherings, occasions, planning, presses
from bot.services.rights import Actor
from bot.services.unit import Read, Write
from bot.views import planning as views
from bot.views.buttons import Gather, Held
from bot.views.certificates import ready
from bot.views.message import Message as Said
from bot.views.message import Reader
from bot.views.toasts import Toast

routes = Routes("planning")

FIRST_AIDERS = re.compile(
    r"(?:急救员|谁会急救|会急救|first aiders?|cpr)\s*(?P<grid>\S*)\s*$", re.IGNORECASE
)
WRITTEN = frozenset({"title", "time", "place", "capacity"})
"""What is written; the rest is chosen by buttons."""


class PlansGathering(BaseFilter):
    """Lets a line through in which somebody on staff plans something, in private, without a command."""

    async def __call__(
        self, message: Message, raw_state: str | None, read: Read, policy: Policy
    ) -> bool:
        words, writer = words_of(message), writer_of(message)
        if message.chat.type != ChatType.PRIVATE or writer is None or raw_state is not None:
            return False
        if words.startswith("/") or not names_type(words):
            return False
        now = written_at(message, policy)
        if understand(words, now=now).kind not in {"none", "need"} or not _is_plan(words, now):
            return False
        try:
            async with read() as session:
                await planning.require_planner(session, writer)
        except NotAllowed:
            return False
        return True


def _is_plan(words: str, now: datetime) -> bool:
    try:
        plan = read_plan(words, now)
    except Unfit:
        return True
    return plan.starts_at is not None and plan.title is not None


@routes.message(Command("training", magic=F.args))
async def plan_by_command(
    message: Message,
    command: CommandObject,
    state: FSMContext,
    write: Write,
    policy: Policy,
    voice: Voice,
    at: datetime,
) -> None:
    """`/training 今晚7点半在香樟苑开展急救培训 30人`, or `/training 急救员 香樟苑`: who can help there."""
    writer, words = writer_of(message), command.args or ""
    if writer is None:
        return
    async with write() as session:
        await planning.require_planner(session, writer)
        asked = FIRST_AIDERS.match(words)
        found = await certificates.ready(session, asked["grid"], writer, at=at) if asked else None
    if found is not None:
        await voice.tell(message, ready(await voice.reader(writer.id), *found))
        return
    await _take_line(message, writer, words, state, write, policy, voice, at)


@routes.message(PlansGathering())
async def plan_by_line(
    message: Message, state: FSMContext, write: Write, policy: Policy, voice: Voice, at: datetime
) -> None:
    writer = writer_of(message)
    assert writer is not None
    await _take_line(message, writer, words_of(message), state, write, policy, voice, at)


@routes.callback_query(Gather.filter(F.act == Held.NEW), IN_PRIVATE)
async def start_plan(
    query: CallbackQuery, state: FSMContext, read: Read, voice: Voice, at: datetime
) -> None:
    async with read() as session:
        await planning.require_planner(session, presser_of(query))
    await voice.reply_to_press(query)
    await voice.say(query.from_user.id, views.plan_start(await voice.reader(query.from_user.id)))
    await _keep(state, Plan(), at)


async def _keep(state: FSMContext, plan: Plan, at: datetime) -> None:
    """Take the next message for what the plan lacks."""
    kept = PLAN.dump_python(plan, mode="json")
    await begin(state, Dialogue.planning, at=at, lasts=WAITS_FOR_REPORT, plan=kept)


async def _take_line(
    message: Message,
    writer: Actor,
    words: str,
    state: FSMContext,
    write: Write,
    policy: Policy,
    voice: Voice,
    at: datetime,
) -> None:
    """Read a whole line; a time that makes no sense is asked for again, and the rest is kept."""
    await _keep(state, Plan(), at)
    plan = read_plan(words, written_at(message, policy))
    await _go_on(message, writer, plan, state, write, policy, voice, at)


async def _go_on(
    message: Message,
    writer: Actor,
    plan: Plan,
    state: FSMContext,
    write: Write,
    policy: Policy,
    voice: Voice,
    at: datetime,
) -> None:
    """Ask for what is missing; once nothing is, show the preview."""
    plan = await _checked(plan, state, at)
    reader = await voice.reader(writer.id)
    if plan.wanted is not None:
        await _keep(state, plan, at)
        await voice.tell(message, views.plan_wants(reader, plan.wanted))
        return
    await state.clear()
    async with write() as session:
        card = await planning.draft(session, plan, writer, policy, at=at)
    await voice.tell(message, views.plan(reader, card))


async def _checked(plan: Plan, state: FSMContext, at: datetime) -> Plan:
    """Return a plan that makes sense so far; raises Unfit, and asks for that part again."""
    wrong = plan
    try:
        if plan.starts_at is not None:
            wrong = replace(plan, starts_at=None)
            planning.check_time(plan.starts_at, at)
        if plan.capacity is not None:
            wrong = replace(plan, capacity=None)
            planning.check_capacity(plan.capacity)
    except Unfit:
        await _keep(state, wrong, at)
        raise
    return plan


@routes.message(Answers(Dialogue.planning), F.text)
async def take_answer(
    message: Message,
    dialogue: dict[str, Any],
    state: FSMContext,
    write: Write,
    policy: Policy,
    voice: Voice,
    at: datetime,
) -> None:
    """What a plan lacks, or what is changed in one that stands."""
    writer, words = writer_of(message), words_of(message)
    if writer is None:
        return
    if "gathering" in dialogue:
        await _change(message, writer, dialogue, state, write, policy, voice, at)
        return
    plan, now = PLAN.validate_python(dialogue["plan"]), written_at(message, policy)
    plan = read_plan(words, now) if plan == Plan() else _filled(plan, words, now)
    await _go_on(message, writer, plan, state, write, policy, voice, at)


def _filled(plan: Plan, words: str, now: datetime) -> Plan:
    """Return a plan with the answer to what it lacked; raises Unfit for what is no answer."""
    match plan.wanted:
        case "title":
            return replace(plan, title=words, type=type_of(words))
        case "time":
            moment = read_time(words, now)
            if moment is None:
                raise Unfit("refusal-gathering-time")
            return replace(plan, starts_at=moment.starts_at, minutes=moment.minutes or plan.minutes)
        case "place":
            return replace(plan, place=words)
    return replace(plan, capacity=planning.check_capacity(read_capacity(words)))


async def _change(
    message: Message,
    writer: Actor,
    dialogue: dict[str, Any],
    state: FSMContext,
    write: Write,
    policy: Policy,
    voice: Voice,
    at: datetime,
) -> None:
    key, words = dialogue["gathering"], words_of(message)
    async with write() as session:
        match dialogue["what"]:
            case "time":
                moment = read_time(words, written_at(message, policy))
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
    reader = await voice.reader(writer.id)
    draft = card.occasion.state is GatheringState.DRAFT
    await voice.tell(message, views.plan(reader, card) if draft else views.changed(reader, card))


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
        await planning.own(session, key, presser_of(query))
    await voice.reply_to_press(query)
    asked = views.plan_wants(await voice.reader(query.from_user.id), what)
    question = await voice.say(query.from_user.id, asked)
    await begin(state, Dialogue.planning, at=at, gathering=key, what=what, question=question)


@routes.callback_query(Gather.filter(F.act == Held.ANNOUNCE), IN_PRIVATE)
async def announce(
    query: CallbackQuery,
    callback_data: Gather,
    write: Write,
    policy: Policy,
    voice: Voice,
    at: datetime,
) -> None:
    async with write() as session:
        if not await presses.is_new(session, query.id, at=at):
            return
        card = await gatherings.confirm(session, callback_data.id, presser_of(query), policy, at=at)
    await voice.turn_to(query, views.planned(await voice.reader(query.from_user.id), card))


@routes.callback_query(Gather.filter(F.act == Held.DROP), IN_PRIVATE)
async def drop(query: CallbackQuery, callback_data: Gather, write: Write, voice: Voice) -> None:
    async with write() as session:
        await planning.drop(session, callback_data.id, presser_of(query))
    await voice.turn_to(query, views.dropped(await voice.reader(query.from_user.id)))


@routes.callback_query(Gather.filter(F.act.in_({Held.PLAN, Held.MORE})), IN_PRIVATE)
async def turn(
    query: CallbackQuery,
    callback_data: Gather,
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
    await voice.reply_to_press(query)
    more = callback_data.act is Held.MORE
    await voice.turn(query, views.more(reader, card.occasion) if more else views.plan(reader, card))


@routes.callback_query(Gather.filter(F.act == Held.CHOOSE), IN_PRIVATE)
async def choose(query: CallbackQuery, callback_data: Gather, write: Write, voice: Voice) -> None:
    """What there is to choose from."""
    reader = await voice.reader(query.from_user.id)
    said = await _choice(write, callback_data, presser_of(query), reader)
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
    write: Write,
    policy: Policy,
    voice: Voice,
    at: datetime,
) -> None:
    """One of the choices; the preview follows, after a role its units."""
    what, _, value = callback_data.arg.partition(".")
    actor, reader = presser_of(query), await voice.reader(query.from_user.id)
    await _set(write, callback_data.id, actor, policy, what, value, at)
    async with write() as session:
        one = await planning.own_draft(session, callback_data.id, actor)
        card = await planning.preview(session, one, policy, at=at)
        said = views.plan(reader, card)
        if what == "role" and value and (found := await planning.units(session, one)):
            said = views.which_unit(reader, card.occasion, found)
    await voice.toast(query, Toast.CHANGED)
    await voice.turn(query, said)


async def _set(
    write: Write, key: int, actor: Actor, policy: Policy, what: str, value: str, at: datetime
) -> None:
    async with write() as session:
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
