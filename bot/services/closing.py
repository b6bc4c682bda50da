"""Ending a case: an outcome by staff, or the guardian's 找到了."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.alerts import AlertStatus, Ending, Level
from bot.domain.clue_cards import FoundClaim, Says
from bot.domain.endings import may_be_found as may_be_found_in
from bot.domain.kinds import LOST, Outcome, offered
from bot.domain.policy import Policy
from bot.domain.privacy import without_contact
from bot.domain.reports import says_found
from bot.domain.states import OPEN, SOUGHT, Action, State
from bot.errors import NotAllowed, Refusal, Stale
from bot.services import alerts, cards, history, learning, merging, notes, relaying, saying, surveys
from bot.services.cases import work_on
from bot.services.rights import Actor, Staff
from bot.storage import cases, families, matches, outbox, reporters
from bot.storage.boards import WATCH
from bot.storage.cases import Case
from bot.storage.outbox import Lane, Purpose


async def close(
    session: AsyncSession,
    case_id: int,
    actor: Actor,
    policy: Policy,
    *,
    outcome: Outcome,
    reason: str | None = None,
    original: int | None = None,
    at: datetime,
) -> Case:
    """Close a case with an outcome; an alert that is out becomes an all-clear everywhere.

    cannot_fix takes a reason, duplicate the number of the other case, 已团聚 of a found person the
    hand-over record as its reason; raises Refusal where one is missing.
    """
    if outcome is Outcome.DUPLICATE and original is not None:
        await merging.lock(session, case_id, original)
    case, staff = await work_on(session, case_id, actor, at=at)
    notice = case.by_hand and case.level is Level.BLUE
    if outcome not in offered(case.kind, notice=notice):
        raise Stale
    merge = outcome is Outcome.DUPLICATE
    goes_on = await merging.original_of(session, case, original, actor) if merge else None
    if reason is None and _needs_reason(case, outcome):
        raise Refusal("refusal-reason-needed")
    notes.require_short(reason)
    await end(session, case, staff, policy, outcome=outcome, reason=reason, goes_on=goes_on, at=at)
    return case


async def require_asked_since(session: AsyncSession, case_id: int, asked_at: datetime) -> None:
    """Raise Stale where the case has been ended, and come back, since somebody was asked how it ends."""
    last = await cases.last_close(session, case_id)
    if last is not None and last.at > asked_at:
        raise Stale


async def end(
    session: AsyncSession,
    case: Case,
    staff: Staff,
    policy: Policy,
    *,
    outcome: Outcome,
    reason: str | None = None,
    goes_on: Case | None = None,
    at: datetime,
) -> None:
    """Write an outcome down that staff may give, and let everybody hear; of a duplicate `goes_on` stays."""
    await history.ensure_submitted(session, case, staff, at=at)
    case.outcome, case.reason, case.closed_at = outcome, reason, at
    case.merged_into_id = goes_on.key if goes_on else None
    case.self_closed = staff.id == case.reporter_id and case.owner_id in {staff.id, None}
    note = outcome if reason is None else f"{outcome}: {reason}"
    await history.apply(session, case, Action.CLOSE, staff, at=at, note=note, to=outcome.state)
    if goes_on is not None:
        await merging.merged(session, case, goes_on, staff, policy, at=at)
    await learning.learn(session, case)
    told = _ending(case, outcome, goes_on)
    await alerts.end(session, case, AlertStatus.CLEARED, told, at=at)
    await cards.refresh(session, case, policy, at=at)
    if case.kind.is_person:
        await relaying.empty_relays(session, case, at=at)
    if case.kind.is_found and goes_on is None:
        await relaying.tell_claimants(session, case, policy, at=at)
    await surveys.ask(session, case, policy, at=at)
    await surveys.tell_others(session, case, policy, at=at)
    await surveys.advise(session, case, policy, at=at)


def _needs_reason(case: Case, outcome: Outcome) -> bool:
    if outcome is Outcome.CANNOT_FIX:
        return True
    return outcome is Outcome.REUNITED and case.kind.is_found


def _ending(case: Case, outcome: Outcome, goes_on: Case | None) -> Ending:
    """Return what residents read: that all is well only where somebody has found it so."""
    if case.by_hand and case.level is Level.BLUE:
        return Ending.RECALLED if outcome is Outcome.FALSE_ALARM else Ending.ENDED
    if outcome.is_happy or outcome is Outcome.HANDED_TO_POLICE:
        return Ending.FOUND
    if outcome is Outcome.SEARCH_ENDED:
        return Ending.SEARCH_ENDED
    if outcome in {Outcome.HAZARD_REMOVED, Outcome.FALSE_ALARM}:
        return Ending.OVER
    if goes_on is not None and case.kind.is_person:
        return Ending.RECALLED if goes_on.state in SOUGHT else Ending.OVER
    return Ending.ENDED


async def found(
    session: AsyncSession, case_id: int, actor: Actor, policy: Policy, *, at: datetime
) -> Case:
    """Note the guardian's 找到了: rings stop, the all-clear goes out, staff still have a look.

    A case that staff have joined to it is of the same person; of whoever waits with a found one that
    is the same they are asked.
    """
    same = await families.joined_with(session, case_id)
    for key in sorted({case_id, *same}):  # whoever says so of the other waits here
        await cases.locked(session, key)
    same = await families.joined_with(session, case_id)  # or has just been joined to it
    case = await history.load(session, case_id)
    if actor.id not in await families.family_of(session, case):
        raise NotAllowed("refusal-not-yours")
    history.require_open(case)
    if case.state not in OPEN:
        raise Stale
    for one in [case, *[await history.load(session, key) for key in same]]:
        if one.state in SOUGHT:
            await history.apply(session, one, Action.FOUND, actor, at=at)
            await alerts.end(session, one, AlertStatus.CLEARED, Ending.FOUND, at=at)
            await cards.refresh(session, one, policy, at=at)
            await relaying.take_photos_back(session, one, at=at)
    for key in await matches.same_as(session, case.key):
        one = await session.get_one(Case, key)
        if one.kind.is_found and one.state in SOUGHT:
            await ask_staff(session, one, actor, "", Says.FAMILY, at=at)
    await _ask_of_alike(session, case, actor, "", at=at)
    return case


async def _ask_of_alike(
    session: AsyncSession, case: Case, actor: Actor, text: str, *, at: datetime
) -> None:
    """Ask of every other search that may be for the same person: else it would go on."""
    for pair in await matches.of_case(session, case.key) if case.kind.is_lost else ():
        other = await session.get_one(Case, pair.beside(case.key))
        undecided = pair.same is None and not pair.over
        if undecided and other.kind.is_lost and other.state in SOUGHT:
            await ask_staff(session, other, actor, text, Says.ALIKE, at=at)


@dataclass(frozen=True)
class Meant:
    """Of whom somebody says 找到了."""

    case: Case
    family: bool
    """They may end the search by 找到了."""
    answers_alert: bool = False
    """They said it under what neighbours read of the case."""


async def found_in_words(
    session: AsyncSession,
    actor: Actor,
    chat_id: int,
    text: str,
    policy: Policy,
    *,
    answered: int | None = None,
    at: datetime,
) -> Meant | None:
    """Take 找到了 written by a guardian for the press; from anybody else it asks staff.

    `answered` is the message of ours that it answers: that one's case is meant. Else they mean whom
    they miss, or the missing person they reported, confirmed or not, or the newest whose alert stands
    in this chat; returns None where there is none of these.
    """
    ours = await outbox.by_message(session, chat_id, answered) if answered is not None else None
    if ours is not None and ours.case_id is not None:
        case = await _answered(session, ours.case_id)
    else:
        guarded = await families.guarded_by(session, actor.id)
        case = guarded[0] if guarded else await _meant(session, actor, chat_id)
    if case is None:
        return None
    family = actor.id in await families.family_of(session, case)
    await _write_down(session, case, actor, text, policy, at=at)
    await said_found(session, case, actor, text, policy, at=at)
    under = ours is not None and (ours.purpose is Purpose.ALERT or ours.slot == WATCH)
    return Meant(case, family, answers_alert=under)


async def _answered(session: AsyncSession, case_id: int) -> Case | None:
    case = await history.load(session, case_id)
    goes_on = case.state in OPEN or (case.state is State.DRAFT and case.life_safety)
    return case if case.kind.is_lost and goes_on else None


async def says_found_of(
    session: AsyncSession, case_id: int, actor: Actor | None, text: str
) -> bool:
    """Whether an answer to what stands of a case is no clue but says that the person is back."""
    case = await _answered(session, case_id)
    if case is None or actor is None:
        return False
    if says_found(text):
        return True
    return may_be_found_in(text) and actor.id in await families.family_of(session, case)


async def may_be_found(
    session: AsyncSession, actor: Actor, text: str, policy: Policy, *, at: datetime
) -> Meant | None:
    """Ask staff whether the person is back whom the writer misses; None where they miss nobody."""
    guarded = [case for case in await families.guarded_by(session, actor.id) if case.kind.is_lost]
    case = guarded[0] if guarded else await _reported_lost(session, actor)
    if case is None or (await history.load(session, case.key)).state is State.PENDING_CHECK:
        return None
    asked = await ask_staff(session, case, actor, text, at=at)
    if not (asked or guarded):
        return None  # they are being asked: what else is said belongs to the case
    if asked:
        await _write_down(session, case, actor, text, policy, at=at)
    else:
        await _add(session, case, actor, text, policy, at=at)
    return Meant(case, family=bool(guarded))


async def still_missing(
    session: AsyncSession, actor: Actor, text: str, policy: Policy, *, at: datetime
) -> bool:
    """Ask staff at once to go on, after a family's 找到了; False where the writer has said no such."""
    theirs = [
        case
        for found_by in (families.guarded_by, reporters.open_of)
        for case in await found_by(session, actor.id)
        if case.kind.is_lost and case.state is State.PENDING_CHECK
    ]
    if not theirs:
        return False
    case = await history.load(session, theirs[0].key)
    await _add(session, case, actor, text, policy, at=at)
    await ask_staff(session, case, actor, text, Says.MISSING, at=at)
    return True


