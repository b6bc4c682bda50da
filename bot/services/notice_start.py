"""A notice begins to go out: what must be so, and who else is to look at their plan then."""

from collections.abc import Collection
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.notices import A_DAY, PERIODS, Coming, NoticeState, Repeat
from bot.domain.policy import Policy
from bot.errors import Refusal
from bot.services import notice_authors
from bot.services import notice_board as board
from bot.services.notice_facts import following, groups_of
from bot.storage import notice_groups
from bot.storage.notices import Notice


def require_to_come(notice: Notice, policy: Policy, at: datetime) -> None:
    """Raise Refusal where its hour has passed, is at night, or comes after its end."""
    first = board.first(notice, policy, at)
    if notice.first_on is not None and first <= at:
        raise Refusal("refusal-remind-passed")
    board.require_awake(policy, first)
    if notice.until is not None and notice.until <= max(first, at):
        raise Refusal("refusal-remind-until")


async def require_somewhere(session: AsyncSession, notice: Notice) -> None:
    """Raise Refusal where its grids have no group."""
    if not await notice_groups.count(session, await groups_of(session, notice)):
        raise Refusal("refusal-remind-nowhere")


def require_heard(notice: Notice, coming: Collection[Coming]) -> None:
    """Raise Refusal where no group can hear a single notice, naming the first free day."""
    if notice.repeat is not Repeat.ONCE or any(one.at is not None for one in coming):
        return
    free = min((one.free for one in coming if one.free is not None), default=None)
    if free is None:
        raise Refusal("refusal-remind-never")
    raise Refusal("refusal-remind-never-until", month=free.month, day=free.day)


def may_begin(notice: Notice, coming: Collection[Coming], policy: Policy, at: datetime) -> bool:
    """Whether there is an hour at which groups would still hear it."""
    try:
        require_to_come(notice, policy, at)
        require_heard(notice, coming)
    except Refusal:
        return False
    return True


async def begin_with_next(
    session: AsyncSession, notice: Notice, policy: Policy, at: datetime
) -> None:
    """Count a series from its next occurrence: those before it are over, whatever becomes of it."""
    due = await following(session, notice, policy, at)
    if due is None or notice.first_on is None:
        return
    day = due.astimezone(policy.timezone).date()
    if notice.times is not None:
        notice.times -= (day - notice.first_on) // PERIODS.get(notice.repeat, A_DAY)
    notice.first_on = day


async def start(session: AsyncSession, notice: Notice, policy: Policy, *, at: datetime) -> None:
    """Let it go out at its time, what is confirmed at night in the morning."""
    notice.state = NoticeState.ACTIVE
    if notice.first_on is None:
        goes = policy.night_until(at) or at
        fix_day(notice, policy, goes)
        notice.next_at = goes
    else:
        notice.next_at = board.first(notice, policy, at)
    await notice_authors.doubt(session, notice, at=at)


def fix_day(notice: Notice, policy: Policy, at: datetime) -> None:
    """Let what goes out at once have that day and hour as its own."""
    local = at.astimezone(policy.timezone)
    notice.first_on, notice.minute = local.date(), local.hour * 60 + local.minute
