"""Publishing: preview, confirm, widen, hold, recall."""

from datetime import datetime
from typing import Any

from aiogram import F
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.enums import ChatType
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.domain.policy import Policy
from bot.errors import PoliceNumberWanted
from bot.handlers.answers import Answers, answering
from bot.handlers.cases import offer
from bot.handlers.dialogues import Dialogue, begin
from bot.handlers.people import presser_of, writer_of
from bot.handlers.routing import Routes
from bot.handlers.steps import Step, take_steps
from bot.handlers.voice import Voice
from bot.services import alerts, cases, doubts, seconds, validity, verifying, widening
from bot.services.unit import Write
from bot.views import alerts as views
from bot.views import cases as case_views
from bot.views.buttons import Act, Press
from bot.views.toasts import Toast, braked, doubted_enough

routes = Routes("alerts")


STEPS = {
    Act.CONFIRM_PUBLISH: Step(alerts.publish_verified, Toast.PUBLISHED, braked),
    Act.PUBLISH_UNVERIFIED: Step(alerts.publish_unverified, Toast.PUBLISHED, braked),
    Act.DONT_PUBLISH: Step(alerts.dont_publish, Toast.CANCELLED),
    Act.WIDEN: Step(widening.widen, Toast.WIDENED, braked, with_arg=True),
    Act.HOLD: Step(widening.hold, Toast.HELD),
    Act.RESUME: Step(widening.resume, Toast.RESUMED, braked),
    Act.SECOND: Step(seconds.agree, Toast.SECONDED, braked, with_arg=True),
    Act.REFUSE_SECOND: Step(seconds.refuse, Toast.REFUSED_SECOND, with_arg=True),
    Act.OVERRIDE: Step(seconds.override, Toast.OVERRIDDEN, braked, with_arg=True),
    Act.RECALL: Step(alerts.recall, Toast.RECALLED),
    Act.RENEW: Step(validity.renew, Toast.RENEWED),
    Act.END: Step(validity.end, Toast.ENDED),
    Act.WRONG_INFO: Step(doubts.doubt, Toast.WRONG_INFO, doubted_enough),
    Act.KEEP: Step(doubts.keep, Toast.KEPT),
    Act.VERIFY: Step(verifying.verify, Toast.VERIFIED),
}
take_steps(routes, STEPS)


@routes.callback_query(Press.filter(F.act.in_({Act.PUBLISH, Act.REPUBLISH})))
async def preview(
    query: CallbackQuery,
    callback_data: Press,
    state: FSMContext,
    write: Write,
    policy: Policy,
    voice: Voice,
    at: datetime,
) -> None:
    chat = query.message.chat.id if query.message else query.from_user.id
    presser, case = presser_of(query), callback_data.case
    try:
        async with write() as session:
            await alerts.preview(session, case, presser, policy, chat_id=chat, at=at)
    except PoliceNumberWanted:
        asked = await offer(query, voice, views.police_number_wanted)
        await begin(state, Dialogue.police, at=at, case=case, question=asked)
        return
    await voice.reply_to_press(query)
    await voice.close_menu(query)


@routes.message(Answers(Dialogue.police), F.text)
async def take_police_number(
    message: Message,
    dialogue: dict[str, Any],
    state: FSMContext,
    write: Write,
    policy: Policy,
    voice: Voice,
    at: datetime,
) -> None:
    """The number of the police's receipt: then the preview comes."""
    writer = writer_of(message)
    if writer is None:
        return
    case, chat = dialogue["case"], message.chat.id
    try:
        async with answering(state), write() as session:
            await alerts.give_police_number(session, case, writer, message.text or "", at=at)
            await alerts.preview(session, case, writer, policy, chat_id=chat, at=at)
    except PoliceNumberWanted:
        await voice.answer(message, views.police_number_wanted(await voice.reader(chat)))


@routes.callback_query(Press.filter(F.act == Act.SHOW_PHOTO))
async def ask_why_photo(
    query: CallbackQuery,
    callback_data: Press,
    state: FSMContext,
    write: Write,
    policy: Policy,
    voice: Voice,
    at: datetime,
) -> None:
    async with write() as session:
        await cases.for_staff(session, callback_data.case, presser_of(query), policy, at=at)
    asked = await offer(query, voice, case_views.photo_reason_wanted)
    await begin(state, Dialogue.photo, at=at, case=callback_data.case, question=asked)
    await voice.close_menu(query)


@routes.message(Answers(Dialogue.photo), F.text)
async def show_photo(
    message: Message,
    dialogue: dict[str, Any],
    state: FSMContext,
    write: Write,
    policy: Policy,
    voice: Voice,
    at: datetime,
) -> None:
    """The reason for which everybody may see a found person's face; in a group only as a reply."""
    if message.chat.type != ChatType.PRIVATE and message.reply_to_message is None:
        raise SkipHandler
    writer = writer_of(message)
    if writer is None:
        return
    reason = (message.text or "").strip()
    async with answering(state), write() as session:
        await alerts.show_photo(session, dialogue["case"], writer, policy, reason=reason, at=at)
    await voice.answer(message, views.photo_shown(await voice.reader(message.chat.id)))
