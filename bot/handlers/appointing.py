"""`/staff + …` and `/staff - …`: an admin appoints somebody of the own grid, or ends that."""

from datetime import datetime

from aiogram import F
from aiogram.filters import Command, CommandObject
from aiogram.types import Message

from bot.domain.appointments import Named, read_order
from bot.domain.policy import Policy
from bot.errors import Refusal
from bot.handlers.people import replied_to, writer_of
from bot.handlers.routing import Routes
from bot.handlers.voice import Voice
from bot.services import appointing
from bot.services.unit import Write
from bot.views import appointments as views

routes = Routes("appointing")


@routes.message(Command("staff", magic=F.args))
async def appoint(
    message: Message,
    command: CommandObject,
    write: Write,
    policy: Policy,
    voice: Voice,
    at: datetime,
) -> None:
    """To the writer in private; the person hears of it, too."""
    actor = writer_of(message)
    if actor is None:
        return
    order = read_order(command.args or "", _answered(message))
    if order is None:
        raise Refusal("refusal-usage-staff")
    async with write() as session:
        standing = await appointing.carry_out(session, order, actor, policy, at=at)
    await voice.tell(message, views.standing(await voice.reader(actor.id), standing))


def _answered(message: Message) -> Named | None:
    user = replied_to(message)
    return Named(user.id, user.full_name) if user is not None else None
