"""How much waits to be said, is not done yet, was reached: counted by the database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Function, case, func, literal_column, or_
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.kinds import Kind
from bot.storage.alerts import Alert
from bot.storage.cases import Case
from bot.storage.chats import Chat, ChatGrid
from bot.storage.grid import Grid, under
from bot.storage.outbox import WAITING, Delivery, Lane, Op, Purpose, Status

_IS_WAITING = col(Delivery.status).in_([literal_column(f"'{status}'") for status in WAITING])
_READY_AT = func.coalesce(Delivery.not_before, Delivery.queued_at)
_IS_OPEN = (col(Case.outcome).is_(None), col(Case.number).is_not(None))
"""Like the statuses in the words of a partial index."""


@dataclass(frozen=True)
class Waiting:
    """What would be said by now in a lane, and since when the oldest of it waits."""

    lane: Lane
    count: int
    since: datetime


async def waiting(session: AsyncSession, *, at: datetime) -> Sequence[Waiting]:
    """Return the lanes in which something waits: what Telegram holds up, but not what is for later."""
    is_held = col(Delivery.status) == Status.RETRYING
    since = case((is_held, Delivery.queued_at), else_=_READY_AT)
    query = (
        select(Delivery.lane, func.count(), func.min(since))
        .where(_IS_WAITING, or_(is_held, at >= _READY_AT))
        .group_by(col(Delivery.lane))
        .order_by(col(Delivery.lane))
    )
    return [Waiting(Lane(lane), count, since) for lane, count, since in await session.exec(query)]


async def open_cases(session: AsyncSession, *, at: datetime) -> Mapping[Kind, tuple[int, int]]:
    """Return how many cases of each kind are open, and how many of these overdue."""
    overdue = func.sum(case((col(Case.due_at) < at, 1), else_=0))
    query = select(Case.kind, func.count(), overdue).where(*_IS_OPEN).group_by(col(Case.kind))
    return {Kind(kind): (count, late) for kind, count, late in await session.exec(query)}


@dataclass(frozen=True)
class Reached:
    """How many alerts were published, and in how many groups of a subtree they stand or do not."""

    alerts: int
    sent: int
    failed: int


async def reached(session: AsyncSession, path: str, *, since: datetime) -> Reached:
    """Return what the alerts of a time have reached in a subtree; exercises are none."""
    stands = _groups(Status.SENT)
    fails = _groups(Status.REFUSED, Status.UNKNOWN)
    query = (
        select(func.count(func.distinct(Alert.id)), stands, fails)
        .join(Delivery, col(Delivery.alert_id) == Alert.id)
        .join(Grid, col(Grid.id) == Delivery.grid_id)
        .where(
            Alert.published_at >= since,
            col(Alert.exercise).is_(False),
            Delivery.purpose == Purpose.ALERT,
            Delivery.op == Op.SEND,
            under(path),
        )
    )
    alerts, sent, failed = (await session.exec(query)).one()
    return Reached(alerts, sent, failed)


def _groups(*statuses: Status) -> Function[int]:
    """Count each group once, whatever was published there how often."""
    return func.count(func.distinct(case((col(Delivery.status).in_(statuses), Delivery.chat_id))))


async def out_of_reach(session: AsyncSession, path: str) -> Sequence[str]:
    """Return the titles of the groups of a subtree in which the bot can't write or hear any more."""
    query = (
        select(Chat.id, Chat.title)
        .join(ChatGrid, col(ChatGrid.chat_id) == Chat.id)
        .join(Grid, col(Grid.id) == ChatGrid.grid_id)
        .where(under(path), or_(col(Chat.lost_at).is_not(None), col(Chat.deaf)))
        .order_by(col(Grid.path), col(Chat.id))
    )
    found = dict((await session.exec(query)).all())
    return [title or str(key) for key, title in found.items()]
