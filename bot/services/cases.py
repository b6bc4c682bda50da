"""Working on a case: seen, claimed, handed on, checked, closed; and looking at cases."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.alerts import AlertStatus
from bot.domain.cards import Facts, FoundClaim, StaffCard, Step
from bot.domain.grid import Role
from bot.domain.kinds import OFFERED, Outcome
from bot.domain.policy import Policy
from bot.domain.privacy import without_contact
from bot.domain.states import Action, State
from bot.errors import NotAllowed, NotFound, Refusal, Stale, Taken
from bot.services import alerts, cards, desk, history, saying
from bot.services.rights import HANDLERS, Actor, Staff, as_staff, require_staff
from bot.storage import alerts as storage_alerts
from bot.storage import cases, grid, outbox, people
from bot.storage.cases import Case
from bot.storage.outbox import Lane

PAGE = 8
READERS = frozenset({Role.WORKER, Role.DUTY, Role.INSTRUCTOR})
PICKER_PEOPLE = 6


async def _work_on(
    session: AsyncSession, case_id: int, actor: Actor, *, at: datetime
) -> tuple[Case, Staff]:
    """Load a case for a press of staff; the press itself ends the silence."""
    case = await history.load(session, case_id)
    staff = await require_staff(session, actor, await history.path_of(session, case))
    history.require_open(case)
    history.touched(case, staff, at=at)
    return case, staff


async def acknowledge(
    session: AsyncSession, case_id: int, actor: Actor, policy: Policy, *, at: datetime
) -> Case:
    """Note 收到: somebody on staff has seen the case."""
    case, staff = await _work_on(session, case_id, actor, at=at)
    await history.apply(session, case, Action.ACKNOWLEDGE, staff, at=at)
    await cards.refresh(session, case, policy, at=at)
    return case


async def claim(
    session: AsyncSession, case_id: int, actor: Actor, policy: Policy, *, at: datetime
) -> Case:
    """Make the presser the owner; raises Taken for everybody after the first."""
    case, staff = await _work_on(session, case_id, actor, at=at)
    if case.state is State.IN_PROGRESS and case.owner_id is not None:
        if case.owner_id == staff.id:
            return case
        raise Taken(by=case.owner_name or "", at=case.claimed_at or at)
    await history.ensure_submitted(session, case, staff, at=at)
    case.owner_id, case.owner_name, case.claimed_at = staff.id, staff.name, at
    await history.apply(session, case, Action.CLAIM, staff, at=at)
    await desk.tell_staff(session, case, policy, at=at)
    await cards.refresh(session, case, policy, at=at)
    return case


@dataclass(frozen=True)
class Hands:
    """Who a case could be given to: workers over its node, and the nodes above and below."""

    number: int | None
    people: tuple[tuple[int, str], ...]
    grids: tuple[tuple[int, str], ...]


async def hands(session: AsyncSession, case_id: int, actor: Actor) -> Hands:
    """Return who a case may be assigned to (派遣) and which nodes may take it over (转交)."""
    case = await history.load(session, case_id)
    path = await history.path_of(session, case)
    await require_staff(session, actor, path)
    history.require_open(case)
    workers: dict[int, str] = {}
    for appointment, _ in await people.appointed(session, path, {Role.WORKER, Role.DUTY}):
        workers.setdefault(appointment.user_id, appointment.name)
    nodes = await grid.ancestors(session, path)
    staffed = [(node.key, node.name) for node in nodes[1:] if await _has_staff(session, node.path)]
    return Hands(case.number, tuple(workers.items())[:PICKER_PEOPLE], tuple(staffed))


async def _has_staff(session: AsyncSession, path: str) -> bool:
    """Return whether somebody works on this very node."""
    found = await people.appointed(session, path, {Role.WORKER, Role.DUTY})
    return any(node.path == path for _, node in found)


async def assign(
    session: AsyncSession,
    case_id: int,
    actor: Actor,
    policy: Policy,
    *,
    to: int,
    at: datetime,
) -> Case:
    """Give a case to a worker over its node."""
    case, staff = await _work_on(session, case_id, actor, at=at)
    path = await history.path_of(session, case)
    chosen = await as_staff(session, Actor(to, ""), path)
    if chosen is None:
        raise Stale
    await history.ensure_submitted(session, case, staff, at=at)
    case.owner_id, case.owner_name = chosen.id, chosen.name
    await history.apply(session, case, Action.ASSIGN, staff, at=at, note=chosen.name)
    await _tell_owner(session, case, policy, at=at)
    await cards.refresh(session, case, policy, at=at)
    return case


async def _tell_owner(session: AsyncSession, case: Case, policy: Policy, *, at: datetime) -> None:
    """Give the chosen worker the card in private, where the bot may write to them."""
    assert case.owner_id is not None
    if not await cards.has_private_chat(session, case.owner_id):
        return
    place = await cards.account_place(session, case.owner_id, policy)
    standing = await outbox.live_in_slot(session, case.key, cards.STAFF)
    if place.chat_id in {message.chat_id for message in standing}:
        return
    card = await cards.staff_card(session, case)
    await saying.send(session, card, place, at=at, lane=Lane.DANGER, case=case, slot=cards.STAFF)


async def transfer(
    session: AsyncSession,
    case_id: int,
    actor: Actor,
    policy: Policy,
    *,
    to: int,
    at: datetime,
) -> Case:
    """Hand a case over to another node of its own line that has staff."""
    case, staff = await _work_on(session, case_id, actor, at=at)
    node = await session.get(grid.Grid, to)
    line = await grid.ancestors(session, await history.path_of(session, case))
    if node is None or node.id not in {other.id for other in line}:
        raise Stale
    await history.ensure_submitted(session, case, staff, at=at)
    await _move(session, case, node, Action.TRANSFER, staff, policy, at=at)
    return case


async def escalate(
    session: AsyncSession, case_id: int, actor: Actor, policy: Policy, *, at: datetime
) -> Case:
    """Hand a case to the nearest node above that has staff, one level up at least."""
    case, staff = await _work_on(session, case_id, actor, at=at)
    line = await grid.ancestors(session, await history.path_of(session, case))
    above = [node for node in line[1:] if await _has_staff(session, node.path)]
    if not above:
        raise Refusal("refusal-no-staff-above")
    await history.ensure_submitted(session, case, staff, at=at)
    case.escalation += 1
    await _move(session, case, above[0], Action.ESCALATE, staff, policy, at=at)
    return case


async def _move(
    session: AsyncSession,
    case: Case,
    node: grid.Grid,
    action: Action,
    staff: Staff,
    policy: Policy,
    *,
    at: datetime,
) -> None:
    case.grid_id = node.key
    case.owner_id = case.owner_name = None
    if action is Action.ESCALATE:
        case.accepted_at = case.accepted_at or at
    await history.apply(session, case, action, staff, at=at, note=node.name)
    await desk.tell_staff(session, case, policy, at=at)
    await cards.refresh(session, case, policy, at=at)


async def finish(
    session: AsyncSession, case_id: int, actor: Actor, policy: Policy, *, at: datetime
) -> Case:
    """Note 提交核查: the work is done, somebody looks whether it really is."""
    case, staff = await _work_on(session, case_id, actor, at=at)
    await history.apply(session, case, Action.FINISH, staff, at=at)
    await cards.refresh(session, case, policy, at=at)
    return case


async def fail_check(
    session: AsyncSession, case_id: int, actor: Actor, policy: Policy, *, at: datetime
) -> Case:
    """Note 核查不通过: back to the worker, or to whoever pressed where nobody owned it."""
    case, staff = await _work_on(session, case_id, actor, at=at)
    if case.owner_id is None:
        case.owner_id, case.owner_name, case.claimed_at = staff.id, staff.name, at
    await history.apply(session, case, Action.FAIL, staff, at=at)
    await cards.refresh(session, case, policy, at=at)
    return case


async def for_staff(session: AsyncSession, case_id: int, actor: Actor) -> Facts:
    """Return an open case's facts for a picker; raises NotAllowed, or Stale once it has ended."""
    case = await history.load(session, case_id)
    await require_staff(session, actor, await history.path_of(session, case))
    history.require_open(case)
    return await cards.facts(session, case)


