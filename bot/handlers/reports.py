"""Reports: free text and captions in groups and in private, and what is pressed under the answer."""

from datetime import datetime
from typing import Any

from aiogram import F
from aiogram.enums import ChatType
from aiogram.filters import BaseFilter
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.domain.intake import Understanding, understand
from bot.domain.kinds import Kind
from bot.domain.policy import Policy
from bot.domain.reports import SPEAK_UP, says_found
from bot.handlers.dialogues import WAITS_FOR_PLACE, Dialogue, In, begin
from bot.handlers.people import presser_of, writer_of
from bot.handlers.routing import Routes
from bot.handlers.voice import Voice
from bot.services import closing, people, reports
from bot.services.cards import is_unplaced
from bot.services.places import Places
from bot.services.unit import Read, Write
from bot.views import dialogues
from bot.views.buttons import Act, Press
from bot.views.toasts import Toast

routes = Routes("reports")

NOT_IN_GROUPS = frozenset({Kind.NEED, Kind.DISPUTE})
GROUPS = {ChatType.GROUP, ChatType.SUPERGROUP}


def words_of(message: Message) -> str:
    """Return a message's text, or the caption of what it carries."""
    return message.text or message.caption or ""


def written_at(message: Message, policy: Policy) -> datetime:
    """Return when a message was written by the town's clocks: 上午 is the writer's morning."""
    return message.date.astimezone(policy.timezone)


class IsReport(BaseFilter):
    """Lets a message through that is very likely a report, with what was understood.

    In groups only from the confidence at which the bot speaks up, and never a need or a dispute.
    """

    async def __call__(self, message: Message, policy: Policy) -> bool | dict[str, Any]:
        text = words_of(message)
        if not text or text.startswith("/"):
            return False
        meaning = understand(text, now=written_at(message, policy))
        if meaning.forwarded_rumour or meaning.kind == "none":
            return False
        if message.chat.type != ChatType.PRIVATE and not _speaks_up(meaning):
            return False
        return {"meaning": meaning}


def _speaks_up(meaning: Understanding) -> bool:
    return meaning.confidence >= SPEAK_UP and Kind(meaning.kind) not in NOT_IN_GROUPS


class IsRumour(BaseFilter):
    """Lets a chain letter through that asks to be forwarded again and again."""

    async def __call__(self, message: Message, policy: Policy) -> bool:
        text = words_of(message)
        return bool(text) and understand(text, now=written_at(message, policy)).forwarded_rumour


class SaysFound(BaseFilter):
    """Lets "找到了" through, written without doubt or question."""

    async def __call__(self, message: Message) -> bool:
        return says_found(words_of(message))


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
        await reports.may_add(session, callback_data.case, presser_of(query))
    await begin(state, Dialogue.adding, at=at, case=callback_data.case)
    await voice.reply_to_press(query)
    if query.message is not None:
        reader = await voice.reader(query.message.chat.id)
        reply_to = query.message.message_id if query.message.chat.type in GROUPS else None
        await voice.say(query.message.chat.id, dialogues.add_start(reader), reply_to=reply_to)


@routes.message(In(Dialogue.adding))
async def take_more(
    message: Message,
    dialogue: dict[str, Any],
    state: FSMContext,
    write: Write,
    policy: Policy,
    voice: Voice,
    at: datetime,
) -> None:
    writer = writer_of(message)
    if writer is None:
        return
    await state.clear()
    text = words_of(message)
    async with write() as session:
        await reports.add(
            session,
            dialogue["case"],
            writer,
            understand(text, now=written_at(message, policy)),
            policy,
            text=text,
            photo=message.photo[-1].file_id if message.photo else None,
            at=at,
        )
    reader = await voice.reader(message.chat.id)
    await voice.answer(message, dialogues.add_received(reader))


@routes.message(SaysFound())
async def hear_found(
    message: Message, state: FSMContext, write: Write, policy: Policy, voice: Voice, at: datetime
) -> None:
    writer = writer_of(message)
    if writer is None:
        return
    async with write() as session:
        words, chat = words_of(message), message.chat.id
        meant = await closing.found_in_words(session, writer, chat, words, policy, at=at)
    if meant is not None and message.chat.type == ChatType.PRIVATE:
        await state.clear()
        await voice.answer(message, dialogues.found_told(await voice.reader(message.chat.id)))


