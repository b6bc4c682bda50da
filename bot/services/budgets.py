"""On which day a group hears one more notice: for the preview, the plan, and the sending itself."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.notices import (
    A_DAY,
    WEEK_DAYS,
    Coming,
    NoticeState,
    PushedBack,
    Repeat,
    Rhythm,
    Why,
)
from bot.domain.policy import Policy
from bot.domain.themes import Theme
from bot.domain.turns import Rank, Turn, Urgency, Want, days_of, turn_of
from bot.services import expected
from bot.services.expected import Span
from bot.services.notice_facts import groups_of, hour_of, rhythm_of
from bot.storage import notice_days, notice_groups, notices, theme_rules
from bot.storage.notices import Notice, NoticeRun

MORNING = time(8)
IN_TIME = timedelta(hours=2)
"""Whoever hears of a gathering no sooner than that before it begins can't come any more."""
AHEAD = timedelta(days=14)
"""So far a free day is looked for where none is left while it is worth sending."""
GIVES_WAY = Urgency(Rank.ANY_DAY, datetime.max.replace(tzinfo=UTC), 2**32)
"""An announcement's: behind everything that it is compared with."""
SILENT = Turn(None, Why.MUTED)


async def turns(
    session: AsyncSession, groups: Collection[int], mine: Want, span: Span, *, but: int | None
) -> dict[int, Turn]:
    """Return on which day each group hears it, counted with all that is confirmed or planned.

    `but`: the notice itself, None for an announcement.
    """
    rivals = await _rivals(session, groups, mine, span, but=but)
    turn = {
        one: turn_of(mine, one.wants, one.taken, one.told, until=span.last)
        for one in set(rivals.values())
    }
    return {chat: turn[rivals[chat]] if chat in rivals else SILENT for chat in groups}


@dataclass(frozen=True, eq=False)
class _Rivals:
    """What a group hears already, and what else wants a day of it."""

    wants: tuple[Want, ...]
    taken: frozenset[date]
    told: Mapping[Theme, date]


async def _rivals(
    session: AsyncSession, groups: Collection[int], mine: Want, span: Span, *, but: int | None
) -> dict[int, _Rivals]:
    """Return by group what a notice is compared with, one for all where it is alike.

    Groups that have muted its theme are left out.
    """
    since = span.today - timedelta(days=WEEK_DAYS)
    taken = await notice_days.days(session, groups, since=since)
    others = await expected.others(session, groups, span, but=but)
    themes = {want.theme for wants in others.values() for want in wants} | {mine.theme}
    named = sorted(theme for theme in themes if theme is not None)
    told = {theme: await notice_days.told_on(session, theme, groups) for theme in named}
    muted = {theme: await theme_rules.muted_chats(session, theme) for theme in named}
    same: dict[object, _Rivals] = {}
    found: dict[int, _Rivals] = {}
    for chat in groups:
        if mine.theme is not None and chat in muted[mine.theme]:
            continue
        wants = tuple(
            want
            for want in others.get(chat, ())
            if want.theme is None or chat not in muted[want.theme]
        )
        days = frozenset(taken.get(chat, ()))
        heard = {theme: told[theme][chat] for theme in named if chat in told[theme]}
        alike = days, tuple(map(id, wants)), tuple(heard.items())
        found[chat] = same.setdefault(alike, _Rivals(wants, days, heard))
    return found


async def pushed_back(
    session: AsyncSession, notice: Notice, policy: Policy, at: datetime
) -> tuple[PushedBack, ...]:
    """Return whose notices groups hear later, or not at all, once a draft is confirmed."""
    if notice.state is not NoticeState.DRAFT:
        return ()
    wanted = await _wanted(session, notice, policy, at)
    if wanted is None:
        return ()
    mine = wanted.mine
    rivals = await _rivals(session, wanted.groups, mine, wanted.span, but=notice.id)
    later, lost = Counter[int](), Counter[int]()
    for one, groups in Counter(rivals.values()).items():
        before = days_of(one.wants, one.taken, one.told)
        after = days_of([*one.wants, mine], one.taken, one.told)
        gone = {want.urgency.key for want in before if want not in after}
        moved = {want.urgency.key for want, day in after.items() if day > before.get(want, day)}
        lost.update(dict.fromkeys(gone, groups))
        later.update(dict.fromkeys(moved - gone, groups))
    found = []
    for key, _ in (later + lost).most_common():
        other = await session.get(Notice, key) if key < expected.LATER else None
        if other is not None and other.author_id is not None:
            who = other.author_name
            found.append(PushedBack(other.theme, other.text, who, later[key], lost[key]))
    return tuple(found)


