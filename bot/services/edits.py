"""The message that made a report, written anew by its author: the case follows, nothing is closed."""

from datetime import datetime
from enum import Enum, auto

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.drills import without_drill
from bot.domain.endings import may_be_found, says_mistaken
from bot.domain.intake import Gazetteer, PlaceText, Understanding, understand
from bot.domain.kinds import Kind
from bot.domain.policy import Policy
from bot.domain.reports import danger_of, level_of, says_found
from bot.domain.states import Action, State
from bot.domain.whereabouts import fuller_place
from bot.services import (
    blame,
    cards,
    closing,
    corrections,
    history,
    placing,
    previews,
    reports,
    retracting,
)
from bot.services.incoming import Incoming
from bot.services.places import Asked
from bot.services.retracting import Retracted
from bot.services.weighing import described
from bot.storage import cases
from bot.storage.cases import Case
from bot.storage.persons import Person

IN_WORDS = frozenset({Kind.NEED, Kind.DISPUTE})
"""Heard because it was asked for, whatever the words."""
PERSONAL = ("name", "sex", "height_cm", "clothing", "last_seen_place")


class Followed(Enum):
    """What became of an edit."""

    NO_REPORT = auto()
    """The message is no report, or not its writer's, or nothing was changed."""
    TAKEN_BACK = auto()
    """It tells of nothing any more, and nobody on staff had heard of it."""
    ANOTHER = auto()
    """It tells of another matter: the draft is gone, and the message is to be heard anew."""
    CHANGED = auto()


async def follow(
    session: AsyncSession,
    message: Incoming,
    policy: Policy,
    *,
    gazetteer: Gazetteer,
    now: datetime,
) -> Followed | Retracted:
    """Take over what an author has changed in a report, and only that: what staff corrected stays.

    Once staff have heard of it they decide what an edit means, whatever it says; an alert that is
    out is shown to them as it would read now. `now` is the writer's clock when it was first written.
    """
    known = await cases.by_message(session, message.chat_id, message.message_id)
    writer = message.sender
    if known is None or writer is None or writer.id != known.reporter_id:
        return Followed.NO_REPORT
    case = await history.load(session, known.key)
    _, text = without_drill(message.text.strip())
    before, added = case.text[: case.told], case.text[case.told :]
    if not text or text == before or not (case.is_open or case.state is State.DRAFT):
        return Followed.NO_REPORT
    free = understand(text, now=now, places=gazetteer)
    if case.state is State.DRAFT and (other := _reads_otherwise(case, free)):
        await reports.forget(session, case, at=message.at)
        return other
    if case.state is State.DRAFT and Kind(case.kind).is_person and _is_person(free):
        case.kind = Kind(free.kind)
    if free.kind == "none" and case.kind not in IN_WORDS:
        text = f"{before}\n{text}"  # it tells of nothing any more: what was told stays to be read
    case.text, case.told = text + added, len(text)
    was = understand(before, now=now, places=gazetteer, known=case.kind)
    told = understand(text, now=now, places=gazetteer, known=case.kind)
    await _take_over(session, case, was, told)
    if was.place != told.place:
        asked = Asked(message.chat_id, message.private, writer)
        await placing.follow(session, case, asked, gazetteer, policy, at=message.at)
    await history.apply(session, case, Action.EDIT, writer, at=message.at)
    await blame.part_from_the_blamed(session, case, policy, at=message.at)
    done: Followed | Retracted = Followed.CHANGED
    if case.kind.is_lost and (free.solved or _says_found(message.text)):
        await closing.said_found(session, case, writer, text, policy, at=message.at)
    elif _takes_back(before, free, message.text):
        done = await retracting.ask(session, case, writer, message.text, at=message.at)
    await cards.refresh(session, case, policy, at=message.at)
    await previews.refresh(session, case, policy, at=message.at)
    await corrections.offer(session, case, policy, at=message.at)
    return done


def _takes_back(before: str, told: Understanding, text: str) -> bool:
    """Whether what read like a report was edited into what tells of nothing, not even a place."""
    if told.kind != "none" or understand(before).kind == "none":
        return False
    return told.place.text is None or says_mistaken(text)


def _says_found(text: str) -> bool:
    return says_found(text) or may_be_found(text)


def _reads_otherwise(case: Case, told: Understanding) -> Followed | None:
    """Return what becomes of a draft that nobody on staff knows and that reads as another matter."""
    if case.life_safety or case.kind == told.kind:
        return None
    if told.kind == "none":
        return None if case.kind in IN_WORDS else Followed.TAKEN_BACK
    return Followed.ANOTHER


def _is_person(told: Understanding) -> bool:
    return told.kind != "none" and Kind(told.kind).is_person


async def _take_over(
    session: AsyncSession, case: Case, was: Understanding, told: Understanding
) -> None:
    """Change what the first words said and the new ones say otherwise."""
    if was.phones != told.phones and case.phone == (was.phones[0] if was.phones else None):
        case.phone = told.phones[0] if told.phones else None
    person = await session.get(Person, case.key)
    if person is None:
        case.place = _place(case.place, was.place, told.place)
    else:
        _describe(person, was, told)
    if case.state is State.DRAFT:
        weight = described(case.kind, case.text, told)
        case.level = level_of(weight)
        if person is not None:
            person.vulnerable = danger_of(weight).vulnerable


def _place(known: str | None, was: PlaceText, told: PlaceText) -> str | None:
    if was.text == told.text or told.text is None:
        return known
    if known is None or was.text is None or was.text not in known:
        return fuller_place(understand(known or "", known=Kind.LIGHT).place, told)
    return known.replace(was.text, told.text)


def _describe(person: Person, was: Understanding, told: Understanding) -> None:
    person.drop_guesses()
    for field in PERSONAL:
        before, after = getattr(was.person, field), getattr(told.person, field)
        if before != after and getattr(person, field) in {None, before}:
            setattr(person, field, after)
    if was.person.ages != told.person.ages and (person.age, person.age_to) == was.person.ages:
        person.age, person.age_to = told.person.ages
    if told.last_seen_time is not None and was.last_seen_time != told.last_seen_time:
        seen, until = told.last_seen_time
        person.last_seen_at = datetime.fromisoformat(seen)
        person.last_seen_to = datetime.fromisoformat(until)
