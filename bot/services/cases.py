"""Working on a case: seen, claimed, finished, checked."""

from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.cards import Facts, StaffCard
from bot.domain.policy import Policy
from bot.domain.states import Action, State
from bot.errors import NotAllowed, Stale, Taken
from bot.services import cards, describing, desk, history, relaying, rights, unfound
from bot.services.rights import Actor, Staff
from bot.storage import alerts, repeats
from bot.storage.cases import Case


async def work_on(
    session: AsyncSession, case_id: int, actor: Actor, *, at: datetime
) -> tuple[Case, Staff]:
    """Load a case for a press of staff; the press itself ends the silence."""
    case = await history.load(session, case_id)
    staff = await history.require_staff(session, case, actor)
    await history.require_unended(session, case)
    history.touched(case, staff, at=at)
    return case, staff


async def acknowledge(
    session: AsyncSession, case_id: int, actor: Actor, policy: Policy, *, at: datetime
) -> Case:
    """Note 收到: somebody on staff has seen the case."""
    case, staff = await work_on(session, case_id, actor, at=at)
    await history.apply(session, case, Action.ACKNOWLEDGE, staff, at=at)
    await cards.refresh(session, case, policy, at=at)
    return case


async def claim(
    session: AsyncSession, case_id: int, actor: Actor, policy: Policy, *, at: datetime
) -> Case:
    """Make the presser the owner; raises Taken for everybody after the first."""
    await rights.keep(session, actor)
    case, staff = await work_on(session, case_id, actor, at=at)
    if case.state is State.IN_PROGRESS and case.owner_id is not None:
        if case.owner_id == staff.id:
            return case
        raise Taken(by=case.owner_name or "", at=case.claimed_at or at)
    await history.ensure_submitted(session, case, staff, at=at)
    case.owner_id, case.owner_name, case.claimed_at = staff.id, staff.name, at
    await history.apply(session, case, Action.CLAIM, staff, at=at)
    await desk.tell_staff(session, case, policy, at=at)
    await cards.refresh(session, case, policy, at=at)
    return case


async def finish(
    session: AsyncSession, case_id: int, actor: Actor, policy: Policy, *, at: datetime
) -> Case:
    """Note 提交核查: the work is done, the chief grid or duty looks whether it really is."""
    case, staff = await work_on(session, case_id, actor, at=at)
    await history.apply(session, case, Action.FINISH, staff, at=at)
    await cards.refresh(session, case, policy, at=at)
    if not case.kind.is_person:
        await desk.tell_checkers(session, case, policy, at=at)
    return case


async def to_check(
    session: AsyncSession, case_id: int, actor: Actor, policy: Policy, *, at: datetime
) -> Facts:
    """Return a case's facts for 核查通过; raises as `for_staff`, and NotAllowed as `_require_check`."""
    found = await for_staff(session, case_id, actor, policy, at=at)
    case = await history.load(session, case_id)
    _require_check(case, await history.require_staff(session, case, actor))
    return found


def _require_check(case: Case, staff: Staff) -> None:
    """Raise NotAllowed unless this one may say that it is done.

    Others check the work than did it (contract.md, "Who may press"); but that a person is safe, any
    worker who has seen them may say (promise 2).
    """
    if not (staff.oversees or case.kind.is_person):
        raise NotAllowed("refusal-check")


async def fail_check(
    session: AsyncSession, case_id: int, actor: Actor, policy: Policy, *, at: datetime
) -> Case:
    """Note 核查不通过: back to the worker, or to whoever pressed where nobody owned it."""
    case, staff = await work_on(session, case_id, actor, at=at)
    _require_check(case, staff)
    if case.owner_id is None:
        case.owner_id, case.owner_name, case.claimed_at = staff.id, staff.name, at
    case.after_photo = case.no_photo = None  # of work that is not done yet
    await history.apply(session, case, Action.FAIL, staff, at=at)
    await unfound.say_so(session, case, at=at)
    await cards.refresh(session, case, policy, at=at)
    if case.kind.is_person:
        await relaying.put_photos_back(session, case, at=at)
    if case.owner_id != staff.id:
        await desk.tell_owner(session, case, policy, at=at)
    return case


async def for_staff(
    session: AsyncSession, case_id: int, actor: Actor, policy: Policy, *, at: datetime
) -> Facts:
    """Return an open case's facts for a picker; raises NotAllowed, or Stale once it has ended.

    Whoever opens one has seen the case: the silence is over, and its reporter reads of it.
    """
    case, _ = await work_on(session, case_id, actor, at=at)
    if case.seen_at == at:
        await cards.refresh(session, case, policy, at=at)
    return await describing.facts(session, case)


async def require_handler(session: AsyncSession, case_id: int, actor: Actor) -> None:
    """Raise NotAllowed for whoever may not work on a case, open or closed."""
    case = await history.load(session, case_id)
    await history.require_staff(session, case, actor)


async def card_for_staff(
    session: AsyncSession, case_id: int, actor: Actor, policy: Policy, *, at: datetime
) -> tuple[StaffCard, bool]:
    """Return an open case's card for the menu under it, and whether it was ever published.

    Raises as `for_staff`.
    """
    await for_staff(session, case_id, actor, policy, at=at)
    card = await cards.staff_card(session, await history.load(session, case_id))
    return card, await alerts.was_published(session, case_id)


async def also_met(
    session: AsyncSession, case_id: int, actor: Actor, policy: Policy, *, at: datetime
) -> Case:
    """Count one more resident who met the same; pressing twice counts once."""
    case = await history.load(session, case_id)
    history.require_open(case)
    if not case.kind.in_public:
        raise Stale
    if case.reporter_id == actor.id:
        return case
    if await session.get(repeats.AlsoMet, (case.key, actor.id)) is None:
        session.add(repeats.AlsoMet(case_id=case.key, user_id=actor.id, at=at))
        case.reports += 1
        await session.flush()
        await cards.refresh(session, case, policy, at=at)
    return case
