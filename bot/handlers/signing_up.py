"""报名, 取消报名, and what goes with a place: companions, turns."""

from datetime import datetime
from typing import Any

from aiogram import F
from aiogram.enums import ChatType
from aiogram.filters import BaseFilter
from aiogram.types import CallbackQuery, Message

from bot.domain.gatherings import says_join, says_leave
from bot.domain.policy import Policy
from bot.errors import Stale
from bot.handlers.hearing import words_of
from bot.handlers.listing import IN_PRIVATE
from bot.handlers.people import actor_of, presser_of, writer_of
from bot.handlers.routing import Routes
from bot.handlers.voice import Voice
from bot.services import admission, looking, occasions, signing_up
from bot.services.rights import Actor
from bot.services.signing_up import Stands
from bot.services.unit import Read, Write
from bot.views import occasions as lists
from bot.views import signing_up as views
from bot.views.buttons import Gather, Held
from bot.views.message import Reader

routes = Routes("signing_up")


@routes.callback_query(Gather.filter(F.act == Held.JOIN))
async def join(
    query: CallbackQuery,
    callback_data: Gather,
    read: Read,
    write: Write,
    policy: Policy,
    voice: Voice,
    at: datetime,
) -> None:
    """One tap; whoever has no private chat is taken there and reads it, so that reminders reach them.

    A press is answered by words or by a link: apps show the words and forget the link.
    """
    presser, chat = presser_of(query), query.message.chat.id if query.message else 0
    if chat >= 0:
        chat = await _door(presser, callback_data.id, read, write, voice, at)
    async with write() as session:
        now = await signing_up.join(session, callback_data.id, presser, policy, chat_id=chat, at=at)
    reader = await voice.presser(query)
    if now.private or now.again:
        await voice.reply_to_press(query, _joined(reader, now), alert=not now.private)
    else:
        await voice.reply_to_press(query, opens=reader.link(f"g_{callback_data.id}"))


def _joined(reader: Reader, now: Stands) -> str:
    return views.joined(
        reader,
        now.occasion,
        state=now.state,
        position=now.position,
        slot=now.slot,
        private=now.private,
        again=now.again,
    )


@routes.callback_query(Gather.filter(F.act == Held.LEAVE))
async def leave(
    query: CallbackQuery,
    callback_data: Gather,
    write: Write,
    policy: Policy,
    voice: Voice,
    at: datetime,
) -> None:
    async with write() as session:
        gone = await signing_up.leave(session, callback_data.id, presser_of(query), policy, at=at)
    reader = await voice.presser(query)
    await voice.reply_to_press(query, views.left(reader, had=gone is not None))


class SignsUp(BaseFilter):
    """Lets 报名 and 取消报名 in words through: in private, and as an answer to an announcement.

    `gathering` is None where several may be meant, or none is near.
    """

    async def __call__(self, message: Message, read: Read, at: datetime) -> bool | dict[str, Any]:
        words, writer = words_of(message), writer_of(message)
        joins = says_join(words)
        if writer is None or not (joins or says_leave(words)):
            return False
        answered = message.reply_to_message
        async with read() as session:
            if message.chat.type != ChatType.PRIVATE:
                there = (message.chat.id, answered.message_id) if answered else (0, 0)
                found = [await occasions.announced_by(session, *there)]
            elif joins:
                near, _ = await occasions.coming(session, writer, writer.id, at=at)
                found = [one.occasion.gathering_id for one in near]
            else:
                found = list(await signing_up.ahead_of(session, writer, at=at))
        asks = joins and message.chat.type == ChatType.PRIVATE
        if not any(found) and not asks:
            return False
        return {"joins": joins, "gathering": found[0] if len(found) == 1 else None}


