"""What an account leaves behind that may not have it any more: wishes, cases, cards in its chat."""

from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.grid import Role
from bot.domain.policy import Policy
from bot.domain.states import Action, State
from bot.services import asking, cards, desk, history, ring_notices, saying
from bot.services.board import BOARD
from bot.services.rights import Actor, as_staff
from bot.storage import cases, countersigns, outbox, people
from bot.storage.boards import WATCH
from bot.storage.cases import Case
from bot.storage.countersigns import Verdict
from bot.storage.grid import Grid
from bot.storage.outbox import Delivery, Lane

OF_STAFF = (
    cards.STAFF,
    cards.PREVIEW,
    cards.CORRECTION,
    cards.UNVERIFIED,
    cards.EXPIRING,
    cards.RELAY,
    cards.VOICE,
    cards.CALL,
    cards.CLOCK,
    cards.EXTENSION,
    cards.MATCH,
    ring_notices.RINGS,
    cards.SECOND,
    BOARD,
    WATCH,
)
"""What stands in a private chat because its owner works for a grid."""


async def drop_wishes(session: AsyncSession, user_id: int, *, at: datetime) -> None:
    """Let fall what they wanted a second person for, where it is theirs to want no longer."""
    for wish in await countersigns.asked_by(session, user_id):
        case = await history.load(session, wish.case_id)
        if not await _handles(session, user_id, case):
            await asking.settle(session, case, Verdict.DROPPED, None, at=at)


async def free(
    session: AsyncSession,
    user_id: int,
    by: Actor | None,
    policy: Policy,
    *,
    heir: Actor | None = None,
    at: datetime,
) -> list[Case]:
    """Take their cases from them; returns these. `by` is None for the clock.

    The `heir` has them then, else somebody else takes them, and silence counts anew; but what waits
    for its check needs no owner: it is passed or not as ever, and what does not pass is in hand with
    whoever said so.
    """
    await people.lock(session, user_id)  # what they claim in this moment is theirs, or isn't
    freed = []
    for case in await cases.owned_by(session, user_id):
        if await _handles(session, user_id, case):
            continue
        inherits = heir is not None and await _handles(session, heir.id, case)
        note, case.owner_name, case.owner_id, case.claimed_at = case.owner_name, None, None, None
        if case.state is State.PENDING_CHECK:
            await history.apply(session, case, Action.LEFT, by, at=at, note=note)
            await _tell_who_checks(session, case, policy, at=at)
        elif heir is not None and inherits:
            case.owner_id, case.owner_name = heir.id, heir.name
            await history.apply(session, case, Action.ASSIGN, by, at=at, note=heir.name)
            await desk.tell_person(session, case, heir.id, policy, at=at)
        else:
            await _give_back(session, case, note, by, policy, at=at)
        await cards.refresh(session, case, policy, at=at)
        freed.append(case)
    return freed


async def _give_back(
    session: AsyncSession,
    case: Case,
    owner: str | None,
    by: Actor | None,
    policy: Policy,
    *,
    at: datetime,
) -> None:
    case.accepted_at = case.accepted_at or at
    await history.apply(session, case, Action.RELEASE, by, at=at, note=owner)
    if case.is_urgent:
        history.expect_staff(case, policy, at=at)
    await desk.tell_staff(session, case, policy, at=at)


async def _tell_who_checks(
    session: AsyncSession, case: Case, policy: Policy, *, at: datetime
) -> None:
    """Put the card before those who may check it, where the only one stood with whoever is gone."""
    if case.kind.is_person:
        await desk.tell_staff(session, case, policy, at=at)
    else:
        await desk.tell_checkers(session, case, policy, at=at)


async def clear_private_chat(session: AsyncSession, user_id: int, *, at: datetime) -> None:
    """Take away what they could read as staff; what they reported themselves stays with them."""
    for message in await outbox.live_in_chat(session, user_id, OF_STAFF):
        if not await _reads(session, user_id, message):
            await saying.remove(session, message, at=at, lane=Lane.DANGER)


async def _handles(session: AsyncSession, user_id: int, case: Case) -> bool:
    return await history.staff_of(session, case, Actor(user_id, "")) is not None


async def _reads(session: AsyncSession, user_id: int, message: Delivery) -> bool:
    """Whether they are anything at the node for which they have the message."""
    reader, anything = Actor(user_id, ""), frozenset(Role)
    if message.grid_id is not None:
        node = await session.get_one(Grid, message.grid_id)
        return await as_staff(session, reader, node.path, anything) is not None
    case = await session.get(Case, message.case_id) if message.case_id else None
    return case is not None and await history.staff_of(session, case, reader, anything) is not None
