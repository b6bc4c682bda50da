"""Whoever presses a card of ours, or answers it, shows the ledger that it stands."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message, TelegramObject

from bot.domain import alert_cards, cards
from bot.services import adopting
from bot.services.adopting import Met
from bot.services.unit import Read, Write
from bot.views.buttons import Act, presses

Next = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]

KNOWN_BY: dict[Act, type] = {
    Act.WRONG_INFO: alert_cards.AlertPost,
    Act.SEEN: cards.StaffCard,
    Act.PASS: cards.StaffCard,
    Act.CONFIRM_PUBLISH: alert_cards.Preview,
    Act.SUBMIT: cards.Prompt,
    Act.GUARDIAN: cards.ReporterCard,
    Act.FOUND: cards.ReporterCard,
    Act.ALSO: cards.GroupLine,
    Act.SOLVED: cards.Survey,
}
"""A button that no other message has beside these."""


async def adopt(handler: Next, event: TelegramObject, data: dict[str, Any]) -> object:
    """Let the ledger know the message before anything is made of the press or the answer."""
    met = _met(event)
    if met is not None:
        read: Read = data["read"]
        write: Write = data["write"]
        at: datetime = data["at"]
        async with read() as session:
            missed = await adopting.is_missed(session, met)
        if missed:
            async with write() as session:
                await adopting.adopt(session, met, at=at)
    return await handler(event, data)


def _met(event: TelegramObject) -> Met | None:
    if isinstance(event, CallbackQuery):
        shown = event.message
    else:
        shown = event.reply_to_message if isinstance(event, Message) else None
    markup = getattr(shown, "reply_markup", None)
    if shown is None or not isinstance(markup, InlineKeyboardMarkup):
        return None
    for press in presses(markup):
        if press.act in KNOWN_BY:
            return Met(shown.chat.id, shown.message_id, press.case, KNOWN_BY[press.act])
    return None
