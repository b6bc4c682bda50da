"""The safety calendar goes out: what is due today becomes a notice, where no node has said otherwise."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlmodel import select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.almanac import YEARS
from bot.domain.calendars import A_DAY
from bot.domain.grid import Audience, nearest
from bot.domain.notices import DANGERS, NoticeState, Repeat, ThemeAt
from bot.domain.policy import Policy
from bot.domain.themes import ANSWERS, Due, Theme, year_of
from bot.errors import NotAllowed, NotFound, Stale
from bot.services import calendar_days, notice_authors, scopes
from bot.services.calendar_days import Part
from bot.services.notice_board import require_awake
from bot.services.rights import Actor, as_staff
from bot.services.themes import almanac_of
from bot.storage import notices, schedules, theme_rules
from bot.storage.grid import Grid
from bot.storage.notices import Notice
from bot.storage.schedules import Schedule
from bot.storage.theme_rules import ThemeRule

SCHEDULE = "calendar"
CAUGHT_UP = 7
"""So many days that were missed are looked at again; what is worth sending by then is sent."""
HOURS = (510, 570, 720, 1020, 1140)
"""Minutes of the day to choose from: 8:30, 9:30, 12:00, 17:00, 19:00."""


async def due(session: AsyncSession, policy: Policy, at: datetime) -> Sequence[int]:
    """Return one entry while a day has not been planned."""
    if not policy.calendar:
        return []
    schedule = await session.get(Schedule, SCHEDULE)
    return [0] if schedule is None or schedule.next_at <= at else []


async def plan(session: AsyncSession, _key: int, policy: Policy, *, at: datetime) -> None:
    """For the clock, once a day: make notices of what is due; on the first day of what is to come."""
    today = at.astimezone(policy.timezone).date()
    tomorrow = datetime.combine(today + A_DAY, datetime.min.time(), policy.timezone)
    schedule = await schedules.turn(session, SCHEDULE)
    if schedule is None:
        if await schedules.begin(session, SCHEDULE, next_at=tomorrow):
            await _plan_day(session, today, policy, after=at, at=at)
        return
    if schedule.next_at > at:
        return
    first = schedule.next_at.astimezone(policy.timezone).date()
    schedule.next_at = tomorrow
    day = max(first, today - timedelta(days=CAUGHT_UP))
    while day <= today:
        await _plan_day(session, day, policy, after=None, at=at)
        day += A_DAY


async def _plan_day(
    session: AsyncSession, day: date, policy: Policy, *, after: datetime | None, at: datetime
) -> None:
    for part in await calendar_days.parts_of(session, [day], policy):
        if after is None or part.goes_at >= after:
            await _put_up(session, day, part, policy, at=at)


async def _put_up(
    session: AsyncSession, day: date, part: Part, policy: Policy, *, at: datetime
) -> None:
    once = f"calendar:{day}:{part.theme}:{part.audience}:{part.key}"
    if (await session.exec(select(Notice.id).where(Notice.once == once))).first() is not None:
        return
    local = part.goes_at.astimezone(policy.timezone)
    made = Notice(
        once=once,
        theme=part.theme,
        audience=part.audience,
        danger=part.theme in DANGERS,
        state=NoticeState.ACTIVE,
        repeat=Repeat.ONCE,
        first_on=day,
        minute=local.hour * 60 + local.minute,
        until=part.good_until,
        next_at=part.goes_at,
        created_at=at,
    )
    session.add(made)
    await session.flush()
    nodes, excluded = [one.key for one in part.nodes], [one.key for one in part.excluded]
    await notices.set_scope(session, made.key, nodes, excluded)
    await notice_authors.doubt(session, made, at=at)


async def overseen(session: AsyncSession, actor: Actor) -> list[Grid]:
    """Return the nodes whose calendar somebody may change: of the chief grid, and of the desk."""
    found = []
    for node in await scopes.own_nodes(session, actor):
        staff = await as_staff(session, actor, node.path)
        if staff is not None and staff.oversees:
            found.append(node)
    return found


async def themes_at(
    session: AsyncSession, actor: Actor, grid_id: int, policy: Policy, *, at: datetime
) -> tuple[Grid, list[ThemeAt]]:
    """Return how each theme stands at a node, and when it comes next."""
    node = await _required(session, actor, grid_id)
    coming = await _coming(session, policy, at)
    rules: dict[Theme, dict[str, ThemeRule]] = {}
    for rule, its in await theme_rules.rules(session):
        rules.setdefault(rule.theme, {})[its.path] = rule
    told = []
    for theme in ANSWERS:
        said = nearest(node.path, rules.get(theme, {}))
        next_one = coming.get(theme)
        minute = said.minute if said is not None else None
        if minute is None and next_one is not None:
            minute = next_one.at.hour * 60 + next_one.at.minute
        day = next_one.day if next_one else None
        told.append(ThemeAt(theme, off=said is not None and said.off, minute=minute, day=day))
    return node, told


async def _coming(session: AsyncSession, policy: Policy, at: datetime) -> dict[Theme, Due]:
    """Return when residents hear of each theme next, this year or the next one."""
    today = at.astimezone(policy.timezone).date()
    almanac = await almanac_of(session, policy)
    found: dict[Theme, Due] = {}
    for year in (today.year, today.year + 1):
        for one in year_of(year, Audience.RESIDENTS, almanac) if year in YEARS else ():
            if one.day > today:
                found.setdefault(one.theme, one)
    return found


async def _required(session: AsyncSession, actor: Actor, grid_id: int) -> Grid:
    node = await session.get(Grid, grid_id)
    if node is None:
        raise NotFound
    staff = await as_staff(session, actor, node.path)
    if staff is None or not staff.oversees:
        raise NotAllowed("refusal-chief-only")
    return node


async def switch(
    session: AsyncSession, actor: Actor, grid_id: int, theme: Theme, *, off: bool, at: datetime
) -> None:
    """Let a node and what lies below it hear a theme of the calendar, or not."""
    rule = await _rule(session, actor, grid_id, theme, at=at)
    rule.off = off


async def move(
    session: AsyncSession,
    actor: Actor,
    grid_id: int,
    theme: Theme,
    minute: int | None,
    policy: Policy,
    *,
    at: datetime,
) -> None:
    """Let a theme come at another hour there; None: as the calendar says."""
    if minute is not None:
        _require_day(minute, policy, at)
    rule = await _rule(session, actor, grid_id, theme, at=at)
    rule.minute = minute


def _require_day(minute: int, policy: Policy, at: datetime) -> None:
    if minute not in HOURS:
        raise Stale
    today = at.astimezone(policy.timezone).date()
    moment = datetime.combine(today, datetime.min.time(), policy.timezone)
    require_awake(policy, moment + timedelta(minutes=minute))


async def _rule(
    session: AsyncSession, actor: Actor, grid_id: int, theme: Theme, *, at: datetime
) -> ThemeRule:
    node = await _required(session, actor, grid_id)
    rule = await session.get(ThemeRule, (node.key, theme), with_for_update=True)
    if rule is None:
        rule = ThemeRule(grid_id=node.key, theme=theme, at=at, by=actor.name)
        session.add(rule)
    rule.at, rule.by = at, actor.name
    return rule
