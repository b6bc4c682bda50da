"""The clock of a case: started, stopped and put off; `ladder` does what it wakes somebody for."""

from datetime import datetime, timedelta

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.alerts import Level
from bot.domain.calendars import Calendar
from bot.domain.kinds import Kind
from bot.domain.ladder import (
    SEARCHED_WITHIN,
    Stage,
    again_within,
    calendar_of,
    checked_within,
    solved_within,
    stage_of,
    taken_within,
)
from bot.domain.policy import Policy
from bot.storage.cases import Case
from bot.storage.grid import Grid

PROMISED = frozenset({Kind.LIGHT, Kind.HAZARD, Kind.NEED})
"""Whose reporter reads by when it is to be done."""


def calendar(case: Case, policy: Policy) -> Calendar:
    """Return when the clock of a case runs."""
    return calendar_of(policy, urgent=case.is_urgent)


def stage(case: Case) -> Stage | None:
    """Return whose turn it is; what staff have written themselves waits for nobody."""
    if case.by_hand:
        return None
    return stage_of(case.state, case.kind, owned=case.owner_id is not None)


def is_overdue(case: Case) -> bool:
    """Whether its time is over, the desk has been called, and it still isn't done."""
    return case.due_at is not None and case.wakes_at is None


def promised(case: Case) -> datetime | None:
    """Return by when the reporter may expect it to be done; never of a life, and no broken word."""
    kept = not is_overdue(case) and stage(case) is Stage.WORK and not case.is_urgent
    return case.due_at if kept and case.kind in PROMISED else None


async def wind(session: AsyncSession, case: Case, policy: Policy, *, at: datetime) -> bool:
    """Begin a case's time anew at another hand, node or level of danger; returns whether it has.

    From one owner to the next at the same node the time goes on: handing about buys none, and a
    graver level puts nothing off. At the check it stands still, and goes on with what was left if
    the work did not pass.
    """
    now = stage(case)
    before, case.stay = case.stay, _stay(case, now)
    if before == case.stay:
        return False
    if now is None:
        case.due_at = case.wakes_at = case.time_left = None
    elif now is Stage.CHECK:
        _stop(case, calendar(case, policy), at=at)
    else:
        runs, time = calendar(case, policy), await _time_for(session, case, now, policy)
        if case.time_left is not None and now is not Stage.UNTAKEN:
            time = again_within(timedelta(seconds=case.time_left), time)
        if _is_raised(before, case.stay) and case.due_at is not None and case.due_at > at:
            time = min(time, runs.between(at, case.due_at))
        _start(case, time, runs, at=at)
    await session.flush()
    return True


def _stay(case: Case, now: Stage | None) -> str | None:
    """Return whose turn it is, at which node, and how grave it is; a search always is."""
    if now is None:
        return None
    return f"{now}@{case.grid_id}" if now is Stage.SEARCH else f"{now}@{case.grid_id}/{case.level}"


def _is_raised(before: str | None, after: str | None) -> bool:
    """Whether the same people have it at the same stage, at a graver level."""
    turn, _, level = (before or "").partition("/")
    same_turn, _, now = (after or "").partition("/")
    if turn != same_turn or not (level and now):
        return False
    gravest_first = list(Level)
    return gravest_first.index(Level(now)) < gravest_first.index(Level(level))


def _stop(case: Case, runs: Calendar, *, at: datetime) -> None:
    if case.due_at is not None:
        case.time_left = round(runs.between(at, case.due_at).total_seconds())
    case.due_at, case.wakes_at = None, runs.add(at, checked_within(case.kind, runs))


def _start(case: Case, time: timedelta, runs: Calendar, *, at: datetime) -> None:
    """Let the clock run: it wakes at half of the time; a search has no date, and wakes at its end."""
    search, end = case.kind.is_person, runs.add(at, time)
    case.time_left, case.due_at = None, None if search else end
    case.wakes_at = end if search else runs.add(at, time / 2)


async def _time_for(session: AsyncSession, case: Case, now: Stage, policy: Policy) -> timedelta:
    """Return how long this stage may take; a node's own promise for the kind goes in here."""
    if now is Stage.SEARCH:
        return SEARCHED_WITHIN
    if now is Stage.WORK:
        return solved_within(case.kind, case.level, calendar(case, policy))
    node = await session.get_one(Grid, case.grid_id)
    urgent, confidential = case.is_urgent, case.is_confidential
    return taken_within(policy, node.level, urgent=urgent, confidential=confidential)


def put_off(case: Case, days: int, policy: Policy, *, at: datetime) -> None:
    """Give a case some working days more, from its date on or, where that is over, from now on."""
    assert case.due_at is not None
    runs = calendar(case, policy)
    due = later(case, days, policy, at=at)
    _start(case, runs.between(at, due), runs, at=at)


def later(case: Case, days: int, policy: Policy, *, at: datetime) -> datetime:
    """Return by when a case would have to be done with some working days more."""
    assert case.due_at is not None
    runs = calendar(case, policy)
    return runs.add(max(case.due_at, at), days * runs.day)
