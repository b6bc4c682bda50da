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
from bot.services import keepers
from bot.storage import extensions, holidays
from bot.storage.cases import Case
from bot.storage.grid import Grid

PROMISED = frozenset({Kind.LIGHT, Kind.HAZARD, Kind.NEED})
"""Whose reporter reads by when it is to be done."""


async def calendar(session: AsyncSession, case: Case, policy: Policy) -> Calendar:
    """Return when the clock of a case runs."""
    urgent = case.is_urgent
    return calendar_of(policy, urgent=urgent, notices=await holidays.notices(session))


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
    with session.no_autoflush:  # the step that led here and its time are written at once
        await _set(session, case, now, before, policy, at=at)
    await session.flush()
    return True


async def _set(
    session: AsyncSession,
    case: Case,
    now: Stage | None,
    before: str | None,
    policy: Policy,
    *,
    at: datetime,
) -> None:
    """Set a case's time by whose turn it is now and was `before`."""
    if now is None:
        case.due_at = case.wakes_at = case.time_left = None
    elif now is Stage.CHECK:
        _stop(case, await calendar(session, case, policy), at=at)
    else:
        runs = await calendar(session, case, policy)
        promised, by = await _due(session, case, now, policy, runs, at=at)
        due = promised
        if case.time_left is not None and now is not Stage.UNTAKEN:
            left = runs.add(at, again_within(timedelta(seconds=case.time_left)))
            due = left if await _was_put_off(session, case, before) else min(due, left)
        if _is_raised(before, case.stay) and case.due_at is not None and case.due_at > at:
            due = min(due, case.due_at)
        _start(case, due, runs, at=at, promised_by=by if due == promised else None)


async def _was_put_off(session: AsyncSession, case: Case, before: str | None) -> bool:
    """Whether more time was agreed on, for what is as grave now as it was then."""
    same_level = (before or "").endswith(f"/{case.level}")
    return same_level and await extensions.granted(session, case.key) > 0


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


def _start(
    case: Case, due: datetime, runs: Calendar, *, at: datetime, promised_by: str | None = None
) -> None:
    """Let the clock run: it wakes at half of the time; a search has no date, and wakes at its end."""
    search = case.kind.is_person
    case.time_left, case.due_at, case.promised_by = None, None if search else due, promised_by
    case.wakes_at = due if search else runs.add(at, runs.between(at, due) / 2)


async def _due(
    session: AsyncSession,
    case: Case,
    now: Stage,
    policy: Policy,
    runs: Calendar,
    *,
    at: datetime,
) -> tuple[datetime, str | None]:
    """Return by when this stage ends: work on what somebody looks after, when they promise it."""
    keeper = await keepers.of_case(session, case) if now is Stage.WORK else None
    if keeper is not None and keeper.promise is not None and not case.is_urgent:
        return keeper.promise.due(runs, since=at), keeper.name
    return runs.add(at, await _time_for(session, case, now, policy, runs)), None


async def _time_for(
    session: AsyncSession, case: Case, now: Stage, policy: Policy, runs: Calendar
) -> timedelta:
    if now is Stage.SEARCH:
        return SEARCHED_WITHIN
    if now is Stage.WORK:
        return solved_within(case.kind, case.level, runs)
    node = await session.get_one(Grid, case.grid_id)
    urgent, confidential = case.is_urgent, case.is_confidential
    return taken_within(policy, node.level, urgent=urgent, confidential=confidential)


async def put_off(
    session: AsyncSession, case: Case, days: int, policy: Policy, *, at: datetime
) -> None:
    """Give a case some working days more, from its date on or, where that is over, from now on."""
    due = await later(session, case, days, policy, at=at)
    _start(case, due, await calendar(session, case, policy), at=at)


async def later(
    session: AsyncSession, case: Case, days: int, policy: Policy, *, at: datetime
) -> datetime:
    """Return by when a case would have to be done with some working days more."""
    assert case.due_at is not None
    runs = await calendar(session, case, policy)
    return runs.add(max(case.due_at, at), days * runs.day)
