"""Notices that come due: each occurrence once, to every group that may hear it that day."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import structlog
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.notices import (
    A_DAY,
    TAKEN_BACK_WITHIN,
    Done,
    NoticeState,
    Why,
)
from bot.domain.policy import Policy
from bot.services import budgets, notice_authors, saying
from bot.services.notice_facts import groups_of, hour_of, post_of, rhythm_of
from bot.services.rights import HANDLERS, Actor, as_staff
from bot.storage import live, notice_days, notice_messages, notices, schedules
from bot.storage.notices import TO_BE_SENT, Notice, NoticeLog, NoticeRun
from bot.storage.outbox import Post

log = structlog.get_logger(__name__)

TURN = "notices"
"""Whoever has this row gives groups their day; nobody else does meanwhile."""
RUNNING = (NoticeState.ACTIVE, NoticeState.ASKED, NoticeState.OVER)
"""Of one that is over some groups may still wait for their day."""
MOST_ARE_SENT = timedelta(seconds=3)
"""So long after an occurrence was queued its card is drawn anew."""
AT_ONCE = 400
"""So many occurrences of one notice are caught up with at a time."""


async def due(session: AsyncSession, _policy: Policy, at: datetime) -> Sequence[int]:
    """Return the notices that come due."""
    return await notices.due(session, at)


async def fire(session: AsyncSession, key: int, policy: Policy, *, at: datetime) -> None:
    """For the clock: take every occurrence that is due, once; the last of them can still be sent.

    The others are listed as missed: the bot was away until something newer had come.
    """
    notice = await session.get(Notice, key, with_for_update=True)
    for _ in range(AT_ONCE):
        if notice is None or notice.next_at is None or notice.next_at > at:
            return
        if not await _may_go_on(session, notice):
            await stop(session, notice, Done.STOPPED, None, at=at)
            return
        await _take(session, notice, policy, at=at)


async def _take(session: AsyncSession, notice: Notice, policy: Policy, *, at: datetime) -> None:
    was = notice.next_at
    assert was is not None
    rhythm = rhythm_of(notice, policy.timezone, was)
    good_until = rhythm.good_until(was)
    if not await notices.move_on(session, notice, was=was, new=rhythm.after(was)):
        return
    if await notices.run_at(session, notice.key, was) is not None:
        return  # the clock was put back, and it came before
    missed = good_until <= at
    run = NoticeRun(notice_id=notice.key, fire_at=was, good_until=good_until, missed=missed)
    run.next_at = None if missed else was
    session.add(run)
    await session.flush()
    if missed:
        await notice_authors.tell_over(session, run, notice, policy, at=at)
    await stir(session, notice.key, at=at + MOST_ARE_SENT)


async def _may_go_on(session: AsyncSession, notice: Notice) -> bool:
    """Whether its author still works for every node that it goes to."""
    if notice.author_id is None:
        return True
    author = Actor(notice.author_id, notice.author_name)
    for node in await notices.scope_of(session, notice.key):
        if await as_staff(session, author, node.path, HANDLERS) is None:
            return False
    return True


async def stop(
    session: AsyncSession, notice: Notice, done: Done, actor: Actor | None, *, at: datetime
) -> None:
    """Let nothing more of a notice go out; what groups still wait for is given up."""
    notice.state, notice.next_at = NoticeState.PAUSED, None
    await session.flush()
    await notices.close_runs(session, notice.key)
    await notice_messages.drop(session, notice.key, "stopped")
    await write_down(session, notice, done, actor, at=at)


async def rest(session: AsyncSession, notice: Notice, actor: Actor, *, at: datetime) -> None:
    """Let a notice rest: groups that have not heard it yet wait until it goes on."""
    notice.state, notice.next_at = NoticeState.PAUSED, None
    await session.flush()
    for run in await notices.open_runs_of(session, notice.key):
        await notice_messages.hold(session, run.key)
    await write_down(session, notice, Done.PAUSED, actor, at=at)


async def go_on(session: AsyncSession, notice: Notice, *, at: datetime) -> bool:
    """Let the groups that waited when it was paused wait on; returns whether there are any.

    What has ended meanwhile is said to nobody any more.
    """
    waits = False
    for run in await notices.open_runs_of(session, notice.key):
        left = run.post_id is None or await notice_days.waiting(session, run.key) > 0
        if run.good_until <= at:
            run.next_at = None
            await notice_days.end(session, run.key, Why.PAUSED)
        elif left:
            run.next_at, waits = at, True
    return waits


async def end_for(
    session: AsyncSession, user_id: int, by: Actor, *, since: datetime, at: datetime
) -> list[Notice]:
    """Stop what an account has written, and take back what it sent since then (promise 10).

    Returns what was still to go out.
    """
    stopped = []
    for notice in await notices.of_author(session, user_id):
        if notice.state in RUNNING:
            if await comes(session, notice):
                stopped.append(notice)
            await stop(session, notice, Done.STOPPED, by, at=at)
        earliest = max(since, at - TAKEN_BACK_WITHIN)
        gone = await notice_messages.take_back(session, notice.key, since=earliest, at=at)
        if gone:
            await write_down(session, notice, Done.TAKEN_BACK, by, note=str(gone), at=at)
    return stopped


async def comes(session: AsyncSession, notice: Notice) -> bool:
    """Whether something of it is still to go out."""
    if notice.state is not NoticeState.OVER:
        return True
    run = await notices.open_run(session, notice.key)
    waits = run is not None and await notice_days.waiting(session, run.key) > 0
    return waits or await notice_messages.is_under_way(session, notice.key)


async def write_down(
    session: AsyncSession,
    notice: Notice,
    done: Done,
    actor: Actor | None,
    *,
    note: str = "",
    at: datetime,
) -> None:
    """Put on record who did what; cards that show the notice follow."""
    session.add(
        NoticeLog(
            notice_id=notice.key,
            at=at,
            done=done,
            actor_id=actor.id if actor else None,
            actor=actor.name if actor else "",
            note=note,
        )
    )
    await stir(session, notice.key, at=at)


async def stir(session: AsyncSession, notice_id: int, *, at: datetime) -> None:
    """Have the cards that show a notice drawn anew."""
    await session.flush()
    await live.stir(session, notices.cards_of(notice_id), at=at)


async def due_runs(session: AsyncSession, _policy: Policy, at: datetime) -> Sequence[int]:
    """Return the occurrences to be sent now: the most urgent one first."""
    return await notices.open_runs(session, at)


async def spread(session: AsyncSession, key: int, policy: Policy, *, at: datetime) -> None:
    """For the clock: queue an occurrence for all groups that may hear it today.

    Those that have heard enough wait for the next day, as long as it is worth sending; so do those
    that it did not reach before the quiet hours began.
    """
    await have_the_turn(session, at)
    run = await session.get(NoticeRun, key)
    if run is None:
        return
    notice = await session.get_one(Notice, run.notice_id, with_for_update=True)
    await session.refresh(run)  # who pauses it has the notice, too
    if notice.state not in TO_BE_SENT or run.next_at is None or run.next_at > at:
        return
    await _spread(session, run, notice, policy, at=at)
    await stir(session, notice.key, at=at + MOST_ARE_SENT)


async def _spread(
    session: AsyncSession, run: NoticeRun, notice: Notice, policy: Policy, *, at: datetime
) -> None:
    night = policy.night_until(at)
    if (night or at) >= run.good_until:
        run.next_at, run.missed = None, run.post_id is None
        await notice_authors.tell_over(session, run, notice, policy, at=at)
        return
    if night is not None:
        run.next_at = night
        return
    held_up = run.post_id is not None and await notice_messages.give_back(session, run.key, at=at)
    waits = await notice_days.waiting(session, run.key) > 0
    if run.post_id is not None and not held_up and (not waits or at < hour_of(run, policy, at)):
        run.next_at = _if_good(run, hour_of(run, policy, at) if waits else None)
        if run.next_at is None:
            await notice_authors.tell_over(session, run, notice, policy, at=at)
        return
    await _send(session, run, notice, policy, at=at)
    waits = await notice_days.waiting(session, run.key) > 0
    again = _morning(policy, at) or (hour_of(run, policy, at + A_DAY) if waits else None)
    run.next_at = _if_good(run, again)
    if run.next_at is None:
        await notice_authors.tell_over(session, run, notice, policy, at=at)
    elif waits:
        await notice_authors.tell_later(session, notice, policy, at=at)


def _if_good(run: NoticeRun, again: datetime | None) -> datetime | None:
    return again if again is not None and again < run.good_until else None


def _morning(policy: Policy, at: datetime) -> datetime | None:
    """Return when to see what the night has held up; None where there are no quiet hours."""
    night = policy.next_night(at)
    return policy.night_until(night) if night is not None else None


async def have_the_turn(session: AsyncSession, at: datetime) -> None:
    """Wait until nobody else gives groups their day; a group would be given two."""
    if await schedules.turn(session, TURN) is None and not await schedules.begin(
        session, TURN, next_at=at
    ):
        await schedules.turn(session, TURN)  # another process was first, and has ended its turn


async def _send(
    session: AsyncSession, run: NoticeRun, notice: Notice, policy: Policy, *, at: datetime
) -> None:
    today = at.astimezone(policy.timezone).date()
    groups = await groups_of(session, notice)
    words = await session.get(Post, run.post_id) if run.post_id else None
    if words is None:
        words = await saying.post(session, post_of(notice), case_id=None, at=at)
        run.post_id = words.id
        await session.flush()
        await notice_days.begin(session, run, notice.theme, groups)
    turns = await budgets.today(session, run, notice, policy, at=at)
    hear = [chat for chat, turn in turns.items() if turn.day is not None]
    why = {chat: turn.why for chat, turn in turns.items() if turn.why is not None}
    await notice_days.settle(session, run.key, hear, why, day=today)
    night = policy.next_night(at)
    await notice_messages.tell(
        session,
        run,
        words,
        groups,
        today=today,
        locale=policy.locale,
        with_photo=bool(notice.photo or notice.file_message),
        valid_until=min(night, run.good_until) if night else run.good_until,
        at=at,
    )
