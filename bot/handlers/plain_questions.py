"""Plain questions in private: how it stands, what the phone is, is anybody there?

They are asked of us whatever we have asked before: no answer to it, and no report.
"""

from collections.abc import Callable
from datetime import datetime

from aiogram import F
from aiogram.enums import ChatType
from aiogram.filters import BaseFilter
from aiogram.types import Message

from bot.domain.plain_questions import asks_for_phone, greets, number_asked_for
from bot.domain.policy import Policy
from bot.domain.reports import asks_news
from bot.handlers.hearing import words_of
from bot.handlers.looking import counting, tell_story
from bot.handlers.people import writer_of
from bot.handlers.routing import Routes
from bot.handlers.voice import Voice
from bot.services import looking
from bot.services.unit import Read, Write
from bot.views import reports
from bot.views import start as views

routes = Routes("plain questions")

PRIVATE = F.chat.type == ChatType.PRIVATE


class Says(BaseFilter):
    """Lets through what these words are."""

    def __init__(self, what: Callable[[str], object]) -> None:
        self._what = what

    async def __call__(self, message: Message) -> bool:
        return bool(self._what(words_of(message)))


@routes.message(PRIVATE, F.text, Says(number_asked_for))
async def tell_case(message: Message, read: Read, write: Write, voice: Voice, at: datetime) -> None:
    """编号1001怎么样了 is `/case 1001`."""
    number = number_asked_for(words_of(message))
    if message.from_user is None or number is None:
        return
    async with counting(message.from_user, read, write, at):
        await tell_story(message, number, read, voice, at=at)


@routes.message(PRIVATE, F.text, Says(asks_news))
async def tell_stand(message: Message, read: Read, policy: Policy, voice: Voice) -> None:
    """Whoever waits for a case reads in a line how it stands."""
    writer = writer_of(message)
    async with read() as session:
        stand = await looking.stand(session, writer, words_of(message), policy) if writer else None
    reader = await voice.reader(message.chat.id)
    await voice.answer(message, reports.standing(stand, reader) if stand else views.no_case(reader))


@routes.message(PRIVATE, F.text, Says(asks_for_phone))
async def tell_phone(message: Message, read: Read, policy: Policy, voice: Voice) -> None:
    """你们值班电话好多: that of their case, else of where they live."""
    writer = writer_of(message)
    async with read() as session:
        phone = await looking.duty_phone(session, writer, policy) if writer else policy.duty_phone
    await voice.answer(message, views.phones(await voice.reader(message.chat.id), phone))


@routes.message(PRIVATE, F.text, Says(greets))
async def be_there(message: Message, read: Read, policy: Policy, voice: Voice) -> None:
    """在吗: yes, and how the search stands for whom they miss, else what can be written."""
    writer = writer_of(message)
    async with read() as session:
        search = await looking.search(session, writer, policy) if writer else None
    reader = await voice.reader(message.chat.id)
    await voice.answer(message, reports.standing(search, reader) if search else views.here(reader))
