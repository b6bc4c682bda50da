"""Two reports of the same matter: one goes on for both, and may be parted from it again."""

from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.policy import Policy
from bot.domain.states import Action
from bot.errors import Unfit
from bot.services import cards, guardians, history
from bot.services.rights import Actor, Staff, as_staff
from bot.storage import cases, families
from bot.storage.cases import Case


async def original_of(session: AsyncSession, case: Case, number: int | None, actor: Actor) -> Case:
    """Return the case of this number, or the one that it was merged into itself, for change.

    Raises Unfit without a number, where that leads back to `case`, where no case has it, and where
    it can't be the same matter.
    """
    if number is None:
        raise Unfit("refusal-number-needed")
    other = await _going_on(session, number)
    if other is None:
        raise Unfit("refusal-not-found")
    if other.key == case.key:
        raise Unfit("refusal-merged-itself")
    goes_on = await history.load(session, other.key)
    if (goes_on.kind.is_lost, goes_on.kind.is_found) != (case.kind.is_lost, case.kind.is_found):
        raise Unfit("refusal-merge-kind", number=number)
    if case.kind.is_person:
        await _require_same_person(session, case, goes_on, actor)
    return goes_on


async def _require_same_person(
    session: AsyncSession, case: Case, goes_on: Case, actor: Actor
) -> None:
    """Raise Unfit for a person who isn't sought, or whom this one may know nothing of.

    Their family reads all of the case that goes on, and ends it by 找到了: a wrong digit must not
    lead to a stranger's child. 是同一人 has been said with both cards in view.
    """
    assert goes_on.number is not None
    if not goes_on.is_open:
        raise Unfit("refusal-merge-over", number=goes_on.number)
    if await families.said_to_be_same(session, case.key, goes_on.key):
        return
    if await as_staff(session, actor, await history.path_of(session, goes_on)) is None:
        raise Unfit("refusal-merge-elsewhere", number=goes_on.number)


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
    await guardians.release(session, case, policy, at=at)


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
