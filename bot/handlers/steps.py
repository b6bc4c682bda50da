"""Presses that are one step each: carried out once, answered with a word."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from aiogram import F
from aiogram.types import CallbackQuery

from bot.domain.policy import Policy
from bot.handlers.people import presser_of
from bot.handlers.routing import Routes
from bot.handlers.voice import Voice
from bot.services import presses
from bot.services.unit import Write
from bot.views.buttons import Act, Press
from bot.views.toasts import Toast


@dataclass(frozen=True)
class Step:
    """A use case `do(session, case_id, actor, policy, at=…)` and the word that answers the press."""

    do: Callable[..., Awaitable[object]]
    toast: Toast


def take_steps(routes: Routes, steps: Mapping[Act, Step]) -> None:
    """Let a capability's routes carry these presses out."""

    @routes.callback_query(Press.filter(F.act.in_(steps)))
    async def take(
        query: CallbackQuery,
        callback_data: Press,
        write: Write,
        policy: Policy,
        voice: Voice,
        at: datetime,
    ) -> None:
        step = steps[callback_data.act]
        async with write() as session:
            if await presses.is_new(session, query.id, at=at):
                await step.do(session, callback_data.case, presser_of(query), policy, at=at)
        await voice.toast(query, step.toast)
        await voice.close_menu(query)
