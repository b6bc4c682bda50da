"""Coming by a link: a person takes the appointment that waits for them, a group its node."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.appointments import Change
from bot.domain.grid import Audience, Role
from bot.domain.invitations import Invited, Opens, PersonJoined, StaffGroupJoined
from bot.domain.policy import Policy
from bot.errors import NotFound, Refusal
from bot.services import appointing, cards, chats, saying
from bot.services.rights import Actor, require_not_suspended
from bot.storage import appointments, invitations, people
from bot.storage import chats as storage_chats
from bot.storage.grid import Grid
from bot.storage.invitations import Awaited, Invitation
from bot.storage.outbox import Lane
from bot.storage.people import Account, Appointment

OF_WEIGHT = frozenset({Role.DUTY, Role.ADMIN})
"""Who comes by a link that went astray would read and change the most as these."""


@dataclass(frozen=True)
class Group:
    """The group to which somebody has added the bot."""

    id: int
    title: str
    deaf: bool = False
    """The bot does not hear ordinary messages in it."""


async def invited(session: AsyncSession, token: str, actor: Actor, *, at: datetime) -> Invited:
    """Return whom a link is for; raises Refusal for one that is used, too old or not ours.

    Raises Suspended for whoever's rights are ended: no link is spent, and nobody rises by it.
    """
    _, node, awaited = await _awaited(session, token, actor, at=at)
    return Invited(awaited.name, node.name, awaited.role, awaited.title)


async def accept(
    session: AsyncSession, token: str, actor: Actor, policy: Policy, *, at: datetime
) -> Appointment:
    """Appoint whoever says that the link is for them; the link has done its work.

    Whoever made the link in chat hears of it. Of a whole list it is told to the admins who comes to a
    desk, and who is somebody else already; the others are looked up by `/staff CODE`.
    """
    invitation, node, awaited = await _awaited(session, token, actor, at=at)
    if await people.holds(session, actor.id, node.key, awaited.role):
        raise Refusal("refusal-joined-already")
    made = Appointment(
        user_id=actor.id,
        grid_id=node.key,
        role=awaited.role,
        name=awaited.name,
        title=awaited.title,
        unit=awaited.unit,
        phone=awaited.phone,
    )
    known = {held.name for held, _ in await people.appointments_of(session, actor.id)} - {made.name}
    session.add(made)
    await session.delete(awaited)
    invitation.used_at, invitation.used_by = at, actor.id
    account = await session.get(Account, actor.id)
    if account is not None:
        account.username = actor.username.lower() if actor.username else None
    await appointing.record(session, made, node, Change.JOINED, actor, at=at)
    host = await appointments.expected_by(session, node.code, awaited.role, awaited.name)
    told = {host} if host is not None else set()
    if not told and (made.role in OF_WEIGHT or known):
        told = await _admins(session, node, policy)
    came = PersonJoined(
        made.name, node.name, node.code, made.role, account=actor.name, user_id=actor.id
    )
    await _tell(session, came, told - {actor.id}, policy, at=at)
    return made


async def keep_phone(session: AsyncSession, actor: Actor, phone: str) -> None:
    """Keep the number that somebody shared, for everything they are appointed to."""
    query = select(Appointment).where(col(Appointment.user_id) == actor.id)
    for held in await session.exec(query):
        held.phone = phone


async def bind_group(
    session: AsyncSession,
    token: str,
    group: Group,
    actor: Actor | None,
    policy: Policy,
    *,
    at: datetime,
) -> tuple[list[Grid], Audience]:
    """Bind a group to the node of a link; raises Refusal where it belongs to one already.

    The link itself is the right to do so. `actor` is None for an anonymous admin.
    """
    bound = await storage_chats.grids_of(session, group.id)
    if bound:
        raise Refusal("refusal-bound-already", grid=bound[0].name)
    if actor is not None:
        await require_not_suspended(session, actor)
    invitation, node = await _valid(session, token, Opens.BIND, at=at)
    assert invitation.audience is not None
    invitation.used_at, invitation.used_by = at, actor.id if actor else None
    nodes = await chats.attach(
        session,
        group.id,
        group.title,
        node,
        policy,
        audience=invitation.audience,
        deaf=group.deaf,
        at=at,
    )
    if invitation.audience is Audience.STAFF:
        await _tell_admins(session, group, node, actor, policy, at=at)
    return nodes, invitation.audience


async def _tell_admins(
    session: AsyncSession,
    group: Group,
    node: Grid,
    actor: Actor | None,
    policy: Policy,
    *,
    at: datetime,
) -> None:
    """Let the admins know of a group that reads cases: a link may have gone astray."""
    came = StaffGroupJoined(node.name, group.title, actor.name if actor else "", group.id)
    await _tell(session, came, await _admins(session, node, policy), policy, at=at)


async def _admins(session: AsyncSession, node: Grid, policy: Policy) -> set[int]:
    appointed = await people.appointed(session, node.path, {Role.ADMIN})
    return {one.user_id for one, _ in appointed} | policy.admins


async def _tell(
    session: AsyncSession,
    came: PersonJoined | StaffGroupJoined,
    told: Collection[int],
    policy: Policy,
    *,
    at: datetime,
) -> None:
    for user in sorted(told):
        if await cards.has_private_chat(session, user):
            place = await cards.account_place(session, user, policy)
            await saying.send(session, came, place, at=at, lane=Lane.CARDS)


async def _awaited(
    session: AsyncSession, token: str, actor: Actor, *, at: datetime
) -> tuple[Invitation, Grid, Awaited]:
    await require_not_suspended(session, actor)
    invitation, node = await _valid(session, token, Opens.JOIN, actor, at=at)
    awaited = await invitations.awaited_by(session, invitation)
    if awaited is None:
        raise Refusal("refusal-link-used")
    return invitation, node, awaited


async def _valid(
    session: AsyncSession,
    token: str,
    opens: Opens,
    actor: Actor | None = None,
    *,
    at: datetime,
) -> tuple[Invitation, Grid]:
    found = await invitations.of_token(session, token)
    if found is None or (found[0].audience is None) is not (opens is Opens.JOIN):
        raise NotFound("refusal-link-unknown")
    invitation = found[0]
    if actor is not None and invitation.used_by == actor.id:
        raise Refusal("refusal-link-done")
    if invitation.used_at is not None:
        raise Refusal("refusal-link-used")
    if invitation.valid_until <= at:
        raise Refusal("refusal-link-expired")
    return found
