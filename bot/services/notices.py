"""What becomes of a notice: confirmed, agreed to, paused, skipped, deleted, taken back."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.grid import Role
from bot.domain.notices import (
    TAKEN_BACK_WITHIN,
    Done,
    NoticeAsked,
    NoticeState,
    Repeat,
    Rhythm,
)
from bot.domain.policy import Policy
from bot.errors import NotAllowed, Refusal, Stale
from bot.services import budgets, countersigning, desk, notice_runs, noticing, saying, scopes
from bot.services import notice_board as board
from bot.services.notice_facts import groups_of, post_of, rhythm_of
from bot.services.notice_runs import write_down
from bot.services.rights import Actor, as_staff
from bot.storage import notice_groups, notices
from bot.storage.grid import Grid
from bot.storage.notices import Notice
from bot.storage.outbox import Lane

AN_HOUR = timedelta(hours=1)
"""So long before its hour a second person is asked again."""
ONLY_DUTY = frozenset({Role.DUTY})


async def confirm(
    session: AsyncSession, notice_id: int, actor: Actor, policy: Policy, *, at: datetime
) -> None:
    """Let it go out, at its time; what a whole town hears waits for a second person (promise 10)."""
    notice = await board.written_by(session, notice_id, actor, NoticeState.DRAFT)
    nodes = await notices.scope_of(session, notice.key)
    await board.require_nodes(session, actor, nodes)
    groups = await notice_groups.count(session, await groups_of(session, notice))
    if not groups:
        raise Refusal("refusal-remind-nowhere")
    if notice.policy and not (notice.source and notice.until):
        raise Refusal("refusal-remind-source")
    _require_to_come(notice, policy, at)
    if notice.repeat is Repeat.ONCE:
        coming = await budgets.coming(session, notice, policy, at)
        if all(one.at is None for one in coming):
            raise Refusal("refusal-remind-never")
        notice.expected_on = budgets.last_day(coming, policy)
    await write_down(session, notice, Done.CONFIRMED, actor, at=at)
    if not await scopes.cover_a_town(session, nodes):
        _activate(notice, policy, at)
        return
    notice.state = NoticeState.ASKED
    await _ask(session, notice, nodes, _asked(notice, nodes, groups, policy, at), policy, at=at)


async def _ask(
    session: AsyncSession,
    notice: Notice,
    nodes: Sequence[Grid],
    asked: NoticeAsked,
    policy: Policy,
    *,
    at: datetime,
) -> None:
    """Put the question before the desk; it takes the place of the one that was asked before."""
    for message in await notice_groups.asked(session, _slot(notice)):
        await saying.remove(session, message, at=at, lane=Lane.CARDS)
    silent = policy.night_until(at) is not None
    for place in await desk.duty_places(session, [node.path for node in nodes], policy):
        slot = _slot(notice)
        await saying.send(session, asked, place, at=at, lane=Lane.CARDS, slot=slot, silent=silent)


async def due_soon(session: AsyncSession, policy: Policy, at: datetime) -> Sequence[int]:
    """Return what goes out within an hour if a second person agrees, who was asked before that."""
    day = (at + AN_HOUR).astimezone(policy.timezone).date()
    asked = await notices.asked_before(session, day)
    return [one.key for one in asked if await _waits(session, one, policy, at)]


async def _waits(session: AsyncSession, notice: Notice, policy: Policy, at: datetime) -> bool:
    hour = board.first(notice, policy, at)
    if not hour - AN_HOUR <= at < hour:
        return False
    nodes = await notices.scope_of(session, notice.key)
    places = await desk.duty_places(session, [node.path for node in nodes], policy)
    since = await notice_groups.asked_at(
        session, _slot(notice), [place.chat_id for place in places]
    )
    return since is not None and since < hour - AN_HOUR


async def ask_again(session: AsyncSession, key: int, policy: Policy, *, at: datetime) -> None:
    """For the clock: nobody has answered yet, and it is time."""
    notice = await session.get(Notice, key, with_for_update=True)
    if notice is None or notice.state is not NoticeState.ASKED:
        return
    if await _waits(session, notice, policy, at):
        nodes = await notices.scope_of(session, notice.key)
        groups = await notice_groups.count(session, await groups_of(session, notice))
        asked = replace(_asked(notice, nodes, groups, policy, at), soon=True)
        await _ask(session, notice, nodes, asked, policy, at=at)


def _require_to_come(notice: Notice, policy: Policy, at: datetime) -> None:
    first = board.first(notice, policy, at)
    if notice.first_on is not None and first <= at:
        raise Refusal("refusal-remind-passed")
    board.require_awake(policy, first)
    if notice.until is not None and notice.until <= max(first, at):
        raise Refusal("refusal-remind-until")


def _activate(notice: Notice, policy: Policy, at: datetime) -> None:
    if notice.repeat is Repeat.ONCE and notice.until is None:
        notice.until = board.ends(notice, policy, at)
    notice.state = NoticeState.ACTIVE
    if notice.first_on is None:
        goes = policy.night_until(at) or at
        noticing.fix_day(notice, policy, goes)
        notice.next_at = goes
    else:
        notice.next_at = board.first(notice, policy, at)


def _slot(notice: Notice) -> str:
    return f"asked:{notice.key}"


def _asked(
    notice: Notice,
    nodes: Sequence[Grid],
    groups: int,
    policy: Policy,
    at: datetime,
) -> NoticeAsked:
    return NoticeAsked(
        notice_id=notice.key,
        who=notice.author_name,
        grid=nodes[0].name,
        groups=groups,
        post=post_of(notice),
        goes_at=board.first(notice, policy, at)
        if notice.first_on or policy.night_until(at)
        else None,
    )


async def decide(
    session: AsyncSession,
    notice_id: int,
    actor: Actor,
    policy: Policy,
    *,
    agrees: bool,
    at: datetime,
) -> NoticeAsked:
    """Answer as the second person: another one on duty over every node. Raises Stale once decided."""
    notice = await session.get(Notice, notice_id, with_for_update=True)
    if notice is None or notice.state is not NoticeState.ASKED:
        raise Stale
    nodes = await notices.scope_of(session, notice.key)
    for node in nodes:
        if await as_staff(session, actor, node.path, ONLY_DUTY) is None:
            raise NotAllowed("refusal-remind-second")
    if agrees and actor.id == notice.author_id:
        raise NotAllowed("refusal-remind-second")
    groups = await notice_groups.count(session, await groups_of(session, notice))
    asked = _asked(notice, nodes, groups, policy, at)
    if agrees:
        _require_to_come(notice, policy, at)
        _activate(notice, policy, at)
    else:
        notice.state = NoticeState.PAUSED
    await write_down(session, notice, Done.AGREED if agrees else Done.REFUSED, actor, at=at)
    decided = replace(asked, verdict=agrees, by=actor.name, decided_at=at)
    await countersigning.tell_decided(
        session, _slot(notice), decided, notice.author_id, policy, by=actor.id, at=at
    )
    return decided


async def due(session: AsyncSession, policy: Policy, at: datetime) -> Sequence[int]:
    """Return what nobody has agreed to by its hour."""
    asked = await notices.asked_before(session, at.astimezone(policy.timezone).date())
    return [one.key for one in asked if board.first(one, policy, at) <= at]


async def lapse(session: AsyncSession, key: int, policy: Policy, *, at: datetime) -> None:
    """For the clock: nobody has agreed in time, so it rests; its writer and the desk read that."""
    notice = await session.get(Notice, key, with_for_update=True)
    if notice is None or notice.state is not NoticeState.ASKED:
        return
    notice.state = NoticeState.PAUSED
    nodes = await notices.scope_of(session, notice.key)
    groups = await notice_groups.count(session, await groups_of(session, notice))
    asked = replace(_asked(notice, nodes, groups, policy, at), decided_at=at)
    await countersigning.tell_decided(
        session, _slot(notice), asked, notice.author_id, policy, by=None, at=at
    )
    await notice_runs.stir(session, notice.key, at=at)


async def pause(session: AsyncSession, notice_id: int, actor: Actor, *, at: datetime) -> None:
    """Let nothing more of it go out until somebody lets it go on."""
    notice = await board.theirs(session, notice_id, actor)
    if notice.state not in {NoticeState.ACTIVE, NoticeState.OVER}:
        raise Stale
    await notice_runs.stop(session, notice, Done.PAUSED, actor, at=at)


async def resume(
    session: AsyncSession, notice_id: int, actor: Actor, policy: Policy, *, at: datetime
) -> None:
    """Let it go on with what is still to come; raises Refusal where nothing is."""
    notice = await board.theirs(session, notice_id, actor)
    if notice.state is not NoticeState.PAUSED:
        raise Stale
    following = rhythm_of(notice, policy.timezone, at).after(at) if notice.first_on else None
    if following is None:
        raise Refusal("refusal-remind-over")
    nodes = await notices.scope_of(session, notice.key)
    if notice.author_id is not None:
        author = Actor(notice.author_id, notice.author_name)
        await board.require_nodes(session, author, nodes)
        if await scopes.cover_a_town(session, nodes) and not await _was_agreed(session, notice):
            raise NotAllowed("refusal-remind-second")
    notice.state, notice.next_at = NoticeState.ACTIVE, following
    await budgets.expect(session, notice, policy, at)
    await write_down(session, notice, Done.RESUMED, actor, at=at)


async def _was_agreed(session: AsyncSession, notice: Notice) -> bool:
    return any(step.done is Done.AGREED for step in await notices.steps(session, notice.key))


async def skip(
    session: AsyncSession, notice_id: int, actor: Actor, policy: Policy, *, at: datetime
) -> None:
    """Leave the next occurrence out."""
    notice = await board.theirs(session, notice_id, actor)
    was = notice.next_at
    if was is None:
        raise Stale
    rhythm: Rhythm = rhythm_of(notice, policy.timezone, was)
    await notices.move_on(session, notice, was=was, new=rhythm.after(was))
    note = f"{was.astimezone(policy.timezone):%m-%d %H:%M}"
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
    await notice_groups.drop(session, notice.key, "taken back")
    since = at - TAKEN_BACK_WITHIN
    gone = await notice_groups.take_back(session, notice.key, since=since, at=at)
    if gone:
        await write_down(session, notice, Done.TAKEN_BACK, actor, note=str(gone), at=at)
    return gone
