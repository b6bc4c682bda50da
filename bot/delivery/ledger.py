"""Writing down what became of a delivery: one outcome, one transaction."""

from datetime import datetime, timedelta

from bot.delivery.outcomes import Away, Migrated, Outcome, Refused, RetryAfter, Sent, Unknown
from bot.storage import chats, outbox, people
from bot.storage.database import Database
from bot.storage.outbox import Delivery, Op, Status

UNKNOWN_SENDS = 2
"""A new message whose answer was lost is sent again once; more would only make more doubles."""
TRIES = 12
"""For edits and deletes, which may be asked again safely; being away is no try."""
FIRST_PAUSE = timedelta(seconds=1)
LONGEST_PAUSE = timedelta(seconds=60)


async def record(database: Database, delivery_id: int, outcome: Outcome, *, now: datetime) -> None:
    """Write down an outcome; idempotent enough to be tried again after a lost connection."""
    async with database.write(quiet=True) as session:
        delivery = await session.get(Delivery, delivery_id)
        if delivery is None:
            return
        target = await session.get(Delivery, delivery.target_id) if delivery.target_id else None
        settle(delivery, target, outcome, now=now)
        if isinstance(outcome, Migrated):
            await outbox.follow(session, delivery.chat_id, outcome.chat_id)
            await chats.follow(session, delivery.chat_id, outcome.chat_id)
        if isinstance(outcome, Refused) and outcome.lost:
            await chats.lose(session, delivery.chat_id, outcome.reason, at=now)
            await people.lose(session, delivery.chat_id)


async def drop(database: Database, delivery_id: int, reason: str) -> None:
    """Give a delivery up before it was asked for."""
    async with database.write(quiet=True) as session:
        delivery = await session.get(Delivery, delivery_id)
        if delivery is not None:
            delivery.status, delivery.reason = Status.DROPPED, reason


def settle(delivery: Delivery, target: Delivery | None, outcome: Outcome, *, now: datetime) -> None:
    """Apply an outcome to the rows: the one place that decides whether to try again."""
    match outcome:
        case Sent():
            _stands(delivery, target, outcome, now=now)
        case RetryAfter(seconds):
            _again(delivery, f"retry after {seconds:g} s", now + timedelta(seconds=seconds))
        case Away(reason):
            _again(delivery, reason, now + _pause(delivery.attempts))
        case Migrated(chat_id):
            _again(delivery, f"became supergroup {chat_id}", None)
        case Unknown(reason) if _may_ask_again(delivery):
            _again(delivery, reason, now + _pause(delivery.attempts))
        case Unknown(reason):
            delivery.status, delivery.reason = Status.UNKNOWN, reason
        case Refused(reason):
            delivery.status, delivery.reason = Status.REFUSED, reason


def _stands(delivery: Delivery, target: Delivery | None, sent: Sent, *, now: datetime) -> None:
    delivery.status, delivery.reason, delivery.sent_at = Status.SENT, sent.note, now
    if delivery.op in {Op.SEND, Op.COPY}:
        delivery.message_id = sent.message_id
    elif target is not None:
        delivery.message_id = target.message_id
        target.changed_at = now


def _again(delivery: Delivery, reason: str, not_before: datetime | None) -> None:
    delivery.status, delivery.reason, delivery.not_before = Status.RETRYING, reason, not_before


def _may_ask_again(delivery: Delivery) -> bool:
    """Edits and deletes may be asked as often as needed; a new message once more."""
    limit = TRIES if delivery.op in {Op.EDIT, Op.DELETE} else UNKNOWN_SENDS
    return delivery.attempts < limit


def _pause(attempts: int) -> timedelta:
    doublings: int = 2 ** max(0, min(attempts, 10) - 1)
    return min(FIRST_PAUSE * doublings, LONGEST_PAUSE)