async def card_for_staff(session: AsyncSession, case_id: int, actor: Actor) -> StaffCard:
    """Return an open case's card for the menu under it; raises as `for_staff`."""
    await for_staff(session, case_id, actor)
    return await cards.staff_card(session, await history.load(session, case_id))


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
    case, staff = await _work_on(session, case_id, actor, at=at)
    if outcome not in OFFERED[case.kind]:
        raise Stale
    if outcome is Outcome.DUPLICATE:
        case.merged_into_id = await _original(session, case, original)
    elif reason is None and _needs_reason(case, outcome):
        raise Refusal("refusal-reason-needed")
    await history.ensure_submitted(session, case, staff, at=at)
    case.outcome, case.reason, case.closed_at = outcome, reason, at
    note = outcome if reason is None else f"{outcome}: {reason}"
    await history.apply(session, case, Action.CLOSE, staff, at=at, note=note, to=outcome.state)
    await alerts.end(session, case, AlertStatus.CLEARED, _clear_reason(outcome), at=at)
    await cards.refresh(session, case, policy, at=at)
    return case


def _needs_reason(case: Case, outcome: Outcome) -> bool:
    if outcome is Outcome.CANNOT_FIX:
        return True
    return outcome is Outcome.REUNITED and case.kind.is_found


async def _original(session: AsyncSession, case: Case, number: int | None) -> int:
    if number is None:
        raise Refusal("refusal-number-needed")
    other = await cases.by_number(session, number)
    if other is None or other.id == case.id:
        raise NotFound
    return other.key