async def today(
    session: AsyncSession, run: NoticeRun, notice: Notice, policy: Policy, *, at: datetime
) -> dict[int, Turn]:
    """Return which of the groups that wait for an occurrence hear it now, and why the others don't."""
    day = at.astimezone(policy.timezone).date()
    mine = Want(day, day, expected.urgency(notice, run.good_until, policy), notice.theme)
    groups = await notice_days.still_waiting(session, run.key)
    return await turns(session, groups, mine, Span(day, day, policy), but=notice.key)


async def coming(
    session: AsyncSession, notice: Notice, policy: Policy, at: datetime
) -> tuple[Coming, ...]:
    """Return when the groups of a notice hear its next occurrence, or the one they wait for."""
    wanted = await _wanted(session, notice, policy, at)
    if wanted is None:
        return ()
    found = await turns(session, wanted.groups, wanted.mine, wanted.span, but=notice.id)
    local = wanted.due.astimezone(policy.timezone)
    minute = local.hour * 60 + local.minute
    return _counted(found, lambda day: max(at, Rhythm(day, minute, policy.timezone).nth(0)))


@dataclass(frozen=True)
class _Wanted:
    """What a notice wants for its next occurrence: of which groups, and which of their days."""

    groups: Collection[int]
    due: datetime
    mine: Want
    span: Span


async def _wanted(
    session: AsyncSession, notice: Notice, policy: Policy, at: datetime
) -> _Wanted | None:
    """Return what is looked at for the plan of a notice; None where nothing of it is to come."""
    waits = (
        await notices.open_run(session, notice.key) if notice.state is NoticeState.OVER else None
    )
    if waits is not None:
        assert waits.next_at is not None
        chats = await notice_days.still_waiting(session, waits.key)
        due, good_until = (
            max(hour_of(waits, policy, waits.next_at), waits.next_at),
            waits.good_until,
        )
    elif notice.state in {NoticeState.DRAFT, NoticeState.ASKED, NoticeState.ACTIVE}:
        chats = await notice_groups.reached(session, await groups_of(session, notice))
        rhythm = rhythm_of(notice, policy.timezone, policy.night_until(at) or at)
        due = notice.next_at or rhythm.nth(0)
        good_until = rhythm.good_until(due)
    else:
        return None
    today = at.astimezone(policy.timezone).date()
    place = expected.urgency(notice, good_until, policy)
    mine = Span(today, today, policy).want(due, good_until, place, notice.theme)
    return _Wanted(chats, due, mine, Span(today, mine.last + AHEAD, policy))


async def expect(
    session: AsyncSession, notice: Notice, policy: Policy, at: datetime
) -> tuple[Coming, ...]:
    """Note how its groups hear a single notice, as its author reads it now, and return that."""
    plan = await coming(session, notice, policy, at)
    if notice.repeat is Repeat.ONCE:
        notice.expected_on, notice.expected_without = last_day(plan, policy), without(plan)
    return plan


def last_day(coming: Collection[Coming], policy: Policy) -> date | None:
    """Return the last day on which any of these groups hears it."""
    days = (one.at.astimezone(policy.timezone).date() for one in coming if one.at is not None)
    return max(days, default=None)


def without(coming: Collection[Coming]) -> int:
    """Return how many groups don't hear it on any day."""
    return sum(one.groups for one in coming if one.at is None)


def _counted(found: Mapping[int, Turn], moment: Callable[[date], datetime]) -> tuple[Coming, ...]:
    """Return how many groups hear something when, the first ones first."""
    counted = Counter(found.values())
    return tuple(
        Coming(count, moment(turn.day) if turn.day else None, turn.why, turn.free)
        for turn, count in sorted(
            counted.items(),
            key=lambda one: (one[0].day or date.max, one[0].why or "", one[0].free or date.max),
        )
    )


async def announcement(
    session: AsyncSession,
    groups: Collection[int],
    policy: Policy,
    *,
    goes_at: datetime,
    starts_at: datetime,
    at: datetime,
) -> dict[int, Turn]:
    """Return on which day each group can hear of a gathering, which is that day's notice there.

    No day where none is free until shortly before it begins.
    """
    wanted = goes_at.astimezone(policy.timezone).date()
    last = starts_at.astimezone(policy.timezone).date()
    if last > wanted and morning(last, policy) > starts_at - IN_TIME:
        last -= A_DAY
    span = Span(at.astimezone(policy.timezone).date(), last, policy)
    return await turns(session, groups, Want(wanted, last, GIVES_WAY), span, but=None)


def announced(days: Mapping[int, Turn], policy: Policy, *, goes_at: datetime) -> tuple[Coming, ...]:
    """Return how many groups hear of a gathering when."""
    wanted = goes_at.astimezone(policy.timezone).date()
    return _counted(days, lambda day: goes_at if day == wanted else morning(day, policy))


def morning(day: date, policy: Policy) -> datetime:
    """Return when a group hears on a day what had to wait for that day."""
    ends = policy.quiet.end if policy.quiet is not None else MORNING
    return datetime.combine(day, ends, policy.timezone)
