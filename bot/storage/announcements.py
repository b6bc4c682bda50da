"""In which groups a gathering is announced, and on which day each of them hears of it."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import (
    Column,
    ForeignKey,
    UniqueConstraint,
    delete,
    exists,
    func,
    update,
)
from sqlmodel import Field, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.gatherings import (
    GatheringState,
)
from bot.storage import rewording
from bot.storage.base import SQLModel
from bot.storage.gatherings import Gathering
from bot.storage.outbox import LIVE, NEW, WAITING, Delivery, Status
from bot.storage.types import ChatId


class GatheringDay(SQLModel, table=True):
    """The day on which a group hears of a gathering: its notice of that day."""

    __tablename__ = "gathering_day"
    __table_args__ = (UniqueConstraint("chat_id", "day"),)

    gathering_id: int = Field(foreign_key="gathering.id", primary_key=True, ondelete="CASCADE")
    chat_id: int = Field(
        sa_column=Column(
            ChatId,
            ForeignKey("chat.id", onupdate="CASCADE", ondelete="CASCADE"),
            primary_key=True,
            autoincrement=False,
        )
    )
    day: date


async def later(
    session: AsyncSession, gathering_id: int, slot: str
) -> Sequence[tuple[datetime, int]]:
    """Return when so many groups hear of it that could not at once."""
    query = (
        select(Delivery.not_before, func.count())
        .where(
            Delivery.gathering_id == gathering_id,
            Delivery.slot == slot,
            col(Delivery.op).in_(NEW),
            col(Delivery.status).in_(LIVE),
            col(Delivery.not_before).is_not(None),
            col(Delivery.attempts) == 0,
        )
        .group_by(col(Delivery.not_before))
        .order_by(col(Delivery.not_before))
    )
    return [(at, count) for at, count in await session.exec(query) if at is not None]


async def free_days(session: AsyncSession, gathering_id: int, *, after: date) -> None:
    """Let its groups hear something else on the days on which they would have heard of it."""
    days = delete(GatheringDay).where(
        col(GatheringDay.gathering_id) == gathering_id, col(GatheringDay.day) > after
    )
    await session.exec(days)


async def forget_days(session: AsyncSession, gathering_id: int, *, before: date) -> None:
    """Forget the days that have passed while nobody was told."""
    days = delete(GatheringDay).where(
        col(GatheringDay.gathering_id) == gathering_id, col(GatheringDay.day) < before
    )
    await session.exec(days)


async def held_up(session: AsyncSession, slot: str, *, at: datetime) -> Sequence[int]:
    """Return what is still to come and was not announced in every group in time."""
    late = rewording.held_up(
        col(Delivery.gathering_id) == Gathering.id, col(Delivery.slot) == slot, at=at
    )
    query = select(Gathering.id).where(
        Gathering.state == GatheringState.PLANNED,
        col(Gathering.starts_at) > at,
        exists().where(*late),
    )
    return [key for key in await session.exec(query) if key is not None]


async def told(session: AsyncSession, gathering_id: int, slot: str) -> set[int]:
    """Return the groups for which an announcement is, or was, in hand."""
    query = select(Delivery.chat_id).where(
        Delivery.gathering_id == gathering_id,
        Delivery.slot == slot,
        col(Delivery.op).in_(NEW),
    )
    return set(await session.exec(query))


async def give_back(session: AsyncSession, gathering_id: int, slot: str, *, at: datetime) -> None:
    """Let groups that an announcement did not reach in time have another day for it."""
    late = rewording.held_up(
        col(Delivery.gathering_id) == gathering_id, col(Delivery.slot) == slot, at=at
    )
    days = delete(GatheringDay).where(
        col(GatheringDay.gathering_id) == gathering_id,
        col(GatheringDay.chat_id).in_(select(Delivery.chat_id).where(*late)),
    )
    for statement in (days, delete(Delivery).where(*late)):
        await session.exec(statement.execution_options(synchronize_session=False))


async def days(session: AsyncSession, gathering_id: int) -> dict[int, date]:
    """Return on which day each group hears of it that has been given one."""
    query = select(GatheringDay).where(GatheringDay.gathering_id == gathering_id)
    return {one.chat_id: one.day for one in await session.exec(query)}


async def unannounce(session: AsyncSession, gathering_id: int, slot: str) -> None:
    """Give up the announcements that no group has read yet."""
    waiting = update(Delivery).where(
        col(Delivery.gathering_id) == gathering_id,
        col(Delivery.slot) == slot,
        col(Delivery.status).in_(WAITING),
    )
    await session.exec(waiting.values(status=Status.DROPPED, reason="called off"))
