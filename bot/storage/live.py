"""Messages of ours that follow what happens: when each is drawn anew, and not before when."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, case, update
from sqlalchemy.sql.dml import UpdateBase
from sqlmodel import Field, col, select
from sqlmodel.ext.asyncio.session import AsyncSession
from sqlmodel.sql.expression import SelectOfScalar

from bot.storage.base import SQLModel
from bot.storage.questions import NOW, find_due
from bot.storage.types import Instant

Messages = SelectOfScalar[int] | SelectOfScalar[None]
"""A subquery of deliveries' ids."""


class Live(SQLModel, table=True):
    """A message that the clock keeps up to date, however often something happens to what it says."""

    __tablename__ = "live"

    delivery_id: int = Field(foreign_key="delivery.id", primary_key=True, ondelete="CASCADE")
    due_at: datetime | None = Field(default=None, sa_type=Instant, index=True)
    """When it is drawn anew; None while nothing happens."""
    rests_until: datetime = Field(sa_type=Instant)


DUE = select(Live.delivery_id).where(col(Live.due_at) <= NOW).order_by(col(Live.due_at))


async def due(session: AsyncSession, now: datetime) -> Sequence[int]:
    """Return the messages that are to be drawn anew by now."""
    return await find_due(session, DUE, now)


async def locked(session: AsyncSession, delivery_id: int) -> Live | None:
    """Load one for change; the second of two writers waits and then sees the first's work."""
    query = select(Live).where(Live.delivery_id == delivery_id).with_for_update()
    return (await session.exec(query.execution_options(populate_existing=True))).first()


def stirring(messages: Messages) -> UpdateBase:
    """Build the statement that has these messages drawn anew as soon as they have rested.

    One that is due already is written to as well: it may be being drawn by somebody who looked before
    this happened, and then it is due again once that is done.
    """
    now = bindparam("now", type_=Instant())
    soon = case(
        (col(Live.due_at) <= now, col(Live.due_at)),
        (col(Live.rests_until) > now, col(Live.rests_until)),
        else_=now,
    )
    return (
        update(Live)
        .where(col(Live.delivery_id).in_(messages))
        .values(due_at=soon)
        .execution_options(synchronize_session=False)
    )


async def stir(session: AsyncSession, messages: Messages, *, at: datetime) -> None:
    """Have these messages drawn anew as soon as they have rested."""
    await session.exec(stirring(messages), params={"now": at})
