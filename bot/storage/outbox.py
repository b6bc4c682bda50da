"""The outbox and ledger: every message of ours, from "must be said" to "stands in the chat"."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from enum import IntEnum, StrEnum
from typing import Any

from sqlalchemy import Index, Table, UniqueConstraint, bindparam, insert, text, update
from sqlalchemy.orm import aliased
from sqlmodel import Field, col, select
from sqlmodel.ext.asyncio.session import AsyncSession
from sqlmodel.sql.expression import SelectOfScalar

from bot.domain.alerts import AlertStatus
from bot.domain.kinds import Kind
from bot.domain.states import OPEN
from bot.storage.alerts import Alert
from bot.storage.base import SQLModel
from bot.storage.cases import Case
from bot.storage.types import ChatId, Instant, PersonalJSON, Word, one_of


class Lane(IntEnum):
    """Who goes first: a lower lane never delays a higher one by more than what is in flight."""

    REPLIES = 0
    DANGER = 1
    ALERTS = 2
    CARDS = 3
    NOTICES = 4


class Purpose(StrEnum):
    """What a delivery is for; the first six are words of the exports."""

    ALERT = "alert"
    UPDATE = "update"
    ALL_CLEAR = "all_clear"
    RECALL = "recall"
    NOTICE = "notice"
    CARD = "card"


STAFF = "staff"
"""The slot of a case's card with its staff."""
TAKING_BACK = (Purpose.ALL_CLEAR, Purpose.RECALL)


class Op(StrEnum):
    """What is done in the chat."""

    SEND = "send"
    EDIT = "edit"
    DELETE = "delete"
    COPY = "copy"
    OPEN_TOPIC = "open_topic"
    CLOSE_TOPIC = "close_topic"
    FIND = "find"
    """Ask whether the message that it has as target stands under the number `reply_to`."""


NEW = (Op.SEND, Op.COPY)
"""These make a message; the others change one, or a topic of a forum.

Of a topic `message_id` is its thread. What is said in it has it as target, so that it waits.
"""


class Status(StrEnum):
    """Where a delivery stands.

    queued → sending → sent | refused | unknown | retrying;  retrying → sending;
    queued, retrying → dropped (no longer wanted), or unknown where a first request had no answer;
    sending → retrying (found at start after a crash);  unknown → sent (its number became known)
    """

    QUEUED = "queued"
    SENDING = "sending"
    RETRYING = "retrying"
    SENT = "sent"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    DROPPED = "dropped"


WAITING = (Status.QUEUED, Status.RETRYING)
UNSETTLED = (*WAITING, Status.SENDING)
STANDING = (Status.SENDING, Status.SENT, Status.UNKNOWN)
LIVE = (*UNSETTLED, Status.SENT, Status.UNKNOWN)
EXPIRED = "expired"
"""Why a delivery was dropped that could not go out while it was valid."""
MAY_STAND_TWICE = "no answer came, so it was sent again: it may stand twice"
"""Of the row of a copy that nobody knows, see `bot.storage.doubles`."""
SUPERSEDED = "a newer version follows"
"""Why an edit was dropped that failed while newer words for its message waited."""


class Post(SQLModel, table=True):
    """What is to be said, once, however many chats hear it: a view's name and its values."""

    __tablename__ = "post"

    id: int | None = Field(default=None, primary_key=True)
    view: str
    params: dict[str, Any] = Field(default_factory=dict, sa_type=PersonalJSON)
    photo: str | None = None
    case_id: int | None = Field(
        default=None, foreign_key="cases.id", index=True, ondelete="CASCADE"
    )
    created_at: datetime = Field(sa_type=Instant)

    @property
    def key(self) -> int:
        """The row's id; a stored post always has one."""
        assert self.id is not None
        return self.id


_FIRST_ALERT = text("purpose = 'alert'")
_QUEUED_EDIT = text("op = 'edit' AND status IN ('queued', 'retrying')")
_WAITING = text("status IN ('queued', 'retrying')")
_PAID = text("paid")
_CARD = text("purpose = 'card'")
_SENDING = text("status = 'sending'")
_OF_GATHERING = text("gathering_id IS NOT NULL")
_OF_RUN = text("run_id IS NOT NULL")

