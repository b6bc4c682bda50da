"""Half sentences that report nothing by themselves, and what makes a report of them.

Between them nothing of the words is kept, only which messages it were and what sort of half.
"""

from datetime import datetime
from typing import Any

from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.enums import ChatType
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
    """Lets the other half through, with what all report together and the messages of the first."""

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
        return {"meaning": meaning, "before": first["messages"]} if meaning else False


class Begins(BaseFilter):
    """Lets half a sentence through, with its sort and the messages of what it goes on from.

    Whoever is telling of something already goes on with that; what doesn't go on begins anew.
    """

    async def __call__(
        self, message: Message, state: FSMContext, raw_state: str | None
    ) -> bool | dict[str, Any]:
        # an earlier filter of this update may have ended it
        step = await state.get_state() if raw_state else None
        if step not in {None, Dialogue.half.state}:
            return False
        before = await state.get_data() if step else {}
        words = words_of(message)
        if before and (half := begun(words, before.get("half"))):
            return {"half": half, "before": before.get("messages", [])}
        half = begun(words)
        return {"half": half, "before": []} if half else False


@routes.message(Completes(), Hears())
async def hear_all(
    message: Message, meaning: Understanding, before: list[int], hearing: Hearing
) -> None:
    """A report; staff get what was said before as it was sent."""
    await hearing.take(message, meaning=meaning, beside=before)


@routes.message(Begins())
async def remember_half(
    message: Message, half: str, before: list[int], state: FSMContext, at: datetime
) -> None:
    """Nothing is said among neighbours; in private the first is answered as ever."""
    said = [*before, message.message_id]
    await begin(state, Dialogue.half, at=at, half=half, messages=said)
    if message.chat.type != ChatType.PRIVATE or not before:
        raise SkipHandler
