"""Gatherings from the first line to the last: planned, confirmed, changed, called off, over."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from secrets import token_hex

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain import gatherings as rules
from bot.domain.gathering_cards import GatheringAsked, GatheringPlan, News, OrganiserCard
from bot.domain.gatherings import (
    A_DAY,
    A_WEEK,
    COMING,
    UNHEARD_OF,
    GatheringState,
    Occasion,
    SignUpState,
    Stage,
)
from bot.domain.grid import Role
from bot.domain.moments import Moment
from bot.domain.policy import Policy
from bot.errors import NotAllowed, Refusal, Stale, Unfit
from bot.services import announcing, cards, desk, occasions, planning, saying, scopes, signing_up
from bot.services.rights import Actor, as_staff, require_staff
from bot.storage import certificates, gatherings, notice_groups
from bot.storage.gatherings import Gathering, SignUp
from bot.storage.grid import Grid
from bot.storage.outbox import Lane

AN_HOUR = 60
CODE_BYTES = 8
"""64 bits of chance: nobody guesses the way in."""
STAFF_ROLES = (Role.WORKER, Role.INSTRUCTOR, Role.VOLUNTEER, Role.PARTNER)
"""For whom something may be held that is not for residents."""
CHOICES = 8


# What may be changed


async def move(
    session: AsyncSession,
    gathering_id: int,
    actor: Actor,
    policy: Policy,
    moment: Moment,
    *,
    at: datetime,
) -> Gathering:
    """Have it begin at another time; everybody who has signed up hears of it."""
    one = await planning.own(session, gathering_id, actor)
    planning.check_time(moment.starts_at, at)
    minutes = moment.minutes or one.minutes
    if one.by_slots and minutes != one.minutes:
        planning.check_capacity(rules.slots(minutes), taken=await _last_slot(session, one))
        one.capacity = rules.slots(minutes)
    one.starts_at, one.minutes = moment.starts_at, minutes
    if one.state is GatheringState.PLANNED and one.stage == Stage.PLANNED:
        one.announced_at = planning.announced_at(one, policy, at)
        one.wakes_at = one.announced_at
    elif one.state is GatheringState.PLANNED:
        one.stage = max(Stage.ANNOUNCED, one.course.reached(Stage.ANNOUNCED, at))
        one.wakes_at = one.course.wakes_at(Stage(one.stage))
    await _changed(session, one, policy, at=at)
    return one


async def _last_slot(session: AsyncSession, one: Gathering) -> int:
    return max(await gatherings.taken_slots(session, one.key), default=-1) + 1


async def place_at(
    session: AsyncSession,
    gathering_id: int,
    actor: Actor,
    policy: Policy,
    place: str,
    *,
    at: datetime,
) -> Gathering:
    """Hold it somewhere else; everybody who has signed up hears of it."""
    one = await planning.own(session, gathering_id, actor)
    if not place.strip():
        raise Unfit("refusal-gathering-place")
    one.place = place.strip()[: rules.PLACE]
    await _changed(session, one, policy, at=at)
    return one


async def resize(
    session: AsyncSession,
    gathering_id: int,
    actor: Actor,
    policy: Policy,
    capacity: int | None,
    *,
    at: datetime,
) -> Gathering:
    """Have room for more or fewer, never fewer than have signed up; with more room some move up."""
    one = await planning.own(session, gathering_id, actor)
    if one.by_slots:
        raise Refusal("refusal-gathering-slots")
    one.capacity = planning.check_capacity(capacity, taken=one.taken)
    await session.flush()
    await signing_up.move_up(session, one, policy, at=at)
    await occasions.stir(session, one, at=at)
    return one


async def _changed(session: AsyncSession, one: Gathering, policy: Policy, *, at: datetime) -> None:
    await session.flush()
    if one.state is not GatheringState.PLANNED:
        return
    one.version += 1
    await occasions.tell_all(session, one, News.CHANGED, policy, at=at, states=COMING)
    await occasions.stir(session, one, at=at)


async def set_trainer(
    session: AsyncSession,
    gathering_id: int,
    actor: Actor,
    policy: Policy,
    user_id: int,
    *,
    at: datetime,
) -> Gathering:
    """Name who trains: somebody who works, or advises, at its node, above or below."""
    one = await planning.own(session, gathering_id, actor)
    name = dict(await planning.trainers(session, one)).get(user_id)
    if name is None:
        raise Stale
    one.trainer_id, one.trainer = user_id, name
    if one.state is GatheringState.PLANNED:
        await announcing.give_cards(session, one, policy, at=at)
        await occasions.stir(session, one, at=at)
    return one


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
    node = await session.get_one(Grid, one.grid_id)
    if one.role is None and await scopes.cover_a_town(session, [node]):
        await _ask(session, one, node, plan, policy, at=at)
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
    await _go_on(session, one, policy, at=at)
    await announcing.give_cards(session, one, policy, at=at)


async def _ask(
    session: AsyncSession,
    one: Gathering,
    node: Grid,
    plan: GatheringPlan,
    policy: Policy,
    *,
    at: datetime,
) -> None:
    """What a whole town hears waits for a second person (promise 10)."""
    one.state = GatheringState.ASKED
    asked = GatheringAsked(plan.occasion, plan.groups, plan.later)
    for place in await desk.duty_places(session, [node.path], policy):
        await saying.send(session, asked, place, at=at, lane=Lane.CARDS, slot=_asked_slot(one))


def _asked_slot(one: Gathering) -> str:
    return f"gathering-asked:{one.key}"


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

    What is not agreed to is a draft again.
    """
    one = await gatherings.locked(session, gathering_id)
    if one is None or one.state is not GatheringState.ASKED:
        raise Stale
    node = await session.get_one(Grid, one.grid_id)
    second = await as_staff(session, actor, node.path, frozenset({Role.DUTY}))
    if second is None or (agrees and second.id == one.organiser_id):
        raise NotAllowed("refusal-remind-second")
    if agrees and one.starts_at <= at:
        raise Refusal("refusal-gathering-past")
    one.state = GatheringState.DRAFT
    plan = await planning.preview(session, one, policy, at=at)
    if agrees:
        await _go_out(session, one, policy, at=at)
    decided = replace(
        GatheringAsked(plan.occasion, plan.groups, plan.later),
        verdict=agrees,
        by=second.name,
        decided_at=at,
    )
    for message in await notice_groups.asked(session, _asked_slot(one)):
        await saying.change(session, message, decided, at=at, lane=Lane.CARDS)
        message.slot = None
    if one.organiser_id != second.id and await cards.has_private_chat(session, one.organiser_id):
        place = await cards.account_place(session, one.organiser_id, policy)
        await saying.send(session, decided, place, at=at, lane=Lane.CARDS)