@routes.message(F.text, SignsUp())
async def sign_up_in_words(
    message: Message,
    gathering: int | None,
    read: Read,
    write: Write,
    policy: Policy,
    voice: Voice,
    at: datetime,
    *,
    joins: bool,
) -> None:
    """As if it were pressed; who has a private chat reads there how they stand."""
    writer, reader = writer_of(message), await voice.reader(message.chat.id)
    if writer is None:
        return
    if gathering is None:
        async with read() as session:
            found, known = await occasions.coming(session, writer, writer.id, at=at)
        await voice.answer(message, lists.coming(reader, found, known=known))
        return
    chat, opens = message.chat.id, None
    async with write() as session:
        if joins:
            now = await signing_up.join(session, gathering, writer, policy, chat_id=chat, at=at)
            if now.private and not now.again:
                return
            said, opens = _joined(reader, now), None if now.private else gathering
        else:
            gone = await signing_up.leave(session, gathering, writer, policy, at=at)
            said = views.left(reader, had=gone is not None)
    told = views.in_words(reader, said, opens)
    if not await voice.reach(writer.id, told):
        await voice.answer(message, told)


@routes.callback_query(Gather.filter(F.act == Held.BRING), IN_PRIVATE)
async def bring(
    query: CallbackQuery,
    callback_data: Gather,
    write: Write,
    policy: Policy,
    voice: Voice,
    at: datetime,
) -> None:
    count = number(callback_data.arg)
    async with write() as session:
        await signing_up.bring(
            session, callback_data.id, presser_of(query), policy, companions=count, at=at
        )
    reader = await voice.reader(query.from_user.id)
    await voice.reply_to_press(query, views.brings(reader, count))


@routes.callback_query(Gather.filter(F.act == Held.SLOTS), IN_PRIVATE)
async def show_slots(query: CallbackQuery, callback_data: Gather, read: Read, voice: Voice) -> None:
    async with read() as session:
        one, free = await signing_up.free_slots(session, callback_data.id, presser_of(query))
    reader = await voice.reader(query.from_user.id)
    await voice.reply_to_press(query, None if free else views.no_slots(reader))
    if free:
        await voice.say(query.from_user.id, views.slot_choice(reader, one, free))


@routes.callback_query(Gather.filter(F.act == Held.SLOT), IN_PRIVATE)
async def choose_slot(
    query: CallbackQuery,
    callback_data: Gather,
    write: Write,
    policy: Policy,
    voice: Voice,
    at: datetime,
) -> None:
    slot = number(callback_data.arg)
    async with write() as session:
        now = await signing_up.choose_slot(
            session, callback_data.id, presser_of(query), policy, slot=slot, at=at
        )
    reader = await voice.reader(query.from_user.id)
    await voice.reply_to_press(query, views.slot_toast(reader, now.occasion, now.slot))
    await voice.take_away(query)


@routes.callback_query(Gather.filter(F.act == Held.AWAY), IN_PRIVATE)
async def go_back(query: CallbackQuery, voice: Voice) -> None:
    """返回: what was to be chosen goes, the card above it stands."""
    await voice.reply_to_press(query)
    await voice.take_away(query)


def number(digits: str) -> int:
    """Return a number that a button carries; raises Stale for a forged one."""
    if not digits.isdecimal() or int(digits).bit_length() > 52:
        raise Stale
    return int(digits)


def numbers(arg: str, *counts: int) -> list[int]:
    """Return numbers with points between; raises Stale unless there are so many."""
    found = [number(part) for part in arg.split(".")]
    if len(found) not in counts:
        raise Stale
    return found


async def tell_gathering(
    message: Message,
    key: int,
    read: Read,
    write: Write,
    policy: Policy,
    voice: Voice,
    at: datetime,
) -> None:
    """Whoever came by a link reads how they stand, or what it is about."""
    assert message.from_user is not None
    actor = actor_of(message.from_user)
    chat = await _door(actor, key, read, write, voice, at)
    async with write() as session:
        await signing_up.open_card(session, key, actor, policy, chat_id=chat, at=at)


async def _door(
    actor: Actor, key: int, read: Read, write: Write, voice: Voice, at: datetime
) -> int:
    """Return a group of those invited in which somebody is of whom that is not known yet; else their own chat.

    Telegram is asked for each group: of who tries link after link, no more.
    """
    async with read() as session:
        if await looking.tries_all(session, actor, at=at):
            return actor.id
        groups = await admission.doors(session, key, actor)
    for group in groups:
        if await voice.is_member(group, actor.id):
            return group
    if groups:
        async with write() as session:
            await looking.missed(session, actor, at=at)
    return actor.id
