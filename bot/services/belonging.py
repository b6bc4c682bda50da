"""To which of their reports the words of a person belong, if to any."""

from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain import continuing, endings, finders, sightings, small_words, whom
from bot.domain.intake import Understanding, understand
from bot.domain.kinds import LOST, Kind
from bot.domain.reports import SPEAK_UP, says_done
from bot.domain.rumours import asks_for_truth
from bot.domain.states import State
from bot.services import missed, people, weighing
from bot.services.attachments import whom_they_miss
from bot.services.incoming import Incoming
from bot.services.rights import Actor
from bot.storage import families, outbox, reporters
from bot.storage.cases import Case
from bot.storage.persons import Person


async def other_danger(
    session: AsyncSession, case_id: int | None, text: str, *, now: datetime
) -> Understanding | None:
    """Read an answer that is no answer but another report, of danger or of what is for few to read.

    Who was hurt belongs to the danger that hurt them.
    """
    case = await session.get(Case, case_id) if case_id is not None else None
    meaning = understand(text, now=now)
    if meaning.kind == "none":
        return None
    if case is None:
        return meaning if meaning.life_safety else None
    secret = meaning.sensitive and not case.sensitive
    danger = meaning.life_safety and _is_another(case, meaning, text)
    return meaning if danger or secret else None


async def other_matter(
    session: AsyncSession, case_id: int | None, text: str, *, now: datetime
) -> Understanding | None:
    """Read an answer to "where?" that is no answer but a report of something else.

    A wish beside somebody in danger is not heard: the place of that one matters more.
    """
    case = await session.get(Case, case_id) if case_id is not None else None
    meaning = understand(text, now=now)
    sure = meaning.life_safety or meaning.confidence >= SPEAK_UP
    if case is None or meaning.kind == "none" or not sure:
        return None
    if case.is_urgent and meaning.kind == Kind.NEED:
        return None
    return meaning if _is_another(case, meaning, text) else None


def _is_another(case: Case, told: Understanding, text: str, *, forwarded: bool = False) -> bool:
    if finders.news_of(case.kind, text) is not None:
        return False
    first = understand(case.text, now=case.opened_at, known=case.kind)
    secret = told.sensitive and not case.sensitive
    if secret or continuing.is_another(first, told, text):
        return True
    return forwarded and continuing.is_described_otherwise(first, told)


async def goes_on(session: AsyncSession, case_id: int, message: Incoming, *, now: datetime) -> bool:
    """Return whether words of somebody who has just reported belong to that report.

    In private, or said to the bot, everything does that is no other matter, no question and no
    thanks; among neighbours what describes it further, and what stands under its first photo.
    """
    case, text = await session.get(Case, case_id), message.text
    if case is None or message.sender is None or case.reporter_id != message.sender.id:
        return False
    if not (case.is_open or case.state is State.DRAFT):
        return False
    told = understand(text, now=now)
    if told.forwarded_rumour:
        return False
    if told.kind != "none":
        return not _is_another(case, told, text, forwarded=message.forwarded)
    if message.private or message.called or (message.photo and case.photo is None):
        return not small_words.says_nothing_more(text)
    known, where = understand(text, now=now, known=case.kind), await _lacks_where(session, case)
    if continuing.tells_more(case.kind, known, text, where=where):
        return True
    if small_words.says_nothing_more(text):
        return False
    if _is_danger(case):
        untold = continuing.only_cries(case.kind, understand(case.text, now=now))
        return untold or continuing.WITHIN.search(text) is not None
    return weighing.makes_graver(case, text, now=now)


def _is_danger(case: Case) -> bool:
    return case.life_safety and not case.kind.is_person


async def _lacks_where(session: AsyncSession, case: Case) -> bool:
    """Whether it was asked where somebody was seen at last, or found, and is not told yet."""
    person = await session.get(Person, case.key) if case.kind.is_person else None
    return person is not None and case.place is None and person.lacks("last_seen_place")


async def spoken_of(session: AsyncSession, case_id: int, message: Incoming) -> int:
    """Return of which of their cases somebody speaks who has just told of this one.

    他 in words after a lamp is whom they miss.
    """
    case = await session.get(Case, case_id)
    of_thing = case is not None and not case.kind.is_person
    if not (of_thing and message.sender and whom.speaks_of_one_known(message.text)):
        return case_id
    missed = whom_they_miss(await _theirs(session, message.sender))
    return missed.key if missed is not None else case_id


async def own_case(
    session: AsyncSession, message: Incoming, answered: int | None, *, now: datetime
) -> int | None:
    """Return the open case of its writer that words are about, however long ago it was reported.

    In private all that a family writes is, or who reported a danger to a life, unless it is another
    matter; so are blows that go on, and that a lamp is mended. In a group it is an answer to what we said of it, begins with 补充, or
    reads like a report of what goes on with whom they miss.
    """
    if message.sender is None or asks_for_truth(message.text):
        return None
    theirs = await _theirs(session, message.sender)
    begun = continuing.COMPLETES.match(message.text)
    if answered is not None:
        ours = await outbox.by_message(session, message.chat_id, answered)
        theirs = [case for case in theirs if ours is not None and case.id == ours.case_id]
    text = message.text[begun.end() :] if begun else message.text
    told = understand(text, now=now)
    called = begun is not None or message.private or answered is not None
    if told.forwarded_rumour or not (called or await _reads(session, message, told)):
        return None
    if message.private and told.place.text is None and endings.says_undone(text):
        return await _not_mended(session, message.sender)
    if told.kind != "none":
        sent_on = message.forwarded
        same = (one.key for one in theirs if _is_same(one, told, text, forwarded=sent_on, now=now))
        return next(same, None)
    if begun or answered is not None:
        words = not text or not small_words.says_nothing_more(text)
        return theirs[0].key if theirs and words else None
    if says_done(text):
        return next((case.key for case in theirs if case.kind.wants_photo), None)
    if small_words.says_nothing_more(text):
        return None
    lately = [one for one in theirs if _is_danger(one) and _is_spoken_of(one, now=now)]
    meant = whom_they_miss(theirs) or next(iter(lately), None)
    return meant.key if meant is not None else None