QUEUED_EDIT = "ux_delivery_queued_edit"
"""One edit of a message waits at most: a newer one takes its place."""


class Delivery(SQLModel, table=True):
    """One request to Telegram about one message in one chat.

    `target_id` is the delivery whose message this one edits, deletes or (`op` send) answers.
    """

    __tablename__ = "delivery"
    __table_args__ = (
        one_of("purpose", Purpose),
        one_of("op", Op),
        one_of("status", Status),
        Index(
            "ux_delivery_alert_once",
            "alert_id",
            "chat_id",
            unique=True,
            sqlite_where=_FIRST_ALERT,
            postgresql_where=_FIRST_ALERT,
        ),
        Index(
            QUEUED_EDIT,
            "target_id",
            unique=True,
            sqlite_where=_QUEUED_EDIT,
            postgresql_where=_QUEUED_EDIT,
        ),
        Index(
            "ix_delivery_waiting",
            "lane",
            "rank",
            "id",
            sqlite_where=_WAITING,
            postgresql_where=_WAITING,
        ),
        Index(
            "ix_delivery_sending",
            "chat_id",
            sqlite_where=_SENDING,
            postgresql_where=_SENDING,
        ),
        Index("ix_delivery_message", "chat_id", "message_id"),
        Index(
            "ix_delivery_cards",
            "chat_id",
            "queued_at",
            sqlite_where=_CARD,
            postgresql_where=_CARD,
        ),
        Index(
            "ix_delivery_gathering",
            "gathering_id",
            "slot",
            sqlite_where=_OF_GATHERING,
            postgresql_where=_OF_GATHERING,
        ),
        Index("ix_delivery_run", "run_id", sqlite_where=_OF_RUN, postgresql_where=_OF_RUN),
        Index("ix_delivery_paid", "claimed_at", sqlite_where=_PAID, postgresql_where=_PAID),
        UniqueConstraint("once"),
    )

    id: int | None = Field(default=None, primary_key=True)
    post_id: int | None = Field(
        default=None, foreign_key="post.id", index=True, ondelete="SET NULL"
    )
    case_id: int | None = Field(
        default=None, foreign_key="cases.id", index=True, ondelete="CASCADE"
    )
    alert_id: int | None = Field(default=None, foreign_key="alert.id", index=True)
    gathering_id: int | None = Field(default=None, foreign_key="gathering.id")
    run_id: int | None = Field(default=None, foreign_key="notice_run.id", ondelete="SET NULL")
    """The occurrence of a notice that it says, or takes back."""
    purpose: Purpose = Field(sa_type=Word(Purpose))
    slot: str | None = None
    """Which live message of the case this is (`staff`, `reporter`, …); edits find it by that."""
    once: str | None = Field(default=None, max_length=80)
    """A key under which this may be queued only once, ever."""
    op: Op = Field(default=Op.SEND, sa_type=Word(Op))
    chat_id: int = Field(sa_type=ChatId)
    topic: int | None = None
    grid_id: int | None = Field(default=None, foreign_key="grid.id", index=True)
    locale: str
    ring: int | None = None
    lane: int
    rank: int = 0
    silent: bool = False
    paid: bool = False
    """It may go at Telegram's paid rate: a red alert, where the town pays for that."""
    exercise: bool = False
    target_id: int | None = Field(
        default=None, foreign_key="delivery.id", index=True, ondelete="CASCADE"
    )
    reply_to: int | None = None
    """A message of somebody else's that this one answers."""
    double_of: int | None = Field(
        default=None, foreign_key="delivery.id", index=True, ondelete="CASCADE"
    )
    """Set for a copy that may stand beside this delivery's message, see `bot.storage.doubles`."""

    status: Status = Field(default=Status.QUEUED, sa_type=Word(Status))
    reason: str | None = None
    attempts: int = 0
    not_before: datetime | None = Field(default=None, sa_type=Instant)
    valid_until: datetime | None = Field(default=None, sa_type=Instant)
    message_id: int | None = None
    with_photo: bool = False
    queued_at: datetime = Field(sa_type=Instant)
    claimed_at: datetime | None = Field(default=None, sa_type=Instant)
    sent_at: datetime | None = Field(default=None, sa_type=Instant)
    changed_at: datetime | None = Field(default=None, sa_type=Instant)
    acknowledged_at: datetime | None = Field(default=None, sa_type=Instant)
    acknowledged_by: int | None = Field(default=None, sa_type=ChatId)

    @property
    def key(self) -> int:
        """The row's id; a stored delivery always has one."""
        assert self.id is not None
        return self.id


