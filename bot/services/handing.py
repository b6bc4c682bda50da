"""Handing a case on: to a person, to another node, up the ladder."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.grid import Role
from bot.domain.policy import Policy
from bot.domain.states import Action
from bot.errors import Refusal, Stale
from bot.services import cards, climbs, desk, history, merging, saying, unfound
from bot.services.cases import work_on
from bot.services.rights import Actor, Staff
from bot.storage import absences, folds, grid, outbox, people
from bot.storage.cases import Case
from bot.storage.outbox import Lane

PICKER_PEOPLE = 6
WORKS = frozenset({Role.WORKER, Role.DUTY})


@dataclass(frozen=True)
class Hands:
    """Who a case could be given to: workers over its node, and the nodes above it and right below."""

    number: int | None
    people: tuple[tuple[int, str], ...]
    above: tuple[tuple[int, str], ...]
    below: tuple[tuple[int, str], ...] = ()


async def hands(session: AsyncSession, case_id: int, actor: Actor) -> Hands:
    """Return who a case may be assigned to (派遣) and which nodes may take it over (转交).

    What has come up may go to whoever works on the way that it came, those nearest to it first.
    """
    case = await history.load(session, case_id)
    await history.require_staff(session, case, actor)
    await history.require_unended(session, case)
    path = (await history.first_to_hear(session, case)).path
    workers = await may_take(session, case)
    nodes = await grid.ancestors(session, path)
    staffed = [(node.key, node.name) for node in nodes[1:] if await _has_staff(session, node.path)]
    below = [(node.key, node.name) for node in await _staffed_below(session, case)]
    known = tuple(workers.items())[:PICKER_PEOPLE]
    return Hands(case.number, known, tuple(staffed), tuple(below))


async def may_take(session: AsyncSession, case: Case) -> dict[int, str]:
    """Return who a case may be given to, nearest first: user id and name."""
    workers: dict[int, str] = {}
    for appointment, _ in await people.appointed(session, await _came_from(session, case), WORKS):
        workers.setdefault(appointment.user_id, appointment.name)
    return workers


async def _came_from(session: AsyncSession, case: Case) -> str:
    """Return the path of where a case began, if it has come up from there and isn't confidential."""
    node = await history.first_to_hear(session, case)
    if case.origin_id is None or case.is_confidential:
        return node.path
    origin = await session.get_one(grid.Grid, case.origin_id)
    return origin.path if origin.path.startswith(node.path) else node.path


async def _staffed_below(session: AsyncSession, case: Case) -> list[grid.Grid]:
    """Return the nodes right under a case's own where somebody works; nobody there reads in confidence."""
    if case.is_confidential:
        return []
    under = await grid.children(session, case.grid_id)
    staffed = await people.staffed(session, [node.key for node in under], WORKS)
    return [node for node in under if node.key in staffed]


async def _has_staff(session: AsyncSession, path: str) -> bool:
    """Return whether somebody works on this very node."""
    found = await people.appointed(session, path, WORKS)
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
    """Give a case to a worker over its node, or to one below: then it goes back to that node first."""
    await people.lock(session, to)  # nobody takes their work from them before that is on record
    case, staff = await work_on(session, case_id, actor, at=at)
    below = await _works_below(session, case, to)
    if below is not None:
        await history.ensure_submitted(session, case, staff, at=at)
        await _move(session, case, below, Action.TRANSFER, staff, policy, at=at)
    chosen = await history.staff_of(session, case, Actor(to, ""))
    if chosen is None:
        raise Stale
    if await absences.is_away(session, to):
        raise Refusal("refusal-away", who=chosen.name)
    await history.ensure_submitted(session, case, staff, at=at)
    case.owner_id, case.owner_name = chosen.id, chosen.name
    await history.apply(session, case, Action.ASSIGN, staff, at=at, note=chosen.name)
    await desk.tell_person(session, case, chosen.id, policy, at=at)
    await cards.refresh(session, case, policy, at=at)
    return case


async def _works_below(session: AsyncSession, case: Case, user_id: int) -> grid.Grid | None:
    """Return the node below a case's own, on the way that it came up, on which somebody works."""
    here = (await session.get_one(grid.Grid, case.grid_id)).path
    came_from = await _came_from(session, case)
    if came_from == here or await history.staff_of(session, case, Actor(user_id, "")) is not None:
        return None
    found = await people.appointed(session, came_from, WORKS)
    return next((node for one, node in found if one.user_id == user_id), None)


async def transfer(
    session: AsyncSession,
    case_id: int,
    actor: Actor,
    policy: Policy,
    *,
    to: int,
    at: datetime,
) -> Case:
    """Hand a case over to a node above it, or back to one right below.

    Raises Stale for any other, and for what only a village may read (promise 9); Refusal where
    nobody works there any more.
    """
    case, staff = await work_on(session, case_id, actor, at=at)
    node = await session.get(grid.Grid, to)
    line = await grid.ancestors(session, (await history.first_to_hear(session, case)).path)
    near = {other.id for other in line}
    if node is None or not (node.id in near or node.parent_id == case.grid_id):
        raise Stale
    if node.id not in near and case.is_confidential:
        raise Stale
    if not await _has_staff(session, node.path):
        raise Refusal("refusal-no-staff-there", grid=node.name)
    await history.ensure_submitted(session, case, staff, at=at)
    await _move(session, case, node, Action.TRANSFER, staff, policy, at=at)
    return case


