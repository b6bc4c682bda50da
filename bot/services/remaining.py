"""After 没解决 and 部分解决: what its reporter says is still wrong, and whom it concerns."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.cards import CameBack, Survey
from bot.domain.policy import Policy
from bot.domain.posts import decode
from bot.domain.states import Action
from bot.errors import NotAllowed, Stale
from bot.services import attachments, cards, describing, history, notes, saying
from bot.services.rights import Actor
from bot.storage import outbox, rewording
from bot.storage.cases import Case
from bot.storage.chats import Chat
from bot.storage.outbox import Delivery, Lane

ASKED = "rated"
"""The slot of a survey whose answer was 没解决 or 部分解决: under it stands what is still wrong."""


async def asked_of(
    session: AsyncSession, actor: Actor, chat_id: int, message_id: int
) -> int | None:
    """Return the case of which this message of ours asks this person, its reporter."""
    message = await outbox.by_message(session, chat_id, message_id)
    if message is None or message.slot != ASKED or message.case_id is None:
        return None
    case = await session.get(Case, message.case_id)
    return case.key if case is not None and case.reporter_id == actor.id else None


async def say(
    session: AsyncSession,
    case_id: int,
    actor: Actor,
    policy: Policy,
    *,
    source: tuple[int, int],
    photo: bool,
    words: str,
    at: datetime,
) -> None:
    """Write down what is still wrong, for those who have the case now; a photo goes to them, too.

    `source` is the chat and message of the words. Raises NotAllowed for anybody but its reporter,
    Stale once it was said or the case has ended otherwise, Unfit for too many words.
    """
    case = await history.load(session, case_id)
    if actor.id != case.reporter_id:
        raise NotAllowed("refusal-not-yours")
    asked = await outbox.live_in_slot(session, case.key, ASKED)
    if not asked or case.wiped_at is not None:
        raise Stale
    notes.require_short(words)
    said = notes.without_contact_of(case, words)
    await history.apply(session, case, Action.STILL, actor, at=at, note=said)
    case.still_wrong = said or None
    for message in asked:
        await _thank(session, message, at=at)
    await cards.refresh(session, case, policy, at=at)
    if photo:
        shown = "" if case.is_confidential else said
        await attachments.attach(session, case, source, caption=shown, at=at)


async def show(
    session: AsyncSession,
    case_id: int,
    actor: Actor,
    *,
    source: tuple[int, int],
    at: datetime,
) -> None:
    """Pass on a photo that follows the words; raises NotAllowed, or Stale once nobody has it."""
    case = await history.load(session, case_id)
    if actor.id != case.reporter_id:
        raise NotAllowed("refusal-not-yours")
    if case.wiped_at is not None:
        raise Stale
    await attachments.attach(session, case, source, caption="", at=at)


async def _thank(session: AsyncSession, asked: Delivery, *, at: datetime) -> None:
    """Take the question away, and leave what was answered before it."""
    latest = await rewording.latest_words(session, asked)
    said = decode(latest.view, latest.params) if latest else None
    asked.slot = None
    if isinstance(said, Survey):
        await saying.change(session, asked, replace(said, asks=False), at=at, lane=Lane.REPLIES)


async def tell_who_closed(
    session: AsyncSession, case: Case, gone: Sequence[Delivery], policy: Policy, *, at: datetime
) -> None:
    """Say where a card stood that has come back to others: it went, and who closed it reads why."""
    assert case.number is not None
    known = await describing.facts(session, case)
    standing = {card.chat_id for card in await outbox.live_in_slot(session, case.key, cards.STAFF)}
    for card in gone:
        if card.chat_id in standing:
            continue
        chat = await session.get(Chat, card.chat_id)
        here = saying.Place(card.chat_id, card.locale)
        place = cards.chat_place(chat, policy) if chat else here
        back = CameBack(case.number, known.grid)
        await saying.send(session, back, place, at=at, lane=Lane.CARDS, case=case)
