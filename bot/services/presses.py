"""Presses carried out once, however often their update comes; forgotten after a day."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.policy import Policy
from bot.storage import conversation
from bot.storage.conversation import Press


async def is_new(session: AsyncSession, press_id: str, *, at: datetime) -> bool:
    """Note a press in the transaction that carries it out; False if it was carried out before."""
    if await session.get(Press, press_id) is not None:
        return False
    session.add(Press(id=press_id, at=at))
    await session.flush()
    return True


async def due(session: AsyncSession, policy: Policy, at: datetime) -> Sequence[int]:
    """Return one entry while something is old enough to be forgotten."""
    oldest = await conversation.oldest(session)
    return [0] if oldest is not None and oldest <= at - policy.draft_kept else []


async def forget(session: AsyncSession, _key: int, policy: Policy, *, at: datetime) -> None:
    """Forget old presses, and updates that were put aside: they hold what people did."""
    await conversation.forget_before(session, at - policy.draft_kept)
