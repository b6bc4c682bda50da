"""The brakes that every way to publish and to widen asks first (promise 10)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain import brakes as rules
from bot.domain.alerts import Level
from bot.domain.brakes import ALONE, TOWN_WIDE, UsedUp
from bot.domain.cards import SecondWanted
from bot.domain.grid import Audience, GridLevel, Role
from bot.domain.policy import Policy
from bot.domain.posts import decode
from bot.domain.states import Action
from bot.services import cards, desk, history, notices, reach, rings, saying, scopes
from bot.services.rights import Staff
from bot.storage import alerts, cases, chats, countersigns, grid, outbox
from bot.storage.alerts import Alert
from bot.storage.cases import Case
from bot.storage.countersigns import Countersign, Verdict
from bot.storage.outbox import Delivery, Lane


async def wants_second_to_publish(
    session: AsyncSession, case: Case, staff: Staff, policy: Policy, *, verified: bool, at: datetime
) -> bool:
    """Ask for a second person where publishing reaches a whole town at once; says whether it did."""
    if not await _reaches_a_town(session, case):
        return False
    await history.ensure_submitted(session, case, staff, at=at)
    wish = _wish(case, staff, Action.PUBLISH, policy, at=at)
    wish.verified = verified
    await _ask(session, case, wish, policy, at=at)
    return True


async def _reaches_a_town(session: AsyncSession, case: Case) -> bool:
    if case.by_hand:
        return await scopes.covers_a_town(session, case)
    return (await reach.nodes(session, case))[0].level in TOWN_WIDE


async def wants_second_to_widen(
    session: AsyncSession, case: Case, alert: Alert, staff: Staff, policy: Policy, *, at: datetime
) -> bool:
    """Ask for a second person before a next ring that this account can't send alone.

    That is the town's ring of an alert of one's own, and any ring beyond 1 once the account has had
    its share of the day. An alert that somebody else published has two people already.
    """
    ring = alert.ring + 1
    nodes = await reach.nodes(session, case)
    town = nodes[ring].level in TOWN_WIDE and alert.published_by == staff.id
    counts = ring > ALONE and alert.beyond_by is None
    if not town and not (counts and await used_up(session, staff, policy, at=at)):
        return False
    await _ask(session, case, _wish(case, staff, Action.WIDEN, policy, at=at), policy, at=at)
    return True


def _wish(case: Case, staff: Staff, action: Action, policy: Policy, *, at: datetime) -> Countersign:
    return Countersign(
        case_id=case.key,
        action=action,
        asked_by=staff.id,
        asked_name=staff.name,
        asked_at=at,
        until=at + policy.second_within,
    )


async def again_up_to(session: AsyncSession, case: Case, staff: Staff) -> int:
    """Return the ring up to which a case that was cleared too early is published again at once.

    No further than this account reaches alone; the rest goes by the clock, as the first time.
    """
    before = await alerts.newest(session, case.key)
    reached = await alerts.reached_before(session, case.key)
    if staff.level in {GridLevel.MICRO, GridLevel.DEDICATED}:
        return min(reached, ALONE)
    nodes = await reach.nodes(session, case)
    below = [ring for ring, node in enumerate(nodes) if node.level not in TOWN_WIDE]
    two = before is not None and before.published_by != staff.id and staff.role is Role.DUTY
    return reached if two else min(reached, max(below, default=0))


async def count(
    session: AsyncSession, case: Case, alert: Alert, staff: Staff, policy: Policy, *, at: datetime
) -> UsedUp | None:
    """Count a new alert for its publisher if it will go beyond ring 1.

    Where the day's are used up it stays within ring 1 until somebody else widens it.
    """
    if case.by_hand or len(await reach.nodes(session, case)) <= ALONE + 1:
        return None
    used = await used_up(session, staff, policy, at=at)
    if used is not None:
        alert.capped = True
        await history.apply(session, case, Action.HOLD, None, at=at, note=str(used.count))
    else:
        alert.beyond_by, alert.beyond_at = staff.id, at
    return used


def widened(alert: Alert, staff: Staff, *, at: datetime) -> None:
    """Note that somebody sends an alert further by hand: nothing holds it any more."""
    alert.held_at, alert.capped = None, False
    if alert.ring > ALONE and alert.beyond_by is None:
        alert.beyond_by, alert.beyond_at = staff.id, at


def released(alert: Alert) -> None:
    """Count an alert no more that ended before it went beyond ring 1."""
    if alert.ring <= ALONE:
        alert.beyond_by = alert.beyond_at = None


async def used_up(
    session: AsyncSession, staff: Staff, policy: Policy, *, at: datetime
) -> UsedUp | None:
    """Return until when an account has brought as many alerts beyond ring 1 as it may."""
    rate = policy.alerts_per_account
    if rate is None:
        return None
    zone = policy.timezone
    counted = await alerts.beyond_since(session, staff.id, rules.since(rate, at, zone))
    if len(counted) < rate.count:
        return None
    first = counted[-rate.count] if rate.count else at
    return UsedUp(rate.count, rules.again_at(rate, first, zone))


async def warn(session: AsyncSession, case: Case, policy: Policy, *, at: datetime) -> None:
    """Tell the chief grid and the duty desk, with sound, that rings will go on by themselves."""
    notice = await notices.ring_notice(session, case, policy)
    if notice.next_grid is None:
        return
    for card in await desk.tell_overseers(session, case, policy, at=at):
        place = saying.Place(card.chat_id, card.locale, card.topic, card.grid_id)
        lane, slot = Lane.DANGER, cards.RINGS
        await saying.send(
            session, notice, place, at=at, lane=lane, case=case, slot=slot, answers=card
        )


async def _ask(
    session: AsyncSession, case: Case, wish: Countersign, policy: Policy, *, at: datetime
) -> None:
    """Keep the wish and ask those who may agree to it; one that waits already is not asked twice."""
    if await countersigns.waiting(session, case.key) is not None:
        return
    session.add(wish)
    await session.flush()
    wanted = await _wanted(session, case, wish, policy)
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
    node = await session.get_one(grid.Grid, case.grid_id)
    if node.level not in TOWN_WIDE:
        return []
    found = []
    for child in await grid.children(session, node.key):
        group = await chats.at_node(session, child.key, Audience.STAFF)
        if group is not None:
            found.append(cards.chat_place(group, policy, child.id))
    return found


async def _wanted(
    session: AsyncSession, case: Case, wish: Countersign, policy: Policy
) -> SecondWanted:
    nodes = await reach.nodes(session, case)
    alert = await alerts.active(session, case.key)
    ring = alert.ring + 1 if alert and wish.action is Action.WIDEN else 0
    chosen = await cases.scope_of(session, case.key) if ring == 0 else []
    groups = await rings.reached(session, case, ring)
    rate = policy.alerts_per_account
    alone = ring > 0 and nodes[ring].level not in TOWN_WIDE
    return SecondWanted(
        case_id=case.key,
        number=case.number,
        kind=case.kind,
        who=wish.asked_name,
        grid="、".join(node.name for node in chosen) or nodes[ring].name,
        groups=len([chat for chat, _ in groups if not chat.lost_at]),
        until=wish.until,
        override=case.level is Level.RED,
        goes_on_at=alert.next_ring_at if alert and alert.held_at is None else None,
        used_up=rate.count if rate and alone else None,
    )


async def settle(
    session: AsyncSession, case: Case, verdict: Verdict, staff: Staff | None, *, at: datetime
) -> Countersign | None:
    """Decide what waits for a second person, if anything does; its messages say what came of it."""
    wish = await countersigns.waiting(session, case.key)
    if wish is None:
        return None
    wish.verdict, wish.decided_at = verdict, at
    if staff is not None:
        wish.decided_by, wish.decided_name = staff.id, staff.name
    for message in await outbox.live_in_slot(session, case.key, cards.SECOND):
        latest = await outbox.latest_words(session, message)
        said = decode(latest.view, latest.params) if latest else None
        if isinstance(said, SecondWanted):
            decided = replace(said, verdict=verdict, by=wish.decided_name, decided_at=at)
            await saying.change(session, message, decided, at=at, lane=Lane.DANGER)
        message.slot = None
    await session.flush()
    return wish
