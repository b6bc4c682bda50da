"""What is not taken, done or checked in time: somebody is reminded, then the level above has it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.calls import HalfTime, HandedUp, TimeOver, Unchecked
from bot.domain.ladder import Stage
from bot.domain.policy import Policy
from bot.domain.posts import Card
from bot.domain.states import Action
from bot.services import cards, clocks, describing, desk, handing, history, saying
from bot.services.saying import Place
from bot.storage import alerts, waking
from bot.storage.cases import Case
from bot.storage.outbox import Delivery, Lane


async def due(session: AsyncSession, _policy: Policy, at: datetime) -> Sequence[int]:
    """Return the cases whose time is half over, or over."""
    return await waking.due_to_wake(session, at)


async def wake(session: AsyncSession, case_id: int, policy: Policy, *, at: datetime) -> None:
    """Remind, or hand the case up; what is noticed late at night waits for the morning.

    After a long sleep nobody is reminded of what is over, and the next level has its own whole time.
    """
    case = await history.load(session, case_id)
    await cards.wind(session, case, policy, at=at)
    if case.wakes_at is None or case.wakes_at > at:
        return
    runs = await clocks.calendar(session, case, policy)
    if (morning := runs.add(at, timedelta())) > at:
        case.wakes_at = morning
    elif clocks.stage(case) is Stage.CHECK:
        await _call_checkers(session, case, policy, at=at)
    elif case.due_at is not None and at < case.due_at:
        case.wakes_at = case.due_at
        await _remind(session, case, policy, at=at)
    else:
        await _hand_up(session, case, policy, at=at)


async def _remind(session: AsyncSession, case: Case, policy: Policy, *, at: datetime) -> None:
    """Remind the owner in private, else under the card by name; of what nobody has, its staff."""
    assert case.due_at is not None
    owner, name = case.owner_id, case.owner_name or ""
    known = replace(await describing.facts(session, case), text="")
    said = HalfTime(known, case.due_at, owned=owner is not None)
    if owner is not None and await cards.has_private_chat(session, owner):
        place = await cards.account_place(session, owner, policy)
        await _say(session, case, replace(said, private=True), place, at=at)
        return
    if owner is not None:
        said = replace(said, mentions=((owner, name),))
    for card in await desk.own_cards(session, case, policy):
        await _say(session, case, said, _there(card), at=at, answers=card)


def _there(card: Delivery) -> Place:
    return Place(card.chat_id, card.locale, card.topic, card.grid_id)


async def _say(
    session: AsyncSession,
    case: Case,
    said: Card,
    place: Place,
    *,
    at: datetime,
    answers: Delivery | None = None,
) -> None:
    lane = Lane.DANGER if case.is_urgent else Lane.CARDS
    slot = cards.CLOCK
    await saying.send(session, said, place, at=at, lane=lane, case=case, slot=slot, answers=answers)


async def _call_checkers(
    session: AsyncSession, case: Case, policy: Policy, *, at: datetime
) -> None:
    """Call those who look whether it is done, once; of a person the people on duty."""
    case.wakes_at = None
    if case.kind.is_person:
        told, names = await desk.tell_duty(session, case, policy, at=at)
    else:
        told = await desk.cards_above(session, case, policy, at=at)
        names = await desk.checking(session, case)
    unchecked = Unchecked(case.number or 0, case.kind.is_person, names)
    for card in told:
        await _say(session, case, unchecked, _there(card), at=at, answers=card)


async def _hand_up(session: AsyncSession, case: Case, policy: Policy, *, at: datetime) -> None:
    taken = clocks.stage(case) is not Stage.UNTAKEN
    why = Action.OVERDUE if taken else Action.UNTAKEN
    if await _stays(session, case) or not await handing.climb(session, case, why, policy, at=at):
        await _tell_duty(session, case, policy, at=at)
        return
    stood = [card for card in await desk.own_cards(session, case, policy) if _is_old(card, at)]
    grid = (await describing.facts(session, case)).grid
    called = HandedUp(case.number or 0, grid, await desk.working_at(session, case))
    for card in stood:
        await _say(session, case, called, _there(card), at=at, answers=card)


def _is_old(card: Delivery, at: datetime) -> bool:
    """Whether a card stood before: an edit of it wakes nobody."""
    return card.queued_at < at


async def _stays(session: AsyncSession, case: Case) -> bool:
    """Whether a case stays where it is: those who look for somebody, or whose alert is out, go on."""
    return case.kind.is_person or await alerts.active(session, case.key) is not None


async def _tell_duty(session: AsyncSession, case: Case, policy: Policy, *, at: datetime) -> None:
    """Call the people on duty by name, once; the case stays overdue until somebody is done with it."""
    assert case.number is not None
    case.wakes_at = None
    at_desk, on_duty = await desk.tell_duty(session, case, policy, at=at)
    over = TimeOver(case.number, case.due_at, case.owner_name, on_duty)
    await history.apply(session, case, Action.CALL_DUTY, None, at=at)
    for card in at_desk:
        await _say(session, case, over, _there(card), at=at, answers=card)
    await cards.refresh(session, case, policy, at=at)
