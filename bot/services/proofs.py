"""A photo of finished work under the card: it ends the case with its words, or comes after the end."""

from datetime import datetime, timedelta

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.kinds import Outcome, offered
from bot.domain.policy import Policy
from bot.domain.reports import says_done
from bot.domain.states import CLOSED, Action, State
from bot.services import attachments, cards, closing, history, notes, surveys
from bot.services.rights import Actor, as_staff
from bot.storage import alerts
from bot.storage.cases import Case

AFTER = timedelta(minutes=10)
"""So long after 办结 a photo still belongs to it."""


async def wanted(session: AsyncSession, case_id: int, actor: Actor, *, at: datetime) -> bool:
    """Whether a photo of this person under the card shows that the work is done."""
    case = await history.load(session, case_id)
    if not case.kind.wants_photo or case.state is State.DRAFT:
        return False
    if await as_staff(session, actor, await history.path_of(session, case)) is None:
        return False
    return case.is_open or _just_closed(case, at)


def _just_closed(case: Case, at: datetime) -> bool:
    ended = case.state in {State.RESOLVED, State.UNRESOLVED}
    return ended and case.closed_at is not None and at <= case.closed_at + AFTER


async def show(
    session: AsyncSession,
    case_id: int,
    actor: Actor,
    policy: Policy,
    *,
    source: tuple[int, int],
    photo: str,
    words: str,
    at: datetime,
) -> Outcome | None:
    """Keep a photo that answers the card, and end the case where the words say that it is done.

    What may cost a life, or stands in the groups, is ended by 办结 alone. Returns how it has
    ended by this, if it has. `source` is the chat and message of the photo.
    """
    case = await history.load(session, case_id)
    if case.state in CLOSED:
        await _show_late(
            session, case, actor, policy, source=source, photo=photo, words=words, at=at
        )
        return None
    await notes.prove(
        session, case_id, actor, policy, source=source, photo=photo, words=words, at=at
    )
    if not says_done(words) or case.is_urgent or await alerts.active(session, case.key):
        return None
    outcome = offered(case.kind)[0]
    await closing.close(session, case_id, actor, policy, outcome=outcome, at=at)
    return outcome


async def _show_late(
    session: AsyncSession,
    case: Case,
    actor: Actor,
    policy: Policy,
    *,
    source: tuple[int, int],
    photo: str,
    words: str,
    at: datetime,
) -> None:
    """Put the photo to a case just closed; its reporter is asked anew, with it, unless they answered."""
    staff = await history.require_staff(session, case, actor)
    if not _just_closed(case, at):
        await history.require_unended(session, case)
    notes.require_short(words)
    case.after_photo, case.no_photo = photo, None
    await history.apply(session, case, Action.PROVE, staff, at=at)
    await cards.refresh(session, case, policy, at=at)
    caption = notes.without_contact_of(case, words)
    await attachments.attach(session, case, source, caption=caption, at=at)
    await surveys.ask_anew(session, case, policy, at=at)
