"""A command that needs somebody's rights, written in the name of a group or a channel: by nobody."""

from aiogram import F
from aiogram.filters import Command
from aiogram.types import Message

from bot.handlers.routing import Routes
from bot.handlers.voice import Voice
from bot.views import dialogues as views

routes = Routes("anonymous")

PERSONAL = (
    "alert",
    "bind",
    "unbind",
    "staff",
    "suspend",
    "cases",
    "case",
    "find",
    "mydata",
    "forget",
    "language",
    "export",
)


@routes.message(Command(*PERSONAL), F.sender_chat, ~F.is_automatic_forward)
async def ask_for_own_account(message: Message, voice: Voice) -> None:
    """Nobody's private chat is known: it is said under the message."""
    await voice.answer(message, views.own_account_wanted(await voice.reader(message.chat.id)))
