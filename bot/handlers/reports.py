"""Reports: free text and captions in groups and in private, and what is pressed under the answer."""

import re
from dataclasses import replace
from datetime import datetime
from typing import Any

from aiogram import F
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.enums import ChatType
from aiogram.filters import BaseFilter
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.domain.continuing import COMPLETES, may_be_found
from bot.domain.intake import Understanding, understand
from bot.domain.kinds import Kind
from bot.domain.policy import Policy
from bot.domain.reports import SPEAK_UP, Wish, says_found
from bot.domain.rumours import asks_about, mark_of, spreads
from bot.domain.states import State
from bot.errors import NotFound, Stale
from bot.handlers.dialogues import Dialogue, In, begin
from bot.handlers.hearing import GROUPS, Hearing, Hears, incoming, words_of, written_at
from bot.handlers.people import presser_of, writer_of
from bot.handlers.routing import Routes
from bot.handlers.voice import Voice
from bot.services import additions, attachments, closing, people, reports, rumours
from bot.services.attachments import Taken
from bot.services.opinion import Ask
from bot.services.places import Places
from bot.services.unit import Read, Write
from bot.views import dialogues
from bot.views import rumours as views
from bot.views.buttons import Act, Press
from bot.views.toasts import Toast

routes = Routes("reports")

SETTLED = re.compile(
    r"(?P<before>.*?)(?<![不没未能别])当场办结[了啦]?(?:[，,。：:；;！!\s]+(?P<after>.*))?",
    re.DOTALL,
)
"""当场办结 ends a sentence of the message; 不能当场办结 is something else."""
SEEN_OR_HEARD = frozenset({"video", "video_note", "animation", "document", "voice", "audio"})
MARKS = " ，,。：:；;！!\n"
LAMP = "灯"
NOT_IN_GROUPS = frozenset({Kind.NEED, Kind.DISPUTE})


class IsReport(BaseFilter):
    """Lets a message through that is very likely a report, or a chain letter, with what was understood.

    In groups only from the confidence at which the bot speaks up, and never a need or a dispute.
    """

    async def __call__(
        self, message: Message, policy: Policy, places: Places
    ) -> bool | dict[str, Any]:
        text = words_of(message)
        if not text or text.startswith("/"):
            return False
        meaning = understand(text, now=written_at(message, policy), places=places.known)
        if meaning.forwarded_rumour:
            return {"meaning": meaning}
        if meaning.kind == "none" or asks_about(text):
            return False
        if message.chat.type != ChatType.PRIVATE and not _speaks_up(meaning):
            return False
        return {"meaning": meaning}


def _speaks_up(meaning: Understanding) -> bool:
    return meaning.confidence >= SPEAK_UP and Kind(meaning.kind) not in NOT_IN_GROUPS


class SaysFound(BaseFilter):
    """Lets "找到了" through, written without doubt or question."""

    async def __call__(self, message: Message) -> bool:
        return says_found(words_of(message))


class MayBeFound(BaseFilter):
    """Lets through what sounds like it, if whoever misses somebody says it: 虚惊一场."""

    async def __call__(self, message: Message) -> bool:
        return may_be_found(words_of(message))


class AboutOwnCase(BaseFilter):
    """Lets through what is about the writer's own open case, however long ago that was reported."""

    async def __call__(
        self, message: Message, at: datetime, read: Read, policy: Policy
    ) -> bool | dict[str, Any]:
        words, answered = words_of(message), message.reply_to_message
        if not words or words.startswith("/"):
            return False
        sent, ours = incoming(message, at), None
        if not sent.private:
            ours = answered.message_id if answered is not None and sent.called else None
            if ours is None and not words.strip().startswith("补充"):
                return False
        async with read() as session:
            case = await additions.own_case(session, sent, ours, now=written_at(message, policy))
        return {"case": case} if case is not None else False


class WithoutWords(BaseFilter):
    """Lets messages through that carry something without saying anything."""

    async def __call__(self, message: Message) -> bool:
        return not words_of(message).strip()


class SettledOnTheSpot(BaseFilter):
    """Lets 当场办结 through where staff write, with the other words of the message."""

    async def __call__(self, message: Message, read: Read) -> bool | dict[str, Any]:
        text, writer = words_of(message), writer_of(message)
        said = SETTLED.fullmatch(text.strip())
        if said is None or writer is None:
            return False
        async with read() as session:
            if not await reports.may_settle(session, message.chat.id, writer):
                return False
        told = (part.strip(MARKS) for part in (said["before"], said["after"] or ""))
        return {"words": "，".join(filter(None, told))}


