"""What stands with the chief grid and the duty desk while an alert goes further."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.alert_cards import RingNotice
from bot.domain.policy import Policy
from bot.services import reach, rings, rosters, saying
from bot.storage import alerts
from bot.storage.cases import Case
from bot.storage.outbox import Delivery, Lane

RINGS = "rings"
"""The slot of the notice under a staff card."""


async def ring_notice(
    session: AsyncSession, case: Case, policy: Policy, *, at: datetime
) -> RingNotice:
    """Make the notice of a case that was published, as it stands now."""
    alert = await alerts.newest(session, case.key)
    assert alert is not None
    assert case.number is not None
    nodes = await reach.nodes(session, case)
    following = await rings.following(session, alert, nodes)
    rate = policy.alerts_per_account
    again = alert.insist_at is not None and alert.insisted > 0
    return RingNotice(
        case_id=case.key,
        number=case.number,
        kind=case.kind,
        level=alert.level,
        who=alert.published_name,
        published_at=alert.published_at,
        told=nodes[min(alert.ring, len(nodes) - 1)].name if alert.ring >= 0 else None,
        ring=alert.ring,
        next_grid=nodes[following].name if following < len(nodes) else None,
        next_at=alert.next_ring_at,
        held=alert.held_at is not None,
        used_up=rate.count if alert.capped and rate else None,
        again=again,
        mentions=await rosters.on_duty(session, nodes[0].path, policy, at=at) if again else (),
        over=alert.ended_at is not None,
    )


async def put(
    session: AsyncSession,
    case: Case,
    notice: RingNotice,
    under: Sequence[Delivery],
    *,
    silent: bool = False,
    at: datetime,
) -> None:
    """Queue the notice under these cards."""
    for card in under:
        await saying.send(
            session,
            notice,
            saying.Place(card.chat_id, card.locale, card.topic, card.grid_id),
            at=at,
            lane=Lane.DANGER,
            case=case,
            slot=RINGS,
            answers=card,
            silent=silent,
        )
