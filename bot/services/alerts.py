"""Alerts: previewed, published, and every word taken back."""

from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain import alerts as rules
from bot.domain.alert_cards import AlertPost, AllClear, Thanks
from bot.domain.alerts import AlertStatus, Danger, Ending, Level
from bot.domain.brakes import UsedUp, Went
from bot.domain.policy import Policy
from bot.domain.posts import decode
from bot.domain.states import Action, State
from bot.errors import PoliceNumberWanted, Refusal, Stale
from bot.services import (
    asking,
    board,
    brakes,
    cards,
    corrections,
    desk,
    doubts,
    guardians,
    history,
    people,
    previews,
    rights,
    rings,
    saying,
    scopes,
    verifying,
    watching,
)
from bot.services.cases import work_on
from bot.services.rights import Actor, Staff
from bot.storage import alerts, everywhere, families, outbox
from bot.storage.alerts import Alert
from bot.storage.cases import Case
from bot.storage.countersigns import Verdict
from bot.storage.doubts import Finding
from bot.storage.outbox import Post, Purpose
from bot.storage.persons import Person

ASKING = (cards.PREVIEW, cards.CORRECTION, cards.UNVERIFIED, cards.EXPIRING)
"""What asks staff something about an alert; it goes when the alert ends."""

LEFT_OPEN = frozenset({Ending.RECALLED, Ending.EXPIRED, Ending.ENDED})
"""Endings that don't say how the matter stands."""


async def preview(
    session: AsyncSession,
    case_id: int,
    actor: Actor,
    policy: Policy,
    *,
    chat_id: int,
    at: datetime,
) -> None:
    """Queue the preview in the chat where 发布 was pressed, under the card if it stands there."""
    case = await history.load(session, case_id)
    staff = await history.require_staff(session, case, actor)
    await require_publishable(session, case)
    standing = await outbox.live_in_slot(session, case.key, cards.STAFF)
    under = next((message for message in standing if message.chat_id == chat_id), None)
    if under is None and chat_id < 0:
        raise Stale  # a card forwarded or forged into another group shows nothing there
    history.touched(case, staff, at=at)
    locale = under.locale if under else await people.locale_of(session, chat_id) or policy.locale
    place = saying.Place(chat_id, locale, under.topic if under else None)
    again = await brakes.again_up_to(session, case, staff)
    await previews.put(session, case, place, policy, answers=under, again=again, at=at)
    await cards.refresh(session, case, policy, at=at)


async def give_police_number(
    session: AsyncSession, case_id: int, actor: Actor, number: str, *, at: datetime
) -> None:
    """Write down the police's own number of a capable adult's case.

    Raises PoliceNumberWanted for what is no such number.
    """
    case, staff = await work_on(session, case_id, actor, at=at)
    given = number.strip()
    if not rules.POLICE_NUMBER.fullmatch(given):
        raise PoliceNumberWanted
    case.police_number = given
    await history.apply(session, case, Action.ADD, staff, at=at)


async def show_photo(
    session: AsyncSession,
    case_id: int,
    actor: Actor,
    policy: Policy,
    *,
    reason: str,
    at: datetime,
) -> None:
    """Let the alert of a found person carry the photo, for a reason that stays on record."""
    case, staff = await work_on(session, case_id, actor, at=at)
    if not case.kind.is_found or case.photo is None:
        raise Stale
    case.photo_reason = reason
    await history.apply(session, case, Action.SHOW_PHOTO, staff, at=at, note=reason)
    await cards.refresh(session, case, policy, at=at)
    await corrections.offer(session, case, policy, at=at)


async def require_publishable(session: AsyncSession, case: Case) -> None:
    """Raise Refusal where a case can't be published, or not yet."""
    if not case.kind.can_alert:
        raise Refusal("refusal-not-built")
    await history.require_unended(session, case)
    if await alerts.active(session, case.key) is not None:
        raise Refusal("refusal-already-out")
    if case.kind.is_person and case.state is State.PENDING_CHECK:
        raise Refusal("refusal-said-found")
    person = await session.get(Person, case.key)
    danger = Danger(age=person.age, vulnerable=person.vulnerable) if person else Danger()
    if rules.is_capable_adult(case.kind, danger) and case.police_number is None:
        raise PoliceNumberWanted


