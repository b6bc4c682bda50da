"""Who has come: by the code at the door or from the list, and how many stars they gave."""

from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.gathering_cards import CheckInCode, Listed, Roster
from bot.domain.gatherings import (
    AN_HOUR,
    UNHEARD_OF,
    GatheringState,
    GatheringType,
    Occasion,
    SignUpState,
)
from bot.domain.policy import Policy
from bot.errors import NotAllowed, NotFound, Refusal, Stale
from bot.services import cards, occasions, rating, saying, signing_up
from bot.services.rights import Actor
from bot.storage import gatherings as storage
from bot.storage import people, sign_ups
from bot.storage.gatherings import Gathering
from bot.storage.outbox import Lane
from bot.storage.sign_ups import SignUp

PAGE = 8


async def require_run_by(session: AsyncSession, gathering_id: int, actor: Actor) -> Gathering:
    """Return a gathering, locked, for whoever organises it or trains at it, while they hold an office; names are only theirs."""
    one = await storage.locked(session, gathering_id)
    if one is None or one.state in UNHEARD_OF:
        raise Stale("refusal-gathering-off")
    if not one.is_run_by(actor.id) or not await people.appointments_of(session, actor.id):
        raise NotAllowed("refusal-gathering-list")
    return one


async def send_code(
    session: AsyncSession, gathering_id: int, actor: Actor, policy: Policy, *, at: datetime
) -> None:
    """Queue the code that is shown at the door."""
    one = await require_run_by(session, gathering_id, actor)
    card = CheckInCode(await occasions.occasion(session, one), one.code)
    place = await cards.account_place(session, actor.id, policy)
    await saying.send(session, card, place, at=at, lane=Lane.CARDS, gathering_id=one.key)


async def check_in(
    session: AsyncSession, code: str, actor: Actor, policy: Policy, *, at: datetime
) -> Occasion:
    """Note that somebody has come; who had not signed up is let in where there is room.

    Raises NotFound for an unknown code, Refusal on any other day than its own and where it is full.
    """
    found = await storage.by_code(session, code)
    one = await storage.locked(session, found.key) if found is not None else None
    if one is None or one.state in {*UNHEARD_OF, GatheringState.CANCELLED}:
        raise NotFound("refusal-check-in-unknown")
    day = one.starts_at.astimezone(policy.timezone).date()
    if at.astimezone(policy.timezone).date() != day:
        raise Refusal("refusal-check-in-day", month=day.month, day=day.day)
    who = await sign_ups.sign_up_of(session, one.key, actor.id)
    if who is None and one.is_run_by(actor.id):
        raise Refusal("refusal-check-in-own")
    if who is None or who.state is not SignUpState.IN:
        who = await signing_up.let_in_at_the_door(session, one, who, actor, at=at)
    await note(session, one, who, came=True, policy=policy, at=at)
    return await occasions.occasion(session, one)


async def note(
    session: AsyncSession, one: Gathering, who: SignUp, *, came: bool, policy: Policy, at: datetime
) -> None:
    """Keep whether somebody came; after the end they are asked how it was."""
    who.attended = came
    await session.flush()
    if came and one.state is GatheringState.OVER:
        await rating.ask(session, one, who, policy, at=at)
    await occasions.stir(session, one, at=at)


async def mark(
    session: AsyncSession,
    gathering_id: int,
    actor: Actor,
    policy: Policy,
    *,
    key: int,
    came: bool,
    at: datetime,
) -> None:
    """到 or 没到, from the list; a certificate stays with who has come."""
    one = await require_run_by(session, gathering_id, actor)
    who = await listed(session, one, key)
    if at < one.starts_at - AN_HOUR:
        raise Refusal("refusal-roster-early")
    if who.passed and not came:
        raise Refusal("refusal-passed")
    await note(session, one, who, came=came, policy=policy, at=at)


async def listed(session: AsyncSession, one: Gathering, key: int) -> SignUp:
    """Return one of those who have a place."""
    who = await session.get(SignUp, key)
    if who is None or who.gathering_id != one.key or who.state is not SignUpState.IN:
        raise Stale("refusal-gathering-off")
    return who


async def roster(
    session: AsyncSession, gathering_id: int, actor: Actor, *, start: int = 0, at: datetime
) -> Roster:
    """Return a page of who comes, with their names, for whoever runs it."""
    one = await require_run_by(session, gathering_id, actor)
    coming = await sign_ups.signed_up(session, one.key, [SignUpState.IN])
    waiting = await sign_ups.signed_up(session, one.key, [SignUpState.WAITING])
    start = min(start, max(0, len(coming) - 1) // PAGE * PAGE)
    return Roster(
        await occasions.occasion(session, one),
        tuple(_listed(who) for who in coming[start : start + PAGE]),
        start,
        more=len(coming) > start + PAGE,
        marks=at >= one.starts_at - AN_HOUR and one.state is not GatheringState.CANCELLED,
        passes=one.type is GatheringType.TRAINING and at >= one.starts_at,
        waiting=tuple(who.name for who in waiting[:PAGE]),
    )


def _listed(who: SignUp) -> Listed:
    return Listed(
        who.key,
        who.name,
        who.companions,
        who.slot,
        who.attended,
        who.passed,
        who.certified_as,
    )
