"""Reports by command: `/report` and its kin, a start link, and a reply to somebody's message."""

from datetime import datetime
from typing import Any

from aiogram import F
from aiogram.enums import ChatType
from aiogram.filters import BaseFilter, Command, CommandObject
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.domain.cards import PlaceName
from bot.domain.policy import Policy
from bot.domain.reports import COMMANDS, Wish, gives_up
from bot.errors import Stale
from bot.handlers.answers import answering
from bot.handlers.cases import offer
from bot.handlers.dialogues import WAITS_FOR_REPORT, Dialogue, In, begin
from bot.handlers.hearing import Hearing, Hears, words_of
from bot.handlers.people import presser_of
from bot.handlers.routing import Routes
from bot.handlers.voice import Voice
from bot.services import places, placing
from bot.services.unit import Read, Write
from bot.views import dialogues
from bot.views import start as views
from bot.views.buttons import Act, Press
from bot.views.prompts import spot_picker

routes = Routes("commands")

TO_REPORT = frozenset({"转为上报", "report this"})


class GivesUp(BaseFilter):
    """Lets 取消 and the like through."""

    async def __call__(self, message: Message) -> bool:
        return gives_up(words_of(message))


class TurnsIntoReport(BaseFilter):
    """Lets 转为上报, and a bare command, through where they answer somebody's message."""

    async def __call__(self, message: Message) -> bool | dict[str, Any]:
        answered = message.reply_to_message
        if answered is None or message.bot is None:
            return False
        if answered.from_user is not None and answered.from_user.id == message.bot.id:
            return False
        said = (message.text or "").strip()
        if said.lower() in TO_REPORT:
            return {"answered": answered, "wish": Wish.REPORT}
        command = said.partition("@")[0].removeprefix("/")
        asked = said.startswith("/") and command in COMMANDS
        return {"answered": answered, "wish": Wish(command)} if asked else False


@routes.message(TurnsIntoReport(), Hears())
async def turn_into_report(
    message: Message, answered: Message, wish: Wish, hearing: Hearing
) -> None:
    """The words and pictures of the other message, confirmed by whoever asked for it."""
    await hearing.take(answered, wish, asker=message)


class TurnsNothing(BaseFilter):
    """Lets 转为上报 through where it answers a message of ours, or none."""

    async def __call__(self, message: Message) -> bool:
        return (message.text or "").strip().lower() in TO_REPORT


@routes.message(TurnsNothing())
async def ask_for_the_words(message: Message, voice: Voice) -> None:
    """Ours are nobody's report, and no clue or addition either: which message is meant?"""
    await voice.answer(message, dialogues.answer_the_words(await voice.reader(message.chat.id)))


@routes.message(Command(*COMMANDS), Hears())
async def report(
    message: Message,
    command: CommandObject,
    state: FSMContext,
    read: Read,
    voice: Voice,
    hearing: Hearing,
    at: datetime,
) -> None:
    """With words: a report. Without: the private chat asks for them."""
    wish = Wish(command.command.lower())
    if command.args or message.photo:
        await hearing.take(message, wish, words=command.args or "")
        return
    reader = await voice.reader(message.chat.id)
    if message.chat.type == ChatType.PRIVATE:
        await ask_for_report(message, state, voice, at, wish=wish)
        return
    async with read() as session:
        node = await places.shared_by(session, message.chat.id)
    payload = f"{wish}_{node.key}" if node else wish.value
    await voice.answer(
        message, dialogues.report_elsewhere(reader, wish, payload, here=node is not None)
    )


async def ask_for_report(
    message: Message,
    state: FSMContext,
    voice: Voice,
    at: datetime,
    *,
    wish: Wish = Wish.REPORT,
    link: int | None = None,
) -> None:
    """Take the next message for the report; `link` is the node of a start link."""
    lasts = WAITS_FOR_REPORT
    await begin(state, Dialogue.reporting, at=at, lasts=lasts, wish=wish.value, link=link)
    await voice.answer(message, dialogues.report_start(await voice.reader(message.chat.id), wish))


