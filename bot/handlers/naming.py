"""证书姓名: whoever comes says what name their certificate has, the trainer corrects it on the list."""

from datetime import datetime
from typing import Any

from aiogram import F
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.domain.policy import Policy
from bot.handlers.answers import Answers, answering
from bot.handlers.dialogues import WAITS_FOR_REPORT, Dialogue, begin
from bot.handlers.hearing import words_of
from bot.handlers.listing import IN_PRIVATE
from bot.handlers.people import presser_of, writer_of
from bot.handlers.routing import Routes
from bot.handlers.signing_up import number, numbers
from bot.handlers.voice import Voice
from bot.services import attending, naming
from bot.services.unit import Write
from bot.views import attending as views
from bot.views.buttons import Gather, Held
from bot.views.message import Message as Said

routes = Routes("naming")


@routes.callback_query(Gather.filter(F.act == Held.NAME), IN_PRIVATE)
async def ask_own(
    query: CallbackQuery,
    callback_data: Gather,
    state: FSMContext,
    write: Write,
    voice: Voice,
    at: datetime,
) -> None:
    """The next message is one's own name."""
    async with write() as session:
        await naming.require_open(session, callback_data.id, presser_of(query))
    await voice.reply_to_press(query)
    asked = views.wants_name(await voice.reader(query.from_user.id))
    await _ask(query, state, voice, asked, at, gathering=callback_data.id)


@routes.callback_query(Gather.filter(F.act == Held.RENAMES), IN_PRIVATE)
async def choose_whose(
    query: CallbackQuery, callback_data: Gather, write: Write, voice: Voice, at: datetime
) -> None:
    """改证书姓名 under the list: of whom?"""
    start = number(callback_data.arg)
    async with write() as session:
        page = await attending.roster(
            session, callback_data.id, presser_of(query), start=start, at=at
        )
    await voice.turn_to(query, views.whose_name(page, await voice.reader(query.from_user.id)))


@routes.callback_query(Gather.filter(F.act == Held.RENAME), IN_PRIVATE)
async def ask_of_listed(
    query: CallbackQuery,
    callback_data: Gather,
    state: FSMContext,
    write: Write,
    voice: Voice,
    at: datetime,
) -> None:
    """The next message is the name of that person."""
    who, start = numbers(callback_data.arg, 2)
    async with write() as session:
        one = await attending.require_run_by(session, callback_data.id, presser_of(query))
        listed = await attending.listed(session, one, who)
        called = listed.certified_as or listed.name
    await voice.reply_to_press(query)
    asked = views.wants_name(await voice.reader(query.from_user.id), called)
    await _ask(query, state, voice, asked, at, gathering=callback_data.id, who=who, start=start)


async def _ask(
    query: CallbackQuery,
    state: FSMContext,
    voice: Voice,
    asked: Said,
    at: datetime,
    **about: int,
) -> None:
    question = await voice.say(query.from_user.id, asked)
    await begin(state, Dialogue.naming, at=at, lasts=WAITS_FOR_REPORT, question=question, **about)


@routes.message(Answers(Dialogue.naming), F.text)
async def take_name(
    message: Message,
    dialogue: dict[str, Any],
    state: FSMContext,
    write: Write,
    policy: Policy,
    voice: Voice,
    at: datetime,
) -> None:
    writer, words, key = writer_of(message), words_of(message), dialogue["gathering"]
    if writer is None:
        return
    reader = await voice.reader(writer.id)
    async with answering(state), write() as session:
        if "who" in dialogue:
            who, start = dialogue["who"], dialogue["start"]
            await naming.correct(session, key, writer, who, words, policy, at=at)
            page = await attending.roster(session, key, writer, start=start, at=at)
            said = views.roster(page, reader)
        else:
            made = await naming.give(session, key, writer, words, policy, at=at)
            said = views.named_so(reader, made=made)
    await voice.answer(message, said)
