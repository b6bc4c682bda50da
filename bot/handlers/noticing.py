"""`/remind` in private: a theme or own words, and whatever is asked for about them."""

import re
from datetime import datetime
from typing import Any, NamedTuple

from aiogram import F
from aiogram.enums import ChatType
from aiogram.filters import Command, CommandObject
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.domain.ahead.beginning import Ahead
from bot.domain.intake import Understanding, understand
from bot.domain.notices import LARGEST_FILE
from bot.domain.policy import Policy
from bot.domain.small_words import says_nothing_more
from bot.domain.subjects import is_for_all, not_taught
from bot.domain.themes import ANSWERS, Theme, sounds_like_theme
from bot.errors import NotFound, Unfit
from bot.handlers import aside
from bot.handlers.answers import Answers
from bot.handlers.dialogues import Dialogue, begin
from bot.handlers.hearing import Hearing, Hears, day_of, words_of, written_at
from bot.handlers.notice_showing import IN_PRIVATE, LASTS, follow, number, show
from bot.handlers.people import presser_of, writer_of
from bot.handlers.routing import Routes
from bot.handlers.voice import Voice
from bot.services import notice_board
from bot.services import noticing as writing
from bot.services.noticing import Words
from bot.services.rights import Actor
from bot.services.unit import Read, Session, Write
from bot.views import dialogues, notice_menus, noticing
from bot.views import themes as theme_views
from bot.views.buttons import Do, Notify
from bot.views.message import Message as Said
from bot.views.planning import really

routes = Routes("noticing")
PRIVATE = F.chat.type == ChatType.PRIVATE
PDF = "application/pdf"
ABOUT_THEME = re.compile(
    r"(?:主题|theme)[\s_:：]+(?P<after>.{1,30})|(?P<before>\S{1,12})主题", re.IGNORECASE
)
COMMAND = re.compile(r"^/remind(?:@\w+)?\s")
TEXT, POLICY = "text", "policy"
WHEN = {"time", "until"}


@routes.message(Command("remind"), ~PRIVATE)
async def remind_elsewhere(message: Message, read: Read, voice: Voice) -> None:
    """A notice is written in private: one line, and the way there."""
    writer = writer_of(message)
    if writer is None:
        return
    async with read() as session:
        await notice_board.require_writer(session, writer)
    reader = await voice.reader(message.chat.id)
    await voice.answer(message, dialogues.private_instead(reader, "remind"))


@routes.message(Command("remind"), PRIVATE, Hears())
async def remind(
    message: Message,
    command: CommandObject,
    state: FSMContext,
    read: Read,
    write: Write,
    policy: Policy,
    voice: Voice,
    at: datetime,
    hearing: Hearing,
) -> None:
    """Without words: the menu, and what is written then is a notice. With: one in a line, or of a theme."""
    writer = writer_of(message)
    if writer is None:
        return
    words = (command.args or "").strip()
    if not words and not (message.photo or message.document):
        await show_menu(writer, read, voice)
        await begin(state, Dialogue.noticing, at=at, what=TEXT, notice=None, offered=True)
        return
    danger = _danger_in(words, policy, at)
    if danger is not None:
        dialogue = {"what": TEXT, "notice": None, "offered": True}
        await _ask_whether_real(message, writer, dialogue, danger, voice, hearing, words)
        return
    async with write() as session:
        begun = await _take_line(session, message, writer, words, policy, at)
    await _say_before(writer, begun, voice)
    await show(writer, begun.key, state, write, policy, voice, at, afresh=True)


def _danger_in(words: str, policy: Policy, at: datetime) -> Understanding | None:
    """Read a danger of this moment: no theme, nothing for later, nothing that asks all for something."""
    goes, text = writing.said_first(words, policy, at)
    text, goes = _name_and_time(text, goes, policy, at)
    if (goes is not None and not goes.now) or is_for_all(text):
        return None
    if _called(text.lower()) or sounds_like_theme(text) or ABOUT_THEME.fullmatch(text):
        return None
    meaning = understand(not_taught(text), now=at.astimezone(policy.timezone))
    return meaning if meaning.life_safety else None


class Begun(NamedTuple):
    """A notice that a line has begun, and what its writer is told before they see it."""

    key: int
    unknown: str | None = None
    """The theme that it names where there is no such one."""
    night: datetime | None = None
    """The hour that it names where nobody is disturbed then."""


async def _say_before(writer: Actor, begun: Begun, voice: Voice) -> None:
    reader = await voice.reader(writer.id)
    if begun.unknown:
        await voice.say(writer.id, noticing.no_theme(reader, begun.unknown))
    if begun.night:
        await voice.say(writer.id, noticing.at_night(reader, begun.night))


