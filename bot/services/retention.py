"""Wiping what is personal of cases that ended long enough ago (promise 6); the record stays."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import structlog
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.policy import Policy
from bot.services import history
from bot.storage import doubts, gatherings, givers, matches, outbox, wiping
from bot.storage.cases import Case

log = structlog.get_logger(__name__)


async def due(session: AsyncSession, policy: Policy, at: datetime) -> Sequence[int]:
    """Return cases that ended longer ago than personal data is kept."""
    return await wiping.to_be_wiped(session, closed_before=at - policy.retention)


@dataclass(frozen=True)
class Due:
    """What is to be wiped now, and how many ended cases wait for their time."""

    cases: Sequence[tuple[int, datetime]]
    """Number and end."""
    gatherings: int
    later: int


async def look(session: AsyncSession, policy: Policy, *, at: datetime) -> Due:
    """Return what the job would wipe at this time; changes nothing."""
    before = at - policy.retention
    ended = await wiping.ended(session)
    held = await gatherings.to_be_wiped(session, before=before)
    now = [(number, closed) for number, closed in ended if closed <= before]
    return Due(now, len(held), len(ended) - len(now))


async def wipe(session: AsyncSession, case_id: int, policy: Policy, *, at: datetime) -> None:
    """Forget whose case it was and what they said; kind, coarse place, steps and outcome stay."""
    case = await history.load(session, case_id)
    if (
        case.wiped_at is not None
        or case.closed_at is None
        or case.closed_at > at - policy.retention
    ):
        return
    await wipe_now(session, case, at=at)


async def wipe_now(session: AsyncSession, case: Case, *, at: datetime) -> None:
    """Wipe a case that has ended, at its time or because whoever reported it wants it forgotten."""
    await wiping.wipe(session, case, at=at)
    await doubts.forget(session, case.key)
    await givers.forget(session, case.key)
    await matches.forget(session, case.key)
    await outbox.forget_words(session, case.key)
    log.info("personal data wiped", case=case.number)
