"""Whose a notice is, who may see it, and how it stands."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.notices import (
    GOOD_FOR,
    TAKEN_BACK_WITHIN,
    Done,
    NotHeard,
    NoticeCard,
    NoticeLine,
    NoticeState,
    NoticeStep,
    Repeat,
    Why,
)
from bot.domain.policy import Policy
from bot.domain.themes import apart
from bot.errors import NotAllowed, NotFound, Stale, Unfit
from bot.services import budgets, countersigning, scopes
from bot.services.notice_facts import following, groups_of, post_of, rhythm_of, too_late
from bot.services.rights import HANDLERS, Actor, as_staff
from bot.storage import notice_days, notice_groups, notice_messages, notices, quizzes
from bot.storage.grid import Grid
from bot.storage.notices import Notice, NoticeLog
from bot.storage.outbox import Status


async def require_writer(session: AsyncSession, actor: Actor) -> list[Grid]:
    """Return the nodes that somebody may tell something; raises NotAllowed for none."""
    own = await scopes.own_nodes(session, actor)
    if not own:
        raise NotAllowed("refusal-remind-staff")
    return own


async def listed(
    session: AsyncSession, actor: Actor
) -> tuple[list[NoticeLine], list[NoticeLine], bool]:
    """Return the actor's own notices, and others' below the nodes that they oversee, if any."""
    own = await require_writer(session, actor)
    mine = await notices.of_author(session, actor.id)
    overseen = [node.path for node in own if await oversees(session, actor, [node])]
    others = await notices.below(session, overseen, but=actor.id) if overseen else []
    over = [one.key for one in mine if one.state is NoticeState.OVER]
    still = {key for key in over if await notices.open_run(session, key) is not None}
    unheard = await notice_days.unheard(session, over) - still
    listed = [_line(one, unheard, still) for one in mine]
    return listed, [_line(one) for one in others], bool(overseen)


def _line(notice: Notice, unheard: Collection[int] = (), waits: Collection[int] = ()) -> NoticeLine:
    return NoticeLine(
        notice.key,
        notice.state,
        notice.theme,
        notice.text,
        notice.next_at,
        unheard=notice.key in unheard,
        waits=notice.key in waits,
    )


async def oversees(session: AsyncSession, actor: Actor, nodes: Sequence[Grid]) -> bool:
    for node in nodes:
        staff = await as_staff(session, actor, node.path)
        if staff is None or not staff.oversees:
            return False
    return bool(nodes)


async def card(
    session: AsyncSession, notice_id: int, actor: Actor, policy: Policy, *, at: datetime
) -> NoticeCard:
    """Return a notice as it stands, for who wrote it or oversees it."""
    notice = await theirs(session, notice_id, actor)
    nodes = await notices.scope_of(session, notice.key)
    sent = await notice_messages.by_status(session, notice.key)
    coming = await budgets.coming(session, notice, policy, at)
    told_on, again_on = await _told_on(session, notice)
    runs = await notices.runs_of(session, notice.key)
    night = notice.first_on is None and policy.night_until(at) is not None
    waits, not_sent = await _left_out(session, notice, sent)
    steps = tuple(map(_step, await notices.steps(session, notice.key)))
    takes_two = await wants_a_second(session, notice, nodes)
    answered, right = 0, 0
    if notice.theme is not None and notice.state is not NoticeState.DRAFT:
        paths = [node.path for node in nodes]
        answered, right = await quizzes.answered(session, notice.theme, paths)
    since = at - TAKEN_BACK_WITHIN
    return NoticeCard(
        notice_id=notice.key,
        state=notice.state,
        post=post_of(notice),
        mine=notice.author_id == actor.id,
        author=notice.author_name,
        groups=await notice_groups.count(session, await groups_of(session, notice)),
        nodes=tuple(node.name for node in nodes),
        audience=notice.audience,
        next_at=await _next(session, notice, policy, at, wants_two=takes_two),
        repeat=notice.repeat,
        times=notice.times,
        until=notice.until or ends(notice, policy, at),
        now=notice.first_on is None and not night,
        coming=coming,
        late=too_late(notice, coming, policy),
        pushes=await budgets.pushed_back(session, notice, policy, at),
        night=night,
        told_on=told_on,
        again_on=again_on,
        policy_news=notice.policy,
        sent=sent.get(Status.SENT, 0) + sent.get(Status.UNKNOWN, 0),
        waiting=waits,
        not_sent=not_sent,
        missed=tuple(run.fire_at for run in runs if run.missed),
        steps=steps,
        answered=answered,
        right=right,
        may_take_back=await notice_messages.standing(session, notice.key, since=since),
        stands=await notice_messages.editable(session, notice.key),
        begun=notice.repeat is Repeat.ONCE and bool(runs),
        takes_two=takes_two,
        seconds=await countersigning.seconds(session, nodes, notice.author_id) if takes_two else (),
    )


async def _next(
    session: AsyncSession, notice: Notice, policy: Policy, at: datetime, *, wants_two: bool
) -> datetime | None:
    """Return when it comes next; of one that rests when it would, None where it can't any more.

    A second person is asked of what is still to come, and may agree to what goes out at once.
    """
    if notice.state is not NoticeState.PAUSED:
        return notice.next_at or first(notice, policy, at)
    if not wants_two:
        return await following(session, notice, policy, at)
    due = first(notice, policy, at)
    return due if due > at or notice.first_on is None else None


def _step(line: NoticeLog) -> NoticeStep:
    if line.done is Done.SKIPPED:
        skipped = datetime.fromisoformat(line.note)
        return NoticeStep(line.done, line.actor, line.at, day=skipped)
    return NoticeStep(line.done, line.actor, line.at, line.note)


async def wants_a_second(session: AsyncSession, notice: Notice, nodes: Sequence[Grid]) -> bool:
    """Whether somebody else must agree first: a whole town hears it, and nobody has as it is now."""
    if notice.author_id is None or not await scopes.cover_a_town(session, nodes):
        return False
    done = [step.done for step in await notices.steps(session, notice.key)]
    decided = [one for one in done if one in {Done.AGREED, Done.REPLANNED}]
    return decided[-1:] != [Done.AGREED]


async def _told_on(session: AsyncSession, notice: Notice) -> tuple[date | None, date | None]:
    """Return when one of its groups heard the theme of a draft last, and when they may again."""
    if notice.theme is None or notice.state is not NoticeState.DRAFT:
        return None, None
    groups = await notice_groups.reached(session, await groups_of(session, notice))
    told = await notice_days.told_on(session, notice.theme, groups)
    last = max((told[chat] for chat in groups if chat in told), default=None)
    return last, last + apart(notice.theme) if last else None


async def _left_out(
    session: AsyncSession, notice: Notice, sent: dict[Status, int]
) -> tuple[int, tuple[tuple[NotHeard, int], ...]]:
    """Return how many groups will still hear it, and why others have not."""
    waits = sum(sent.get(status, 0) for status in (Status.QUEUED, Status.RETRYING, Status.SENDING))
    why: dict[NotHeard, int] = {}
    for is_open, reason, count in await notice_days.counts(session, notice.key):
        if is_open and reason is not Why.MUTED:
            waits += count
        else:
            said = NotHeard(reason or Why.DAY)
            why[said] = why.get(said, 0) + count
    for status in (Status.REFUSED, Status.DROPPED):
        if sent.get(status):
            why[NotHeard(status)] = sent[status]
    return waits, tuple(why.items())


def first(notice: Notice, policy: Policy, at: datetime) -> datetime:
    """Return when a notice comes first; what is confirmed at night comes in the morning."""
    return rhythm_of(notice, policy.timezone, policy.night_until(at) or at).nth(0)


def ends(notice: Notice, policy: Policy, at: datetime) -> datetime | None:
    """Return when a notice ends where nobody has said: a single one soon, a series not by itself."""
    if notice.repeat is not Repeat.ONCE:
        return None
    return first(notice, policy, at) + GOOD_FOR


async def theirs(session: AsyncSession, notice_id: int, actor: Actor) -> Notice:
    """Return a notice of the actor's, or one that they oversee; raises NotFound for any other."""
    notice = await session.get(Notice, notice_id, with_for_update=True)
    if notice is None:
        raise NotFound("refusal-no-notice")
    await require_writer(session, actor)
    if notice.author_id != actor.id:
        nodes = await notices.scope_of(session, notice.key)
        hidden = notice.state in {NoticeState.DRAFT, NoticeState.DELETED}
        if hidden or not await oversees(session, actor, nodes):
            raise NotFound("refusal-no-notice")
    return notice


async def written_by(
    session: AsyncSession, notice_id: int, actor: Actor, *states: NoticeState
) -> Notice:
    """Return the actor's own notice while it may still be changed; raises Stale otherwise."""
    notice = await theirs(session, notice_id, actor)
    if notice.author_id != actor.id:
        raise NotAllowed("refusal-remind-others")
    if notice.state not in states:
        raise Stale
    return notice


def require_awake(policy: Policy, at: datetime) -> None:
    """Raise Unfit for an hour at which nobody is disturbed, naming the next one that will do."""
    night = policy.night_until(at)
    if night is None:
        return
    local = night.astimezone(policy.timezone)
    raise Unfit("refusal-remind-quiet", month=local.month, day=local.day, time=f"{local:%H:%M}")


async def require_nodes(session: AsyncSession, actor: Actor, nodes: Sequence[Grid]) -> None:
    for node in nodes:
        if await as_staff(session, actor, node.path, HANDLERS) is None:
            raise NotAllowed("refusal-scope")
