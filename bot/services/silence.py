"""What nobody answers: the 3-minute rule of promise 7, prompts left alone, drafts forgotten."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.cards import DutyCall, Unheard
from bot.domain.kinds import calls_fire_brigade
from bot.domain.policy import Policy
from bot.domain.states import Action, State
from bot.services import cards, desk, history, reports, saying
from bot.services.cards import account_place
from bot.services.saying import Place
from bot.storage import cases, outbox
from bot.storage.cases import Case
from bot.storage.chats import Chat
from bot.storage.outbox import Lane


async def due(session: AsyncSession, _policy: Policy, at: datetime) -> Sequence[int]:
    """Return the cases of life and safety that nobody on staff has touched in time."""
    return await cases.due_unheard(session, at)


async def break_silence(
    session: AsyncSession, case_id: int, policy: Policy, *, at: datetime
) -> None:
    """Tell the reporter exactly that, and every level up to the duty desk, by name."""
    case = await history.load(session, case_id)
    if case.unheard_at is None or case.unheard_at > at:
        return
    waited = at - (case.unheard_at - policy.unheard[0])
    case.unheard_at = None
    minutes = max(1, round(waited.total_seconds() / 60))
    on_duty = await desk.tell_every_level(session, case, policy, at=at)
    told = await outbox.live_in_slot(session, case.key, cards.STAFF)
    for card in told:
        place = Place(card.chat_id, card.locale, card.topic)
        call = DutyCall(case.number, minutes, on_duty)
        lane = Lane.DANGER
        await saying.send(session, call, place, at=at, lane=lane, case=case, answers=card)
    await _tell_reporter(session, case, minutes, policy, told=bool(told), at=at)
    await history.apply(session, case, Action.UNHEARD, None, at=at)


async def _tell_reporter(
    session: AsyncSession, case: Case, minutes: int, policy: Policy, *, told: bool, at: datetime
) -> None:
    phone = await cards.duty_phone(session, case, policy)
    line = Unheard(case.number, minutes, phone, told, calls_fire_brigade(case.kind, case.category))
    reporter = case.reporter_id
    lane = Lane.DANGER
    if reporter is not None and await cards.has_private_chat(session, reporter):
        place = await account_place(session, reporter, policy)
        await saying.send(session, line, place, at=at, lane=lane, case=case)
        return
    chat = await session.get(Chat, case.chat_id)
    if chat is not None and case.source == "group":
        place = cards.chat_place(chat, policy)
        await saying.send(
            session, line, place, at=at, lane=lane, case=case, reply_to=case.message_id
        )


async def due_prompts(session: AsyncSession, policy: Policy, at: datetime) -> Sequence[int]:
    """Return drafts whose question has been left alone for ten minutes."""
    return await cases.unanswered_prompts(session, at - policy.prompt_kept)


async def take_prompt_away(
    session: AsyncSession, case_id: int, _policy: Policy, *, at: datetime
) -> None:
    """Delete a question that nobody answered; staff still have a draft about life and safety."""
    case = await history.load(session, case_id)
    if case.state is State.DRAFT and not case.life_safety:
        await cards.remove_prompt(session, case, at=at)
    case.prompted = False


async def due_drafts(session: AsyncSession, policy: Policy, at: datetime) -> Sequence[int]:
    """Return drafts that nobody confirmed for a day."""
    return await cases.stale_drafts(session, at - policy.draft_kept)


async def forget_draft(
    session: AsyncSession, case_id: int, _policy: Policy, *, at: datetime
) -> None:
    """Forget a draft with its words."""
    case = await history.load(session, case_id)
    if case.state is State.DRAFT:
        await reports.forget(session, case, at=at)
