"""Queueing what must be said, in the transaction that makes it true."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import insert
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.posts import Card, encode
from bot.storage import outbox, rewording
from bot.storage.boards import WATCH
from bot.storage.cases import Case
from bot.storage.live import Live
from bot.storage.outbox import Delivery, Lane, Op, Post, Purpose, Status

AFTER_RESIDENTS = 1_000
"""The rank of what staff hear of an alert: a district has thousands of groups of them, and no
resident, of this alert or the next, waits for one."""

EDITS, EDITS_WITHIN = 8, timedelta(minutes=1)
"""Of the 20 messages a minute that a group takes, edits counted, so many are ours for edits."""
EDITED_AT_ONCE = Lane.ALERTS
"""What concerns people and danger waits for no room."""


@dataclass(frozen=True)
class Place:
    """A chat that hears something, in its own language."""

    chat_id: int
    locale: str
    topic: int | None = None
    grid_id: int | None = None


@dataclass(frozen=True)
class Drawing:
    """What a live message says now, and when it may say something else by itself."""

    card: Card
    again_at: datetime | None = None
    rests: timedelta = timedelta(seconds=15)
    """At least so long until it is drawn again: product.md, "Telegram's facts", leaves our edits 8 of
    a group's 20 a minute."""


async def post(
    session: AsyncSession,
    card: Card,
    *,
    case_id: int | None,
    at: datetime,
    photo: str | None = None,
) -> Post:
    """Store what is to be said."""
    return await outbox.store(session, _words(card, case_id=case_id, at=at, photo=photo))


def _words(
    card: Card, *, at: datetime, case_id: int | None = None, photo: str | None = None
) -> Post:
    view, params = encode(card)
    return Post(view=view, params=params, photo=photo, case_id=case_id, created_at=at)


async def send(
    session: AsyncSession,
    card: Card,
    place: Place,
    *,
    at: datetime,
    lane: Lane,
    rank: int = 0,
    case: Case | None = None,
    gathering_id: int | None = None,
    slot: str | None = None,
    photo: str | None = None,
    answers: Delivery | None = None,
    reply_to: int | None = None,
    silent: bool = False,
    once: str | None = None,
) -> Delivery:
    """Queue a new message; `answers` is one of ours, `reply_to` a message of somebody else's."""
    case_id = case.id if case else None
    words = await post(session, card, case_id=case_id, at=at, photo=photo)
    made = Delivery(
        post_id=words.id,
        case_id=case_id,
        gathering_id=gathering_id,
        purpose=Purpose.CARD,
        slot=slot,
        once=once,
        op=Op.SEND,
        chat_id=place.chat_id,
        topic=place.topic,
        grid_id=place.grid_id,
        locale=place.locale,
        lane=lane,
        rank=rank,
        silent=silent,
        exercise=case.exercise if case else False,
        target_id=answers.id if answers else None,
        reply_to=reply_to,
        with_photo=photo is not None,
        queued_at=at,
    )
    session.add(made)
    await session.flush()
    return made


async def send_all(
    session: AsyncSession,
    told: Sequence[tuple[Card, Place]],
    *,
    at: datetime,
    lane: Lane,
    silent: bool = False,
) -> None:
    """Queue many new messages that belong to no case, in a few statements."""
    posts = [_words(card, at=at) for card, _ in told]
    session.add_all(posts)
    await session.flush()
    for words, (_, place) in zip(posts, told, strict=True):
        session.add(
            Delivery(
                post_id=words.id,
                purpose=Purpose.CARD,
                op=Op.SEND,
                chat_id=place.chat_id,
                topic=place.topic,
                grid_id=place.grid_id,
                locale=place.locale,
                lane=lane,
                silent=silent,
                queued_at=at,
            )
        )
    await session.flush()


