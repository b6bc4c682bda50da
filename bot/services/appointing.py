"""Making and ending appointments in chat: by an admin of the node or above it, on record."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.appointments import (
    Change,
    Expected,
    Held,
    Named,
    Order,
    Standing,
    TakenBack,
    YouAreAppointed,
    may_appoint,
)
from bot.domain.grid import Role
from bot.domain.policy import Policy
from bot.domain.states import State
from bot.domain.suspensions import Office
from bot.errors import NotAllowed, NotFound
from bot.services import absences, cards, freeing, inviting, saying
from bot.services.rights import Actor, by_register, is_in_admins
from bot.storage import grid, invitations, people
from bot.storage.appointments import AppointmentChange
from bot.storage.grid import Grid
from bot.storage.outbox import Lane
from bot.storage.people import Account, Appointment


async def carry_out(
    session: AsyncSession, order: Order, actor: Actor, policy: Policy, *, at: datetime
) -> Standing | Expected | TakenBack:
    """Make or end an appointment; returns what is true of the person now, or a link for them.

    Raises NotFound for an unknown node, or where there is nothing to end, and NotAllowed for
    whoever is no admin over the node.
    """
    node = await grid.by_code(session, order.code)
    if node is None:
        raise NotFound("refusal-unknown-grid", code=order.code)
    actor = await by_register(session, actor)
    if order.ends and order.user_id is not None:
        return await _end(session, order, order.user_id, node, actor, policy, at=at)
    assert order.role is not None
    await _require(session, actor, policy, node, order.role)
    if order.ends:
        return await _take_back(session, order.name, node, order.role, actor, at=at)
    if order.user_id is None:
        return await _expect(session, order.name, node, order.role, actor, at=at)
    who = Named(order.user_id, order.name)
    await _make(session, who, node, order.role, actor, policy, at=at)
    return await _standing(session, who.id, who.name)


async def _expect(
    session: AsyncSession, name: str, node: Grid, role: Role, actor: Actor, *, at: datetime
) -> Expected:
    payload = await inviting.invite_one(session, node, role, name, at=at)
    _record_name(session, name, node, role, Change.EXPECTED, actor, at=at)
    return Expected(name, Held(node.name, role), payload)


async def _take_back(
    session: AsyncSession, name: str, node: Grid, role: Role, actor: Actor, *, at: datetime
) -> TakenBack:
    """Wait for somebody no longer; raises NotFound where nobody is waited for by this name."""
    awaited = await invitations.waiting(session, node.key, role, name)
    if awaited is None:
        raise NotFound("refusal-nobody-awaited")
    await invitations.forget_links_of(session, awaited)
    await session.delete(awaited)
    _record_name(session, name, node, role, Change.TAKEN_BACK, actor, at=at)
    return TakenBack(name, Held(node.name, role))


def _record_name(
    session: AsyncSession,
    name: str,
    node: Grid,
    role: Role,
    what: Change,
    by: Actor,
    *,
    at: datetime,
) -> None:
    """Write down what was said of somebody of whom only the name is known."""
    change = AppointmentChange(
        at=at, what=what, name=name, role=role, grid=node.code, by_id=by.id, by_name=by.name
    )
    session.add(change)


async def _make(
    session: AsyncSession,
    who: Named,
    node: Grid,
    role: Role,
    actor: Actor,
    policy: Policy,
    *,
    at: datetime,
) -> None:
    held = await _held(session, who.id, node, role)
    if held and held[0].absence_id is None:
        held[0].name = who.name
        await session.flush()
        return
    made = held[0] if held else Appointment(user_id=who.id, grid_id=node.key, role=role, name="")
    made.name, made.absence_id = who.name, None
    session.add(made)
    await record(session, made, node, Change.ADDED, actor, at=at)
    await absences.lend_anew(session, who.id, policy, at=at)
    await _tell(session, made, node, actor, policy, ended=False, at=at)


async def _end(
    session: AsyncSession,
    order: Order,
    user_id: int,
    node: Grid,
    actor: Actor,
    policy: Policy,
    *,
    at: datetime,
) -> Standing:
    """End what somebody is on this very node; what they may not have any more is taken from them."""
    ending = await _held(session, user_id, node, order.role)
    for role in {held.role for held in ending} or {order.role or Role.WORKER}:
        await _require(session, actor, policy, node, role)
    if not ending:
        raise NotFound("refusal-no-appointment")
    for held in ending:
        await session.delete(held)
        await record(session, held, node, Change.REMOVED, actor, at=at)
        await _tell(session, held, node, actor, policy, ended=True, at=at)
    await session.flush()
    await absences.lend_anew(session, user_id, policy, at=at)
    await freeing.drop_wishes(session, user_id, at=at)
    freed = await freeing.free(session, user_id, actor, policy, at=at)
    await freeing.clear_private_chat(session, user_id, at=at)
    unchecked = sum(case.state is State.PENDING_CHECK for case in freed)
    now = await _standing(session, user_id, ending[0].name)
    return replace(now, freed=len(freed) - unchecked, unchecked=unchecked, ended=True)


async def _held(
    session: AsyncSession, user_id: int, node: Grid, role: Role | None
) -> Sequence[Appointment]:
    query = select(Appointment).where(
        Appointment.user_id == user_id, Appointment.grid_id == node.key
    )
    if role is not None:
        query = query.where(Appointment.role == role)
    return (await session.exec(query.order_by(col(Appointment.id)))).all()


async def _require(
    session: AsyncSession, actor: Actor, policy: Policy, node: Grid, role: Role
) -> None:
    """Raise NotAllowed unless the actor is an admin over the node, or in ADMINS."""
    if await is_in_admins(session, actor, policy):
        return
    held = await people.appointments_of(session, actor.id)
    theirs = [Office(appointment.role, held_on.path) for appointment, held_on in held]
    if not may_appoint(theirs, Office(role, node.path)):
        raise NotAllowed("refusal-appoint")


async def record(
    session: AsyncSession,
    appointment: Appointment,
    node: Grid,
    what: Change,
    by: Actor,
    *,
    at: datetime,
) -> None:
    """Write down that an appointment was made or ended."""
    change = AppointmentChange(
        at=at,
        what=what,
        user_id=appointment.user_id,
        name=appointment.name,
        role=appointment.role,
        grid=node.code,
        by_id=by.id,
        by_name=by.name,
    )
    session.add(change)
    await session.flush()


async def _tell(
    session: AsyncSession,
    appointment: Appointment,
    node: Grid,
    by: Actor,
    policy: Policy,
    *,
    ended: bool,
    at: datetime,
) -> None:
    """Tell the person, where the bot may write to them; whoever did it to themselves knows."""
    account = await session.get(Account, appointment.user_id)
    if account is None or account.private_since is None or account.id == by.id:
        return
    news = YouAreAppointed(node.name, appointment.role, by.name, ended)
    place = await cards.account_place(session, account.id, policy)
    await saying.send(session, news, place, at=at, lane=Lane.CARDS)


async def _standing(session: AsyncSession, user_id: int, name: str) -> Standing:
    held = await people.appointments_of(session, user_id)
    now = tuple(Held(node.name, appointment.role) for appointment, node in held)
    return Standing(user_id, name, now)
