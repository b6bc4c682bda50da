"""What follows from what was written: when a notice comes, which groups it is for, how they read it."""

from collections.abc import Collection
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Subquery
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.ahead.named import Named, named_day
from bot.domain.grid import Audience
from bot.domain.notices import Coming, NoticePost, Repeat, Rhythm, TooLate
from bot.domain.policy import Policy
from bot.storage import chats, notice_groups, notices
from bot.storage.grid import Grid
from bot.storage.notices import Notice, NoticeRun


def rhythm_of(notice: Notice, zone: ZoneInfo, at: datetime) -> Rhythm:
    """Return when a notice comes; one without a day comes from this moment on."""
    local = at.astimezone(zone)
    first = notice.first_on or local.date()
    minute = notice.minute if notice.first_on else local.hour * 60 + local.minute
    return Rhythm(first, minute, zone, notice.repeat, notice.times, notice.until)


async def following(
    session: AsyncSession, notice: Notice, policy: Policy, at: datetime
) -> datetime | None:
    """Return when one that rests would come next; a single one whose hour passed comes late."""
    if notice.first_on is None:
        return None
    rhythm = rhythm_of(notice, policy.timezone, at)
    coming = rhythm.after(max(at, notice.skipped) if notice.skipped else at)
    if coming is None and notice.repeat is Repeat.ONCE:
        due = rhythm.nth(0)
        late = rhythm.good_until(due) > at
        return due if late and not await notices.runs_of(session, notice.key) else None
    return coming


async def groups_of(session: AsyncSession, notice: Notice) -> Subquery:
    """Return the groups that a notice is for; staff may have theirs only at a node above."""
    paths = [node.path for node in await notices.scope_of(session, notice.key)]
    excluded = await notices.scope_of(session, notice.key, excluded=True)
    above = await serving(session, paths) if notice.audience is Audience.STAFF else []
    without = [node.path for node in excluded]
    nodes = [node.key for node in above]
    return notice_groups.meant(paths, without, notice.audience, nodes=nodes)


async def serving(session: AsyncSession, paths: Collection[str]) -> list[Grid]:
    """Return the nodes whose staff group is the nearest one to these."""
    found = [await chats.nearest_staff(session, path) for path in paths]
    return [nearest[1] for nearest in found if nearest is not None]


def post_of(notice: Notice) -> NoticePost:
    """Return a notice as groups read it."""
    has_file = notice.file_chat is not None and notice.file_message is not None
    return NoticePost(
        theme=notice.theme,
        text=notice.text,
        by=notice.by,
        source=notice.source,
        until=notice.until if notice.policy else None,
        photo=notice.photo,
        file=(notice.file_chat or 0, notice.file_message or 0) if has_file else None,
    )


def too_late(notice: Notice, coming: Collection[Coming], policy: Policy) -> TooLate | None:
    """Return which day a notice names that some of its groups hear it too late for.

    In a series 明天 is the day after each occurrence; a date in it is not looked at.
    """
    named = _named(notice, policy)
    if named is None:
        return None
    written = notice.written_at.astimezone(policy.timezone).date()
    limit = named.day if named.ahead is None else written
    days = {one: one.at.astimezone(policy.timezone).date() for one in coming if one.at}
    if notice.repeat is Repeat.ONCE:
        late = [one for one, day in days.items() if day > limit]
    else:
        late = [one for one in days if one.why is not None and named.ahead is not None]
    if not late:
        return None
    first = min(map(days.__getitem__, late))
    meant = None if named.ahead is None else first + timedelta(days=named.ahead)
    return TooLate(named.word, sum(one.groups for one in late), first, meant)


def day_over(notice: Notice, policy: Policy) -> datetime:
    """Return when the day is over that a single notice names; where it names none, never."""
    named = _named(notice, policy) if notice.repeat is Repeat.ONCE else None
    if named is None:
        return datetime.max.replace(tzinfo=UTC)
    return datetime.combine(named.day, time.max, policy.timezone)


def _named(notice: Notice, policy: Policy) -> Named | None:
    if not notice.text:
        return None
    written = notice.written_at.astimezone(policy.timezone).date()
    return named_day(notice.text, written, policy.timezone)


def hour_of(run: NoticeRun, policy: Policy, at: datetime) -> datetime:
    """Return the hour at which an occurrence is tried on a day."""
    meant, day = run.fire_at.astimezone(policy.timezone), at.astimezone(policy.timezone).date()
    return Rhythm(day, meant.hour * 60 + meant.minute, policy.timezone).nth(0)
