"""Staff at work on a case: presses on the card, and the menus under it."""

from collections.abc import Callable
from datetime import datetime

from aiogram import F
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery

from bot.domain.policy import Policy
from bot.errors import Stale
from bot.handlers.people import presser_of
from bot.handlers.routing import Routes
from bot.handlers.steps import Step, take_steps
from bot.handlers.voice import Voice
from bot.services import attachments, cases, closing, duplicates, handing, presses
from bot.services.unit import Write
from bot.views import cases as views
from bot.views.buttons import Act, Press, is_menu
from bot.views.message import Message as Said
from bot.views.message import Reader
from bot.views.toasts import Toast, joined

routes = Routes("cases")

LONGEST_ID = 18
"""Digits that every database holds as an integer."""


STEPS = {
    Act.SEEN: Step(cases.acknowledge, Toast.SEEN),
    Act.CLAIM: Step(cases.claim, Toast.CLAIMED),
    Act.ESCALATE: Step(handing.escalate, Toast.ESCALATED),
    Act.TAKE_UP: Step(handing.take_up, Toast.TAKEN_UP),
    Act.FOUND: Step(closing.found, Toast.FOUND),
    Act.HEARD: Step(attachments.heard, Toast.HEARD),
    Act.ALSO: Step(cases.also_met, Toast.ALSO),
    Act.JOIN: Step(duplicates.join, Toast.ALSO, joined, with_arg=True),
}
take_steps(routes, STEPS)


LOOK = {Act.CLOSE: cases.for_staff, Act.PASS: cases.to_check}


@routes.callback_query(Press.filter(F.act.in_(LOOK)))
async def offer_outcomes(
    query: CallbackQuery,
    callback_data: Press,
    write: Write,
    policy: Policy,
    voice: Voice,
    at: datetime,
) -> None:
    look = LOOK[callback_data.act]
    async with write() as session:
        facts = await look(session, callback_data.case, presser_of(query), policy, at=at)
    await offer(query, voice, lambda reader: views.outcome_picker(facts, reader))
    await voice.close_menu(query)


@routes.callback_query(Press.filter(F.act == Act.MORE))
async def offer_more(
    query: CallbackQuery,
    callback_data: Press,
    write: Write,
    policy: Policy,
    voice: Voice,
    at: datetime,
) -> None:
    case, presser = callback_data.case, presser_of(query)
    async with write() as session:
        card, again = await cases.card_for_staff(session, case, presser, policy, at=at)

    def menu(reader: Reader) -> Said:
        out, held = card.alert_out, card.held
        return views.more_menu(card.facts, reader, alert_out=out, held=held, again=again)

    await offer(query, voice, menu)


@routes.callback_query(Press.filter(F.act == Act.ASSIGN))
async def offer_hands(
    query: CallbackQuery,
    callback_data: Press,
    write: Write,
    policy: Policy,
    voice: Voice,
    at: datetime,
) -> None:
    case, presser = callback_data.case, presser_of(query)
    async with write() as session:
        await cases.for_staff(session, case, presser, policy, at=at)
        hands = await handing.hands(session, case, presser)

    def picker(reader: Reader) -> Said:
        return views.assign_picker(case, hands.number, hands.people, hands.above, reader)

    await offer(query, voice, picker)
    await voice.close_menu(query)


@routes.callback_query(Press.filter(F.act == Act.TRANSFER))
async def offer_nodes(
    query: CallbackQuery,
    callback_data: Press,
    write: Write,
    policy: Policy,
    voice: Voice,
    at: datetime,
) -> None:
    """With a number it leafs through them."""
    case, presser = callback_data.case, presser_of(query)
    start = _whole_number(callback_data.arg) if callback_data.arg else 0
    async with write() as session:
        await cases.for_staff(session, case, presser, policy, at=at)
        hands = await handing.hands(session, case, presser)

    def picker(reader: Reader) -> Said:
        nodes = hands.above + hands.below
        return views.transfer_picker(case, hands.number, nodes, reader, start=start)

    if callback_data.arg and query.message is not None:
        await voice.reply_to_press(query)
        await voice.turn(query, picker(await voice.reader(query.message.chat.id)))
        return
    await offer(query, voice, picker)
    await voice.close_menu(query)


async def offer(query: CallbackQuery, voice: Voice, picker: Callable[[Reader], Said]) -> int | None:
    """Say a menu under the card that was pressed, or under which the menu before it stands."""
    await voice.reply_to_press(query)
    if query.message is None:
        return None
    chat = query.message.chat.id
    said = picker(await voice.reader(chat))
    card = getattr(query.message, "reply_to_message", None)
    under = (
        card if card and is_menu(getattr(query.message, "reply_markup", None)) else query.message
    )
    button = (query.from_user.id, query.data or "")
    return await voice.offer(chat, said, under=under.message_id, button=button)


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
    give = handing.assign if assigning else handing.transfer
    to = _whole_number(callback_data.arg)
    async with write() as session:
        if await presses.is_new(session, query.id, at=at):
            await give(session, callback_data.case, presser_of(query), policy, to=to, at=at)
    await voice.toast(query, Toast.ASSIGNED if assigning else Toast.TRANSFERRED)
    await voice.close_menu(query)


def _whole_number(arg: str) -> int:
    if not arg.isdecimal() or len(arg) > LONGEST_ID:
        raise Stale
    return int(arg)


@routes.callback_query(Press.filter(F.act == Act.CANCEL))
async def cancel(
    query: CallbackQuery, callback_data: Press, state: FSMContext, write: Write, voice: Voice
) -> None:
    """Close the menu, and what was asked because of it."""
    async with write() as session:
        await cases.require_handler(session, callback_data.case, presser_of(query))
    dialogue = await state.get_data()
    if dialogue.get("case") == callback_data.case:
        await state.clear()
    await voice.reply_to_press(query)
    if query.message and query.message.message_id == dialogue.get("question"):
        await voice.take_away(query)
    else:
        await voice.close_menu(query)
