"""Reports: free text and captions in groups and in private, and what is pressed under the answer."""

import re
from dataclasses import replace
from datetime import datetime
from typing import Any

from aiogram import F
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.enums import ChatType
from aiogram.filters import BaseFilter
from aiogram.types import CallbackQuery, Message

from bot.domain.continuing import BROKEN
from bot.domain.duplicates import numbers_of
from bot.domain.intake import Understanding, understand
from bot.domain.kinds import PERSONS, Kind
from bot.domain.policy import Policy
from bot.domain.reports import SPEAK_UP, Wish, asks_news
from bot.domain.rumours import asks_about, mark_of, spreads
from bot.domain.sightings import is_of_search
from bot.errors import Refusal
from bot.handlers.clues import seen_of
from bot.handlers.hearing import GROUPS, Hearing, Hears, incoming, is_stale, words_of, written_at
from bot.handlers.people import presser_of, writer_of
from bot.handlers.routing import Routes
from bot.handlers.voice import Voice
from bot.services import attachments, belonging, clues, people, reports, rumours, staff_talk
from bot.services.opinion import Ask
from bot.services.places import Places
from bot.services.unit import Read, Write
from bot.views import dialogues
from bot.views import rumours as views
from bot.views.buttons import Act, Press
from bot.views.toasts import Toast

routes = Routes("reports")

SETTLED = re.compile(
    r"(?P<before>.*?)(?:(?<![不没未能别])当场办结[了啦]?|(?<!not )(?<!not be )(?<!n't be )\bsettled on the spot\b)"
    r"(?:[，,.。：:；;！!\s]+(?P<after>.*))?",
    re.DOTALL | re.IGNORECASE,
)
"""当场办结 ends a sentence of the message; 不能当场办结 is something else."""
MARKS = " ，,.。：:；;！!\n"
LAMP = re.compile(r"灯|\b(?:lamp|light)s?\b", re.IGNORECASE)
NOT_IN_GROUPS = frozenset({Kind.NEED, Kind.DISPUTE})


class IsReport(BaseFilter):
    """Lets a message through that is very likely a report, or a chain letter, with what was understood.

    An old call for somebody is such a letter. In groups only from the confidence at which the bot
    speaks up, and never a need or a dispute.
    With `learned`, one of which no rule was sure: it is asked for when nobody else took the words.
    """

    def __init__(self, *, learned: bool = False) -> None:
        self._learned = learned

    async def __call__(
        self, message: Message, policy: Policy, places: Places
    ) -> bool | dict[str, Any]:
        text = words_of(message)
        if not text or text.startswith("/"):
            return False
        now = written_at(message, policy)
        meaning = understand(text, now=now, places=places.known, fresh=True)
        if meaning.kind in PERSONS and is_stale(message):
            meaning = replace(meaning, forwarded_rumour=True)
        if meaning.forwarded_rumour:
            return {"meaning": meaning}
        if meaning.kind == "none" or meaning.learned is not self._learned:
            return False
        if asks_about(text) or asks_news(text):
            return False
        if message.chat.type != ChatType.PRIVATE and not _speaks_up(meaning):
            return False
        return {"meaning": meaning}


def _speaks_up(meaning: Understanding) -> bool:
    return meaning.confidence >= SPEAK_UP and Kind(meaning.kind) not in NOT_IN_GROUPS


class SettledOnTheSpot(BaseFilter):
    """Lets 当场办结 through where staff write, with the other words of the message."""

    async def __call__(self, message: Message, read: Read) -> bool | dict[str, Any]:
        text, writer = words_of(message), writer_of(message)
        said = SETTLED.fullmatch(text.strip())
        if said is None or writer is None:
            return False
        async with read() as session:
            if not await staff_talk.may_settle(session, message.chat.id, writer):
                return False
        told = (part.strip(MARKS) for part in (said["before"], said["after"] or ""))
        return {"words": "，".join(filter(None, told))}


@routes.message(SettledOnTheSpot(), Hears())
async def hear_settled(message: Message, hearing: Hearing, words: str, read: Read) -> None:
    """Reported and settled by staff in one message; elsewhere than in their grid it is a report."""
    wish = Wish.LIGHT if LAMP.search(words) else Wish.REPORT
    case = await hearing.take(message, wish, words=words, on_the_spot=True)
    async with read() as session:
        left = case is not None and await staff_talk.is_unsettled(session, case)
    if left:
        reader = await hearing.voice.reader(message.chat.id)
        await hearing.voice.answer(message, dialogues.not_settled(reader))


