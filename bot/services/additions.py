"""What is added to a report: words, a photo, whatever goes on with it."""

from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain import continuing, finders, putting_right, whom
from bot.domain.cards import Facts
from bot.domain.clue_cards import ClueRelay
from bot.domain.corrections import denied, with_more, without_denial
from bot.domain.intake import (
    Gazetteer,
    PersonText,
    Understanding,
    of_others,
    others_in,
    understand,
)
from bot.domain.kinds import Kind
from bot.domain.missing import completed, missing_of
from bot.domain.policy import Policy
from bot.domain.privacy import without_contact, without_names
from bot.domain.states import Action
from bot.domain.whereabouts import corrected_place, fuller_place
from bot.errors import NotAllowed
from bot.services import (
    attachments,
    blame,
    cards,
    corrections,
    describing,
    history,
    previews,
    saying,
    weighing,
)
from bot.services.incoming import Incoming
from bot.services.rights import Actor, Staff
from bot.services.saying import Place
from bot.storage import alerts, outbox
from bot.storage.cases import Case
from bot.storage.outbox import Lane
from bot.storage.persons import Person

LAST_SEEN = frozenset({"last_seen_place", "last_seen_at"})


async def author_or_staff(session: AsyncSession, case: Case, actor: Actor) -> Staff | None:
    """Return the actor as staff, None for the author; raises NotAllowed for anybody else."""
    if actor.id == case.reporter_id:
        return None
    staff = await history.staff_of(session, case, actor)
    if staff is None:
        raise NotAllowed("refusal-not-author")
    return staff


