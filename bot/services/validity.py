"""How long an alert stands: a worker is asked before it expires, else every word is taken back."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.alert_cards import Expired, Expiring
from bot.domain.alerts import AlertStatus, Ending, asked_at
from bot.domain.policy import Policy
from bot.domain.states import Action
from bot.errors import Stale
from bot.services import alerts, cards, describing, history, previews, saying, wording
from bot.services.cases import work_on
from bot.services.rights import Actor, Staff
from bot.storage import alerts as storage
from bot.storage import outbox
from bot.storage.alerts import Alert
from bot.storage.cases import Case
from bot.storage.outbox import Lane


async def due(session: AsyncSession, _policy: Policy, at: datetime) -> Sequence[int]:
    """Return the cases of whose alert staff must be asked whether it goes on."""
    return await storage.to_be_asked(session, at)


async def ask(session: AsyncSession, case_id: int, policy: Policy, *, at: datetime) -> None:
    """For the clock: 继续 or 结束, once, under every staff card."""
    case = await history.load(session, case_id)
    alert = await storage.active(session, case.key)
    if alert is None or alert.ask_at is None or not alert.ask_at <= at < alert.valid_until:
        return
    alert.ask_at = None
    facts = await describing.facts(session, case)
    await _tell_staff(session, case, Expiring(facts, alert.valid_until), policy, at=at)


async def _tell_staff(
    session: AsyncSession, case: Case, news: Expiring | Expired, policy: Policy, *, at: datetime
) -> None:
    """Say it under every staff card; by night with sound only of people in danger."""
    night = policy.quiet_until(case.kind, case.level, at) is not None
    for card in await outbox.live_in_slot(session, case.key, cards.STAFF):
        await saying.send(
            session,
            news,
            saying.Place(card.chat_id, card.locale, card.topic),
            at=at,
            lane=Lane.DANGER,
            case=case,
            slot=cards.EXPIRING,
            silent=night,
            answers=card,
        )


async def renew(
    session: AsyncSession, case_id: int, actor: Actor, policy: Policy, *, at: datetime
) -> None:
    """Note 继续: valid for the same span once more, as every message says; no ring is repeated."""
    case, alert, staff = await _asked(session, case_id, actor, at=at)
    valid = previews.validity(case, policy)
    alert.valid_until += valid
    alert.ask_at = asked_at(alert.valid_until, valid)
    said = await wording.standing(session, alert)
    if said is not None:
        card, photo = said
        await wording.change(session, alert, card, photo=photo, at=at)
    await cards.take_away(session, case, cards.EXPIRING, at=at)
    await history.apply(session, case, Action.RENEW, staff, at=at)
    await cards.refresh(session, case, policy, at=at)


async def end(
    session: AsyncSession, case_id: int, actor: Actor, policy: Policy, *, at: datetime
) -> None:
    """Note 结束: the alert is over, the case goes on as it was."""
    case, _, staff = await _asked(session, case_id, actor, at=at)
    await history.apply(session, case, Action.END, staff, at=at)
    await alerts.end(session, case, AlertStatus.EXPIRED, Ending.ENDED, at=at)
    await cards.refresh(session, case, policy, at=at)


async def _asked(
    session: AsyncSession, case_id: int, actor: Actor, *, at: datetime
) -> tuple[Case, Alert, Staff]:
    """Return what staff were asked about; raises Stale where no question stands."""
    case, staff = await work_on(session, case_id, actor, at=at)
    alert = await storage.active(session, case.key)
    if alert is None or not await outbox.live_in_slot(session, case.key, cards.EXPIRING):
        raise Stale
    return case, alert, staff


async def run_out(session: AsyncSession, _policy: Policy, at: datetime) -> Sequence[int]:
    """Return the cases whose alert is past its validity."""
    return await storage.run_out(session, at)


async def expire(session: AsyncSession, case_id: int, policy: Policy, *, at: datetime) -> None:
    """For the clock: photo, name and description leave every message; the case stays open, as staff read."""
    case = await history.load(session, case_id)
    alert = await storage.active(session, case.key)
    if alert is None or alert.valid_until > at:
        return
    await history.apply(session, case, Action.EXPIRE, None, at=at)
    await alerts.end(session, case, AlertStatus.EXPIRED, Ending.EXPIRED, at=at)
    if not case.by_hand:
        await _tell_staff(
            session, case, Expired(await describing.facts(session, case)), policy, at=at
        )
    await cards.refresh(session, case, policy, at=at)
