"""Leave and stand-ins: whoever is away is not asked, and somebody has their rights meanwhile."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from sqlalchemy import delete
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.absences import NOT_HANDED_ON, Leave, LeaveNews, LeaveOrder, is_sensible
from bot.domain.grid import Role
from bot.domain.policy import Policy
from bot.errors import NotAllowed, NotFound, Refusal
from bot.services import cards, desk, freeing, history, saying
from bot.services.rights import HANDLERS, Actor, as_staff, by_register
from bot.storage import absences, cases, outbox, people
from bot.storage.absences import Absence
from bot.storage.grid import Grid
from bot.storage.outbox import Lane
from bot.storage.people import Appointment

COLLEAGUES = 8

Held = Sequence[tuple[Appointment, Grid]]


async def plan(
    session: AsyncSession, order: LeaveOrder, actor: Actor, policy: Policy, *, at: datetime
) -> Leave:
    """Send somebody on leave; one that was planned before is replaced.

    For oneself, or by the chief grid or the duty desk of everything that person works for. Raises
    Refusal for a time that makes no sense, and for somebody who can't stand in.
    """
    assert order.starts_at is not None
    assert order.ends_at is not None
    assert order.stand_in is not None
    who = order.who or actor.id
    held = await _held(session, who)
    await _require(session, actor, who, held)
    if not is_sensible(order.starts_at, order.ends_at, at):
        raise Refusal("refusal-leave-time")
    meanwhile = partial(absences.meanwhile, starts_at=order.starts_at, ends_at=order.ends_at)
    for other in await meanwhile(session, who):
        if other.stand_in_id == who:
            raise Refusal("refusal-leave-covering", who=other.name)
    if any(other.user_id == order.stand_in for other in await meanwhile(session, order.stand_in)):
        raise Refusal("refusal-stand-in")
    name = await _stand_in(session, order.stand_in, who, held)
    before = await absences.of(session, who)
    if before is not None:
        goes_on = before.stand_in_id == order.stand_in
        await _end(session, before, policy, at=at, quietly=goes_on, spare=who)
    made = Absence(
        user_id=who,
        name=held[0][0].name,
        stand_in_id=order.stand_in,
        stand_in_name=name,
        starts_at=order.starts_at,
        ends_at=order.ends_at,
        set_by_id=actor.id,
        set_by_name=(await by_register(session, actor)).name,
    )
    session.add(made)
    await session.flush()
    leave = await _told(session, made, held)
    await _tell(session, made, leave, policy, at=at, spare=actor.id)
    if made.starts_at <= at:
        await _begin(session, made, held, policy, at=at)
    return leave


async def come_back(
    session: AsyncSession, who: int | None, actor: Actor, policy: Policy, *, at: datetime
) -> Leave:
    """End a leave before its time; raises NotFound where there is none."""
    absence = await absences.of(session, who or actor.id)
    if absence is None:
        raise NotFound("refusal-no-leave")
    held = await _held(session, absence.user_id)
    await _require(session, actor, absence.user_id, held)
    return await _end(session, absence, policy, at=at, spare=actor.id)


async def current(session: AsyncSession, actor: Actor) -> Leave | None:
    """Return the actor's leave that is not over; raises NotAllowed for who works for no grid."""
    held = await _held(session, actor.id)
    absence = await absences.of(session, actor.id)
    return await _told(session, absence, held) if absence else None


async def colleagues(session: AsyncSession, actor: Actor) -> list[tuple[int, str]]:
    """Return who could stand in for the actor: the nearest workers and duty over the same nodes."""
    found: dict[int, str] = {}
    for _, node in await _held(session, actor.id):
        for one, _ in await people.appointed(session, node.path, HANDLERS):
            if one.user_id != actor.id:
                found.setdefault(one.user_id, one.name)
    return list(found.items())[:COLLEAGUES]


async def end_for(
    session: AsyncSession, user_id: int, policy: Policy, *, at: datetime
) -> list[Leave]:
    """Let nobody stand in any longer for an account whose rights have ended, nor it for anybody.

    Returns the leaves of others that are over by this: their grids had nobody else.
    """
    absence = await absences.of(session, user_id)
    if absence is not None:
        await _end(session, absence, policy, at=at)
    covered = await absences.covered_by(session, user_id, to_come=True)
    return [await _end(session, other, policy, at=at) for other in covered]


async def lend_anew(session: AsyncSession, user_id: int, policy: Policy, *, at: datetime) -> None:
    """Let the stand-in have what somebody on leave is now, no more and no less."""
    absence = await absences.of(session, user_id)
    if absence is None or absence.begun_at is None:
        return
    await _adjust(session, absence)
    await _settle(session, absence.stand_in_id, policy, at=at)


async def follow_register(session: AsyncSession) -> None:
    """Lend anew for everybody who is away: a register may have changed what they are."""
    for absence in (await absences.running(session)).values():
        await _adjust(session, absence)


async def _adjust(session: AsyncSession, absence: Absence) -> None:
    await _take_back(session, absence)
    await _lend(session, absence, await people.appointments_of(session, absence.user_id))


async def _settle(
    session: AsyncSession,
    stand_in: int,
    policy: Policy,
    *,
    back: Actor | None = None,
    at: datetime,
) -> None:
    """Take from a stand-in what they may not have any more; what they work on is for who is back."""
    await freeing.drop_wishes(session, stand_in, at=at)
    await freeing.free(session, stand_in, None, policy, heir=back, at=at)
    await freeing.clear_private_chat(session, stand_in, at=at)


