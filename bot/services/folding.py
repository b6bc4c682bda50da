"""The one list of a staff group in a storm: which cases stand on it, and what it says of them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.boards import CaseLine, CaseList
from bot.domain.policy import Policy, Rate
from bot.domain.states import State
from bot.domain.storms import may_fold, storm_until
from bot.services import cards, describing, saying
from bot.services.saying import Drawing, Place
from bot.storage import chats, folds
from bot.storage.cases import Case
from bot.storage.folds import Folded
from bot.storage.outbox import WAITING, Delivery, Lane

LIST = "list"
MOST_LINES = 16
"""Two buttons a row, eight rows."""


async def fold(
    session: AsyncSession, case: Case, place: Place, policy: Policy, *, at: datetime
) -> bool:
    """Put a case on the group's list where more have come than it can read; says whether it did.

    The first list of a storm is a message of its own, so that it is seen; the others on it wait for
    the next time it is drawn.
    """
    if policy.fold is None or place.chat_id > 0:
        return False
    await chats.lock(session, place.chat_id)
    before = await _arrivals(session, place.chat_id, policy.fold, at=at)
    if storm_until([at, *before], policy.fold) is None:
        return False
    running = storm_until(before, policy.fold) is not None
    since = at - policy.fold.per
    standing = await folds.newest_list(session, place.chat_id, since=since) if running else None
    standing = standing or await _begin(session, place, at=at)
    session.add(Folded(list_id=standing.key, case_id=case.key, at=at))
    await session.flush()
    if standing.status in WAITING:
        drawing = await draw(session, standing, policy, at)
        await saying.change(session, standing, drawing.card, at=at, lane=Lane.CARDS)
    await folds.stir(session, case.key, at=at)
    return True


def may_wait(case: Case) -> bool:
    """Return whether staff may read of a case on a list, and see its card when they ask for it."""
    if case.state is State.DRAFT or case.reopened:
        return False  # the one has no number to be pressed by, the other has waited once
    spoken = case.voice is not None
    return may_fold(case.kind, case.level, life_safety=case.life_safety, spoken=spoken)


async def _arrivals(
    session: AsyncSession, chat_id: int, rate: Rate, *, at: datetime
) -> Sequence[datetime]:
    most = rate.count + 1
    return await folds.arrivals(session, chat_id, cards.STAFF, since=at - rate.per, most=most)


async def _begin(session: AsyncSession, place: Place, *, at: datetime) -> Delivery:
    message = await saying.send(session, CaseList(), place, at=at, lane=Lane.CARDS, slot=LIST)
    await saying.keep_live(session, message, due_at=None)
    return message


async def draw(session: AsyncSession, message: Delivery, policy: Policy, at: datetime) -> Drawing:
    """Draw a list; while the storm lasts it is drawn again when that may be over."""
    rows = await folds.open_cases(session, message.key, most=MOST_LINES)
    total = await folds.open_count(session, message.key)
    until = None
    if policy.fold is not None:
        until = storm_until(
            await _arrivals(session, message.chat_id, policy.fold, at=at), policy.fold
        )
    lines = [await _line(session, case, card_at) for case, card_at in rows]
    drawn = CaseList(tuple(lines), total)
    if policy.fold is not None and until is not None:
        minutes = policy.fold.per / timedelta(minutes=1)
        drawn = replace(drawn, limit=policy.fold.count, minutes=minutes, until=until)
    return Drawing(drawn, until)


async def _line(session: AsyncSession, case: Case, card_at: datetime | None) -> CaseLine:
    known = replace(await describing.facts(session, case), text="")
    return CaseLine(known, has_card=card_at is not None)