async def dont_publish(
    session: AsyncSession, case_id: int, actor: Actor, _policy: Policy, *, at: datetime
) -> None:
    """Take the previews of a case away; what was only written by hand for it is forgotten.

    Raises Stale where none stands: it is out, or somebody else has said so.
    """
    case = await history.load(session, case_id)
    await history.require_staff(session, case, actor)
    if not await outbox.live_in_slot(session, case.key, cards.PREVIEW):
        raise Stale
    await cards.take_away(session, case, cards.PREVIEW, at=at)
    await asking.settle(session, case, Verdict.DROPPED, None, only=Action.PUBLISH, at=at)
    if case.by_hand and case.state is State.DRAFT:
        await cards.withdraw_everywhere(session, case, at=at)
        await session.delete(case)


async def publish_verified(
    session: AsyncSession, case_id: int, actor: Actor, policy: Policy, *, at: datetime
) -> Went | UsedUp:
    """Note 确认发布: the presser knows the reporter or has called them, and publishes."""
    return await _publish(session, case_id, actor, policy, verified=True, at=at)


async def publish_unverified(
    session: AsyncSession, case_id: int, actor: Actor, policy: Policy, *, at: datetime
) -> Went | UsedUp:
    """Note 未核实先发: publishes without name and photo; clues stay with staff."""
    return await _publish(session, case_id, actor, policy, verified=False, at=at)


async def _publish(
    session: AsyncSession,
    case_id: int,
    actor: Actor,
    policy: Policy,
    *,
    verified: bool,
    at: datetime,
) -> Went | UsedUp:
    """Publish, or ask for the second person that a whole town needs.

    Whoever reaches less alone than the preview says reads that first, and so does whoever would
    publish what has come since and stands in no preview.
    """
    await rights.keep(session, actor)
    case = await history.load(session, case_id)
    staff = await history.require_staff(session, case, actor)
    await require_publishable(session, case)
    await scopes.require(session, case, actor)
    promised, alone = (
        await previews.promised(session, case),
        await brakes.again_up_to(session, case, staff),
    )
    if promised is not None and promised > alone:  # it was counted for somebody else
        await previews.refresh(session, case, policy, again=alone, at=at)
        return Went.REREAD
    if await previews.is_outdated(session, case):
        await previews.refresh(session, case, policy, at=at)
        return Went.REREAD
    if await brakes.wants_second_to_publish(session, case, staff, policy, verified=verified, at=at):
        history.touched(case, staff, at=at)
        await cards.refresh(session, case, policy, at=at)
        return Went.SECOND
    return await go_out(session, case, staff, policy, verified=verified, at=at)


async def go_out(
    session: AsyncSession, case: Case, staff: Staff, policy: Policy, *, verified: bool, at: datetime
) -> Went | UsedUp:
    """Publish: rings due now are queued, later ones wait for their time; a draft becomes a case.

    After an all-clear that was too early, the rings that had been told are told again at once, as
    far as the publisher reaches alone.
    """
    await history.ensure_submitted(session, case, staff, at=at)
    history.touched(case, staff, at=at)
    case.accepted_at = case.accepted_at or at
    note = "verified" if verified else "unverified"
    promised, reached = (
        await previews.promised(session, case),
        await brakes.again_up_to(session, case, staff),
    )
    if promised is not None:
        reached = min(reached, promised)
    await history.apply(session, case, Action.PUBLISH, staff, at=at, note=note)
    morning = policy.quiet_until(case.kind, case.level, at)
    until = previews.valid_until(case, policy, at=at)
    alert = Alert(
        case_id=case.key,
        level=case.level,
        exercise=case.exercise,
        verified=verified,
        published_at=at,
        published_by=staff.id,
        published_name=staff.name,
        origin=await history.path_of(session, case),
        next_ring_at=at,
        valid_until=until,
        ask_at=rules.asked_at(until, previews.validity(case, policy)),
    )
    session.add(alert)
    await session.flush()
    await desk.unfold(session, case, at=at)
    await cards.take_away(session, case, cards.PREVIEW, cards.EXPIRING, at=at)
    if case.by_hand:
        await desk.tell_staff(session, case, policy, at=at)
        await desk.tell_person(session, case, staff.id, policy, at=at)
    used_up = await brakes.count(session, case, alert, staff, policy, at=at)
    while alert.ring < reached and alert.held_at is None and morning is None:
        await rings.spread_next(session, alert, case, policy, at=at)
    await rings.spread_due(session, alert, case, policy, at=at)
    if not case.by_hand:
        sounds = used_up is not None or not staff.oversees
        await brakes.show_rings(session, case, policy, sounds=sounds, at=at)
    await board.stand(session, alert, case, at=at)
    if verified:
        await guardians.release(session, case, policy, at=at)
    else:
        await verifying.ask(session, case, at=at)
    await cards.refresh(session, case, policy, at=at)
    return used_up or (Went.OUT if morning is None else Went.LATER)


