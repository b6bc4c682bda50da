"""What a family reads in private: first lines, the card, and every clue."""

from dataclasses import replace
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.clue_cards import ClueForGuardian, ClueRelay, GuardianWelcome
from bot.domain.policy import Policy
from bot.domain.posts import decode
from bot.domain.privacy import without_contact
from bot.domain.states import Action, State
from bot.errors import Refusal, Stale
from bot.services import cards, history, relaying, saying
from bot.services.cards import GUARDIAN, account_place, duty_phone, has_private_chat, reporter_card
from bot.services.cases import work_on
from bot.services.rights import Actor
from bot.storage import alerts, clues, families, outbox, rewording
from bot.storage.cases import Case
from bot.storage.clues import CLAIMS, Clue
from bot.storage.outbox import Lane, Op

HANDED_ON = "forward"
"""The beginning of the key under which somebody of the family got what a clue carries."""


async def greet_guardian(
    session: AsyncSession, case: Case, policy: Policy, *, at: datetime
) -> None:
    """Give the guardian, and the other parent, their first lines and a card in private, once each.

    Whoever has reported in private has a card there already.
    """
    standing = {card.chat_id for card in await outbox.live_in_slot(session, case.key, GUARDIAN)}
    for guardian in await families.family_of(session, case):
        if guardian in standing or not await has_private_chat(session, guardian):
            continue
        await _greet(session, case, guardian, policy, at=at)
        if not (case.source == "private" and guardian == case.reporter_id):
            await _give_card(session, case, guardian, policy, at=at)


async def _greet(
    session: AsyncSession, case: Case, guardian: int, policy: Policy, *, at: datetime
) -> None:
    once = f"welcome:{case.key}:{guardian}"
    if case.number is None or await outbox.was_queued(session, once):
        return
    place = await account_place(session, guardian, policy)
    phone = await duty_phone(session, case, policy)
    found = case.state is State.PENDING_CHECK
    wants_photo = case.photo is None and not case.pictured and not found
    welcome = GuardianWelcome(case.number, phone, wants_photo, found=found)
    await saying.send(session, welcome, place, at=at, lane=Lane.DANGER, case=case, once=once)


async def _give_card(
    session: AsyncSession, case: Case, guardian: int, policy: Policy, *, at: datetime
) -> None:
    if case.number is None:
        return
    place = await account_place(session, guardian, policy)
    card = await reporter_card(session, case, policy, private=True, guardian=True)
    await saying.send(session, card, place, at=at, lane=Lane.DANGER, case=case, slot=GUARDIAN)


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
        if clue is not None and await relaying.may_hand_on(session, case, clue):
            ready = replace(
                await relaying.for_groups(session, case, clue), clue_id=clue.key, offered=True
            )
            await saying.change(session, message, ready, at=at, lane=Lane.DANGER)
    await tell_clues(session, case, policy, at=at)


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
    shown = replace(await relaying.for_groups(session, case, clue), forwarded=True)
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


async def tell_clues(session: AsyncSession, case: Case, policy: Policy, *, at: datetime) -> None:
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
