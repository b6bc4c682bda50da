"""The preview of an alert: what it will say, how far and when it will go; changed where it stands."""

from dataclasses import replace
from datetime import datetime, timedelta

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.alert_cards import Adjusting, Preview, RingPlan
from bot.domain.alerts import names_a_day
from bot.domain.policy import Policy
from bot.domain.posts import decode
from bot.services import cards, describing, reach, rings, saying
from bot.services.saying import Place
from bot.storage import cases, outbox, rewording
from bot.storage.cases import Case
from bot.storage.outbox import Delivery, Lane, Post

PUBLIC = (
    *("category", "level", "place", "notice", "exercise"),
    *("sex", "age", "surname", "full_name", "height_cm", "clothing"),
    *("last_seen_place", "last_seen_at", "last_seen_to"),
)
"""The facts that residents read."""


def validity(case: Case, policy: Policy) -> timedelta:
    """Return for how long the alert of a case is valid, from when it is published or renewed."""
    if case.valid_minutes is not None:
        return timedelta(minutes=case.valid_minutes)
    return policy.alert_valid(case.kind)


def valid_until(case: Case, policy: Policy, *, at: datetime) -> datetime:
    """Return until when an alert holds that is published now; a night that holds it back doesn't count."""
    return policy.due_after(case.kind, case.level, at, validity(case, policy))


async def put(
    session: AsyncSession,
    case: Case,
    place: Place,
    policy: Policy,
    *,
    answers: Delivery | None = None,
    reply_to: int | None = None,
    again: int = -1,
    at: datetime,
) -> None:
    """Queue the preview in a chat; those that stand elsewhere go.

    `again` is the ring up to which whoever asks for it would publish a second time at once.
    """
    await cards.take_away(session, case, cards.PREVIEW, at=at)
    await saying.send(
        session,
        await _card(session, case, policy, again=again, at=at),
        place,
        at=at,
        lane=Lane.DANGER,
        case=case,
        slot=cards.PREVIEW,
        photo=case.public_photo,
        answers=answers,
        reply_to=reply_to,
    )


async def refresh(
    session: AsyncSession,
    case: Case,
    policy: Policy,
    *,
    adjusting: Adjusting | None = None,
    chat_id: int | None = None,
    again: int | None = None,
    at: datetime,
) -> None:
    """Queue what every preview of a case says now; `adjusting` opens a menu in one chat.

    `again` counts the reach for somebody else than who asked for it.
    """
    previews = await outbox.live_in_slot(session, case.key, cards.PREVIEW)
    if not previews:
        return
    for message in previews:
        menu = adjusting if message.chat_id == chat_id else None
        words = await session.get(Post, message.post_id)
        up_to = _again(words) if again is None else again
        if words is not None and words.photo != case.public_photo:
            place, under = Place(message.chat_id, message.locale, message.topic), message.reply_to
            await put(session, case, place, policy, reply_to=under, again=up_to, at=at)
            return
        card = await _card(session, case, policy, again=up_to, at=at)
        shown = card if menu is None else replace(card, adjusting=menu)
        await saying.change(session, message, shown, at=at, lane=Lane.REPLIES)


async def promised(session: AsyncSession, case: Case) -> int | None:
    """Return the ring up to which the preview that stands says that all goes at once."""
    standing = await outbox.live_in_slot(session, case.key, cards.PREVIEW)
    return _again(await rewording.latest_words(session, standing[0])) if standing else None


async def is_outdated(session: AsyncSession, case: Case) -> bool:
    """Whether residents would read something else now than what the preview that stands says."""
    standing = await outbox.live_in_slot(session, case.key, cards.PREVIEW)
    words = await rewording.latest_words(session, standing[0]) if standing else None
    shown = decode(words.view, words.params) if words else None
    if not isinstance(shown, Preview):
        return False
    picture = await session.get(Post, standing[0].post_id)  # which no edit changes
    if picture is not None and picture.photo != case.public_photo:
        return True
    now = await describing.facts_for_all(session, case)
    return any(getattr(now, fact) != getattr(shown.facts, fact) for fact in PUBLIC)


def _again(words: Post | None) -> int:
    shown = decode(words.view, words.params) if words else None
    return shown.again if isinstance(shown, Preview) else -1


async def _card(
    session: AsyncSession, case: Case, policy: Policy, *, again: int, at: datetime
) -> Preview:
    morning = policy.quiet_until(case.kind, case.level, at)
    return Preview(
        facts=await describing.facts_for_all(session, case),
        rings=await _plan(session, case, policy, again if morning is None else -1, at=at),
        duty_phone=await cards.duty_phone(session, case, policy),
        valid_until=valid_until(case, policy, at=at),
        scope=tuple(node.name for node in await cases.scope_of(session, case.key)),
        valid_minutes=round(validity(case, policy).total_seconds() / 60),
        quiet_until=morning,
        another_day=morning is not None
        and _is_later_day(morning, at, policy)
        and names_a_day(case.notice or ""),
        again=again,
    )


def _is_later_day(morning: datetime, at: datetime, policy: Policy) -> bool:
    return morning.astimezone(policy.timezone).date() > at.astimezone(policy.timezone).date()


async def _plan(
    session: AsyncSession, case: Case, policy: Policy, again: int, *, at: datetime
) -> tuple[RingPlan, ...]:
    told: set[int] = set()
    plans = []
    nodes = await reach.nodes(session, case)
    for ring, groups in enumerate(await reach.rings_of(session, case)):
        delay = rings.delay(case, case.level, ring, nodes[ring], policy)
        if delay is None:
            break
        fresh = [chat.id for chat in groups if chat.id not in told and chat.lost_at is None]
        told.update(fresh)
        wait = timedelta(0) if ring <= again else delay
        due = policy.due_after(case.kind, case.level, at, wait)
        held = due if due > at + wait else None
        plans.append(RingPlan(wait.total_seconds() / 60, len(fresh), held))
    return tuple(plans)