async def recall(
    session: AsyncSession, case_id: int, actor: Actor, policy: Policy, *, at: datetime
) -> None:
    """Take an alert back everywhere; the case stays as it is."""
    case = await history.load(session, case_id)
    staff = await history.require_staff(session, case, actor)
    if await alerts.active(session, case.key) is None:
        raise Refusal("refusal-no-alert")
    history.touched(case, staff, at=at)
    await history.apply(session, case, Action.RECALL, staff, at=at)
    await end(session, case, AlertStatus.RECALLED, Ending.RECALLED, at=at)
    await cards.refresh(session, case, policy, at=at)


async def end(
    session: AsyncSession, case: Case, status: AlertStatus, ending: Ending, *, at: datetime
) -> None:
    """End the alert that is out, if any: rings stop, every message already sent is changed."""
    alert = await alerts.active(session, case.key)
    await cards.take_away(session, case, *ASKING, at=at)
    await asking.settle(session, case, Verdict.DROPPED, None, at=at)
    if alert is not None:
        await _take_down(session, case, alert, status, ending, at=at)
    if status is AlertStatus.CLEARED:
        await _put_right(session, case, ending, at=at)
        for merged in await families.merged_into(session, case.key) if ending.is_well else ():
            await _put_right(session, merged, ending, at=at)


async def _take_down(
    session: AsyncSession,
    case: Case,
    alert: Alert,
    status: AlertStatus,
    ending: Ending,
    *,
    at: datetime,
) -> None:
    finding = Finding.RECALLED if status is AlertStatus.RECALLED else Finding.OVER
    await doubts.settle(session, case, finding, at=at)
    brakes.released(alert)
    alert.status, alert.ended_at = status, at
    alert.next_ring_at = alert.ask_at = alert.insist_at = None
    await everywhere.give_up(session, alert.key, "case closed")
    purpose = Purpose.RECALL if status is AlertStatus.RECALLED else Purpose.ALL_CLEAR
    words = await _reword(session, case, alert, ending, purpose, at=at)
    await watching.end(session, alert, words, purpose, at=at)
    if status is AlertStatus.CLEARED and ending not in LEFT_OPEN:
        assert case.number is not None
        line = Thanks(number=case.number, kind=case.kind, ending=ending)
        thanks = await saying.post(session, line, case_id=case.id, at=at)
        await everywhere.answer(session, alert.key, thanks, purpose, at=at)
    await board.stir(session, alert, at=at)


async def _reword(
    session: AsyncSession,
    case: Case,
    alert: Alert,
    ending: Ending,
    purpose: Purpose,
    *,
    at: datetime,
) -> Post:
    """Let every group that has an alert read how it has ended."""
    assert case.number is not None
    alert.ending = ending
    over = AllClear(
        number=case.number,
        kind=case.kind,
        at=at,
        ending=ending,
        danger=ending in LEFT_OPEN and not case.kind.is_person and alert.level is not Level.BLUE,
        duty_phone=await _phone_in(session, alert),
    )
    words = await saying.post(session, over, case_id=case.id, at=at)
    await everywhere.change(session, alert.key, words, purpose, at=at)
    return words


async def _put_right(session: AsyncSession, case: Case, ending: Ending, *, at: datetime) -> None:
    """Where groups read of a case that all is well, or that it isn't, and that has changed: say so.

    How each alert ended stays on record.
    """
    for alert in await alerts.over(session, case.key):
        assert alert.ending is not None
        if alert.ending is Ending.NOT_FOUND or alert.ending.is_well is not ending.is_well:
            await _reword(session, case, alert, ending, Purpose.ALL_CLEAR, at=at)


async def _phone_in(session: AsyncSession, alert: Alert) -> str:
    """Return the duty phone that residents have read in an alert."""
    words = await session.get(Post, alert.post_id) if alert.post_id else None
    told = decode(words.view, words.params) if words else None
    return told.duty_phone if isinstance(told, AlertPost) else ""
