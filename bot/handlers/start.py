"""The private chat opens: `/start` with and without a payload, `/help`, `/language`."""

from datetime import datetime

from aiogram import F
from aiogram.enums import ChatType
from aiogram.filters import Command, CommandObject, CommandStart
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.domain.invitations import Opens
from bot.domain.policy import Policy
from bot.domain.reports import COMMANDS, Wish
from bot.errors import NotFound, Refusal, Unfit
from bot.handlers.attending import check_in, verify
from bot.handlers.clues import ask_claimant, ask_for_clue
from bot.handlers.commands import ask_for_report
from bot.handlers.joining import ask_who
from bot.handlers.listing import tell_list
from bot.handlers.looking import counting, tell_story
from bot.handlers.noticing import show_menu
from bot.handlers.opening import welcome
from bot.handlers.people import actor_of, presser_of
from bot.handlers.routing import Routes
from bot.handlers.signing_up import tell_gathering
from bot.handlers.talks import tell_theme
from bot.handlers.voice import Voice
from bot.services import looking, people, places, reports
from bot.services.rights import Actor
from bot.services.unit import Read, Write
from bot.texts import LOCALES
from bot.views import cases as case_views
from bot.views import start as views
from bot.views.buttons import Speak
from bot.views.toasts import Toast

routes = Routes("start")
PRIVATE = F.chat.type == ChatType.PRIVATE
PAGES = frozenset({"mine", "remind", "tell", "theme"})
"""Links that open what a command does."""


@routes.message(CommandStart(), PRIVATE)
async def start(
    message: Message,
    command: CommandObject,
    state: FSMContext,
    write: Write,
    read: Read,
    policy: Policy,
    voice: Voice,
    at: datetime,
) -> None:
    """Open the private chat, then do what the deep link asks for."""
    assert message.from_user is not None
    actor = actor_of(message.from_user)
    await state.clear()
    await welcome(actor, write, policy, at)
    async with read() as session:
        grids = await people.grids_worked_for(session, actor)
    what, _, number = (command.args or "").partition("_")
    if what == Opens.JOIN:
        await ask_who(message, number, read, voice, at)
        return
    if what == Opens.BIND:
        raise Refusal("refusal-link-for-group")
    if number.isdecimal() and int(number).bit_length() > 31:
        raise NotFound
    if what in {*COMMANDS, "at"}:
        link = await _linked(write, actor, number)
        wish = Wish(what) if what in COMMANDS else Wish.REPORT
        await ask_for_report(message, state, voice, at, wish=wish, link=link)
        return
    if what in PAGES:
        await _open_page(what, number, message, actor, state, read, voice, at)
        return
    if what in {"g", "in", "cert"}:
        await _about_gathering(what, message, number, write, read, policy, voice, at)
        return
    if what in {"clue", "case", "claim"} and number.isdecimal():
        link = int(number)
        async with counting(message.from_user, read, write, at, link=link):
            await _about_case(what, message, link, state, read, voice, at)
    elif what != "card":
        reader = await voice.reader(message.chat.id)
        await voice.answer(
            message, views.start(reader, name=actor.name, grids=grids, user_id=actor.id)
        )


async def _open_page(
    what: str,
    name: str,
    message: Message,
    actor: Actor,
    state: FSMContext,
    read: Read,
    voice: Voice,
    at: datetime,
) -> None:
    if what == "tell":
        async with read() as session:
            told = await reports.unspoken(session, actor)
        if not told:  # else `welcome` has put it here
            await ask_for_report(message, state, voice, at)
    elif what == "theme":
        await tell_theme(actor, name, read, voice)
    elif what == "mine":
        await tell_list(message, read, voice, at=at)
    else:
        await show_menu(actor, read, voice)


async def _about_gathering(
    what: str,
    message: Message,
    code: str,
    write: Write,
    read: Read,
    policy: Policy,
    voice: Voice,
    at: datetime,
) -> None:
    """Where somebody signed up, the code at the door, or the code on a certificate."""
    if what == "in":
        await check_in(message, code, write, policy, voice, at)
    elif what == "cert":
        await verify(message, code, read, voice, at)
    elif code.isdecimal():
        await tell_gathering(message, int(code), read, write, policy, voice, at)
    else:
        raise NotFound


async def _about_case(
    what: str,
    message: Message,
    number: int,
    state: FSMContext,
    read: Read,
    voice: Voice,
    at: datetime,
) -> None:
    """A clue to a case, a claim to a found person, or how it stands."""
    if what == "clue":
        await ask_for_clue(message, number, state, read, voice, at)
    elif what == "claim":
        await ask_claimant(message, number, state, read, voice, at)
    else:
        await tell_latest(message, number, read, voice, at=at)


async def _linked(write: Write, actor: Actor, number: str) -> int | None:
    """Return the node of a start link, and remember that the person is there."""
    if not number.isdecimal():
        return None
    async with write() as session:
        return await places.come_by_link(session, actor, int(number))


async def tell_latest(
    message: Message, number: int, read: Read, voice: Voice, *, at: datetime
) -> None:
    """转发前先看最新: anybody may read how a published case stands, its own people read all."""
    assert message.from_user is not None
    async with read() as session:
        public = await looking.published(session, number)
    try:
        await tell_story(message, number, read, voice, at=at)
    except Refusal:
        if public is None:
            raise NotFound from None
        reader = await voice.reader(message.chat.id)
        await voice.answer(message, case_views.latest(public, reader))


@routes.message(Command("help"))
async def help_(message: Message, read: Read, policy: Policy, voice: Voice) -> None:
    if message.from_user is None:
        return
    async with read() as session:
        roles = await people.roles_of(session, actor_of(message.from_user), policy)
    reader = await voice.reader(message.from_user.id)
    await voice.tell(message, views.help_text(reader, roles))


@routes.message(Command("privacy"))
async def privacy(message: Message, policy: Policy, voice: Voice) -> None:
    if message.from_user is not None:
        reader = await voice.reader(message.from_user.id)
        days = policy.retention.days
        await voice.tell(message, views.privacy(reader, policy.operator, days, policy.opinion))


@routes.message(Command("language"))
async def change_language(
    message: Message, command: CommandObject, write: Write, voice: Voice, at: datetime
) -> None:
    """Set the language that is named, or offer them."""
    if message.from_user is None:
        return
    chat, named = message.chat.id, (command.args or "").strip().lower()
    if not named:
        await voice.answer(message, views.language_choice(await voice.reader(chat)))
        return
    locale = views.language_named(named)
    if locale is None:
        raise Unfit("refusal-language")
    async with write() as session:
        await people.choose_language(session, chat, actor_of(message.from_user), locale, at=at)
    await voice.answer(message, views.language_set(await voice.reader(chat)))


@routes.callback_query(Speak.filter(F.locale.in_(LOCALES)))
async def choose_language(
    query: CallbackQuery, callback_data: Speak, write: Write, voice: Voice, at: datetime
) -> None:
    if query.message is None:
        return
    chat, locale = query.message.chat.id, callback_data.locale
    async with write() as session:
        await people.choose_language(session, chat, presser_of(query), locale, at=at)
    await voice.toast(query, Toast.LANGUAGE)
    await voice.take_away(query)
    await voice.say(chat, views.language_set(await voice.reader(chat)))
