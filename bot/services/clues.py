"""Clues: to the staff at once, to the guardian as words only, never closing anything."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.cards import Facts
from bot.domain.clue_cards import ClueForGuardian, ClueRelay
from bot.domain.continuing import cheers, says_nothing_more
from bot.domain.intake import of_others, understand
from bot.domain.policy import Policy
from bot.domain.posts import decode
from bot.domain.privacy import without_contact, without_names, without_phones_of
from bot.domain.states import OPEN, Action, State
from bot.errors import NotFound, Refusal, Stale
from bot.services import cards, describing, desk, givers, history, saying
from bot.services.cards import account_place
from bot.services.cases import work_on
from bot.services.rights import HANDLERS, Actor
from bot.storage import alerts, cases, clues, families, listing, outbox, people, rewording
from bot.storage.boards import WATCH
from bot.storage.cases import Case
from bot.storage.clues import CLAIMS, KIN, Clue
from bot.storage.givers import Giver, held_clues
from bot.storage.listing import Wanted
from bot.storage.outbox import Lane, Op, Purpose

TOLD_WITHIN = timedelta(hours=2)
"""So long after a report words of a neighbour who saw somebody are about that one."""
HANDED_ON = "forward"
"""The beginning of the key under which somebody of the family got what a clue carries."""


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

    Before there is one, neighbours answer what the bot said under the report of a person; what reads
    as a report by itself is one.
    """
    message = await outbox.by_message(session, chat_id, message_id)
    if message is None or message.case_id is None:
        return None
    if message.purpose is Purpose.ALERT or message.slot == WATCH:
        return None if cheers(text) else message.case_id
    if message.slot != cards.REPORTER or writer is None or says_nothing_more(text):
        return None
    if understand(text, now=now).kind != "none":
        return None
    case = await session.get_one(Case, message.case_id)
    if not (case.kind.is_person and (case.is_open or case.state is State.DRAFT)):
        return None
    theirs = writer.id == case.reporter_id or writer.id in await families.family_of(session, case)
    return None if theirs else case.key


async def case_seen(
    session: AsyncSession, chat_id: int, writer_id: int, *, at: datetime
) -> int | None:
    """Return whom a sighting told in a group is of, before any alert: who was reported there lately."""
    since = at - TOLD_WITHIN
    key = await cases.newest_lost_in(session, chat_id, since, no_draft_of=writer_id)
    case = await session.get(Case, key) if key is not None else None
    if case is None or case.reporter_id == writer_id or not case.life_safety:
        return None
    return case.key


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
        unread = not await _relay(session, case, clue, policy)
        await tell_guardian(session, case, policy, at=seen.at)
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
            await _relay(session, case, clue, policy)
        await tell_guardian(session, case, policy, at=at)
    await cards.refresh(session, case, policy, at=at)


async def _relay(session: AsyncSession, case: Case, clue: Clue, policy: Policy) -> bool:
    """Give a clue to staff; returns whether it stands where they read it."""
    if clue.source in CLAIMS:
        return await _relay_claim(session, case, clue, policy)
    await _relay_to_staff(session, case, clue)
    return True


async def _relay_claim(session: AsyncSession, case: Case, clue: Clue, policy: Policy) -> bool:
    """Tell who it is to staff in private, and their groups only that somebody asks (promise 4).

    Returns whether anybody has such a private chat.
    """
    private = [place async for place in _private_places(session, case, policy)]
    for place in private:
        await _tell_claim(session, case, clue, place, at=clue.at)
    if clue.thread_id is not None:
        return bool(private)  # the groups know that somebody asks
    said = without_contact(clue.text) if clue.source == KIN else ""
    told = replace(_relay_of(case, clue), text=said, giver="", media=None, unread=not private)
    for card in await desk.standing_cards(session, case, at=clue.at):
        if card.chat_id < 0:
            place = saying.Place(card.chat_id, card.locale, card.topic)
            lane = Lane.DANGER
            await saying.send(
                session,
                told,
                place,
                at=clue.at,
                lane=lane,
                case=case,
                answers=card,
                slot=cards.RELAY,
            )
    return bool(private)


async def _tell_claim(
    session: AsyncSession, case: Case, clue: Clue, place: saying.Place, *, at: datetime
) -> None:
    once, lane = f"claim:{clue.key}:{place.chat_id}", Lane.DANGER
    if await outbox.was_queued(session, once):
        return
    known, slot = _relay_of(case, clue), cards.RELAY
    await saying.send(session, known, place, at=at, lane=lane, case=case, slot=slot, once=once)
    if clue.media is not None:
        source = (clue.chat_id, clue.message_id)
        caption = _said_above(clue)
        await saying.copy(
            session, source, place, case=case, answers=None, slot=slot, at=at, caption=caption
        )


