"""What is stored of one person, to be counted and forgotten at their own word."""

from collections.abc import Sequence

from sqlalchemy import delete, func, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.states import CLOSED, OPEN
from bot.storage.cases import Case
from bot.storage.clues import Clue
from bot.storage.conversation import RecentPhoto
from bot.storage.families import GOES_ON_ELSEWHERE
from bot.storage.invitations import Invitation
from bot.storage.outbox import LIVE, Delivery, Op, Post
from bot.storage.people import Appointment
from bot.storage.repeats import AlsoMet

_ENDED = select(Case.id).where(col(Case.state).in_(CLOSED))


async def photos(session: AsyncSession, user_id: int) -> int:
    """Return how many photos without words are remembered of a person."""
    query = select(func.count()).select_from(RecentPhoto)
    return (await session.exec(query.where(RecentPhoto.user_id == user_id))).one()


async def ended_cases(session: AsyncSession, user_id: int) -> Sequence[int]:
    """Return the cases that a person reported and that have ended, of which something is kept."""
    query = select(Case.id).where(
        Case.reporter_id == user_id,
        col(Case.guardian_id).is_(None) | (col(Case.guardian_id) == user_id),
        col(Case.state).in_(CLOSED),
        col(Case.wiped_at).is_(None),
        ~GOES_ON_ELSEWHERE,
    )
    return [key for key in await session.exec(query.order_by(col(Case.id))) if key is not None]


async def open_numbers(session: AsyncSession, user_id: int) -> Sequence[int]:
    """Return the numbers of cases in hand that a person reported, or is the guardian in."""
    query = select(Case.number).where(
        (Case.reporter_id == user_id) | (Case.guardian_id == user_id),
        col(Case.state).in_(OPEN) | GOES_ON_ELSEWHERE,
    )
    found = await session.exec(query.order_by(col(Case.id)))
    return [number for number in found if number is not None]


async def clues(session: AsyncSession, user_id: int) -> tuple[int, int]:
    """Empty a person's clues to cases that have ended; return how many, and how many are left."""
    theirs = col(Clue.user_id) == user_id
    ended = col(Clue.case_id).in_(_ENDED)
    count = select(func.count()).select_from(Clue).where(theirs)
    gone = (await session.exec(count.where(ended))).one()
    said = {"text": "", "name": "", "user_id": None}
    await session.exec(update(Clue).where(theirs, ended).values(**said))
    return gone, (await session.exec(count)).one()


async def copies_of_clues(session: AsyncSession, user_id: int) -> Sequence[Delivery]:
    """Return the copies that stand of what a person gave, beside words, to cases that have ended."""
    given = select(Clue.case_id, Clue.chat_id, Clue.message_id).where(
        Clue.user_id == user_id, col(Clue.media).is_not(None), col(Clue.case_id).in_(_ENDED)
    )
    sources = {(case, (chat, message)) for case, chat, message in await session.exec(given)}
    query = (
        select(Delivery, Post)
        .join(Post, col(Post.id) == Delivery.post_id)
        .where(
            col(Delivery.case_id).in_({case for case, _ in sources}),
            Delivery.op == Op.COPY,
            col(Delivery.slot).is_not(None),
            col(Delivery.status).in_(LIVE),
        )
    )
    found = await session.exec(query.order_by(col(Delivery.id)))
    return [
        message
        for message, words in found
        if (message.case_id, (words.params.get("chat_id"), words.params.get("message_id")))
        in sources
    ]


async def traces(session: AsyncSession, user_id: int) -> int:
    """Forget whom it was that met the same, and by which link they came, unless they hold a position.

    Returns how many positions they hold.
    """
    met = delete(AlsoMet).where(col(AlsoMet.user_id) == user_id, col(AlsoMet.case_id).in_(_ENDED))
    await session.exec(met)
    held = select(func.count()).select_from(Appointment).where(Appointment.user_id == user_id)
    positions = (await session.exec(held)).one()
    if not positions:
        await session.exec(delete(Invitation).where(col(Invitation.used_by) == user_id))
    return positions
