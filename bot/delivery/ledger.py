"""Writing down what became of deliveries, and who is there no longer because of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.delivery.outcomes import (
    Away,
    Broken,
    Dropped,
    Late,
    Migrated,
    Outcome,
    Refused,
    RetryAfter,
    Sent,
    Unknown,
)
from bot.storage import (
    chats,
    doubles,
    lost_numbers,
    outbox,
    people,
    rewording,
    sending,
    topics,
    waking,
)
from bot.storage.database import Session
from bot.storage.outbox import NEW, TAKING_BACK, Delivery, Lane, Op, Purpose, Status
from bot.storage.sending import Outgoing

TRIES = 12
"""For words that must come down and that Telegram won't change: a little over an hour."""
FINDS = 7
"""For an alert to a chat that Telegram does not find: a minute."""
NOT_FOUND = "chat not found"
FIRST_PAUSE = timedelta(seconds=1)
LONGEST_PAUSE = timedelta(seconds=60)


@dataclass(frozen=True)
class Landed:
    """A request to Telegram that has ended: which delivery (as it was claimed), how, and when."""

    out: Outgoing
    outcome: Outcome | Late
    at: datetime

    @property
    def is_plain(self) -> bool:
        """Whether it did at the first try what it should, as nearly all do."""
        delivery = self.out.delivery
        match self.outcome:
            case Sent(note=None, without_photo=False, without_topic=False) if (
                delivery.attempts == 1
            ):
                is_else = delivery.op in {Op.OPEN_TOPIC, Op.CLOSE_TOPIC, Op.FIND}
                return not is_else and (delivery.op in NEW or not delivery.with_photo)
        return False


def as_late(landing: Landed) -> Landed | None:
    """Return the same as a request that had been given up; only a new message leaves anything."""
    match landing.outcome:
        case Late():
            return landing
        case Sent(message_id=int(number)) if landing.out.delivery.op in NEW:
            return replace(landing, outcome=Late(number))
    return None


async def record(session: Session, landed: Sequence[Landed]) -> None:
    """Write down what became of deliveries; may be done again after a lost connection."""
    plain = [landing for landing in landed if landing.is_plain]
    others = [landing for landing in landed if not landing.is_plain]
    if others:
        await sending.hold(session, [landing.out.delivery.key for landing in landed])
    await sending.stand(session, [_standing(landing) for landing in plain])
    await chats.call(session, _titles(landed))
    if answered := {landing.out.delivery.chat_id for landing in plain if _answers(landing)}:
        await chats.regain(session, answered)
    if not others:
        return
    found = await sending.outgoing(session, [landing.out.delivery.key for landing in others])
    rows = {out.delivery.key: out for out in found}
    for landing in others:
        out = rows.get(landing.out.delivery.key)
        if out is not None:
            await _apply(session, out, landing)


def _answers(landing: Landed) -> bool:
    """Whether somebody in a group was answered: we say so in one that Telegram once refused, too."""
    delivery = landing.out.delivery
    return delivery.op in NEW and delivery.lane == Lane.REPLIES and delivery.chat_id < 0


def _titles(landed: Sequence[Landed]) -> dict[int, str]:
    """Return what groups are called: an import knows their numbers only, and people rename them."""
    return {
        landing.out.delivery.chat_id: title
        for landing in landed
        if isinstance(landing.outcome, Sent) and (title := landing.outcome.title) is not None
    }


def _standing(landing: Landed) -> sending.Stands:
    assert isinstance(landing.outcome, Sent)
    out = landing.out
    if out.delivery.op in NEW:
        return sending.Stands(out.delivery.key, landing.at, landing.outcome.message_id)
    assert out.target is not None
    return sending.Stands(out.delivery.key, landing.at, out.target.message_id, out.target.key)


async def _apply(session: Session, out: Outgoing, landing: Landed) -> None:
    delivery, chat_id = out.delivery, out.delivery.chat_id
    if isinstance(landing.outcome, Late):
        number = landing.outcome.message_id
        await doubles.answered_late(session, delivery.key, number, at=landing.at)
        return
    outcome: Outcome = landing.outcome
    if delivery.op is Op.FIND and await _found(session, out, landing):
        return
    if delivery.op is Op.OPEN_TOPIC:
        outcome = _only_once(outcome)
    settle(delivery, out.target, outcome, now=landing.at)
    if delivery.op is Op.OPEN_TOPIC:
        await _topic_tried(session, delivery)
    await _give_way(session, delivery)
    if delivery.attempts > 1:
        await _settle_copies(session, delivery, at=landing.at)
    await _put_again(session, delivery, landing)
    match landing.outcome:
        case Unknown() if delivery.op in NEW and delivery.status is Status.RETRYING:
            await doubles.suspect(session, delivery)
        case Sent(without_topic=True):
            await topics.leave(session, delivery, at=landing.at)
        case Migrated(new_id) if chat_id != new_id:
            await waking.put_anew(session, chat_id, at=landing.at)
            await rewording.follow(session, chat_id, new_id)
            await chats.follow(session, chat_id, new_id)
        case Refused(reason, lost=True) if delivery.status is Status.REFUSED:
            await chats.lose(session, chat_id, reason, at=landing.at)
            await people.lose(session, chat_id)


async def _put_again(session: Session, card: Delivery, landing: Landed) -> None:
    """Have a refused card put where it is read; of a person who isn't lost that is here, in a minute."""
    if card.status is not Status.REFUSED or card.slot != outbox.STAFF or card.case_id is None:
        return
    is_lost = isinstance(landing.outcome, Refused) and landing.outcome.lost
    pause = timedelta() if is_lost or card.chat_id < 0 else LONGEST_PAUSE
    await waking.not_told(session, card.case_id, at=landing.at + pause)