async def _take_line(
    session: Session, message: Message, writer: Actor, words: str, policy: Policy, at: datetime
) -> Begun:
    """Begin a notice. An hour of the night stays with the words: it may be that of what they tell."""
    await notice_board.require_writer(session, writer)
    goes, text = writing.said_first(words, policy, at)
    before = words[: len(words) - len(text)]
    to, text = await writing.addressed(session, writer, text)
    theme, alone = None, not (message.photo or message.document)
    if alone:
        text, goes = _name_and_time(text, goes, policy, at)
        theme = _theme_in(text)
    night = writing.at_night(goes, policy, at)
    if theme is not None:
        key = await writing.take_theme(session, writer, theme, at=at)
    else:
        whole = f"{before}{text}" if night else text
        key = await writing.write(session, writer, _words(message, whole), at=at)
    if night is None:
        await writing.go_at(session, key, goes, policy, at=at)
    await writing.address(session, key, to)
    unknown = text if alone and theme is None and sounds_like_theme(text) else None
    return Begun(key, unknown, night)


def _name_and_time(
    text: str, goes: Ahead | None, policy: Policy, at: datetime
) -> tuple[str, Ahead | None]:
    """Return what is left of a line and when it goes out: 溺水 明天10点 says that last."""
    for gap in re.finditer(r"\s+", text) if goes is None else ():
        name = text[: gap.start()]
        named = _called(name.lower()) or sounds_like_theme(name)
        if named and (last := writing.said_last(text[gap.end() :], policy, at)):
            return name, last
    return text, goes


def _called(name: str) -> Theme | None:
    found = (theme for theme in ANSWERS if name == theme or name in theme_views.names(theme))
    return next(found, None)


def _theme_in(text: str) -> Theme | None:
    """Return the theme that a line names, as it is called in either language.

    Raises NotFound where a theme is meant that there is not: `主题 恐龙`, `theme_zzz`.
    """
    meant = ABOUT_THEME.fullmatch(text)
    name = (meant["before"] or meant["after"] if meant else text).lower()
    theme = _called(name)
    if theme is None and meant:
        raise NotFound("refusal-no-theme")
    return theme


async def show_menu(writer: Actor, read: Read, voice: Voice, start: int = 0) -> None:
    """Begin one, or open one of those that are there."""
    await voice.say(writer.id, await _menu(writer, read, voice, start))


async def _menu(writer: Actor, read: Read, voice: Voice, start: int) -> Said:
    async with read() as session:
        mine, others, oversees = await notice_board.listed(session, writer)
    reader = await voice.reader(writer.id)
    return noticing.menu(reader, mine, others, start=start, calendar=oversees)


def _words(message: Message, text: str) -> Words:
    """Return what was sent; raises Unfit for a file that can't go along."""
    file = None
    if message.document is not None:
        small = (message.document.file_size or 0) <= LARGEST_FILE
        if message.document.mime_type != PDF or not small:
            raise Unfit("refusal-remind-file")
        file = message.chat.id, message.message_id
    elif message.video or message.voice or message.audio or message.animation:
        raise Unfit("refusal-remind-file")
    return Words(text, message.photo[-1].file_id if message.photo else None, file)


class AnswersNotice(Answers):
    """Lets through what a notice is to say, when, or from whom.

    After a bare /remind only words, alone or with a photo or a PDF, and no thanks and no report.
    """

    def __init__(self) -> None:
        super().__init__(Dialogue.noticing, names_dangers=True)

    async def __call__(
        self,
        message: Message,
        state: FSMContext,
        raw_state: str | None,
        at: datetime,
        read: Read,
        policy: Policy,
    ) -> bool | dict[str, Any]:
        found = await super().__call__(message, state, raw_state, at, read, policy)
        if not isinstance(found, dict) or "danger" in found or not found["dialogue"].get("offered"):
            return found
        words, now = words_of(message), written_at(message, policy)
        spoken = message.text or message.photo or message.document
        if not words or not spoken or says_nothing_more(words):
            return False
        reports = understand(words, now=now).kind not in {"none", "need"}
        return False if reports and not is_for_all(words) else found


@routes.message(AnswersNotice(), PRIVATE, Hears())
async def take_answer(
    message: Message,
    dialogue: dict[str, Any],
    state: FSMContext,
    write: Write,
    policy: Policy,
    voice: Voice,
    at: datetime,
    hearing: Hearing,
    danger: Understanding | None = None,
) -> None:
    """What was asked for. What can't be taken is asked for once more; a danger is a report until they say no."""
    writer = writer_of(message)
    if writer is None:
        return
    if danger is not None:
        await _ask_whether_real(message, writer, dialogue, danger, voice, hearing)
        return
    await _take(message, writer, dialogue, state, write, policy, voice, at)


async def _ask_whether_real(
    message: Message,
    writer: Actor,
    dialogue: dict[str, Any],
    danger: Understanding,
    voice: Voice,
    hearing: Hearing,
    words: str | None = None,
) -> None:
    """What reads like a danger is a report, and a notice once they say that it is none."""
    draft = await aside.report(message, dialogue, hearing, words)
    if draft is not None:
        asked = really(await voice.reader(writer.id), danger.category, draft, notice=True)
        await voice.say(message.chat.id, asked, reply_to=message.message_id)


