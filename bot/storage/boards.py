"""How the deliveries of an alert stand: counted by the database, never loaded one by one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, distinct, exists, func
from sqlalchemy import select as sql_select
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.grid import Names
from bot.storage.grid import Grid
from bot.storage.outbox import MAY_STAND_TWICE, MESSAGE, TAKING_BACK, Delivery, Op, Purpose, Status

BOARD = "board"
"""The slot of the boards themselves, under the staff cards."""
WATCH = "watch"
"""The slot of an alert's messages to staff and partners of the grids it reaches."""
SHOWN = 3
"""Grids that are named; the others are counted."""


@dataclass(frozen=True)
class Tally:
    """So many groups of one ring whose message stands so."""

    ring: int | None
    status: Status
    groups: int
    queued_at: datetime
    sent_at: datetime | None
    """When the last of them was told."""

    @property
    def waited(self) -> timedelta:
        """How long the last of them has waited."""
        return self.sent_at - self.queued_at if self.sent_at else timedelta()


def meant_for(alert_id: int) -> ColumnElement[bool]:
    """Return the condition "the alert itself, on its way to a group that it is still meant for"."""
    return (
        (col(Delivery.alert_id) == alert_id)
        & (col(Delivery.purpose) == Purpose.ALERT)
        & (col(Delivery.status) != Status.DROPPED)
    )


def taken_back(alert_id: int) -> ColumnElement[bool]:
    """Return the condition "a change that puts the closing words in an alert's place"."""
    residents = exists().where(
        col(MESSAGE.id) == Delivery.target_id, col(MESSAGE.purpose) == Purpose.ALERT
    )
    return (
        (col(Delivery.alert_id) == alert_id)
        & col(Delivery.purpose).in_(TAKING_BACK)
        & (col(Delivery.op) == Op.EDIT)
        & residents
        & (col(Delivery.status) != Status.DROPPED)
    )


def left_behind(alert_id: int) -> ColumnElement[bool]:
    """Return the condition "a message of an alert that may stand, and nobody knows where"."""
    is_copy = exists().where(
        col(MESSAGE.id) == Delivery.double_of,
        col(MESSAGE.alert_id) == alert_id,
        col(MESSAGE.purpose) == Purpose.ALERT,
    )
    itself = (col(Delivery.alert_id) == alert_id) & (col(Delivery.purpose) == Purpose.ALERT)
    return (
        (itself | (is_copy & (col(Delivery.reason) == MAY_STAND_TWICE)))
        & (col(Delivery.status) == Status.UNKNOWN)
        & col(Delivery.message_id).is_(None)
    )


async def by_ring(session: AsyncSession, alert_id: int) -> Sequence[Tally]:
    """Count the groups of an alert by ring and status."""
    query = (
        sql_select(
            col(Delivery.ring),
            col(Delivery.status),
            func.count(),
            func.min(Delivery.queued_at),
            func.max(Delivery.sent_at),
        )
        .where(meant_for(alert_id))
        .group_by(col(Delivery.ring), col(Delivery.status))
        .order_by(col(Delivery.ring))
    )
    await session.flush()
    connection = await session.connection()
    return [Tally(*row) for row in await connection.execute(query)]


async def by_change(session: AsyncSession, alert_id: int) -> dict[Status, int]:
    """Count the messages of an ended alert by how far their closing words have got."""
    query = select(Delivery.status, func.count()).where(taken_back(alert_id))
    rows = await session.exec(query.group_by(col(Delivery.status)))
    return {Status(status): groups for status, groups in rows}


async def grids(session: AsyncSession, these: ColumnElement[bool]) -> Names:
    """Name the grids of some deliveries, those first that were meant to hear first."""
    count = select(func.count(distinct(col(Delivery.grid_id)))).where(these)
    query = (
        select(Grid.name)
        .join(Delivery, col(Delivery.grid_id) == Grid.id)
        .where(these)
        .group_by(col(Grid.id), col(Grid.name))
        .order_by(func.min(Delivery.id))
    )
    names = (await session.exec(query.limit(SHOWN))).all()
    return Names(tuple(names), (await session.exec(count)).one())


async def last_told(session: AsyncSession, alert_id: int, ring: int | None) -> str | None:
    """Return the grid that was the last of a ring to hear."""
    query = (
        select(Grid.name)
        .join(Delivery, col(Delivery.grid_id) == Grid.id)
        .where(meant_for(alert_id), Delivery.ring == ring, Delivery.status == Status.SENT)
        .order_by(col(Delivery.sent_at).desc(), col(Delivery.id).desc())
    )
    return (await session.exec(query.limit(1))).first()


def to_staff(alert_id: int) -> ColumnElement[bool]:
    """Return the condition "the alert for a staff group of the grids that hear it"."""
    return (
        (col(Delivery.alert_id) == alert_id)
        & (col(Delivery.slot) == WATCH)
        & (col(Delivery.op) == Op.SEND)
        & (col(Delivery.chat_id) < 0)
        & (col(Delivery.status) != Status.DROPPED)
    )


async def answers(session: AsyncSession, alert_id: int) -> dict[int | None, tuple[int, int]]:
    """Count the staff groups that were told in each ring, and those of them that answered."""
    query = (
        select(Delivery.ring, func.count(), func.count(col(Delivery.acknowledged_at)))
        .where(to_staff(alert_id))
        .group_by(col(Delivery.ring))
    )
    return {ring: (told, answered) for ring, told, answered in await session.exec(query)}