@routes.callback_query(Press.filter(F.act == Act.TELL), F.message.chat.type == ChatType.PRIVATE)
async def ask_by_button(
    query: CallbackQuery, callback_data: Press, state: FSMContext, voice: Voice, at: datetime
) -> None:
    """One of the four plain buttons: the question comes as a new message."""
    if callback_data.arg not in views.BUTTONS or query.message is None:
        raise Stale
    button = views.BUTTONS[callback_data.arg]
    lasts = WAITS_FOR_REPORT
    await begin(state, Dialogue.reporting, at=at, lasts=lasts, wish=button.wish.value, link=None)
    await voice.reply_to_press(query)
    reader = await voice.reader(query.message.chat.id)
    await voice.say(query.message.chat.id, views.told(button, reader))


@routes.message(In(Dialogue.reporting, Dialogue.placing), GivesUp())
async def leave(message: Message, state: FSMContext, voice: Voice) -> None:
    """Ask no more; a draft stays, and what is about a life is with staff already."""
    await state.clear()
    await voice.answer(message, dialogues.left(await voice.reader(message.chat.id)))


@routes.message(In(Dialogue.reporting), F.text | F.caption | F.voice, Hears())
async def hear_words(message: Message, dialogue: dict[str, Any], hearing: Hearing) -> None:
    place = dialogue.get("pin")
    pin = (place[0], place[1]) if place else None
    wish, link, beside = Wish(dialogue["wish"]), dialogue["link"], dialogue.get("beside", ())
    pictured = dialogue.get("pictured", False)
    async with answering(hearing.state):
        await hearing.take(message, wish, link=link, pin=pin, beside=beside, pictured=pictured)


@routes.callback_query(Press.filter(F.act == Act.PLACE), F.message.chat.type == ChatType.PRIVATE)
async def choose_place(
    query: CallbackQuery,
    callback_data: Press,
    state: FSMContext,
    write: Write,
    policy: Policy,
    voice: Voice,
    at: datetime,
) -> None:
    """街道 → 社区 → 小区: each press shows what lies under it, the last one is the place."""
    data, _, start = callback_data.arg.partition(".")
    async with write() as session:
        found = await placing.choose_place(
            session,
            callback_data.case,
            presser_of(query),
            _choice(data),
            policy,
            start=_number(start) if start else None,
            at=at,
        )
    await voice.reply_to_press(query)
    if found:
        await begin(state, Dialogue.telling, at=at, case=callback_data.case)
        reader = await voice.reader(query.from_user.id)
        await voice.say(query.from_user.id, dialogues.add_received(reader))


@routes.callback_query(Press.filter(F.act == Act.SPOT))
async def choose_spot(
    query: CallbackQuery,
    callback_data: Press,
    write: Write,
    policy: Policy,
    voice: Voice,
    at: datetime,
) -> None:
    """选楼栋和楼层: a menu of the buildings, then of floors; it goes with the last choice."""
    case, arg = callback_data.case, callback_data.arg
    async with write() as session:
        further = await placing.choose_spot(session, case, presser_of(query), arg, policy, at=at)
    if further is not None and not arg:
        await offer(query, voice, lambda reader: spot_picker(further, reader))
        return
    await voice.reply_to_press(query)
    if further is not None and query.message is not None:
        reader = await voice.reader(query.message.chat.id)
        await voice.turn(query, spot_picker(further, reader))
    elif arg:
        await voice.take_away(query)


def _choice(data: str) -> PlaceName:
    """Return the choice that a button's data means; raises Stale for anything else."""
    grid, _, place = data.partition("-")
    return PlaceName("", _number(grid), _number(place) if place else None)


def _number(digits: str) -> int:
    if not digits.isdecimal() or int(digits).bit_length() > 31:
        raise Stale
    return int(digits)
