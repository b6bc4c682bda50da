"""A message of ours that the ledger misses is adopted when somebody presses or answers it.

It was sent, but no answer came back, or the process was killed before it could be written down.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.posts import view_name
from bot.storage import doubles


@dataclass(frozen=True)
class Met:
    """A message in a chat: the case it is about and the kind of card that it shows."""

    chat_id: int
    message_id: int
    case_id: int
    card: type


async def is_missed(session: AsyncSession, met: Met) -> bool:
    """Whether the ledger lacks the number of such a card in this chat."""
    view = view_name(met.card)
    return await doubles.is_missed(session, met.chat_id, case_id=met.case_id, view=view)


async def adopt(session: AsyncSession, met: Met, *, at: datetime) -> None:
    """Write a missed number down; of a message that stands twice the second goes."""
    missed = await doubles.missed(
        session, met.chat_id, case_id=met.case_id, view=view_name(met.card)
    )
    if missed is not None:
        await doubles.meet(session, missed, met.message_id, at=at)