MESSAGE, EDIT = aliased(Delivery), aliased(Delivery)
"""The message that a delivery is about, and the edit that is about it, beside it in one statement.

An alias takes a hundred times as long to make as to use.
"""

_IN_SLOTS = (
    select(Delivery)
    .where(
        Delivery.case_id == bindparam("case_id"),
        col(Delivery.slot).in_(bindparam("slots", expanding=True)),
        col(Delivery.op).in_(NEW),
        col(Delivery.status).in_(LIVE),
    )
    .order_by(col(Delivery.id))
    .with_for_update()
)
"""Put together once, as whatever is asked for every report: that takes longer than asking it."""


async def live_in_slot(session: AsyncSession, case_id: int, slot: str) -> Sequence[Delivery]:
    """Return the messages (not their edits) that stand, or will stand, in a slot of a case."""
    return (await live_in_slots(session, case_id, slot))[slot]


async def live_in_slots(
    session: AsyncSession, case_id: int, *slots: str
) -> Mapping[str, Sequence[Delivery]]:
    """Return the same of several slots, each with what stands in it."""
    values = {"case_id": case_id, "slots": slots}
    found: dict[str, list[Delivery]] = {slot: [] for slot in slots}
    for message in await session.exec(_IN_SLOTS, params=values):
        assert message.slot is not None
        found[message.slot].append(message)
    return found


async def refused_in(
    session: AsyncSession, case_id: int, slot: str, *, since: datetime
) -> set[int]:
    """Return the chats that would not take a case's message of a slot since then."""
    query = select(Delivery.chat_id).where(
        Delivery.case_id == case_id,
        Delivery.slot == slot,
        Delivery.status == Status.REFUSED,
        col(Delivery.queued_at) > since,
    )
    return set(await session.exec(query))


async def standing_cards(session: AsyncSession, case_id: int, slot: str) -> Sequence[Delivery]:
    """Return the messages of a slot that stand in groups, only to be looked at."""
    query = select(Delivery).where(
        Delivery.case_id == case_id,
        Delivery.slot == slot,
        Delivery.chat_id < 0,
        col(Delivery.op).in_(NEW),
        col(Delivery.status).in_(LIVE),
    )
    return (await session.exec(query.order_by(col(Delivery.id)))).all()


async def live_in_chat(
    session: AsyncSession, chat_id: int, slots: Collection[str]
) -> Sequence[Delivery]:
    """Return the messages of these slots that stand, or will stand, in one chat, of any case."""
    query = select(Delivery).where(
        Delivery.chat_id == chat_id,
        col(Delivery.slot).in_(slots),
        col(Delivery.op).in_(NEW),
        col(Delivery.status).in_(LIVE),
    )
    return (await session.exec(query.order_by(col(Delivery.id)).with_for_update())).all()


async def by_message(session: AsyncSession, chat_id: int, message_id: int) -> Delivery | None:
    """Return the delivery that stands in a chat as this message."""
    query = select(Delivery).where(
        Delivery.chat_id == chat_id,
        Delivery.message_id == message_id,
        col(Delivery.op).in_(NEW),
    )
    return (await session.exec(query.order_by(col(Delivery.id).desc()))).first()


async def alert_standing_in(
    session: AsyncSession, chat_id: int, kinds: Collection[Kind]
) -> int | None:
    """Return the newest case of these kinds whose active alert stands in a chat."""
    return (await session.exec(_standing_in(chat_id, kinds).limit(1))).first()