async def _settle_copies(session: Session, delivery: Delivery, *, at: datetime) -> None:
    """Let one message stand where there may be more; where the other stands is looked for."""
    await doubles.settle(session, delivery.key)
    if delivery.op in NEW and delivery.status is Status.SENT:
        await lost_numbers.look_for_copies(session, delivery, at=at)


async def _found(session: Session, out: Outgoing, landing: Landed) -> bool:
    """Note what Telegram said of a number that was tried; False if it said nothing of that."""
    assert out.target is not None
    match landing.outcome:
        case Sent():
            await lost_numbers.is_there(session, out.delivery, out.target, at=landing.at)
        case Refused(lost=False):
            await lost_numbers.is_elsewhere(session, out.delivery, out.target, at=landing.at)
        case _:
            return False
    return True


def _only_once(outcome: Outcome) -> Outcome:
    """Give a topic up that did not come at once: no card waits for a second try."""
    match outcome:
        case Unknown(reason) | Broken(reason):
            return Dropped(reason)
        case RetryAfter(seconds):
            return Dropped(f"retry after {seconds:g} s")
    return outcome


async def _topic_tried(session: Session, topic: Delivery) -> None:
    """Let what waits for a topic go: into it, or as in a group without topics from now on."""
    if topic.status is Status.SENT:
        await session.flush()
        await topics.put_into(session, topic)
    elif topic.status is Status.REFUSED:
        await chats.without_topics(session, topic.chat_id)


async def _give_way(session: Session, delivery: Delivery) -> None:
    """Don't try again what is not wanted any more: older words, an alert that has ended meanwhile.

    An alert whose answer was lost may stand; its end is said beside it.
    """
    if delivery.status is not Status.RETRYING:
        return
    with session.no_autoflush:
        over = await rewording.is_over(session, delivery)
    if over:
        may_stand = delivery.sent_at is not None
        delivery.status = Status.UNKNOWN if may_stand else Status.DROPPED
        delivery.reason = "case closed"
    if delivery.op is not Op.EDIT:
        return
    assert delivery.target_id is not None
    with session.no_autoflush:
        newer = await rewording.queued_edit(session, delivery.target_id)
    if newer is not None and newer is not delivery:
        delivery.status, delivery.reason = Status.DROPPED, outbox.SUPERSEDED


def settle(delivery: Delivery, target: Delivery | None, outcome: Outcome, *, now: datetime) -> None:
    """Apply an outcome to the rows: the one place that decides whether to try again."""
    match outcome:
        case Sent():
            _stands(delivery, target, outcome, now=now)
        case RetryAfter(seconds):
            _again(delivery, f"retry after {seconds:g} s", now + timedelta(seconds=seconds))
        case Away(reason):
            delivery.attempts -= 1
            _again(delivery, reason, None)
        case Migrated(chat_id):
            _again(delivery, f"became supergroup {chat_id}", None)
        case Broken(reason):
            _again(delivery, reason, now + min(_pause(delivery), LONGEST_PAUSE))
        case Unknown(reason):
            _unanswered(delivery, reason, now=now)
        case Refused(reason) if _may_yet_be_taken(delivery, outcome):
            _again(delivery, reason, now + _pause(delivery))
        case Refused(reason):
            delivery.status, delivery.reason, delivery.sent_at = Status.REFUSED, reason, None
        case Dropped(reason):
            delivery.status, delivery.reason = Status.DROPPED, reason


def _stands(delivery: Delivery, target: Delivery | None, sent: Sent, *, now: datetime) -> None:
    delivery.status, delivery.reason, delivery.sent_at = Status.SENT, sent.note, now
    delivery.with_photo = delivery.with_photo and not sent.without_photo
    if delivery.op in NEW or delivery.op is Op.OPEN_TOPIC:
        delivery.message_id = sent.message_id
    elif target is not None:
        delivery.message_id = target.message_id
        target.changed_at = now
        target.with_photo = target.with_photo or delivery.with_photo


def _again(delivery: Delivery, reason: str, not_before: datetime | None) -> None:
    delivery.status, delivery.reason, delivery.not_before = Status.RETRYING, reason, not_before


def _unanswered(delivery: Delivery, reason: str, *, now: datetime) -> None:
    """Edits and deletes may be asked as often as needed, a new message once more.

    More would only make more doubles; `sent_at` tells that one went out unanswered before.
    """
    if delivery.op in {Op.EDIT, Op.DELETE} or delivery.sent_at is None:
        delivery.sent_at = now
        _again(delivery, reason, now + min(_pause(delivery), LONGEST_PAUSE))
    else:
        delivery.status, delivery.reason = Status.UNKNOWN, reason


def _may_yet_be_taken(delivery: Delivery, refused: Refused) -> bool:
    """Words that must come down are worth an hour; so is an alert a minute where no chat is found.

    Telegram says that of chats for some seconds in which everybody else writes.
    """
    if delivery.op is Op.EDIT and delivery.purpose in TAKING_BACK and not refused.lost:
        return delivery.attempts < TRIES
    is_alert = delivery.purpose is Purpose.ALERT and delivery.op in NEW
    return is_alert and NOT_FOUND in refused.reason and delivery.attempts < FINDS


def _pause(delivery: Delivery) -> timedelta:
    doublings: int = 2 ** max(0, min(delivery.attempts, TRIES) - 1)
    return FIRST_PAUSE * doublings