class GoesOn(BaseFilter):
    """Lets through what somebody sends just after a report and what belongs to it.

    A photo or a pin without words finds its report by itself.
    """

    def __init__(self) -> None:
        self._has_reported = In(Dialogue.telling)

    async def __call__(
        self,
        message: Message,
        state: FSMContext,
        raw_state: str | None,
        at: datetime,
        read: Read,
        policy: Policy,
    ) -> bool | dict[str, Any]:
        told = await self._has_reported(message, state, raw_state, at)
        if not isinstance(told, dict):
            return False
        case, sent = told["dialogue"]["case"], incoming(message, at)
        if not sent.text:
            return {"case": case} if message.content_type in SEEN_OR_HEARD else False
        async with read() as session:
            more = await additions.goes_on(session, case, sent, now=written_at(message, policy))
        return {"case": case} if more else False


class AnswersVoice(BaseFilter):
    """Lets replies through, spoken or written, that answer somebody's voice in a staff group."""

    async def __call__(self, message: Message, read: Read) -> bool | dict[str, Any]:
        answered = message.reply_to_message
        if message.chat.type not in GROUPS or answered is None:
            return False
        if not (message.text or message.content_type in SEEN_OR_HEARD):
            return False
        if message.bot is None or answered.from_user is None:
            return False
        if answered.from_user.id != message.bot.id:
            return False
        async with read() as session:
            case = await attachments.voice_answered(session, message.chat.id, answered.message_id)
        return {"case": case} if case is not None else False


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
    if meant is None:
        raise SkipHandler
    draft = meant.state is State.DRAFT and meant.reporter_id == writer.id
    await _answer_found(message, state, voice, draft=draft)


@routes.message(MayBeFound())
async def hear_perhaps_found(
    message: Message, state: FSMContext, write: Write, policy: Policy, voice: Voice, at: datetime
) -> None:
    """Whoever misses somebody is heard in other words, too; staff ask, nothing stops."""
    writer = writer_of(message)
    if writer is None:
        return
    async with write() as session:
        meant = await closing.may_be_found(session, writer, words_of(message), policy, at=at)
    if meant is None:
        raise SkipHandler
    draft = meant.state is State.DRAFT and meant.reporter_id == writer.id
    await _answer_found(message, state, voice, draft=draft)


async def _answer_found(message: Message, state: FSMContext, voice: Voice, *, draft: bool) -> None:
    private = message.chat.type == ChatType.PRIVATE
    if private:
        await state.clear()
    if private or draft:
        reader = await voice.reader(message.chat.id)
        await voice.answer(message, dialogues.found_told(reader, draft=draft))


@routes.message(In(Dialogue.adding), Hears())
async def take_more(
    message: Message, dialogue: dict[str, Any], hearing: Hearing, policy: Policy, at: datetime
) -> None:
    writer = writer_of(message)
    if writer is None:
        return
    await hearing.state.clear()
    text, now = words_of(message), written_at(message, policy)
    async with hearing.write() as session:
        other = await additions.other_danger(session, dialogue["case"], text, now=now)
    if other is not None:
        await hearing.take(message, meaning=other)
        return
    async with hearing.write() as session:
        try:
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
        except (NotFound, Stale):
            raise SkipHandler from None  # it was no report, or is over: this is another matter
        if message.content_type != "text":
            source = (message.chat.id, message.message_id)
            case = await additions.may_add(session, dialogue["case"], writer)
            await attachments.add_media(session, case, source, writer, policy, at=at)
    reader = await hearing.voice.reader(message.chat.id)
    await hearing.voice.answer(message, dialogues.add_received(reader, worse))
    await begin(hearing.state, Dialogue.telling, at=at, case=dialogue["case"])


@routes.message(AnswersVoice())
async def answer_voice(
    message: Message, case: int, write: Write, policy: Policy, voice: Voice, at: datetime
) -> None:
    """What staff write under a voice message goes to whoever sent it."""
    writer = writer_of(message)
    if writer is None:
        return
    source = None if message.text else (message.chat.id, message.message_id)
    words = words_of(message)
    async with write() as session:
        passed_on = await attachments.answer(
            session, case, writer, words, policy, spoken=source, at=at
        )
    if passed_on:
        reader = await voice.reader(message.chat.id)
        await voice.answer(message, dialogues.answer_passed_on(reader))


