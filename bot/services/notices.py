"""What stands with the chief grid and the duty desk while an alert goes further."""

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.cards import RingNotice
from bot.domain.policy import Policy
from bot.services import reach
from bot.storage import alerts
from bot.storage.cases import Case


async def ring_notice(session: AsyncSession, case: Case, policy: Policy) -> RingNotice:
    """Make the notice of a case that was published, as it stands now."""
    alert = await alerts.newest(session, case.key)
    assert alert is not None
    assert case.number is not None
    nodes = await reach.nodes(session, case)
    following = alert.ring + 1
    rate = policy.alerts_per_account
    return RingNotice(
        case_id=case.key,
        number=case.number,
        kind=case.kind,
        level=alert.level,
        who=alert.published_name,
        published_at=alert.published_at,
        told=nodes[min(max(alert.ring, 0), len(nodes) - 1)].name,
        ring=alert.ring,
        next_grid=nodes[following].name if following < len(nodes) else None,
        next_at=alert.next_ring_at,
        held=alert.held_at is not None,
        used_up=rate.count if alert.capped and rate else None,
        over=alert.ended_at is not None,
    )
