"""What is added to a report: words, a photo, and the place it waits for."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain import continuing
from bot.domain.cards import Facts, PlaceChoice, PlaceName, SpotChoice
from bot.domain.corrections import with_more
from bot.domain.intake import Gazetteer, Understanding, understand
from bot.domain.kinds import Kind
from bot.domain.missing import Missing, completed, missing_of
from bot.domain.policy import Policy
from bot.domain.reports import SPEAK_UP, says_done
from bot.domain.rumours import asks_for_truth
from bot.domain.states import Action, State
from bot.errors import NotAllowed, NotFound, Stale
from bot.services import (
    asking,
    attachments,
    cards,
    corrections,
    desk,
    history,
    places,
    previews,
    saying,
    weighing,
)
from bot.services.places import Asked
from bot.services.rights import Actor, Staff, as_staff
from bot.services.saying import Place
from bot.storage import cases, outbox
from bot.storage.cases import Case, Person
from bot.storage.grid import Grid
from bot.storage.grid import Place as KnownPlace
from bot.storage.outbox import Lane


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
    album: str | None = None
    """What the photo shares with the others of its album."""
    pin: tuple[float, float] | None = None
    """Latitude and longitude of a location that came with it."""
    link: int | None = None
    """The node of the start link that led here."""
    voice: str | None = None
    beside: int | None = None
    """A message without words that was sent before it, and belongs to it."""
    called: bool = False
    """Meant for the bot: a command, its name, an answer to it."""
    exercise: bool = False
    on_the_spot: bool = False
    """Staff have settled the matter already: 当场办结."""


async def author_or_staff(session: AsyncSession, case: Case, actor: Actor) -> Staff | None:
    """Return the actor as staff, None for the author; raises NotAllowed for anybody else."""
    if actor.id == case.reporter_id:
        return None
    staff = await as_staff(session, actor, await history.path_of(session, case))
    if staff is None:
        raise NotAllowed("refusal-not-author")
    return staff


async def may_add(session: AsyncSession, case_id: int, actor: Actor) -> Case:
    """Return a case that the actor may add to; raises NotAllowed or Stale."""
    case = await history.load(session, case_id)
    await author_or_staff(session, case, actor)
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
) -> Facts | None:
    """Add words or a photo to a report; empty fields are filled, known ones stay.

    `now` is `at` by the writer's clock. Returns what it has become, if a life is at stake only now.
    """
    case = await may_add(session, case_id, actor)
    return await _add(session, case, actor, policy, text=text, photo=photo, now=now, at=at)


async def add_photo(
    session: AsyncSession,
    message: Incoming,
    policy: Policy,
    *,
    now: datetime,
) -> bool:
    """Add a photo and its words to the one open case about a person of who sent it in private.

    Returns False where there is none, or more than one.
    """
    if message.sender is None or not message.private:
        return False
    case = await attachments.case_of_person(session, message.sender)
    if case is None:
        return False
    source, at = (message.chat_id, message.message_id), message.at
    await attachments.copy_under_cards(session, case, source, cards.RELAY, at=at)
    case.album = message.album
    text, photo = message.text, message.photo
    await _add(session, case, message.sender, policy, text=text, photo=photo, now=now, at=at)
    await previews.refresh(session, case, policy, at=at)
    return True


async def _add(
    session: AsyncSession,
    case: Case,
    actor: Actor,
    policy: Policy,
    *,
    text: str,
    photo: str | None,
    now: datetime,
    at: datetime,
) -> Facts | None:
    before = await weighing.weigh(session, case, now=now)
    _take_words(case, text, meaning := understand(text, now=now, known=case.kind), now=now)
    if photo:
        case.photo = photo
    person = await session.get(Person, case.key)
    if person is not None:
        _fill(person, meaning)
    cries = _cries(case, text, now=now)
    at_stake = await weighing.rise(session, case, before, policy, cries=cries, now=now, at=at)
    await history.apply(session, case, Action.ADD, actor, at=at)
    await cards.refresh(session, case, policy, at=at)
    await corrections.offer(session, case, policy, at=at)
    return await cards.facts(session, case) if at_stake else None


def _cries(case: Case, text: str, *, now: datetime) -> bool:
    """Whether what is added to a call for help is one again: it has become worse, or goes on."""
    return case.kind is Kind.HELP and understand(text, now=now).kind == Kind.HELP


def _take_words(case: Case, text: str, meaning: Understanding, *, now: datetime) -> None:
    if not case.kind.is_person:
        known = understand(case.place or "", now=now, known=case.kind).place
        case.place = continuing.fuller_place(known, meaning.place) or case.place
    if text:
        case.text = f"{case.text}\n{text}".strip()
    if meaning.phones and case.phone is None:
        case.phone = meaning.phones[0]


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
    if answer.photo is not None:  # the cards to come carry it
        source = (answer.chat_id, answer.message_id)
        await attachments.copy_under_cards(session, case, source, cards.RELAY, at=answer.at)
    if answer.pin is not None:
        source = (answer.chat_id, answer.message_id)
        await attachments.attach(session, case, source, at=answer.at)
    asked = Asked(answer.chat_id, answer.private, answer.sender, answer.pin)
    spot = None
    for words in (answer.text, f"{case.text}\n{answer.text}"):
        meaning = understand(words, now=now, places=gazetteer, known=case.kind)
        spot = spot or await places.locate(session, asked, meaning, gazetteer)
    if spot is not None:
        case.lat, case.lon = spot.lat, spot.lon
        words = _whole_place(case, spot.words or spot.grid.name, now=now)
        await _move(session, case, answer.sender, spot.grid, words, at=answer.at)
    photo, at = answer.photo, answer.at
    text = answer.text if spot or _says_of(case, answer.text, now=now) else ""
    if text or photo or spot:
        await add(session, case_id, answer.sender, policy, text=text, photo=photo, now=now, at=at)
    if spot is not None:
        await _tell_new_place(session, case, policy, at=at)
    return spot is not None


def _whole_place(case: Case, named: str, *, now: datetime) -> str:
    """Return the compound that was named with the building and floor told before: 香樟苑3号楼4楼."""
    if case.kind.is_person:
        return named
    told = understand(case.text, now=now, known=case.kind).place
    known = understand(named, now=now, known=case.kind).place
    return continuing.fuller_place(known, told) or named


def _says_of(case: Case, text: str, *, now: datetime) -> bool:
    """Whether an answer that names no place says something of the case at least."""
    if case.kind.is_person:
        wish = understand(text, now=now).kind == Kind.NEED
        return not wish and not continuing.says_nothing_more(text)
    return continuing.tells_more(case.kind, understand(text, now=now, known=case.kind), text)


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


def _is_another(case: Case, told: Understanding, text: str) -> bool:
    first = understand(case.text, now=case.opened_at, known=case.kind)
    secret = told.sensitive and not case.sensitive
    return secret or continuing.is_another(first, told, text)


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
        return not _is_another(case, told, text)
    if message.private or message.called or (message.photo and case.photo is None):
        return not continuing.says_nothing_more(text)
    if continuing.tells_more(case.kind, understand(text, now=now, known=case.kind), text):
        return True
    return not continuing.says_nothing_more(text) and weighing.makes_graver(case, text, now=now)


async def own_case(
    session: AsyncSession, message: Incoming, answered: int | None, *, now: datetime
) -> int | None:
    """Return the open case of its writer that words are about, however long ago it was reported.

    In private all that a family writes is, unless it is another matter; so are blows that go on, and
    that a lamp is mended. In a group it is an answer to what we said of it, or begins with 补充.
    """
    if message.sender is None or asks_for_truth(message.text):
        return None
    theirs = await _theirs(session, message.sender)
    begun = continuing.COMPLETES.match(message.text)
    if answered is not None:
        ours = await outbox.by_message(session, message.chat_id, answered)
        theirs = [case for case in theirs if ours is not None and case.id == ours.case_id]
    elif not (begun or message.private):
        return None
    text = message.text[begun.end() :] if begun else message.text
    told = understand(text, now=now)
    if told.forwarded_rumour:
        return None
    if told.kind != "none":
        return next((one.key for one in theirs if _is_same(one, told, text)), None)
    if begun or answered is not None:
        words = not text or not continuing.says_nothing_more(text)
        return theirs[0].key if theirs and words else None
    persons = [case for case in theirs if case.kind.is_person]
    if says_done(text):
        return next((case.key for case in theirs if case.kind.wants_photo), None)
    if len(persons) != 1 or continuing.says_nothing_more(text):
        return None
    return persons[0].key


async def waits_for_place(session: AsyncSession, case_id: int) -> bool:
    """Whether nobody has told yet in which compound it is."""
    return await cards.is_unplaced(session, await history.load(session, case_id))


async def _theirs(session: AsyncSession, writer: Actor) -> list[Case]:
    """Return the open reports and drafts of somebody, and of whom they guard, the newest first."""
    found = [
        case
        for kept in (cases.drafts_of, cases.of_reporter, cases.guarded_by)
        for case in await kept(session, writer.id)
        if case.state is not State.PENDING_CHECK
    ]
    return sorted({case.key: case for case in found}.values(), key=lambda one: -one.key)


def _is_same(case: Case, told: Understanding, text: str) -> bool:
    """Whether a report by itself, long after the first, is surely about the same."""
    if told.place.text is not None and not case.kind.is_person:
        return False
    first = understand(case.text, now=case.opened_at, known=case.kind)
    sort = continuing.sort_of_help(told)
    if case.kind is Kind.HELP and sort is not None:
        return told.kind == Kind.HELP and sort == continuing.sort_of_help(first)
    same = case.kind.is_person and Kind(told.kind).is_person
    return same and not _is_another(case, told, text)


async def go_on(
    session: AsyncSession, case_id: int, message: Incoming, policy: Policy, *, now: datetime
) -> Facts | None:
    """Add what goes on with a report: words, a picture, or what staff must listen to or watch.

    A report has one photo of its own; a later one stands under the staff cards. Returns what it has
    become, if a life is at stake only now.
    """
    assert message.sender is not None
    case = await may_add(session, case_id, message.sender)
    source, at = (message.chat_id, message.message_id), message.at
    photo = message.photo if case.photo is None else None
    if photo is not None:
        await attachments.copy_under_cards(session, case, source, cards.RELAY, at=at)
    elif message.photo is not None or not message.text:
        slot = cards.VOICE if message.voice else cards.RELAY
        await attachments.attach(session, case, source, slot=slot, at=at)
    words = continuing.COMPLETES.sub("", message.text, count=1)
    text = completed(words, missing_of(await cards.facts(session, case)))
    return await _add(session, case, message.sender, policy, text=text, photo=photo, now=now, at=at)


async def choose_spot(
    session: AsyncSession, case_id: int, actor: Actor, arg: str, policy: Policy, *, at: datetime
) -> SpotChoice | None:
    """Take a building (`b` and its id) or a floor (`f4`); returns what to choose next, None: nothing.

    Raises Stale for what is no choice here.
    """
    case = await may_add(session, case_id, actor)
    if arg == "x":
        return None
    if arg:
        said = await _chosen(session, case, arg)
        await _add(session, case, actor, policy, text=said, photo=None, now=at, at=at)
        await _tell_new_place(session, case, policy, at=at)
    lacking = missing_of(await cards.facts(session, case))
    if Missing.BUILDING in lacking:
        return SpotChoice(case.key, tuple(await places.buildings(session, case.grid_id)))
    return SpotChoice(case.key) if Missing.FLOOR in lacking else None


async def _chosen(session: AsyncSession, case: Case, arg: str) -> str:
    what, number = arg[0], arg[1:]
    if not number.isdecimal() or int(number).bit_length() > 31:
        raise Stale
    if what == "f":
        return f"{int(number)}楼"
    known = {one.place_id: one for one in await places.buildings(session, case.grid_id)}
    place = known.get(int(number))
    if what != "b" or place is None:
        raise Stale
    case.grid_id = place.grid_id
    return understand(place.name, known=Kind.LIGHT).place.text or place.name


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
    await asking.review(session, case, policy, at=at)
    await cards.refresh(session, case, policy, at=at)
    await _tell_new_place(session, case, policy, at=at)
    return True


async def _move(
    session: AsyncSession, case: Case, actor: Actor, node: Grid, place: str, *, at: datetime
) -> None:
    case.grid_id, case.origin_id, case.place = node.key, None, place
    await places.remember_home(session, actor, node)
    for asked in await outbox.live_in_slot(session, case.key, cards.PLACE):
        await saying.remove(session, asked, at=at, lane=Lane.REPLIES)


async def _tell_new_place(
    session: AsyncSession, case: Case, policy: Policy, *, at: datetime
) -> None:
    if case.life_safety or case.state is not State.DRAFT:
        await desk.tell_staff(session, case, policy, at=at)


def _fill(person: Person, meaning: Understanding) -> None:
    """Take over what nobody had told yet; what a person is known by grows."""
    if not person.lacks("clothing"):
        person.clothing = with_more(person.clothing, meaning.person.clothing)
    for values in corrections.told_by(meaning):
        if person.lacks(next(iter(values))):
            person.tell(values)


async def ask_where(session: AsyncSession, case: Case, place: Place, *, at: datetime) -> None:
    """Offer the way from the top of the grid to a compound by buttons."""
    named = tuple(await places.choices(session))
    if named:
        choice, lane = PlaceChoice(case.key, named), Lane.REPLIES
        await saying.send(session, choice, place, at=at, lane=lane, case=case, slot=cards.PLACE)
