"""Planning a gathering: one line or a short dialogue, until nothing is wanting for a preview."""

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
from bot.domain.gatherings import TITLE, GatheringType
from bot.domain.intake import Understanding, understand
from bot.domain.planning import PLAN, Plan, names_type, read_capacity, read_plan, type_of
from bot.domain.policy import Policy
from bot.domain.subjects import not_taught
from bot.errors import NotAllowed, Unfit
from bot.handlers import aside
from bot.handlers.answers import Answers
from bot.handlers.choosing import keep_choices
from bot.handlers.dialogues import WAITS_FOR_REPORT, Dialogue, begin
from bot.handlers.hearing import Hearing, Hears, day_of, words_of, written_at
from bot.handlers.listing import IN_PRIVATE
from bot.handlers.people import presser_of, writer_of
from bot.handlers.routing import Routes
from bot.handlers.voice import Voice
from bot.services import certificates, planning
from bot.services.rights import Actor
from bot.services.unit import Read, Write
from bot.views import planning as views
from bot.views.buttons import Gather, Held
from bot.views.certificates import ready

routes = Routes("planning")

FIRST_AIDERS = re.compile(
    r"(?:急救员|谁会急救|会急救|first aiders?|cpr)\s*(?P<grid>\S*)\s*$", re.IGNORECASE
)


UNASKED = {None, Dialogue.choosing.state}
"""Nothing is asked that a line could be the answer to."""


class PlansGathering(BaseFilter):
    """Lets a line through in which somebody on staff plans something, in private, without a command.

    It says what kind it is and when, or for how many.
    """

    async def __call__(
        self, message: Message, raw_state: str | None, read: Read, policy: Policy
    ) -> bool:
        words, writer = words_of(message), writer_of(message)
        if message.chat.type != ChatType.PRIVATE or writer is None or raw_state not in UNASKED:
            return False
        if words.startswith("/"):
            return False
        now = written_at(message, policy)
        if not _is_plan(words, now) or understand(words, now=now).kind not in {"none", "need"}:
            return False
        try:
            async with read() as session:
                await planning.require_planner(session, writer)
        except NotAllowed:
            return False
        return True


def _is_plan(words: str, now: datetime) -> bool:
    named = names_type(words)
    try:
        plan = read_plan(words, now)
    except Unfit:
        return named
    return plan.title is not None and bool(plan.capacity or (named and plan.starts_at))


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


async def offer(state: FSMContext, at: datetime) -> None:
    """After a bare /training a line that sounds like a plan is one, whatever danger it is about."""
    kept = PLAN.dump_python(Plan(), mode="json")
    await begin(state, Dialogue.planning, at=at, plan=kept, offered=True)


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
    async with write() as session:
        card = await planning.draft(session, plan, writer, policy, at=at)
    said = views.plan(reader, card)
    await keep_choices(state, said, await voice.tell(message, said), at)


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


class AnswersPlan(BaseFilter):
    """Lets through what a plan lacks; after a bare /training only what sounds like a plan, or a danger."""

    def __init__(self) -> None:
        self._answers = Answers(Dialogue.planning, names_dangers=True)

    async def __call__(
        self,
        message: Message,
        state: FSMContext,
        raw_state: str | None,
        at: datetime,
        read: Read,
        policy: Policy,
    ) -> bool | dict[str, Any]:
        found = await self._answers(message, state, raw_state, at, read, policy)
        if not isinstance(found, dict) or not found["dialogue"].get("offered"):
            return found
        words, now = words_of(message), written_at(message, policy)
        if "danger" in found or names_type(words) or not_taught(words) != words:
            return found
        reports = understand(words, now=now).kind != "none"
        learned = type_of(words) is GatheringType.TRAINING and not reports
        return found if learned or _is_plan(words, now) else False


@routes.message(AnswersPlan(), F.text, Hears())
async def take_answer(
    message: Message,
    dialogue: dict[str, Any],
    state: FSMContext,
    write: Write,
    policy: Policy,
    voice: Voice,
    at: datetime,
    hearing: Hearing,
    danger: Understanding | None = None,
) -> None:
    """What a plan lacks. A danger is a report, until whoever plans a drill says that it is none."""
    writer = writer_of(message)
    if writer is None:
        return
    if danger is not None:
        draft = await aside.report(message, dialogue, hearing)
        if draft is not None:
            asked = views.really(await voice.reader(writer.id), danger.category, draft)
            await voice.say(message.chat.id, asked, reply_to=message.message_id)
        return
    await _fill(message, writer, dialogue, state, write, policy, voice, at)


@routes.callback_query(Gather.filter(F.act == Held.UNREAL), IN_PRIVATE, Hears())
async def go_on(
    query: CallbackQuery,
    callback_data: Gather,
    hearing: Hearing,
    state: FSMContext,
    write: Write,
    policy: Policy,
    voice: Voice,
    at: datetime,
) -> None:
    """不是: it is what the gathering is about."""
    written, dialogue = await aside.take_back(query, callback_data.id, hearing)
    await _fill(written, presser_of(query), dialogue, state, write, policy, voice, at)


async def _fill(
    message: Message,
    writer: Actor,
    dialogue: dict[str, Any],
    state: FSMContext,
    write: Write,
    policy: Policy,
    voice: Voice,
    at: datetime,
) -> None:
    words, now = words_of(message), written_at(message, policy)
    plan = PLAN.validate_python(dialogue.get("plan", {}))
    if plan.wanted == "time":
        words = day_of(message, await voice.reader(writer.id))
    if plan != Plan():
        plan = _another(plan, words, now) or _filled(plan, words, now)
    else:
        plan = read_plan(words, now)
        if plan == Plan():
            plan = replace(plan, title=words[:TITLE], type=type_of(words))
    await _go_on(message, writer, plan, state, write, policy, voice, at)


def _another(plan: Plan, words: str, now: datetime) -> Plan | None:
    """Return what a whole line plans, whatever was asked for: its 4月 is no number of places."""
    try:
        found = read_plan(words, now)
    except Unfit:
        if plan.wanted == "place":
            return None
        raise
    return found if found.title and found.starts_at and (found.place or found.capacity) else None


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
