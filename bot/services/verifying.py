"""核实了: an alert that went out unchecked becomes one that somebody stands for."""

from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.alert_cards import Unverified
from bot.domain.policy import Policy
from bot.domain.states import Action
from bot.errors import Stale
from bot.services import cards, corrections, guardians, history, saying, wording
from bot.services.cases import work_on
from bot.services.rights import Actor
from bot.services.saying import Place
from bot.storage import alerts, outbox
from bot.storage.cases import Case
from bot.storage.outbox import Lane


async def ask(session: AsyncSession, case: Case, *, at: datetime) -> None:
    """Ask under every staff card who knows the reporter, or has called them."""
    assert case.number is not None
    for card in await outbox.live_in_slot(session, case.key, cards.STAFF):
        await saying.send(
            session,
            Unverified(case.key, case.number),
            Place(card.chat_id, card.locale, card.topic, card.grid_id),
            at=at,
            lane=Lane.DANGER,
            case=case,
            slot=cards.UNVERIFIED,
            answers=card,
            silent=True,
        )


async def verify(
    session: AsyncSession, case_id: int, actor: Actor, policy: Policy, *, at: datetime
) -> None:
    """Note 核实了: the presser knows the reporter or has called them, as with 确认发布.

    Later rings say so at once. What is out already is offered for 更新通知, with name and photo as
    far as they may be shown; clues reach the family.
    """
    case, staff = await work_on(session, case_id, actor, at=at)
    alert = await alerts.active(session, case.key)
    if alert is None or alert.verified:
        raise Stale
    alert.verified = True
    await wording.vouch(session, alert, case, at=at)
    await history.apply(session, case, Action.VERIFY, staff, at=at)
    await cards.take_away(session, case, cards.UNVERIFIED, at=at)
    await cards.refresh(session, case, policy, at=at)
    await corrections.offer(session, case, policy, by=staff.name, checked=True, at=at)
    await guardians.release(session, case, policy, at=at)
