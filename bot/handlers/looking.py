"""Looking at cases: `/case`, 查看进展, and the reporter's contact for who may see it."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime

from aiogram import F
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message, User

from bot.domain.policy import Policy
from bot.domain.rumours import asks_for_truth
from bot.errors import NotAllowed, NotFound, Refusal
from bot.handlers.people import actor_of, presser_of
from bot.handlers.routing import Routes
from bot.handlers.voice import Voice
from bot.services import looking
from bot.services.unit import Read, Write
from bot.views import cases as views
from bot.views import people as people_views
from bot.views.buttons import Act, Press
from bot.views.toasts import Toast, progress_toast

routes = Routes("looking")

TAPPED = re.compile(r"case_(\d+)$")
"""`/case_1001`, which stands on lists: one tap, where a command with a blank would take typing."""


@routes.callback_query(Press.filter(F.act == Act.CONTACT))
async def show_contact(
    query: CallbackQuery,
    callback_data: Press,
    write: Write,
    policy: Policy,
    voice: Voice,
    at: datetime,
) -> None:
    """To the presser's private chat, never into the group (promise 4)."""
    async with write() as session:
        told = await looking.look_at_contact(
            session, callback_data.case, presser_of(query), policy, at=at
        )
    reader = await voice.reader(query.from_user.id)
    said = people_views.contact(reader, told.number or 0, told.name, told.phone, told.user_id)
    reached = await voice.reach(query.from_user.id, said)
    await voice.toast(query, Toast.PRIVATE if reached else Toast.OPEN_PRIVATE)


@routes.callback_query(Press.filter(F.act == Act.PROGRESS))
async def show_progress(
    query: CallbackQuery, callback_data: Press, read: Read, voice: Voice
) -> None:
    """In a window, to anybody; whose case it is, and its staff, are led to the whole of it, too."""
    async with read() as session:
        seen = await looking.progress(session, callback_data.case, presser_of(query))
    reader = await voice.reader(query.from_user.id)
    said = progress_toast(seen.facts, reader, seen.owner)
    opens = reader.link(f"case_{seen.facts.number}") if seen.more else None
    await voice.reply_to_press(query, said, alert=True, opens=opens)


@asynccontextmanager
async def counting(
    user: User, read: Read, write: Write, at: datetime, *, link: int | None = None
) -> AsyncIterator[None]:
    """Count wrong case numbers; whoever has asked for too many is refused before the next look."""
    actor = actor_of(user)
    async with read() as session:
        await looking.require_patience(session, actor, link=link, at=at)
    try:
        yield
    except (NotFound, NotAllowed):
        async with write() as session:
            await looking.missed(session, actor, at=at)
        raise


@routes.message(Command("case", TAPPED))
async def show_case(
    message: Message,
    command: CommandObject,
    read: Read,
    write: Write,
    voice: Voice,
    at: datetime,
) -> None:
    if message.from_user is None:
        return
    if asks_for_truth(command.args or ""):
        raise SkipHandler
    tapped = command.regexp_match
    number = tapped[1] if tapped else (command.args or "").strip().removeprefix("#")
    if not number.isdecimal():
        raise Refusal("refusal-usage-case")
    async with counting(message.from_user, read, write, at):
        await tell_story(message, int(number), read, voice, at=at)


async def tell_story(
    message: Message, number: int, read: Read, voice: Voice, *, at: datetime
) -> None:
    """Tell a case in private, as far as the asker may read it."""
    assert message.from_user is not None
    if number.bit_length() > 31:
        raise NotFound
    async with read() as session:
        story = await looking.story(session, number, actor_of(message.from_user))
    reader = await voice.reader(message.from_user.id)
    said = [views.case_story(story, reader, at=at)]
    if story.full:
        said += views.case_rest(story.facts, reader)
    await voice.tell(message, *said)
