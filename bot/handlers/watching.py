"""Staff and partners of the grids that an alert has reached answer it: 已通知, 在巡查, 已接手."""

from datetime import datetime

from aiogram import F
from aiogram.types import CallbackQuery

from bot.domain.boards import Answer
from bot.domain.policy import Policy
from bot.errors import Stale
from bot.handlers.people import presser_of
from bot.handlers.routing import Routes
from bot.handlers.voice import Voice
from bot.services import watching
from bot.services.unit import Write
from bot.views.buttons import Act, Press
from bot.views.toasts import Toast

routes = Routes("watching")

WORDS = {
    Act.TOLD: (Answer.TOLD, Toast.TOLD),
    Act.SEARCHING: (Answer.SEARCHING, Toast.SEARCHING),
    Act.TAKEN_OVER: (Answer.TAKEN_OVER, Toast.TAKEN_OVER),
}


@routes.callback_query(Press.filter(F.act.in_(WORDS)))
async def answer(
    query: CallbackQuery,
    callback_data: Press,
    write: Write,
    policy: Policy,
    voice: Voice,
    at: datetime,
) -> None:
    if query.message is None:
        raise Stale
    under = (query.message.chat.id, query.message.message_id)
    word, done = WORDS[callback_data.act]
    presser, case = presser_of(query), callback_data.case
    async with write() as session:
        await watching.acknowledge(session, case, presser, policy, word=word, under=under, at=at)
    await voice.toast(query, done)
