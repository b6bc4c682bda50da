"""The number of a copy that may stand unknown, of an alert or a card, is looked for where it can be.

A supergroup numbers its messages one by one, so a copy whose answer was lost stands shortly before
the second one. Giving a message the keyboard that the copy has changes nothing: of the copy Telegram
says "not modified", of anybody else's message "can't be edited". Nothing is ever deleted by a guess.
"""

from datetime import datetime, timedelta

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.storage import doubles
from bot.storage.boards import WATCH
from bot.storage.outbox import NEW, STAFF, Delivery, Lane, Op, Purpose, Status

FAR = 20
"""So many numbers are tried at most."""
SUPERGROUPS = -1_000_000_000_000
"""Their ids are below this; other groups share their numbers with all chats of the bot."""
FIRST, NEXT = timedelta(seconds=2), timedelta(seconds=5)
"""An answer that is only late comes by then; and a group has other things to hear."""
NOT_THERE = "no answer came, so it was sent again: looked for, and it does not stand"


async def look_for_copies(session: AsyncSession, message: Delivery, *, at: datetime) -> None:
    """Queue the search for the copies of a message that has come to stand and shows somebody's data."""
    shows = message.purpose is Purpose.ALERT or message.slot in {STAFF, WATCH}
    if not shows or message.chat_id > SUPERGROUPS:
        return
    for copy in await doubles.unknown_copies(session, message.key):
        number = await _number_below(session, copy, message.message_id or 0)
        if number is None:
            copy.reason = NOT_THERE
        else:
            session.add(_search(copy, number, at=at))


def _search(copy: Delivery, number: int, *, at: datetime) -> Delivery:
    return Delivery(
        post_id=copy.post_id,
        case_id=copy.case_id,
        purpose=Purpose.CARD,
        op=Op.FIND,
        chat_id=copy.chat_id,
        grid_id=copy.grid_id,
        locale=copy.locale,
        lane=Lane.CARDS,
        exercise=copy.exercise,
        target_id=copy.id,
        reply_to=number,
        not_before=at + FIRST,
        queued_at=at,
    )


async def is_there(
    session: AsyncSession, search: Delivery, copy: Delivery, *, at: datetime
) -> None:
    """Note that a copy stands under the number that was tried: one of the two goes."""
    search.status, search.reason, search.sent_at = Status.SENT, None, at
    await doubles.meet(session, copy, search.reply_to or 0, at=at)


async def is_elsewhere(
    session: AsyncSession, search: Delivery, copy: Delivery, *, at: datetime
) -> None:
    """Try the next number, or give up: then the copy stays on the ledger for people to look after."""
    number = await _number_below(session, copy, search.reply_to or 0)
    if number is not None and search.attempts < FAR:
        search.status, search.reply_to = Status.RETRYING, number
        search.not_before = at + NEXT
        return
    search.status, search.reason = Status.DROPPED, "not found"
    if number is None:
        copy.reason = NOT_THERE
        await doubles.stir_boards(session, copy, at=at)


async def _number_below(session: AsyncSession, copy: Delivery, number: int) -> int | None:
    """Return the next number under which a copy may stand; None where what came before it begins."""
    query = select(Delivery.message_id, Delivery.sent_at).where(
        Delivery.chat_id == copy.chat_id,
        col(Delivery.message_id).between(number - FAR, number - 1),
        col(Delivery.op).in_(NEW),
    )
    ours = dict((await session.exec(query)).all())
    for below in range(number - 1, max(number - FAR, 1) - 1, -1):
        if below not in ours:
            return below
        sent_at = ours[below]
        if sent_at and copy.claimed_at and sent_at <= copy.claimed_at:
            return None
    return None