async def open_cases_in(session: AsyncSession, chat_id: int) -> Sequence[Case]:
    """Return the open cases whose staff card stands, or will stand, in a group, the newest first."""
    query = (
        select(Case)
        .join(Delivery, col(Delivery.case_id) == Case.id)
        .where(
            Delivery.chat_id == chat_id,
            Delivery.slot == STAFF,
            col(Delivery.op).in_(NEW),
            col(Delivery.status).in_(LIVE),
            col(Case.state).in_(OPEN),
        )
        .order_by(col(Case.id).desc())
    )
    return (await session.exec(query.limit(20))).all()


def _standing_in(chat_id: int, kinds: Collection[Kind]) -> SelectOfScalar[int]:
    return (
        select(Alert.case_id)
        .join(Delivery, col(Delivery.alert_id) == Alert.id)
        .join(Case, col(Case.id) == Alert.case_id)
        .where(
            Delivery.chat_id == chat_id,
            Delivery.purpose == Purpose.ALERT,
            col(Delivery.status).in_(STANDING),
            Alert.status == AlertStatus.ACTIVE,
            col(Case.kind).in_(kinds),
        )
        .order_by(col(Alert.id).desc())
    )


async def alerts_standing_in(
    session: AsyncSession, chat_id: int, kinds: Collection[Kind]
) -> Sequence[int]:
    """Return the cases of these kinds whose active alert stands in a chat, the newest first."""
    return (await session.exec(_standing_in(chat_id, kinds).limit(20))).all()


async def queued_as(session: AsyncSession, once: str) -> Delivery | None:
    """Return what was queued under this key."""
    return (await session.exec(select(Delivery).where(Delivery.once == once))).first()


async def was_queued(session: AsyncSession, once: str) -> bool:
    """Return whether something was ever queued under this key."""
    return (
        await session.exec(select(Delivery.id).where(Delivery.once == once))
    ).first() is not None


async def queued_among(session: AsyncSession, keys: Collection[str]) -> Collection[str | None]:
    """Return under which of these keys something was ever queued."""
    query = select(Delivery.once).where(col(Delivery.once).in_(keys))
    return set(await session.exec(query))


async def detach(session: AsyncSession, case_id: int) -> None:
    """Cut what was said of a draft loose from it and forget its words."""
    await session.flush()
    words = update(Post).where(col(Post.case_id) == case_id)
    await session.exec(words.values(case_id=None, view="withdrawn", params={}, photo=None))
    messages = update(Delivery).where(col(Delivery.case_id) == case_id)
    await session.exec(messages.values(case_id=None))


async def forget_words(session: AsyncSession, case_id: int) -> None:
    """Empty everything that was said of a case; which message stood where stays on record.

    Closing words name and show nobody, and take a photo down wherever they have still to go; what
    else is not said yet has nothing left to say.
    """
    of_case, closing = col(Delivery.case_id) == case_id, col(Delivery.purpose).in_(TAKING_BACK)
    unsaid = update(Delivery).where(of_case, ~closing, col(Delivery.op).in_(NEW))
    unsaid = unsaid.where(col(Delivery.status).in_(WAITING), col(Delivery.sent_at).is_(None))
    await session.exec(unsaid.values(status=Status.DROPPED, reason="its words are gone"))
    spared = select(Delivery.post_id).where(of_case, closing, col(Delivery.post_id).is_not(None))
    words = update(Post).where(col(Post.case_id) == case_id, col(Post.id).not_in(spared))
    await session.exec(words.values(view="withdrawn", params={}, photo=None))


_posts: Table = Post.__table__  # type: ignore[attr-defined] # SQLModel's tables have one
_NEW_POST = insert(_posts).returning(_posts.c.id)


async def store(session: AsyncSession, words: Post) -> Post:
    """Store what is to be said. It has its id then, and is no part of the session: nobody changes it."""
    values = words.model_dump(exclude={"id"})
    words.id = (await session.exec(_NEW_POST, params=values)).scalar_one()
    return words
