"""报名 and 取消报名: who comes, who waits, and who moves up; exact however many press at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.gathering_cards import GatheringCard, News
from bot.domain.gatherings import (
    COMING,
    UNHEARD_OF,
    GatheringState,
    Occasion,
    SignUpState,
    slots,
)
from bot.domain.policy import Policy
from bot.errors import NotFound, Refusal, Stale
from bot.services import admission, cards, occasions, places, saying
from bot.services.rights import Actor
from bot.storage import gatherings, sign_ups
from bot.storage.gatherings import Gathering
from bot.storage.outbox import Lane
from bot.storage.sign_ups import SignUp


@dataclass(frozen=True)
class Stands:
    """How somebody stands with a gathering now, as their press is answered."""

    occasion: Occasion
    state: SignUpState
    position: int = 0
    """On the waiting list, from 1."""
    slot: int | None = None
    companions: int = 0
    private: bool = True
    """Whether they can be told anything in private."""
    again: bool = False
    """It was so before."""


async def join(
    session: AsyncSession,
    gathering_id: int,
    actor: Actor,
    policy: Policy,
    *,
    chat_id: int,
    at: datetime,
) -> Stands:
    """Sign somebody up, or put them at the end of the waiting list; a second press changes nothing.

    Raises Stale for one that is off, Refusal for one that has begun, NotAllowed for one that is not
    for them.
    """
    one = await open_to(session, gathering_id, at=at)
    who = await sign_ups.sign_up_of(session, gathering_id, actor.id)
    if who is not None and who.state in COMING:
        return await stands(session, one, who, again=True)
    again = who is not None
    if who is not None and chat_id > 0:
        chat_id = who.chat_id  # they were invited there
    await admission.require(session, one, actor, chat_id)
    await places.settle(session, actor, chat_id)
    who = _at_the_end(one, who, actor, chat_id=chat_id, at=at)
    if one.taken < one.capacity and one.waiting == 1:
        await _let_in(session, one, who)
    session.add(who)
    what = News.SIGNED_UP if who.state is SignUpState.IN else News.WAITING
    await occasions.stir(session, one, at=at)
    await occasions.tell(session, one, who, what, policy, at=at)
    if again:
        await occasions.stir_row(session, one, [who], at=at)
    return await stands(session, one, who, position=one.waiting)


async def open_to(session: AsyncSession, gathering_id: int, *, at: datetime) -> Gathering:
    """Return a gathering, locked, that somebody may sign up for now."""
    one = await gatherings.locked(session, gathering_id)
    if one is None or one.state in UNHEARD_OF:
        raise Stale("refusal-gathering-off")
    _require_ahead(one, at=at)
    return one


def _require_ahead(one: Gathering, *, at: datetime) -> None:
    if one.state is GatheringState.CANCELLED:
        raise Stale("refusal-gathering-off")
    if one.state is GatheringState.OVER or one.starts_at <= at:
        raise Refusal("refusal-gathering-begun")


async def _let_in(session: AsyncSession, one: Gathering, who: SignUp) -> None:
    """Give somebody a place, and in a consultation the first turn that is free."""
    if one.by_slots:
        taken = await sign_ups.taken_slots(session, one.key)
        who.slot = next(slot for slot in range(slots(one.minutes)) if slot not in taken)
    one.waiting -= 1
    one.taken += who.places
    who.state = SignUpState.IN


async def let_in_at_the_door(
    session: AsyncSession, one: Gathering, who: SignUp | None, actor: Actor, *, at: datetime
) -> SignUp:
    """Give somebody who stands at the door a place; raises Refusal where none is left."""
    await admission.require_role(session, one, actor)
    if one.taken >= one.capacity:
        raise Refusal("refusal-check-in-full")
    if who is None or who.state is SignUpState.LEFT:
        who = _at_the_end(one, who, actor, chat_id=actor.id, at=at)
    await _let_in(session, one, who)
    session.add(who)
    await session.flush()
    return who


def _at_the_end(
    one: Gathering, who: SignUp | None, actor: Actor, *, chat_id: int, at: datetime
) -> SignUp:
    """Put somebody at the end of the row, where they wait."""
    one.joined += 1
    one.waiting += 1
    who = who or SignUp(
        gathering_id=one.key,
        user_id=actor.id,
        state=SignUpState.WAITING,
        nth=one.joined,
        chat_id=chat_id,
        signed_up_at=at,
    )
    who.name, who.nth, who.chat_id, who.signed_up_at = actor.name, one.joined, chat_id, at
    who.state, who.called_at, who.attended = SignUpState.WAITING, None, None
    return who


async def leave(
    session: AsyncSession, gathering_id: int, actor: Actor, policy: Policy, *, at: datetime
) -> Occasion | None:
    """取消报名; whoever waits longest moves up. None where they had not signed up."""
    one = await gatherings.locked(session, gathering_id)
    who = await sign_ups.sign_up_of(session, gathering_id, actor.id)
    if one is None or who is None or who.state not in COMING:
        return None
    if one.state is GatheringState.PLANNED and one.starts_at <= at:
        raise Refusal("refusal-gathering-begun")
    await go(session, one, who, policy, at=at)
    return await occasions.occasion(session, one)


async def go(
    session: AsyncSession, one: Gathering, who: SignUp, policy: Policy, *, at: datetime
) -> None:
    """Take somebody out of the row, and let others move up."""
    if who.state is SignUpState.IN:
        one.taken -= who.places
    else:
        one.waiting -= 1
    who.state, who.slot, who.companions = SignUpState.LEFT, None, 0
    await session.flush()
    await move_up(session, one, policy, at=at)
    await occasions.stir(session, one, at=at)
    await occasions.stir_row(session, one, [who], at=at)


async def move_up(session: AsyncSession, one: Gathering, policy: Policy, *, at: datetime) -> None:
    """Fill the places that are free with those who wait longest, and tell them."""
    moved, alone = [], []
    while one.taken < one.capacity and one.state is GatheringState.PLANNED:
        who = await sign_ups.first_waiting(session, one.key)
        if who is None:
            break
        await _let_in(session, one, who)
        moved.append(who)
        await session.flush()
        once = f"gathering:{one.key}:up:{who.key}:{who.nth}"
        if not await occasions.tell(session, one, who, News.MOVED_UP, policy, at=at, once=once):
            alone.append(who)
    await occasions.call(session, one, alone, News.MOVED_UP, policy, at=at)
    if moved:
        await occasions.stir_row(session, one, moved, at=at)


async def bring(
    session: AsyncSession,
    gathering_id: int,
    actor: Actor,
    policy: Policy,
    *,
    companions: int,
    at: datetime,
) -> Stands:
    """Say how many come along. Raises Refusal for more than may, or than there is room for."""
    one = await open_to(session, gathering_id, at=at)
    who = await sign_ups.sign_up_of(session, gathering_id, actor.id)
    if who is None or who.state is not SignUpState.IN:
        raise Stale
    if not 0 <= companions <= one.companions:
        raise Refusal("refusal-companions", most=one.companions)
    more = companions - who.companions
    if one.taken + more > one.capacity:
        raise Refusal("refusal-no-room")
    one.taken += more
    who.companions = companions
    await session.flush()
    await move_up(session, one, policy, at=at)
    await occasions.stir(session, one, at=at)
    await occasions.stir_row(session, one, [who], at=at)
    return await stands(session, one, who)


async def free_slots(
    session: AsyncSession, gathering_id: int, actor: Actor
) -> tuple[Occasion, list[int]]:
    """Return the turns of a consultation that are nobody's, for who has one."""
    one = await session.get(Gathering, gathering_id)
    who = await sign_ups.sign_up_of(session, gathering_id, actor.id)
    if one is None or who is None or who.state is not SignUpState.IN:
        raise Stale
    taken = await sign_ups.taken_slots(session, gathering_id)
    free = [slot for slot in range(slots(one.minutes)) if slot not in taken]
    return await occasions.occasion(session, one), free


