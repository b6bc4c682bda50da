"""Who may do what: a role on the case's node or above it; nothing else counts."""

from dataclasses import dataclass, replace

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.grid import VILLAGE_AND_ABOVE, GridLevel, Role
from bot.domain.policy import Policy
from bot.errors import NotAllowed, Suspended
from bot.storage import people, suspensions
from bot.storage.grid import Grid

HANDLERS = frozenset({Role.WORKER, Role.DUTY})
READERS = HANDLERS | {Role.INSTRUCTOR}
BY_POWER = (Role.ADMIN, Role.DUTY, Role.WORKER, Role.INSTRUCTOR, Role.PARTNER, Role.VOLUNTEER)
"""Of several offices over a node the first of these counts, on the highest node."""


@dataclass(frozen=True)
class Actor:
    """Whoever pressed or wrote: a Telegram user id and the name they show."""

    id: int
    name: str
    username: str | None = None


@dataclass(frozen=True)
class Staff:
    """An actor who holds a role over the node in question; `name` is the appointment's."""

    id: int
    name: str
    role: Role
    level: GridLevel

    @property
    def oversees(self) -> bool:
        """Whether this is the chief grid or the duty desk: who holds rings back and checks work."""
        return self.role is Role.DUTY or self.level in VILLAGE_AND_ABOVE


async def as_staff(
    session: AsyncSession, actor: Actor, path: str, roles: frozenset[Role] = HANDLERS
) -> Staff | None:
    """Return what the actor is on this node or above, by the office that may most.

    The desk that stands in for a micro-grid's worker is the desk still. The name is that of the
    nearest.
    """
    over = await people.appointments_over(session, actor.id, path)
    held = [(one, grid) for one, grid in over if one.role in roles]
    if not held:
        return None
    most, grid = min(held, key=_least_above)
    return Staff(actor.id, held[0][0].name, most.role, grid.level)


def _least_above(held: tuple[people.Appointment, Grid]) -> tuple[int, int]:
    appointment, grid = held
    return BY_POWER.index(appointment.role), len(grid.path)


async def require_staff(
    session: AsyncSession, actor: Actor, path: str, roles: frozenset[Role] = HANDLERS
) -> Staff:
    """Return the actor as staff; raises NotAllowed, or Suspended, for everybody else."""
    staff = await as_staff(session, actor, path, roles)
    if staff is None:
        await require_not_suspended(session, actor)
        raise NotAllowed
    return staff


async def require_not_suspended(session: AsyncSession, actor: Actor) -> None:
    """Raise Suspended for whoever's rights are ended."""
    if await suspensions.holding(session, actor.id) is not None:
        raise Suspended


async def by_register(session: AsyncSession, actor: Actor) -> Actor:
    """Return the actor by the name of their appointment: an account calls itself what it likes."""
    held = await people.appointments_of(session, actor.id)
    return replace(actor, name=held[0][0].name) if held else actor


async def keep(session: AsyncSession, actor: Actor) -> None:
    """Let nobody end the actor's rights before what is done by them is on record."""
    await people.lock(session, actor.id)


async def is_in_admins(session: AsyncSession, actor: Actor, policy: Policy) -> bool:
    """Return whether the actor is in ADMINS, who set the town up: admin of every node."""
    return actor.id in policy.admins and await suspensions.holding(session, actor.id) is None


async def require_admin(session: AsyncSession, actor: Actor, policy: Policy, *paths: str) -> None:
    """Raise NotAllowed unless the actor is admin over each of these nodes; of none: somewhere."""
    if await is_in_admins(session, actor, policy):
        return
    if not await people.has_role(session, actor.id, Role.ADMIN):
        raise NotAllowed("refusal-admin-only")
    for path in paths:
        if await as_staff(session, actor, path, frozenset({Role.ADMIN})) is None:
            raise NotAllowed("refusal-admin-elsewhere")
