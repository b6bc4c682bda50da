"""Clues: a reply to the alert in the group, or what follows 我有线索 in private."""

from datetime import datetime, timedelta
from typing import Any

from aiogram import F
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.enums import ChatType, ContentType
from aiogram.filters import BaseFilter
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.domain.continuing import describes, endangers_another
from bot.domain.intake import understand
from bot.domain.policy import Policy
from bot.domain.sightings import is_told, may_name
from bot.domain.small_words import asks
from bot.domain.whom import saw_somebody, says_kin, speaks_of_one_known, speaks_of_own
from bot.errors import Refusal, Stale
from bot.handlers.dialogues import Dialogue, In, begin
from bot.handlers.hearing import GROUPS, words_of, written_at
from bot.handlers.people import presser_of, writer_of
from bot.handlers.routing import Routes
from bot.handlers.steps import Step, take_steps
from bot.handlers.voice import Voice
from bot.services import belonging, closing, clues, guardians, people
from bot.services import kin as families
from bot.services.clues import Seen
from bot.services.unit import Read, Write
from bot.views import clues as views
from bot.views.buttons import Act, Press
from bot.views.message import Message as SentMessage
from bot.views.message import Reader
from bot.views.toasts import Toast

routes = Routes("clues")

SHOWN_WITHIN = timedelta(minutes=2)
"""So soon after what a neighbour saw a picture is of that."""
DONE_WORDS = frozenset({"完成", "done"})


class AnswersAlert(BaseFilter):
    """Lets replies in a group through whose message answers an alert of ours, or a person's report.

    找到了 is no clue: it asks staff.
    """

    async def __call__(self, message: Message, read: Read, policy: Policy) -> bool | dict[str, Any]:
        answered = message.reply_to_message
        if message.chat.type not in GROUPS or answered is None or answered.from_user is None:
            return False
        if message.bot is None or answered.from_user.id != message.bot.id:
            return False
        writer, text = writer_of(message), words_of(message)
        chat_id, now = message.chat.id, written_at(message, policy)
        async with read() as session:
            case = await clues.case_answered(
                session, chat_id, answered.message_id, writer, text, now=now
            )
            if case is None:
                return False
            if message.text and await closing.says_found_of(session, case, writer, text):
                return False
            return {"case": case, "says_kin": await families.claims(session, case, writer, text)}


def seen_of(message: Message, source: str, at: datetime) -> Seen:
    plain = message.content_type == "text"
    return Seen(
        chat_id=message.chat.id,
        message_id=message.message_id,
        sender=writer_of(message),
        text=words_of(message),
        media=None if plain else ContentType(message.content_type).value,
        source=source,
        at=at,
    )


class SawSomebody(BaseFilter):
    """Lets a neighbour's words through who saw, or tells where they are, whoever is missed here."""

    async def __call__(self, message: Message, read: Read, at: datetime) -> bool | dict[str, Any]:
        writer, text = writer_of(message), words_of(message)
        if message.chat.type not in GROUPS or writer is None:
            return False
        saw, chat_id = saw_somebody(text), message.chat.id
        if not (is_told(text) or may_name(text)):
            return False
        async with read() as session:
            case = await belonging.told_where(session, chat_id, writer, text, now=at)
            if case is None and saw:
                case = await clues.case_seen(session, chat_id, writer.id, text, at=at)
        return {"case": case} if case is not None else False


class SaysKin(BaseFilter):
    """Lets 我是他爸爸，我也在找 through where somebody is missed, whatever it answers."""

    async def __call__(self, message: Message, read: Read, at: datetime) -> bool | dict[str, Any]:
        writer, text = writer_of(message), words_of(message)
        if message.chat.type not in GROUPS or writer is None or not says_kin(text):
            return False
        async with read() as session:
            case = await families.case_meant(session, message.chat.id, writer, text, at=at)
        return {"case": case, "says_kin": True} if case is not None else False


class GoesOnSeeing(BaseFilter):
    """Lets through what a neighbour adds within minutes to what they saw, of the same one."""

    def __init__(self) -> None:
        self._has_seen = In(Dialogue.seeing)

    async def __call__(
        self,
        message: Message,
        state: FSMContext,
        raw_state: str | None,
        at: datetime,
        read: Read,
    ) -> bool | dict[str, Any]:
        told = await self._has_seen(message, state, raw_state, at)
        text = words_of(message)
        if not isinstance(told, dict) or message.reply_to_message or asks(text) or says_kin(text):
            return False
        kin = bool(told["dialogue"].get("kin"))
        if (speaks_of_own(text) and not kin) or endangers_another(understand(text), text):
            return False
        of_them = speaks_of_one_known(text) or (kin and describes(text))
        lately = datetime.fromisoformat(told["dialogue"]["since"]) > at - SHOWN_WITHIN
        if not (of_them or (message.photo and not text and lately)):
            return False
        async with read() as session:
            if not await people.is_public(session, message.chat.id):
                return False  # staff have him in hand, and talk of nothing else
        return {"dialogue": told["dialogue"]}


@routes.message(GoesOnSeeing())
async def hear_more(
    message: Message,
    dialogue: dict[str, Any],
    state: FSMContext,
    write: Write,
    policy: Policy,
    at: datetime,
) -> None:
    """It is one clue; the group hears nothing more of it."""
    case, thread = dialogue["case"], dialogue["thread"]
    try:
        async with write() as session:
            seen = seen_of(message, "reply", at)
            given = await clues.give(session, case, seen, policy, thread=thread)
    except Refusal:  # the search is over
        await state.clear()
        raise SkipHandler from None
    kept = {"case": case, "thread": given.thread, "kin": dialogue.get("kin")}
    await begin(state, Dialogue.seeing, at=at, **kept)
    if not words_of(message):
        raise SkipHandler  # or of words to come


