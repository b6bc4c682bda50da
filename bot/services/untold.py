"""A case of which nobody on staff could be told: whoever can be reached later hears of it then."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.policy import Policy
from bot.domain.states import State
from bot.services import cards, desk, history
from bot.storage import waking


async def due(session: AsyncSession, _policy: Policy, at: datetime) -> Sequence[int]:
    """Return the cases for which somebody is looked for again."""
    return await waking.due_untold(session, at)


async def tell(session: AsyncSession, case_id: int, policy: Policy, *, at: datetime) -> None:
    """Give the card to a group that is bound or heard again, or to who has pressed Start by now."""
    case = await history.load(session, case_id)
    if case.untold_at is None or case.untold_at > at:
        return
    case.untold_at = None
    waits = case.is_open or (case.state is State.DRAFT and case.life_safety)
    if waits and await desk.tell_again(session, case, policy, at=at):
        await cards.refresh(session, case, policy, at=at)
