"""Messages that follow what happens: the clock draws them anew, each only after it has rested."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.policy import Policy
from bot.services import announcing, board, folding, notice_cards, occasions, saying, unanswered
from bot.services.saying import Drawing
from bot.storage import cases, live
from bot.storage.outbox import Delivery, Lane
from bot.storage.watches import UNANSWERED

Draw = Callable[[AsyncSession, Delivery, Policy, datetime], Awaitable[Drawing | None]]

DRAW: dict[str, Draw] = {
    board.BOARD: board.draw,
    UNANSWERED: unanswered.draw,
    folding.LIST: folding.draw,
    occasions.ANNOUNCEMENT: announcing.draw,
    occasions.INVITATION: announcing.draw,
    occasions.ORGANISER: announcing.draw_card,
    occasions.SIGNED_UP: occasions.draw_own,
    notice_cards.CARD: notice_cards.draw,
}
"""Which slot is drawn by whom."""


async def due(session: AsyncSession, _policy: Policy, at: datetime) -> Sequence[int]:
    """Return the messages that something has happened to."""
    return await live.due(session, at)


async def draw(session: AsyncSession, delivery_id: int, policy: Policy, *, at: datetime) -> None:
    """Queue what a message says by now; it rests before the next time."""
    message = await session.get_one(Delivery, delivery_id)
    if message.case_id is not None:  # whoever changes the case stirs what tells of it
        await cases.locked(session, message.case_id)
    await session.refresh(message, with_for_update=True)
    kept = await live.locked(session, delivery_id)
    if kept is None or kept.due_at is None or kept.due_at > at:
        return
    kept.due_at = None
    if message.slot is None:
        return
    drawing = await DRAW[message.slot](session, message, policy, at)
    if drawing is None:
        return
    kept.rests_until = at + drawing.rests
    await saying.change(session, message, drawing.card, at=at, lane=Lane.CARDS)
    if drawing.again_at is not None:
        kept.due_at = max(drawing.again_at, kept.rests_until)