@routes.message(AnswersAlert())
@routes.message(SawSomebody())
@routes.message(SaysKin())
async def hear_reply(
    message: Message,
    case: int,
    state: FSMContext,
    write: Write,
    policy: Policy,
    voice: Voice,
    at: datetime,
    *,
    says_kin: bool = False,
) -> None:
    seen, reader = seen_of(message, "reply", at), await voice.reader(message.chat.id)
    if says_kin:
        async with write() as session:
            heard = await families.claim(session, case, seen, policy)
        await begin(state, Dialogue.seeing, at=at, case=case, thread=None, kin=True)
        await voice.answer(message, views.kin_received(reader, private=heard.private))
        return
    async with write() as session:
        given = await clues.give(session, case, seen, policy)
    await begin(state, Dialogue.seeing, at=at, case=case, thread=given.thread)
    said = views.clue_waits(reader) if given.waits else views.clue_received(reader, in_group=True)
    await voice.answer(message, said)


take_steps(routes, {Act.KIN: Step(families.confirm, Toast.KIN, with_arg=True)})


@routes.callback_query(Press.filter(F.act == Act.FORWARD))
async def forward(
    query: CallbackQuery,
    callback_data: Press,
    write: Write,
    policy: Policy,
    voice: Voice,
    at: datetime,
) -> None:
    presser, clue_id = presser_of(query), _key(callback_data.arg)
    async with write() as session:
        await guardians.forward(
            session, callback_data.case, presser, policy, clue_id=clue_id, at=at
        )
    await voice.toast(query, Toast.FORWARDED)


@routes.callback_query(Press.filter(F.act.in_({Act.MORE_CLUES, Act.NO_MORE_CLUES})))
async def decide(
    query: CallbackQuery,
    callback_data: Press,
    write: Write,
    policy: Policy,
    voice: Voice,
    at: datetime,
) -> None:
    """Do staff want more from somebody who has given many?"""
    wanted = callback_data.act is Act.MORE_CLUES
    presser, giver = presser_of(query), _key(callback_data.arg)
    async with write() as session:
        await clues.decide(
            session, callback_data.case, presser, policy, giver_id=giver, wanted=wanted, at=at
        )
    await voice.toast(query, Toast.MORE_CLUES if wanted else Toast.NO_MORE_CLUES)


def _key(arg: str) -> int:
    if not arg.isdecimal() or int(arg).bit_length() > 31:
        raise Stale
    return int(arg)


async def ask_for_clue(
    message: Message, number: int, state: FSMContext, read: Read, voice: Voice, at: datetime
) -> None:
    """Begin the dialogue that `t.me/<bot>?start=clue_<number>` opens."""
    async with read() as session:
        facts = await clues.for_clue(session, number)
    reader = await voice.reader(message.chat.id)
    asked = await voice.ask(message, views.clue_start(facts, reader))
    await begin(state, Dialogue.clue, at=at, case=facts.case_id, keys=asked)


async def ask_claimant(
    message: Message, number: int, state: FSMContext, read: Read, voice: Voice, at: datetime
) -> None:
    """Begin the dialogue that `t.me/<bot>?start=claim_<number>` opens: 我是家长."""
    async with read() as session:
        facts = await clues.for_claim(session, number)
    reader = await voice.reader(message.chat.id)
    asked = await voice.ask(message, views.claim_start(facts, reader))
    await begin(state, Dialogue.clue, at=at, case=facts.case_id, source="claim", keys=asked)


@routes.message(In(Dialogue.clue), F.text.lower().in_(DONE_WORDS))
async def finish_in_words(message: Message, state: FSMContext, voice: Voice) -> None:
    await voice.answer(message, await _end(state, await voice.reader(message.chat.id)))


@routes.callback_query(Press.filter(F.act == Act.DONE), F.message.chat.type == ChatType.PRIVATE)
async def finish(query: CallbackQuery, state: FSMContext, voice: Voice) -> None:
    await voice.reply_to_press(query)
    if query.message is not None:
        reader = await voice.reader(query.message.chat.id)
        await voice.say(query.message.chat.id, await _end(state, reader))


async def _end(state: FSMContext, reader: Reader) -> SentMessage:
    """End the dialogue with thanks for what was given; where nothing was, say so and wait for it."""
    in_dialogue = await state.get_state() == Dialogue.clue.state
    if in_dialogue and "thread" not in await state.get_data():
        return views.clue_missing(reader)
    told = await state.get_data()
    waits, unread = bool(told.get("waits")), bool(told.get("unread"))
    await state.clear()
    return (
        views.clue_done(reader, waits=waits, unread=unread)
        if in_dialogue
        else views.clue_over(reader)
    )


@routes.message(In(Dialogue.clue))
async def hear_clue(
    message: Message,
    dialogue: dict[str, Any],
    state: FSMContext,
    write: Write,
    policy: Policy,
    voice: Voice,
    at: datetime,
) -> None:
    """Every message of the dialogue goes on at once; together they are one clue."""
    first = dialogue.get("thread")
    async with write() as session:
        seen = seen_of(message, dialogue.get("source", "private"), at)
        given = await clues.give(session, dialogue["case"], seen, policy, thread=first)
    if first is not None and given.waits:
        await state.update_data(waits=True)
    if first is None:
        kept = {"case": dialogue["case"], "source": seen.source, "thread": given.thread}
        kept |= {"keys": dialogue.get("keys")}
        kept |= {"waits": given.waits, "unread": given.unread}
        await begin(state, Dialogue.clue, at=at, **kept)
        reader = await voice.reader(message.chat.id)
        received = views.clue_received(reader, in_group=False, unread=given.unread)
        await voice.answer(message, views.clue_waits(reader) if given.waits else received)
