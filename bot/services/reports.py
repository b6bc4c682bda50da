"""A report, from the message that made it to the case with a number."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.drills import without_drill
from bot.domain.grid import Audience
from bot.domain.intake import Gazetteer, Understanding
from bot.domain.kinds import Kind
from bot.domain.policy import Policy
from bot.domain.reports import danger_of, is_life_safety, is_oneself, level_of
from bot.domain.states import Action, State
from bot.errors import NotAllowed, Refusal, Stale
from bot.services import (
    additions,
    attachments,
    blame,
    cards,
    desk,
    guardians,
    history,
    limits,
    places,
    placing,
    relaying,
    staff_talk,
)
from bot.services.cards import account_place, chat_place
from bot.services.incoming import Incoming
from bot.services.limits import Crossed
from bot.services.places import Asked, Spot
from bot.services.rights import Actor, as_staff
from bot.services.saying import Place
from bot.services.weighing import described
from bot.storage import cases, families, outbox, people, reporters
from bot.storage.cases import Case
from bot.storage.chats import Chat
from bot.storage.conversation import RecentPhoto
from bot.storage.people import Account
from bot.storage.persons import Person


@dataclass(frozen=True)
class Heard:
    """What became of a message that reads like a report; no case where nobody listens."""

    case: Case | None
    secret: bool = False
    """It must be told in private: nothing was kept."""
    unplaced: bool = False
    """It names no place, and the bot must ask."""
    over_limit: bool = False
    """Its writer has reported as much as one may, and has been told so: nothing was kept."""


async def hear(
    session: AsyncSession,
    message: Incoming,
    meaning: Understanding,
    *,
    gazetteer: Gazetteer,
    policy: Policy,
) -> Heard:
    """Keep a likely report, unless it is not for these readers; the same message is the same case.

    Raises Refusal for one in private that names no place, where there is no one top of the grid.
    """
    if await _is_for_private(session, message, meaning):
        return Heard(None, secret=True)
    known = await cases.by_message(session, message.chat_id, message.message_id)
    if known is not None:
        return Heard(known, unplaced=await cards.is_unplaced(session, known))
    limit = await _limit(session, message, policy)
    if limit is not None and not _at_stake(message, meaning):
        await _say_limit(session, message, limit, policy)
        return Heard(None, over_limit=True)
    over = limit is not None
    case = await _take(
        session, message, meaning, gazetteer=gazetteer, policy=policy, over_limit=over
    )
    return Heard(case, unplaced=case is not None and await cards.is_unplaced(session, case))


async def _limit(session: AsyncSession, message: Incoming, policy: Policy) -> Crossed | None:
    """Return the limit that this report crosses, where it is heard at all."""
    if message.sender is None or not await _listens(session, message):
        return None
    return await limits.crossed(session, message.sender, policy, at=message.at)


async def _listens(session: AsyncSession, message: Incoming) -> bool:
    if message.private:
        return True
    chat = await session.get(Chat, message.chat_id)
    return chat is not None and (message.called or not chat.called_only)


def _at_stake(message: Incoming, meaning: Understanding) -> bool:
    """Whether it is about a person, or a life: that is never refused."""
    told = described(Kind(meaning.kind), message.text, meaning)
    return told.kind.is_person or is_life_safety(told) or message.voice is not None


async def _say_limit(
    session: AsyncSession, message: Incoming, limit: Crossed, policy: Policy
) -> None:
    assert message.sender is not None
    chat = None if message.private else await session.get(Chat, message.chat_id)
    place = chat_place(chat, policy) if chat else await _private_place(session, message, policy)
    reply_to, at = message.message_id, message.at
    await limits.say_so(session, limit, message.sender, place, reply_to=reply_to, at=at)


async def _take(
    session: AsyncSession,
    message: Incoming,
    meaning: Understanding,
    *,
    gazetteer: Gazetteer,
    policy: Policy,
    over_limit: bool = False,
) -> Case | None:
    """Keep a likely report and queue the question under it.

    Returns None in a group that is bound to no node. In private a report that names no place stands
    with the top of the grid until `settle` is told where. Where life is at stake staff hear of the
    draft at once.
    """
    if not await _listens(session, message):
        return None
    chat = None if message.private else await session.get(Chat, message.chat_id)
    asked = Asked(message.chat_id, message.private, message.sender, message.pin, message.link)
    spot = await places.locate(session, asked, meaning, gazetteer) or await places.top(session)
    if spot is None:
        raise Refusal("refusal-where")
    if chat is not None and chat.audience is not Audience.STAFF and message.sender is not None:
        await places.remember_home(session, message.sender, spot.home or spot.grid)
    message = await _as_exercise(session, message, spot)
    case = await _store_with_photos(session, message, meaning, spot, _locale(chat, policy))
    case.over_limit = over_limit
    theirs = message.on_the_spot and await staff_talk.working_here(session, case, message)
    if theirs or (chat is not None and chat.audience is Audience.STAFF):
        return await staff_talk.take(session, case, message, meaning, policy)
    place = chat_place(chat, policy) if chat else await _private_place(session, message, policy)
    if (case.voice or case.oneself) and message.sender is not None:
        await history.ensure_submitted(session, case, message.sender, at=message.at)
        await cards.wind(session, case, policy, at=message.at)
        case.prompted = case.state is State.DRAFT
    if case.life_safety:
        history.expect_staff(case, policy, at=message.at)
    if case.life_safety or message.sender is None:  # who has no name can confirm nothing
        await desk.tell_staff(session, case, policy, at=message.at)
    if case.oneself and message.sender is not None:
        await _stay_put(session, case, message.sender, place, policy, at=message.at)
        return case
    await cards.answer_report(session, case, place, policy, at=message.at)
    if await cards.is_unplaced(session, case):
        await placing.ask_where(session, case, place, at=message.at)
    return case


async def _stay_put(
    session: AsyncSession, case: Case, lost: Actor, place: Place, policy: Policy, *, at: datetime
) -> None:
    """Tell somebody lost what to do, in private wherever the bot may write to them."""
    private = await cards.has_private_chat(session, lost.id)
    if private:
        place = await account_place(session, lost.id, policy)
    await cards.answer_report(session, case, place, policy, at=at, beside=private)


async def _as_exercise(session: AsyncSession, message: Incoming, spot: Spot) -> Incoming:
    """Take 演练 before the words of staff for an exercise; from anybody else it is meant in earnest."""
    exercise, words = without_drill(message.text)
    if not exercise or message.sender is None or not message.called:
        return message
    staff = await as_staff(session, message.sender, spot.grid.path)
    return replace(message, text=words, exercise=True) if staff else message


def _locale(chat: Chat | None, policy: Policy) -> str:
    return (chat.locale if chat else None) or policy.locale


async def _private_place(session: AsyncSession, message: Incoming, policy: Policy) -> Place:
    assert message.sender is not None
    return await account_place(session, message.sender.id, policy)


async def _store_with_photos(
    session: AsyncSession, message: Incoming, meaning: Understanding, spot: Spot, locale: str
) -> Case:
    """Store the case; words get what their writer sent just before, a photo where they have none."""
    before: Sequence[RecentPhoto] = ()
    film: RecentPhoto | None = None
    if message.sender is not None:
        chat_id, at = message.chat_id, message.at
        before, film = await attachments.sent_before(session, chat_id, message.sender, at=at)
    if message.photo is not None:
        before = ()
    if before:
        message = replace(message, photo=before[0].file_id, album=before[0].album)
    case = await _store(session, message, meaning, spot, locale)
    for further in reversed(before[1:]):
        source = (further.chat_id, further.message_id)
        await attachments.attach(session, case, source, at=message.at)
    for beside in message.beside:
        if beside == message.message_id and case.is_confidential:  # it would quote the words
            continue
        source = (message.chat_id, beside)
        await attachments.attach(session, case, source, at=message.at)
    if film is not None:
        source = (film.chat_id, film.message_id)
        await attachments.attach(session, case, source, slot=cards.VOICE, at=message.at)
    return case


async def _store(
    session: AsyncSession, message: Incoming, meaning: Understanding, spot: Spot, locale: str
) -> Case:
    kind, (low, high) = Kind(meaning.kind), meaning.person.ages
    told = described(kind, message.text, meaning)
    case = Case(
        kind=kind,
        category=meaning.category,
        level=level_of(told),
        sensitive=meaning.sensitive,
        exercise=message.exercise,
        oneself=is_oneself(meaning),
        relation_asked=is_oneself(meaning),
        life_safety=is_life_safety(told) or message.voice is not None,
        grid_id=spot.grid.key,
        home_grid_id=spot.home.id if spot.home else None,
        place=spot.words,
        lat=spot.lat,
        lon=spot.lon,
        text=message.text,
        told=len(message.text),
        photo=message.photo,
        pictured=message.pictured,
        album=message.album,
        voice=message.voice,
        source="private" if message.private else "group",
        chat_id=message.chat_id,
        message_id=message.message_id,
        locale=locale,
        reporter_id=message.sender.id if message.sender else None,
        reporter_name=message.sender.name if message.sender else "",
        phone=meaning.phones[0] if meaning.phones else None,
        prompted=True,
        opened_at=message.at,
    )
    await blame.keep_from_the_blamed(session, case)
    case.told_in_confidence = case.is_confidential
    session.add(case)
    await session.flush()
    if kind.is_person:
        session.add(_person(case, meaning, (low, high), vulnerable=danger_of(told).vulnerable))
    report = cases.Step(
        case_id=case.key,
        at=message.at,
        action=Action.REPORT,
        to_state=State.DRAFT,
        actor_id=case.reporter_id,
        actor=case.reporter_name,
    )
    session.add(report)
    return case


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


async def _is_for_private(session: AsyncSession, message: Incoming, meaning: Understanding) -> bool:
    """Return whether a report must not be kept that residents have read (promise 9).

    Never where a life is at stake, and not in a group that did not call the bot where it must.
    """
    kind = Kind(meaning.kind)
    private = meaning.sensitive and kind in {Kind.HELP, Kind.NEED}
    if meaning.life_safety or not (kind is Kind.DISPUTE or private):
        return False
    if is_life_safety(described(kind, message.text, meaning)):
        return False
    chat_id, called = message.chat_id, message.called
    chat = await session.get(Chat, chat_id) if chat_id < 0 else None
    if chat is None or chat.audience is Audience.STAFF:
        return False
    return called or not chat.called_only


async def submit(
    session: AsyncSession, case_id: int, actor: Actor, policy: Policy, *, at: datetime
) -> Case:
    """Make a draft a case, by its author or by staff of its grid."""
    case = await history.load(session, case_id)
    staff = await additions.author_or_staff(session, case, actor)
    if case.state is not State.DRAFT:
        return case
    if staff is None and not (case.life_safety or case.kind.is_person):
        await limits.require_room(session, actor, policy, at=at)
    if staff is not None and actor.id != case.reporter_id:
        history.touched(case, staff, at=at)
    await history.ensure_submitted(session, case, staff or actor, at=at)
    await cards.wind(session, case, policy, at=at)
    told = await desk.tell_staff(session, case, policy, at=at)
    if case.source == "staff":
        await cards.remove_prompt(session, case, at=at)  # the card stands in the same group
    await cards.refresh(session, case, policy, at=at, but=told)
    return case


async def discard(session: AsyncSession, case_id: int, actor: Actor, *, at: datetime) -> None:
    """Forget a draft that is no report, by its author or by staff of its grid."""
    case = await history.load(session, case_id)
    await additions.author_or_staff(session, case, actor)
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
    works = await people.appointments_of(session, actor.id)
    await session.flush()
    await people.bear(session, account, actor.username, known=bool(works))
    await relaying.tell_claims_to(session, actor, policy, at=at)
    theirs = [
        *await reporters.open_of(session, actor.id),
        *await families.guarded_by(session, actor.id),
    ]
    for key in sorted({case.key for case in theirs}):
        case = await history.load(session, key)
        if case.is_open:
            await _welcome(session, case, policy, at=at)
    for case in await unspoken(session, actor):
        if await cases.locked(session, case.key) is not None:
            await _answer_alone(session, case, actor, policy, at=at)
    return account


async def unspoken(session: AsyncSession, actor: Actor) -> list[Case]:
    """Return the drafts and open cases of somebody of which their group reads nothing."""
    drafts = await reporters.drafts_of(session, actor.id)
    theirs = [*drafts, *await reporters.open_of(session, actor.id)]
    return [case for case in theirs if case.is_unspoken]


async def _answer_alone(
    session: AsyncSession, case: Case, author: Actor, policy: Policy, *, at: datetime
) -> None:
    """Put what its group must not read before whoever has come from there."""
    said = await outbox.live_in_slot(session, case.key, cards.REPORTER)
    if all(message.chat_id < 0 for message in said):
        place = await account_place(session, author.id, policy)
        await cards.answer_report(session, case, place, policy, beside=True, at=at)


async def _welcome(session: AsyncSession, case: Case, policy: Policy, *, at: datetime) -> None:
    """Give a guardian who can be written to their own card, and what was told meanwhile."""
    await guardians.greet_guardian(session, case, policy, at=at)
    await guardians.release(session, case, policy, at=at)
    await cards.refresh(session, case, policy, at=at)