async def tell_claims_to(
    session: AsyncSession, actor: Actor, policy: Policy, *, at: datetime
) -> None:
    """Tell staff who have just opened their private chat what claimants said while it was closed."""
    held = await people.appointments_of(session, actor.id)
    paths = [node.path for appointment, node in held if appointment.role in HANDLERS]
    if not paths:
        return
    place = await account_place(session, actor.id, policy)
    for case in await listing.open_cases(session, Wanted(paths, whole=paths), limit=50):
        for clue in await clues.of_case(session, case.key) if case.kind.is_person else ():
            if clue.source in CLAIMS:
                await _tell_claim(session, case, clue, place, at=at)


async def _private_places(
    session: AsyncSession, case: Case, policy: Policy
) -> AsyncIterator[saying.Place]:
    path = await history.path_of(session, case)
    staff = {one.user_id for one, _ in await people.appointed(session, path, HANDLERS)}
    for user in sorted(staff):
        if await cards.has_private_chat(session, user):
            yield await account_place(session, user, policy)


async def _relay_to_staff(session: AsyncSession, case: Case, clue: Clue) -> None:
    relay = await _for_groups(session, case, clue)
    if clue.media is not None:
        offered = await _may_hand_on(session, case, clue)
        relay = replace(relay, clue_id=clue.key, offered=offered)
    caption = _said_above(clue)
    source, slot, at = (clue.chat_id, clue.message_id), cards.RELAY, clue.at
    for card in await desk.standing_cards(session, case, at=at):
        place = saying.Place(card.chat_id, card.locale, card.topic)
        await saying.send(
            session,
            relay,
            place,
            at=at,
            lane=Lane.DANGER,
            rank=cards.AFTER_CARDS,
            case=case,
            answers=card,
            slot=slot,
        )
        if clue.media is not None:
            await saying.copy(
                session,
                source,
                place,
                case=case,
                answers=card,
                slot=slot,
                at=at,
                rank=cards.AFTER_CARDS,
                caption=caption,
            )


async def _may_hand_on(session: AsyncSession, case: Case, clue: Clue) -> bool:
    """Whether there is family but its giver, and somebody stands for the alert (promise 3)."""
    last = await alerts.newest(session, case.key)
    if last is None or not last.verified:
        return False
    return bool(set(await families.family_of(session, case)) - {clue.user_id})


async def release(session: AsyncSession, case: Case, policy: Policy, *, at: datetime) -> None:
    """Let the family have what waited with staff: words at once, the rest by 转给家属."""
    for message in await outbox.live_in_slot(session, case.key, cards.RELAY):
        words = await rewording.latest_words(session, message) if message.op is Op.SEND else None
        shown = decode(words.view, words.params) if words else None
        if not isinstance(shown, ClueRelay) or shown.clue_id is None or shown.forwarded:
            continue
        if shown.source in CLAIMS:
            continue
        clue = await session.get(Clue, shown.clue_id)
        if clue is not None and await _may_hand_on(session, case, clue):
            ready = replace(await _for_groups(session, case, clue), clue_id=clue.key, offered=True)
            await saying.change(session, message, ready, at=at, lane=Lane.DANGER)
    await tell_guardian(session, case, policy, at=at)


def _said_above(clue: Clue) -> str | None:
    """Return the caption of a clue's copy: what stands above it is not said twice."""
    return "" if clue.text else None


def _relay_of(case: Case, clue: Clue) -> ClueRelay:
    number, media = case.number or 0, clue.media
    claim_id = (clue.thread_id or clue.key) if clue.source == KIN else None
    relay = ClueRelay(number, clue.text, clue.name, clue.at, clue.source, media, case.key)
    return replace(relay, clue_id=claim_id)


async def _for_groups(session: AsyncSession, case: Case, clue: Clue) -> ClueRelay:
    """Leave out what no group may read: how the family is called and reached (promise 4).

    Whoever knows a found person may be the family.
    """
    relay = _relay_of(case, clue)
    if not case.kind.is_person:
        return relay
    family = await cards.is_family(session, case, clue.user_id)
    text = without_names(
        clue.text, of_others(clue.text, case.kind), case.reporter_name if family else ""
    )
    text = without_phones_of(text, f"{case.text} {case.phone or ''}")
    if family or case.kind.is_found:
        text = without_contact(text)
    return replace(relay, text=text, giver="" if family else relay.giver)


