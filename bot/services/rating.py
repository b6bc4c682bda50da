"""How it was: who came to a gathering is asked once, and gives stars once."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.gathering_cards import News
from bot.domain.gatherings import A_WEEK, GatheringState
from bot.domain.policy import Policy
from bot.domain.stars import MOST
from bot.errors import Refusal, Stale
from bot.services import occasions
from bot.services.rights import Actor
from bot.storage import gatherings, outbox, sign_ups
from bot.storage.gatherings import Gathering
from bot.storage.sign_ups import SignUp


@dataclass(frozen=True)
class Question:
    """Where somebody was asked how it was."""

    gathering_id: int
    message_id: int | None


async def ask(
    session: AsyncSession, one: Gathering, who: SignUp, policy: Policy, *, at: datetime
) -> None:
    """Ask somebody in private how it was, once, as long as they remember."""
    if at > one.course.ends_at + A_WEEK:
        return
    once = _once(one.key, who)
    if not await occasions.was_told(session, once):
        await occasions.tell(
            session, one, who, News.FEEDBACK, policy, at=at, once=once, silent=True
        )


def _once(gathering_id: int, who: SignUp) -> str:
    return f"gathering:{gathering_id}:stars:{who.key}"


async def asked(session: AsyncSession, actor: Actor, *, at: datetime) -> Question | None:
    """Return the last question of these days that somebody has not answered."""
    for who in await sign_ups.unrated(session, actor.id, since=at - A_WEEK):
        message = await outbox.queued_as(session, _once(who.gathering_id, who))
        if message is not None:
            return Question(who.gathering_id, message.message_id)
    return None


async def rate(
    session: AsyncSession, gathering_id: int, actor: Actor, stars: int, *, at: datetime
) -> None:
    """Keep how many stars somebody gives, once. Raises Refusal for a second time."""
    who = await sign_ups.sign_up_of(session, gathering_id, actor.id)
    one = await gatherings.locked(session, gathering_id)
    over = one is not None and one.state is GatheringState.OVER
    if one is None or not over or who is None or not 1 <= stars <= MOST:
        raise Stale("refusal-gathering-off")
    if who.stars is not None:
        raise Refusal("refusal-rated", stars=who.stars)
    who.stars = stars
    await occasions.stir(session, one, at=at)
