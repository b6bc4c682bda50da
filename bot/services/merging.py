"""Two reports of the same matter: one goes on for both, and may be parted from it again."""

from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.policy import Policy
from bot.domain.states import Action
from bot.errors import Unfit
from bot.services import cards, clues, guardians, history
from bot.services.rights import Staff
from bot.storage import cases
from bot.storage.cases import Case


async def original_of(session: AsyncSession, case: Case, number: int | None) -> Case:
    """Return the case of this number, or the one that it was merged into itself, for change.

    Raises Unfit without a number, where that leads back to `case`, and where no case has it.
    """
    if number is None:
        raise Unfit("refusal-number-needed")
    other = await _going_on(session, number)
    if other is None:
        raise Unfit("refusal-not-found")
    if other.key == case.key:
        raise Unfit("refusal-merged-itself")
    return await history.load(session, other.key)


async def lock(session: AsyncSession, case_id: int, number: int) -> None:
    """Lock both cases, the older one first, so that two who merge them into each other don't wait
    for each other for ever.
    """
    other = await _going_on(session, number)
    for key in sorted({case_id, other.key} if other is not None else {case_id}):
        await cases.locked(session, key)


async def _going_on(session: AsyncSession, number: int) -> Case | None:
    """Return the case of this number, or the one that goes on for it."""
    found = await cases.by_number(session, number)
    return found and await cases.going_on(session, found)


async def merged(
    session: AsyncSession, case: Case, original: Case, staff: Staff, policy: Policy, *, at: datetime
) -> None:
    """Count whoever reported or met the one for the other, which goes on for both."""
    original.reports += case.reports
    await _note(session, original, Action.MERGE, case, staff, policy, at=at)
    if case.guardian_id is not None and original.is_open and original.kind.is_lost:
        await welcome(session, original, policy, at=at)


async def welcome(session: AsyncSession, case: Case, policy: Policy, *, at: datetime) -> None:
    """Give whoever of the family has just joined a card of their own, and what was told so far."""
    await guardians.greet_guardian(session, case, policy, at=at)
    await clues.release(session, case, policy, at=at)


async def parted(
    session: AsyncSession, case: Case, original: Case, staff: Staff, policy: Policy, *, at: datetime
) -> None:
    """Undo that: each stands for itself."""
    original.reports -= case.reports
    await _note(session, original, Action.PART, case, staff, policy, at=at)


async def _note(
    session: AsyncSession,
    original: Case,
    action: Action,
    case: Case,
    staff: Staff,
    policy: Policy,
    *,
    at: datetime,
) -> None:
    if original.is_open:
        await history.apply(session, original, action, staff, at=at, note=str(case.number))
        await cards.refresh(session, original, policy, at=at)
