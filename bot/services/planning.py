"""Plans of gatherings: drafts that only their planner sees, as long as anything may be changed in them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from secrets import token_hex

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain import gatherings as rules
from bot.domain.gathering_cards import GatheringPlan
from bot.domain.gatherings import (
    A_WEEK,
    LASTS,
    MOST_PLACES,
    UNHEARD_OF,
    GatheringState,
    GatheringType,
)
from bot.domain.grid import Role
from bot.domain.notices import Coming
from bot.domain.planning import Plan
from bot.domain.policy import Policy
from bot.errors import NotAllowed, Refusal, Stale, Unfit
from bot.services import budgets, occasions, scopes
from bot.services.rights import READERS, Actor, as_staff, require_staff
from bot.storage import gatherings, grid, people
from bot.storage.gatherings import Gathering
from bot.storage.grid import Grid

AN_HOUR = 60
CODE_BYTES = 8
"""64 bits of chance: nobody guesses the way in."""
STAFF_ROLES = (Role.WORKER, Role.INSTRUCTOR, Role.VOLUNTEER, Role.PARTNER)
"""For whom something may be held that is not for residents."""
CHOICES = 8


async def may_plan(session: AsyncSession, actor: Actor) -> bool:
    """Return whether somebody works for any node."""
    return bool(await scopes.own_nodes(session, actor))


async def require_planner(session: AsyncSession, actor: Actor) -> list[Grid]:
    """Return the nodes for which somebody may plan; raises NotAllowed for who works for none."""
    own = await scopes.own_nodes(session, actor)
    if not own:
        raise NotAllowed("refusal-gathering-staff")
    return own


def check_time(starts_at: datetime, at: datetime) -> None:
    """Raise Unfit for a time that has passed, or is too far away."""
    if starts_at <= at:
        raise Unfit("refusal-gathering-past")
    if not rules.is_sensible(starts_at, at):
        raise Unfit("refusal-gathering-far")


def check_capacity(capacity: int | None, *, taken: int = 0) -> int:
    """Return a capacity that makes sense; raises Unfit for none, for less than is taken, for too many."""
    if capacity is None or capacity < 1:
        raise Unfit("refusal-gathering-capacity")
    if capacity < taken:
        raise Unfit("refusal-gathering-taken", count=taken)
    if capacity > MOST_PLACES:
        raise Unfit("refusal-gathering-many", most=MOST_PLACES)
    return capacity


async def draft(
    session: AsyncSession, plan: Plan, actor: Actor, policy: Policy, *, at: datetime
) -> GatheringPlan:
    """Keep a plan in which nothing is wanting, and return how it would go out."""
    nodes = await require_planner(session, actor)
    assert plan.title is not None
    assert plan.starts_at is not None
    assert plan.place is not None
    check_time(plan.starts_at, at)
    kind = plan.type or GatheringType.ACTIVITY
    minutes = plan.minutes or LASTS.get(kind, AN_HOUR)
    consults = kind is GatheringType.CONSULTATION
    staff = await as_staff(session, actor, nodes[0].path)
    name = staff.name if staff else actor.name
    one = Gathering(
        type=kind,
        title=plan.title,
        starts_at=plan.starts_at,
        minutes=minutes,
        place=plan.place,
        grid_id=nodes[0].key,
        capacity=rules.slots(minutes) if consults else check_capacity(plan.capacity),
        companions=0 if consults else plan.companions,
        organiser_id=actor.id,
        organiser=name,
        trainer_id=actor.id,
        trainer=name,
        times=plan.times,
        role=plan.role,
        announced_at=at,
        code=token_hex(CODE_BYTES),
        created_at=at,
    )
    session.add(one)
    await session.flush()
    return await preview(session, one, policy, at=at)


async def preview(
    session: AsyncSession, one: Gathering, policy: Policy, *, at: datetime
) -> GatheringPlan:
    """Return how a draft would go out now: to how many groups, when, and what the trainer has then."""
    await session.flush()
    clash = await gatherings.meanwhile(session, one)
    begins = announced_at(one, policy, at)
    groups = [chat.id for chat, _ in await occasions.bound_groups(session, one)]
    coming: tuple[Coming, ...] = ()
    if one.role is None and one.state is not GatheringState.PLANNED:
        days = await budgets.announcement(
            session, groups, policy, goes_at=begins, starts_at=one.starts_at, at=at
        )
        coming = budgets.announced(days, policy, goes_at=begins)
    return GatheringPlan(
        await occasions.occasion(session, one),
        len(groups),
        later=begins if begins > at else None,
        coming=coming,
        clash=clash.title if clash else "",
        clash_at=clash.starts_at if clash else None,
        asks=await gatherings.asks_to_change(session, one.key),
    )


def announced_at(one: Gathering, policy: Policy, at: datetime) -> datetime:
    """Return when its groups hear of it: in the morning, unless that is too late."""
    begins = max(at, one.starts_at - A_WEEK) if one.nth > 1 else at
    morning = policy.night_until(begins)
    return morning if morning is not None and morning < one.starts_at else begins


async def own(session: AsyncSession, gathering_id: int, actor: Actor) -> Gathering:
    """Return one, locked, for whoever organises it or works at its node or above."""
    one = await gatherings.locked(session, gathering_id)
    if one is None or one.state in {GatheringState.CANCELLED, GatheringState.OVER}:
        raise Stale("refusal-gathering-off")
    if one.state is GatheringState.ASKED:
        raise Refusal("refusal-gathering-asked")
    node = await session.get_one(Grid, one.grid_id)
    await require_staff(session, actor, node.path)
    return one


async def drop(session: AsyncSession, gathering_id: int, actor: Actor) -> None:
    """Forget a draft."""
    one = await own(session, gathering_id, actor)
    if one.state is not GatheringState.DRAFT:
        raise Stale
    await session.delete(one)
    await session.flush()


async def due_drafts(session: AsyncSession, policy: Policy, at: datetime) -> Sequence[int]:
    """Return drafts that nobody has confirmed for a day."""
    return await gatherings.old_drafts(session, at - policy.draft_kept)


async def forget_draft(
    session: AsyncSession, gathering_id: int, policy: Policy, *, at: datetime
) -> None:
    """Forget a draft that nobody has confirmed."""
    one = await gatherings.locked(session, gathering_id)
    if one is None or one.state not in UNHEARD_OF:
        return
    if one.created_at <= at - policy.draft_kept:
        await session.delete(one)


# What may be changed as long as nobody else knows


async def rename(session: AsyncSession, gathering_id: int, actor: Actor, title: str) -> Gathering:
    """Call a draft something else."""
    one = await own_draft(session, gathering_id, actor)
    if not title.strip():
        raise Unfit("refusal-gathering-title")
    one.title = title.strip()[: rules.TITLE]
    return one


async def own_draft(session: AsyncSession, gathering_id: int, actor: Actor) -> Gathering:
    one = await own(session, gathering_id, actor)
    if one.state is not GatheringState.DRAFT:
        raise Stale
    return one


async def set_type(
    session: AsyncSession, gathering_id: int, actor: Actor, kind: GatheringType
) -> Gathering:
    """Make a draft another kind of gathering; a consultation has room for its turns."""
    one = await own_draft(session, gathering_id, actor)
    one.type = kind
    if one.by_slots:
        one.capacity, one.companions = rules.slots(one.minutes), 0
    return one


async def set_companions(
    session: AsyncSession, gathering_id: int, actor: Actor, most: int
) -> Gathering:
    """Say how many somebody may bring."""
    one = await own_draft(session, gathering_id, actor)
    one.companions = 0 if one.by_slots else max(0, min(most, rules.MOST_COMPANIONS))
    return one


async def set_times(
    session: AsyncSession, gathering_id: int, actor: Actor, times: int
) -> Gathering:
    """Hold it so many weeks in a row."""
    one = await own_draft(session, gathering_id, actor)
    one.times = max(1, min(times, rules.MOST_TIMES))
    return one


async def invite(
    session: AsyncSession,
    gathering_id: int,
    actor: Actor,
    *,
    grid_id: int | None = None,
    role: Role | None = None,
) -> Gathering:
    """Say for whom it is: residents of a node, or who holds a role there. Raises NotAllowed."""
    one = await own_draft(session, gathering_id, actor)
    if grid_id is not None:
        node = await session.get(Grid, grid_id)
        if node is None:
            raise Stale
        await require_staff(session, actor, node.path)
        one.grid_id = node.key
        return one
    one.role, one.unit = role, None
    return one


@dataclass(frozen=True)
class Scope:
    """Where a draft goes, and what lies around: the node above and those right below."""

    above: tuple[int, str] | None
    below: tuple[tuple[int, str], ...]


async def scope(session: AsyncSession, one: Gathering, actor: Actor) -> Scope:
    """Return for whom else a draft could be."""
    node = await session.get_one(Grid, one.grid_id)
    parent = await session.get(Grid, node.parent_id) if node.parent_id else None
    may = parent is not None and await as_staff(session, actor, parent.path) is not None
    under = await grid.children(session, node.key)
    return Scope(
        (parent.key, parent.name) if parent is not None and may else None,
        tuple((child.key, child.name) for child in under[:CHOICES]),
    )


async def units(session: AsyncSession, one: Gathering) -> list[str]:
    """Return the units of those who hold the role that a draft is for, at its node and below."""
    if one.role is None:
        return []
    node = await session.get_one(Grid, one.grid_id)
    held = await people.appointed_below(session, node.path, [one.role])
    return sorted({each.unit for each, _ in held if each.unit})[:CHOICES]


async def choose_unit(
    session: AsyncSession, gathering_id: int, actor: Actor, nth: int | None
) -> Gathering:
    """Invite only one unit's people, or all of that role."""
    one = await own_draft(session, gathering_id, actor)
    found = await units(session, one)
    if nth is not None and nth >= len(found):
        raise Stale
    one.unit = found[nth] if nth is not None else None
    return one


async def trainers(session: AsyncSession, one: Gathering) -> list[tuple[int, str]]:
    """Return who may train at its node: workers, instructors and duty there, below and above."""
    node = await session.get_one(Grid, one.grid_id)
    found = {held.user_id: held for held, _ in await people.appointed(session, node.path, READERS)}
    below = await people.appointed_below(session, node.path, READERS)
    found |= {held.user_id: held for held, _ in below}
    return [(user, held.name) for user, held in found.items()]
