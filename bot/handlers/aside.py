"""What reads like a danger among what staff write of a gathering or a notice: a report, until they say no."""

from typing import Any

from aiogram.types import CallbackQuery, Message

from bot.errors import Stale
from bot.handlers.hearing import Hearing
from bot.handlers.people import presser_of
from bot.services import reports


async def report(
    message: Message, dialogue: dict[str, Any], hearing: Hearing, words: str | None = None
) -> int | None:
    """Keep the words as a report like any other, and the dialogue beside it; return the draft."""
    draft = await hearing.take(message, words=words)
    if draft is not None:
        await hearing.state.update_data(aside=dialogue)
    return draft


async def take_back(
    query: CallbackQuery, draft: int, hearing: Hearing
) -> tuple[Message, dict[str, Any]]:
    """不是: forget the draft; return the words and the dialogue that they were an answer in.

    Raises Stale once the draft is a case, or Telegram knows the words no more.
    """
    question = query.message
    written = question.reply_to_message if isinstance(question, Message) else None
    async with hearing.write() as session:
        await reports.discard(session, draft, presser_of(query), at=hearing.at)
    dialogue = (await hearing.state.get_data()).get("aside")
    await hearing.state.clear()
    if written is None or dialogue is None:
        raise Stale
    await hearing.voice.reply_to_press(query)
    await hearing.voice.take_away(query)
    return written, dialogue
