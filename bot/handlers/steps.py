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
from bot.views.message import Reader
from bot.views.toasts import Toast


@dataclass(frozen=True)
class Step:
    """A use case `do(session, case_id, actor, policy, at=…)` and the word that answers the press."""

    do: Callable[..., Awaitable[object]]
    toast: Toast
    otherwise: Callable[[object, Reader], str | None] | None = None
    """What to say in a window instead, by what the use case returned."""
    with_arg: bool = False
    """The use case takes the button's `arg`, too."""


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
        step, went = steps[callback_data.act], None
        async with write() as session:
            if await presses.is_new(session, query.id, at=at):
                more = {"arg": callback_data.arg} if step.with_arg else {}
                case, presser = callback_data.case, presser_of(query)
                went = await step.do(session, case, presser, policy, at=at, **more)
        reader = await voice.reader(query.from_user.id)
        other = step.otherwise(went, reader) if step.otherwise else None
        if other is None:
            await voice.toast(query, step.toast)
        else:
            await voice.reply_to_press(query, other, alert=True)
        await voice.close_menu(query)
