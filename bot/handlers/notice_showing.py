"""How a notice is shown to whoever writes it: its card, and the message that follows it."""

from datetime import datetime, timedelta

from aiogram import F
from aiogram.enums import ChatType
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery

from bot.domain.notices import NoticeCard, NoticeState
from bot.domain.policy import Policy
from bot.errors import Stale
from bot.handlers.choosing import keep_choices
from bot.handlers.voice import Voice
from bot.services import notice_board, notice_cards
from bot.services.rights import Actor
from bot.services.unit import Session, Write
from bot.views import notices as views
from bot.views import noticing

IN_PRIVATE = F.message.chat.type == ChatType.PRIVATE
LASTS = timedelta(hours=1)
"""So long an answer about a notice is waited for."""


async def show(
    writer: Actor,
    key: int,
    state: FSMContext,
    write: Write,
    policy: Policy,
    voice: Voice,
    at: datetime,
    *,
    afresh: bool = False,
    rewritten: bool = False,
) -> None:
    """Say how a notice stands; `afresh` with itself above, just as a group will read it.

    The word of a button under it may be written.
    """
    async with write() as session:
        card = await notice_board.card(session, key, writer, policy, at=at)
    reader = await voice.reader(writer.id)
    if rewritten and card.state is not NoticeState.DRAFT:
        await voice.say(writer.id, noticing.rewritten(reader, card))
    if afresh:
        await voice.say(writer.id, views.notice_post(card.post, reader))
    words = noticing.notice_card(card, reader)
    said = await voice.say(writer.id, words)
    await keep_choices(state, words, said, at, notice=key)
    if said is not None:
        async with write() as session:
            await notice_cards.follow(session, card, writer.id, said, policy, at=at)


async def follow(
    session: Session, query: CallbackQuery, card: NoticeCard | None, policy: Policy, at: datetime
) -> None:
    """Keep the message that was pressed up to date while it shows a card, and only then."""
    if query.message is None:
        return
    presser, message = query.from_user.id, query.message.message_id
    if card is None:
        await notice_cards.let_go(session, presser, message)
    else:
        await notice_cards.follow(session, card, presser, message, policy, at=at)


def number(digits: str) -> int:
    """Return a number of a button; raises Stale for what none of ours has."""
    if not digits:
        return 0
    if not digits.isdecimal() or int(digits).bit_length() > 31:
        raise Stale
    return int(digits)
