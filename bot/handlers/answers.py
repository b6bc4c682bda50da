"""Answers to what staff were asked: the next message, unless it tells of another danger."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any

from aiogram.filters import BaseFilter
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State
from aiogram.types import Message

from bot.domain.policy import Policy
from bot.errors import Refusal, Unfit
from bot.handlers.dialogues import In
from bot.handlers.hearing import words_of, written_at
from bot.handlers.voice import Voice
from bot.services import additions
from bot.services.unit import Read


class Answers(BaseFilter):
    """Lets messages through that belong to a dialogue; a report of danger ends it and is one.

    Whoever was asked for a reason may see a child cry at the gate before they answer.
    """

    def __init__(self, *steps: State) -> None:
        self._belongs = In(*steps)

    async def __call__(
        self,
        message: Message,
        state: FSMContext,
        raw_state: str | None,
        at: datetime,
        read: Read,
        policy: Policy,
    ) -> bool | dict[str, Any]:
        found = await self._belongs(message, state, raw_state, at)
        if not isinstance(found, dict):
            return False
        case, now = found["dialogue"].get("case"), written_at(message, policy)
        async with read() as session:
            other = await additions.other_danger(session, case, words_of(message), now=now)
        if other is None:
            return found
        await state.clear()
        return False


@asynccontextmanager
async def answering(state: FSMContext, voice: Voice, chat_id: int) -> AsyncIterator[None]:
    """End a dialogue with its answer, or with a refusal: nothing more is taken for an answer then.

    The question goes; after an answer that can't be taken it still stands.
    """
    try:
        yield
    except Unfit:
        raise
    except Refusal:
        await leave(state, voice, chat_id)
        raise
    await leave(state, voice, chat_id)


async def leave(state: FSMContext, voice: Voice, chat_id: int) -> None:
    """End a dialogue, and take its question away."""
    question = (await state.get_data()).get("question")
    await state.clear()
    if question is not None:
        await voice.unsay(chat_id, question)
