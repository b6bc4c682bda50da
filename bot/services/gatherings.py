"""Gatherings from the first line to the last: planned, confirmed, changed, called off, over."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from secrets import token_hex

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.gathering_cards import GatheringAsked, GatheringPlan, News, OrganiserCard, Soon
from bot.domain.gatherings import (
    A_DAY,
    A_WEEK,
    AN_HOUR,
    COMING,
    REASON,
    UNHEARD_OF,
    GatheringState,
    Occasion,
    SignUpState,
    Stage,
)
from bot.domain.policy import Policy
from bot.errors import Refusal, Stale, Unfit
from bot.services import announcing, changing, countersigning, occasions, planning, rating, results
from bot.services.rights import Actor, require_staff
from bot.storage import announcements, certificates, gatherings, sign_ups
from bot.storage.gatherings import Gathering
from bot.storage.grid import Grid


async def own(session: AsyncSession, actor: Actor, *, at: datetime) -> list[Occasion]:
    """Return what somebody organises or trains at, a day after it, too."""
    found = await gatherings.run_by(session, actor.id, since=at - A_DAY)
    return [await occasions.occasion(session, one) for one in found]


async def card(session: AsyncSession, gathering_id: int, actor: Actor) -> OrganiserCard:
    """Return how a gathering stands, for whoever runs it or works at its node or above."""
    one = await session.get(Gathering, gathering_id)
    if one is None:
        raise Stale
    if not one.is_run_by(actor.id):
        node = await session.get_one(Grid, one.grid_id)
        await require_staff(session, actor, node.path)
    return await announcing.organiser_card(session, one, one.organiser_id)


# Going out


async def confirm(
    session: AsyncSession, gathering_id: int, actor: Actor, policy: Policy, *, at: datetime
) -> GatheringPlan:
    """Announce it, now or in the morning, and plan the other times of a series.

    Raises Refusal for a time that has passed meanwhile, and for a node without groups.
    """
    one = await planning.own_draft(session, gathering_id, actor)
    if one.starts_at <= at:
        raise Refusal("refusal-gathering-past")
    plan = await planning.preview(session, one, policy, at=at)
    if not plan.groups:
        raise Refusal("refusal-gathering-no-groups", grid=plan.occasion.grid)
    if await countersigning.takes_two(session, one):
        one.state = GatheringState.ASKED
        asked = GatheringAsked(plan.occasion, plan.groups, plan.later)
        await countersigning.ask(session, one, asked, policy, at=at)
        return replace(plan, asks=True)
    await _go_out(session, one, policy, at=at)
    return plan


async def _go_out(session: AsyncSession, one: Gathering, policy: Policy, *, at: datetime) -> None:
    for nth in range(2, one.times + 1):
        session.add(_another(one, nth, policy, at=at))
    if one.times > 1:
        one.series_id = one.key
    _plan(one, policy, at=at)
    await session.flush()
    if one.announced_at > at:
        await announcing.reserve(session, one, policy, at=at)
    await _go_on(session, one, policy, at=at)
    await announcing.give_cards(session, one, policy, at=at)


async def decide(
    session: AsyncSession,
    gathering_id: int,
    actor: Actor,
    policy: Policy,
    *,
    agrees: bool,
    at: datetime,
) -> None:
    """Answer as the second person: another one on duty over its node. Raises Stale once decided.

    What is not agreed to is a draft again; a change that is not agreed to is not made.
    """
    one = await gatherings.locked(session, gathering_id)
    if one is not None and one.state is GatheringState.PLANNED:
        await changing.decide(session, one, actor, policy, agrees=agrees, at=at)
        return
    if one is None or one.state is not GatheringState.ASKED:
        raise Stale
    asker = one.organiser_id
    second = await countersigning.require_second(session, one, actor, asker, agrees=agrees)
    if agrees and one.starts_at <= at:
        raise Refusal("refusal-gathering-past")
    one.state = GatheringState.DRAFT
    plan = await planning.preview(session, one, policy, at=at)
    if agrees:
        await _go_out(session, one, policy, at=at)
    asked = GatheringAsked(plan.occasion, plan.groups, plan.later)
    decided = replace(asked, verdict=agrees, by=second.name, decided_at=at)
    slot = countersigning.slot_of(one)
    await countersigning.tell_decided(session, slot, decided, asker, policy, by=second.id, at=at)


async def due_soon(session: AsyncSession, policy: Policy, at: datetime) -> Sequence[int]:
    """Return what begins within an hour and still waits for a second person, asked before that."""
    asked = await gatherings.asked_about(session, after=at, until=at + AN_HOUR)
    return [one.key for one in asked if await countersigning.waits(session, one, policy, at=at)]


async def ask_again(
    session: AsyncSession, gathering_id: int, policy: Policy, *, at: datetime
) -> None:
    """For the clock: nobody has answered yet, and it is time."""
    one = await gatherings.locked(session, gathering_id)
    if one is None or not await countersigning.waits(session, one, policy, at=at):
        return
    asked = await changing.asked(session, one)
    if asked is None and one.state is GatheringState.ASKED:
        plan = await planning.preview(session, one, policy, at=at)
        asked = GatheringAsked(plan.occasion, plan.groups, plan.later)
    if asked is not None:
        await countersigning.ask(session, one, replace(asked, soon=True), policy, at=at)


def _another(one: Gathering, nth: int, policy: Policy, *, at: datetime) -> Gathering:
    """Return the same a few weeks later."""
    values = one.model_dump(exclude={"id", "code", "nth", "series_id", "starts_at"})
    made = Gathering(
        **values,
        nth=nth,
        series_id=one.key,
        starts_at=one.starts_at + A_WEEK * (nth - 1),
        code=token_hex(planning.CODE_BYTES),
    )
    _plan(made, policy, at=at)
    return made


def _plan(one: Gathering, policy: Policy, *, at: datetime) -> None:
    one.state = GatheringState.PLANNED
    one.announced_at = planning.announced_at(one, policy, at)
    one.wakes_at = one.course.wakes_at(Stage.PLANNED)


async def may_cancel(session: AsyncSession, gathering_id: int, actor: Actor) -> Gathering:
    """Return one that the actor may call off. Raises Refusal once certificates are out."""
    one = await planning.own(session, gathering_id, actor)
    if one.state is not GatheringState.PLANNED:
        raise Stale
    if await certificates.any_of(session, one.key):
        raise Refusal("refusal-gathering-certified")
    return one


async def cancel(
    session: AsyncSession,
    gathering_id: int,
    actor: Actor,
    policy: Policy,
    *,
    following: bool = False,
    why: str = "",
    at: datetime,
) -> None:
    """Call it off, and if so wished what follows in the series; who has signed up hears it, and why."""
    one = await may_cancel(session, gathering_id, actor)
    why = " ".join(why.split())
    if len(why) > REASON:
        raise Unfit("refusal-gathering-reason", most=REASON)
    for key in await _following(session, one) if following else [one.key]:
        each = await gatherings.locked(session, key)
        if each is not None and each.state is GatheringState.PLANNED:
            await _cancel(session, each, policy, why=why, at=at)


async def _following(session: AsyncSession, one: Gathering) -> list[int]:
    query = select(Gathering.id).where(
        Gathering.series_id == one.series_id,
        col(Gathering.nth) >= one.nth,
        col(Gathering.series_id).is_not(None),
    )
    found = await session.exec(query.order_by(col(Gathering.nth)))
    return [key for key in found if key is not None] or [one.key]


async def _cancel(
    session: AsyncSession, one: Gathering, policy: Policy, *, why: str = "", at: datetime
) -> None:
    one.state, one.wakes_at, one.why_off = GatheringState.CANCELLED, None, why
    one.version += 1
    await session.flush()
    await announcements.unannounce(session, one.key, occasions.ANNOUNCEMENT)
    unheard_of = one.stage == Stage.PLANNED
    today = at.astimezone(policy.timezone).date()
    await announcements.free_days(session, one.key, after=date.min if unheard_of else today)
    await occasions.tell_all(session, one, News.CANCELLED, policy, at=at, states=COMING)
    await occasions.stir_all(session, one, at=at)


async def end_for(
    session: AsyncSession, user_id: int, policy: Policy, *, since: datetime, at: datetime
) -> list[Gathering]:
    """Forget what a suspended account has drafted, and call off what it announced since then.

    What it announced before that stands: colleagues of the node go on with it. Returns what is off.
    """
    off = []
    await gatherings.drop_changes_of(session, user_id)
    for key in await gatherings.organised_by(session, user_id):
        one = await gatherings.locked(session, key)
        if one is not None and one.state in UNHEARD_OF:
            await session.delete(one)
        elif one is not None and one.announced_at >= since:
            await _cancel(session, one, policy, at=at)
            off.append(one)
    return off


# Its time comes


async def due(session: AsyncSession, _policy: Policy, at: datetime) -> Sequence[int]:
    """Return gatherings that have something to say."""
    return await gatherings.due(session, at)


async def wake(session: AsyncSession, gathering_id: int, policy: Policy, *, at: datetime) -> None:
    """Say what is due of a gathering, once; what was missed is not made up for once it has begun."""
    one = await gatherings.locked(session, gathering_id)
    if one is None or one.state not in {GatheringState.PLANNED, GatheringState.OVER}:
        return
    if one.wakes_at is not None and one.wakes_at <= at:
        await _go_on(session, one, policy, at=at)


async def _go_on(session: AsyncSession, one: Gathering, policy: Policy, *, at: datetime) -> None:
    before = Stage(one.stage)
    morning = planning.announced_at(one, policy, at)
    if before is Stage.PLANNED and morning > at:  # the bot was away, and it is night by now
        one.announced_at = max(one.announced_at, morning)
        await announcements.free_days(session, one.key, after=date.min)
        await announcing.reserve(session, one, policy, at=at)
    now = one.course.reached(before, at)
    one.stage, one.wakes_at = now, one.course.wakes_at(now)
    await session.flush()
    if before is Stage.PLANNED and now is not Stage.PLANNED and one.starts_at > at:
        await announcing.announce(session, one, policy, at=at)
        await announcing.give_cards(session, one, policy, at=at)
    elif now in {Stage.DAY_BEFORE, Stage.HOUR_BEFORE} and one.starts_at > at:
        what = News.DAY_BEFORE if now is Stage.DAY_BEFORE else News.HOUR_BEFORE
        silent = policy.night_until(at) is not None
        await occasions.tell_all(session, one, what, policy, at=at, silent=silent)
        await announcing.remind(session, one, Soon(what), policy, at=at, silent=silent)
        await occasions.stir(session, one, at=at)
    elif now is Stage.BEGUN:
        await _tell_who_waits(session, one, policy, at=at)
    elif now >= Stage.OVER:
        if before < Stage.OVER:
            await _end(session, one, policy, at=at)
        await results.follow_up(session, one, before, policy, at=at)
    if before is Stage.PLANNED and one.starts_at <= at:  # no group has heard of it
        await announcing.give_cards(session, one, policy, at=at)
        await occasions.stir(session, one, at=at)


async def _tell_who_waits(
    session: AsyncSession, one: Gathering, policy: Policy, *, at: datetime
) -> None:
    """It begins: whoever still waits for a place need not wait any longer; in private only."""
    silent = policy.night_until(at) is not None
    for who in await sign_ups.signed_up(session, one.key, [SignUpState.WAITING]):
        once = f"gathering:{one.key}:{one.version}:{News.FULL}:{who.key}"
        if not await occasions.was_told(session, once):
            await occasions.tell(
                session, one, who, News.FULL, policy, at=at, once=once, silent=silent
            )


async def _end(session: AsyncSession, one: Gathering, policy: Policy, *, at: datetime) -> None:
    """Ask those who came how it was."""
    one.state = GatheringState.OVER
    coming = await sign_ups.signed_up(session, one.key, [SignUpState.IN])
    for who in coming:
        if who.attended:
            await rating.ask(session, one, who, policy, at=at)
    await occasions.stir_all(session, one, at=at)
