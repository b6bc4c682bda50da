"""The sender's side of the outbox: take what may go now, one process or many."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sqlalchemy import (
    BindParameter,
    ColumnClause,
    Table,
    and_,
    bindparam,
    case,
    exists,
    func,
    literal_column,
    or_,
    update,
)
from sqlalchemy import select as sql_select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import aliased
from sqlalchemy.sql.dml import UpdateBase
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession
from sqlmodel.sql.expression import Select

from bot.storage import doubles, rewording
from bot.storage.outbox import (
    EDIT,
    NEW,
    QUEUED_EDIT,
    SUPERSEDED,
    TAKING_BACK,
    UNSETTLED,
    WAITING,
    Delivery,
    Lane,
    Op,
    Post,
    Status,
)
from bot.storage.types import Instant

_deliveries: Table = Delivery.__table__  # type: ignore[attr-defined] # SQLModel's tables have one

URGENT = (Lane.DANGER, Lane.ALERTS)
ALIKE = {"urgent": URGENT, "answers": (Lane.REPLIES,), "patient": (Lane.CARDS, Lane.NOTICES)}
"""The lanes for which a chat rests alike, see `Rests`."""
AMONG_FIRST, AMONG_ALL = 100, 1_000_000
"""How many of those that wait are looked at: the best hundred, and only if they don't do, all."""


@dataclass(frozen=True)
class Outgoing:
    """A claimed delivery with all that is needed to send it."""

    delivery: Delivery
    post: Post | None
    target: Delivery | None

    @property
    def is_said_beside(self) -> bool:
        """Whether these are closing words for a message that may stand, but nobody knows where."""
        target = self.target
        if target is None or target.status is not Status.UNKNOWN or target.message_id is not None:
            return False
        return self.delivery.op is Op.EDIT and self.delivery.purpose in TAKING_BACK

    @property
    def has_moved(self) -> bool:
        """Whether the message it concerns stands in the group that this one was before.

        A supergroup numbers its messages anew, and nothing in the old group can be changed.
        """
        return self.target is not None and self.target.chat_id != self.delivery.chat_id


async def requeue_in_flight(session: AsyncSession, *, but: Collection[int] = ()) -> int:
    """Queue again what was in flight when the process died; a double is possible, a loss is not.

    What may stand twice is listed; an edit behind which a newer one waits gives way to it, and an
    alert that has ended is not said anew: its end is said beside it. `but` are the deliveries that
    this process has under way itself.
    """
    in_flight = col(Delivery.status) == Status.SENDING, col(Delivery.id).not_in(but)
    has_newer = exists().where(
        col(EDIT.target_id) == Delivery.target_id,
        col(EDIT.op) == Op.EDIT,
        col(EDIT.status).in_(WAITING),
    )
    older = update(Delivery).where(*in_flight, col(Delivery.op) == Op.EDIT, has_newer)
    await session.exec(older.values(status=Status.DROPPED, reason=SUPERSEDED))
    found = (await session.exec(select(Delivery).where(*in_flight).with_for_update())).all()
    for delivery in found:
        if delivery.op in NEW:
            delivery.sent_at = delivery.claimed_at
        if await rewording.is_over(session, delivery):
            delivery.status, delivery.reason = Status.UNKNOWN, "case closed"
            continue
        delivery.status, delivery.reason = Status.RETRYING, "restarted"
        if delivery.op is Op.FIND:
            delivery.status = Status.DROPPED  # what it tried may have the keyboard by now
        if delivery.op in NEW:
            await doubles.suspect(session, delivery)
    return len(found)


def is_overtaken(error: BaseException) -> bool:
    """Whether a newer edit was queued in the moment in which an older one was put back.

    PostgreSQL shows neither of two transactions what the other has not committed; asked once more,
    the older one gives way.
    """
    return isinstance(error, IntegrityError) and QUEUED_EDIT in str(error.orig)


def _words(statuses: Collection[Status]) -> list[ColumnClause[str]]:
    """Return statuses as they stand in the partial indexes, which no parameter would match."""
    return [literal_column(f"'{status}'") for status in statuses]


