"""What becomes of a notice: confirmed, paused, skipped, deleted, taken back."""

from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.notices import TAKEN_BACK_WITHIN, Done, NoticeState
from bot.domain.policy import Policy
from bot.errors import Refusal, Stale
from bot.services import budgets, notice_authors, notice_runs, notice_seconds, notice_start
from bot.services import notice_board as board
from bot.services.notice_facts import following, rhythm_of
from bot.services.notice_runs import write_down
from bot.services.rights import Actor
from bot.storage import notice_messages, notices


async def confirm(
    session: AsyncSession, notice_id: int, actor: Actor, policy: Policy, *, at: datetime
) -> None:
    """Let it go out, at its time; what a whole town hears waits for a second person (promise 10)."""
    notice = await board.written_by(session, notice_id, actor, NoticeState.DRAFT)
    nodes = await notices.scope_of(session, notice.key)
    await board.require_nodes(session, actor, nodes)
    await notice_start.require_somewhere(session, notice)
    if notice.policy and not (notice.source and notice.until):
        raise Refusal("refusal-remind-source")
    notice_start.require_to_come(notice, policy, at)
    notice_start.require_heard(notice, await budgets.expect(session, notice, policy, at))
    await write_down(session, notice, Done.CONFIRMED, actor, at=at)
    if await board.wants_a_second(session, notice, nodes):
        await notice_seconds.ask(session, notice, policy, at=at)
    else:
        await notice_start.start(session, notice, policy, at=at)


async def pause(session: AsyncSession, notice_id: int, actor: Actor, *, at: datetime) -> None:
    """Let nothing more of it go out until somebody lets it go on."""
    notice = await board.theirs(session, notice_id, actor)
    if notice.state not in {NoticeState.ACTIVE, NoticeState.OVER}:
        raise Stale
    await notice_runs.rest(session, notice, actor, at=at)


async def resume(
    session: AsyncSession, notice_id: int, actor: Actor, policy: Policy, *, at: datetime
) -> None:
    """Let it go on with what is still to come; raises Refusal where nothing is.

    What nobody has agreed to that a whole town would hear is asked once more.
    """
    notice = await board.theirs(session, notice_id, actor)
    if notice.state is not NoticeState.PAUSED:
        raise Stale
    nodes = await notices.scope_of(session, notice.key)
    if notice.author_id is not None:
        author = Actor(notice.author_id, notice.author_name)
        await board.require_nodes(session, author, nodes)
    await notice_start.require_somewhere(session, notice)
    if await board.wants_a_second(session, notice, nodes):
        await notice_start.begin_with_next(session, notice, policy, at)
        notice_start.require_to_come(notice, policy, at)
        await write_down(session, notice, Done.RESUMED, actor, at=at)
        await notice_seconds.ask(session, notice, policy, at=at)
        notice_start.require_heard(notice, await budgets.expect(session, notice, policy, at))
        return
    waits = await notice_runs.go_on(session, notice, at=at)
    due = await following(session, notice, policy, at)
    if due is None and not waits:
        raise Refusal("refusal-remind-over")
    notice.state = NoticeState.OVER if due is None else NoticeState.ACTIVE
    notice.next_at = due
    await session.flush()
    await budgets.expect(session, notice, policy, at)
    await write_down(session, notice, Done.RESUMED, actor, at=at)
    await notice_authors.doubt(session, notice, at=at)


async def skip(
    session: AsyncSession, notice_id: int, actor: Actor, policy: Policy, *, at: datetime
) -> None:
    """Leave the next occurrence out; on record is the day that the card has named for it."""
    notice = await board.theirs(session, notice_id, actor)
    was = notice.next_at
    if was is None:
        raise Stale
    named = [one.at for one in await budgets.coming(session, notice, policy, at) if one.at]
    rhythm = rhythm_of(notice, policy.timezone, was)
    notice.skipped = was
    await session.flush()
    await notices.move_on(session, notice, was=was, new=rhythm.after(was))
    note = min(named, default=was).isoformat()
    await write_down(session, notice, Done.SKIPPED, actor, note=note, at=at)


async def delete(session: AsyncSession, notice_id: int, actor: Actor, *, at: datetime) -> None:
    """End it for good; what stands in groups may be taken back as long as Telegram deletes it."""
    notice = await board.theirs(session, notice_id, actor)
    if notice.state in {NoticeState.DRAFT, NoticeState.DELETED}:
        raise Stale
    await notice_runs.stop(session, notice, Done.DELETED, actor, at=at)
    notice.state = NoticeState.DELETED


async def take_back(session: AsyncSession, notice_id: int, actor: Actor, *, at: datetime) -> int:
    """Have every message deleted that Telegram still deletes; returns how many."""
    notice = await board.theirs(session, notice_id, actor)
    await notice_messages.drop(session, notice.key, "taken back")
    since = at - TAKEN_BACK_WITHIN
    gone = await notice_messages.take_back(session, notice.key, since=since, at=at)
    if gone:
        await write_down(session, notice, Done.TAKEN_BACK, actor, note=str(gone), at=at)
    return gone
