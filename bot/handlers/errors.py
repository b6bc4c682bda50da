"""The one place that tells a person why not."""

from datetime import datetime

import structlog
from aiogram.filters import ExceptionTypeFilter
from aiogram.types import ErrorEvent, Message

from bot.domain.policy import Policy
from bot.errors import Refusal, Stale, Suspended, Unfit
from bot.handlers.people import actor_of
from bot.handlers.routing import Routes
from bot.handlers.voice import Voice
from bot.services import suspending
from bot.services.unit import Write
from bot.views.refusals import refusal, refusal_message

log = structlog.get_logger(__name__)
routes = Routes("errors")


@routes.error(ExceptionTypeFilter(Refusal))
async def say_why_not(
    event: ErrorEvent, voice: Voice, write: Write, policy: Policy, at: datetime
) -> None:
    """A press gets an alert that only the presser sees; a message one polite line in private."""
    error = event.exception
    assert isinstance(error, Refusal)
    query, message = event.update.callback_query, event.update.message
    log.info("refused", key=error.key, update=event.update.update_id)
    if query is not None:
        text = refusal(error, await voice.presser(query))
        await voice.reply_to_press(query, text, alert=True)
        if isinstance(error, Stale):
            await voice.close_menu(query)
    elif message is not None:
        await _tell_writer(message, error, voice)
    asked = query or message
    asker = asked.from_user if asked is not None else None
    if isinstance(error, Suspended) and asker is not None:
        async with write() as session:
            await suspending.explain(session, actor_of(asker), policy, at=at)


async def _tell_writer(message: Message, error: Refusal, voice: Voice) -> None:
    if message.from_user is None or message.sender_chat is not None:
        return
    if isinstance(error, Unfit):
        reader = await voice.reader(message.chat.id)
        await voice.answer(message, refusal_message(error, reader))
        return
    reader = await voice.reader(message.from_user.id)
    await voice.say(message.from_user.id, refusal_message(error, reader))