async def taken(
    session: AsyncSession, actor: Actor, text: str, policy: Policy, *, at: datetime
) -> bool:
    """Ask staff at once who came for a person whom the writer has found; False where they found none."""
    theirs = [
        case
        for reported in (reporters.open_of, reporters.drafts_of)
        for case in await reported(session, actor.id)
        if case.kind.is_found and case.state is not State.PENDING_CHECK
    ]
    if not theirs:
        return False
    case = await history.load(session, theirs[0].key)
    await _add(session, case, actor, text, policy, at=at)
    await ask_staff(session, case, actor, text, Says.TAKEN, at=at)
    return True


async def _write_down(
    session: AsyncSession, case: Case, actor: Actor, text: str, policy: Policy, *, at: datetime
) -> None:
    """Keep the author's word on the card: whoever confirms the report later reads it, too."""
    if actor.id != case.reporter_id or case.state is not State.DRAFT:
        return
    case = await history.load(session, case.key)
    await _add(session, case, actor, text, policy, at=at)


async def _add(
    session: AsyncSession, case: Case, actor: Actor, text: str, policy: Policy, *, at: datetime
) -> None:
    case.text = f"{case.text}\n{text}".strip()
    await history.apply(session, case, Action.ADD, actor, at=at)
    await cards.refresh(session, case, policy, at=at)


