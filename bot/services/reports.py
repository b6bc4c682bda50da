"""A report, from the message that made it to the case with a number."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.cards import PlaceChoice, PlaceName
from bot.domain.grid import Audience
from bot.domain.intake import Gazetteer, Understanding, understand
from bot.domain.kinds import OFFERED, Kind
from bot.domain.policy import Policy
from bot.domain.reports import Described, danger_of, is_life_safety, level_of
from bot.domain.states import Action, State
from bot.errors import NotAllowed, NotFound, Refusal, Stale
from bot.services import attachments, cards, closing, clues, desk, history, places, saying
from bot.services.cards import account_place, chat_place
from bot.services.places import Asked, Spot
from bot.services.rights import HANDLERS, Actor, Staff, as_staff
from bot.services.saying import Place
from bot.storage import cases, outbox, people
from bot.storage.cases import Case, Person
from bot.storage.chats import Chat
from bot.storage.grid import Grid
from bot.storage.grid import Place as KnownPlace
from bot.storage.outbox import Lane
from bot.storage.people import Account


@dataclass(frozen=True)
class Incoming:
    """One message of a person, or of a group speaking as itself (`sender` None)."""

    chat_id: int
    message_id: int
    private: bool
    sender: Actor | None
    text: str
    photo: str | None
    at: datetime
    pin: tuple[float, float] | None = None
    """Latitude and longitude of a location that came with it."""
    link: int | None = None
    """The node of the start link that led here."""
    voice: str | None = None
    called: bool = False
    """Meant for the bot: a command, its name, an answer to it."""
    on_the_spot: bool = False
    """Staff have settled the matter already: 当场办结."""


async def take(
    session: AsyncSession,
    message: Incoming,
    meaning: Understanding,
    *,
    gazetteer: Gazetteer,
    policy: Policy,
) -> Case | None:
    """Keep a likely report and queue the question under it; the same message again is the same case.

    Returns None in a group that is bound to no node. In private a report that names no place stands
    with the top of the grid until `settle` is told where; raises Refusal where there is no one top.
    Where life is at stake staff hear of the draft at once.
    """
    known = await cases.by_message(session, message.chat_id, message.message_id)
    if known is not None:
        return known
    chat = None if message.private else await session.get(Chat, message.chat_id)
    if not message.private and (chat is None or (chat.called_only and not message.called)):
        return None
    asked = Asked(message.chat_id, message.private, message.sender, message.pin, message.link)
    spot = await places.locate(session, asked, meaning, gazetteer) or await places.top(session)
    if spot is None:
        raise Refusal("refusal-where")
    if chat is not None and chat.audience is not Audience.STAFF and message.sender is not None:
        await places.remember_home(session, message.sender, spot.home or spot.grid)
    if message.photo is None and message.sender is not None:
        before = attachments.photo_before(session, message.chat_id, message.sender, at=message.at)
        message = replace(message, photo=await before)
    case = await _store(session, message, meaning, spot, _locale(chat, policy))
    if message.on_the_spot or (chat is not None and chat.audience is Audience.STAFF):
        await _open_for_staff(session, case, message, policy)
        return case
    place = chat_place(chat, policy) if chat else await _private_place(session, message, policy)
    if case.voice is not None and message.sender is not None:
        await history.ensure_submitted(session, case, message.sender, at=message.at)
    case.prompted = case.state is State.DRAFT
    if case.life_safety:
        case.unheard_at = message.at + policy.unheard[0]
        await desk.tell_staff(session, case, policy, at=message.at)
    await cards.answer_report(session, case, place, policy, at=message.at)
    if await cards.is_unplaced(session, case):
        await _ask_where(session, case, place, at=message.at)
    return case


async def _ask_where(session: AsyncSession, case: Case, place: Place, *, at: datetime) -> None:
    """Offer the way from the top of the grid to a compound by buttons."""
    named = tuple(await places.choices(session))
    if named:
        choice, lane = PlaceChoice(case.key, named), Lane.REPLIES
        await saying.send(session, choice, place, at=at, lane=lane, case=case, slot=cards.PLACE)


def _locale(chat: Chat | None, policy: Policy) -> str:
    return (chat.locale if chat else None) or policy.locale


async def _private_place(session: AsyncSession, message: Incoming, policy: Policy) -> Place:
    assert message.sender is not None
    return await account_place(session, message.sender.id, policy)


async def _store(
    session: AsyncSession, message: Incoming, meaning: Understanding, spot: Spot, locale: str
) -> Case:
    kind, (low, high) = Kind(meaning.kind), _ages(meaning)
    grave = meaning.life_safety and (kind is Kind.HELP or meaning.category == "elevator")
    described = Described(kind, message.text, meaning.category, low, meaning.injured, grave)
    case = Case(
        kind=kind,
        category=meaning.category,
        level=level_of(described),
        sensitive=meaning.sensitive,
        life_safety=is_life_safety(described) or message.voice is not None,
        grid_id=spot.grid.key,
        home_grid_id=spot.home.id if spot.home else None,
        place=spot.words,
        lat=spot.lat,
        lon=spot.lon,
        text=message.text,
        photo=message.photo,
        voice=message.voice,
        source="private" if message.private else "group",
        chat_id=message.chat_id,
        message_id=message.message_id,
        locale=locale,
        reporter_id=message.sender.id if message.sender else None,
        reporter_name=message.sender.name if message.sender else "",
        phone=meaning.phones[0] if meaning.phones else None,
        opened_at=message.at,
    )
    session.add(case)
    await session.flush()
    if kind.is_person:
        session.add(_person(case, meaning, (low, high), vulnerable=danger_of(described).vulnerable))
    report = cases.Step(
        case_id=case.key,
        at=message.at,
        action=Action.REPORT,
        to_state=State.DRAFT,
        actor_id=case.reporter_id,
        actor=case.reporter_name,
    )
    session.add(report)
    await session.flush()
    return case


def _ages(meaning: Understanding) -> tuple[float | None, float | None]:
    age = meaning.person.age
    return age if isinstance(age, tuple) else (age, None)


def _person(
    case: Case, meaning: Understanding, ages: tuple[float | None, float | None], *, vulnerable: bool
) -> Person:
    person = meaning.person
    seen = meaning.last_seen_time
    return Person(
        case_id=case.key,
        name=person.name,
        sex=person.sex,
        age=ages[0],
        age_to=ages[1],
        height_cm=person.height_cm,
        clothing=person.clothing,
        vulnerable=vulnerable,
        last_seen_place=_fuller(person.last_seen_place, case.place),
        last_seen_at=datetime.fromisoformat(seen[0]) if seen else None,
        last_seen_to=datetime.fromisoformat(seen[1]) if seen else None,
    )


def _fuller(seen: str | None, place: str | None) -> str | None:
    """Return where a person was last seen, by its full name where the place of the report has it."""
    if seen is None or (place is not None and place.startswith(seen)):
        return place
    return seen


async def _open_for_staff(
    session: AsyncSession, case: Case, message: Incoming, policy: Policy
) -> None:
    """Open at once what was written in a staff group, if the writer works there."""
    case.source = "staff"
    path = await history.path_of(session, case)
    staff = await as_staff(session, message.sender, path) if message.sender else None
    if staff is not None and message.sender is not None:
        history.touched(case, staff, at=message.at)
        await history.ensure_submitted(session, case, staff, at=message.at)
        if message.on_the_spot and not case.life_safety:
            outcome = OFFERED[case.kind][0]
            at = message.at
            await closing.close(session, case.key, message.sender, policy, outcome=outcome, at=at)
    await desk.tell_staff(session, case, policy, at=message.at)
    if message.private:
        place = await _private_place(session, message, policy)
        await cards.answer_report(session, case, place, policy, at=message.at)


async def may_settle(session: AsyncSession, chat_id: int, actor: Actor) -> bool:
    """Return whether 当场办结 may be said here: in a staff group, or in private by staff."""
    if chat_id < 0:
        chat = await session.get(Chat, chat_id)
        return chat is not None and chat.audience is Audience.STAFF
    held = await people.appointments_of(session, actor.id)
    return any(appointment.role in HANDLERS for appointment, _ in held)


async def is_for_private(
    session: AsyncSession, chat_id: int, meaning: Understanding, *, called: bool
) -> bool:
    """Return whether a report must not be quoted where residents read it (promise 9).

    Never where a life is at stake, and not in a group that did not call the bot where it must.
    """
    kind = Kind(meaning.kind)
    private = meaning.sensitive and not meaning.life_safety and kind in {Kind.HELP, Kind.NEED}
    if kind is not Kind.DISPUTE and not private:
        return False
    chat = await session.get(Chat, chat_id) if chat_id < 0 else None
    if chat is None or chat.audience is Audience.STAFF:
        return False
    return called or not chat.called_only


async def submit(
    session: AsyncSession, case_id: int, actor: Actor, policy: Policy, *, at: datetime
) -> Case:
    """Make a draft a case, by its author or by staff of its grid."""
    case = await history.load(session, case_id)
    staff = await _author_or_staff(session, case, actor)
    if case.state is not State.DRAFT:
        return case
    if staff is not None and actor.id != case.reporter_id:
        history.touched(case, staff, at=at)
    await history.ensure_submitted(session, case, staff or actor, at=at)
    await desk.tell_staff(session, case, policy, at=at)
    await cards.refresh(session, case, policy, at=at)
    return case


async def discard(session: AsyncSession, case_id: int, actor: Actor, *, at: datetime) -> None:
    """Forget a draft that is no report, by its author or by staff of its grid."""
    case = await history.load(session, case_id)
    await _author_or_staff(session, case, actor)
    if case.state is not State.DRAFT:
        raise Stale
    await forget(session, case, at=at)


async def forget(session: AsyncSession, case: Case, *, at: datetime) -> None:
    """Delete a draft with everything said of it; what stands in chats says so."""
    await cards.withdraw_everywhere(session, case, at=at)
    await session.delete(case)
    await session.flush()


async def say_relation(
    session: AsyncSession,
    case_id: int,
    actor: Actor,
    policy: Policy,
    *,
    guardian: bool,
    at: datetime,
) -> Case:
    """Note whether the reporter is the guardian; a guardian gets 找到了 and their own card."""
    case = await history.load(session, case_id)
    if actor.id != case.reporter_id:
        raise NotAllowed("refusal-not-yours")
    if case.relation_asked or not case.is_open:
        raise Stale
    case.relation_asked = True
    case.guardian_id = actor.id if guardian else None
    note = "guardian" if guardian else "helper"
    await history.apply(session, case, Action.RELATION, actor, at=at, note=note)
    await _welcome(session, case, policy, at=at)
    return case


async def may_add(session: AsyncSession, case_id: int, actor: Actor) -> Case:
    """Return a case that the actor may add to; raises NotAllowed or Stale."""
    case = await history.load(session, case_id)
    await _author_or_staff(session, case, actor)
    history.require_open(case)
    return case


async def add(
    session: AsyncSession,
    case_id: int,
    actor: Actor,
    policy: Policy,
    *,
    text: str,
    photo: str | None,
    now: datetime,
    at: datetime,
) -> Case:
    """Add words or a photo to a report; empty fields are filled, known ones stay.

    `now` is `at` by the writer's clock.
    """
    case = await may_add(session, case_id, actor)
    meaning = understand(text, now=now, known=case.kind)
    if text:
        case.text = f"{case.text}\n{text}".strip()
    if photo:
        case.photo = photo
    if meaning.phones and case.phone is None:
        case.phone = meaning.phones[0]
    person = await session.get(Person, case.key)
    if person is not None:
        _fill(person, meaning)
    await history.apply(session, case, Action.ADD, actor, at=at)
    await cards.refresh(session, case, policy, at=at)
    return case


async def settle(
    session: AsyncSession,
    case_id: int,
    answer: Incoming,
    *,
    now: datetime,
    gazetteer: Gazetteer,
    policy: Policy,
) -> bool:
    """Add the answer to "where?" to a report; returns whether it named a place of the grid.

    Then the case moves there, and the staff of that place have it too. `now` is the writer's clock.
    """
    assert answer.sender is not None
    case = await may_add(session, case_id, answer.sender)
    asked = Asked(answer.chat_id, answer.private, answer.sender, answer.pin)
    spot = None
    for words in (answer.text, f"{case.text}\n{answer.text}"):
        meaning = understand(words, now=now, known=case.kind)
        spot = spot or await places.locate(session, asked, meaning, gazetteer)
    if spot is not None:
        case.lat, case.lon = spot.lat, spot.lon
        words = spot.words or spot.grid.name
        await _move(session, case, answer.sender, spot.grid, words, at=answer.at)
    text, photo, at = answer.text, answer.photo, answer.at
    await add(session, case_id, answer.sender, policy, text=text, photo=photo, now=now, at=at)
    if spot is not None:
        await _tell_new_place(session, case, policy, at=at)
    return spot is not None


async def other_danger(
    session: AsyncSession, case_id: int, text: str, *, now: datetime
) -> Understanding | None:
    """Read an answer that is no answer but another report, of somebody in danger."""
    case = await session.get(Case, case_id)
    meaning = understand(text, now=now)
    if case is None or not meaning.life_safety or meaning.kind in {"none", case.kind}:
        return None
    return meaning


async def choose_place(
    session: AsyncSession,
    case_id: int,
    actor: Actor,
    choice: PlaceName,
    policy: Policy,
    *,
    start: int | None = None,
    at: datetime,
) -> bool:
    """Take a step on the buttons from the top of the grid to a compound, or leaf to `start`.

    Returns whether the case has moved there; else the question shows what lies under the choice.
    """
    case = await may_add(session, case_id, actor)
    node = await session.get(Grid, choice.grid_id) if choice.grid_id else None
    place = await session.get(KnownPlace, choice.place_id) if choice.place_id else None
    further = [] if place else await places.choices(session, node.key if node else None)
    if further:
        shown = PlaceChoice(case.key, tuple(further), start or 0, node.key if node else 0)
        for asked in await outbox.live_in_slot(session, case.key, cards.PLACE):
            await saying.change(session, asked, shown, at=at, lane=Lane.REPLIES)
        return False
    if node is None:
        raise NotFound
    await _move(session, case, actor, node, place.name if place else node.name, at=at)
    await history.apply(session, case, Action.ADD, actor, at=at)
    await cards.refresh(session, case, policy, at=at)
    await _tell_new_place(session, case, policy, at=at)
    return True


async def _move(
    session: AsyncSession, case: Case, actor: Actor, node: Grid, place: str, *, at: datetime
) -> None:
    case.grid_id, case.place = node.key, place
    await places.remember_home(session, actor, node)
    for asked in await outbox.live_in_slot(session, case.key, cards.PLACE):
        await saying.remove(session, asked, at=at, lane=Lane.REPLIES)


async def _tell_new_place(
    session: AsyncSession, case: Case, policy: Policy, *, at: datetime
) -> None:
    if case.life_safety or case.state is not State.DRAFT:
        await desk.tell_staff(session, case, policy, at=at)


def _fill(person: Person, meaning: Understanding) -> None:
    told = meaning.person
    for field in ("name", "sex", "height_cm", "clothing", "last_seen_place"):
        if getattr(person, field) is None:
            setattr(person, field, getattr(told, field))
    if person.age is None and told.age is not None:
        person.age, person.age_to = _ages(meaning)


async def opened_private(
    session: AsyncSession, actor: Actor, policy: Policy, *, at: datetime
) -> Account:
    """Note that a person pressed Start; a guardian's card moves into the private chat."""
    account = await session.get(Account, actor.id)
    if account is None:
        account = Account(id=actor.id)
        session.add(account)
    account.name = actor.name
    account.private_since = account.private_since or at
    await session.flush()
    await clues.tell_claims_to(session, actor, policy, at=at)
    for case in await cases.of_reporter(session, actor.id):
        await _welcome(session, case, policy, at=at)
    return account


async def _welcome(session: AsyncSession, case: Case, policy: Policy, *, at: datetime) -> None:
    """Give a guardian who can be written to their own card, and what was told meanwhile."""
    await cards.greet_guardian(session, case, policy, at=at)
    await clues.tell_guardian(session, case, policy, at=at)
    await cards.refresh(session, case, policy, at=at)


async def _author_or_staff(session: AsyncSession, case: Case, actor: Actor) -> Staff | None:
    if actor.id == case.reporter_id:
        return None
    staff = await as_staff(session, actor, await history.path_of(session, case))
    if staff is None:
        raise NotAllowed("refusal-not-author")
    return staff
