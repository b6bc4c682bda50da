"""What nobody answers: the 3-minute rule of promise 7, prompts left alone, drafts forgotten."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.calls import DutyCall, Unheard
from bot.domain.emergency import first_call
from bot.domain.policy import Policy
from bot.domain.states import Action, State
from bot.services import cards, describing, desk, history, reports, saying, staff_talk
from bot.services.cards import account_place
from bot.services.saying import Place
from bot.storage import outbox, waking
from bot.storage.cases import Case
from bot.storage.chats import Chat
from bot.storage.outbox import Lane


async def due(session: AsyncSession, _policy: Policy, at: datetime) -> Sequence[int]:
    """Return the cases of life and safety that nobody on staff has touched in time."""
    return await waking.due_unheard(session, at)


async def break_silence(
    session: AsyncSession, case_id: int, policy: Policy, *, at: datetime
) -> None:
    """Tell the reporter exactly that, and every level up to the duty desk, by name.

    Where somebody has it and has called it grave only since, the reporter knows who that is.
    While still nobody presses anything, the further minutes of the setting call the desk again.
    """
    case = await history.load(session, case_id)
    if case.unheard_at is None or case.unheard_at > at:
        return
    case.calls += 1
    more = policy.unheard[case.calls :]
    case.unheard_at = at + more[0] if more else None
    if case.calls == 1:
        await _tell_all(session, case, policy, at=at)
    else:
        await _call_again(session, case, policy, at=at)


def _minutes_of_silence(case: Case, at: datetime) -> int:
    waited = at - (case.silent_since or case.opened_at)
    return max(1, round(waited.total_seconds() / 60))


async def _tell_all(session: AsyncSession, case: Case, policy: Policy, *, at: datetime) -> None:
    minutes = _minutes_of_silence(case, at)
    on_duty = await desk.tell_every_level(session, case, policy, at=at)
    told = await outbox.live_in_slot(session, case.key, cards.STAFF)
    call = await _call_for(session, case, minutes, on_duty)
    for card in told:
        await _call(session, case, call, card, at=at)
    seen = case.seen_at is not None and case.seen_at >= (case.silent_since or case.opened_at)
    if case.owner_id is None and not seen:
        await _tell_reporter(session, case, minutes, policy, told=bool(told), at=at)
    await history.apply(session, case, Action.UNHEARD, None, at=at)


async def _call_again(session: AsyncSession, case: Case, policy: Policy, *, at: datetime) -> None:
    """Call the people on duty once more, in the place of the last call: no chat is filled with them."""
    at_desk, on_duty = await desk.tell_duty(session, case, policy, at=at)
    call = await _call_for(session, case, _minutes_of_silence(case, at), on_duty)
    chats_of_duty = {card.chat_id for card in at_desk}
    for before in await outbox.live_in_slot(session, case.key, cards.CALL):
        if before.chat_id in chats_of_duty:
            await saying.remove(session, before, at=at, lane=Lane.DANGER)
    for card in at_desk:
        await _call(session, case, call, card, at=at)
    await history.apply(session, case, Action.CALL_DUTY, None, at=at)


async def _call_for(
    session: AsyncSession, case: Case, minutes: int, on_duty: tuple[tuple[int, str], ...]
) -> DutyCall:
    """Make the call; where no number says which case is meant, it says what and where."""
    known = None if case.number else replace(await describing.facts(session, case), text="")
    return DutyCall(case.number, minutes, on_duty, known)


async def _call(
    session: AsyncSession, case: Case, call: DutyCall, card: outbox.Delivery, *, at: datetime
) -> None:
    place, lane = Place(card.chat_id, card.locale, card.topic), Lane.DANGER
    slot = cards.CALL
    await saying.send(session, call, place, at=at, lane=lane, case=case, slot=slot, answers=card)


async def _tell_reporter(
    session: AsyncSession, case: Case, minutes: int, policy: Policy, *, told: bool, at: datetime
) -> None:
    phone = await cards.duty_phone(session, case, policy)
    call = first_call(case.kind, case.category, case.level, case.text, sensitive=case.sensitive)
    line = Unheard(case.number, minutes, phone, told, call)
    reporter = case.reporter_id
    lane, slot = Lane.DANGER, cards.UNHEARD
    if reporter is not None and await cards.has_private_chat(session, reporter):
        place = await account_place(session, reporter, policy)
        await saying.send(session, line, place, at=at, lane=lane, case=case, slot=slot)
        return
    chat = await session.get(Chat, case.chat_id)
    if chat is not None and case.source == "group" and not case.is_unspoken:
        place = cards.chat_place(chat, policy)
        under = case.message_id
        await saying.send(
            session, line, place, at=at, lane=lane, case=case, slot=slot, reply_to=under
        )


async def due_prompts(session: AsyncSession, policy: Policy, at: datetime) -> Sequence[int]:
    """Return drafts whose question has been left alone for ten minutes."""
    return await waking.unanswered_prompts(session, at - policy.prompt_kept)


async def take_prompt_away(
    session: AsyncSession, case_id: int, policy: Policy, *, at: datetime
) -> None:
    """Delete a question that nobody answered; staff have a draft about life and safety.

    What staff wrote a second time counts for the case that they have.
    """
    case = await history.load(session, case_id)
    case.prompted = False
    if case.state is not State.DRAFT or case.life_safety:
        return
    twin = None
    if case.source == "staff":
        twin = await staff_talk.counts_for(session, case, policy, at=at)
    if twin is not None:
        await staff_talk.say_counted(session, case, twin, policy, at=at)
        await reports.forget(session, case, at=at)
        return
    await cards.remove_prompt(session, case, at=at)


async def due_drafts(session: AsyncSession, policy: Policy, at: datetime) -> Sequence[int]:
    """Return drafts that nobody confirmed for a day."""
    return await waking.stale_drafts(session, at - policy.draft_kept)


async def forget_draft(
    session: AsyncSession, case_id: int, _policy: Policy, *, at: datetime
) -> None:
    """Forget a draft with its words."""
    case = await history.load(session, case_id)
    if case.state is State.DRAFT:
        await reports.forget(session, case, at=at)
