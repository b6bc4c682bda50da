"""了解更多: a theme in private, its quiz, and 静音此类通知 for staff."""

from datetime import datetime

from aiogram import F
from aiogram.enums import ChatType
from aiogram.types import CallbackQuery, Poll

from bot.domain.themes import ANSWERS, Theme
from bot.errors import NotFound, Stale
from bot.handlers.people import presser_of
from bot.handlers.routing import Routes
from bot.handlers.voice import Voice
from bot.services import muting, people, quizzes
from bot.services.rights import Actor
from bot.services.unit import Read, Write
from bot.views import talks as views
from bot.views import themes
from bot.views.buttons import Do, Notify

routes = Routes("talks")
IN_PRIVATE = F.message.chat.type == ChatType.PRIVATE
LONGEST_ID = 16


async def tell_theme(actor: Actor, name: str, read: Read, voice: Voice) -> None:
    """Say a theme in private, whole; raises NotFound for one that there is not."""
    theme = _theme(name)
    async with read() as session:
        staff = bool(await people.grids_worked_for(session, actor))
    await voice.say(actor.id, views.talk(theme, await voice.reader(actor.id), staff=staff))


def _theme(name: str) -> Theme:
    if name not in set(ANSWERS):
        raise NotFound("refusal-no-talk")
    return Theme(name)


@routes.callback_query(Notify.filter(F.do == Do.TALK), IN_PRIVATE)
async def talk(query: CallbackQuery, callback_data: Notify, read: Read, voice: Voice) -> None:
    await tell_theme(presser_of(query), callback_data.arg, read, voice)
    await voice.reply_to_press(query)


@routes.callback_query(Notify.filter(F.do == Do.QUIZ), IN_PRIVATE)
async def ask(query: CallbackQuery, callback_data: Notify, write: Write, voice: Voice) -> None:
    """Three questions as polls; where the server has none, in words with the answer covered."""
    presser, theme = presser_of(query), _theme(callback_data.arg)
    reader = await voice.reader(presser.id)
    await voice.reply_to_press(query)
    polls = []
    for nth, question in enumerate(themes.quiz(theme, reader)):
        poll = await voice.ask_quiz(presser.id, question)
        if poll is None:
            await voice.say(presser.id, views.question_in_words(question, reader))
        else:
            polls.append((nth, poll))
    async with write() as session:
        await quizzes.asked(session, presser, theme, polls)


@routes.poll()
async def count(poll: Poll, write: Write) -> None:
    """An answer counts for the grid; whose it is not even Telegram tells."""
    chosen = [nth for nth, option in enumerate(poll.options) if option.voter_count]
    async with write() as session:
        await quizzes.answer(session, poll.id, chosen)


@routes.callback_query(Notify.filter(F.do.in_({Do.MUTE, Do.MUTE_HERE})), IN_PRIVATE)
async def mute(
    query: CallbackQuery, callback_data: Notify, write: Write, voice: Voice, at: datetime
) -> None:
    """`fire.6` shows groups from the seventh on, `fire.6.-100…` turns one of them."""
    name, _, rest = callback_data.arg.partition(".")
    start, _, chat = rest.partition(".")
    presser, theme = presser_of(query), _theme(name)
    if not start.isdecimal() or len(start) > LONGEST_ID or len(chat) > LONGEST_ID:
        raise Stale
    async with write() as session:
        if callback_data.do is Do.MUTE_HERE:
            if not chat.removeprefix("-").isdecimal():
                raise Stale
            await muting.toggle(session, presser, theme, int(chat), at=at)
        groups = await muting.choices(session, presser, theme)
    said = views.muted(theme, groups, await voice.reader(presser.id), start=int(start))
    await voice.reply_to_press(query)
    if callback_data.do is Do.MUTE and start == "0":
        await voice.say(presser.id, said)
    else:
        await voice.turn(query, said)