def _is_spoken_of(case: Case, *, now: datetime) -> bool:
    return case.opened_at > now - continuing.SPOKEN_OF


async def _reads(session: AsyncSession, message: Incoming, told: Understanding) -> bool:
    """Whether it reads like a report among neighbours; staff talk of everything in their group."""
    sure = told.kind != "none" and told.confidence >= SPEAK_UP
    return sure and await people.is_public(session, message.chat_id)


async def cries_along(
    session: AsyncSession, message: Incoming, told: Understanding, *, now: datetime
) -> int | None:
    """Return the case that a cry in answer to a neighbour is about, where it is no report.

    人都跑哪去了嘛: it describes nobody, and says of nobody that they are missing, too, nor of
    the writer's own; a child is not cried for where a grown-up is missed.
    """
    text = message.text
    if not Kind(told.kind).is_lost or continuing.ALSO.search(text) or whom.OWN.search(text):
        return None
    person = told.person
    described = (person.name, person.age, person.clothing, told.place.text)
    if told.phones or any(value is not None for value in described):
        return None
    case = await sought_in(session, message.chat_id, now=now)
    if case is None:
        return None
    others = whom.ELDER if case.kind.is_child else whom.YOUNG
    return None if others.search(text) else case.key


async def told_where(
    session: AsyncSession, chat_id: int, writer: Actor, text: str, *, now: datetime
) -> int | None:
    """Return the case of whom a neighbour's words tell where they are or went, where all look for one.

    Not of who misses somebody themselves, nor of staff among themselves.
    """
    case = await sought_in(session, chat_id, now=now, no_draft_of=writer.id)
    if case is None or not sightings.may_be_of(case.kind, case.text, text):
        return None
    if not (sightings.is_told(text) or await _names(session, case, text)):
        return None
    unsure = case.state is State.DRAFT and not case.life_safety
    if unsure or not await people.is_public(session, chat_id):
        return None
    return case.key if whom_they_miss(await _theirs(session, writer)) is None else None


async def _names(session: AsyncSession, case: Case, text: str) -> bool:
    """Whether words name whom all look for, with the surname or without."""
    person = await session.get(Person, case.key)
    name = (person.name if person else None) or ""
    return len(name) > 1 and (name in text or (len(name) > 2 and name[1:] in text))


async def sought_in(
    session: AsyncSession, chat_id: int, *, now: datetime, no_draft_of: int = 0
) -> Case | None:
    """Return who is looked for in a group: missed there lately, or whose alert stands there."""
    since = now - continuing.SPOKEN_OF
    key = await missed.newest_in(session, chat_id, since, no_draft_of=no_draft_of)
    if key is None:
        key = await outbox.alert_standing_in(session, chat_id, LOST)
    return await session.get(Case, key) if key is not None else None


async def stands_alone(
    session: AsyncSession, message: Incoming, kind: Kind, *, now: datetime
) -> bool:
    """Return whether words that only resemble a report may be one, by where and of whom they are.

    Staff talk about reports all day; who has an open one goes on about it, unless that is a thing and
    this a person; and where somebody is being looked for, the neighbours speak of that one, but of
    their own as well: 我家的也不见了.
    """
    if not message.private and not await people.is_public(session, message.chat_id):
        return False
    if message.sender is None:
        return False
    theirs = await _theirs(session, message.sender)
    if any(one.kind.is_person or not kind.is_person for one in theirs):
        return False
    if not kind.is_person or whom.speaks_of_own(message.text):
        return True
    return await missed.newest_in(session, message.chat_id, now - continuing.SPOKEN_OF) is None


async def _not_mended(session: AsyncSession, writer: Actor) -> int | None:
    """Return the one thing of theirs that is to be mended, were it said to be done already."""
    mine = [case for case in await reporters.open_of(session, writer.id) if case.kind.wants_photo]
    return mine[0].key if len(mine) == 1 else None


async def _theirs(session: AsyncSession, writer: Actor) -> list[Case]:
    """Return the open reports and drafts of somebody, and of whom they guard, the newest first."""
    found = [
        case
        for kept in (reporters.drafts_of, reporters.open_of, families.guarded_by)
        for case in await kept(session, writer.id)
        if case.state is not State.PENDING_CHECK
    ]
    return sorted({case.key: case for case in found}.values(), key=lambda one: -one.key)


def _is_same(case: Case, told: Understanding, text: str, *, forwarded: bool, now: datetime) -> bool:
    """Whether a report by itself, long after the first, is surely about the same.

    While somebody is missed all that is said of that one is, whatever else it reads like; so is
    what goes on with a fire.
    """
    lately = _is_spoken_of(case, now=now)
    if case.kind.is_person:
        same = Kind(told.kind).is_person or lately
        return same and not _is_another(case, told, text, forwarded=forwarded)
    if case.kind is Kind.HAZARD and case.life_safety and lately:
        return not _is_another(case, told, text)
    first = understand(case.text, now=case.opened_at, known=case.kind)
    if told.place.text not in {None, first.place.text}:
        return False
    sort = continuing.sort_of_help(told)
    if case.kind is not Kind.HELP or sort is None:
        return False
    return told.kind == Kind.HELP and sort == continuing.sort_of_help(first)
