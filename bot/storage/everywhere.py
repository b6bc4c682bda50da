"""An alert's messages in all its groups: queued, reworded, changed, answered, given up, in few statements."""

from collections.abc import Collection
from datetime import datetime
from math import cos, radians
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Insert,
    Label,
    Select,
    Subquery,
    bindparam,
    exists,
    func,
    insert,
    literal,
    update,
)
from sqlalchemy import case as sql_case
from sqlalchemy import select as sql_select
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession
from sqlmodel.sql.expression import SelectOfScalar

from bot.domain.alerts import AlertStatus
from bot.storage.alerts import Alert
from bot.storage.chats import public
from bot.storage.grid import Grid, Point
from bot.storage.outbox import (
    EDIT,
    LIVE,
    MESSAGE,
    STANDING,
    UNSETTLED,
    WAITING,
    Delivery,
    Lane,
    Op,
    Post,
    Purpose,
    Status,
)

Standing = SelectOfScalar[int] | SelectOfScalar[None]
"""A subquery: the messages of an alert that stand."""
RESIDENTS = col(Delivery.purpose) == Purpose.ALERT
"""The alert itself, as residents and businesses read it."""
_ANSWERS = (col(Delivery.purpose) == Purpose.ALL_CLEAR) & (col(Delivery.op) == Op.SEND)
"""The quiet answers under an alert that is over."""
SUSPENDED = "who sent it was suspended"
"""Why a message was given up that goes out after all once somebody else wants it to."""


def from_ring(ring: int) -> ColumnElement[bool]:
    """Return the condition "the alert for residents of this ring or of one beyond it"."""
    return RESIDENTS & (col(Delivery.ring) >= ring)


async def tell(
    session: AsyncSession,
    alert: Alert,
    words: Post,
    groups: Subquery,
    *,
    ring: int,
    origin: Point | None,
    locale: str,
    silent: bool,
    paid: bool,
    lane: Lane,
    at: datetime,
) -> None:
    """Queue an alert for `groups` (see `chats.public`) that it was not meant for yet, nearest first.

    A district has ten thousand, and the first neighbours wait for the last row: it is one
    statement. Groups that the bot has lost are listed with the reason.
    """
    group = groups.c
    lost = group.lost_at.is_not(None)
    rows: Select[Any] = sql_select(
        group.id.label("chat_id"),
        group.topic,
        group.grid_id,
        func.coalesce(group.locale, locale).label("locale"),
        sql_case((lost, Status.REFUSED.value), else_=Status.QUEUED.value).label("status"),
        sql_case((lost, func.coalesce(group.lost_reason, ""))).label("reason"),
        *constant(
            post_id=words.id,
            case_id=alert.case_id,
            alert_id=alert.key,
            purpose=Purpose.ALERT,
            slot="alert",
            op=Op.SEND,
            ring=ring,
            lane=int(lane),
            rank=ring + 2,
            silent=silent,
            paid=paid,
            exercise=alert.exercise,
            with_photo=words.photo is not None,
            attempts=0,
            queued_at=at,
        ),
    )
    await session.flush()
    meant = _not_meant_yet(alert.key, groups)
    await session.exec(put_in(rows.where(meant).order_by(*_nearest_first(groups, origin))))


async def means_more(session: AsyncSession, alert_id: int, node: Grid) -> bool:
    """Return whether there is a group under a node for which the alert was not meant yet.

    One that the bot has lost is meant: it is listed, and hears once it is back.
    """
    groups = public([node.path])
    more = exists().where(_not_meant_yet(alert_id, groups))
    return bool(await session.scalar(sql_select(more)))


def _not_meant_yet(alert_id: int, groups: Subquery) -> ColumnElement[bool]:
    told = select(Delivery.chat_id).where(col(Delivery.alert_id) == alert_id, RESIDENTS)
    group = groups.c
    return group.id.not_in(told) & (group.was.is_(None) | group.was.not_in(told))


