"""Publishing: preview, confirm, widen, hold, recall."""

from datetime import datetime

from aiogram import F
from aiogram.types import CallbackQuery

from bot.domain.policy import Policy
from bot.handlers.people import presser_of
from bot.handlers.routing import Routes
from bot.handlers.steps import Step, take_steps
from bot.handlers.voice import Voice
from bot.services import alerts
from bot.services.unit import Write
from bot.views.buttons import Act, Press
from bot.views.toasts import Toast

routes = Routes("alerts")


STEPS = {
    Act.CONFIRM_PUBLISH: Step(alerts.publish_verified, Toast.PUBLISHED),
    Act.PUBLISH_UNVERIFIED: Step(alerts.publish_unverified, Toast.PUBLISHED),
    Act.DONT_PUBLISH: Step(alerts.dont_publish, Toast.CANCELLED),
    Act.WIDEN: Step(alerts.widen, Toast.WIDENED),
    Act.HOLD: Step(alerts.hold, Toast.HELD),
    Act.RECALL: Step(alerts.recall, Toast.RECALLED),
    Act.WRONG_INFO: Step(alerts.doubt, Toast.WRONG_INFO),
}
take_steps(routes, STEPS)


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