async def due(session: AsyncSession, _policy: Policy, at: datetime) -> Sequence[int]:
    """Return the leaves that begin or end now."""
    return await absences.due(session, at)


async def turn(session: AsyncSession, key: int, policy: Policy, *, at: datetime) -> None:
    """For the clock: begin a leave, or end it."""
    absence = await session.get(Absence, key, with_for_update=True)
    if absence is None or absence.ended_at is not None:
        return
    if absence.ends_at <= at:
        await _end(session, absence, policy, at=at)
    elif absence.begun_at is None and absence.starts_at <= at:
        held = await people.appointments_of(session, absence.user_id)
        await _begin(session, absence, held, policy, at=at)


async def _held(session: AsyncSession, user_id: int) -> Held:
    """Return what somebody is by themselves, not as a stand-in; raises NotAllowed for nothing."""
    held = await people.appointments_of(session, user_id)
    own = [(one, node) for one, node in held if one.absence_id is None]
    if not any(one.role not in NOT_HANDED_ON for one, _ in own):
        raise NotAllowed("refusal-leave-staff")
    return own


async def _require(session: AsyncSession, actor: Actor, who: int, held: Held) -> None:
    if actor.id == who:
        return
    for _, node in held:
        staff = await as_staff(session, actor, node.path)
        if staff is None or not staff.oversees:
            raise NotAllowed("refusal-leave-others")


async def _stand_in(session: AsyncSession, user_id: int, who: int, held: Held) -> str:
    """Return the stand-in's name; whoever is nobody on staff becomes nobody by a leave."""
    fit = HANDLERS | {one.role for one, _ in held} - NOT_HANDED_ON
    theirs = await people.appointments_of(session, user_id)
    names = [one.name for one, _ in theirs if one.role in fit and one.absence_id is None]
    if user_id == who or not names:
        raise Refusal("refusal-stand-in")
    return names[0]


async def _begin(
    session: AsyncSession, absence: Absence, held: Held, policy: Policy, *, at: datetime
) -> None:
    absence.begun_at = at
    await session.flush()
    await _lend(session, absence, held)
    stand_in = Actor(absence.stand_in_id, absence.stand_in_name)
    for case in await _in_hand(session, absence.user_id):
        if await history.staff_of(session, case, stand_in) is not None:
            await desk.tell_person(session, case, absence.stand_in_id, policy, at=at)


async def _lend(session: AsyncSession, absence: Absence, held: Held) -> None:
    """Give the stand-in what the other is, on the very same nodes, for the time of the leave."""
    for one, node in held:
        if one.absence_id is not None or one.role in NOT_HANDED_ON:
            continue
        if not await people.holds(session, absence.stand_in_id, node.key, one.role):
            session.add(
                Appointment(
                    user_id=absence.stand_in_id,
                    grid_id=node.key,
                    role=one.role,
                    name=absence.stand_in_name,
                    absence_id=absence.id,
                )
            )
    await session.flush()


async def _take_back(session: AsyncSession, absence: Absence) -> None:
    await session.exec(delete(Appointment).where(col(Appointment.absence_id) == absence.id))
    await session.flush()


async def _in_hand(session: AsyncSession, user_id: int) -> list[cases.Case]:
    """Return the cases whose card somebody has in private, or which they work on."""
    found = {case.key: case for case in await cases.owned_by(session, user_id)}
    for card in await outbox.live_in_chat(session, user_id, (cards.STAFF,)):
        case = await session.get(cases.Case, card.case_id)
        if case is not None and case.is_open:
            found.setdefault(case.key, case)
    return list(found.values())


async def _end(
    session: AsyncSession,
    absence: Absence,
    policy: Policy,
    *,
    at: datetime,
    quietly: bool = False,
    spare: int | None = None,
) -> Leave:
    """End a leave: the stand-in gives back what was lent, and what they worked on by it."""
    held = await people.appointments_of(session, absence.user_id)
    absence.ended_at = at
    await _take_back(session, absence)
    for other in await absences.covered_by(session, absence.stand_in_id):
        await _lend(session, other, await people.appointments_of(session, other.user_id))
    back = Actor(absence.user_id, absence.name)
    await _settle(session, absence.stand_in_id, policy, back=back, at=at)
    leave = await _told(session, absence, held, over=True)
    if not quietly:
        await _tell(session, absence, leave, policy, at=at, spare=spare)
    return leave


async def _told(
    session: AsyncSession, absence: Absence, held: Held, *, over: bool = False
) -> Leave:
    grids = tuple(dict.fromkeys(node.name for one, node in held if one.role is not Role.ADMIN))
    return Leave(
        who=absence.name,
        stand_in=absence.stand_in_name,
        grids=grids,
        starts_at=absence.starts_at,
        ends_at=absence.ends_at,
        by=absence.set_by_name,
        over=over,
        out_of_reach=not await cards.has_private_chat(session, absence.stand_in_id),
    )


async def _tell(
    session: AsyncSession,
    absence: Absence,
    leave: Leave,
    policy: Policy,
    *,
    at: datetime,
    spare: int | None,
) -> None:
    """Tell both in private, where the bot may; who has just written it is answered instead.

    A leave begins and ends at midnight: that wakes nobody.
    """
    night = policy.night_until(at) is not None
    for user_id, stands_in in ((absence.user_id, False), (absence.stand_in_id, True)):
        if user_id != spare and await cards.has_private_chat(session, user_id):
            place = await cards.account_place(session, user_id, policy)
            news = LeaveNews(leave, stands_in)
            await saying.send(session, news, place, at=at, lane=Lane.CARDS, silent=night)
