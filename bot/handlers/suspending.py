"""`/suspend`: duty and admins end the rights of an account below them, or give them back."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from aiogram.filters import Command, CommandObject
from aiogram.types import Message

from bot.domain.policy import Policy
from bot.domain.suspensions import RECALL_SINCE, read_span
from bot.errors import Refusal
from bot.handlers.people import writer_of
from bot.handlers.routing import Routes
from bot.handlers.voice import Voice
from bot.services import suspending
from bot.services.suspending import Order
from bot.services.unit import Write
from bot.views import suspensions as views

routes = Routes("suspending")

OFF = "off"


@dataclass(frozen=True)
class Asked:
    """What stood behind the command: whose rights, how far back, why, or that they return."""

    whom: str
    span: timedelta
    why: str
    off: bool


@routes.message(Command("suspend"))
async def suspend(
    message: Message,
    command: CommandObject,
    write: Write,
    policy: Policy,
    voice: Voice,
    at: datetime,
) -> None:
    """To the writer in private; the desk hears of it with sound."""
    actor = writer_of(message)
    if actor is None:
        return
    asked = _asked(message, command.args or "")
    async with write() as session:
        user_id = await suspending.find(session, asked.whom)
        await suspending.require_above(session, actor, user_id, policy)
        if asked.off:
            done = await suspending.lift(session, user_id, actor, policy, at=at)
        else:
            order = Order(user_id, actor, asked.span, asked.why)
            done = await suspending.suspend(session, order, policy, at=at)
    reader = await voice.reader(actor.id)
    await voice.tell(message, views.account_suspended(done, reader))


def _asked(message: Message, args: str) -> Asked:
    """Read `[id or @name] [2h] [why]`, or `[id or @name] off`; a reply says whom it is about."""
    words = args.split()
    answered = message.reply_to_message
    if not _names(words) and answered is not None and answered.from_user is not None:
        words.insert(0, str(answered.from_user.id))
    if not _names(words):
        raise Refusal("refusal-usage-suspend")
    whom, rest = words[0], words[1:]
    span = read_span(rest[0]) if rest else None
    why = " ".join(rest[1:] if span is not None else rest)
    off = rest[:1] == [OFF]
    return Asked(whom, RECALL_SINCE if span is None else span, "" if off else why, off)


def _names(words: list[str]) -> bool:
    """Whether the first word says whom: an id, or an @name."""
    return bool(words) and (words[0].isdecimal() or words[0].startswith("@"))