def _nearest_first(groups: Subquery, origin: Point | None) -> list[ColumnElement[Any]]:
    """Return by what groups are put in order; those whose node has no point come last."""
    lat, lon = groups.c.lat, groups.c.lon
    grid: list[ColumnElement[Any]] = [groups.c.path, groups.c.id]
    if origin is None:
        return grid
    east = (lon - origin[1]) * cos(radians(origin[0]))
    return [lat.is_(None), (lat - origin[0]) * (lat - origin[0]) + east * east, *grid]


_TOLD = (
    select(func.count())
    .select_from(Delivery)
    .join(Alert, col(Alert.id) == Delivery.alert_id)
    .where(
        Delivery.case_id == bindparam("case_id"),
        Alert.status == AlertStatus.ACTIVE,
        Delivery.purpose == Purpose.ALERT,
        col(Delivery.status).in_(LIVE),
    )
)


async def told_groups(session: AsyncSession, case_id: int) -> int:
    """Return how many groups an active alert of the case has reached or will reach."""
    return (await session.exec(_TOLD, params={"case_id": case_id})).one()


async def reword(
    session: AsyncSession, alert_id: int, words: Post, *, whose: ColumnElement[bool] = RESIDENTS
) -> None:
    """Let the messages of an alert that have not been taken up yet say these words."""
    await _lock(session, alert_id, whose, UNSETTLED)
    query = (
        update(Delivery)
        .where(
            col(Delivery.alert_id) == alert_id,
            whose,
            col(Delivery.op) == Op.SEND,
            col(Delivery.status).in_(WAITING),
        )
        .values(post_id=words.id, with_photo=words.photo is not None)
        .execution_options(synchronize_session=False)
    )
    await session.exec(query)


async def change(
    session: AsyncSession,
    alert_id: int,
    words: Post,
    purpose: Purpose,
    *,
    at: datetime,
    whose: ColumnElement[bool] = RESIDENTS,
    rank: int = 0,
) -> None:
    """Queue other words for every message of an alert that stands, or may yet come to stand.

    However many there are, it is two statements; an edit that still waits takes the new words, and
    waits for nothing but what Telegram has asked for.
    """
    await _lock_edits(session, alert_id, whose)
    standing = await _lock(session, alert_id, whose, STANDING)
    newer = (
        update(Delivery)
        .where(
            col(Delivery.target_id).in_(standing),
            col(Delivery.op) == Op.EDIT,
            col(Delivery.status).in_(WAITING),
        )
        .values(
            post_id=words.id,
            purpose=purpose,
            lane=Lane.ALERTS,
            rank=rank,
            with_photo=words.photo is not None,
            not_before=sql_case(
                (col(Delivery.status) == Status.QUEUED, None), else_=col(Delivery.not_before)
            ),
        )
        .execution_options(synchronize_session=False)
    )
    await session.exec(newer)
    has_one = exists().where(
        col(EDIT.target_id) == MESSAGE.id,
        col(EDIT.op) == Op.EDIT,
        col(EDIT.status).in_(WAITING),
    )
    rows = _about(standing, words, Op.EDIT, purpose, at=at, rank=rank).where(~has_one)
    await session.exec(put_in(rows))


async def answer(
    session: AsyncSession, alert_id: int, words: Post, purpose: Purpose, *, at: datetime
) -> None:
    """Queue a quiet answer to every message of an alert that had sounded, behind its change."""
    standing = await _lock(session, alert_id, RESIDENTS, STANDING)
    rows = _about(standing, words, Op.SEND, purpose, at=at, rank=1, silent=True)
    await session.exec(put_in(rows.where(~col(MESSAGE.silent))))


async def take_answers_away(session: AsyncSession, alert_id: int, *, at: datetime) -> None:
    """Queue the deletion of the quiet answers under an alert: what they say was not true."""
    await give_up(session, alert_id, "no longer needed", whose=_ANSWERS)
    standing = await _lock(session, alert_id, _ANSWERS, STANDING)
    await session.exec(put_in(_about(standing, None, Op.DELETE, Purpose.CARD, at=at)))


