"""A family's first lines in private, and the card that they have there."""

from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.clue_cards import GuardianWelcome
from bot.domain.policy import Policy
from bot.services import saying
from bot.services.cards import GUARDIAN, account_place, duty_phone, has_private_chat, reporter_card
from bot.storage import families, outbox
from bot.storage.cases import Case
from bot.storage.outbox import Lane


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
    welcome = GuardianWelcome(case.number, await duty_phone(session, case, policy))
    await saying.send(session, welcome, place, at=at, lane=Lane.DANGER, case=case, once=once)


async def _give_card(
    session: AsyncSession, case: Case, guardian: int, policy: Policy, *, at: datetime
) -> None:
    if case.number is None:
        return
    place = await account_place(session, guardian, policy)
    card = await reporter_card(session, case, policy, private=True, guardian=True)
    await saying.send(session, card, place, at=at, lane=Lane.DANGER, case=case, slot=GUARDIAN)
