"""The card of a notice: what may be changed in it, and the second person's answer."""

from datetime import datetime

from aiogram import F
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery

from bot.domain.policy import Policy
from bot.errors import Stale
from bot.handlers.dialogues import Dialogue, begin
from bot.handlers.notice_showing import IN_PRIVATE, LASTS, follow, number
from bot.handlers.people import presser_of
from bot.handlers.routing import Routes
from bot.handlers.voice import Voice
from bot.services import notice_board, notice_seconds, notices, presses
from bot.services import noticing as writing
from bot.services.rights import Actor
from bot.services.unit import Session, Write
from bot.views import noticing
from bot.views.buttons import Do, Notify

routes = Routes("notices")
HOURS = {"now": "现在", "today.18": "今天18点", "tomorrow.8": "明天8点", "tomorrow.18": "明天18点"}
"""What the buttons of hours stand for, in words that are read like anybody's."""


@routes.callback_query(Notify.filter(F.do.in_({Do.REPLACE, Do.LEAVE})), IN_PRIVATE)
async def replace_or_leave(
    query: CallbackQuery, callback_data: Notify, write: Write, voice: Voice, at: datetime
) -> None:
    """也改已经发出的, or only what is to come."""
    reader = await voice.reader(query.from_user.id)
    said = noticing.left(reader)
    if callback_data.do is Do.REPLACE:
        async with write() as session:
            key, presser = callback_data.id, presser_of(query)
            said = noticing.replaced(
                reader, await writing.replace_sent(session, key, presser, at=at)
            )
    await voice.turn_to(query, said)


MENUS = {Do.TIME: noticing.when, Do.REPEAT: noticing.repeats, Do.UNTIL: noticing.validity}
WRITTEN = {Do.TIME: "time", Do.UNTIL: "until"}


@routes.callback_query(Notify.filter(F.do.in_({*MENUS, Do.OPEN, Do.LOG, Do.DELETE})), IN_PRIVATE)
async def open_(
    query: CallbackQuery,
    callback_data: Notify,
    state: FSMContext,
    write: Write,
    policy: Policy,
    voice: Voice,
    at: datetime,
) -> None:
    """Turn to the card, its record, or one of its menus; a time or an end may be written, too."""
    presser, do = presser_of(query), callback_data.do
    async with write() as session:
        card = await notice_board.card(session, callback_data.id, presser, policy, at=at)
        await follow(session, query, card if do is Do.OPEN else None, policy, at)
    if do in WRITTEN:
        about = {"what": WRITTEN[do], "notice": callback_data.id}
        asked = query.message.message_id if query.message else None
        await begin(state, Dialogue.noticing, at=at, lasts=LASTS, question=asked, **about)
    else:
        await state.clear()
    show = {
        Do.OPEN: noticing.notice_card,
        Do.LOG: noticing.notice_log,
        Do.DELETE: noticing.delete_surely,
    }
    reader = await voice.reader(presser.id)
    said = MENUS[do](reader, card) if do in MENUS else show[do](card, reader)
    await voice.turn_to(query, said)


@routes.callback_query(Notify.filter(F.do.in_({Do.SCOPE, Do.NODE})), IN_PRIVATE)
async def choose_nodes(
    query: CallbackQuery, callback_data: Notify, state: FSMContext, write: Write, voice: Voice
) -> None:
    """`t12.5.0` takes node 12 in or out, seen from node 5; `o5.0.6` opens one, `u5.0.0` goes up."""
    step, numbers = callback_data.arg[:1], callback_data.arg[1:].split(".")
    if step and len(numbers) != 3:
        raise Stale
    node, above, start = map(number, numbers) if step else (0, 0, 0)
    presser, key = presser_of(query), callback_data.id
    async with write() as session:
        if step == "u":
            above = await writing.above(session, presser, node)
        elif step == "o":
            above = node
        toggle = node if step == "t" else None
        above, shown = await writing.scope(session, key, presser, above=above, toggle=toggle)
    await state.clear()
    reader = await voice.reader(presser.id)
    await voice.turn_to(query, noticing.nodes(reader, key, above, shown, start))


async def _change(
    session: Session,
    pressed: Notify,
    actor: Actor,
    policy: Policy,
    at: datetime,
) -> None:
    key, arg = pressed.id, pressed.arg
    match pressed.do:
        case Do.AT:
            await writing.set_time(session, key, actor, HOURS.get(arg, ""), policy, at=at)
        case Do.EVERY:
            await writing.set_repeat(session, key, actor, arg)
        case Do.DAYS:
            await writing.set_days(session, key, actor, number(arg), policy, at=at)
        case Do.CONFIRM:
            await notices.confirm(session, key, actor, policy, at=at)
        case Do.PAUSE:
            await notices.pause(session, key, actor, at=at)
        case Do.RESUME:
            await notices.resume(session, key, actor, policy, at=at)
        case Do.SKIP:
            await notices.skip(session, key, actor, policy, at=at)
        case Do.DELETE_NOW:
            await notices.delete(session, key, actor, at=at)
        case Do.TAKE_BACK:
            await notices.take_back(session, key, actor, at=at)


CHANGES = frozenset(
    {
        Do.AT,
        Do.EVERY,
        Do.DAYS,
        Do.CONFIRM,
        Do.PAUSE,
        Do.RESUME,
        Do.SKIP,
        Do.DELETE_NOW,
        Do.TAKE_BACK,
    }
)


@routes.callback_query(Notify.filter(F.do.in_(CHANGES)), IN_PRIVATE)
async def change(
    query: CallbackQuery,
    callback_data: Notify,
    state: FSMContext,
    write: Write,
    policy: Policy,
    voice: Voice,
    at: datetime,
) -> None:
    """One step each, once; the card says what came of it."""
    presser = presser_of(query)
    async with write() as session:
        if await presses.is_new(session, query.id, at=at):
            await _change(session, callback_data, presser, policy, at)
        card = await notice_board.card(session, callback_data.id, presser, policy, at=at)
        await follow(session, query, card, policy, at)
    await state.clear()
    await voice.turn_to(query, noticing.notice_card(card, await voice.reader(presser.id)))


@routes.callback_query(Notify.filter(F.do == Do.DROP), IN_PRIVATE)
async def drop(
    query: CallbackQuery, callback_data: Notify, state: FSMContext, write: Write, voice: Voice
) -> None:
    async with write() as session:
        await writing.drop(session, callback_data.id, presser_of(query))
    await state.clear()
    await voice.turn_to(query, noticing.dropped(await voice.reader(query.from_user.id)))


@routes.callback_query(Notify.filter(F.do.in_({Do.AGREE, Do.REFUSE})))
async def decide(
    query: CallbackQuery,
    callback_data: Notify,
    write: Write,
    policy: Policy,
    voice: Voice,
    at: datetime,
) -> None:
    """The second person answers, wherever the question stands."""
    agrees = callback_data.do is Do.AGREE
    async with write() as session:
        if await presses.is_new(session, query.id, at=at):
            key, presser = callback_data.id, presser_of(query)
            await notice_seconds.decide(session, key, presser, policy, agrees=agrees, at=at)
    await voice.reply_to_press(query)
