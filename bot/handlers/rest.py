"""What nothing else took: commands not built yet, forged buttons, words in private."""

import structlog
from aiogram import F
from aiogram.enums import ChatType
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.errors import NotBuilt, Refusal, Stale
from bot.handlers.routing import Routes
from bot.handlers.voice import Voice
from bot.views import start as views
from bot.views.buttons import Press

log = structlog.get_logger(__name__)
routes = Routes("rest")

NOT_BUILT = (
    "stats",
    "export",
)


@routes.message(Command(*NOT_BUILT))
async def not_built(_: Message) -> None:
    raise NotBuilt


@routes.message(Command("bind", "unbind", "start"))
async def wrong_place(message: Message) -> None:
    if message.chat.type == ChatType.PRIVATE:
        raise Refusal("refusal-groups-only")


@routes.callback_query(Press.filter())
async def not_built_button(_: CallbackQuery) -> None:
    raise NotBuilt


@routes.callback_query()
async def forged(query: CallbackQuery) -> None:
    log.warning("a press with foreign data", user=query.from_user.id)
    raise Stale


@routes.message(F.chat.type == ChatType.PRIVATE)
async def not_understood(message: Message, voice: Voice) -> None:
    """In private somebody waits for an answer: say what can be written here."""
    reader = await voice.reader(message.chat.id)
    await voice.answer(message, views.not_understood(reader))
