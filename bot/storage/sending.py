"""The sender's side of the outbox: take what may go now, one process or many."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import (
    BindParameter,
    ColumnClause,
    and_,
    bindparam,
    case,
    exists,
    func,
    literal_column,
    or_,
    update,
)
from sqlalchemy.orm import aliased
from sqlalchemy.sql.dml import UpdateBase
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.storage import doubles
from bot.storage.outbox import NEW, SUPERSEDED, UNSETTLED, WAITING, Delivery, Op, Post, Status
from bot.storage.types import Instant

AMONG_FIRST, AMONG_ALL = 100, 1_000_000
"""How many of those that wait are looked at: the best hundred, and only if they don't do, all."""


@dataclass(frozen=True)
class Outgoing:
    """A claimed delivery with all that is needed to send it."""

    delivery: Delivery
    post: Post | None
    target: Delivery | None

    @property
    def has_moved(self) -> bool:
        """Whether the message it concerns stands in the group that this one was before.

        A supergroup numbers its messages anew, and nothing in the old group can be changed.
        """
        return self.target is not None and self.target.chat_id != self.delivery.chat_id


async def requeue_in_flight(session: AsyncSession, *, but: Collection[int] = ()) -> int:
    """Queue again what was in flight when the process died; a double is possible, a loss is not.

    What may stand twice is listed; an edit behind which a newer one waits gives way to it. `but` are
    the deliveries that this process has under way itself.
    """
    newer = aliased(Delivery)
    in_flight = col(Delivery.status) == Status.SENDING, col(Delivery.id).not_in(but)
    has_newer = exists().where(
        col(newer.target_id) == Delivery.target_id,
        col(newer.op) == Op.EDIT,
        col(newer.status).in_(WAITING),
    )
    older = update(Delivery).where(*in_flight, col(Delivery.op) == Op.EDIT, has_newer)
    await session.exec(older.values(status=Status.DROPPED, reason=SUPERSEDED))
    found = (await session.exec(select(Delivery).where(*in_flight).with_for_update())).all()
    for delivery in found:
        delivery.status, delivery.reason = Status.RETRYING, "restarted"
        if delivery.op in NEW:
            await doubles.suspect(session, delivery)
    return len(found)


def _words(statuses: Collection[Status]) -> list[ColumnClause[str]]:
    """Return statuses as they stand in the partial indexes, which no parameter would match."""
    return [literal_column(f"'{status}'") for status in statuses]


def _claim() -> UpdateBase:
    """Build the statement of `claim` once; putting it together takes longer than running it."""
    waiting, busy, target = aliased(Delivery), aliased(Delivery), aliased(Delivery)
    taken = aliased(Delivery)
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
            col(waiting.chat_id).not_in(bindparam("resting", expanding=True)),
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
    nth = func.row_number().over(partition_by=first.c.chat_id, order_by=place)
    ready = select(*place).add_columns(first.c.may_go, nth.label("nth")).subquery()
    best = (
        select(ready.c.id)
        .where(ready.c.nth == 1, ready.c.may_go)
        .order_by(ready.c.lane, ready.c.rank, ready.c.id)
        .limit(bindparam("most"))
    )
    free = (
        select(taken.id)
        .where(col(taken.id).in_(best), col(taken.status).in_(WAITING))
        .with_for_update(skip_locked=True)
    )
    return (
        update(Delivery)
        .where(col(Delivery.id).in_(free))
        .values(status=Status.SENDING, claimed_at=now, attempts=Delivery.attempts + 1)
        .returning(col(Delivery.id))
        .execution_options(synchronize_session=False)
    )


_CLAIM = _claim()
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


async def claim(
    session: AsyncSession, *, now: datetime, limit: int, resting: Collection[int] = ()
) -> Sequence[Outgoing]:
    """Take the next deliveries that may go now, at most one per chat, best lane first.

    Chats that are `resting` can't take a request yet; an edit waits until the message it concerns
    stands in its chat; a message that is tried again is not overtaken by the next one of its chat.
    What another transaction is about to change is left to a later claim.
    """
    if limit <= 0:
        return []
    values = {"now": now, "most": limit, "resting": list(resting)}
    taken: list[int] = []
    for among in (AMONG_FIRST, AMONG_ALL):
        more = {**values, "most": limit - len(taken), "among": among}
        taken += (await session.exec(_CLAIM, params=more)).scalars().all()
        if len(taken) == limit:
            break
    return await outgoing(session, taken) if taken else []


async def outgoing(session: AsyncSession, keys: Collection[int]) -> Sequence[Outgoing]:
    """Load deliveries with their words and the messages they concern, best lane first."""
    rows = (await session.exec(_OUTGOING, params={"keys": list(keys)})).all()
    return [Outgoing(*row) for row in rows]


async def next_chances(
    session: AsyncSession, *, now: datetime, resting: Collection[int]
) -> Chances:
    """Return when a claim may find something again if nothing new is queued and nothing lands."""
    rows = await session.exec(_CHANCES, params={"now": now, "resting": list(resting)})
    chances = dict(rows.all())
    due = chances.pop(0, None)
    return Chances(chances.keys(), due)


async def due_count(session: AsyncSession, now: datetime) -> int:
    """Return how many deliveries are under way or could go by now."""
    query = (
        select(func.count())
        .select_from(Delivery)
        .where(
            col(Delivery.status).in_(UNSETTLED),
            or_(col(Delivery.not_before).is_(None), col(Delivery.not_before) <= now),
        )
    )
    return (await session.exec(query)).one()
