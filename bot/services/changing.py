"""What is changed in a gathering; once a whole town knows of it, time and place by two people."""

from dataclasses import replace
from datetime import date, datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain import gatherings as rules
from bot.domain.ahead.anywhere import Moment
from bot.domain.gathering_cards import Earlier, GatheringAsked, News
from bot.domain.gatherings import COMING, GatheringState, Occasion, Stage
from bot.domain.policy import Policy
from bot.errors import Refusal, Stale, Unfit
from bot.services import announcing, countersigning, occasions, planning, signing_up
from bot.services.rights import Actor, as_staff
from bot.storage import announcements, sign_ups
from bot.storage.gatherings import Gathering, GatheringChange
from bot.storage.grid import Grid


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
    if await _takes_two(session, one):
        await _ask(session, one, actor, policy, at=at, moment=replace(moment, minutes=minutes))
        return one
    was = Earlier(one.starts_at)
    await _move(session, one, moment.starts_at, minutes, policy, at=at)
    await _changed(session, one, was, policy, at=at)
    return one


async def _move(
    session: AsyncSession,
    one: Gathering,
    starts_at: datetime,
    minutes: int,
    policy: Policy,
    *,
    at: datetime,
) -> None:
    if one.by_slots and minutes != one.minutes:
        planning.check_capacity(rules.slots(minutes), taken=await _last_slot(session, one))
        one.capacity = rules.slots(minutes)
    one.starts_at, one.minutes = starts_at, minutes
    if one.state is GatheringState.PLANNED and one.stage == Stage.PLANNED:
        one.announced_at = planning.announced_at(one, policy, at)
        one.wakes_at = one.announced_at
        await announcements.free_days(session, one.key, after=date.min)
        if one.announced_at > at:
            await announcing.reserve(session, one, policy, at=at)
    elif one.state is GatheringState.PLANNED:
        one.stage = max(Stage.ANNOUNCED, one.course.reached(Stage.ANNOUNCED, at))
        one.wakes_at = one.course.wakes_at(Stage(one.stage))


async def _last_slot(session: AsyncSession, one: Gathering) -> int:
    return max(await sign_ups.taken_slots(session, one.key), default=-1) + 1


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
    place = place.strip()[: rules.PLACE]
    if await _takes_two(session, one):
        await _ask(session, one, actor, policy, at=at, place=place)
        return one
    was, one.place = Earlier(place=one.place), place
    await _changed(session, one, was, policy, at=at)
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


async def _changed(
    session: AsyncSession, one: Gathering, was: Earlier, policy: Policy, *, at: datetime
) -> None:
    await session.flush()
    if one.state is not GatheringState.PLANNED:
        return
    one.version += 1
    await occasions.tell_all(session, one, News.CHANGED, policy, at=at, states=COMING, earlier=was)
    await occasions.stir_all(session, one, at=at)


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


# A whole town


async def _takes_two(session: AsyncSession, one: Gathering) -> bool:
    return one.state is GatheringState.PLANNED and await countersigning.takes_two(session, one)


async def _ask(
    session: AsyncSession,
    one: Gathering,
    actor: Actor,
    policy: Policy,
    *,
    at: datetime,
    moment: Moment | None = None,
    place: str | None = None,
) -> None:
    """Keep what is to be changed until a second person agrees; a later wish is added to the first."""
    wish = await session.get(GatheringChange, one.key, with_for_update=True)
    if wish is None:
        wish = GatheringChange(
            gathering_id=one.key, starts_at=one.starts_at, minutes=one.minutes, place=one.place
        )
        session.add(wish)
    if moment is not None:
        wish.starts_at, wish.minutes = moment.starts_at, moment.minutes or one.minutes
    if place is not None:
        wish.place = place
    node = await session.get_one(Grid, one.grid_id)
    staff = await as_staff(session, actor, node.path)
    wish.by_id, wish.by = actor.id, staff.name if staff else actor.name
    await session.flush()
    await countersigning.ask(session, one, await _asked(session, one, wish), policy, at=at)


async def asked(session: AsyncSession, one: Gathering) -> GatheringAsked | None:
    """Return what a second person is asked to agree to, None where nothing is to be changed."""
    wish = await session.get(GatheringChange, one.key)
    return await _asked(session, one, wish) if wish is not None else None


async def _asked(session: AsyncSession, one: Gathering, wish: GatheringChange) -> GatheringAsked:
    about: Occasion = await occasions.occasion(session, one)
    wished = replace(about, starts_at=wish.starts_at, minutes=wish.minutes, place=wish.place)
    groups = await occasions.groups(session, one.key)
    return GatheringAsked(wished, groups, changes=True, who=wish.by)


async def decide(
    session: AsyncSession,
    one: Gathering,
    actor: Actor,
    policy: Policy,
    *,
    agrees: bool,
    at: datetime,
) -> None:
    """Answer as the second person, see `gatherings.decide`. Raises Stale where nothing is asked."""
    wish = await session.get(GatheringChange, one.key, with_for_update=True)
    if wish is None:
        raise Stale
    second = await countersigning.require_second(session, one, actor, wish.by_id, agrees=agrees)
    asked = await _asked(session, one, wish)
    if agrees:
        planning.check_time(wish.starts_at, at)
        was = Earlier(
            one.starts_at if wish.starts_at != one.starts_at else None,
            one.place if wish.place != one.place else "",
        )
        await _move(session, one, wish.starts_at, wish.minutes, policy, at=at)
        one.place = wish.place
        await _changed(session, one, was, policy, at=at)
    await session.delete(wish)
    decided = replace(asked, verdict=agrees, by=second.name, decided_at=at)
    slot = countersigning.slot_of(one)
    await countersigning.tell_decided(
        session, slot, decided, wish.by_id, policy, by=second.id, at=at
    )
