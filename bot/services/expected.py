"""What is confirmed, or on the calendar, and has no day yet: which groups wait for it, and when."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.grid import Audience, lineage
from bot.domain.notices import A_DAY, DANGERS, NoticeState
from bot.domain.policy import Policy
from bot.domain.themes import Theme
from bot.domain.turns import Urgency, Want, rank_of
from bot.services import calendar_days
from bot.services.notice_facts import day_over, rhythm_of, serving
from bot.storage import notice_days, notice_groups, notices
from bot.storage.chats import PUBLIC
from bot.storage.notices import Notice, NoticeRun

LATER = 2**31
"""The calendar's own of a day are put up that morning, after all that was written before."""
Wants = dict[int, list[Want]]
"""By group: what else wants a day of it."""


@dataclass(frozen=True)
class Span:
    """Which days are looked at: from today on, by the town's clock."""

    today: date
    last: date
    policy: Policy

    @property
    def ends(self) -> datetime:
        midnight = datetime.min.time()
        return datetime.combine(self.last + A_DAY, midnight, self.policy.timezone)

    def want(
        self, due: datetime, good_until: datetime, place: Urgency, theme: Theme | None
    ) -> Want:
        """Return from when to when an occurrence is tried, each day at its hour."""
        zone = self.policy.timezone
        hour, ends = due.astimezone(zone), good_until.astimezone(zone)
        last = ends.date() if hour.timetz() < ends.timetz() else ends.date() - A_DAY
        first = max(hour.date(), self.today)
        return Want(first, max(first, last), place, theme)


def urgency(notice: Notice, good_until: datetime, policy: Policy) -> Urgency:
    """Return the place of an occurrence among others that want the same day."""
    rank = rank_of(notice.theme, danger=notice.danger, written=notice.author_id is not None)
    return Urgency(rank, min(good_until, day_over(notice, policy)), notice.key)


@dataclass
class _Wide:
    """What is for whole nodes, and not for others, instead of for groups by name."""

    audience: Audience | None
    wants: list[Want]
    inside: set[str] = field(default_factory=set)
    outside: set[str] = field(default_factory=set)
    serving: set[str] = field(default_factory=set)
    """Nodes above, whose own group serves those inside."""

    def covers(self, around: Sequence[str], audience: Audience) -> bool:
        """Whether it is for such a group of a node; `around`: its path and those above it."""
        return (
            (audience in PUBLIC if self.audience is None else audience is self.audience)
            and (around[0] in self.serving or not self.inside.isdisjoint(around))
            and self.outside.isdisjoint(around)
        )


async def others(
    session: AsyncSession, groups: Collection[int], span: Span, *, but: int | None
) -> Wants:
    """Return what wants a day of these groups, beside one notice.

    Without one it is for an announcement, which gives way to everything that people have written,
    and to danger, not to the rest of the calendar.
    """
    tried = [
        (run, notice)
        for run, notice in await notices.open_until(session, span.ends)
        if _counts(notice, but)
    ]
    found: Wants = defaultdict(list)
    begun = {run.key: _waits(run, notice, span) for run, notice in tried if run.post_id}
    if begun:
        for chat, run_id in await notice_days.wait_for_a_day(session, groups, begun):
            found[chat].append(begun[run_id])
    begins = {notice.key: run for run, notice in tried if run.post_id is None}
    wide = await _written(session, span, begins, but)
    wide += await _on_the_calendar(session, span, dangers_only=but is None)
    if any(one.wants for one in wide):
        await _put_down(session, groups, [one for one in wide if one.wants], found)
    return found


def _counts(notice: Notice, but: int | None) -> bool:
    if but is None:
        return notice.author_id is not None or notice.danger
    return notice.id != but


def _waits(run: NoticeRun, notice: Notice, span: Span) -> Want:
    place = urgency(notice, run.good_until, span.policy)
    return span.want(run.next_at or run.fire_at, run.good_until, place, notice.theme)


async def _written(
    session: AsyncSession, span: Span, begins: Mapping[int, NoticeRun], but: int | None
) -> list[_Wide]:
    """Return what comes due in these days, and what came due and of which nobody has heard yet.

    What waits for a second person has its days as if they had agreed.
    """
    found: dict[int, _Wide] = {}
    told = await notices.coming(session, until=span.ends, last=span.last)
    told += await notices.scoped(session, begins) if begins else []
    for notice, path, excluded in told:
        if not _counts(notice, but):
            continue
        if notice.key not in found:
            wants = list(_occurrences(notice, span))
            wants += [_waits(begins[notice.key], notice, span)] if notice.key in begins else []
            found[notice.key] = _Wide(notice.audience, wants)
        one = found[notice.key]
        (one.outside if excluded else one.inside).add(path)
    for one in found.values():
        if one.audience is Audience.STAFF:
            one.serving = {node.path for node in await serving(session, one.inside)}
    return list(found.values())


def _occurrences(notice: Notice, span: Span) -> Iterator[Want]:
    due = notice.next_at
    if notice.state is NoticeState.ASKED:
        due = rhythm_of(notice, span.policy.timezone, notice.created_at).nth(0)
    while due is not None and due < span.ends:
        rhythm = rhythm_of(notice, span.policy.timezone, due)
        good_until = rhythm.good_until(due)
        place = urgency(notice, good_until, span.policy)
        yield span.want(due, good_until, place, notice.theme)
        due = rhythm.after(due)


async def _on_the_calendar(session: AsyncSession, span: Span, *, dangers_only: bool) -> list[_Wide]:
    """Return what the calendar will say on the days after today; today's is among the notices."""
    count = (span.last - span.today).days
    days = [span.today + timedelta(days=later) for later in range(1, count + 1)]
    found = []
    for part in await calendar_days.parts_of(session, days, span.policy) if days else ():
        danger = part.theme in DANGERS
        if dangers_only and not danger:
            continue
        rank = rank_of(part.theme, danger=danger, written=False)
        place = Urgency(rank, part.good_until, LATER)
        found.append(
            _Wide(
                part.audience,
                [span.want(part.goes_at, part.good_until, place, part.theme)],
                {node.path for node in part.nodes},
                {node.path for node in part.excluded},
            )
        )
    return found


async def _put_down(
    session: AsyncSession, groups: Collection[int], wide: list[_Wide], found: Wants
) -> None:
    """Add to each group what is for a node around it."""
    around: dict[str, list[_Wide]] = {}
    for one in wide:
        for path in one.inside | one.serving:
            around.setdefault(path, []).append(one)
    known: set[tuple[int, int]] = set()
    for chat, path, audience in await notice_groups.places(session, groups):
        its = lineage(path)
        for above in its:
            for one in around.get(above, ()):
                pair = chat, id(one)
                if pair not in known and one.covers(its, audience):
                    known.add(pair)
                    found[chat] += one.wants