@routes.callback_query(Notify.filter(F.do == Do.UNREAL), IN_PRIVATE, Hears())
async def go_on(
    query: CallbackQuery,
    callback_data: Notify,
    hearing: Hearing,
    state: FSMContext,
    write: Write,
    policy: Policy,
    voice: Voice,
    at: datetime,
) -> None:
    """不是: residents are to read it."""
    written, dialogue = await aside.take_back(query, callback_data.id, hearing)
    await _take(written, presser_of(query), dialogue, state, write, policy, voice, at)


async def _take(
    message: Message,
    writer: Actor,
    dialogue: dict[str, Any],
    state: FSMContext,
    write: Write,
    policy: Policy,
    voice: Voice,
    at: datetime,
) -> None:
    text, what = COMMAND.sub("", words_of(message)).strip(), dialogue["what"]
    if what in WHEN:
        text = day_of(message, await voice.reader(writer.id))
    async with write() as session:
        if dialogue.get("offered"):
            begun = await _take_line(session, message, writer, text, policy, at)
        elif what in {TEXT, POLICY}:
            begun = Begun(await _take_words(session, message, writer, text, dialogue, at))
        else:
            begun = Begun(dialogue["notice"])
            await _take_detail(session, begun.key, writer, what, text, policy, at)
    await state.clear()
    await _say_before(writer, begun, voice)
    rewritten = what == TEXT and dialogue["notice"] is not None
    afresh = what != "time"
    key = begun.key
    await show(writer, key, state, write, policy, voice, at, afresh=afresh, rewritten=rewritten)


async def _take_words(
    session: Session,
    message: Message,
    writer: Actor,
    text: str,
    dialogue: dict[str, Any],
    at: datetime,
) -> int:
    said, key = _words(message, text), dialogue["notice"]
    if key is None:
        news = dialogue["what"] == POLICY
        return await writing.write(session, writer, said, policy_news=news, at=at)
    await writing.rewrite(session, key, writer, said, at=at)
    return int(key)


async def _take_detail(
    session: Session,
    key: int,
    writer: Actor,
    what: str,
    text: str,
    policy: Policy,
    at: datetime,
) -> None:
    if what == "time":
        await writing.set_time(session, key, writer, text, policy, at=at)
    elif what == "until":
        await writing.set_until(session, key, writer, text, policy, at=at)
    else:
        await writing.set_source(session, key, writer, text)


@routes.callback_query(Notify.filter(F.do == Do.MENU), IN_PRIVATE)
async def turn_menu(
    query: CallbackQuery,
    callback_data: Notify,
    read: Read,
    write: Write,
    policy: Policy,
    voice: Voice,
    at: datetime,
) -> None:
    said = await _menu(presser_of(query), read, voice, number(callback_data.arg))
    async with write() as session:
        await follow(session, query, None, policy, at)
    await voice.turn_to(query, said)


@routes.callback_query(Notify.filter(F.do == Do.THEMES), IN_PRIVATE)
async def turn_themes(query: CallbackQuery, callback_data: Notify, voice: Voice) -> None:
    reader = await voice.reader(query.from_user.id)
    await voice.turn_to(query, notice_menus.themes(reader, start=number(callback_data.arg)))


@routes.callback_query(Notify.filter(F.do == Do.THEME), IN_PRIVATE)
async def choose_theme(
    query: CallbackQuery,
    callback_data: Notify,
    state: FSMContext,
    write: Write,
    policy: Policy,
    voice: Voice,
    at: datetime,
) -> None:
    if callback_data.arg not in set(ANSWERS):
        raise NotFound("refusal-no-theme")
    presser = presser_of(query)
    async with write() as session:
        theme = Theme(callback_data.arg)
        key = await writing.take_theme(session, presser, theme, at=at)
    await voice.reply_to_press(query)
    await voice.take_away(query)
    await show(presser, key, state, write, policy, voice, at, afresh=True)


ASKS = {
    Do.WRITE: TEXT,
    Do.POLICY: POLICY,
    Do.REWRITE: TEXT,
    Do.SOURCE: "source",
}


@routes.callback_query(Notify.filter(F.do.in_(ASKS)), IN_PRIVATE)
async def ask(
    query: CallbackQuery,
    callback_data: Notify,
    state: FSMContext,
    read: Read,
    policy: Policy,
    voice: Voice,
    at: datetime,
) -> None:
    """The next message is what residents will read, or who has decided it."""
    presser, card = presser_of(query), None
    async with read() as session:
        await notice_board.require_writer(session, presser)
        if callback_data.do is Do.REWRITE:
            await writing.require_rewritable(session, callback_data.id, presser)
            card = await notice_board.card(session, callback_data.id, presser, policy, at=at)
    what, key = ASKS[callback_data.do], callback_data.id or None
    await voice.reply_to_press(query)
    reader = await voice.reader(query.from_user.id)
    said = noticing.rewriting(reader, card) if card else notice_menus.wanted(reader, what)
    asked = await voice.say(query.from_user.id, said)
    await begin(state, Dialogue.noticing, at=at, lasts=LASTS, what=what, notice=key, question=asked)