def _clear_reason(outcome: Outcome) -> str:
    if outcome.is_happy or outcome is Outcome.HANDED_TO_POLICE:
        return "found"
    return "search_ended" if outcome is Outcome.SEARCH_ENDED else "over"


async def found(
    session: AsyncSession, case_id: int, actor: Actor, policy: Policy, *, at: datetime
) -> Case:
    """Note the guardian's 找到了: rings stop, the all-clear goes out, staff still have a look."""
    case = await history.load(session, case_id)
    if case.guardian_id is None or case.guardian_id != actor.id:
        raise NotAllowed("refusal-not-yours")
    if case.state is State.PENDING_CHECK:
        return case
    history.require_open(case)
    await history.apply(session, case, Action.FOUND, actor, at=at)
    await alerts.end(session, case, AlertStatus.CLEARED, "found", at=at)
    await cards.refresh(session, case, policy, at=at)
    return case


async def found_in_words(
    session: AsyncSession, actor: Actor, text: str, policy: Policy, *, at: datetime
) -> Case | None:
    """Take 找到了 written by a guardian for the press; from another reporter it asks staff.

    Returns None for everybody who has no open case of a missing person.
    """
    guarded = await cases.guarded_by(session, actor.id)
    if guarded:
        return await found(session, guarded[0].key, actor, policy, at=at)
    reported = [case for case in await cases.of_reporter(session, actor.id) if case.kind.is_lost]
    if not reported:
        return None
    case = reported[0]
    assert case.number is not None
    claim_card = FoundClaim(case.number, without_contact(text), actor.name)
    for message in await outbox.live_in_slot(session, case.key, cards.STAFF):
        place = saying.Place(message.chat_id, message.locale, message.topic)
        await saying.send(
            session, claim_card, place, at=at, lane=Lane.DANGER, case=case, answers=message
        )
    return case


async def also_met(
    session: AsyncSession, case_id: int, actor: Actor, policy: Policy, *, at: datetime
) -> Case:
    """Count one more resident who met the same; pressing twice counts once."""
    case = await history.load(session, case_id)
    history.require_open(case)
    if case.reporter_id == actor.id:
        return case
    if await session.get(cases.AlsoMet, (case.key, actor.id)) is None:
        session.add(cases.AlsoMet(case_id=case.key, user_id=actor.id, at=at))
        case.reports += 1
        await session.flush()
        await cards.refresh(session, case, policy, at=at)
    return case


