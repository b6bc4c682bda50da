"""Closing a case: the outcome, and what it still needs."""

from datetime import UTC, datetime
from typing import Any

from aiogram import F
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.domain.kinds import Outcome
from bot.domain.policy import Policy
from bot.errors import Stale, Unfit
from bot.handlers.answers import Answers, answering
from bot.handlers.cases import LONGEST_ID, offer
from bot.handlers.dialogues import Dialogue, begin
from bot.handlers.people import presser_of, writer_of
from bot.handlers.routing import Routes
from bot.handlers.voice import Voice
from bot.services import cases, closing
from bot.services.unit import Write
from bot.views import cases as views
from bot.views.buttons import Act, Press
from bot.views.toasts import Toast

routes = Routes("closing")

LONG_AGO = datetime.fromtimestamp(0, UTC)


@routes.callback_query(Press.filter(F.act == Act.CLOSE_AS))
async def close(
    query: CallbackQuery,
    callback_data: Press,
    state: FSMContext,
    write: Write,
    policy: Policy,
    voice: Voice,
    at: datetime,
) -> None:
    """Close at once, or ask for what the outcome still needs."""
    outcome = _outcome(callback_data.arg)
    case, presser = callback_data.case, presser_of(query)
    async with write() as session:
        facts = await cases.for_staff(session, case, presser, policy, at=at)
        await closing.require_asked_since(session, case, _asked_at(query))
    if outcome is Outcome.REUNITED and facts.kind.is_found:
        await offer(query, voice, lambda reader: views.handover_picker(facts, reader))
    elif outcome is Outcome.DUPLICATE:
        asked = await offer(query, voice, views.number_wanted)
        await begin(state, Dialogue.number, at=at, case=case, outcome=outcome, question=asked)
    elif outcome is Outcome.CANNOT_FIX:
        asked = await offer(query, voice, lambda reader: views.reason_wanted(outcome, reader))
        await begin(state, Dialogue.reason, at=at, case=case, outcome=outcome, question=asked)
    else:
        async with write() as session:
            await closing.close(session, case, presser, policy, outcome=outcome, at=at)
        await voice.toast(query, Toast.CLOSED)
    await voice.close_menu(query)


def _asked_at(query: CallbackQuery) -> datetime:
    """Return when the question came under which somebody presses; out of reach is long ago."""
    return query.message.date if isinstance(query.message, Message) else LONG_AGO


def _outcome(arg: str) -> Outcome:
    if arg not in set(Outcome):
        raise Stale
    return Outcome(arg)


@routes.callback_query(Press.filter(F.act == Act.HANDED_OVER))
async def close_handed_over(
    query: CallbackQuery,
    callback_data: Press,
    write: Write,
    policy: Policy,
    voice: Voice,
    at: datetime,
) -> None:
    if callback_data.arg not in views.HANDOVERS:
        raise Stale
    async with write() as session:
        await closing.require_asked_since(session, callback_data.case, _asked_at(query))
        await closing.close(
            session,
            callback_data.case,
            presser_of(query),
            policy,
            outcome=Outcome.REUNITED,
            reason=callback_data.arg,
            at=at,
        )
    await voice.toast(query, Toast.CLOSED)
    await voice.close_menu(query)


@routes.message(Answers(Dialogue.reason, Dialogue.number))
async def close_with_words(
    message: Message,
    dialogue: dict[str, Any],
    state: FSMContext,
    write: Write,
    policy: Policy,
    at: datetime,
) -> None:
    """The reason of 无法解决, or the number of the case that 重复 points to."""
    writer = writer_of(message)
    words = (message.text or "").strip()
    if writer is None or not words:
        return
    outcome = Outcome(dialogue["outcome"])
    duplicate = outcome is Outcome.DUPLICATE
    if duplicate and (not words.isdecimal() or len(words) > LONGEST_ID):
        raise Unfit("refusal-number-needed")
    async with answering(state), write() as session:
        await closing.close(
            session,
            dialogue["case"],
            writer,
            policy,
            outcome=outcome,
            reason=None if duplicate else words,
            original=int(words) if duplicate else None,
            at=at,
        )
