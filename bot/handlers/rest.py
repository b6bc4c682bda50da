"""What nothing else took: commands not built yet, forged buttons, words in private."""

import structlog
from aiogram import F
from aiogram.enums import ChatType
from aiogram.filters import BaseFilter, Command
from aiogram.types import CallbackQuery, Message

from bot.domain.policy import Policy
from bot.domain.reports import gives_up, says_thanks, wants_to_report
from bot.domain.rumours import asks_for_truth
from bot.domain.small_words import asks
from bot.domain.whom import speaks_of_one_known
from bot.errors import NotBuilt, Refusal, Stale
from bot.handlers.hearing import GROUPS, words_of
from bot.handlers.people import writer_of
from bot.handlers.routing import Routes
from bot.handlers.voice import Voice
from bot.services import looking, people
from bot.services.unit import Read
from bot.views import dialogues, reports
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


class SaysThanks(BaseFilter):
    """Lets 谢谢了 through."""

    async def __call__(self, message: Message) -> bool:
        return says_thanks(words_of(message))


@routes.message(F.chat.type == ChatType.PRIVATE, SaysThanks())
async def welcome(message: Message, voice: Voice) -> None:
    """Nobody who says thanks is told to write a sentence."""
    await voice.answer(message, views.welcome(await voice.reader(message.chat.id)))


class CallsUs(BaseFilter):
    """Lets through what names the bot in a group, and 格格，我要报告."""

    async def __call__(self, message: Message) -> bool:
        assert message.bot is not None
        words, us = words_of(message), await message.bot.me()
        return wants_to_report(words) or f"@{us.username}".lower() in words.lower()


@routes.message(F.chat.type.in_(GROUPS), CallsUs())
async def answer_call(message: Message, read: Read, voice: Voice) -> None:
    """Whoever calls is answered, even if there is nothing to do yet."""
    async with read() as session:
        if not await people.is_bound(session, message.chat.id):
            return
    asks = asks_for_truth(words_of(message))
    await voice.answer(message, dialogues.called(await voice.reader(message.chat.id), asks=asks))


@routes.message(F.chat.type == ChatType.PRIVATE)
async def not_understood(message: Message, read: Read, policy: Policy, voice: Voice) -> None:
    """In private somebody waits for an answer: how their search stands, else what to write here."""
    reader, words, writer = (
        await voice.reader(message.chat.id),
        words_of(message),
        writer_of(message),
    )
    if gives_up(words):
        await voice.answer(message, views.nothing_open(reader))
        return
    async with read() as session:
        stand = await looking.search(session, writer, policy) if writer else None
        staff = bool(await people.grids_worked_for(session, writer)) if writer else False
    if stand is not None and asks(words):
        await voice.answer(message, reports.standing(stand, reader))
        return
    of_whom = speaks_of_one_known(words)
    await voice.answer(message, views.not_understood(reader, of_whom=of_whom, staff=staff))
