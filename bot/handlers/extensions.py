"""延期 in 更多: by how many days, then why; 同意 · 不同意 of somebody above."""

from datetime import datetime
from typing import Any

from aiogram import F
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.domain.ladder import EXTENSIONS
from bot.domain.policy import Policy
from bot.domain.reports import gives_up
from bot.handlers.answers import Answers, answering
from bot.handlers.cases import offer
from bot.handlers.dialogues import Dialogue, begin
from bot.handlers.people import presser_of, writer_of
from bot.handlers.routing import Routes
from bot.handlers.steps import Step, take_steps
from bot.handlers.voice import Voice
from bot.services import extensions, notes, presses
from bot.services.unit import Write
from bot.views import extensions as views
from bot.views.buttons import Act, Press
from bot.views.toasts import Toast

routes = Routes("extensions")


take_steps(routes, {Act.GRANT: Step(extensions.grant, Toast.GRANTED, with_arg=True)})


@routes.callback_query(Press.filter(F.act == Act.NOT_GRANTED))
async def refuse(
    query: CallbackQuery,
    callback_data: Press,
    state: FSMContext,
    write: Write,
    policy: Policy,
    voice: Voice,
    at: datetime,
) -> None:
    """The date stands at once; why is asked for then, and noted for whoever works on it."""
    presser, case, number = presser_of(query), callback_data.case, None
    async with write() as session:
        if await presses.is_new(session, query.id, at=at):
            await extensions.refuse(session, case, presser, policy, arg=callback_data.arg, at=at)
            number = await notes.may_note(session, case, presser)
    if number is not None:
        asked = await offer(query, voice, lambda reader: views.why_refused(number, reader))
        await begin(state, Dialogue.noting, at=at, case=case, question=asked, done=True)
    else:
        await voice.toast(query, Toast.NOT_GRANTED)


@routes.callback_query(Press.filter(F.act == Act.EXTEND))
async def offer_days(
    query: CallbackQuery,
    callback_data: Press,
    state: FSMContext,
    write: Write,
    voice: Voice,
    at: datetime,
) -> None:
    """First by how many working days, then why; the next message is the reason."""
    async with write() as session:
        facts = await extensions.may_ask(session, callback_data.case, presser_of(query), at=at)
    if callback_data.arg in map(str, EXTENSIONS):
        days = int(callback_data.arg)
        why = await offer(query, voice, lambda reader: views.why_wanted(facts, days, reader))
        case = facts.case_id
        await begin(state, Dialogue.extending, at=at, case=case, days=days, question=why)
    else:
        await offer(query, voice, lambda reader: views.days_picker(facts, reader))
    await voice.close_menu(query)


@routes.message(Answers(Dialogue.extending), F.text)
async def ask(
    message: Message,
    dialogue: dict[str, Any],
    state: FSMContext,
    write: Write,
    policy: Policy,
    at: datetime,
) -> None:
    """Why more time is needed; the question goes once it is answered."""
    writer, reason = writer_of(message), message.text or ""
    if writer is None:
        return
    case, days = dialogue["case"], dialogue["days"]
    async with answering(state):
        if not gives_up(reason):
            async with write() as session:
                await extensions.ask(session, case, writer, policy, days=days, reason=reason, at=at)
