"""What follows from what was written: when a notice comes, which groups it is for, how they read it."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Subquery
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.grid import Audience
from bot.domain.notices import NoticePost, Rhythm
from bot.domain.policy import Policy
from bot.storage import chats, notice_groups, notices
from bot.storage.notices import Notice, NoticeRun


def rhythm_of(notice: Notice, zone: ZoneInfo, at: datetime) -> Rhythm:
    """Return when a notice comes; one without a day comes from this moment on."""
    local = at.astimezone(zone)
    first = notice.first_on or local.date()
    minute = notice.minute if notice.first_on else local.hour * 60 + local.minute
    return Rhythm(first, minute, zone, notice.repeat, notice.times, notice.until)


async def groups_of(session: AsyncSession, notice: Notice) -> Subquery:
    """Return the groups that a notice is for; staff may have theirs only at a node above."""
    nodes = await notices.scope_of(session, notice.key)
    excluded = await notices.scope_of(session, notice.key, excluded=True)
    paths = [node.path for node in nodes]
    above = [
        found[1].key
        for path in paths
        if notice.audience is Audience.STAFF
        and (found := await chats.nearest_staff(session, path)) is not None
    ]
    without = [node.path for node in excluded]
    return notice_groups.meant(paths, without, notice.audience, nodes=above)


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


def hour_of(run: NoticeRun, policy: Policy, at: datetime) -> datetime:
    """Return the hour at which an occurrence is tried on a day."""
    meant, day = run.fire_at.astimezone(policy.timezone), at.astimezone(policy.timezone).date()
    return Rhythm(day, meant.hour * 60 + meant.minute, policy.timezone).nth(0)
