"""Clues, and who says to be of the family, on their way to staff."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.clue_cards import ClaimOver, ClueRelay
from bot.domain.intake import of_others
from bot.domain.policy import Policy
from bot.domain.posts import decode
from bot.domain.privacy import without_contact, without_names, without_phones_of
from bot.domain.sightings import cannot_wait
from bot.services import cards, desk, history, saying
from bot.services.cards import account_place
from bot.services.rights import HANDLERS, Actor
from bot.storage import alerts, clues, families, listing, outbox, people, rewording
from bot.storage.cases import Case
from bot.storage.clues import CLAIM, CLAIMS, KIN, Clue
from bot.storage.listing import Wanted
from bot.storage.outbox import Delivery, Lane, Op

PIN = "location"


async def relay(session: AsyncSession, case: Case, clue: Clue, policy: Policy) -> bool:
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
    relay = await for_groups(session, case, clue)
    if clue.media is not None:
        offered = await may_hand_on(session, case, clue)
        relay = replace(relay, clue_id=clue.key, offered=offered)
    caption = _said_above(clue)
    rank = cards.HOT if cannot_wait(clue.text) else cards.AFTER_CARDS
    source, slot, at = (clue.chat_id, clue.message_id), cards.RELAY, clue.at
    for card in await desk.standing_cards(session, case, at=at):
        place = saying.Place(card.chat_id, card.locale, card.topic)
        await saying.send(
            session,
            relay,
            place,
            at=at,
            lane=Lane.DANGER,
            rank=rank,
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
                rank=rank,
                caption=caption,
            )


async def may_hand_on(session: AsyncSession, case: Case, clue: Clue) -> bool:
    """Whether there is family but its giver, and somebody stands for the alert (promise 3)."""
    last = await alerts.newest(session, case.key)
    if last is None or not last.verified:
        return False
    return bool(set(await families.family_of(session, case)) - {clue.user_id})


def _said_above(clue: Clue) -> str | None:
    """Return the caption of a clue's copy: what stands above it is not said twice."""
    return "" if clue.text else None


def _relay_of(case: Case, clue: Clue) -> ClueRelay:
    number, media = case.number or 0, clue.media
    claim_id = (clue.thread_id or clue.key) if clue.source == KIN else None
    relay = ClueRelay(number, clue.text, clue.name, clue.at, clue.source, media, case.key)
    return replace(relay, clue_id=claim_id)


async def for_groups(session: AsyncSession, case: Case, clue: Clue) -> ClueRelay:
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


async def tell_claimants(
    session: AsyncSession, case: Case, policy: Policy, *, at: datetime
) -> None:
    """Tell whoever said that a found person is theirs that the case has ended, once for every end.

    Not how: whether they were right is nothing to be read from it.
    """
    told = await clues.of_case(session, case.key)
    claimed = {one.user_id for one in told if one.source == CLAIM and one.user_id is not None}
    assert case.number is not None
    for user in sorted(claimed):
        once = f"claimant:{case.key}:{case.reopened}:{user}"
        if await outbox.was_queued(session, once):
            continue
        if await cards.has_private_chat(session, user):
            place, over = await account_place(session, user, policy), ClaimOver(case.number)
            await saying.send(session, over, place, at=at, lane=Lane.CARDS, case=case, once=once)


async def take_photos_back(session: AsyncSession, case: Case, *, at: datetime) -> None:
    """Take what was sent along out of staff groups once the person is said to be found (promise 6).

    A pin shows nobody, and whoever goes on looking after all needs it.
    """
    for message in await outbox.live_in_slot(session, case.key, cards.RELAY):
        if message.op is not Op.COPY or message.chat_id > 0:
            continue
        clue = await clues.by_message(session, *await _source_of(session, message))
        if clue is None or clue.media != PIN:
            await saying.remove(session, message, at=at, lane=Lane.ALERTS)


async def put_photos_back(session: AsyncSession, case: Case, *, at: datetime) -> None:
    """Send it along again where they were not found after all; what stands there still, stays."""
    standing = await outbox.live_in_slot(session, case.key, cards.RELAY)
    copies = [message for message in standing if message.op is Op.COPY]
    there = {(one.chat_id, *await _source_of(session, one)) for one in copies}
    for message in standing:
        if message.op is Op.COPY or message.chat_id > 0:
            continue
        words = await rewording.latest_words(session, message)
        shown = decode(words.view, words.params) if words else None
        if not isinstance(shown, ClueRelay) or shown.media in {None, PIN}:
            continue
        clue = await session.get(Clue, shown.clue_id)
        if clue is None or (message.chat_id, clue.chat_id, clue.message_id) in there:
            continue
        place = saying.Place(message.chat_id, message.locale, message.topic)
        await saying.copy(
            session,
            (clue.chat_id, clue.message_id),
            place,
            case=case,
            answers=message,
            slot=cards.RELAY,
            at=at,
            caption=_said_above(clue),
        )


async def _source_of(session: AsyncSession, copy: Delivery) -> tuple[int, int]:
    """Return the chat and the message that was copied."""
    words = await session.get(outbox.Post, copy.post_id)
    params = words.params if words else {}
    return params.get("chat_id", 0), params.get("message_id", 0)


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