async def escalate(
    session: AsyncSession, case_id: int, actor: Actor, policy: Policy, *, at: datetime
) -> Case:
    """Hand a case to the nearest node above that has staff, one level up at least."""
    case, staff = await work_on(session, case_id, actor, at=at)
    above = await _staffed_above(session, case)
    if not above:
        raise Refusal("refusal-no-staff-above")
    await history.ensure_submitted(session, case, staff, at=at)
    case.escalation += 1
    await _move(session, case, above[0], Action.ESCALATE, staff, policy, at=at)
    return case


async def climb(
    session: AsyncSession, case: Case, why: Action, policy: Policy, *, at: datetime
) -> bool:
    """For the clock: hand a case up as 升级 does; returns whether there was anybody above."""
    above = await _staffed_above(session, case)
    if not above:
        return False
    case.escalation += 1
    await _move(session, case, above[0], why, None, policy, at=at)
    return True


async def hand_up(
    session: AsyncSession, case: Case, above: grid.Grid | None, policy: Policy, *, at: datetime
) -> None:
    """Take an open case from who has it: the node above gets it, else whoever else is where it is."""
    node = above or await history.first_to_hear(session, case)
    await _move(session, case, node, Action.ESCALATE, None, policy, at=at)


async def bring_back(
    session: AsyncSession, case: Case, actor: Actor, policy: Policy, *, at: datetime
) -> bool:
    """Open a closed case again one level higher; at the top it stays, and duty is told.

    Returns whether there was a level above.
    """
    above = await _staffed_above(session, case)
    node = above[0] if above else await session.get_one(grid.Grid, case.grid_id)
    await _open_again(session, case, at=at)
    case.escalation += bool(above)
    await _move(session, case, node, Action.REOPEN, actor, policy, at=at)
    if case.is_urgent:
        history.expect_staff(case, policy, at=at)
    if not above:
        await desk.tell_every_level(session, case, policy, at=at)
    return bool(above)


async def take_up(
    session: AsyncSession, case_id: int, actor: Actor, policy: Policy, *, at: datetime
) -> Case:
    """Open a case again that was closed too early or by mistake: where it was, owned by nobody.

    Raises Stale for one that is not closed, or of which nothing personal is kept any more.
    """
    case = await history.load(session, case_id)
    staff = await history.require_staff(session, case, actor)
    if case.outcome is None or case.wiped_at is not None:
        raise Stale
    merged = case.merged_into_id
    original = await history.load(session, merged) if merged is not None else None
    node = await session.get_one(grid.Grid, case.grid_id)
    await _open_again(session, case, at=at)
    await _move(session, case, node, Action.TAKE_UP, staff, policy, at=at)
    await unfound.say_so(session, case, at=at)
    if original is not None:
        await merging.parted(session, case, original, staff, policy, at=at)
    return case


async def _open_again(session: AsyncSession, case: Case, *, at: datetime) -> None:
    """Take the end away, and the cards that told of it: staff get new ones, which wake them."""
    for card in await outbox.live_in_slot(session, case.key, cards.STAFF):
        await saying.remove(session, card, at=at, lane=Lane.CARDS)  # an edit wakes nobody
    await folds.stir(session, case.key, at=at)
    await folds.forget(session, case.key)
    case.outcome = case.reason = case.closed_at = None  # no query from here to the new state
    case.merged_into_id, case.self_closed = None, False
    case.after_photo = case.no_photo = None  # of work that was not done
    case.reopened += 1


async def _staffed_above(session: AsyncSession, case: Case) -> list[grid.Grid]:
    """Return the staffed nodes above those who have it."""
    line = await grid.ancestors(session, (await history.first_to_hear(session, case)).path)
    return [node for node in line[1:] if await _has_staff(session, node.path)]


async def _way(session: AsyncSession, case: Case, above: grid.Grid) -> str:
    below = await session.get_one(grid.Grid, case.grid_id)
    return climbs.way(below.name, above.name)


async def _move(
    session: AsyncSession,
    case: Case,
    node: grid.Grid,
    action: Action,
    actor: Actor | Staff | None,
    policy: Policy,
    *,
    at: datetime,
) -> None:
    note = node.name if actor else await _way(session, case, node)
    if node.key != case.grid_id:
        case.origin_id = case.reported_at_id
    case.grid_id = node.key
    case.owner_id = case.owner_name = None
    if action is not Action.TRANSFER:
        case.accepted_at = case.accepted_at or at
    await history.apply(session, case, action, actor, at=at, note=note)
    await cards.wind(session, case, policy, at=at)
    await desk.tell_staff(session, case, policy, at=at)
    await cards.refresh(session, case, policy, at=at)
