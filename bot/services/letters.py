"""Updates that were put aside: kept for the operator as long as a draft, then forgotten."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.policy import Policy
from bot.storage import conversation
from bot.storage.conversation import DeadLetter


async def due(session: AsyncSession, policy: Policy, at: datetime) -> Sequence[int]:
    """Return dead letters older than a draft may grow: they hold people's words."""
    return await conversation.older_letters(session, at - policy.draft_kept)


async def forget(session: AsyncSession, update_id: int, _policy: Policy, *, at: datetime) -> None:
    """Delete one dead letter."""
    letter = await session.get(DeadLetter, update_id)
    if letter is not None and letter.at < at:
        await session.delete(letter)
