"""Words that nobody else took, and that read like a report: docs/decisions/0039."""

from aiogram import F
from aiogram.types import Message

from bot.domain.intake import Understanding
from bot.handlers.hearing import Hearing, Hears
from bot.handlers.reports import IsReport
from bot.handlers.routing import Routes

routes = Routes("likely")


@routes.message(~F.reply_to_message, IsReport(learned=True), Hears())
async def hear_likely(message: Message, meaning: Understanding, hearing: Hearing) -> None:
    """An answer to somebody is left alone: it reads like a report of what that one has said."""
    await hearing.take(message, meaning=meaning)
