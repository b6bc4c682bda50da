"""Half sentences, pictures and answers that go on with a report."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.filters import BaseFilter
from aiogram.fsm.context import FSMContext
from aiogram.types import Message

from bot.domain.cards import Facts
from bot.domain.continuing import COMPLETES
from bot.domain.intake import understand
from bot.domain.policy import Policy
from bot.errors import Stale
from bot.handlers.dialogues import Dialogue, In, begin
from bot.handlers.hearing import SEEN_OR_HEARD, Hearing, Hears, incoming, words_of, written_at
from bot.handlers.routing import Routes
from bot.services import belonging, placing
from bot.services.incoming import Incoming
from bot.services.unit import Read
from bot.views import dialogues
from bot.views.message import Message as Said
from bot.views.message import Reader

routes = Routes("additions")


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
            begins = COMPLETES.match(words) is not None
            if ours is None and not begins and understand(words).kind == "none":
                return False
        async with read() as session:
            case = await belonging.own_case(session, sent, ours, now=written_at(message, policy))
        return {"case": case} if case is not None else False


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
            case = await belonging.spoken_of(session, case, sent)
            more = await belonging.goes_on(session, case, sent, now=written_at(message, policy))
        return {"case": case} if more else False


@routes.message(In(Dialogue.placing), Hears())
async def take_place(message: Message, dialogue: dict[str, Any], hearing: Hearing) -> None:
    """Add the answer to the report that waits for its place; ask again if it names none."""
    answer, case_id = incoming(message, hearing.at), dialogue["case"]
    now = written_at(message, hearing.policy)
    async with hearing.write() as session:
        other = await belonging.other_matter(session, case_id, answer.text, now=now)
    if other is not None:
        await hearing.state.clear()
        await hearing.take(message, meaning=other)
        return
    async with hearing.write() as session:
        known = await hearing.places.current(session)
        told = bool(answer.text) and await belonging.goes_on(
            session, case_id, replace(answer, private=False), now=now
        )
        found = await placing.settle(
            session, case_id, answer, now=now, gazetteer=known, policy=hearing.policy
        )
        lost = await placing.of_oneself(session, case_id)
    reader = await hearing.voice.reader(message.chat.id)
    if found:
        await begin(hearing.state, Dialogue.telling, at=hearing.at, case=case_id)
    received = found or (told and not lost)
    await hearing.voice.answer(message, _received(reader, received=received, lost=lost))


@routes.message(GoesOn(), Hears())
async def hear_more(message: Message, case: int, hearing: Hearing) -> None:
    """Half a sentence, a second photo, a video, a voice: of one person within minutes, one report."""
    now = written_at(message, hearing.policy)
    async with hearing.write() as session:
        try:
            sent = incoming(message, hearing.at)
            known = hearing.places.known
            worse = await placing.go_on(
                session, case, sent, hearing.policy, gazetteer=known, now=now
            )
        except Stale:
            raise SkipHandler from None
    await begin(hearing.state, Dialogue.telling, at=hearing.at, case=case)
    if sent.private or sent.called or worse is not None:
        reader = await hearing.voice.reader(message.chat.id)
        await hearing.voice.answer(message, _added(reader, sent, worse))


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
            known = hearing.places.known
            worse = await placing.go_on(
                session, case, sent, hearing.policy, gazetteer=known, now=now
            )
        asked = sent.private or sent.called or COMPLETES.match(sent.text)
        if asked or worse is not None:
            await hearing.voice.answer(message, _added(reader, sent, worse))
    await begin(hearing.state, Dialogue.telling, at=hearing.at, case=case)


async def _settled(message: Message, case: int, hearing: Hearing) -> bool:
    """Take the words for the place that the case still waits for; returns whether they named it."""
    sent, now = incoming(message, hearing.at), written_at(message, hearing.policy)
    async with hearing.write() as session:
        if not await placing.waits_for_place(session, case):
            return False
        known = await hearing.places.current(session)
        found = await placing.settle(
            session, case, sent, now=now, gazetteer=known, policy=hearing.policy
        )
        lost = await placing.of_oneself(session, case)
    reader = await hearing.voice.reader(message.chat.id)
    await hearing.voice.answer(message, _received(reader, received=found, lost=lost))
    return True


def _added(reader: Reader, sent: Incoming, worse: Facts | None) -> Said:
    return dialogues.add_received(reader, worse, said=sent.text)


def _received(reader: Reader, *, received: bool, lost: bool) -> Said:
    if received:
        return dialogues.add_received(reader)
    return dialogues.where_are_you(reader, lost=lost)