async def open_topic(
    session: AsyncSession, card: Card, place: Place, *, case: Case, at: datetime, lane: Lane
) -> Delivery:
    """Queue a topic of its own for a case in a forum; what answers it is said in there."""
    words = await post(session, card, case_id=case.id, at=at)
    made = Delivery(
        post_id=words.id,
        case_id=case.id,
        purpose=Purpose.CARD,
        op=Op.OPEN_TOPIC,
        chat_id=place.chat_id,
        grid_id=place.grid_id,
        locale=place.locale,
        lane=lane,
        exercise=case.exercise,
        queued_at=at,
    )
    session.add(made)
    await session.flush()
    return made


async def close_topic(session: AsyncSession, topic: Delivery, *, at: datetime) -> None:
    """Queue the end of a topic, once; one that was never opened is simply given up."""
    if topic.status in outbox.WAITING:
        topic.status, topic.reason = Status.DROPPED, "no longer needed"
        return
    once = f"close_topic:{topic.key}"
    if not await outbox.was_queued(session, once):
        lane = Lane.NOTICES
        close = _about(topic, Op.CLOSE_TOPIC, Purpose.CARD, lane=lane, at=at, post_id=None)
        close.once = once
        session.add(close)
        await session.flush()


async def keep_live(session: AsyncSession, message: Delivery, *, due_at: datetime | None) -> None:
    """Have a message drawn anew by the clock, at `due_at` and whenever it is stirred."""
    session.add(Live(delivery_id=message.key, due_at=due_at, rests_until=message.queued_at))
    await session.flush()


async def change(
    session: AsyncSession,
    message: Delivery,
    card: Card,
    *,
    at: datetime,
    lane: Lane,
    rank: int = 0,
) -> None:
    """Queue a new content for a message of ours; replaces a content that is still waiting.

    The message has been loaded for change: if it went out meanwhile, nobody would say the new words.
    What says the same as before is not said again: an edit costs a group as much as a message.
    `rank` lets it follow what must be heard first, see `after_alert`.
    """
    latest, edit_waits = await rewording.latest(session, message)
    if latest is not None and (latest.view, latest.params) == encode(card):
        return
    unsaid = message if message.status in outbox.WAITING else None
    if unsaid is None and edit_waits:
        unsaid = await rewording.queued_edit(session, message.key)
    if unsaid is not None:
        before = await session.get(Post, unsaid.post_id)
        photo = before.photo if before else None
        words = await post(session, card, case_id=message.case_id, at=at, photo=photo)
        unsaid.post_id = words.id
        unsaid.lane, unsaid.rank = lane if rank else min(unsaid.lane, lane), rank or unsaid.rank
        if lane <= EDITED_AT_ONCE and unsaid.status is Status.QUEUED:
            unsaid.not_before = None
        return
    words = await post(session, card, case_id=message.case_id, at=at)
    edit = _about(message, Op.EDIT, Purpose.CARD, lane=lane, at=at, post_id=words.id)
    edit.rank = rank
    edit.not_before = (
        await _room_for_edit(session, message.chat_id, at) if lane > EDITED_AT_ONCE else None
    )
    session.add(edit)
    await session.flush()


async def translate(session: AsyncSession, message: Delivery, locale: str, *, at: datetime) -> None:
    """Say a message of ours in another language, and whatever it will say."""
    message.locale = locale
    words, edit_waits = await rewording.latest(session, message)
    edit = await rewording.queued_edit(session, message.key) if edit_waits else None
    if edit is not None:
        edit.locale = locale
    elif words is not None and message.status not in outbox.WAITING:
        anew = Post(view=words.view, params=words.params, case_id=words.case_id, created_at=at)
        post_id = (await outbox.store(session, anew)).id
        lane = Lane.REPLIES
        session.add(_about(message, Op.EDIT, Purpose.CARD, lane=lane, at=at, post_id=post_id))
    await session.flush()


async def after_alert(session: AsyncSession, chat_id: int, lane: Lane) -> tuple[Lane, int]:
    """Return the lane and rank of an edit in a group: an alert that waits there goes first.

    A group takes one request a second, and its own report's alert is the one it waits for. Only
    what is as urgent would be claimed before it.
    """
    if chat_id > 0 or lane is not Lane.DANGER:
        return lane, 0
    ahead = await rewording.alert_ahead(session, chat_id)
    return (lane, 0) if ahead is None else (Lane.ALERTS, ahead + 1)


