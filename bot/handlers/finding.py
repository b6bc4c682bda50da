"""`/find`: in private, one message in which the search goes on."""

from datetime import datetime

from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from bot.handlers.listing import IN_PRIVATE
from bot.handlers.people import actor_of, presser_of
from bot.handlers.routing import Routes
from bot.handlers.voice import Voice
from bot.services import finding
from bot.services.unit import Read
from bot.views import finding as views
from bot.views.buttons import Seek

routes = Routes("finding")


@routes.message(Command("find"))
async def find(
    message: Message, command: CommandObject, read: Read, voice: Voice, at: datetime
) -> None:
    if message.from_user is None:
        return
    async with read() as session:
        found = await finding.find(session, actor_of(message.from_user), command.args or "", at=at)
    reader = await voice.reader(message.from_user.id)
    await voice.tell(message, views.found_cases(found, reader))


@routes.callback_query(Seek.filter(), IN_PRIVATE)
async def seek(
    query: CallbackQuery, callback_data: Seek, read: Read, voice: Voice, at: datetime
) -> None:
    """Every press looks again at what the presser may read now."""
    async with read() as session:
        found = await finding.find(
            session,
            presser_of(query),
            callback_data.query,
            before=callback_data.edge or None,
            at=at,
        )
    await voice.reply_to_press(query)
    reader = await voice.reader(query.from_user.id)
    await voice.turn(query, views.found_cases(found, reader))