@routes.message(F.voice, F.chat.type == ChatType.PRIVATE, Hears())
async def hear_voice(message: Message, hearing: Hearing) -> None:
    """Kept, and listened to by staff; more of it belongs to what was said before."""
    writer, source = writer_of(message), (message.chat.id, message.message_id)
    assert writer is not None
    async with hearing.write() as session:
        added = await attachments.take_voice(session, source, writer, hearing.policy, at=hearing.at)
    if added:
        reader = await hearing.voice.reader(message.chat.id)
        await hearing.voice.answer(message, dialogues.add_received(reader))
        return
    await hearing.take(message, Wish.REPORT)


@routes.message(In(Dialogue.placing), Hears())
async def take_place(message: Message, dialogue: dict[str, Any], hearing: Hearing) -> None:
    """Add the answer to the report that waits for its place; ask again if it names none."""
    answer, case_id = incoming(message, hearing.at), dialogue["case"]
    now = written_at(message, hearing.policy)
    async with hearing.write() as session:
        other = await additions.other_matter(session, case_id, answer.text, now=now)
    if other is not None:
        await hearing.state.clear()
        await hearing.take(message, meaning=other)
        return
    async with hearing.write() as session:
        known = await hearing.places.current(session)
        told = bool(answer.text) and await additions.goes_on(
            session, case_id, replace(answer, private=False), now=now
        )
        found = await additions.settle(
            session, case_id, answer, now=now, gazetteer=known, policy=hearing.policy
        )
    reader = await hearing.voice.reader(message.chat.id)
    if found:
        await begin(hearing.state, Dialogue.telling, at=hearing.at, case=case_id)
    said = dialogues.add_received if found or told else dialogues.where_are_you
    await hearing.voice.answer(message, said(reader))


@routes.message(GoesOn(), Hears())
async def hear_more(message: Message, case: int, hearing: Hearing) -> None:
    """Half a sentence, a second photo, a video, a voice: of one person within minutes, one report."""
    now = written_at(message, hearing.policy)
    async with hearing.write() as session:
        try:
            sent = incoming(message, hearing.at)
            worse = await additions.go_on(session, case, sent, hearing.policy, now=now)
        except Stale:
            raise SkipHandler from None
    await begin(hearing.state, Dialogue.telling, at=hearing.at, case=case)
    if sent.private or sent.called or worse is not None:
        reader = await hearing.voice.reader(message.chat.id)
        await hearing.voice.answer(message, dialogues.add_received(reader, worse))


@routes.message(AboutOwnCase(), Hears())
async def hear_of_own(message: Message, case: int, hearing: Hearing) -> None:
    """补充 in words, or what a family writes long after: it belongs to their case."""
    words = COMPLETES.sub("", words_of(message), count=1)
    reader = await hearing.voice.reader(message.chat.id)
    if not words and message.content_type == "text":
        await begin(hearing.state, Dialogue.adding, at=hearing.at, case=case)
        await hearing.voice.answer(message, dialogues.add_start(reader))
        return
    if not await _settled(message, case, hearing):
        async with hearing.write() as session:
            sent, now = incoming(message, hearing.at), written_at(message, hearing.policy)
            worse = await additions.go_on(session, case, sent, hearing.policy, now=now)
        await hearing.voice.answer(message, dialogues.add_received(reader, worse))
    await begin(hearing.state, Dialogue.telling, at=hearing.at, case=case)


async def _settled(message: Message, case: int, hearing: Hearing) -> bool:
    """Take the words for the place that the case still waits for; returns whether they named it."""
    sent, now = incoming(message, hearing.at), written_at(message, hearing.policy)
    async with hearing.write() as session:
        if not await additions.waits_for_place(session, case):
            return False
        known = await hearing.places.current(session)
        found = await additions.settle(
            session, case, sent, now=now, gazetteer=known, policy=hearing.policy
        )
    reader = await hearing.voice.reader(message.chat.id)
    said = dialogues.add_received if found else dialogues.where_are_you
    await hearing.voice.answer(message, said(reader))
    return True


@routes.message(F.content_type.in_(SEEN_OR_HEARD), WithoutWords(), F.chat.type == ChatType.PRIVATE)
async def see_film(message: Message, state: FSMContext, voice: Voice, at: datetime) -> None:
    """A video or a file first: the words to come are the report, and it goes with them."""
    wish, film = Wish.REPORT.value, message.message_id
    await begin(state, Dialogue.reporting, at=at, wish=wish, link=None, beside=film)
    await voice.answer(message, dialogues.film_received(await voice.reader(message.chat.id)))


@routes.message(F.content_type.in_(SEEN_OR_HEARD), WithoutWords(), F.chat.type.in_(GROUPS))
async def remember_film(message: Message, write: Write, at: datetime) -> None:
    """The same among neighbours: nothing is said, and it is forgotten unless words come."""
    writer = writer_of(message)
    if writer is None:
        return
    async with write() as session:
        source = (message.chat.id, message.message_id)
        await attachments.remember(session, source, writer, at=at)


