"""Good news in a staff group: no report, whatever it names; of a case there, staff are asked."""

from aiogram import F
from aiogram.filters import BaseFilter
from aiogram.types import Message

from bot.domain.endings import may_be_found
from bot.domain.intake import understand
from bot.domain.kinds import Kind
from bot.domain.staff_talk import apart, says_hurt, says_over
from bot.handlers.hearing import GROUPS, Hearing, Hears, words_of, written_at
from bot.handlers.people import writer_of
from bot.handlers.reports import SETTLED, IsReport
from bot.handlers.routing import Routes
from bot.services import staff_talk
from bot.services.unit import Read

routes = Routes("staff_talk")


class SaysOver(BaseFilter):
    """Lets 家长来接了 and 修好了 through where staff write; 当场办结 is a report."""

    async def __call__(self, message: Message, read: Read) -> bool:
        words = words_of(message)
        if not (says_over(words) or may_be_found(words)) or SETTLED.fullmatch(words.strip()):
            return False
        async with read() as session:
            return await staff_talk.is_heard(session, message.chat.id)


@routes.message(F.chat.type.in_(GROUPS), SaysOver(), Hears())
async def hear_over(message: Message, hearing: Hearing) -> None:
    """What else the words report is a report: 家长接走了。广场上有个婆婆迷路了.

    So is that somebody is hurt, which by itself names nobody and no place: 火灭了，有人受伤.
    """
    writer, text = writer_of(message), words_of(message)
    news, rest = apart(text)
    alone = message.model_copy(update={"text": rest, "caption": None})
    heard = await IsReport()(alone, hearing.policy, hearing.places)
    other = isinstance(heard, dict) and not heard["meaning"].forwarded_rumour
    hurt = not other and says_hurt(rest)
    if writer is not None:
        said = news if other or hurt else text
        async with hearing.write() as session:
            await staff_talk.say_over(session, message.chat.id, writer, said, at=hearing.at)
    if isinstance(heard, dict) and other:
        await hearing.take(message, words=rest, meaning=heard["meaning"])
    elif hurt:
        now, known = written_at(message, hearing.policy), Kind.HELP
        meaning = understand(text, now=now, places=hearing.places.known, known=known)
        await hearing.take(message, meaning=meaning)
