"""Whoever writes or presses in private can be answered there, whether the bot has seen /start or not.

Start may have been pressed while nobody listened, or before the database was restored.
"""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

from aiogram.enums import ChatType
from aiogram.types import CallbackQuery, Message, TelegramObject, User

from bot.domain.policy import Policy
from bot.handlers.people import actor_of
from bot.services import cards, certificates, reports, surveys
from bot.services.rights import Actor
from bot.services.unit import Read, Write

Next = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


async def open_private(handler: Next, event: TelegramObject, data: dict[str, Any]) -> object:
    """Note that a private chat is open before anything is made of what is said in it."""
    user = _in_private(event)
    if user is not None:
        read: Read = data["read"]
        async with read() as session:
            is_open = await cards.has_private_chat(session, user.id)
        if not is_open:
            await welcome(actor_of(user), data["write"], data["policy"], data["at"])
    return await handler(event, data)


async def welcome(actor: Actor, write: Write, policy: Policy, at: datetime) -> None:
    """Note it, and say there what has waited for that."""
    async with write() as session:
        await reports.opened_private(session, actor, policy, at=at)
        await certificates.hand_over(session, actor, policy, at=at)
        await surveys.advise_late(session, actor, policy, at=at)


def _in_private(event: TelegramObject) -> User | None:
    """Return who does something in private; /start sees to it itself."""
    if isinstance(event, CallbackQuery):
        is_private = event.message is not None and event.message.chat.type == ChatType.PRIVATE
        return event.from_user if is_private else None
    if not isinstance(event, Message) or event.chat.type != ChatType.PRIVATE:
        return None
    return None if (event.text or "").startswith("/start") else event.from_user
