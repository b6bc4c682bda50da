"""信息有误 under an alert: the duty desk and the case's staff look again, within ten minutes."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain import brakes
from bot.domain.clue_cards import InfoDoubted
from bot.domain.grid import Role
from bot.domain.policy import Policy, Rate
from bot.domain.posts import decode
from bot.domain.states import Action
from bot.errors import NotAllowed, Refusal, Stale
from bot.services import cards, desk, history, saying
from bot.services.cases import work_on
from bot.services.rights import Actor
from bot.services.saying import Place
from bot.storage import alerts, cases, doubts, outbox, rewording
from bot.storage.cases import Case
from bot.storage.doubts import Doubt, Finding, Review
from bot.storage.outbox import Lane

A_DAY = Rate(5, brakes.DAY)
"""So many alerts one person may doubt in a day; what comes after that is left, and not thanked for."""
NAMED = 2


async def doubt(
    session: AsyncSession, case_id: int, actor: Actor, policy: Policy, *, at: datetime
) -> bool:
    """Note 信息有误, once of a person and alert; rings never stop by that.

    Several doubts are one message that is edited; the first one of them sounds. Returns whether
    staff know of it: not where somebody has doubted too many alerts today.
    """
    case = await history.load(session, case_id)
    alert = await alerts.active(session, case.key)
    if alert is None or case.number is None:
        raise Refusal("refusal-case-over")
    if await session.get(Doubt, (alert.key, actor.id)) is not None:
        return True
    today = brakes.since(A_DAY, at, policy.timezone)
    if await doubts.doubts_of(session, actor.id, today) >= A_DAY.count:
        return False
    name = "" if await cards.is_family(session, case, actor.id) else actor.name
    made = Doubt(alert_id=alert.key, user_id=actor.id, case_id=case.key, name=name, at=at)
    session.add(made)
    review = await doubts.under_review(session, case.key)
    if review is None:
        review = Review(
            alert_id=alert.key, case_id=case.key, opened_at=at, due_at=at + policy.review_within
        )
        session.add(review)
        await history.apply(session, case, Action.DOUBT, None, at=at)
    await session.flush()
    await _ask(session, case, await _card(session, case, review), policy, at=at)
    await cards.refresh(session, case, policy, at=at)
    return True


async def _card(session: AsyncSession, case: Case, review: Review) -> InfoDoubted:
    assert case.number is not None
    told = await doubts.doubters(session, review)
    names = tuple(one.name for one in told[:NAMED])
    return InfoDoubted(case.key, case.number, names, len(told), review.opened_at)


async def _ask(
    session: AsyncSession, case: Case, card: InfoDoubted, policy: Policy, *, at: datetime
) -> None:
    standing = await outbox.live_in_slot(session, case.key, cards.DOUBT)
    for message in standing:
        await saying.change(session, message, card, at=at, lane=Lane.DANGER)
    if standing:
        return
    under = {one.chat_id: one for one in await desk.standing_cards(session, case, at=at)}
    places = [Place(one.chat_id, one.locale, one.topic, one.grid_id) for one in under.values()]
    desks = await desk.duty_places(session, [await history.path_of(session, case)], policy)
    places += [place for place in desks if place.chat_id not in under]
    for place in places:
        answers, lane, slot = under.get(place.chat_id), Lane.DANGER, cards.DOUBT
        await saying.send(
            session, card, place, at=at, lane=lane, case=case, slot=slot, answers=answers
        )


async def keep(
    session: AsyncSession, case_id: int, actor: Actor, policy: Policy, *, at: datetime
) -> None:
    """Note 信息无误: somebody on staff has looked again; who published leaves that to others."""
    case, staff = await work_on(session, case_id, actor, at=at)
    alert = await alerts.active(session, case.key)
    if alert is None or await doubts.under_review(session, case.key) is None:
        raise Stale
    if alert.published_by == staff.id and staff.role is not Role.DUTY:
        raise NotAllowed("refusal-doubt-own")
    await history.apply(session, case, Action.KEEP, staff, at=at)
    await settle(session, case, Finding.KEPT, at=at)
    await cards.refresh(session, case, policy, at=at)


async def settle(session: AsyncSession, case: Case, finding: Finding, *, at: datetime) -> None:
    """Write a finding down, if anybody doubts; its messages say who did what, as history does."""
    review = await doubts.under_review(session, case.key)
    if review is None:
        return
    step = await cases.last_step(session, case.key) if finding is not Finding.OVER else None
    review.finding, review.found_at, review.found_by = finding, at, step.actor if step else None
    for message in await outbox.live_in_slot(session, case.key, cards.DOUBT):
        latest = await rewording.latest_words(session, message)
        said = decode(latest.view, latest.params) if latest else None
        if isinstance(said, InfoDoubted):
            found = replace(said, finding=finding, by=review.found_by, found_at=at)
            await saying.change(session, message, found, at=at, lane=Lane.DANGER)
        message.slot = None
    await session.flush()


async def due(session: AsyncSession, _policy: Policy, at: datetime) -> Sequence[int]:
    """Return the cases whose doubted alert nobody has looked at for ten minutes."""
    return await doubts.overdue(session, at)


async def go_up(session: AsyncSession, case_id: int, policy: Policy, *, at: datetime) -> None:
    """For the clock: tell every level above with sound, once, and those on duty by name."""
    case = await history.load(session, case_id)
    review = await doubts.under_review(session, case.key)
    if review is None or review.due_at is None or review.due_at > at:
        return
    waited = at - review.opened_at
    review.due_at = None
    on_duty = await desk.tell_every_level(session, case, policy, at=at)
    above = await desk.cards_above(session, case, policy, at=at)
    minutes = max(1, round(waited.total_seconds() / 60))
    card = replace(await _card(session, case, review), overdue=minutes, mentions=on_duty)
    for one in above:
        place, lane = Place(one.chat_id, one.locale, one.topic, one.grid_id), Lane.DANGER
        await saying.send(
            session, card, place, at=at, lane=lane, case=case, slot=cards.DOUBT, answers=one
        )
    await cards.refresh(session, case, policy, at=at)
