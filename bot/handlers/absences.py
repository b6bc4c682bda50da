"""`/leave`: staff say that they are away, or the chief grid and the desk say it for them."""

from datetime import datetime, timedelta

from aiogram import F
from aiogram.enums import ChatType
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from bot.domain.absences import LeaveOrder, read_leave
from bot.domain.policy import Policy
from bot.errors import Refusal
from bot.handlers.people import presser_of, replied_to, writer_of
from bot.handlers.routing import Routes
from bot.handlers.voice import Voice
from bot.services import absences
from bot.services.unit import Read, Write
from bot.views import absences as views
from bot.views.buttons import Leaving

routes = Routes("absences")


@routes.message(Command("leave", magic=F.args))
async def leave(
    message: Message,
    command: CommandObject,
    write: Write,
    policy: Policy,
    voice: Voice,
    at: datetime,
) -> None:
    """`/leave 3天 510002` for oneself, `/leave 510001 3天 510002` for somebody below, `/leave off`."""
    actor, answered = writer_of(message), replied_to(message)
    if actor is None:
        return
    stand_in = answered.id if answered else None
    order = read_leave(command.args or "", stand_in, at, policy.timezone)
    if order is None:
        raise Refusal("refusal-usage-leave")
    async with write() as session:
        if order.back:
            told = await absences.come_back(session, order.who, actor, policy, at=at)
        else:
            told = await absences.plan(session, order, actor, policy, at=at)
    await voice.tell(message, views.leave_told(await voice.reader(actor.id), told))


@routes.message(Command("leave"))
async def offer_leave(message: Message, read: Read, voice: Voice) -> None:
    """How it stands, or for how long?"""
    actor = writer_of(message)
    if actor is None:
        return
    async with read() as session:
        now = await absences.current(session, actor)
    reader = await voice.reader(actor.id)
    said = views.leave_told(reader, now) if now else views.leave_start(reader)
    await voice.tell(message, said)


@routes.callback_query(Leaving.filter(), F.message.chat.type == ChatType.PRIVATE)
async def choose(
    query: CallbackQuery,
    callback_data: Leaving,
    read: Read,
    write: Write,
    policy: Policy,
    voice: Voice,
    at: datetime,
) -> None:
    """For how long, then who stands in; 我回来了 ends it, 取消 asks no more."""
    actor, days, stand_in = presser_of(query), callback_data.days, callback_data.stand_in
    reader = await voice.reader(actor.id)
    said = None
    if days > 0 and not stand_in:
        async with read() as session:
            colleagues = await absences.colleagues(session, actor)
        said = views.leave_colleagues(reader, days, colleagues)
    elif days >= 0:
        order = LeaveOrder(None, stand_in, at, at + timedelta(days=days))
        async with write() as session:
            if days == 0:
                told = await absences.come_back(session, None, actor, policy, at=at)
            else:
                told = await absences.plan(session, order, actor, policy, at=at)
        said = views.leave_told(reader, told)
    await voice.reply_to_press(query)
    await voice.take_away(query)
    if said is not None:
        await voice.say(actor.id, said)
