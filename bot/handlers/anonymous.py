"""A command of which nobody knows whose it is: in the name of a group or a channel, or forwarded."""

from aiogram import F
from aiogram.enums import ChatType
from aiogram.filters import Command
from aiogram.types import Message

from bot.handlers.hearing import words_of
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


@routes.message(F.forward_origin, F.func(words_of).startswith("/"))
async def take_no_forwarded_command(message: Message, voice: Voice) -> None:
    """Whoever wrote it hasn't the rights of whoever forwards it, who may not have read it."""
    if message.chat.type == ChatType.PRIVATE:
        await voice.answer(message, views.own_words_wanted(await voice.reader(message.chat.id)))
