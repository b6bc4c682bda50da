"""What one person may report: so many open cases, so many in an hour; a life is never refused."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain import brakes
from bot.domain.clue_cards import OverLimit
from bot.domain.policy import Policy
from bot.errors import Refusal
from bot.services import saying
from bot.services.rights import HANDLERS, Actor
from bot.services.saying import Place
from bot.storage import outbox, people, reporters
from bot.storage.outbox import Lane


@dataclass(frozen=True)
class Crossed:
    """A limit that one more report would cross, and until when; None: until a case is closed."""

    count: int
    until: datetime | None = None


async def crossed(
    session: AsyncSession, actor: Actor, policy: Policy, *, at: datetime
) -> Crossed | None:
    """Return the limit that one more report of this person would cross; staff have none.

    Two reports of one person are counted one after the other.
    """
    rate, zone = policy.reports_per_person, policy.timezone
    most = policy.open_cases
    if rate is None and most is None:
        return None
    held = await people.appointments_of(session, actor.id)
    if any(appointment.role in HANDLERS for appointment, _ in held):
        return None
    await people.lock(session, actor.id)
    if rate is not None:
        start = brakes.since(rate, at, zone)
        recent = await reporters.reported_since(session, actor.id, start)
        if len(recent) >= rate.count:
            first = recent[-rate.count] if rate.count else at
            return Crossed(rate.count, brakes.again_at(rate, first, zone))
    if most is not None and await reporters.open_count(session, actor.id) >= most:
        return Crossed(most)
    return None


async def require_room(
    session: AsyncSession, actor: Actor, policy: Policy, *, at: datetime
) -> None:
    """Raise Refusal where one more open case would be too many; what was reported was counted."""
    found = await crossed(session, actor, policy, at=at)
    if found is not None and found.until is None:
        raise Refusal("refusal-open-limit", count=found.count)


async def say_so(
    session: AsyncSession,
    limit: Crossed,
    actor: Actor,
    place: Place,
    *,
    reply_to: int,
    at: datetime,
) -> None:
    """Answer a report that is not taken: which limit, and until when; in a group once an hour."""
    group, lane = place.chat_id < 0, Lane.REPLIES
    once = f"limit:{place.chat_id}:{actor.id}:{at:%Y%m%d%H}" if group else None
    if once is None or not await outbox.was_queued(session, once):
        said = OverLimit(limit.count, limit.until)
        answered = reply_to if group else None
        await saying.send(session, said, place, at=at, lane=lane, reply_to=answered, once=once)
