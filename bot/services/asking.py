"""Asking a second person: what they read is what goes out, or they are asked anew."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain import brakes as rules
from bot.domain.alert_cards import AlertPost, Correction, SecondWanted
from bot.domain.alerts import Level
from bot.domain.brakes import TOWN_WIDE
from bot.domain.grid import Audience
from bot.domain.policy import Policy
from bot.domain.posts import decode
from bot.domain.states import Action
from bot.errors import Refusal
from bot.services import cards, describing, desk, previews, reach, rings, saying, wording
from bot.services.rights import Staff
from bot.storage import alerts, cases, chats, countersigns, everywhere, grid, outbox, rewording
from bot.storage.alerts import Alert
from bot.storage.cases import Case
from bot.storage.countersigns import Countersign, Verdict
from bot.storage.grid import Grid
from bot.storage.outbox import Delivery, Lane

Words = tuple[AlertPost, str | None]
"""What residents would read, and the photo with it."""


async def ask(
    session: AsyncSession,
    case: Case,
    staff: Staff,
    action: Action,
    policy: Policy,
    *,
    verified: bool = True,
    at: datetime,
) -> None:
    """Keep the wish and ask those who may agree to it; one that waits already is not asked twice.

    Raises Refusal while another step of the case waits for a second person.
    """
    waiting = await review(session, case, policy, at=at)
    if waiting is not None and waiting.action is not action:
        raise Refusal("refusal-second-busy")
    if waiting is not None and waiting.verified is verified:
        return
    await settle(session, case, Verdict.CHANGED, None, at=at)
    wish = Countersign(
        case_id=case.key,
        action=action,
        verified=verified,
        asked_by=staff.id,
        asked_name=staff.name,
        asked_at=at,
        until=at + policy.second_within,
    )
    session.add(wish)
    await session.flush()
    wanted = await _wanted(session, case, wish, policy, at=at)
    assert wanted is not None
    standing = await desk.tell_overseers(session, case, policy, at=at)
    under: dict[int, Delivery | None] = {card.chat_id: card for card in standing}
    places = [saying.Place(one.chat_id, one.locale, one.topic, one.grid_id) for one in standing]
    places += [place for place in await _below(session, case, policy) if place.chat_id not in under]
    for place in places:
        answers, lane, slot = under.get(place.chat_id), Lane.DANGER, cards.SECOND
        await saying.send(
            session, wanted, place, at=at, lane=lane, case=case, slot=slot, answers=answers
        )


async def _below(session: AsyncSession, case: Case, policy: Policy) -> Sequence[saying.Place]:
    """Return the staff groups right under a town whose case this is: they may agree, too."""
    node = await session.get_one(Grid, case.grid_id)
    if node.level not in TOWN_WIDE:
        return []
    found = []
    for child in await grid.children(session, node.key):
        group = await chats.at_node(session, child.key, Audience.STAFF)
        if group is not None:
            found.append(cards.chat_place(group, policy, child.id))
    return found


async def review(
    session: AsyncSession, case: Case, policy: Policy, *, at: datetime
) -> Countersign | None:
    """Return what waits for a second person; it falls away once something else would go out.

    Asked whenever a case changes, and again when somebody agrees.
    """
    wish = await countersigns.waiting(session, case.key)
    if wish is None:
        return None
    shown = await _shown(session, case)
    wanted = await _wanted(session, case, wish, policy, at=at)
    if shown is not None and wanted is not None and rules.asks_the_same(shown, wanted):
        return wish
    out = wanted is None or (wish.action is Action.WIDEN and shown and shown.nodes != wanted.nodes)
    await settle(session, case, Verdict.DROPPED if out else Verdict.CHANGED, None, at=at)
    return None


async def settle(
    session: AsyncSession,
    case: Case,
    verdict: Verdict,
    staff: Staff | None,
    *,
    only: Action | None = None,
    at: datetime,
) -> Countersign | None:
    """Decide what waits for a second person, if anything does; its messages say what came of it.

    They keep nothing of what would have gone out (promise 6).
    """
    wish = await countersigns.waiting(session, case.key)
    if wish is None or only not in {None, wish.action}:
        return None
    wish.verdict, wish.decided_at = verdict, at
    if staff is not None:
        wish.decided_by, wish.decided_name = staff.id, staff.name
    for message in await outbox.live_in_slot(session, case.key, cards.SECOND):
        said = await _said(session, message)
        if said is not None:
            decided = replace(said, verdict=verdict, by=wish.decided_name, decided_at=at)
            decided = replace(decided, post=None, photo=None)
            await saying.change(session, message, decided, at=at, lane=Lane.DANGER)
        message.slot = None
    await session.flush()
    return wish


async def _shown(session: AsyncSession, case: Case) -> SecondWanted | None:
    """Return what second persons read now; None where nobody could be asked."""
    standing = await outbox.live_in_slot(session, case.key, cards.SECOND)
    return await _said(session, standing[0]) if standing else None


async def _said(session: AsyncSession, message: Delivery) -> SecondWanted | None:
    latest = await rewording.latest_words(session, message)
    said = decode(latest.view, latest.params) if latest else None
    return said if isinstance(said, SecondWanted) else None


async def _wanted(
    session: AsyncSession, case: Case, wish: Countersign, policy: Policy, *, at: datetime
) -> SecondWanted | None:
    """Make what a second person reads; None where there is nothing left to agree to."""
    alert, nodes = await alerts.active(session, case.key), await reach.nodes(session, case)
    words = await _words(session, case, alert, wish, policy, at=at)
    ring = alert.ring if alert else 0
    if wish.action is Action.WIDEN and alert:
        ring = await rings.following(session, alert, nodes)
    if words is None or (wish.action is Action.WIDEN and ring >= len(nodes)):
        return None
    ring = max(0, min(ring, len(nodes) - 1))
    chosen = await cases.scope_of(session, case.key) if ring == 0 else []
    reached = list(chosen) or [nodes[ring]]
    rewrite = wish.action is Action.UPDATE
    rate, post = policy.alerts_per_account, words[0]
    alone = wish.action is Action.WIDEN and nodes[ring].level not in TOWN_WIDE
    goes_on = alert is not None and wish.action is Action.WIDEN and alert.held_at is None
    return SecondWanted(
        case_id=case.key,
        number=case.number,
        kind=case.kind,
        who=wish.asked_name,
        grid="、".join(node.name for node in reached),
        groups=await _groups(session, case, wish, ring),
        until=wish.until,
        override=case.level is Level.RED,
        goes_on_at=alert.next_ring_at if alert and goes_on else None,
        used_up=rate.count if rate and alone else None,
        wish_id=wish.id or 0,
        post=post,
        photo=words[1],
        nodes=() if rewrite else tuple(node.key for node in reached),
        goes_at=post.published_at if not alert and post.published_at > at else None,
        rewrite=rewrite,
    )


async def _groups(session: AsyncSession, case: Case, wish: Countersign, ring: int) -> int:
    if wish.action is Action.UPDATE:
        return await everywhere.told_groups(session, case.key)
    reached = await reach.reached(session, case, ring)
    return sum(chat.lost_at is None for chat in reached)


async def _words(
    session: AsyncSession,
    case: Case,
    alert: Alert | None,
    wish: Countersign,
    policy: Policy,
    *,
    at: datetime,
) -> Words | None:
    """Return what would go out: the case's words, the offered ones, or those that stand already."""
    if wish.action is Action.PUBLISH:
        return None if alert else await _published(session, case, wish, policy, at=at)
    if alert is None:
        return None
    if wish.action is Action.UPDATE:
        return await _offered(session, case)
    return await wording.standing(session, alert)


async def _published(
    session: AsyncSession, case: Case, wish: Countersign, policy: Policy, *, at: datetime
) -> Words:
    begins = policy.quiet_until(case.kind, case.level, at) or at
    post = AlertPost(
        facts=await describing.facts_for_all(session, case),
        verified=wish.verified,
        duty_phone=await cards.duty_phone(session, case, policy),
        valid_until=previews.valid_until(case, policy, at=at),
        published_at=begins,
    )
    return post, case.public_photo if wish.verified else None


async def _offered(session: AsyncSession, case: Case) -> Words | None:
    offered = await outbox.live_in_slot(session, case.key, cards.CORRECTION)
    words = await rewording.latest_words(session, offered[0]) if offered else None
    shown = decode(words.view, words.params) if words else None
    return (shown.post, words.photo) if words and isinstance(shown, Correction) else None
