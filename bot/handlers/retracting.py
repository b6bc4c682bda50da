"""There was nothing to it: 哦是我没踩响, after a report."""

from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.enums import ChatType
from aiogram.filters import BaseFilter
from aiogram.types import Message

from bot.domain.endings import says_mended, says_mistaken
from bot.domain.intake import understand
from bot.handlers.hearing import Hearing, Hears, incoming, words_of, written_at
from bot.handlers.people import writer_of
from bot.handlers.routing import Routes
from bot.services import retracting
from bot.services.retracting import Retracted
from bot.views import dialogues

routes = Routes("retracting")


class SaysMistaken(BaseFilter):
    """Lets through what says that there was nothing to what was reported, or that it is mended.

    煤气味，当场办结 is a report of its own.
    """

    async def __call__(self, message: Message) -> bool:
        words = words_of(message)
        if writer_of(message) is None:
            return False
        mended = says_mended(words) and understand(words).kind == "none"
        return mended or says_mistaken(words)


@routes.message(SaysMistaken(), Hears())
async def take_back(message: Message, hearing: Hearing) -> None:
    sent, now = incoming(message, hearing.at), written_at(message, hearing.policy)
    async with hearing.write() as session:
        gone = await retracting.retract(session, sent, hearing.policy, now=now)
    if gone is None:
        raise SkipHandler
    await hearing.state.clear()
    await say_so(message, gone, hearing)


async def say_so(message: Message, gone: Retracted, hearing: Hearing) -> None:
    """In a group a question that is gone needs no word; whoever wrote in private waits for one."""
    if gone.case is not None or message.chat.type == ChatType.PRIVATE:
        reader = await hearing.voice.reader(message.chat.id)
        said = dialogues.retracted(reader, gone.case, draft=gone.draft)
        await hearing.voice.answer(message, said)
