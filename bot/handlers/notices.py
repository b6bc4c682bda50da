"""The card of a notice: what may be changed in it, and the second person's answer."""

import re
from datetime import datetime
from typing import Any

from aiogram import F
from aiogram.filters import BaseFilter
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.domain.intake import understand
from bot.domain.notices import NoticeCard
from bot.domain.policy import Policy
from bot.errors import Stale
from bot.handlers.choosing import Chooses, is_choice, keep_choices, pressed
from bot.handlers.dialogues import Dialogue, In, begin
from bot.handlers.hearing import words_of, written_at
from bot.handlers.notice_showing import IN_PRIVATE, LASTS, follow, number, show
from bot.handlers.people import presser_of, writer_of
from bot.handlers.routing import Routes
from bot.handlers.voice import Voice
from bot.services import notice_board, notice_cards, notice_seconds, notices, presses
from bot.services import noticing as writing
from bot.services.rights import Actor
from bot.services.unit import Session, Write
from bot.views import notice_menus, noticing
from bot.views.buttons import Do, Notify
from bot.views.message import Message as Said
from bot.views.message import Reader

routes = Routes("notices")
SOURCE = re.compile(
    r"(?:来源|单位|发文单位|source)\s*[:：是为]?\s*(?P<who>\S.*)|(?P<whose>\w{2,20}(?:政府|街道|街道办|居委会|社区|局|委员会|派出所))",
    re.IGNORECASE,
)
"""来源：镇政府, or the office alone."""
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


MENUS = {
    Do.TIME: notice_menus.when,
    Do.REPEAT: notice_menus.repeats,
    Do.UNTIL: notice_menus.validity,
}
PAGES = {
    Do.LOG: noticing.notice_log,
    Do.DELETE: noticing.delete_surely,
    Do.REPLAN: noticing.replan,
}
WRITTEN = {Do.TIME: "time", Do.UNTIL: "until"}


@routes.callback_query(Notify.filter(F.do.in_({*MENUS, Do.OPEN, *PAGES})), IN_PRIVATE)
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
    said = _page(do, card, await voice.reader(presser.id))
    if do not in WRITTEN:
        await keep_choices(state, said, pressed(query), at, notice=callback_data.id)
    await voice.turn_to(query, said)


def _page(do: Do, card: NoticeCard, reader: Reader) -> Said:
    """Return the card of a notice, one of its pages, or one of its menus."""
    if do in MENUS:
        return MENUS[do](reader, card)
    return PAGES.get(do, noticing.notice_card)(card, reader)


@routes.callback_query(Notify.filter(F.do.in_({Do.SCOPE, Do.NODE})), IN_PRIVATE)
async def choose_nodes(
    query: CallbackQuery,
    callback_data: Notify,
    state: FSMContext,
    write: Write,
    voice: Voice,
    at: datetime,
) -> None:
    """`t12.5.0` takes node 12 in or out, seen from node 5; `o5.0.6` opens one, `u5.0.0` goes up."""
    reader = await voice.reader(query.from_user.id)
    async with write() as session:
        said = await _nodes(session, callback_data, presser_of(query), reader, at)
    await keep_choices(state, said, pressed(query), at, notice=callback_data.id)
    await voice.turn_to(query, said)


async def _nodes(
    session: Session, press: Notify, actor: Actor, reader: Reader, at: datetime
) -> Said:
    step, numbers = press.arg[:1], press.arg[1:].split(".")
    if step and len(numbers) != 3:
        raise Stale
    node, above, start = map(number, numbers) if step else (0, 0, 0)
    if step == "u":
        above = await writing.above(session, actor, node)
    elif step == "o":
        above = node
    toggle = node if step == "t" else None
    above, shown = await writing.scope(session, press.id, actor, above=above, toggle=toggle, at=at)
    return notice_menus.nodes(reader, press.id, above, shown, start)


async def _change(
    session: Session,
    press: Notify,
    actor: Actor,
    policy: Policy,
    at: datetime,
) -> None:
    key, arg = press.id, press.arg
    match press.do:
        case Do.AT:
            await writing.set_time(session, key, actor, HOURS.get(arg, ""), policy, at=at)
        case Do.EVERY:
            await writing.set_repeat(session, key, actor, arg, policy, at=at)
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
    said = noticing.notice_card(card, await voice.reader(presser.id))
    await keep_choices(state, said, pressed(query), at, notice=callback_data.id)
    await voice.turn_to(query, said)


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


IN_WORDS = frozenset(
    {*MENUS, *CHANGES, Do.OPEN, Do.REPLAN, Do.SCOPE, Do.NODE, Do.SOURCE}
    - {Do.DELETE_NOW, Do.TAKE_BACK}
)
"""Buttons whose word may be written; what deletes is pressed."""


@routes.message(Chooses(Notify, "do", IN_WORDS), F.text)
async def choose_in_words(
    message: Message,
    choice: Notify,
    shown: int | None,
    state: FSMContext,
    write: Write,
    policy: Policy,
    voice: Voice,
    at: datetime,
) -> None:
    """The same as if it had been pressed; the answer stands below, and the old buttons go."""
    writer, do, key = writer_of(message), choice.do, choice.id
    if writer is None:
        return
    reader = await voice.reader(writer.id)
    async with write() as session:
        if do in CHANGES:
            await _change(session, choice, writer, policy, at)
        card = await notice_board.card(session, key, writer, policy, at=at)
        if do in {Do.SCOPE, Do.NODE}:
            said = await _nodes(session, choice, writer, reader, at)
        else:
            said = (
                notice_menus.wanted(reader, "source")
                if do is Do.SOURCE
                else _page(do, card, reader)
            )
    sent = await voice.ask(message, said)
    asks = WRITTEN.get(do, "source" if do is Do.SOURCE else None)
    if asks is not None:
        about = {"what": asks, "notice": key}
        await begin(state, Dialogue.noticing, at=at, lasts=LASTS, question=sent, **about)
    else:
        await keep_choices(state, said, sent, at, notice=key)
    if shown is not None:
        await voice.take_keys(message.chat.id, shown)
    if sent is not None and (do in CHANGES or do is Do.OPEN):
        async with write() as session:
            await notice_cards.follow(session, card, writer.id, sent, policy, at=at)


class SaysSource(BaseFilter):
    """Lets who has decided something through, written under a notice that asks for it; never a report."""

    def __init__(self) -> None:
        self._asked = In(Dialogue.choosing)

    async def __call__(
        self,
        message: Message,
        state: FSMContext,
        raw_state: str | None,
        at: datetime,
        policy: Policy,
    ) -> bool | dict[str, Any]:
        found = await self._asked(message, state, raw_state, at)
        words = words_of(message).strip()
        said = SOURCE.fullmatch(words)
        if said is None or not isinstance(found, dict):
            return False
        key = found["dialogue"].get("notice")
        if key is None or not is_choice(found["dialogue"], Notify(do=Do.SOURCE, id=key)):
            return False
        if understand(words, now=written_at(message, policy)).kind not in {"none", "need"}:
            return False
        return {"key": key, "source": said["who"] or said["whose"]}


@routes.message(SaysSource(), F.text)
async def take_source(
    message: Message,
    key: int,
    source: str,
    state: FSMContext,
    write: Write,
    policy: Policy,
    voice: Voice,
    at: datetime,
) -> None:
    """来源：镇政府, without a press before it."""
    writer = writer_of(message)
    if writer is None:
        return
    async with write() as session:
        await writing.set_source(session, key, writer, source)
    await show(writer, key, state, write, policy, voice, at, afresh=True)