def _another(one: Gathering, nth: int, policy: Policy, *, at: datetime) -> Gathering:
    """Return the same a few weeks later."""
    values = one.model_dump(exclude={"id", "code", "nth", "series_id", "starts_at"})
    made = Gathering(
        **values,
        nth=nth,
        series_id=one.key,
        starts_at=one.starts_at + A_WEEK * (nth - 1),
        code=token_hex(CODE_BYTES),
    )
    _plan(made, policy, at=at)
    return made


def _plan(one: Gathering, policy: Policy, *, at: datetime) -> None:
    one.state = GatheringState.PLANNED
    one.announced_at = planning.announced_at(one, policy, at)
    one.wakes_at = one.course.wakes_at(Stage.PLANNED)


async def cancel(
    session: AsyncSession,
    gathering_id: int,
    actor: Actor,
    policy: Policy,
    *,
    following: bool = False,
    at: datetime,
) -> None:
    """Call it off, and if so wished what follows in the series; everybody who has signed up hears."""
    one = await planning.own(session, gathering_id, actor)
    if one.state is not GatheringState.PLANNED:
        raise Stale
    if await certificates.any_of(session, one.key):
        raise Refusal("refusal-gathering-certified")
    for key in await _following(session, one) if following else [one.key]:
        each = await gatherings.locked(session, key)
        if each is not None and each.state is GatheringState.PLANNED:
            await _cancel(session, each, policy, at=at)


async def _following(session: AsyncSession, one: Gathering) -> list[int]:
    query = select(Gathering.id).where(
        Gathering.series_id == one.series_id,
        col(Gathering.nth) >= one.nth,
        col(Gathering.series_id).is_not(None),
    )
    found = await session.exec(query.order_by(col(Gathering.nth)))
    return [key for key in found if key is not None] or [one.key]


async def _cancel(session: AsyncSession, one: Gathering, policy: Policy, *, at: datetime) -> None:
    one.state, one.wakes_at = GatheringState.CANCELLED, None
    one.version += 1
    await session.flush()
    await gatherings.unannounce(session, one.key, occasions.ANNOUNCEMENT)
    await gatherings.free_days(session, one.key, after=at.astimezone(policy.timezone).date())
    await occasions.tell_all(session, one, News.CANCELLED, policy, at=at, states=COMING)
    await occasions.stir(session, one, at=at)


async def end_for(
    session: AsyncSession, user_id: int, policy: Policy, *, since: datetime, at: datetime
) -> None:
    """Forget what a suspended account has drafted, and call off what it announced since then.

    What it announced before that stands: colleagues of the node go on with it.
    """
    for key in await gatherings.organised_by(session, user_id):
        one = await gatherings.locked(session, key)
        if one is not None and one.state in UNHEARD_OF:
            await session.delete(one)
        elif one is not None and one.announced_at >= since:
            await _cancel(session, one, policy, at=at)


# Its time comes


async def due(session: AsyncSession, _policy: Policy, at: datetime) -> Sequence[int]:
    """Return gatherings that have something to say."""
    return await gatherings.due(session, at)


async def wake(session: AsyncSession, gathering_id: int, policy: Policy, *, at: datetime) -> None:
    """Say what is due of a gathering, once; what was missed is not made up for once it has begun."""
    one = await gatherings.locked(session, gathering_id)
    if one is None or one.state is not GatheringState.PLANNED:
        return
    if one.wakes_at is not None and one.wakes_at <= at:
        await _go_on(session, one, policy, at=at)


async def _go_on(session: AsyncSession, one: Gathering, policy: Policy, *, at: datetime) -> None:
    before = Stage(one.stage)
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
        await occasions.stir(session, one, at=at)
    elif now is Stage.OVER:
        await _end(session, one, policy, at=at)


async def _end(session: AsyncSession, one: Gathering, policy: Policy, *, at: datetime) -> None:
    """Ask those who came how it was."""
    one.state = GatheringState.OVER
    coming = await gatherings.signed_up(session, one.key, [SignUpState.IN])
    for who in coming:
        if who.attended:
            await ask_for_stars(session, one, who, policy, at=at)
    await occasions.stir(session, one, at=at)


async def ask_for_stars(
    session: AsyncSession, one: Gathering, who: SignUp, policy: Policy, *, at: datetime
) -> None:
    """Ask somebody in private how it was, once, as long as they remember."""
    if at > one.course.ends_at + A_WEEK:
        return
    once = f"gathering:{one.key}:stars:{who.key}"
    if not await occasions.was_told(session, once):
        await occasions.tell(
            session, one, who, News.FEEDBACK, policy, at=at, once=once, silent=True
        )
