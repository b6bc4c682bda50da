"""Reports: free text and captions in groups and in private, and what is pressed under the answer."""

import re
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from aiogram import F
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.enums import ChatType
from aiogram.filters import BaseFilter
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.domain.intake import Understanding, understand
from bot.domain.kinds import Kind
from bot.domain.policy import Policy
from bot.domain.reports import SPEAK_UP, Wish, read_as, says_found
from bot.errors import Refusal
from bot.handlers.dialogues import WAITS_FOR_REPORT, Dialogue, In, begin
from bot.handlers.people import presser_of, writer_of
from bot.handlers.routing import Routes
from bot.handlers.voice import Voice
from bot.services import attachments, closing, people, reports
from bot.services.cards import is_unplaced
from bot.services.places import Places
from bot.services.unit import Read, Write
from bot.views import dialogues
from bot.views.buttons import Act, Press
from bot.views.toasts import Toast

routes = Routes("reports")

SETTLED = re.compile(
    r"(?:(?P<before>.*?)(?<![不没未能别])当场办结[了啦。！!]*|当场办结[，,。:：\s]+(?P<after>.+))",
    re.DOTALL,
)
"""当场办结 ends the message, or begins it; 不能当场办结 is something else."""
LAMP = "灯"
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
        return {"words": (said["before"] or said["after"]).strip(" ，,。:：\n")}


class AnswersVoice(BaseFilter):
    """Lets replies through that answer somebody's voice message in a staff group."""

    async def __call__(self, message: Message, read: Read) -> bool | dict[str, Any]:
        answered = message.reply_to_message
        if message.chat.type not in GROUPS or answered is None or not message.text:
            return False
        if message.bot is None or answered.from_user is None:
            return False
        if answered.from_user.id != message.bot.id:
            return False
        async with read() as session:
            case = await attachments.voice_answered(session, message.chat.id, answered.message_id)
        return {"case": case} if case is not None else False


@dataclass(frozen=True)
class Hearing:
    """All it takes to keep what somebody reports."""

    write: Write
    policy: Policy
    places: Places
    voice: Voice
    state: FSMContext
    at: datetime

    async def take(
        self,
        message: Message,
        wish: Wish | None = None,
        *,
        meaning: Understanding | None = None,
        words: str | None = None,
        asker: Message | None = None,
        link: int | None = None,
        pin: tuple[float, float] | None = None,
        on_the_spot: bool = False,
    ) -> None:
        """Keep a message as a report and answer it; what a group must not read is asked in private.

        `words` are its text without a command, `asker` is the message of whoever reports it for
        somebody else, `link` the node of a start link,
        `pin` a location that was sent before.
        """
        text = words_of(message) if words is None else words
        if meaning is None:
            now, spoken = written_at(message, self.policy), message.voice is not None
            meaning = read_as(text, wish or Wish.REPORT, now=now, spoken=spoken)
        asker = asker or message
        incoming = replace(
            self.incoming(message),
            sender=writer_of(asker),
            text=text,
            link=link,
            pin=pin,
            called=wish is not None or _is_called(message),
            on_the_spot=on_the_spot,
        )
        async with self.write() as session:
            called = incoming.called
            secret = await reports.is_for_private(session, message.chat.id, meaning, called=called)
            gazetteer = await self.places.current(session)
            case = (
                None
                if secret
                else await reports.take(
                    session, incoming, meaning, gazetteer=gazetteer, policy=self.policy
                )
            )
            asked = case is not None and await is_unplaced(session, case)
        if secret:
            reader = await self.voice.reader(message.chat.id)
            await self.voice.answer(asker, dialogues.private_instead(reader))
        elif case is None and wish is not None:
            raise Refusal("refusal-unbound")
        elif case is not None and asker is not message and case.opened_at < self.at:
            reader = await self.voice.reader(message.chat.id)
            await self.voice.answer(asker, dialogues.already_reported(reader))
        elif case is not None and asked:
            waits = WAITS_FOR_REPORT
            await begin(self.state, Dialogue.placing, at=self.at, lasts=waits, case=case.key)

    def incoming(self, message: Message) -> reports.Incoming:
        """Return a message as the services take it."""
        place = message.location
        return reports.Incoming(
            chat_id=message.chat.id,
            message_id=message.message_id,
            private=message.chat.type == ChatType.PRIVATE,
            sender=writer_of(message),
            text=words_of(message),
            photo=message.photo[-1].file_id if message.photo else None,
            voice=message.voice.file_id if message.voice else None,
            at=self.at,
            pin=(place.latitude, place.longitude) if place else None,
        )