async def _room_for_edit(session: AsyncSession, chat_id: int, at: datetime) -> datetime | None:
    """Return when a group has room for one more edit, None for now; those that wait collapse.

    What doesn't wait takes its part of the room.
    """
    if chat_id > 0:
        return None
    edits = await rewording.edits_since(session, chat_id, at - EDITS_WITHIN * 10)
    if len(edits) < EDITS or edits[EDITS - 1] + EDITS_WITHIN <= at:
        return None
    return edits[EDITS - 1] + EDITS_WITHIN


async def remove(session: AsyncSession, message: Delivery, *, at: datetime, lane: Lane) -> None:
    """Queue the deletion of a message of ours; one that was never sent is simply given up."""
    message.slot = None
    if message.status in outbox.WAITING:
        message.status = Status.DROPPED
        message.reason = "no longer needed"
        return
    session.add(_about(message, Op.DELETE, Purpose.CARD, lane=lane, at=at, post_id=None))
    await session.flush()


async def copy(
    session: AsyncSession,
    source: tuple[int, int],
    place: Place,
    *,
    case: Case,
    answers: Delivery | None,
    slot: str,
    at: datetime,
    rank: int = 0,
    once: str | None = None,
    caption: str | None = None,
) -> None:
    """Queue a copy of somebody's message (chat, message): a photo, a voice, a pin of a clue.

    `caption` stands in the place of its own words.
    """
    params: dict[str, Any] = {"chat_id": source[0], "message_id": source[1]}
    if caption is not None:
        params["caption"] = caption
    words = await outbox.store(
        session, Post(view="copy", params=params, case_id=case.id, created_at=at)
    )
    made = Delivery(
        post_id=words.id,
        case_id=case.id,
        purpose=Purpose.CARD,
        op=Op.COPY,
        chat_id=place.chat_id,
        locale=place.locale,
        lane=Lane.DANGER,
        rank=rank,
        slot=slot,
        once=once,
        target_id=answers.id if answers else None,
        queued_at=at,
    )
    session.add(made)
    await session.flush()


async def tell_watchers(
    session: AsyncSession,
    words: Post,
    places: Iterable[Place],
    *,
    case: Case,
    alert_id: int,
    ring: int,
    silent: bool,
    at: datetime,
) -> None:
    """Queue an alert for the staff and partners of its grids, behind the residents of every alert."""
    rows = [
        _row(place, words, case, alert_id=alert_id, ring=ring, silent=silent, at=at)
        | {
            "purpose": Purpose.CARD,
            "slot": WATCH,
            "once": f"{WATCH}:{alert_id}:{place.chat_id}",
            "rank": AFTER_RESIDENTS + ring,
        }
        for place in places
    ]
    await session.exec(insert(Delivery), params=rows)


def _about(
    message: Delivery, op: Op, purpose: Purpose, *, lane: Lane, at: datetime, post_id: int | None
) -> Delivery:
    return Delivery(
        post_id=post_id,
        case_id=message.case_id,
        alert_id=message.alert_id,
        gathering_id=message.gathering_id,
        purpose=purpose,
        op=op,
        chat_id=message.chat_id,
        topic=message.topic,
        grid_id=message.grid_id,
        locale=message.locale,
        ring=message.ring,
        lane=lane,
        exercise=message.exercise,
        target_id=message.id,
        queued_at=at,
    )


def _row(
    place: Place, words: Post, case: Case, *, alert_id: int, ring: int, silent: bool, at: datetime
) -> dict[str, Any]:
    return {
        "post_id": words.id,
        "case_id": case.id,
        "alert_id": alert_id,
        "purpose": Purpose.ALERT,
        "slot": "alert",
        "op": Op.SEND,
        "chat_id": place.chat_id,
        "topic": place.topic,
        "grid_id": place.grid_id,
        "locale": place.locale,
        "ring": ring,
        "lane": Lane.ALERTS,
        "rank": ring + 2,
        "silent": silent,
        "exercise": case.exercise,
        "with_photo": words.photo is not None,
        "attempts": 0,
        "queued_at": at,
    }
