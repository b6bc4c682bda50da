"""Announcements of gatherings in their groups, and the cards that follow who has signed up."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import insert, literal
from sqlalchemy import select as sql_select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.gathering_cards import GatheringCard, OrganiserCard, RunsSoon, Soon
from bot.domain.gatherings import GatheringState, SignUpState, Stage
from bot.domain.policy import Policy
from bot.services import budgets, cards, occasions, saying
from bot.services.notice_runs import have_the_turn
from bot.services.occasions import ANNOUNCEMENT, ORGANISER, RESTS
from bot.services.saying import Drawing
from bot.services.tables import table_of
from bot.storage import announcements, chats, gatherings, notices, sign_ups
from bot.storage.announcements import GatheringDay
from bot.storage.gatherings import Gathering
from bot.storage.grid import Grid
from bot.storage.live import Live
from bot.storage.outbox import Delivery, Lane, Op, Purpose

PER_GROUP = timedelta(seconds=1)
"""One that stands in thousands of groups is drawn anew the less often: alerts need the rate."""
NAMED = 20
"""Of those who come, in the reminder to whoever runs it; the list has all."""

deliveries, lives = table_of(Delivery), table_of(Live)


async def announce(session: AsyncSession, one: Gathering, policy: Policy, *, at: datetime) -> None:
    """Queue the announcement for every group of its node that can still hear it, once.

    Each follows who signs up.
    """
    await announcements.forget_days(session, one.key, before=at.astimezone(policy.timezone).date())
    await _announce(session, one, policy, at=at)


async def due(session: AsyncSession, policy: Policy, at: datetime) -> Sequence[int]:
    """Return, in the daytime, what was not announced everywhere before a night."""
    night = policy.night_until(at) is not None
    return [] if night else await announcements.held_up(session, ANNOUNCEMENT, at=at)


async def announce_again(
    session: AsyncSession, gathering_id: int, policy: Policy, *, at: datetime
) -> None:
    """For the clock: groups that a night came between hear it on another day, and it counts there."""
    one = await gatherings.locked(session, gathering_id)
    if one is None or one.state is not GatheringState.PLANNED or one.starts_at <= at:
        return
    await announcements.give_back(session, one.key, ANNOUNCEMENT, at=at)
    await _announce(session, one, policy, at=at)
    await occasions.stir(session, one, at=at)


async def _announce(session: AsyncSession, one: Gathering, policy: Policy, *, at: datetime) -> None:
    card = GatheringCard(await occasions.occasion(session, one))
    words = await saying.post(session, card, case_id=None, at=at)
    told = await announcements.told(session, one.key, ANNOUNCEMENT)
    bound = await occasions.bound_groups(session, one)
    groups = [(chat, node) for chat, node in bound if chat.id not in told]
    today = at.astimezone(policy.timezone).date()
    days = dict.fromkeys((chat.id for chat, _ in groups), today)
    if one.role is None:
        days = await _days(session, one, list(days), policy, goes_at=at, at=at)
    rows = [
        {
            "post_id": words.id,
            "gathering_id": one.key,
            "purpose": Purpose.NOTICE,
            "slot": ANNOUNCEMENT,
            "once": f"gathering:{one.key}:{chat.id}",
            "op": Op.SEND,
            "chat_id": chat.id,
            "topic": chat.topic,
            "grid_id": node,
            "locale": chat.locale or policy.locale,
            "lane": Lane.NOTICES,
            "silent": True,
            "attempts": 0,
            "queued_at": at,
            "not_before": budgets.morning(days[chat.id], policy) if days[chat.id] > today else None,
            "valid_until": _until_night(one, days[chat.id], policy, at=at),
        }
        for chat, node in groups
        if chat.id in days
    ]
    if not rows:
        return
    await session.flush()
    await session.exec(insert(Delivery), params=rows)
    rests = literal(at + RESTS, lives.c.rests_until.type)
    theirs = sql_select(deliveries.c.id, rests).where(
        deliveries.c.gathering_id == one.key,
        deliveries.c.slot == ANNOUNCEMENT,
        deliveries.c.id.not_in(sql_select(lives.c.delivery_id)),
    )
    await session.exec(insert(Live).from_select(["delivery_id", "rests_until"], theirs))


def _until_night(one: Gathering, day: date, policy: Policy, *, at: datetime) -> datetime:
    """Return until when it may be said to a group that hears it on this day."""
    night = policy.next_night(max(at, budgets.morning(day, policy)))
    return min(night, one.starts_at) if night else one.starts_at


async def _days(
    session: AsyncSession,
    one: Gathering,
    groups: Sequence[int],
    policy: Policy,
    *,
    goes_at: datetime,
    at: datetime,
) -> dict[int, date]:
    """Give each group of residents the day on which it hears of it: its notice of that day.

    A day that it was given before stands, unless it has passed.
    """
    await have_the_turn(session, at)
    kept = await announcements.days(session, one.key)
    left = [chat for chat in groups if chat not in kept]
    found = await budgets.announcement(
        session, left, policy, goes_at=goes_at, starts_at=one.starts_at, at=at
    )
    given = {chat: turn.day for chat, turn in found.items() if turn.day is not None}
    session.add_all(
        GatheringDay(gathering_id=one.key, chat_id=chat, day=day) for chat, day in given.items()
    )
    if given:
        node = await session.get_one(Grid, one.grid_id)
        await notices.put_in_doubt(session, [node.path], at=at)
    return kept | given


async def reserve(session: AsyncSession, one: Gathering, policy: Policy, *, at: datetime) -> None:
    """Give its groups their days before it is announced: nothing confirmed later takes them."""
    if one.role is not None or one.stage != Stage.PLANNED or one.nth > 1:
        return
    groups = [chat.id for chat, _ in await occasions.bound_groups(session, one)]
    await _days(session, one, groups, policy, goes_at=one.announced_at, at=at)
    await session.flush()


async def give_cards(
    session: AsyncSession, one: Gathering, policy: Policy, *, at: datetime
) -> None:
    """Put a card that follows it before whoever organises it and whoever trains, once each."""
    for user in dict.fromkeys((one.organiser_id, one.trainer_id)):
        if user is None or not await cards.has_private_chat(session, user):
            continue
        once = f"gathering:{one.key}:card:{user}"
        if await occasions.was_told(session, once):
            continue
        message = await saying.send(
            session,
            await organiser_card(session, one, user),
            await cards.account_place(session, user, policy),
            at=at,
            lane=Lane.CARDS,
            gathering_id=one.key,
            slot=ORGANISER,
            once=once,
            silent=user == one.organiser_id,
        )
        await saying.keep_live(session, message, due_at=None)


async def remind(
    session: AsyncSession, one: Gathering, soon: Soon, policy: Policy, *, at: datetime, silent: bool
) -> None:
    """Tell whoever organises it and whoever trains how many come, and who; once each."""
    coming = await sign_ups.signed_up(session, one.key, [SignUpState.IN])
    names = tuple(who.certified_as or who.name for who in coming[:NAMED] if who.name)
    card = RunsSoon(
        soon,
        await occasions.occasion(session, one),
        names,
        len(coming) - len(names),
        len(await occasions.unreached(session, one.key)),
    )
    for user in dict.fromkeys((one.organiser_id, one.trainer_id)):
        if user is None or not await cards.has_private_chat(session, user):
            continue
        once = f"gathering:{one.key}:{one.version}:runs:{soon}:{user}"
        if await occasions.was_told(session, once):
            continue
        place = await cards.account_place(session, user, policy)
        await saying.send(
            session,
            card,
            place,
            at=at,
            lane=Lane.CARDS,
            gathering_id=one.key,
            once=once,
            silent=silent,
        )


async def organiser_card(session: AsyncSession, one: Gathering, user_id: int) -> OrganiserCard:
    """Return how a gathering stands, for whoever runs it."""
    came = await sign_ups.attendance(session, one.key)
    told = await occasions.groups(session, one.key)
    return OrganiserCard(
        await occasions.occasion(session, one),
        groups=told,
        later=tuple(await announcements.later(session, one.key, ANNOUNCEMENT)),
        unheard=await _unheard(session, one, told),
        unreached=len(await occasions.unreached(session, one.key)),
        attended=came.attended,
        stars=came.stars,
        ratings=came.rated,
        trains=user_id != one.organiser_id,
    )


async def _unheard(session: AsyncSession, one: Gathering, told: int) -> int:
    """Return how many groups have no day left on which they could hear of it, or had none."""
    if one.state not in {GatheringState.PLANNED, GatheringState.OVER} or one.role is not None:
        return 0
    if one.stage == Stage.PLANNED:
        if one.nth > 1:
            return 0
        told = len(await announcements.days(session, one.key))
    node = await session.get_one(Grid, one.grid_id)
    meant = await chats.count_within(session, node.path)
    return max(0, meant - told)


async def draw(session: AsyncSession, message: Delivery, _policy: Policy, _at: datetime) -> Drawing:
    """Draw an announcement with how many have signed up by now."""
    one = await session.get_one(Gathering, message.gathering_id)
    groups = await occasions.groups(session, one.key)
    card = GatheringCard(await occasions.occasion(session, one))
    return Drawing(card, rests=max(RESTS, PER_GROUP * groups))


async def draw_card(
    session: AsyncSession, message: Delivery, _policy: Policy, _at: datetime
) -> Drawing:
    """Draw the card of whoever runs a gathering."""
    one = await session.get_one(Gathering, message.gathering_id)
    return Drawing(await organiser_card(session, one, message.chat_id))
