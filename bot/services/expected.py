"""What is confirmed and has no day yet: on which days groups will hear it, as far as can be told."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.grid import Audience, lineage
from bot.domain.notices import A_DAY, free_day
from bot.domain.policy import Policy
from bot.services.notice_facts import rhythm_of
from bot.storage import notice_groups, notices
from bot.storage.chats import PUBLIC
from bot.storage.notices import Notice

Rank = tuple[date, bool, datetime, int]
"""By what notices that want a day are put in order: its day, danger, what ends first."""


@dataclass
class _Wide:
    """A notice with the nodes that it is for, and those that it is not for."""

    notice: Notice
    inside: set[str] = field(default_factory=set)
    outside: set[str] = field(default_factory=set)

    def covers(self, path: str, audience: Audience) -> bool:
        around = lineage(path)
        meant = self.notice.audience
        return (
            (audience in PUBLIC if meant is None else audience is meant)
            and not self.inside.isdisjoint(around)
            and self.outside.isdisjoint(around)
        )


def rank(notice: Notice, due: datetime, good_until: datetime, policy: Policy) -> Rank:
    """Return the place of an occurrence among others."""
    day = due.astimezone(policy.timezone).date()
    return day, not notice.danger, good_until, notice.id or 0


async def take(
    session: AsyncSession,
    taken: dict[int, set[date]],
    groups: Collection[int],
    policy: Policy,
    *,
    last: date,
    mine: Rank | None = None,
) -> None:
    """Add to the days of groups those on which they will hear what is confirmed, up to a day.

    `mine` is the place of what asks: only what goes before it counts. An announcement has none: it
    gives way to everything that people have written, and to danger, not to the rest of the calendar.
    """
    wants: dict[int, list[tuple[Rank, date]]] = {}
    for chat, notice, due, good_until in await _wanted(session, groups, policy, last=last):
        its = rank(notice, due, good_until, policy)
        if mine is None:
            counts = notice.author_id is not None or notice.danger
        else:
            counts = its < mine and notice.id != mine[-1]
        if counts:
            wants.setdefault(chat, []).append((its, _last_day(due, good_until, policy)))
    for chat, ranked in wants.items():
        days = taken.setdefault(chat, set())
        for its, ends in sorted(ranked):
            day = free_day(days, its[0], ends)
            if day is not None:
                days.add(day)


def _last_day(due: datetime, good_until: datetime, policy: Policy) -> date:
    """Return the last day on which an occurrence is tried, at its hour."""
    hour = due.astimezone(policy.timezone).timetz()
    ends = good_until.astimezone(policy.timezone)
    return ends.date() if hour < ends.timetz() else ends.date() - A_DAY


Wanted = tuple[int, Notice, datetime, datetime]
"""A group, the notice that is for it, when it is due and until when it is worth sending."""


async def _wanted(
    session: AsyncSession, groups: Collection[int], policy: Policy, *, last: date
) -> list[Wanted]:
    ends = datetime.combine(last + A_DAY, datetime.min.time(), policy.timezone)
    found = [
        (chat, notice, run.next_at, run.good_until)
        for chat, run, notice in await notice_groups.wait_for_a_day(session, groups, until=ends)
        if run.next_at is not None
    ]
    wide: dict[int, _Wide] = {}
    for notice, path, excluded in await notices.coming(session, until=ends):
        one = wide.setdefault(notice.key, _Wide(notice))
        (one.outside if excluded else one.inside).add(path)
    if not wide:
        return found
    inside: dict[str, list[_Wide]] = {}
    for one in wide.values():
        for path in one.inside:
            inside.setdefault(path, []).append(one)
    told = {key: list(_occurrences(one.notice, ends, policy)) for key, one in wide.items()}
    known: set[tuple[int, int]] = set()
    for chat, path, audience in await notice_groups.places(session, groups):
        for above in lineage(path):
            for one in inside.get(above, ()):
                pair = (chat, one.notice.key)
                if pair not in known and one.covers(path, audience):
                    known.add(pair)
                    found += [(chat, one.notice, *times) for times in told[one.notice.key]]
    return found


def _occurrences(
    notice: Notice, ends: datetime, policy: Policy
) -> Iterator[tuple[datetime, datetime]]:
    due = notice.next_at
    while due is not None and due < ends:
        rhythm = rhythm_of(notice, policy.timezone, due)
        yield due, rhythm.good_until(due)
        due = rhythm.after(due)
