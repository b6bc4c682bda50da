"""`/cases`: the list in private, one message in which pages and lists are turned."""

from datetime import datetime

from aiogram import F
from aiogram.enums import ChatType
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.domain.listing import Asked
from bot.handlers.people import actor_of, presser_of
from bot.handlers.routing import Routes
from bot.handlers.voice import Voice
from bot.services import listing
from bot.services.unit import Read
from bot.views import listing as views
from bot.views.buttons import Turn

routes = Routes("listing")

IN_PRIVATE = F.message.chat.type == ChatType.PRIVATE
"""Elsewhere somebody has forged the press, and would put the list in a group's message's place."""


@routes.message(Command("cases"))
async def list_cases(message: Message, read: Read, voice: Voice, at: datetime) -> None:
    await tell_list(message, read, voice, at=at)


async def tell_list(message: Message, read: Read, voice: Voice, *, at: datetime) -> None:
    """Tell in private what stands on the asker's own list."""
    if message.from_user is None:
        return
    async with read() as session:
        page = await listing.page(session, actor_of(message.from_user), Asked(), at=at)
    reader = await voice.reader(message.from_user.id)
    await voice.tell(message, views.case_page(page, reader))


@routes.callback_query(Turn.filter(), IN_PRIVATE)
async def turn(
    query: CallbackQuery, callback_data: Turn, read: Read, voice: Voice, at: datetime
) -> None:
    """Every press looks again at what the presser may read now."""
    await voice.reply_to_press(query)
    reader = await voice.reader(query.from_user.id)
    asked = Asked(callback_data.which, callback_data.kind, callback_data.way, callback_data.edge)
    if callback_data.menu:
        await voice.turn(query, views.which_kind(asked, reader))
        return
    async with read() as session:
        page = await listing.page(session, presser_of(query), asked, at=at)
    if callback_data.fresh:
        await voice.say(query.from_user.id, views.case_page(page, reader))
    else:
        await voice.turn(query, views.case_page(page, reader))
