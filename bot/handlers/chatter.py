"""What neighbours say to each other in a group: passed over before anybody is asked."""

import re
from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import Bot
from aiogram.dispatcher.event.bases import UNHANDLED
from aiogram.types import Message, TelegramObject

from bot.domain.endings import (
    may_be_found,
    says_mistaken,
    says_still_missing,
    says_taken,
    says_undone,
)
from bot.domain.intake import says_nothing
from bot.domain.reports import says_found, wants_to_report
from bot.domain.sightings import is_told, may_name
from bot.domain.staff_talk import says_over
from bot.domain.whom import says_kin
from bot.handlers.hearing import GROUPS
from bot.handlers.reports import SETTLED

IN_PLAIN_WORDS = (
    may_be_found,
    is_told,
    may_name,
    says_kin,
    says_mistaken,
    says_still_missing,
    says_taken,
    says_undone,
    wants_to_report,
    says_over,
)
"""What is heard in a group although it reports nothing."""
COMMAND_TO = re.compile(r"/\w+@(\w+)")
Next = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


async def pass_over(handler: Next, event: TelegramObject, data: dict[str, Any]) -> object:
    """Let chatter go by; nearly all that a bot hears is that, and every handler costs a question.

    Whoever hears something else in plain words in a group has to name it in `is_chatter`. A command
    for another bot is nobody's here, and no answer to what we asked.
    """
    if isinstance(event, Message):
        bot: Bot = data["bot"]
        if is_chatter(event, data.get("raw_state")) or await _is_for_another(event, bot):
            return UNHANDLED
    return await handler(event, data)


async def _is_for_another(message: Message, bot: Bot) -> bool:
    named = COMMAND_TO.match(message.text or message.caption or "")
    return named is not None and named[1].lower() != ((await bot.me()).username or "").lower()


def is_chatter(message: Message, dialogue: str | None) -> bool:
    """Whether no handler wants a message: no command, no answer, no dialogue, nothing to report."""
    text = message.text
    if text is None or message.chat.type not in GROUPS:
        return False
    if dialogue is not None or message.reply_to_message is not None:
        return False
    if any(entity.type == "mention" for entity in message.entities or ()):
        return False
    words = text.strip()
    if words.startswith(("/", "补充")) or says_found(text) or SETTLED.fullmatch(words):
        return False
    if any(heard(text) for heard in IN_PLAIN_WORDS):
        return False
    return says_nothing(text)