def _first() -> Select[int, int, int]:
    """Build the statement that finds what may go; putting it together takes longer than running it."""
    waiting, busy, target = aliased(Delivery), aliased(Delivery), aliased(Delivery)
    now = bindparam("now", type_=Instant())
    may_go = or_(col(waiting.not_before).is_(None), col(waiting.not_before) <= now)
    holds_its_place = and_(col(waiting.status) == Status.RETRYING, col(waiting.op) == Op.SEND)
    first = (
        select(waiting.id, waiting.lane, waiting.rank)
        .add_columns(col(waiting.chat_id), may_go.label("may_go"))
        .outerjoin(target, col(target.id) == waiting.target_id)
        .where(
            col(waiting.status).in_(_words(WAITING)),
            or_(may_go, holds_its_place),
            or_(col(waiting.target_id).is_(None), col(target.status).not_in(UNSETTLED)),
            or_(
                *(
                    and_(
                        col(waiting.lane).in_(lanes),
                        col(waiting.chat_id).not_in(bindparam(rests, expanding=True)),
                    )
                    for rests, lanes in ALIKE.items()
                )
            ),
            ~exists().where(
                col(busy.chat_id) == waiting.chat_id,
                col(busy.status).in_(_words([Status.SENDING])),
            ),
        )
        .order_by(col(waiting.lane), col(waiting.rank), col(waiting.id))
        .limit(bindparam("among"))
        .subquery()
    )
    place = (first.c.lane, first.c.rank, first.c.id)
    urgent = and_(first.c.chat_id < 0, first.c.lane.in_(URGENT))
    own_place = (case((urgent, 0), else_=1), *place)
    nth = func.row_number().over(partition_by=first.c.chat_id, order_by=own_place)
    ready = sql_select(*place, first.c.chat_id, first.c.may_go, nth.label("nth")).subquery()
    return (
        select(ready.c.id, ready.c.chat_id, ready.c.lane)
        .where(ready.c.nth == 1, ready.c.may_go)
        .order_by(ready.c.lane, ready.c.rank, ready.c.id)
        .limit(bindparam("most"))
    )


def _take() -> UpdateBase:
    """Build the statement that claims what nobody else is about to change."""
    taken = aliased(Delivery)
    free = (
        select(taken.id)
        .where(
            col(taken.id).in_(bindparam("keys", expanding=True)),
            col(taken.status).in_(WAITING),
        )
        .with_for_update(skip_locked=True)
    )
    now = bindparam("now", type_=Instant())
    return (
        update(Delivery)
        .where(col(Delivery.id).in_(free))
        .values(status=Status.SENDING, claimed_at=now, attempts=Delivery.attempts + 1)
        .returning(col(Delivery.id))
        .execution_options(synchronize_session=False)
    )


_FIRST, _TAKE = _first(), _take()
_TARGET = aliased(Delivery)
_OUTGOING = (
    select(Delivery, Post, _TARGET)
    .outerjoin(Post, col(Post.id) == Delivery.post_id)
    .outerjoin(_TARGET, col(_TARGET.id) == Delivery.target_id)
    .where(col(Delivery.id).in_(bindparam("keys", expanding=True)))
    .order_by(col(Delivery.lane), col(Delivery.rank), col(Delivery.id))
    .execution_options(populate_existing=True)
)
_NOW: BindParameter[datetime] = bindparam("now", type_=Instant())
_RESTING: BindParameter[int] = bindparam("resting", expanding=True)
_MAY_GO = or_(col(Delivery.not_before).is_(None), col(Delivery.not_before) <= _NOW)
_RESTS = col(Delivery.chat_id).in_(_RESTING)
_LEFT = (
    select(Delivery.not_before)
    .add_columns(case((and_(_RESTS, _MAY_GO), col(Delivery.chat_id)), else_=0).label("chat_id"))
    .where(col(Delivery.status).in_(WAITING), or_(_RESTS, ~_MAY_GO))
    .subquery()
)
_CHANCES = select(_LEFT.c.chat_id, func.min(_LEFT.c.not_before)).group_by(_LEFT.c.chat_id)


@dataclass(frozen=True)
class Chances:
    """What is left in the outbox after a claim that took all it could."""

    rested: Collection[int]
    """The resting chats for which something waits."""
    due: datetime | None
    """When the earliest postponed delivery may go, None if none is postponed."""


class Rests(Protocol):
    """Knows which chats can't take a request for the moment."""

    def rest_of(self, chat: int, lane: Lane, /) -> float:
        """Return for how many seconds a chat can't take one of that lane, 0 if it can."""

    def resting(self, lane: Lane, /) -> dict[int, float]:
        """Return all chats that can't, and for how many seconds."""


