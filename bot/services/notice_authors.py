"""Telling who wrote a notice what becomes of it: it comes later, groups did not hear it, it is over."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.grid import Audience
from bot.domain.notices import NoticeLater, NoticeState, NoticeUnheard, Repeat, Why
from bot.domain.policy import Policy
from bot.domain.posts import Card
from bot.errors import NotAllowed
from bot.services import budgets, cards, notice_board, saying
from bot.services.notice_facts import post_of, too_late
from bot.services.rights import Actor
from bot.storage import live, notice_days, notices
from bot.storage.notices import TO_BE_SENT, Notice, NoticeRun
from bot.storage.outbox import Lane


async def doubt(session: AsyncSession, notice: Notice, *, at: datetime) -> None:
    """Have all looked at that wait for a day which this one may have taken."""
    await session.flush()
    paths = [node.path for node in await notices.scope_of(session, notice.key)]
    staff = notice.audience is Audience.STAFF
    await notices.put_in_doubt(session, paths, staff=staff, but=notice.key, at=at)


async def due(session: AsyncSession, _policy: Policy, at: datetime) -> Sequence[int]:
    """Return the notices whose day something else may have taken."""
    return await notices.in_doubt(session, at)


async def look_again(session: AsyncSession, key: int, policy: Policy, *, at: datetime) -> None:
    """For the clock: tell who wrote it where groups hear it later now, or not at all."""
    notice = await session.get(Notice, key, with_for_update=True)
    if notice is None or notice.in_doubt_since is None:
        return
    notice.in_doubt_since = None
    if notice.state in TO_BE_SENT:
        await tell_later(session, notice, policy, at=at)


async def tell_later(
    session: AsyncSession, notice: Notice, policy: Policy, *, at: datetime
) -> None:
    """Tell who wrote a single notice to which days it moves, where that is new to them."""
    if notice.repeat is not Repeat.ONCE or notice.author_id is None:
        return
    await session.flush()
    coming = await budgets.coming(session, notice, policy, at)
    if not coming:
        return
    known, knew = notice.expected_on, notice.expected_without
    last, without = budgets.last_day(coming, policy), budgets.without(coming)
    later = last is not None and known is not None and last > known
    if not later and without <= knew:
        return
    notice.expected_on, notice.expected_without = last or known, without
    late = too_late(notice, coming, policy)
    card = NoticeLater(notice.key, post_of(notice), coming, late)
    await _tell(session, notice, card, policy, at=at)
    await live.stir(session, notices.cards_of(notice.key), at=at)


async def tell_over(
    session: AsyncSession, run: NoticeRun, notice: Notice, policy: Policy, *, at: datetime
) -> None:
    """An occurrence is done: tell who wrote it what came of a single one, or of a whole series."""
    await session.flush()
    if notice.repeat is Repeat.ONCE:
        found = await notice_days.left_out(session, run.key)
        reasons = tuple((why or Why.DAY, count) for why, count in found)
        if reasons or run.missed:
            card = NoticeUnheard(notice.key, post_of(notice), reasons)
            await _tell(session, notice, card, policy, at=at)
    elif notice.state is NoticeState.OVER:
        await _tell_ended(session, notice, policy, at=at)


async def _tell_ended(
    session: AsyncSession, notice: Notice, policy: Policy, *, at: datetime
) -> None:
    """Give who wrote a series its card: how often it went out, and where it was not heard."""
    if notice.author_id is None or await notices.open_run(session, notice.key) is not None:
        return
    author = Actor(notice.author_id, notice.author_name)
    try:
        card = await notice_board.card(session, notice.key, author, policy, at=at)
    except NotAllowed:
        return  # they work here no longer
    await _tell(session, notice, card, policy, at=at)


async def _tell(
    session: AsyncSession,
    notice: Notice,
    card: Card,
    policy: Policy,
    *,
    at: datetime,
) -> None:
    author = notice.author_id
    if author is None or not await cards.has_private_chat(session, author):
        return
    place = await cards.account_place(session, author, policy)
    silent = policy.night_until(at) is not None
    await saying.send(session, card, place, at=at, lane=Lane.CARDS, silent=silent)
