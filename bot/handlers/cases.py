"""Staff at work on a case: presses on the card, its menus, `/case` and `/cases`."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from aiogram import F
from aiogram.filters import Command, CommandObject
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.domain.kinds import Outcome
from bot.domain.policy import Policy
from bot.errors import NotFound, Refusal, Stale
from bot.handlers.dialogues import Dialogue, In, begin
from bot.handlers.people import actor_of, presser_of, writer_of
from bot.handlers.routing import Routes
from bot.handlers.voice import Voice
from bot.services import cases
from bot.services.unit import Read, Write
from bot.views import cases as views
from bot.views import people as people_views
from bot.views.buttons import Act, Press
from bot.views.message import Message as Said
from bot.views.message import Reader
from bot.views.toasts import Toast, progress_toast

routes = Routes("cases")


@dataclass(frozen=True)
class Work:
    """A press that is one step of a case: its use case and the word that answers it."""

    do: Callable[..., Awaitable[object]]
    toast: Toast


STEPS: dict[Act, Work] = {
    Act.SEEN: Work(cases.acknowledge, Toast.SEEN),
    Act.CLAIM: Work(cases.claim, Toast.CLAIMED),
    Act.ESCALATE: Work(cases.escalate, Toast.ESCALATED),
    Act.FINISH: Work(cases.finish, Toast.FINISHED),
    Act.FAIL: Work(cases.fail_check, Toast.FAILED),
    Act.FOUND: Work(cases.found, Toast.FOUND),
    Act.ALSO: Work(cases.also_met, Toast.ALSO),
}


@routes.callback_query(Press.filter(F.act.in_(STEPS)))
async def work(
    query: CallbackQuery,
    callback_data: Press,
    write: Write,
    policy: Policy,
    voice: Voice,
    at: datetime,
) -> None:
    step = STEPS[callback_data.act]
    async with write() as session:
        await step.do(session, callback_data.case, presser_of(query), policy, at=at)
    await voice.toast(query, step.toast)
    await voice.close_menu(query)


@routes.callback_query(Press.filter(F.act.in_({Act.CLOSE, Act.PASS})))
async def offer_outcomes(
    query: CallbackQuery, callback_data: Press, write: Write, voice: Voice
) -> None:
    async with write() as session:
        facts = await cases.for_staff(session, callback_data.case, presser_of(query))
    await _offer(query, voice, lambda reader: views.outcome_picker(facts, reader))


@routes.callback_query(Press.filter(F.act == Act.MORE))
async def offer_more(
    query: CallbackQuery, callback_data: Press, write: Write, voice: Voice
) -> None:
    async with write() as session:
        card = await cases.card_for_staff(session, callback_data.case, presser_of(query))

    def menu(reader: Reader) -> Said:
        return views.more_menu(card.facts, reader, alert_out=card.alert_out, held=card.held)

    await _offer(query, voice, menu)


@routes.callback_query(Press.filter(F.act.in_({Act.ASSIGN, Act.TRANSFER})))
async def offer_hands(
    query: CallbackQuery, callback_data: Press, write: Write, voice: Voice
) -> None:
    async with write() as session:
        hands = await cases.hands(session, callback_data.case, presser_of(query))
    people = hands.people if callback_data.act is Act.ASSIGN else ()

    def picker(reader: Reader) -> Said:
        return views.assign_picker(callback_data.case, hands.number, people, hands.grids, reader)

    await _offer(query, voice, picker)


async def _offer(query: CallbackQuery, voice: Voice, picker: Callable[[Reader], Said]) -> None:
    """Say a menu under the card that was pressed."""
    await voice.reply_to_press(query)
    if query.message is not None:
        chat = query.message.chat.id
        said = picker(await voice.reader(chat))
        await voice.say(chat, said, reply_to=query.message.message_id)


@routes.callback_query(Press.filter(F.act.in_({Act.ASSIGN_TO, Act.TRANSFER_TO})))
async def hand_on(
    query: CallbackQuery,
    callback_data: Press,
    write: Write,
    policy: Policy,
    voice: Voice,
    at: datetime,
) -> None:
    assigning = callback_data.act is Act.ASSIGN_TO
    give = cases.assign if assigning else cases.transfer
    to = _whole_number(callback_data.arg)
    async with write() as session:
        await give(session, callback_data.case, presser_of(query), policy, to=to, at=at)
    await voice.toast(query, Toast.ASSIGNED if assigning else Toast.TRANSFERRED)
    await voice.take_away(query)


def _whole_number(arg: str) -> int:
    if not arg.isdecimal():
        raise Stale
    return int(arg)


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
        facts = await cases.for_staff(session, case, presser)
    if outcome is Outcome.REUNITED and facts.kind.is_found:
        await _offer(query, voice, lambda reader: views.handover_picker(facts, reader))
    elif outcome is Outcome.DUPLICATE:
        await begin(state, Dialogue.number, at=at, case=case, outcome=outcome)
        await _offer(query, voice, views.number_wanted)
    elif outcome is Outcome.CANNOT_FIX:
        await begin(state, Dialogue.reason, at=at, case=case, outcome=outcome)
        await _offer(query, voice, lambda reader: views.reason_wanted(outcome, reader))
    else:
        async with write() as session:
            await cases.close(session, case, presser, policy, outcome=outcome, at=at)
        await voice.toast(query, Toast.CLOSED)
    await voice.take_away(query)


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
        await cases.close(
            session,
            callback_data.case,
            presser_of(query),
            policy,
            outcome=Outcome.REUNITED,
            reason=callback_data.arg,
            at=at,
        )
    await voice.toast(query, Toast.CLOSED)
    await voice.take_away(query)


@routes.message(In(Dialogue.reason, Dialogue.number))
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
    if duplicate and not words.isdecimal():
        raise Refusal("refusal-number-needed")
    async with write() as session:
        await cases.close(
            session,
            dialogue["case"],
            writer,
            policy,
            outcome=outcome,
            reason=None if duplicate else words,
            original=int(words) if duplicate else None,
            at=at,
        )
    await state.clear()


@routes.callback_query(Press.filter(F.act == Act.CANCEL))
async def cancel(query: CallbackQuery, voice: Voice) -> None:
    await voice.reply_to_press(query)
    await voice.take_away(query)


@routes.callback_query(Press.filter(F.act == Act.CONTACT))
async def show_contact(
    query: CallbackQuery,
    callback_data: Press,
    write: Write,
    policy: Policy,
    voice: Voice,
    at: datetime,
) -> None:
    """To the presser's private chat, never into the group (promise 4)."""
    async with write() as session:
        told = await cases.look_at_contact(
            session, callback_data.case, presser_of(query), policy, at=at
        )
    reader = await voice.reader(query.from_user.id)
    said = people_views.contact(reader, told.number or 0, told.name, told.phone, told.user_id)
    reached = await voice.say(query.from_user.id, said)
    await voice.toast(query, Toast.PRIVATE if reached else Toast.OPEN_PRIVATE)