async def forward(
    session: AsyncSession,
    case_id: int,
    actor: Actor,
    policy: Policy,
    *,
    clue_id: int,
    at: datetime,
) -> None:
    """转给家属: pass a clue's photo, voice or pin on to the family, by staff who have looked at it.

    Raises Refusal where nobody of them can be written to, Stale for a clue that isn't there.
    """
    case, staff = await work_on(session, case_id, actor, at=at)
    clue = await session.get(Clue, clue_id)
    if clue is None or clue.case_id != case.key or clue.media is None:
        raise Stale
    last = await alerts.newest(session, case.key)
    if last is None or not last.verified:
        raise Refusal("refusal-not-verified")
    family = await _reachable_family(session, case)
    if not family:
        raise Refusal("refusal-call-reporter")
    handed = [await _hand_on(session, case, clue, one, policy, at=at) for one in family]
    if not any(handed):
        return
    shown = replace(await _for_groups(session, case, clue), forwarded=True)
    for message in await outbox.live_in_slot(session, case.key, cards.RELAY):
        post = await session.get(outbox.Post, message.post_id) if message.post_id else None
        if post is not None and post.params.get("clue_id") == clue.key:
            await saying.change(session, message, shown, at=at, lane=Lane.DANGER)
    await history.apply(session, case, Action.FORWARD, staff, at=at)
    await cards.refresh(session, case, policy, at=at)


async def _reachable_family(session: AsyncSession, case: Case) -> list[int]:
    family = await families.family_of(session, case)
    return [one for one in family if await cards.has_private_chat(session, one)]


async def _hand_on(
    session: AsyncSession, case: Case, clue: Clue, guardian: int, policy: Policy, *, at: datetime
) -> bool:
    """Queue what a clue carries besides words; False for whoever sent it or has it already."""
    once = f"{HANDED_ON}:{clue.key}:{guardian}"
    if clue.user_id == guardian or await outbox.was_queued(session, once):
        return False
    place, source = await account_place(session, guardian, policy), (clue.chat_id, clue.message_id)
    words = without_contact(clue.text).strip() if clue.text else None
    slot = cards.RELAY
    await saying.copy(
        session, source, place, case=case, answers=None, slot=slot, at=at, once=once, caption=words
    )
    return True


async def tell_guardian(session: AsyncSession, case: Case, policy: Policy, *, at: datetime) -> None:
    """Pass on every clue the family has not read yet, words only, without phones and links.

    Not before they may be written to, and not while the alert is unverified.
    """
    alert = await alerts.active(session, case.key)
    if alert is None or not alert.verified:
        return
    for guardian in await _reachable_family(session, case):
        await _tell_family(session, case, guardian, policy, at=at)


async def _tell_family(
    session: AsyncSession, case: Case, guardian: int, policy: Policy, *, at: datetime
) -> None:
    place = await account_place(session, guardian, policy)
    given = await clues.of_case(session, case.key)
    read = [f"clue:{clue.key}:{guardian}" for clue in given]
    handed_on = [f"{HANDED_ON}:{clue.key}:{case.guardian_id}" for clue in given]
    queued = await outbox.queued_among(session, [*read, *handed_on])
    for clue, once, first in zip(given, read, handed_on, strict=True):
        if first in queued:
            await _hand_on(session, case, clue, guardian, policy, at=at)
        words = without_contact(clue.text).strip()
        own = clue.user_id == guardian or clue.source in CLAIMS
        if own or not words or once in queued:
            continue
        assert case.number is not None
        told = ClueForGuardian(case.number, words, clue.at)
        await saying.send(session, told, place, at=at, lane=Lane.DANGER, case=case, once=once)


async def empty_relays(session: AsyncSession, case: Case, *, at: datetime) -> None:
    """Take words and photos out of every relay once a person's case is over (promise 6)."""
    assert case.number is not None
    await cards.take_away(session, case, cards.MORE_CLUES, at=at)
    emptied = ClueRelay(case.number, "", "", at, "over")
    for spoken in await outbox.live_in_slot(session, case.key, cards.VOICE):
        await saying.remove(session, spoken, at=at, lane=Lane.ALERTS)
    for message in await outbox.live_in_slot(session, case.key, cards.RELAY):
        if message.op is Op.COPY:
            await saying.remove(session, message, at=at, lane=Lane.ALERTS)
            continue
        await saying.change(session, message, emptied, at=at, lane=Lane.ALERTS)
        message.slot = None