async def may_add(session: AsyncSession, case_id: int, actor: Actor) -> Case:
    """Return a case that the actor may add to; raises NotAllowed or Stale."""
    case = await history.load(session, case_id)
    if await author_or_staff(session, case, actor) is not None:
        await history.require_unended(session, case)
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
    """Add words or a photo to a report; empty fields are filled, known ones stay unless put right.

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
    return True


async def _add(
    session: AsyncSession,
    case: Case,
    actor: Actor,
    policy: Policy,
    *,
    text: str,
    photo: str | None,
    places: Gazetteer | None = None,
    now: datetime,
    at: datetime,
) -> Facts | None:
    before, at_it = await weighing.weigh(session, case, now=now), await _is_acted_on(session, case)
    _take_words(case, text, meaning := _read(case, text, places, now=now), places)
    if photo:
        case.photo = photo
    person = await session.get(Person, case.key)
    if person is not None:
        besides = understand(text, now=now).kind
        there = besides == "none" or Kind(besides).is_person
        later, when = putting_right.says_where_last(text), putting_right.says_when(text)
        if not putting_right.says_wrong(text):
            _fill(person, meaning, later=later, there=there, when=when)
        if putting_right.puts_right(text):
            wrong = understand(denied(text), now=now, places=places, known=case.kind)
            said_so = putting_right.says_wrong(text)
            corrections.overwrite(person, meaning, None if said_so else wrong)
        if others_in(case.text):
            _turn_to_youngest(person, understand(case.text, now=now, known=case.kind).person)
    news = finders.news_of(case.kind, text)
    cries = news is not None or _cries(case, text, now=now)
    at_stake = await weighing.rise(session, case, before, policy, cries=cries, now=now, at=at)
    await history.apply(session, case, Action.ADD, actor, at=at)
    await blame.part_from_the_blamed(session, case, policy, at=at)
    await cards.refresh(session, case, policy, at=at)
    await corrections.offer(session, case, policy, at=at)
    await previews.refresh(session, case, policy, at=at)
    if text and (news is not None or (at_it and not case.sensitive)):
        await _hand_on(session, case, text, at=at)
    return await describing.facts(session, case) if at_stake else None


async def _is_acted_on(session: AsyncSession, case: Case) -> bool:
    """Whether staff are at it: everybody searches, or a danger threatens a life.

    What was told in confidence is read on the card alone.
    """
    if case.kind.is_person:
        return case.kind.is_lost and await alerts.active(session, case.key) is not None
    return case.life_safety and not case.sensitive


async def _hand_on(session: AsyncSession, case: Case, text: str, *, at: datetime) -> None:
    """Give staff what was just added as a message, whatever they decide of the alert's words.

    An edit wakes nobody. It goes behind the cards: that of another child must not wait for it.
    """
    told = without_names(text, of_others(text, case.kind), case.reporter_name)
    relay = ClueRelay(case.number or 0, without_contact(told), "", at, "family")
    for card in await outbox.live_in_slot(session, case.key, cards.STAFF):
        place, lane, slot = Place(card.chat_id, card.locale, card.topic), Lane.DANGER, cards.RELAY
        await saying.send(
            session,
            relay,
            place,
            at=at,
            lane=lane,
            rank=cards.AFTER_CARDS,
            case=case,
            answers=card,
            slot=slot,
        )


def _read(case: Case, text: str, places: Gazetteer | None, *, now: datetime) -> Understanding:
    """Read what is added: of 他 up to where somebody else comes in, who is nobody that we look for."""
    if putting_right.puts_right(text):
        text = without_denial(whom.of_one_put_right(text))
    elif whom.speaks_of_one_known(text):
        text = whom.of_one_known(text)
    return understand(text, now=now, places=places, known=case.kind)


def _cries(case: Case, text: str, *, now: datetime) -> bool:
    """Whether what is added to a call for help is one again, or danger beside it: 掉水里了."""
    if case.kind is not Kind.HELP:
        return False
    again = understand(text, now=now).kind == Kind.HELP
    return again or understand(text, now=now, known=case.kind).life_safety


def _take_words(case: Case, text: str, meaning: Understanding, places: Gazetteer | None) -> None:
    if not case.kind.is_person:
        known = understand(case.place or "", places=places, known=case.kind).place
        together = corrected_place if putting_right.puts_right(text) else fuller_place
        case.place = together(known, meaning.place) or case.place
    if text:
        case.text = f"{case.text}\n{text}".strip()
    if meaning.phones and case.phone is None:
        case.phone = meaning.phones[0]


async def go_on(
    session: AsyncSession,
    case_id: int,
    message: Incoming,
    policy: Policy,
    *,
    places: Gazetteer,
    now: datetime,
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
    elif message.photo is not None or message.pictured or not message.text:
        case.pictured = case.pictured or message.pictured
        slot = cards.VOICE if message.voice else cards.RELAY
        await attachments.attach(session, case, source, slot=slot, at=at)
    words = continuing.COMPLETES.sub("", message.text, count=1)
    text = completed(words, missing_of(await describing.facts(session, case)))
    return await _add(
        session,
        case,
        message.sender,
        policy,
        text=text,
        photo=photo,
        places=places,
        now=now,
        at=at,
    )


def _turn_to_youngest(person: Person, told: PersonText) -> None:
    """Describe the youngest of several as soon as their age is told, with nothing of another."""
    low, high = told.ages
    if low is None or (person.age is not None and person.age <= low):
        return
    person.tell({"name": told.name, "sex": told.sex, "age": low, "age_to": high})
    person.tell({"height_cm": told.height_cm, "clothing": told.clothing})


def _fill(person: Person, meaning: Understanding, *, later: bool, there: bool, when: bool) -> None:
    """Take over what nobody had told yet; what a person is known by grows.

    Where they were seen at last, by a `later` word of the family, takes the place of before; they
    were not `there` where something else is told of, a lamp that is out. Not each time is `when`.
    """
    if not person.lacks("clothing"):
        person.clothing = with_more(person.clothing, meaning.person.clothing)
    for values in corrections.told_by(meaning):
        field = next(iter(values))
        if field in LAST_SEEN and not (there and (when or field != "last_seen_at")):
            continue
        if person.lacks(field) or (later and field in LAST_SEEN):
            person.tell(values)