async def _lock(
    session: AsyncSession,
    alert_id: int,
    whose: ColumnElement[bool],
    statuses: Collection[Status],
) -> Standing:
    """Return such messages as a subquery, and let nobody change them before we do.

    One that is under way may be put back in any moment: whoever gives up or rewords what waits has
    locked it before, or finds it neither waiting now nor standing a statement later.
    """
    await session.flush()
    query = select(Delivery.id).where(
        col(Delivery.alert_id) == alert_id,
        whose,
        col(Delivery.op) == Op.SEND,
        col(Delivery.status).in_(statuses),
    )
    await session.exec(query.order_by(col(Delivery.id)).with_for_update())
    return query


async def _lock_edits(session: AsyncSession, alert_id: int, whose: ColumnElement[bool]) -> None:
    """Let nobody put back an edit of these messages before we do: only one of each may wait."""
    messages = select(Delivery.id).where(
        col(Delivery.alert_id) == alert_id, whose, col(Delivery.op) == Op.SEND
    )
    query = select(EDIT.id).where(
        col(EDIT.target_id).in_(messages),
        col(EDIT.op) == Op.EDIT,
        col(EDIT.status).in_(UNSETTLED),
    )
    await session.exec(query.order_by(col(EDIT.id)).with_for_update())


_COPIED = (
    "case_id", "alert_id", "chat_id", "topic", "grid_id", "locale", "ring", "exercise",
)  # fmt: skip
"""What a request about a message has of that message."""


def _about(
    standing: Standing,
    words: Post | None,
    op: Op,
    purpose: Purpose,
    *,
    at: datetime,
    rank: int = 0,
    silent: bool = False,
) -> Select[Any]:
    own = constant(
        post_id=words.id if words else None,
        purpose=purpose,
        op=op,
        lane=int(Lane.ALERTS),
        rank=rank,
        silent=silent,
        status=Status.QUEUED,
        attempts=0,
        with_photo=words is not None and words.photo is not None,
        queued_at=at,
    )
    copied = [getattr(MESSAGE, name) for name in _COPIED]
    return (
        sql_select(*copied, col(MESSAGE.id).label("target_id"), *own)
        .where(col(MESSAGE.id).in_(standing))
        .order_by(col(MESSAGE.id))
    )


def constant(**values: object) -> list[Label[Any]]:
    """Return what is the same in every row that is put in."""
    table = Delivery.__table__  # type: ignore[attr-defined] # SQLModel's tables have one
    return [literal(value, table.c[name].type).label(name) for name, value in values.items()]


def put_in(rows: Select[Any]) -> Insert:
    return insert(Delivery).from_select([column.name for column in rows.selected_columns], rows)


async def give_up(
    session: AsyncSession,
    alert_id: int,
    reason: str,
    *,
    whose: ColumnElement[bool] = RESIDENTS,
) -> None:
    """Give up the alert messages that have not been taken up yet.

    One whose first request stayed unanswered may stand: nobody knows.
    """
    await _lock(session, alert_id, whose, UNSETTLED)
    waiting = update(Delivery).where(
        col(Delivery.alert_id) == alert_id,
        whose,
        col(Delivery.op) == Op.SEND,
        col(Delivery.status).in_(WAITING),
    )
    unanswered = waiting.where(col(Delivery.sent_at).is_not(None))
    await session.exec(unanswered.values(status=Status.UNKNOWN, reason=reason))
    await session.exec(waiting.values(status=Status.DROPPED, reason=reason))


async def take_up_again(session: AsyncSession, alert_id: int, words: int | None) -> None:
    """Queue what was given up with a suspended account: somebody else has said that it goes on."""
    query = (
        update(Delivery)
        .where(
            col(Delivery.alert_id) == alert_id,
            RESIDENTS,
            col(Delivery.op) == Op.SEND,
            col(Delivery.status) == Status.DROPPED,
            col(Delivery.reason) == SUSPENDED,
        )
        .values(status=Status.QUEUED, reason=None, post_id=words)
        .execution_options(synchronize_session=False)
    )
    await session.exec(query)
