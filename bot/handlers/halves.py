"""Half a sentence that reports nothing by itself, and the other half that makes a report of it.

Between them nothing of the words is kept, only which message it was and what sort of half.
"""

from datetime import datetime
from typing import Any

from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.filters import BaseFilter
from aiogram.fsm.context import FSMContext
from aiogram.types import Message

from bot.domain.intake import Understanding, begun, completed
from bot.domain.policy import Policy
from bot.handlers.dialogues import Dialogue, In, begin
from bot.handlers.hearing import Hearing, Hears, words_of, written_at
from bot.handlers.routing import Routes
from bot.services.places import Places

routes = Routes("halves")


class Completes(BaseFilter):
    """Lets the other half through, with what both together report and the message of the first."""

    def __init__(self) -> None:
        self._has_begun = In(Dialogue.half)

    async def __call__(
        self,
        message: Message,
        state: FSMContext,
        raw_state: str | None,
        at: datetime,
        policy: Policy,
        places: Places,
    ) -> bool | dict[str, Any]:
        told = await self._has_begun(message, state, raw_state, at)
        if not isinstance(told, dict):
            return False
        first, text, now = told["dialogue"], words_of(message), written_at(message, policy)
        meaning = completed(first["half"], text, now=now, places=places.known)
        return {"meaning": meaning, "first": first["message"]} if meaning else False


class Begins(BaseFilter):
    """Lets the first half through, with its sort."""

    async def __call__(self, message: Message) -> bool | dict[str, Any]:
        half = begun(words_of(message))
        return {"half": half} if half else False


@routes.message(Completes(), Hears())
async def hear_both(message: Message, meaning: Understanding, first: int, hearing: Hearing) -> None:
    """A report; staff get the first half as it was sent."""
    await hearing.take(message, meaning=meaning, beside=first)


@routes.message(Begins())
async def remember_half(message: Message, half: str, state: FSMContext, at: datetime) -> None:
    """Nothing is said among neighbours; in private whoever wrote it is answered as ever."""
    await begin(state, Dialogue.half, at=at, half=half, message=message.message_id)
    raise SkipHandler
