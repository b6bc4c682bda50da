"""Applying a step to a case: its state and the line of history, always together."""

from datetime import datetime, timedelta

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.grid import VILLAGE_AND_ABOVE, Role
from bot.domain.policy import Policy
from bot.domain.states import SOUGHT, Action, State, after
from bot.errors import Ended, NotAllowed, NotFound, Stale
from bot.services import rights
from bot.services.rights import HANDLERS, Actor, Staff, as_staff
from bot.storage import cases
from bot.storage.cases import Case, Step
from bot.storage.grid import Grid, ancestors
from bot.storage.persons import Person

LISTEN_WITHIN = timedelta(minutes=10)
"""After that the next level hears that a voice report was not listened to."""
TELLS = frozenset({Action.ADD, Action.EDIT, Action.CORRECT})
"""After these more is known of a person, or something else."""
TAKES_ELSEWHERE = frozenset(
    {Action.TRANSFER, Action.ESCALATE, Action.UNTAKEN, Action.OVERDUE, Action.UNHEARD}
)
"""After these others have the card, too."""


async def load(session: AsyncSession, case_id: int) -> Case:
    """Load a case for change; raises NotFound for a forged or forgotten one."""
    case = await cases.locked(session, case_id)
    if case is None:
        raise NotFound
    return case


async def path_of(session: AsyncSession, case: Case) -> str:
    """Return the path of the node that holds the case now."""
    node = await session.get(Grid, case.grid_id)
    assert node is not None
    return node.path


async def require_staff(
    session: AsyncSession, case: Case, actor: Actor, roles: frozenset[Role] = HANDLERS
) -> Staff:
    """Return the actor as staff of the node that holds the case; raises as `rights.require_staff`.

    Who works where it was reported, and has it no longer, is told who has it now.
    """
    node = await _read_at(session, case, case.grid_id, actor)
    try:
        return await rights.require_staff(session, actor, node.path, roles)
    except NotAllowed as refused:
        there = await session.get_one(Grid, case.origin_id or case.grid_id)
        if await as_staff(session, actor, there.path, roles) is None:
            raise
        raise NotAllowed("refusal-moved", grid=node.name) from refused


async def staff_of(
    session: AsyncSession, case: Case, actor: Actor, roles: frozenset[Role] = HANDLERS
) -> Staff | None:
    """Return what the actor is where a case may be read, None for who may not read it."""
    node = await _read_at(session, case, case.grid_id, actor)
    return await as_staff(session, actor, node.path, roles)


async def staff_at_origin(
    session: AsyncSession, case: Case, actor: Actor, roles: frozenset[Role]
) -> Staff | None:
    """Return what the actor is where a case was reported that another node has now."""
    if case.origin_id is None:
        return None
    origin = await _read_at(session, case, case.origin_id, actor)
    return await as_staff(session, actor, origin.path, roles)


async def may_read_words(
    session: AsyncSession, case: Case, actor: Actor, roles: frozenset[Role] = HANDLERS
) -> bool:
    """Whether somebody on staff may read what was said: what was told in confidence is the village's.

    It stays so when a life is at stake, and those below it are alarmed and may work on it (promise 9).
    """
    if not case.told_in_confidence:
        return True
    for grid_id in {case.grid_id, case.reported_at_id}:
        node = await _village_over(session, await session.get_one(Grid, grid_id))
        if await as_staff(session, actor, node.path, roles) is not None:
            return True
    return False


async def may_stand(session: AsyncSession, case: Case, chat_id: int, grid_id: int | None) -> bool:
    """Whether what was said or shown may stand in a staff chat, as `may_read_words` has it.

    `grid_id` is the node whose group it is; in private it is whoever the chat is with.
    """
    if not case.told_in_confidence or case.is_confidential:
        return True
    if chat_id > 0:
        return await may_read_words(session, case, Actor(chat_id, ""))
    node = await session.get(Grid, grid_id) if grid_id is not None else None
    return node is not None and node.level in VILLAGE_AND_ABOVE


async def _read_at(session: AsyncSession, case: Case, grid_id: int, actor: Actor) -> Grid:
    """Return the node whose staff read a case that is at `grid_id`; its owner works where it is."""
    if actor.id == case.owner_id:
        return await session.get_one(Grid, grid_id)
    return await first_to_hear(session, case, grid_id)


async def first_to_hear(session: AsyncSession, case: Case, grid_id: int | None = None) -> Grid:
    """Return the node whose staff are told of a case: of a confidential one the village's.

    `grid_id` is a node where it was before.
    """
    node = await session.get_one(Grid, grid_id or case.grid_id)
    return await _village_over(session, node) if case.is_confidential else node


async def _village_over(session: AsyncSession, node: Grid) -> Grid:
    above = await ancestors(session, node.path)
    return next((one for one in above if one.level in VILLAGE_AND_ABOVE), node)


async def apply(
    session: AsyncSession,
    case: Case,
    action: Action,
    actor: Actor | Staff | None,
    *,
    at: datetime,
    note: str | None = None,
    to: State | None = None,
) -> None:
    """Move a case by the table (or, when closing, `to` the outcome's state) and write it down.

    `actor` None is the clock. Raises Stale where the action doesn't fit the state.
    """
    before = case.state
    case.state = to or after(before, action)
    session.add(
        Step(
            case_id=case.key,
            at=at,
            action=action,
            from_state=before,
            to_state=case.state,
            actor_id=actor.id if actor else None,
            actor=actor.name if actor else None,
            note=note,
        )
    )
    stirs = action in TELLS | TAKES_ELSEWHERE or (before in SOUGHT) != (case.state in SOUGHT)
    if case.kind.is_person and stirs:
        await _stir(session, case, at=at)


async def _stir(session: AsyncSession, case: Case, *, at: datetime) -> None:
    """Have the clock look again whether a missing and a found person are the same."""
    person = await session.get(Person, case.key)
    if person is not None and case.state is not State.DRAFT:
        person.compare_at = at
        await session.flush()


async def ensure_submitted(
    session: AsyncSession, case: Case, actor: Actor | Staff, *, at: datetime
) -> None:
    """Give a draft its number; staff who work on an unconfirmed report confirm it thereby."""
    if case.state is not State.DRAFT:
        return
    case.number = await cases.next_number(session)
    case.submitted_at = at
    await apply(session, case, Action.SUBMIT, actor, at=at)


def expect_staff(case: Case, policy: Policy, *, at: datetime) -> None:
    """Begin to wait until somebody on staff presses anything (promise 7)."""
    case.silent_since, case.calls = at, 0
    case.unheard_at = at + policy.unheard[0]


def touched(case: Case, staff: Staff, *, at: datetime) -> None:
    """Note that somebody on staff has pressed something: the silence is over.

    A voice waits on until somebody has listened to it: a press alone does not say what it is about.
    """
    by = case.opened_at + LISTEN_WITHIN
    waits = case.voice is not None and not case.heard and case.is_open and by > at
    case.unheard_at = by if waits else None
    if case.seen_at is None:
        case.seen_at, case.seen_by = at, staff.name


async def require_unended(session: AsyncSession, case: Case) -> None:
    """Raise Ended for a case that somebody has closed; for staff, who may read who it was."""
    if case.is_open or case.state is State.DRAFT:
        return
    end = await cases.last_close(session, case.key)
    if end is not None and end.actor:
        raise Ended(by=end.actor, at=end.at)
    raise Stale("refusal-closed")


def require_open(case: Case) -> None:
    """Raise Stale for a case that has ended."""
    if not (case.is_open or case.state is State.DRAFT):
        raise Stale("refusal-closed")
