"""Is it true? Answered against what anybody may know: what was published, what stands in the group."""

from datetime import datetime, timedelta

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.grid import GridLevel
from bot.domain.intake import Understanding, understand
from bot.domain.kinds import PERSONS, Kind
from bot.domain.likeness import Described, Trait, compare
from bot.domain.rumours import ABOUT_PERSONS, Truth, Verdict, number_in
from bot.domain.states import OPEN, State
from bot.services import describing
from bot.storage import alerts, cases, conversation, outbox
from bot.storage.cases import Case
from bot.storage.persons import Person

QUIET_FOR = timedelta(hours=6)
"""The same words get one note in a group in this time (promise 8)."""
KNOWN_BY = frozenset({Trait.CLOTHES, Trait.NAME})
"""An age and a sex are true of many children: a chain letter tells them, too."""


async def is_first(session: AsyncSession, chat_id: int, mark: str, *, at: datetime) -> bool:
    """Return whether nothing was said of this here lately, and note that something is said now."""
    return await conversation.say_once(session, chat_id, mark, since=at - QUIET_FOR, at=at)


async def truth_of(
    session: AsyncSession,
    chat_id: int,
    message_id: int | None,
    text: str,
    *,
    question: str = "",
    at: datetime,
) -> Truth | None:
    """Return what can be said of a message: one of ours, a report in this group, or any words.

    A number stands above the message that names it: it may have been copied from another group.
    Of gossip that tells of nobody there is nothing to say, unless the question does.
    """
    case = await _meant(session, chat_id, message_id, text)
    meaning = understand(text, now=at)
    if case is None:
        case = await _described_here(session, chat_id, meaning, at=at)
    if case is None and message_id is not None:
        case = await cases.by_message(session, chat_id, message_id)
    if case is not None and case.state is State.DRAFT and not case.life_safety:
        return None  # nobody on staff has heard of it: there is nothing to say yet
    if case is not None:
        return await _truth(session, case)
    reads = meaning.kind != "none" or meaning.forwarded_rumour or number_in(text) is not None
    return Truth(Verdict.UNKNOWN) if reads or ABOUT_PERSONS.search(question) else None


async def retold(
    session: AsyncSession, chat_id: int, meaning: Understanding, *, at: datetime
) -> Truth | None:
    """Return how the alert of ours stands that a letter tells anew; None where it tells of none."""
    case = await _described_here(session, chat_id, meaning, at=at)
    return await _truth(session, case) if case is not None else None


async def _meant(
    session: AsyncSession, chat_id: int, message_id: int | None, text: str
) -> Case | None:
    number = number_in(text)
    if number is not None:
        named = await cases.by_number(session, number)
        return named if named is not None and await _is_public(session, named) else None
    if message_id is None:
        return None
    ours = await outbox.by_message(session, chat_id, message_id)
    return await session.get(Case, ours.case_id) if ours and ours.case_id else None


async def _is_public(session: AsyncSession, case: Case) -> bool:
    if await alerts.was_published(session, case.key):
        return True
    return case.kind.in_public and not case.sensitive


async def _described_here(
    session: AsyncSession, chat_id: int, meaning: Understanding, *, at: datetime
) -> Case | None:
    """Return the case whose alert stands in this chat and tells of the same person."""
    if meaning.kind not in PERSONS or meaning.forwarded_rumour:
        return None
    age, age_to = meaning.person.ages
    told = Described(
        Kind(meaning.kind), at, meaning.person.sex, age, age_to, features=meaning.person.clothing
    )
    standing = await outbox.alerts_standing_in(session, chat_id, PERSONS)
    if chat_id > 0:
        standing = await alerts.out(session, PERSONS)
    for key in standing:
        case, person = await session.get_one(Case, key), await session.get_one(Person, key)
        known = Described(
            case.kind,
            case.opened_at,
            person.sex,
            person.age,
            person.age_to,
            person.name,
            features=person.clothing,
        )
        likeness = compare(known, told, GridLevel.GENERAL)
        if likeness and likeness.is_enough and KNOWN_BY & {sign.trait for sign in likeness.agree}:
            return case
    return None


async def _truth(session: AsyncSession, case: Case) -> Truth:
    """Return how a case stands, as far as a stranger may know it; of what is for few, nothing.

    What was merged into another stands as that one does.
    """
    case = await cases.going_on(session, case)
    if case.is_confidential or case.sensitive or case.exercise:
        return Truth(Verdict.UNKNOWN)
    if not (case.is_open or case.state is State.DRAFT) or case.state is State.PENDING_CHECK:
        public = await _is_public(session, case)
        return Truth(Verdict.OVER, await describing.facts(session, case) if public else None)
    alert = await alerts.active(session, case.key) if case.state in OPEN else None
    if alert is not None and alert.verified:
        return Truth(Verdict.LIVE, await describing.facts(session, case))
    if not case.kind.is_person and case.kind.in_public and case.number is not None:
        return Truth(Verdict.LIVE, await describing.facts(session, case))
    return Truth(Verdict.CHECKING)
