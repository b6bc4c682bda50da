"""Telling who wrote a notice what becomes of it: it comes later, groups did not hear it, it is over."""

from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.notices import NoticeLater, NoticeState, NoticeUnheard, Repeat, Why
from bot.domain.policy import Policy
from bot.domain.posts import Card
from bot.errors import NotAllowed
from bot.services import budgets, cards, notice_board, saying
from bot.services.notice_facts import post_of
from bot.services.rights import Actor
from bot.storage import notice_groups, notices
from bot.storage.notices import Notice, NoticeRun
from bot.storage.outbox import Lane, was_queued


async def tell_later(
    session: AsyncSession, notice: Notice, policy: Policy, *, at: datetime
) -> None:
    """Tell who wrote a single notice to which days it moves, once for each day that is new to them."""
    if notice.repeat is not Repeat.ONCE or notice.author_id is None:
        return
    await session.flush()
    coming = await budgets.coming(session, notice, policy, at)
    last, known = budgets.last_day(coming, policy), notice.expected_on
    once = f"notice-later:{notice.key}:{last}"
    if (last and known and last <= known) or await was_queued(session, once):
        return
    card = NoticeLater(notice.key, post_of(notice), coming)
    await _tell(session, notice, card, policy, at=at, once=once)


async def tell_over(
    session: AsyncSession, run: NoticeRun, notice: Notice, policy: Policy, *, at: datetime
) -> None:
    """An occurrence is done: tell who wrote it what came of a single one, or of a whole series."""
    await session.flush()
    if notice.repeat is Repeat.ONCE:
        found = await notice_groups.left_out(session, run.key)
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
    once: str | None = None,
) -> None:
    author = notice.author_id
    if author is None or not await cards.has_private_chat(session, author):
        return
    place = await cards.account_place(session, author, policy)
    silent = policy.night_until(at) is not None
    await saying.send(session, card, place, at=at, lane=Lane.CARDS, silent=silent, once=once)
