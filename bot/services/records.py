"""What is kept of gatherings: how many came, for ever; who, only as long as it is needed."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.gatherings import COMING, GatheringState
from bot.domain.policy import Policy
from bot.services import signing_up
from bot.services.rights import Actor
from bot.storage import certificates, gatherings, sign_ups
from bot.storage.gatherings import Gathering


async def due(session: AsyncSession, policy: Policy, at: datetime) -> Sequence[int]:
    """Return gatherings that were held, or called off, longer ago than personal data is kept."""
    return await gatherings.to_be_wiped(session, before=at - policy.retention)


async def wipe(session: AsyncSession, gathering_id: int, policy: Policy, *, at: datetime) -> None:
    """Forget who came to a gathering; certificates stay until they have run out as long ago."""
    one = await gatherings.locked(session, gathering_id)
    if one is None or one.wiped_at is not None or not _is_past(one, policy.retention, at):
        return
    one.wiped_at = at
    await sign_ups.wipe(session, one.key)
    await certificates.forget_expired(session, before=at - policy.retention)


def _is_past(one: Gathering, kept: timedelta, at: datetime) -> bool:
    ended = one.state in {GatheringState.OVER, GatheringState.CANCELLED}
    return ended and one.course.ends_at <= at - kept


async def forget(
    session: AsyncSession, actor: Actor, policy: Policy, *, at: datetime
) -> tuple[int, int]:
    """Take somebody off every list and delete their certificates; returns how many of each.

    Whoever waits for their place moves up; that somebody came to what is over stays counted.
    """
    count = 0
    for who in await sign_ups.sign_ups_of(session, actor.id):
        one = await gatherings.locked(session, who.gathering_id)
        assert one is not None
        await session.refresh(who)  # they may just have moved up
        count += who.state in COMING
        if one.state is GatheringState.PLANNED and who.state in COMING:
            await signing_up.go(session, one, who, policy, at=at)
        await sign_ups.forget_names(session, one.key)
        who.user_id, who.name, who.certified_as = None, "", ""
    await session.flush()
    return count, await certificates.forget_person(session, actor.id)