def _is_called(message: Message) -> bool:
    """Whether a message is meant for the bot: its name in it, or an answer to it."""
    assert message.bot is not None
    answered = message.reply_to_message
    if answered is not None and answered.from_user is not None:
        return answered.from_user.id == message.bot.id
    return any(
        entity.type == "mention" for entity in (message.entities or message.caption_entities or ())
    )


class Hears(BaseFilter):
    """Gives a handler `hearing`."""

    async def __call__(
        self,
        _: Message,
        write: Write,
        policy: Policy,
        places: Places,
        voice: Voice,
        state: FSMContext,
        at: datetime,
    ) -> dict[str, Any]:
        return {"hearing": Hearing(write, policy, places, voice, state, at)}


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
    if message.chat.type == ChatType.PRIVATE:
        await state.clear()
        await voice.answer(message, dialogues.found_told(await voice.reader(message.chat.id)))


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
        case = await reports.add(
            session,
            dialogue["case"],
            writer,
            policy,
            text=text,
            photo=message.photo[-1].file_id if message.photo else None,
            now=written_at(message, policy),
            at=at,
        )
        if message.content_type != "text":
            source = (message.chat.id, message.message_id)
            await attachments.add_media(session, case, source, writer, policy, at=at)
    reader = await voice.reader(message.chat.id)
    await voice.answer(message, dialogues.add_received(reader))


@routes.message(AnswersVoice())
async def answer_voice(
    message: Message, case: int, write: Write, policy: Policy, voice: Voice, at: datetime
) -> None:
    """What staff write under a voice message goes to whoever sent it."""
    writer = writer_of(message)
    if writer is None:
        return
    words = words_of(message)
    async with write() as session:
        passed_on = await attachments.answer(session, case, writer, words, policy, at=at)
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
    answer, case_id = hearing.incoming(message), dialogue["case"]
    now = written_at(message, hearing.policy)
    async with hearing.write() as session:
        other = await reports.other_danger(session, case_id, answer.text, now=now)
    if other is not None:
        await hearing.state.clear()
        await hearing.take(message, meaning=other)
        return
    async with hearing.write() as session:
        known = await hearing.places.current(session)
        found = await reports.settle(
            session, case_id, answer, now=now, gazetteer=known, policy=hearing.policy
        )
    reader = await hearing.voice.reader(message.chat.id)
    if found:
        await hearing.state.clear()
    said = dialogues.add_received(reader) if found else dialogues.where_are_you(reader)
    await hearing.voice.answer(message, said)


@routes.message(IsRumour())
async def calm_rumour(message: Message, read: Read, voice: Voice) -> None:
    private = message.chat.type == ChatType.PRIVATE
    async with read() as session:
        bound = private or await people.is_public(session, message.chat.id)
    if bound:
        reader = await voice.reader(message.chat.id)
        await voice.answer(message, dialogues.rumour_caution(reader))


@routes.message(SettledOnTheSpot(), Hears())
async def hear_settled(message: Message, hearing: Hearing, words: str) -> None:
    """Reported and settled by staff in one message."""
    wish = Wish.LIGHT if LAMP in words else Wish.REPORT
    await hearing.take(message, wish, words=words, on_the_spot=True)


@routes.message(IsReport(), Hears())
async def hear_report(message: Message, meaning: Understanding, hearing: Hearing) -> None:
    await hearing.take(message, meaning=meaning)


@routes.message(F.photo, WithoutWords())
async def see_photo(
    message: Message, write: Write, policy: Policy, voice: Voice, at: datetime
) -> None:
    """A photo without words: they may come, or it belongs to those that came before."""
    writer = writer_of(message)
    if writer is None or not message.photo:
        return
    source, file_id = (message.chat.id, message.message_id), message.photo[-1].file_id
    async with write() as session:
        added = await attachments.take_photo(session, source, writer, file_id, policy, at=at)
    if message.chat.type == ChatType.PRIVATE:
        reader = await voice.reader(message.chat.id)
        said = dialogues.add_received(reader) if added else dialogues.photo_received(reader)
        await voice.answer(message, said)


@routes.message(F.location)
async def see_pin(
    message: Message, state: FSMContext, write: Write, policy: Policy, voice: Voice, at: datetime
) -> None:
    """A pin belongs to what the same person has just reported here, else to words to come."""
    writer, place = writer_of(message), message.location
    if writer is None or place is None:
        return
    source, pin = (message.chat.id, message.message_id), (place.latitude, place.longitude)
    async with write() as session:
        added = await attachments.take_pin(session, source, writer, pin, policy, at=at)
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