class IsShown(BaseFilter):
    """Lets through what may well be a report of something broken and has a photo with or before it.

    Not what answers somebody, or asks.
    """

    async def __call__(
        self, message: Message, policy: Policy, places: Places, read: Read, at: datetime
    ) -> bool | dict[str, Any]:
        writer, text = writer_of(message), words_of(message)
        if message.chat.type not in GROUPS or writer is None or not text:
            return False
        if message.reply_to_message is not None or asks_about(text) or asks_news(text):
            return False
        meaning = understand(text, now=written_at(message, policy), places=places.known)
        if meaning.kind not in BROKEN:
            return False
        if message.photo:
            return {"meaning": meaning}
        async with read() as session:
            chat = message.chat.id
            photos, _ = await attachments.sent_before(session, chat, writer, at=at)
        return {"meaning": meaning} if photos else False


class CriesAlong(BaseFilter):
    """Lets a neighbour's cry through that answers another one's: it is of whoever is missed."""

    async def __call__(
        self, message: Message, policy: Policy, places: Places, read: Read, at: datetime
    ) -> bool | dict[str, Any]:
        heard, answered = await IsReport()(message, policy, places), message.reply_to_message
        if message.chat.type not in GROUPS or not isinstance(heard, dict) or answered is None:
            return False
        if writer_of(answered) == writer_of(message):
            return False  # under their own photo they report
        async with read() as session:
            said = incoming(message, at)
            case = await belonging.cries_along(session, said, heard["meaning"], now=at)
        return {"case": case} if case is not None else False


@routes.message(CriesAlong())
async def hear_cry(message: Message, case: int, write: Write, policy: Policy, at: datetime) -> None:
    """Nothing is said: whoever is missed is looked for already, and staff read it."""
    try:
        async with write() as session:
            await clues.give(session, case, seen_of(message, "reply", at), policy)
    except Refusal:  # nobody is looked for any more
        raise SkipHandler from None


class GrumblesInSearch(BaseFilter):
    """Lets through what neighbours say of the dark they search in, and of no building: 咋个找嘛."""

    async def __call__(
        self, message: Message, policy: Policy, places: Places, read: Read, at: datetime
    ) -> bool:
        if message.chat.type not in GROUPS or message.photo or not is_of_search(words_of(message)):
            return False
        heard = await IsReport()(message, policy, places)
        if not isinstance(heard, dict):
            return False
        meaning = heard["meaning"]
        if meaning.kind not in BROKEN or meaning.life_safety or any(numbers_of(meaning.place)):
            return False
        async with read() as session:
            return await belonging.sought_in(session, message.chat.id, now=at) is not None


@routes.message(GrumblesInSearch())
async def pass_by(_: Message) -> None:
    """Those who search have other cares; a lamp with its building is heard."""


@routes.message(IsReport(), Hears())
@routes.message(IsShown(), Hears())
async def hear_report(message: Message, meaning: Understanding, hearing: Hearing) -> None:
    if meaning.forwarded_rumour:
        await _calm(message, hearing)
    elif not (spreads(words_of(message)) and await _is_told(message, meaning, hearing)):
        await hearing.take(message, meaning=meaning)


async def _is_told(message: Message, meaning: Understanding, hearing: Hearing) -> bool:
    """Answer a letter that tells an alert of ours anew with that alert; False where it tells none."""
    async with hearing.write() as session:
        told = await rumours.retold(session, message.chat.id, meaning, at=hearing.at)
    if told is not None:
        reader = await hearing.voice.reader(message.chat.id)
        await hearing.voice.answer(message, views.truth(told, reader))
    return told is not None


async def _calm(message: Message, hearing: Hearing) -> None:
    """A chain letter is no report; a group hears that once, however often it comes."""
    private, mark = message.chat.type == ChatType.PRIVATE, mark_of(words_of(message))
    async with hearing.write() as session:
        if not (private or await people.is_heard(session, message.chat.id)):
            return
        first = await rumours.is_first(session, message.chat.id, mark, at=hearing.at)
    if first or private:
        reader = await hearing.voice.reader(message.chat.id)
        await hearing.voice.answer(message, views.caution(reader))


@routes.callback_query(Press.filter(F.act == Act.SUBMIT))
async def submit(
    query: CallbackQuery,
    callback_data: Press,
    write: Write,
    policy: Policy,
    voice: Voice,
    second_opinion: Ask,
    at: datetime,
) -> None:
    async with write() as session:
        presser = presser_of(query)
        case = await reports.submit(session, callback_data.case, presser, policy, at=at)
    if case.submitted_at == at:
        second_opinion(case.key)
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