async def said_found(
    session: AsyncSession, case: Case, actor: Actor, text: str, policy: Policy, *, at: datetime
) -> None:
    """Take 找到了 of this person for the press where the guardian says so; else ask staff."""
    if actor.id in await families.family_of(session, case):
        await found(session, case.key, actor, policy, at=at)
    else:
        await ask_staff(session, case, actor, text, at=at)
        if actor.id == case.reporter_id:
            await _ask_of_alike(session, case, actor, text, at=at)


async def _meant(session: AsyncSession, actor: Actor, chat_id: int) -> Case | None:
    theirs = await _reported_lost(session, actor)
    if theirs is not None:
        return theirs
    standing = await outbox.alert_standing_in(session, chat_id, LOST)
    return await history.load(session, standing) if standing is not None else None


async def _reported_lost(session: AsyncSession, actor: Actor) -> Case | None:
    for reported in (reporters.open_of, reporters.drafts_of):
        lost = [case for case in await reported(session, actor.id) if case.kind.is_lost]
        if lost:
            return lost[0]
    return None


async def ask_staff(
    session: AsyncSession,
    case: Case,
    actor: Actor,
    text: str,
    says: Says | None = None,
    *,
    at: datetime,
) -> bool:
    """Queue the question under every staff card; returns whether it is new.

    The same of one person is asked once; it may be true an hour later.
    """
    unnamed = actor.id == case.reporter_id and cards.hides_reporter(case)
    giver, said = "" if unnamed else actor.name, without_contact(text)
    says = says or await _who_says(session, case, actor)
    lane = Lane.DANGER if case.is_urgent else Lane.CARDS
    giver = "" if says in {Says.FAMILY, Says.ALIKE} else giver
    claim = FoundClaim(case.number, said, giver, says, case.key)
    asked, half_hour = False, int(at.timestamp()) // 1800
    for message in await outbox.live_in_slot(session, case.key, cards.STAFF):
        once = f"found:{case.key}:{says}:{actor.id}:{message.key}:{half_hour}"
        before = f"found:{case.key}:{says}:{actor.id}:{message.key}:{half_hour - 1}"
        if await outbox.was_queued(session, once) or await outbox.was_queued(session, before):
            continue
        place = saying.Place(message.chat_id, message.locale, message.topic)
        await saying.send(
            session,
            claim,
            place,
            at=at,
            lane=lane,
            case=case,
            slot=cards.RELAY,
            answers=message,
            once=once,
        )
        asked = True
    return asked


async def _who_says(session: AsyncSession, case: Case, actor: Actor) -> Says:
    if actor.id in await families.family_of(session, case):
        return Says.FAMILY
    return Says.REPORTER if actor.id == case.reporter_id else Says.OTHER