class NobodyRests:
    """Every chat can take a request."""

    def rest_of(self, _chat: int, _lane: Lane) -> float:
        return 0.0

    def resting(self, _lane: Lane) -> dict[int, float]:
        return {}


NOBODY_RESTS = NobodyRests()


async def claim(
    session: AsyncSession, *, now: datetime, limit: int, rests: Rests = NOBODY_RESTS
) -> Sequence[Outgoing]:
    """Take the next deliveries that may go now, at most one per chat, best lane first.

    Within a group dangers and alerts come before answers.

    Chats that rest can't take a request yet; an edit waits until the message it concerns stands in
    its chat; a message that is tried again is not overtaken by the next one of its chat. What
    another transaction is about to change is left to a later claim.
    """
    if limit <= 0:
        return []
    best = await _look(session, now=now, among=AMONG_FIRST, most=AMONG_FIRST)
    keys = [key for key, chat, lane in best if not rests.rest_of(chat, Lane(lane))][:limit]
    if len(keys) < limit:
        best = await _look(session, now=now, among=AMONG_ALL, most=limit, rests=rests)
        keys = [key for key, *_ in best]
    if not keys:
        return []
    taken = (await session.exec(_TAKE, params={"now": now, "keys": keys})).scalars().all()
    return await outgoing(session, taken) if taken else []


async def _look(
    session: AsyncSession, *, now: datetime, among: int, most: int, rests: Rests = NOBODY_RESTS
) -> Sequence[tuple[int, int, int]]:
    """Return what may go, best first: its key, its chat, its lane; `among` so many that wait."""
    resting = {name: list(rests.resting(lanes[0])) for name, lanes in ALIKE.items()}
    values = {"now": now, "among": among, "most": most, **resting}
    return (await session.exec(_FIRST, params=values)).all()


async def outgoing(session: AsyncSession, keys: Collection[int]) -> Sequence[Outgoing]:
    """Load deliveries with their words and the messages they concern, best lane first."""
    rows = (await session.exec(_OUTGOING, params={"keys": list(keys)})).all()
    return [Outgoing(*row) for row in rows]


@dataclass(frozen=True)
class Stands:
    """A delivery that did what it should: the number of its message, and whose words it changed."""

    key: int
    at: datetime
    message_id: int | None
    changed: int | None = None


_SENT = (
    update(_deliveries)
    .where(_deliveries.c.id == bindparam("key"), _deliveries.c.status == Status.SENDING)
    .values(status=Status.SENT, sent_at=bindparam("at"), message_id=bindparam("number"))
)
_CHANGED = (
    update(_deliveries)
    .where(_deliveries.c.id == bindparam("key"))
    .values(changed_at=bindparam("at"))
)


async def hold(session: AsyncSession, keys: Collection[int]) -> None:
    """Let nobody change deliveries before we do, nor decide by what they were: an alert may just end."""
    query = select(Delivery.id).where(col(Delivery.id).in_(keys)).order_by(col(Delivery.id))
    await session.exec(query.with_for_update())


async def stand(session: AsyncSession, rows: Sequence[Stands]) -> None:
    """Write down many plain successes; a row that is no longer in flight is left as it is.

    In the order in which an alert that ends locks them, so that neither waits for the other.
    """
    connection = await session.connection()
    rows = sorted(rows, key=lambda row: row.key)
    if rows:
        sent = [{"key": row.key, "at": row.at, "number": row.message_id} for row in rows]
        await connection.execute(_SENT, sent)
    if changed := [{"key": row.changed, "at": row.at} for row in rows if row.changed is not None]:
        await connection.execute(_CHANGED, changed)


async def paid_since(session: AsyncSession, begun: datetime) -> int:
    """Return how many messages since then may have been paid for."""
    query = select(func.count()).where(
        col(Delivery.paid).is_(True), col(Delivery.claimed_at) >= begun
    )
    return (await session.exec(query)).one()


async def next_chances(
    session: AsyncSession, *, now: datetime, resting: Collection[int]
) -> Chances:
    """Return when a claim may find something again if nothing new is queued and nothing lands."""
    rows = await session.exec(_CHANCES, params={"now": now, "resting": list(resting)})
    chances = dict(rows.all())
    due = chances.pop(0, None)
    return Chances(chances.keys(), due)
