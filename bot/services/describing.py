"""What is known of a case, as a card or an alert may tell it: facts without names and numbers."""

from dataclasses import replace

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.alerts import AlertStatus
from bot.domain.cards import Facts
from bot.domain.intake import family_name, is_in_every_compound, of_others, others_in, to_building
from bot.domain.kinds import Kind, Outcome
from bot.domain.privacy import without_names, without_phones
from bot.domain.states import SOUGHT, State
from bot.storage import alerts, cases, grid
from bot.storage.cases import Case
from bot.storage.persons import Person


async def facts(session: AsyncSession, case: Case) -> Facts:
    """Gather what is known of a case; contact and names of the reporter's side are hidden."""
    node = await session.get(grid.Grid, case.grid_id)
    origin = await session.get(grid.Grid, case.origin_id) if case.origin_id else None
    person = await session.get(Person, case.key) if case.kind.is_person else None
    known = Facts(
        case_id=case.key,
        number=case.number,
        kind=case.kind,
        category=case.category,
        level=case.level,
        state=case.state,
        outcome=case.outcome,
        text=words_of(case),
        place=_place_of(case.kind, case.place),
        notice=case.notice,
        by_hand=case.by_hand,
        wiped=case.wiped_at is not None,
        sought=case.kind.is_lost and await _is_sought_elsewhere(session, case),
        ended_as=await _ended_elsewhere(session, case),
        expired=case.by_hand and await _has_expired(session, case),
        grid=node.name if node else "",
        origin=origin.name if origin else None,
        reported_at=case.opened_at,
        has_photo=case.photo is not None,
        pictured=case.pictured,
        has_voice=case.voice is not None,
        photo_shown=case.photo_reason is not None,
        sensitive=case.sensitive,
        told_in_confidence=case.told_in_confidence,
        after_photo=case.after_photo is not None,
        no_photo=case.no_photo,
        self_closed=case.self_closed,
        exercise=case.exercise,
        oneself=case.oneself,
        others=others_in(case.text) if case.kind.is_lost else 0,
        may_drill=case.exercise or may_be_exercise(case),
    )
    return known if person is None else _described(known, person, case.text)


async def _is_sought_elsewhere(session: AsyncSession, case: Case) -> bool:
    goes_on = await cases.going_on(session, case)
    return goes_on is not case and goes_on.state in SOUGHT


async def _ended_elsewhere(session: AsyncSession, case: Case) -> Outcome | None:
    if case.merged_into_id is None or case.kind.is_person:
        return None
    return (await cases.going_on(session, case)).outcome


async def _has_expired(session: AsyncSession, case: Case) -> bool:
    last = await alerts.newest(session, case.key) if case.state is State.ACCEPTED else None
    return last is not None and last.status is AlertStatus.EXPIRED


async def facts_for_all(session: AsyncSession, case: Case) -> Facts:
    """Gather what an alert tells: the place so that other compounds, each with a building 3, know it."""
    known = await facts(session, case)
    if case.oneself:
        return replace(known, place=None, last_seen_place=None)
    node = await session.get_one(grid.Grid, case.reported_at_id)
    compounds = await grid.compounds(session, node.path)
    around = compounds[0].name if len(compounds) == 1 else known.area

    place, seen = known.place, known.last_seen_place
    if place and around not in place and not await grid.names_a_place(session, place):
        place = f"{around} {place}"
    if seen and around not in seen and is_in_every_compound(seen):
        seen = f"{around} {seen}"
    return replace(known, place=place, last_seen_place=seen, guesses=())


def _place_of(kind: Kind, place: str | None) -> str | None:
    """Return a place as a message names it: of a person nothing that leads to a door."""
    return to_building(place or "") or None if kind.is_person else place


def words_of(case: Case) -> str:
    """Return the words of a report without phones, and without names but the described person's."""
    personal = case.kind.is_person or case.kind is Kind.DISPUTE or case.sensitive
    account = case.reporter_name if personal else ""
    return without_phones(without_names(case.text, of_others(case.text, case.kind), account))


def _described(known: Facts, person: Person, text: str) -> Facts:
    return replace(
        known,
        sex=person.sex,
        age=age_words(person.age, person.age_to),
        surname=family_name(person.name, text) if person.name else None,
        full_name=person.name if person.name_allowed else None,
        height_cm=person.height_cm,
        clothing=person.clothing,
        last_seen_place=_place_of(known.kind, person.last_seen_place),
        last_seen_at=person.last_seen_at,
        last_seen_to=person.last_seen_to,
        guesses=person.guesses,
    )


def age_words(age: float | None, age_to: float | None) -> str | None:
    """Return an age as the cards keep it: `5`, `4.5`, `70-79`."""
    if age is None:
        return None
    return f"{age:g}" if age_to is None else f"{age:g}-{age_to:g}"


def may_be_exercise(case: Case) -> bool:
    """Only what staff wrote themselves: who has reported in earnest is taken in earnest."""
    return case.source == "staff" and case.guardian_id is None
