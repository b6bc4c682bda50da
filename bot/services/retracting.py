"""There was nothing to it, says whoever reported: a draft goes, of a case staff are asked."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.clue_cards import Says
from bot.domain.continuing import SPOKEN_OF
from bot.domain.endings import is_of_thing, says_mended
from bot.domain.policy import Policy
from bot.domain.states import State
from bot.services import additions, closing, history, reports
from bot.services.incoming import Incoming
from bot.services.rights import Actor
from bot.storage import reporters
from bot.storage.cases import Case


@dataclass(frozen=True)
class Retracted:
    """What somebody has taken back; `case` is set where staff know of it and decide."""

    case: int | None = None
    draft: bool = False


async def retract(
    session: AsyncSession, message: Incoming, policy: Policy, *, now: datetime
) -> Retracted | None:
    """Take back what its author has reported in this chat lately; None where there is nothing."""
    assert message.sender is not None
    case = await _reported_here(session, message, message.sender)
    if case is None:
        return None
    if case.state is State.DRAFT and not case.life_safety:
        await reports.forget(session, case, at=message.at)
        return Retracted()
    at, text = message.at, message.text
    await additions.add(
        session, case.key, message.sender, policy, text=text, photo=message.photo, now=now, at=at
    )
    if case.source == "staff":
        await closing.ask_staff(session, case, message.sender, text, Says.OVER, at=at)
        return Retracted()  # who works on it need not be told who does
    return await ask(session, case, message.sender, text, at=at)


async def ask(
    session: AsyncSession, case: Case, author: Actor, text: str, *, at: datetime
) -> Retracted:
    """Ask staff whether it is over; they decide."""
    await closing.ask_staff(session, case, author, text, Says.RETRACTS, at=at)
    return Retracted(case.key, draft=case.state is State.DRAFT)


async def _reported_here(session: AsyncSession, message: Incoming, author: Actor) -> Case | None:
    """Return the newest report of its author in this chat that this may be of, confirmed or not.

    What is mended may have been told of long ago and elsewhere, if there is but one such thing.
    """
    reported = [
        case
        for found in (reporters.drafts_of, reporters.open_of)
        for case in await found(session, author.id)
    ]
    if says_mended(message.text):
        things = [case.key for case in reported if case.kind.wants_photo]
        return await history.load(session, things[0]) if len(things) == 1 else None
    since = message.at - SPOKEN_OF
    theirs = [
        case for case in reported if case.chat_id == message.chat_id and case.opened_at > since
    ]
    of_thing = is_of_thing(message.text)
    meant = [one.key for one in theirs if not (of_thing and one.kind.is_person)]
    return await history.load(session, max(meant)) if meant else None
