"""A number on the list of a storm: its card, please."""

from datetime import datetime

from aiogram import F
from aiogram.types import CallbackQuery

from bot.errors import Stale
from bot.handlers.people import presser_of
from bot.handlers.routing import Routes
from bot.handlers.voice import Voice
from bot.services import desk
from bot.services.unit import Write
from bot.views.buttons import Act, Press
from bot.views.toasts import Toast

routes = Routes("folding")


@routes.callback_query(Press.filter(F.act == Act.CARD))
async def show_card(
    query: CallbackQuery, callback_data: Press, write: Write, voice: Voice, at: datetime
) -> None:
    if query.message is None:
        raise Stale
    under = (query.message.chat.id, query.message.message_id)
    async with write() as session:
        await desk.show_card(session, callback_data.case, presser_of(query), under, at=at)
    await voice.toast(query, Toast.CARD)