@dataclass(frozen=True)
class Contact:
    """Whom to call; shown in private to the claimer and the duty desk, each look on record."""

    number: int | None
    user_id: int | None
    name: str
    phone: str | None


async def look_at_contact(
    session: AsyncSession, case_id: int, actor: Actor, policy: Policy, *, at: datetime
) -> Contact:
    """Return the reporter's contact for its claimer or for duty, and write the look down."""
    case, staff = await _work_on(session, case_id, actor, at=at)
    if case.owner_id != staff.id and staff.role is not Role.DUTY:
        raise NotAllowed("refusal-claim-first")
    await history.apply(session, case, Action.LOOK, staff, at=at)
    await cards.refresh(session, case, policy, at=at)
    return Contact(case.number, case.reporter_id, case.reporter_name, case.phone)


@dataclass(frozen=True)
class Story:
    """What the asker may read of a case."""

    facts: Facts
    steps: tuple[Step, ...]
    full: bool
    """False for strangers: kind, coarse place and state only."""
    handles: bool = False
    """Whether the asker may work on the case, and gets the buttons for it."""


async def story(session: AsyncSession, number: int, actor: Actor) -> Story:
    """Return a case as far as the asker may see it; raises NotFound or NotAllowed."""
    case = await cases.by_number(session, number)
    if case is None:
        raise NotFound
    return await _story(session, case, actor)


async def story_of(session: AsyncSession, case_id: int, actor: Actor) -> Story:
    """Return a case by its row, as far as the asker may see it."""
    return await _story(session, await history.load(session, case_id), actor)


async def _story(session: AsyncSession, case: Case, actor: Actor) -> Story:
    known = await cards.facts(session, case)
    staff = await as_staff(session, actor, await history.path_of(session, case), READERS)
    handles = staff is not None and staff.role in HANDLERS
    if staff is None and actor.id not in {case.reporter_id, case.guardian_id}:
        if not case.kind.in_public or case.sensitive:
            raise NotAllowed("refusal-not-yours")
        return Story(known, (), full=False)
    rows = await cases.history(session, case.key)
    steps = tuple(Step(row.at, row.action, row.actor, row.note) for row in rows)
    if staff is not None and not handles:
        known = replace(known, surname=None, full_name=None)
    return Story(known, steps, full=True, handles=handles)


async def progress(session: AsyncSession, case_id: int) -> tuple[Facts, str | None]:
    """Return a case and who has it, for the view that tells anybody no more than the group knows."""
    case = await history.load(session, case_id)
    return await cards.facts(session, case), case.owner_name


async def published(session: AsyncSession, number: int) -> Facts | None:
    """Return a case that was published, for the view that anybody may read; None otherwise."""
    case = await cases.by_number(session, number)
    if case is None or not await storage_alerts.was_published(session, case.key):
        return None
    return await cards.facts(session, case)


@dataclass(frozen=True)
class Page:
    """Some open cases, newest first; `before` asks for the next page."""

    cases: tuple[Facts, ...]
    before: int | None


async def page(session: AsyncSession, actor: Actor, *, before: int | None = None) -> Page:
    """Return the open cases of the actor's grids; for residents, what they reported."""
    held = await people.appointments_of(session, actor.id)
    paths = [node.path for appointment, node in held if appointment.role in READERS]
    if not paths:
        found = await cases.reported_by(session, actor.id, limit=PAGE)
        return Page(await _facts_of(session, found), None)
    found = await cases.open_under(session, paths, before=before, limit=PAGE + 1)
    shown = found[:PAGE]
    more = shown[-1].key if len(found) > PAGE else None
    return Page(await _facts_of(session, shown), more)


async def _facts_of(session: AsyncSession, found: Sequence[Case]) -> tuple[Facts, ...]:
    return tuple([await cards.facts(session, case) for case in found])