@routes.message(In(Dialogue.placing))
async def take_place(
    message: Message,
    dialogue: dict[str, Any],
    state: FSMContext,
    write: Write,
    policy: Policy,
    places: Places,
    voice: Voice,
    at: datetime,
) -> None:
    """Add the answer to the report that waits for its place; ask again if it names none."""
    answer = _incoming(message, at)
    now = written_at(message, policy)
    async with write() as session:
        known = await places.current(session)
        found = await reports.settle(
            session, dialogue["case"], answer, now=now, gazetteer=known, policy=policy
        )
    if found:
        await state.clear()
    reader = await voice.reader(message.chat.id)
    said = dialogues.add_received(reader) if found else dialogues.where_are_you(reader)
    await voice.answer(message, said)


@routes.message(IsRumour())
async def calm_rumour(message: Message, read: Read, voice: Voice) -> None:
    private = message.chat.type == ChatType.PRIVATE
    async with read() as session:
        bound = private or await people.is_public(session, message.chat.id)
    if bound:
        reader = await voice.reader(message.chat.id)
        await voice.answer(message, dialogues.rumour_caution(reader))


@routes.message(IsReport())
async def hear_report(
    message: Message,
    meaning: Understanding,
    state: FSMContext,
    write: Write,
    read: Read,
    policy: Policy,
    places: Places,
    voice: Voice,
    at: datetime,
) -> None:
    private = message.chat.type == ChatType.PRIVATE
    if not private and meaning.sensitive and meaning.kind == Kind.HELP:
        await _ask_in_private(message, read, voice)
        return
    async with write() as session:
        known = await places.current(session)
        case = await reports.take(
            session, _incoming(message, at), meaning, gazetteer=known, policy=policy
        )
        asked = case is not None and await is_unplaced(session, case)
    if case is not None and asked:
        await begin(state, Dialogue.placing, at=at, lasts=WAITS_FOR_PLACE, case=case.key)


def _incoming(message: Message, at: datetime) -> reports.Incoming:
    place = message.location
    return reports.Incoming(
        chat_id=message.chat.id,
        message_id=message.message_id,
        private=message.chat.type == ChatType.PRIVATE,
        sender=writer_of(message),
        text=words_of(message),
        photo=message.photo[-1].file_id if message.photo else None,
        at=at,
        pin=(place.latitude, place.longitude) if place else None,
    )


async def _ask_in_private(message: Message, read: Read, voice: Voice) -> None:
    """Answer in a bound group with one neutral line; an unbound one hears commands only."""
    async with read() as session:
        bound = await people.is_bound(session, message.chat.id)
    if bound:
        reader = await voice.reader(message.chat.id)
        await voice.answer(message, dialogues.private_instead(reader))


@routes.callback_query(Press.filter(F.act == Act.SUBMIT))
async def submit(
    query: CallbackQuery,
    callback_data: Press,
    write: Write,
    policy: Policy,
    voice: Voice,
    at: datetime,
) -> None:
    async with write() as session:
        await reports.submit(session, callback_data.case, presser_of(query), policy, at=at)
    await voice.toast(query, Toast.SUBMITTED)


@routes.callback_query(Press.filter(F.act == Act.NOT_A_REPORT))
async def discard(
    query: CallbackQuery, callback_data: Press, write: Write, voice: Voice, at: datetime
) -> None:
    async with write() as session:
        await reports.discard(session, callback_data.case, presser_of(query), at=at)
    await voice.toast(query, Toast.NOT_A_REPORT)


@routes.callback_query(Press.filter(F.act.in_({Act.GUARDIAN, Act.HELPER})))
async def say_relation(
    query: CallbackQuery,
    callback_data: Press,
    write: Write,
    policy: Policy,
    voice: Voice,
    at: datetime,
) -> None:
    guardian = callback_data.act is Act.GUARDIAN
    async with write() as session:
        await reports.say_relation(
            session, callback_data.case, presser_of(query), policy, guardian=guardian, at=at
        )
    await voice.toast(query, Toast.THANKS)