async def ahead_of(session: AsyncSession, actor: Actor, *, at: datetime) -> Sequence[int]:
    """Return what somebody has signed up for that has not begun."""
    return await sign_ups.ahead_of(session, actor.id, at=at)


async def open_card(
    session: AsyncSession,
    gathering_id: int,
    actor: Actor,
    policy: Policy,
    *,
    chat_id: int,
    at: datetime,
) -> None:
    """Tell somebody who came by a link how they stand; else what it is about, in a card that follows it.

    Raises NotFound, Stale for one that was called off, Refusal for one that has begun or is over,
    NotAllowed for who is not invited.
    """
    one = await gatherings.locked(session, gathering_id)
    if one is None or one.state in UNHEARD_OF:
        raise NotFound
    _require_ahead(one, at=at)
    who = await sign_ups.sign_up_of(session, gathering_id, actor.id)
    if who is not None and who.state in COMING:
        what = News.SIGNED_UP if who.state is SignUpState.IN else News.WAITING
        await occasions.tell(session, one, who, what, policy, at=at)
        await occasions.stir(session, one, at=at)
        return
    if who is None:
        await admission.require(session, one, actor, chat_id)
        await places.settle(session, actor, chat_id)
    message = await saying.send(
        session,
        GatheringCard(await occasions.occasion(session, one)),
        await cards.account_place(session, actor.id, policy),
        at=at,
        lane=Lane.CARDS,
        gathering_id=one.key,
        slot=occasions.INVITATION,
    )
    await saying.keep_live(session, message, due_at=None)


async def choose_slot(
    session: AsyncSession,
    gathering_id: int,
    actor: Actor,
    policy: Policy,
    *,
    slot: int,
    at: datetime,
) -> Stands:
    """Take another turn; raises Refusal where somebody else has it."""
    one = await open_to(session, gathering_id, at=at)
    who = await sign_ups.sign_up_of(session, gathering_id, actor.id)
    if who is None or who.state is not SignUpState.IN or not 0 <= slot < slots(one.minutes):
        raise Stale
    if slot != who.slot:
        if slot in await sign_ups.taken_slots(session, one.key):
            raise Refusal("refusal-slot-taken")
        who.slot = slot
        await session.flush()
        await occasions.tell(session, one, who, News.SIGNED_UP, policy, at=at)
        await occasions.stir_row(session, one, [who], at=at)
    return await stands(session, one, who)


async def stands(
    session: AsyncSession,
    one: Gathering,
    who: SignUp,
    *,
    again: bool = False,
    position: int | None = None,
) -> Stands:
    """Return how somebody stands, as their press is answered; the last one's `position` needs no counting."""
    await session.flush()
    if who.state is not SignUpState.WAITING:
        position = 0
    elif position is None:
        position = await sign_ups.position(session, who)
    return Stands(
        await occasions.occasion(session, one),
        who.state,
        position,
        who.slot,
        who.companions,
        private=who.user_id is not None and await cards.has_private_chat(session, who.user_id),
        again=again,
    )