@routes.callback_query(Press.filter(F.act == Act.PROGRESS))
async def show_progress(
    query: CallbackQuery, callback_data: Press, read: Read, voice: Voice
) -> None:
    async with read() as session:
        facts, owner = await cases.progress(session, callback_data.case)
    reader = await voice.reader(query.from_user.id)
    await voice.reply_to_press(query, progress_toast(facts, reader, owner), alert=True)


@routes.message(Command("case"))
async def show_case(message: Message, command: CommandObject, read: Read, voice: Voice) -> None:
    if message.from_user is None:
        return
    number = (command.args or "").strip().removeprefix("#")
    if not number.isdecimal():
        raise Refusal("refusal-usage-case")
    await tell_story(message, int(number), read, voice)


async def tell_story(message: Message, number: int, read: Read, voice: Voice) -> None:
    """Tell a case in private, as far as the asker may read it."""
    assert message.from_user is not None
    if number.bit_length() > 31:
        raise NotFound
    async with read() as session:
        story = await cases.story(session, number, actor_of(message.from_user))
    reader = await voice.reader(message.from_user.id)
    said = [
        views.case_story(story.facts, story.steps, reader, full=story.full, staff=story.handles)
    ]
    if story.full:
        said += views.case_rest(story.facts, reader)
    for part in said:
        await voice.say(message.from_user.id, part)


@routes.message(Command("cases"))
async def list_cases(message: Message, read: Read, voice: Voice) -> None:
    if message.from_user is None:
        return
    async with read() as session:
        page = await cases.page(session, actor_of(message.from_user))
    reader = await voice.reader(message.from_user.id)
    said = views.case_list(page.cases, reader, next_before=page.before)
    await voice.say(message.from_user.id, said)


@routes.callback_query(Press.filter(F.act == Act.CASES_PAGE))
async def older_cases(query: CallbackQuery, callback_data: Press, read: Read, voice: Voice) -> None:
    async with read() as session:
        page = await cases.page(session, presser_of(query), before=callback_data.case)
    await voice.reply_to_press(query)
    reader = await voice.reader(query.from_user.id)
    said = views.case_list(page.cases, reader, next_before=page.before)
    await voice.say(query.from_user.id, said)
