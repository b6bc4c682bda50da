"""`/mydata` and `/forget`: what is stored of whoever asks, in private and to nobody else, and its end."""

from datetime import datetime

from aiogram import F
from aiogram.enums import ChatType
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.domain.policy import Policy
from bot.handlers.people import presser_of, writer_of
from bot.handlers.routing import Routes
from bot.handlers.voice import Voice
from bot.services import forgetting, own_data
from bot.services.unit import Read, Write
from bot.views import own_data as views
from bot.views.buttons import Forget

routes = Routes("own_data")


@routes.message(Command("mydata"))
async def my_data(message: Message, read: Read, voice: Voice) -> None:
    writer = writer_of(message)
    if writer is None:
        return
    async with read() as session:
        found = await own_data.gather(session, writer)
    reader = await voice.reader(writer.id)
    if not await voice.hand(writer.id, views.own_data(found, reader)):
        await voice.tell(message, *views.own_pages(found, reader))


@routes.message(Command("forget"))
async def forget(
    message: Message,
    state: FSMContext,
    write: Write,
    policy: Policy,
    voice: Voice,
    at: datetime,
) -> None:
    """At once; whoever would lose a certificate or a place is asked first."""
    writer = writer_of(message)
    if writer is None:
        return
    reader = await voice.reader(writer.id)
    async with write() as session:
        stake = await forgetting.at_stake(session, writer, at=at)
        gone = None if stake else await forgetting.forget(session, writer, policy, at=at)
    if gone is None:
        await voice.tell(message, views.forget_surely(stake, reader))
        return
    await state.clear()
    await voice.tell(message, views.forgotten(gone, reader, policy.retention.days))


@routes.callback_query(Forget.filter(), F.message.chat.type == ChatType.PRIVATE)
async def forget_surely(
    query: CallbackQuery,
    callback_data: Forget,
    state: FSMContext,
    write: Write,
    policy: Policy,
    voice: Voice,
    at: datetime,
) -> None:
    """全部删掉, or 先不删."""
    presser = presser_of(query)
    reader = await voice.reader(presser.id)
    if not callback_data.really:
        await voice.turn_to(query, views.nothing_forgotten(reader))
        return
    await state.clear()
    async with write() as session:
        gone = await forgetting.forget(session, presser, policy, at=at)
    await voice.turn_to(query, views.forgotten(gone, reader, policy.retention.days))
