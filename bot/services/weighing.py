"""What is added to a report is judged with all that was said: danger rises, and staff hear of it."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.alerts import ADULT_AGE, Danger, Level, is_over
from bot.domain.calls import MoreUrgent
from bot.domain.intake import Understanding, understand
from bot.domain.kinds import CATEGORIES, Kind
from bot.domain.policy import Policy
from bot.domain.reports import Described, danger_of, is_life_safety, level_of
from bot.domain.states import State
from bot.services import cards, describing, desk, history, saying
from bot.storage import outbox
from bot.storage.cases import Case
from bot.storage.outbox import Lane
from bot.storage.persons import Person


@dataclass(frozen=True)
class Weight:
    """How urgent a report is by its words alone; staff may have said otherwise."""

    level: Level
    life: bool
    danger: Danger


def described(kind: Kind, text: str, meaning: Understanding) -> Described:
    """Return what of a report decides how urgent it is."""
    low, _ = meaning.person.ages
    grave = meaning.life_safety and (kind is Kind.HELP or meaning.category == "elevator")
    return Described(
        kind, text, meaning.category, low, meaning.injured, grave, sensitive=meaning.sensitive
    )


async def weigh(session: AsyncSession, case: Case, *, now: datetime) -> Weight:
    """Return how urgent all is that was said by now, and what is known of the person."""
    meaning = understand(case.text, now=now, known=case.kind)
    person = await session.get(Person, case.key) if case.kind.is_person else None
    told = described(case.kind, case.text, meaning)
    category = _graver(case.category, meaning.category)
    age = person.age if person and person.age is not None else told.age
    told = replace(told, category=category, age=age)
    return Weight(level_of(told), is_life_safety(told), danger_of(told))


def makes_graver(case: Case, text: str, *, now: datetime) -> bool:
    """Whether words turn a nuisance into a danger: 里头关了两个人 after a broken lift."""
    if case.kind is not Kind.HAZARD or case.life_safety:
        return False
    told = understand(f"{case.text}\n{text}", now=now, known=case.kind)
    return told.life_safety or told.injured


def _graver(known: str | None, told: str | None) -> str | None:
    """Return the more urgent of two categories; what is told of another matter changes nothing."""
    named = [one for one in (known, told) if one in CATEGORIES and one != "other"]
    return min(named, key=CATEGORIES.index, default=known)


async def rise(
    session: AsyncSession,
    case: Case,
    before: Weight,
    policy: Policy,
    *,
    cries: bool = False,
    now: datetime,
    at: datetime,
) -> bool:
    """Let a case become as urgent as what was added makes it, and tell staff; it never falls.

    `before` is how it weighed without that: what staff have lowered stays, unless there is more.
    Somebody `cries` for help again, or whoever was found is in danger. Returns whether a life is at
    stake only now, or anew.
    """
    person = await session.get(Person, case.key) if case.kind.is_person else None
    if person is not None and case.kind is Kind.LOST_ADULT and _is_child(person):
        case.kind = Kind.LOST_CHILD
    after = await weigh(session, case, now=now)
    case.category = after.danger.category
    if person is not None and after.danger.vulnerable:
        person.vulnerable = True
    risen = after.danger != before.danger and is_over(after.level, case.level)
    if risen:
        case.level = after.level
    stakes = after.life and not case.life_safety
    case.life_safety = case.life_safety or after.life
    anew = cries and case.life_safety
    if anew and case.kind.is_person:
        case.level = Level.RED
    if (risen and case.is_urgent) or stakes or anew:
        await _alarm(session, case, policy, at=at)
    return stakes or anew


def _is_child(person: Person) -> bool:
    return person.age is not None and person.age < ADULT_AGE


async def _alarm(session: AsyncSession, case: Case, policy: Policy, *, at: datetime) -> None:
    """Tell staff; those who have the card already hear it anew, for an edit wakes nobody."""
    if case.state is State.PENDING_CHECK:
        return
    standing = await outbox.live_in_slot(session, case.key, cards.STAFF)
    if case.unheard_at is None and case.owner_id is None:
        history.expect_staff(case, policy, at=at)
    await desk.tell_staff(session, case, policy, at=at)
    news = MoreUrgent(replace(await describing.facts(session, case), text=""))
    for card in standing:
        place = saying.Place(card.chat_id, card.locale, card.topic)
        await saying.send(session, news, place, at=at, lane=Lane.DANGER, case=case, answers=card)
