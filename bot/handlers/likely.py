"""Words that nobody else took, and that read like a report: docs/decisions/0039."""

from datetime import datetime

from aiogram import F
from aiogram.filters import BaseFilter
from aiogram.types import Message

from bot.domain.intake import Understanding
from bot.domain.kinds import Kind
from bot.handlers.hearing import Hearing, Hears, incoming
from bot.handlers.reports import IsReport
from bot.handlers.routing import Routes
from bot.services import belonging
from bot.services.unit import Read

routes = Routes("likely")


class StandsAlone(BaseFilter):
    """Lets through what belongs neither to a report of theirs nor to what the group speaks of."""

    async def __call__(
        self, message: Message, meaning: Understanding, read: Read, at: datetime
    ) -> bool:
        async with read() as session:
            said = incoming(message, at)
            return await belonging.stands_alone(session, said, Kind(meaning.kind), now=at)


@routes.message(~F.reply_to_message, IsReport(learned=True), StandsAlone(), Hears())
async def hear_likely(message: Message, meaning: Understanding, hearing: Hearing) -> None:
    """An answer to somebody is left alone: it reads like a report of what that one has said."""
    await hearing.take(message, meaning=meaning)
