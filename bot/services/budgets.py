"""On which day a group will hear one more notice: told before it is sent, and while it waits."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime, time, timedelta

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.notices import (
    A_DAY,
    WEEK_DAYS,
    Coming,
    NoticeState,
    Repeat,
    Rhythm,
    Why,
    free_day,
    heard_enough,
)
from bot.domain.policy import Policy
from bot.domain.themes import Theme, apart
from bot.services import expected
from bot.services.notice_facts import groups_of, hour_of, rhythm_of
from bot.storage import notice_groups, notices
from bot.storage.notices import Notice

MORNING = time(8)
IN_TIME = timedelta(hours=2)
"""Whoever hears of a gathering no sooner than that before it begins can't come any more."""


async def days_of(
    session: AsyncSession,
    groups: Collection[int],
    *,
    wanted: date,
    last: date,
    policy: Policy,
    theme: Theme | None = None,
    mine: expected.Rank | None = None,
) -> dict[int, tuple[date | None, Why | None]]:
    """Return for each group the day on which it can hear one more, and why it is not the wanted one.

    What is confirmed and goes before it (`mine`, see `expected.take`) has its day already. No day where none is free by `last`, or where its staff have muted the theme.
    """
    taken = await notice_groups.days(session, groups, since=wanted - timedelta(days=WEEK_DAYS))
    await expected.take(session, taken, groups, policy, last=last, mine=mine)
    told = await notice_groups.told_on(session, theme, groups) if theme is not None else {}
    muted = await notices.muted_chats(session, theme) if theme is not None else set()
    pause = apart(theme) if theme is not None else timedelta()
    found: dict[int, tuple[date | None, Why | None]] = {}
    for chat in groups:
        days = taken.get(chat, ())
        again = told[chat] + pause if chat in told else wanted
        why = heard_enough(days, wanted) or (Why.THEME if again > wanted else None)
        if chat in muted:
            found[chat] = None, Why.MUTED
            continue
        day = free_day(days, max(wanted, again), last)
        if day is None:
            why = Why.THEME if again > last else heard_enough(days, last) or why
        found[chat] = day, why
    return found


async def coming(
    session: AsyncSession, notice: Notice, policy: Policy, at: datetime
) -> tuple[Coming, ...]:
    """Return when the groups of a notice hear its next occurrence, or the one they wait for."""
    waits = (
        await notices.open_run(session, notice.key) if notice.state is NoticeState.OVER else None
    )
    if waits is not None:
        assert waits.next_at is not None
        chats = await notice_groups.still_waiting(session, waits.key)
        hour = hour_of(waits, policy, waits.next_at)
        due, good_until = max(hour, waits.next_at), waits.good_until
    elif notice.state in {NoticeState.DRAFT, NoticeState.ASKED, NoticeState.ACTIVE}:
        chats = await notice_groups.reached(session, await groups_of(session, notice))
        rhythm = rhythm_of(notice, policy.timezone, policy.night_until(at) or at)
        due = notice.next_at or rhythm.nth(0)
        good_until = rhythm.good_until(due)
    else:
        return ()
    return await _when(session, notice, chats, due, good_until, policy)


async def expect(session: AsyncSession, notice: Notice, policy: Policy, at: datetime) -> None:
    """Note until when the groups of a single notice hear it, as its author reads it now."""
    if notice.repeat is Repeat.ONCE:
        notice.expected_on = last_day(await coming(session, notice, policy, at), policy)


def last_day(coming: Collection[Coming], policy: Policy) -> date | None:
    """Return the last day on which any of these groups hears it."""
    days = (one.at.astimezone(policy.timezone).date() for one in coming if one.at is not None)
    return max(days, default=None)


async def _when(
    session: AsyncSession,
    notice: Notice,
    chats: Collection[int],
    due: datetime,
    good_until: datetime,
    policy: Policy,
) -> tuple[Coming, ...]:
    local = due.astimezone(policy.timezone)
    minute = local.hour * 60 + local.minute
    wanted, last = local.date(), good_until.astimezone(policy.timezone).date()
    if Rhythm(last, minute, policy.timezone).nth(0) >= good_until:
        last -= A_DAY
    days = await days_of(
        session,
        chats,
        wanted=wanted,
        last=max(wanted, last),
        policy=policy,
        theme=notice.theme,
        mine=expected.rank(notice, due, good_until, policy),
    )
    return _counted(days, lambda day: Rhythm(day, minute, policy.timezone).nth(0))


def _counted(
    days: Mapping[int, tuple[date | None, Why | None]], moment: Callable[[date], datetime]
) -> tuple[Coming, ...]:
    """Return how many groups hear something when, the first ones first."""
    counted = Counter(days.values())
    return tuple(
        Coming(count, moment(day) if day else None, why)
        for (day, why), count in sorted(
            counted.items(), key=lambda one: (one[0][0] or date.max, one[0][1] or "")
        )
    )


async def announcement(
    session: AsyncSession,
    groups: Collection[int],
    policy: Policy,
    *,
    goes_at: datetime,
    starts_at: datetime,
) -> dict[int, tuple[date | None, Why | None]]:
    """Return on which day each group can hear of a gathering, which is that day's notice there.

    No day where none is free until shortly before it begins.
    """
    wanted = goes_at.astimezone(policy.timezone).date()
    last = starts_at.astimezone(policy.timezone).date()
    if last > wanted and morning(last, policy) > starts_at - IN_TIME:
        last -= A_DAY
    return await days_of(session, groups, wanted=wanted, last=last, policy=policy)


def announced(
    days: Mapping[int, tuple[date | None, Why | None]], policy: Policy, *, goes_at: datetime
) -> tuple[Coming, ...]:
    """Return how many groups hear of a gathering when."""
    wanted = goes_at.astimezone(policy.timezone).date()
    return _counted(days, lambda day: goes_at if day == wanted else morning(day, policy))


def morning(day: date, policy: Policy) -> datetime:
    """Return when a group hears on a day what had to wait for that day."""
    ends = policy.quiet.end if policy.quiet is not None else MORNING
    return datetime.combine(day, ends, policy.timezone)
