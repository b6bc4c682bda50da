"""The word of a button, written instead of pressed."""

from datetime import datetime
from typing import Any

from aiogram.filters import BaseFilter
from aiogram.filters.callback_data import CallbackData
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.domain.subjects import chosen
from bot.handlers.dialogues import WAITS_FOR_REPORT, Dialogue, In, begin
from bot.handlers.hearing import words_of
from bot.views.message import Message as Said


async def keep_choices(
    state: FSMContext,
    said: Said,
    shown: int | None,
    at: datetime,
    **about: Any,  # noqa: ANN401 - JSON values
) -> None:
    """Take the word of a button of this message for the button, as long as nothing else is asked."""
    rows = said.keyboard.inline_keyboard if said.keyboard else []
    kept = [[one.text, one.callback_data] for row in rows for one in row if one.callback_data]
    if not kept:
        await state.clear()
        return
    lasts = WAITS_FOR_REPORT
    await begin(state, Dialogue.choosing, at=at, lasts=lasts, choices=kept, shown=shown, **about)


def is_choice(dialogue: dict[str, Any], button: CallbackData) -> bool:
    """Whether such a button stands under the message that a person chooses from."""
    return any(data == button.pack() for _, data in dialogue["choices"])


def pressed(query: CallbackQuery) -> int | None:
    """Return the number of the message with the button."""
    return query.message.message_id if query.message else None


class Chooses(BaseFilter):
    """Lets the word of such a button through, with what it sends; other words are for others."""

    def __init__(self, kind: type[CallbackData], field: str, may: frozenset[Any]) -> None:
        self._asked = In(Dialogue.choosing)
        self._kind, self._field, self._may = kind, field, may

    async def __call__(
        self, message: Message, state: FSMContext, raw_state: str | None, at: datetime
    ) -> bool | dict[str, Any]:
        found = await self._asked(message, state, raw_state, at)
        if not isinstance(found, dict):
            return False
        told = found["dialogue"]
        choices = [(label, one) for label, data in told["choices"] if (one := self._button(data))]
        nth = chosen([label for label, _ in choices], words_of(message))
        if nth is None:
            return False
        return {"choice": choices[nth][1], "shown": told["shown"]}

    def _button(self, data: str) -> CallbackData | None:
        """Return what a button sends, None for one that is no choice."""
        if not data.startswith(f"{self._kind.__prefix__}{self._kind.__separator__}"):
            return None
        one = self._kind.unpack(data)
        return one if getattr(one, self._field) in self._may else None
