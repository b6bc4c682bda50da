"""备注, and what is asked for at a check: a photo of the finished work, what is still wrong with it."""

import re
from datetime import datetime
from typing import Any

from aiogram import F
from aiogram.filters import BaseFilter
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.domain.policy import Policy
from bot.handlers.answers import Answers, answering
from bot.handlers.cases import offer
from bot.handlers.dialogues import Dialogue, begin
from bot.handlers.hearing import GROUPS, words_of, written_at
from bot.handlers.people import presser_of, writer_of
from bot.handlers.routing import Routes
from bot.handlers.voice import Voice
from bot.services import belonging, cases, notes, presses, proofs
from bot.services.rights import Actor
from bot.services.unit import Read, Write
from bot.views import notes as views
from bot.views.buttons import Act, Press
from bot.views.toasts import Toast

routes = Routes("notes")

BEGINS = re.compile(r"\s*(?:备注|note)\s*[:：]\s*(?=\S)", re.IGNORECASE)
"""What a reply to the card begins with; the rest is the note."""


class NotesOnCard(BaseFilter):
    """Lets replies through that answer a staff card with 备注：…"""

    async def __call__(self, message: Message, read: Read) -> bool | dict[str, Any]:
        answered, begins = message.reply_to_message, BEGINS.match(words_of(message))
        if message.chat.type not in GROUPS or answered is None or begins is None:
            return False
        async with read() as session:
            case = await notes.case_of(session, message.chat.id, answered.message_id)
        return False if case is None else {"case": case, "words": words_of(message)[begins.end() :]}


class ShowsOnCard(BaseFilter):
    """Lets photos of staff through that answer the card of what needs one; other danger is a report."""

    async def __call__(
        self, message: Message, read: Read, policy: Policy, at: datetime
    ) -> bool | dict[str, Any]:
        answered, writer, words = message.reply_to_message, writer_of(message), words_of(message)
        if answered is None or writer is None or not message.photo:
            return False
        now = written_at(message, policy)
        async with read() as session:
            case = await notes.case_of(session, message.chat.id, answered.message_id)
            if case is None or not await proofs.wanted(session, case, writer, at=at):
                return False
            other = await belonging.other_danger(session, case, words, now=now)
        return False if other else {"case": case, "writer": writer}


@routes.message(ShowsOnCard(), F.photo)
async def show_on_card(
    message: Message,
    case: int,
    writer: Actor,
    state: FSMContext,
    write: Write,
    policy: Policy,
    voice: Voice,
    at: datetime,
) -> None:
    """A photo under the card, 修好了 with it: one step for whoever stands at the lamp."""
    assert message.photo
    if (await state.get_data()).get("case") == case:
        await state.clear()
    async with write() as session:
        ended = await proofs.show(
            session,
            case,
            writer,
            policy,
            source=(message.chat.id, message.message_id),
            photo=message.photo[-1].file_id,
            words=words_of(message).strip(),
            at=at,
        )
    reader = await voice.reader(message.chat.id)
    said = views.proof_closed(ended, reader) if ended else views.proof_taken(reader, photo=True)
    await voice.answer(message, said)


@routes.callback_query(Press.filter(F.act == Act.FINISH))
async def finish(
    query: CallbackQuery,
    callback_data: Press,
    state: FSMContext,
    write: Write,
    policy: Policy,
    voice: Voice,
    at: datetime,
) -> None:
    """Submit at once; the photo is asked for then, so that whoever checks need not wait for it."""
    wanted = False
    async with write() as session:
        if await presses.is_new(session, query.id, at=at):
            case = await cases.finish(session, callback_data.case, presser_of(query), policy, at=at)
            wanted = notes.wants_proof(case)
    if wanted:
        asked = await offer(query, voice, views.proof_wanted)
        await begin(state, Dialogue.proving, at=at, case=callback_data.case, question=asked)
    else:
        await voice.toast(query, Toast.FINISHED)
    await voice.close_menu(query)


@routes.callback_query(Press.filter(F.act == Act.FAIL))
async def fail(
    query: CallbackQuery,
    callback_data: Press,
    state: FSMContext,
    write: Write,
    policy: Policy,
    voice: Voice,
    at: datetime,
) -> None:
    """Back to work at once; what is still wrong is asked for then, for whoever goes on with it."""
    presser, number = presser_of(query), None
    async with write() as session:
        if await presses.is_new(session, query.id, at=at):
            case = await cases.fail_check(session, callback_data.case, presser, policy, at=at)
            handed_back = case.owner_id != presser.id and not case.kind.is_person
            number = case.number if handed_back else None
    if number is not None:
        asked = await offer(query, voice, lambda reader: views.why_failed(number, reader))
        case_id = callback_data.case
        await begin(
            state, Dialogue.noting, at=at, case=case_id, question=asked, failed=True, done=True
        )
    else:
        await voice.toast(query, Toast.FAILED)
    await voice.close_menu(query)


@routes.message(Answers(Dialogue.proving), F.photo | F.text)
async def prove(
    message: Message,
    dialogue: dict[str, Any],
    state: FSMContext,
    write: Write,
    policy: Policy,
    voice: Voice,
    at: datetime,
) -> None:
    writer = writer_of(message)
    if writer is None:
        return
    photo = message.photo[-1].file_id if message.photo else None
    async with answering(state), write() as session:
        await notes.prove(
            session,
            dialogue["case"],
            writer,
            policy,
            source=(message.chat.id, message.message_id),
            photo=photo,
            words=words_of(message).strip(),
            at=at,
        )
    reader = await voice.reader(message.chat.id)
    await voice.answer(message, views.proof_taken(reader, photo=photo is not None))


@routes.callback_query(Press.filter(F.act == Act.NOTE))
async def ask_for_note(
    query: CallbackQuery,
    callback_data: Press,
    state: FSMContext,
    read: Read,
    voice: Voice,
    at: datetime,
) -> None:
    async with read() as session:
        number = await notes.may_note(session, callback_data.case, presser_of(query))
    asked = await offer(query, voice, lambda reader: views.note_wanted(number, reader))
    await begin(state, Dialogue.noting, at=at, case=callback_data.case, question=asked)
    await voice.close_menu(query)


@routes.message(Answers(Dialogue.noting), F.text)
async def take_note(
    message: Message,
    dialogue: dict[str, Any],
    state: FSMContext,
    write: Write,
    policy: Policy,
    voice: Voice,
    at: datetime,
) -> None:
    words, failed = words_of(message).strip(), dialogue.get("failed", False)
    async with answering(state):
        await _note(message, dialogue["case"], words, write, policy, voice, failed=failed, at=at)


@routes.message(NotesOnCard(), F.text)
async def note_on_card(
    message: Message,
    case: int,
    words: str,
    write: Write,
    policy: Policy,
    voice: Voice,
    at: datetime,
) -> None:
    await _note(message, case, words, write, policy, voice, at=at)


async def _note(
    message: Message,
    case: int,
    words: str,
    write: Write,
    policy: Policy,
    voice: Voice,
    *,
    failed: bool = False,
    at: datetime,
) -> None:
    writer = writer_of(message)
    if writer is None:
        return
    write_down = notes.say_why if failed else notes.write
    async with write() as session:
        await write_down(session, case, writer, policy, words=words, at=at)
    await voice.answer(message, views.note_taken(await voice.reader(message.chat.id)))
