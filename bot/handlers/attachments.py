"""Photos, films and pins: of what was reported just before, or of words to come."""

from datetime import datetime

from aiogram import F
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.enums import ChatType
from aiogram.filters import BaseFilter
from aiogram.fsm.context import FSMContext
from aiogram.types import Message

from bot.domain.policy import Policy
from bot.domain.reports import Wish
from bot.handlers.dialogues import Dialogue, begin, gone_on_about
from bot.handlers.hearing import (
    GROUPS,
    SEEN_OR_HEARD,
    Hearing,
    Hears,
    incoming,
    is_picture,
    words_of,
    written_at,
)
from bot.handlers.people import writer_of
from bot.handlers.routing import Routes
from bot.handlers.voice import Voice
from bot.services import additions, attachments
from bot.services.attachments import Taken
from bot.services.unit import Write
from bot.views import dialogues

routes = Routes("attachments")


class WithoutWords(BaseFilter):
    """Lets messages through that carry something without saying anything."""

    async def __call__(self, message: Message) -> bool:
        return not words_of(message).strip()


@routes.message(F.content_type.in_(SEEN_OR_HEARD), WithoutWords(), F.chat.type == ChatType.PRIVATE)
async def see_film(message: Message, state: FSMContext, voice: Voice, at: datetime) -> None:
    """A video or a file first: the words to come are the report, and it goes with them."""
    wish, film = Wish.REPORT.value, [message.message_id]
    shown = is_picture(message)
    await begin(state, Dialogue.reporting, at=at, wish=wish, link=None, beside=film, pictured=shown)
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
    told = await gone_on_about(state, at=at)
    async with write() as session:
        taken = await attachments.take_photo(
            session,
            source,
            writer,
            file_id,
            message.media_group_id,
            policy,
            told=told,
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
    told = await gone_on_about(state, at=at)
    async with write() as session:
        added = not awaited and await attachments.take_pin(
            session, source, writer, pin, policy, told=told, at=at
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
