"""Who is on duty now: by the roster where it names somebody, else everybody of the desk."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.grid import Role
from bot.domain.policy import Policy
from bot.domain.rosters import OnDuty
from bot.services.rights import HANDLERS
from bot.storage import absences, people, rosters
from bot.storage.people import Appointment
from bot.storage.rosters import DutyShift

People = tuple[tuple[int, str], ...]
"""User id and name, to be called by name."""


async def on_duty(session: AsyncSession, path: str, policy: Policy, *, at: datetime) -> People:
    """Return who is to be called by name for a node: whose shift it is, the nearest node first.

    Without a shift that somebody of staff has now, everybody of the desk is called, too: a guard
    alone decides nothing.
    """
    there = await _there(session, path)
    day = at.astimezone(policy.timezone).date()
    now = [
        shift
        for shift in await rosters.shifts_over(session, path, day)
        if shift.shift.covers(at, policy.timezone)
    ]
    called = {who.user_id: who for who in await _who(session, now, there)}
    if not any(one.role in HANDLERS for who in called for one in there.get(who, ())):
        desk = await people.appointed(session, path, {Role.DUTY})
        called |= {one.user_id: one for one, _ in desk if one.user_id not in called}
    return tuple((key, one.name) for key, one in called.items())


async def today(
    session: AsyncSession, path: str, policy: Policy, *, at: datetime
) -> tuple[OnDuty, ...]:
    """Return the shifts that begin today, in their order."""
    there = await _there(session, path)
    found = []
    for shift in await rosters.shifts_over(session, path, at.astimezone(policy.timezone).date()):
        who = await _who(session, [shift], there)
        if who and shift.shift.begins_on(at, policy.timezone):
            found.append(OnDuty(who[0].name, shift.starts, shift.ends))
    return tuple(sorted(found, key=lambda one: (one.starts, one.ends)))


async def _there(session: AsyncSession, path: str) -> dict[int, list[Appointment]]:
    """Return what those are who work at a node or above it and are not away."""
    found: dict[int, list[Appointment]] = {}
    for one, _ in await people.appointed(session, path, frozenset(Role) - {Role.ADMIN}):
        found.setdefault(one.user_id, []).append(one)
    return found


async def _who(
    session: AsyncSession, shifts: Sequence[DutyShift], there: dict[int, list[Appointment]]
) -> list[Appointment]:
    """Return whose shifts these are; who is away has a stand-in, who is appointed no more nobody."""
    if not shifts:
        return []
    away = await absences.running(session)
    keys = [
        away[shift.user_id].stand_in_id if shift.user_id in away else shift.user_id
        for shift in shifts
    ]
    return [there[key][0] for key in dict.fromkeys(keys) if key in there]
