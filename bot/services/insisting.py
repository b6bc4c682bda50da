"""An alert that stays near until somebody above says more: they are asked again, until one does."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.alerts import Level
from bot.domain.policy import Policy
from bot.domain.states import Action
from bot.services import cards, desk, history, ring_notices
from bot.storage import alerts
from bot.storage.alerts import Alert

INSISTS = frozenset({Level.RED, Level.ORANGE})
"""Nobody is asked twice about what can wait for the morning."""
AGAIN = timedelta(minutes=10)
"""At the top of the ladder it is asked again so often, as long as the alert is out."""


def begin(alert: Alert, policy: Policy, *, at: datetime) -> None:
    """Note that the chief grid and the duty desk are asked now, and by when one of them must say."""
    if alert.level in INSISTS:
        alert.insist_at = at + policy.unheard[0]


async def due(session: AsyncSession, _policy: Policy, at: datetime) -> Sequence[int]:
    """Return the cases of whose alert nobody above has said in time whether it goes further."""
    return await alerts.to_insist(session, at)


async def again(session: AsyncSession, case_id: int, policy: Policy, *, at: datetime) -> None:
    """For the clock: ask every level above anew, with sound, people on duty by name.

    The question of before goes, so that one stands in each group; 立即扩大 or 暂缓 ends it.
    """
    case = await history.load(session, case_id)
    alert = await alerts.active(session, case.key)
    if alert is None or alert.insist_at is None or alert.insist_at > at:
        return
    alert.insisted += 1
    pauses = policy.unheard
    alert.insist_at = at + (pauses[alert.insisted] if alert.insisted < len(pauses) else AGAIN)
    if alert.insisted == 1:
        await history.apply(session, case, Action.UNHEARD, None, at=at)
    await desk.tell_every_level(session, case, policy, at=at)
    above = await desk.cards_above(session, case, policy, at=at)
    await cards.take_away(session, case, ring_notices.RINGS, at=at)
    await ring_notices.put(
        session, case, await ring_notices.ring_notice(session, case, policy, at=at), above, at=at
    )
    await cards.refresh(session, case, policy, at=at)
