"""The name on a certificate: given by whoever comes, corrected by whoever trains."""

from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain import certificates as rules
from bot.domain.gatherings import COMING, GatheringType, Occasion
from bot.domain.policy import Policy
from bot.errors import Refusal, Stale, Unfit
from bot.services import attending, certificates, occasions
from bot.services.rights import Actor
from bot.storage import certificates as papers
from bot.storage import gatherings, sign_ups
from bot.storage.gatherings import Gathering
from bot.storage.sign_ups import SignUp


async def require_open(session: AsyncSession, gathering_id: int, actor: Actor) -> SignUp:
    """Return how somebody stands with a training; raises Refusal once their certificate is made.

    From then on only the trainer corrects it: a certificate is not passed on by another name.
    """
    one = await gatherings.locked(session, gathering_id)
    who = await sign_ups.sign_up_of(session, gathering_id, actor.id)
    if one is None or who is None or who.state not in COMING:
        raise Stale("refusal-gathering-off")
    if one.type is not GatheringType.TRAINING:
        raise Stale
    if await papers.of(session, gathering_id, actor.id) is not None:
        raise Refusal("refusal-name-made")
    return who


async def give(
    session: AsyncSession,
    gathering_id: int,
    actor: Actor,
    words: str,
    policy: Policy,
    *,
    at: datetime,
) -> bool:
    """Say what one's certificate is to say; returns whether it is made now. Raises Unfit for no name."""
    who = await require_open(session, gathering_id, actor)
    who.certified_as = _name(words)
    one = await session.get_one(Gathering, gathering_id)
    await occasions.stir_row(session, one, [who], at=at)
    if not who.passed:
        return False
    await certificates.grant(session, one, who, policy, at=at)
    return True


async def correct(
    session: AsyncSession,
    gathering_id: int,
    actor: Actor,
    key: int,
    words: str,
    policy: Policy,
    *,
    at: datetime,
) -> Occasion:
    """Correct a name on the list; a certificate is made anew with the same number."""
    one = await attending.require_run_by(session, gathering_id, actor)
    who = await attending.listed(session, one, key)
    who.certified_as = _name(words)
    if who.user_id is None:
        raise Stale
    await occasions.stir_row(session, one, [who], at=at)
    held = await papers.of(session, one.key, who.user_id)
    if held is not None:
        await certificates.rename(session, held, who.certified_as, policy, at=at)
    elif who.passed:
        await certificates.grant(session, one, who, policy, at=at)
    return await occasions.occasion(session, one)


def _name(words: str) -> str:
    name = rules.name_in(words)
    if name is None:
        raise Unfit("refusal-name")
    return name
