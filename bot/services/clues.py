"""Clues: to the staff at once, to the guardian as words only, never closing anything."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain import continuing
from bot.domain.cards import Facts
from bot.domain.endings import may_be_found
from bot.domain.intake import understand
from bot.domain.kinds import PERSONS, Kind
from bot.domain.policy import Policy
from bot.domain.sightings import is_told, may_be_of
from bot.domain.small_words import cheers, says_nothing_more
from bot.domain.staff_talk import says_over
from bot.domain.states import OPEN, Action, State
from bot.errors import NotFound, Refusal, Stale
from bot.services import cards, describing, givers, guardians, history, missed, relaying
from bot.services.cases import work_on
from bot.services.rights import Actor
from bot.storage import alerts, cases, clues, families, outbox
from bot.storage.boards import WATCH
from bot.storage.cases import Case
from bot.storage.clues import Clue
from bot.storage.givers import Giver, held_clues
from bot.storage.outbox import Purpose

TOLD_WITHIN = timedelta(hours=2)
"""So long after a report words of a neighbour who saw somebody are about that one."""


@dataclass(frozen=True)
class Seen:
    """What somebody wrote about an alert: one message, with what it carries besides words."""

    chat_id: int
    message_id: int
    sender: Actor | None
    text: str
    media: str | None
    """`photo`, `voice`, `location` …: relayed as a copy of the message."""
    source: str
    """`private`, `reply`, or of `CLAIMS`."""
    at: datetime


async def for_clue(session: AsyncSession, number: int) -> Facts:
    """Return the case that a clue is wanted for; raises NotFound or Refusal once it is over."""
    case = await cases.by_number(session, number)
    if case is None or not case.kind.can_alert:
        raise NotFound
    if case.state not in OPEN:
        raise Refusal("refusal-case-over")
    if not await alerts.was_published(session, case.key):
        raise NotFound  # nobody but staff and the reporter knows of it yet
    return await describing.facts(session, case)


async def for_claim(session: AsyncSession, number: int) -> Facts:
    """Return the found person's case that somebody says is theirs; raises as `for_clue`."""
    facts = await for_clue(session, number)
    if not facts.kind.is_found:
        raise NotFound
    return facts


async def case_answered(
    session: AsyncSession,
    chat_id: int,
    message_id: int,
    writer: Actor | None,
    text: str,
    *,
    now: datetime,
) -> int | None:
    """Return the case whose alert stands in the chat as this message, with residents or with staff.

    Who answers a staff card with whom they have seen tells of whoever is looked for. Before there
    is an alert, neighbours answer what the bot said under the report of a person; what reads
    as a report by itself is one.
    """
    message = await outbox.by_message(session, chat_id, message_id)
    if message is None or message.case_id is None:
        return None
    if message.purpose is Purpose.ALERT or message.slot == WATCH:
        return None if cheers(text) else message.case_id
    if message.slot == cards.STAFF:
        return await _told_under_card(session, message.case_id, text, now=now)
    if message.slot != cards.REPORTER or writer is None or says_nothing_more(text):
        return None
    if understand(text, now=now).kind != "none":
        return None
    case = await session.get_one(Case, message.case_id)
    if not (case.kind.is_person and (case.is_open or case.state is State.DRAFT)):
        return None
    theirs = writer.id == case.reporter_id or writer.id in await families.family_of(session, case)
    return None if theirs else case.key


async def _told_under_card(
    session: AsyncSession, case_id: int, text: str, *, now: datetime
) -> int | None:
    case, told = await session.get_one(Case, case_id), understand(text, now=now)
    sought = case.kind.is_lost and (case.state in OPEN or case.state is State.DRAFT)
    if not sought or says_over(text) or may_be_found(text):
        return None
    if told.kind not in PERSONS:
        of_them = is_told(text) and may_be_of(case.kind, case.text, text)
    else:
        first = understand(case.text, now=case.opened_at, known=case.kind)
        of_them = Kind(told.kind).is_child is case.kind.is_child
        of_them = of_them and not continuing.is_somebody_else(first, told, text)
    return case.key if of_them else None


async def case_seen(
    session: AsyncSession, chat_id: int, writer_id: int, text: str, *, at: datetime
) -> int | None:
    """Return whom a sighting told in a group is of, before any alert: who was reported there lately.

    Another one who needs somebody is a report.
    """
    since = at - TOLD_WITHIN
    key = await missed.newest_in(session, chat_id, since, no_draft_of=writer_id)
    case = await session.get(Case, key) if key is not None else None
    if case is None or case.reporter_id == writer_id or not case.life_safety:
        return None
    return case.key if may_be_of(case.kind, case.text, text) else None


@dataclass(frozen=True)
class Given:
    """A clue that was kept: `thread` is what later messages continue."""

    thread: int
    waits: bool = False
    """For staff, who are asked whether they want more from this person."""
    unread: bool = False
    """Said by a claimant, while nobody on staff has opened the private chat for it."""


async def give(
    session: AsyncSession, case_id: int, seen: Seen, policy: Policy, *, thread: int | None = None
) -> Given:
    """Keep a clue and relay it, or ask staff first where somebody has given so many already.

    The same message again changes nothing. Raises Refusal once the case is over, or where staff
    want no more from this person.
    """
    known = await clues.by_message(session, seen.chat_id, seen.message_id)
    if known is not None:
        return Given(known.thread_id or known.key, known.held)
    case = await history.load(session, case_id)
    if not (case.state in OPEN or (case.state is State.DRAFT and case.life_safety)):
        raise Refusal("refusal-case-over")
    waits = await givers.must_wait(session, case, seen.sender, policy, thread=thread)
    clue = Clue(
        case_id=case.key,
        thread_id=thread,
        user_id=seen.sender.id if seen.sender else None,
        name=seen.sender.name if seen.sender else "",
        source=seen.source,
        chat_id=seen.chat_id,
        message_id=seen.message_id,
        text=seen.text,
        media=seen.media,
        held=waits,
        at=seen.at,
    )
    session.add(clue)
    await session.flush()
    unread = False
    if waits:
        await givers.ask(session, case, clue, policy, at=seen.at)
    else:
        unread = not await relaying.relay(session, case, clue, policy)
        await guardians.tell_clues(session, case, policy, at=seen.at)
    await cards.refresh(session, case, policy, at=seen.at)
    return Given(thread or clue.key, waits, unread)


async def decide(
    session: AsyncSession,
    case_id: int,
    actor: Actor,
    policy: Policy,
    *,
    giver_id: int,
    wanted: bool,
    at: datetime,
) -> None:
    """Note 继续 or 不再接收: what waited is relayed now, or stays where it is."""
    case, staff = await work_on(session, case_id, actor, at=at)
    giver = await session.get(Giver, giver_id)
    if giver is None or giver.case_id != case.key or giver.wanted is not None:
        raise Stale
    await givers.decided(session, case, giver, staff.name, wanted=wanted, at=at)
    action = Action.MORE_CLUES if wanted else Action.NO_MORE_CLUES
    await history.apply(session, case, action, staff, at=at)
    if wanted:
        for clue in await held_clues(session, case.key, giver.user_id):
            clue.held = False
            await session.flush()
            await relaying.relay(session, case, clue, policy)
        await guardians.tell_clues(session, case, policy, at=at)
    await cards.refresh(session, case, policy, at=at)