@routes.message(SettledOnTheSpot(), Hears())
async def hear_settled(message: Message, hearing: Hearing, words: str) -> None:
    """Reported and settled by staff in one message."""
    wish = Wish.LIGHT if LAMP in words else Wish.REPORT
    await hearing.take(message, wish, words=words, on_the_spot=True)


@routes.message(IsReport(), Hears())
async def hear_report(message: Message, meaning: Understanding, hearing: Hearing) -> None:
    if meaning.forwarded_rumour:
        await _calm(message, hearing)
    elif not (spreads(words_of(message)) and await _is_told(message, hearing)):
        await hearing.take(message, meaning=meaning)


async def _is_told(message: Message, hearing: Hearing) -> bool:
    """Answer a letter that tells an alert of ours anew with that alert; False where it tells none."""
    async with hearing.write() as session:
        told = await rumours.retold(session, message.chat.id, words_of(message), at=hearing.at)
    if told is not None:
        reader = await hearing.voice.reader(message.chat.id)
        await hearing.voice.answer(message, views.truth(told, reader))
    return told is not None


async def _calm(message: Message, hearing: Hearing) -> None:
    """A chain letter is no report; a group hears that once, however often it comes."""
    private, mark = message.chat.type == ChatType.PRIVATE, mark_of(words_of(message))
    async with hearing.write() as session:
        if not (private or await people.is_public(session, message.chat.id)):
            return
        first = await rumours.is_first(session, message.chat.id, mark, at=hearing.at)
    if first or private:
        reader = await hearing.voice.reader(message.chat.id)
        await hearing.voice.answer(message, views.caution(reader))


@routes.message(F.photo, F.caption, F.chat.type == ChatType.PRIVATE, Hears())
async def see_person(message: Message, hearing: Hearing, policy: Policy) -> None:
    """这是她的照片: a photo with words that are no report is of the person it is all about."""
    now = written_at(message, policy)
    async with hearing.write() as session:
        taken = await additions.add_photo(session, incoming(message, hearing.at), policy, now=now)
    if not taken:
        raise SkipHandler
    reader = await hearing.voice.reader(message.chat.id)
    await hearing.voice.answer(message, dialogues.photo_passed_on(reader))


@routes.message(F.photo, WithoutWords())
async def see_photo(
    message: Message, state: FSMContext, write: Write, policy: Policy, voice: Voice, at: datetime
) -> None:
    """A photo without words: they may come, or it belongs to those that came before."""
    writer = writer_of(message)
    if writer is None or not message.photo:
        return
    source, file_id = (message.chat.id, message.message_id), message.photo[-1].file_id
    awaited = await state.get_state() == Dialogue.reporting.state
    async with write() as session:
        taken = await attachments.take_photo(
            session,
            source,
            writer,
            file_id,
            message.media_group_id,
            policy,
            words_awaited=awaited,
            at=at,
        )
    if message.chat.type != ChatType.PRIVATE:
        return
    reader = await voice.reader(message.chat.id)
    if taken is Taken.ADDED:
        await voice.answer(message, dialogues.add_received(reader))
    elif taken is Taken.SHOWN:
        await voice.answer(message, dialogues.photo_passed_on(reader))
    elif taken is Taken.KEPT:
        await voice.answer(message, dialogues.photo_received(reader))


@routes.message(F.location)
async def see_pin(
    message: Message, state: FSMContext, write: Write, policy: Policy, voice: Voice, at: datetime
) -> None:
    """A pin belongs to what the same person has just reported here, else to words to come."""
    writer, place = writer_of(message), message.location
    if writer is None or place is None:
        return
    source, pin = (message.chat.id, message.message_id), (place.latitude, place.longitude)
    awaited = await state.get_state() == Dialogue.reporting.state
    async with write() as session:
        added = not awaited and await attachments.take_pin(
            session, source, writer, pin, policy, at=at
        )
        if not added and message.chat.type in GROUPS:
            await attachments.remember(session, source, writer, at=at)
    if message.chat.type == ChatType.PRIVATE:
        reader = await voice.reader(message.chat.id)
        said = dialogues.add_received(reader) if added else dialogues.pin_received(reader)
        if not added:
            asked = {"wish": Wish.REPORT.value, "link": None} | await state.get_data()
            kept = {name: asked[name] for name in ("wish", "link")}
            await begin(state, Dialogue.reporting, at=at, pin=pin, **kept)
        await voice.answer(message, said)


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
