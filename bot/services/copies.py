"""Photos, voices and pins that stand before staff: taken back at the word of whoever sent them."""

from datetime import datetime, timedelta

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.cards import CopyGone
from bot.services import cards, saying
from bot.storage import forgetting, outbox
from bot.storage.cases import Case
from bot.storage.outbox import Delivery, Lane, Op

DELETABLE = timedelta(hours=48)
"""So long a message may be deleted (Bot API, deleteMessage); one of ours is edited at any time."""


async def of_case(session: AsyncSession, case: Case, *, at: datetime) -> int:
    """Take back what stands under the cards of a case; returns how many may have to stay."""
    stays = 0
    for slot in (cards.RELAY, cards.VOICE):
        for message in await outbox.live_in_slot(session, case.key, slot):
            if message.op is Op.COPY:
                stays += await _take_back(session, message, at=at)
    return stays


async def of_clues(session: AsyncSession, user_id: int, *, at: datetime) -> int:
    """The same of what somebody gave as clues to cases of others that have ended."""
    copies = await forgetting.copies_of_clues(session, user_id)
    return sum([await _take_back(session, message, at=at) for message in copies])


async def _take_back(session: AsyncSession, message: Delivery, *, at: datetime) -> bool:
    """Delete a copy, or hide an older photo behind our own picture; returns whether it may stay.

    Of an older voice or pin a group with the right to delete still lets go.
    """
    fresh = message.sent_at is None or message.sent_at > at - DELETABLE
    if fresh or message.slot == cards.VOICE:
        await saying.remove(session, message, at=at, lane=Lane.CARDS)
        return not fresh
    await saying.change(session, message, CopyGone(), at=at, lane=Lane.CARDS)
    message.slot = None
    return False
