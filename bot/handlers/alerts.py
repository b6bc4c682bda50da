"""Publishing: preview, confirm, widen, hold, recall."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from aiogram import F
from aiogram.types import CallbackQuery

from bot.domain.policy import Policy
from bot.handlers.people import presser_of
from bot.handlers.routing import Routes
from bot.handlers.voice import Voice
from bot.services import alerts, presses
from bot.services.unit import Write
from bot.views.buttons import Act, Press
from bot.views.toasts import Toast

routes = Routes("alerts")


@dataclass(frozen=True)
class Step:
    """A press on an alert: its use case and the word that answers it."""

    do: Callable[..., Awaitable[object]]
    toast: Toast


STEPS: dict[Act, Step] = {
    Act.CONFIRM_PUBLISH: Step(alerts.publish_verified, Toast.PUBLISHED),
    Act.PUBLISH_UNVERIFIED: Step(alerts.publish_unverified, Toast.PUBLISHED),
    Act.DONT_PUBLISH: Step(alerts.dont_publish, Toast.CANCELLED),
    Act.WIDEN: Step(alerts.widen, Toast.WIDENED),
    Act.HOLD: Step(alerts.hold, Toast.HELD),
    Act.RECALL: Step(alerts.recall, Toast.RECALLED),
    Act.WRONG_INFO: Step(alerts.doubt, Toast.WRONG_INFO),
}


@routes.callback_query(Press.filter(F.act.in_({Act.PUBLISH, Act.REPUBLISH})))
async def preview(
    query: CallbackQuery,
    callback_data: Press,
    write: Write,
    policy: Policy,
    voice: Voice,
    at: datetime,
) -> None:
    chat = query.message.chat.id if query.message else query.from_user.id
    async with write() as session:
        await alerts.preview(
            session, callback_data.case, presser_of(query), policy, chat_id=chat, at=at
        )
    await voice.reply_to_press(query)
    await voice.close_menu(query)


@routes.callback_query(Press.filter(F.act.in_(STEPS)))
async def act_on_alert(
    query: CallbackQuery,
    callback_data: Press,
    write: Write,
    policy: Policy,
    voice: Voice,
    at: datetime,
) -> None:
    step = STEPS[callback_data.act]
    async with write() as session:
        if await presses.is_new(session, query.id, at=at):
            await step.do(session, callback_data.case, presser_of(query), policy, at=at)
    await voice.toast(query, step.toast)
    await voice.close_menu(query)
