"""What a whole town hears waits for a second person on duty (promise 10): asked, answered, lapsed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.grid import Role
from bot.domain.notices import Done, NoticeAsked, NoticeState
from bot.domain.policy import Policy
from bot.errors import NotAllowed, Stale
from bot.services import budgets, countersigning, desk, notice_authors, notice_start, saying
from bot.services import notice_board as board
from bot.services.notice_facts import groups_of, post_of
from bot.services.notice_runs import write_down
from bot.services.rights import Actor, as_staff, by_register
from bot.storage import notice_groups, notice_messages, notices
from bot.storage.notices import Notice
from bot.storage.outbox import Lane

AN_HOUR = timedelta(hours=1)
"""So long before its hour a second person is asked again."""
ONLY_DUTY = frozenset({Role.DUTY})


async def ask(session: AsyncSession, notice: Notice, policy: Policy, *, at: datetime) -> None:
    """Let it wait for a second person, and put the question before the desk."""
    notice.state = NoticeState.ASKED
    await notice_authors.doubt(session, notice, at=at)
    asked = await _asked(session, notice, policy, at)
    await _put(session, notice, asked, policy, at=at)


async def _put(
    session: AsyncSession, notice: Notice, asked: NoticeAsked, policy: Policy, *, at: datetime
) -> None:
    """Put the question before the desk; it takes the place of the one that was asked before."""
    for message in await notice_messages.asked(session, _slot(notice)):
        await saying.remove(session, message, at=at, lane=Lane.CARDS)
    silent = policy.night_until(at) is not None
    nodes = await notices.scope_of(session, notice.key)
    for place in await desk.duty_places(session, [node.path for node in nodes], policy):
        if place.chat_id == notice.author_id:
            continue  # they can't agree to it themselves
        slot = _slot(notice)
        await saying.send(session, asked, place, at=at, lane=Lane.CARDS, slot=slot, silent=silent)


async def _asked(
    session: AsyncSession, notice: Notice, policy: Policy, at: datetime
) -> NoticeAsked:
    await session.flush()
    nodes = await notices.scope_of(session, notice.key)
    return NoticeAsked(
        notice_id=notice.key,
        who=notice.author_name,
        grid=nodes[0].name,
        groups=await notice_groups.count(session, await groups_of(session, notice)),
        post=post_of(notice),
        coming=await budgets.coming(session, notice, policy, at),
        repeat=notice.repeat,
        times=notice.times,
        next_at=board.first(notice, policy, at),
        until=notice.until,
        now=notice.first_on is None and policy.night_until(at) is None,
        seconds=await countersigning.seconds(session, nodes, notice.author_id),
    )


def _slot(notice: Notice) -> str:
    return f"asked:{notice.key}"


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
    chats = [place.chat_id for place in places]
    since = await notice_messages.asked_at(session, _slot(notice), chats)
    return since is not None and since < hour - AN_HOUR


async def ask_again(session: AsyncSession, key: int, policy: Policy, *, at: datetime) -> None:
    """For the clock: nobody has answered yet, and it is time."""
    notice = await session.get(Notice, key, with_for_update=True)
    if notice is None or notice.state is not NoticeState.ASKED:
        return
    if await _waits(session, notice, policy, at):
        asked = replace(await _asked(session, notice, policy, at), soon=True)
        await _put(session, notice, asked, policy, at=at)


async def decide(
    session: AsyncSession,
    notice_id: int,
    actor: Actor,
    policy: Policy,
    *,
    agrees: bool,
    at: datetime,
) -> NoticeAsked:
    """Answer as the second person: another one on duty over every node. Raises Stale once decided.

    What has no day any more when they agree rests, as if nobody had.
    """
    notice = await session.get(Notice, notice_id, with_for_update=True)
    if notice is None or notice.state is not NoticeState.ASKED:
        raise Stale
    for node in await notices.scope_of(session, notice.key):
        if await as_staff(session, actor, node.path, ONLY_DUTY) is None:
            raise NotAllowed("refusal-remind-second")
    if agrees and actor.id == notice.author_id:
        raise NotAllowed("refusal-remind-second")
    actor = await by_register(session, actor)
    asked = await _asked(session, notice, policy, at)
    if agrees and not notice_start.may_begin(notice, asked.coming, policy, at):
        return await _let_lapse(session, notice, replace(asked, too_late=True), policy, at=at)
    if agrees:
        await notice_start.start(session, notice, policy, at=at)
    else:
        notice.state = NoticeState.PAUSED
    await write_down(session, notice, Done.AGREED if agrees else Done.REFUSED, actor, at=at)
    decided = replace(asked, verdict=agrees, by=actor.name, decided_at=at)
    await _tell(session, notice, decided, policy, by=actor.id, at=at)
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
    await _let_lapse(session, notice, await _asked(session, notice, policy, at), policy, at=at)


async def _let_lapse(
    session: AsyncSession, notice: Notice, asked: NoticeAsked, policy: Policy, *, at: datetime
) -> NoticeAsked:
    decided = replace(asked, decided_at=at)
    notice.state = NoticeState.PAUSED
    await write_down(session, notice, Done.LAPSED, None, at=at)
    await _tell(session, notice, decided, policy, by=None, at=at)
    return decided


async def _tell(
    session: AsyncSession,
    notice: Notice,
    decided: NoticeAsked,
    policy: Policy,
    *,
    by: int | None,
    at: datetime,
) -> None:
    yours = replace(decided, yours=True)
    await countersigning.tell_decided(
        session, _slot(notice), decided, notice.author_id, policy, by=by, at=at, yours=yours
    )
