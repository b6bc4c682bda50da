"""The survey: 已解决, 部分解决, 没解决, and what its reporter says is still wrong."""

from datetime import datetime
from typing import Any

from aiogram import F
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.enums import ChatType
from aiogram.filters import BaseFilter
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from bot.domain.endings import rating_in
from bot.domain.intake import understand
from bot.domain.kinds import Rating
from bot.domain.policy import Policy
from bot.handlers.answers import Answers, answering
from bot.handlers.dialogues import Dialogue, begin
from bot.handlers.hearing import words_of, written_at
from bot.handlers.people import presser_of, writer_of
from bot.handlers.routing import Routes
from bot.handlers.voice import Voice
from bot.services import attachments, belonging, presses, remaining, surveys
from bot.services.unit import Read, Write
from bot.views import reports as views
from bot.views.buttons import Act, Press
from bot.views.toasts import Toast

routes = Routes("surveys")

RATINGS = {
    Act.SOLVED: Rating.SOLVED,
    Act.PARTLY: Rating.PARTLY,
    Act.UNSOLVED: Rating.UNSOLVED,
}


class AnswersSurvey(BaseFilter):
    """Lets replies through under the question of what is still wrong; other danger is a report."""

    async def __call__(self, message: Message, read: Read, policy: Policy) -> bool | dict[str, Any]:
        answered, writer, words = message.reply_to_message, writer_of(message), words_of(message)
        if answered is None or writer is None or words.startswith("/"):
            return False
        now = written_at(message, policy)
        async with read() as session:
            case = await remaining.asked_of(session, writer, message.chat.id, answered.message_id)
            if case is None or await belonging.other_danger(session, case, words, now=now):
                return False
        return {"dialogue": {"case": case}}


class RatesInWords(BaseFilter):
    """Lets 还是不亮 through from whoever is asked whether it is mended, with what they mean."""

    async def __call__(self, message: Message, read: Read) -> bool | dict[str, Any]:
        writer, rating = writer_of(message), rating_in(words_of(message))
        told = understand(words_of(message))
        if writer is None or rating is None or told.life_safety:
            return False
        answered = message.reply_to_message.message_id if message.reply_to_message else None
        async with read() as session:
            case = await surveys.waiting(session, writer, message.chat.id, answered, told)
        return {"case": case, "rating": rating} if case is not None else False


@routes.message(RatesInWords(), F.text | F.photo)
async def rate_in_words(
    message: Message,
    case: int,
    rating: Rating,
    state: FSMContext,
    write: Write,
    policy: Policy,
    voice: Voice,
    at: datetime,
) -> None:
    """As by the button; of what is not solved the words are what is still wrong.

    A photo may stand with them, a few minutes before them, or follow.
    """
    writer, words = writer_of(message), words_of(message).strip()
    if writer is None:
        return
    chat, shown = message.chat, message.message_id if message.photo else None
    async with write() as session:
        await surveys.rate(session, case, writer, policy, rating=rating, at=at)
        if rating is not Rating.SOLVED:
            before, _ = await attachments.sent_before(session, chat.id, writer, at=at)
            shown = shown or next((one.message_id for one in before), None)
            source, photo = (chat.id, shown or message.message_id), shown is not None
            await remaining.say(
                session, case, writer, policy, source=source, photo=photo, words=words, at=at
            )
    if rating is not Rating.SOLVED and chat.type == ChatType.PRIVATE and shown is None:
        await begin(state, Dialogue.showing, at=at, case=case)
    await voice.answer(message, views.rated_in_words(await voice.reader(message.chat.id), rating))


@routes.callback_query(Press.filter(F.act.in_(RATINGS)))
async def rate(
    query: CallbackQuery,
    callback_data: Press,
    state: FSMContext,
    write: Write,
    policy: Policy,
    voice: Voice,
    at: datetime,
) -> None:
    """In private the next message may say what is still wrong; in a group only an answer does."""
    rating, case, presser = RATINGS[callback_data.act], callback_data.case, presser_of(query)
    async with write() as session:
        if await presses.is_new(session, query.id, at=at):
            await surveys.rate(session, case, presser, policy, rating=rating, at=at)
    private = query.message is not None and query.message.chat.type == ChatType.PRIVATE
    if private and rating is not Rating.SOLVED:
        await begin(state, Dialogue.remaining, at=at, case=case)
    await voice.toast(query, Toast.RATED)


@routes.message(Answers(Dialogue.showing), F.photo)
async def show_what_remains(
    message: Message,
    dialogue: dict[str, Any],
    state: FSMContext,
    write: Write,
    voice: Voice,
    at: datetime,
) -> None:
    """First the words, then the photo, or an album: as people do. A later photo is another matter."""
    writer, album = writer_of(message), message.media_group_id
    if writer is None:
        return
    if "album" in dialogue and (album is None or album != dialogue["album"]):
        await state.clear()
        raise SkipHandler
    source = (message.chat.id, message.message_id)
    async with answering(state), write() as session:
        await remaining.show(session, dialogue["case"], writer, source=source, at=at)
    if album is not None:
        await begin(state, Dialogue.showing, at=at, case=dialogue["case"], album=album)
    if "album" in dialogue:
        return
    await voice.answer(message, views.remaining_taken(await voice.reader(message.chat.id)))


@routes.message(AnswersSurvey(), F.photo | F.text)
@routes.message(Answers(Dialogue.remaining), F.photo | F.text)
async def say_what_remains(
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
    async with answering(state), write() as session:
        await remaining.say(
            session,
            dialogue["case"],
            writer,
            policy,
            source=(message.chat.id, message.message_id),
            photo=bool(message.photo),
            words=words_of(message).strip(),
            at=at,
        )
    if message.chat.type == ChatType.PRIVATE and not message.photo:
        await begin(state, Dialogue.showing, at=at, case=dialogue["case"])
    await voice.answer(message, views.remaining_taken(await voice.reader(message.chat.id)))
