"""Duty shifts: who is on duty for a node, on which weekday or date, from when to when."""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import CheckConstraint, Index, or_
from sqlmodel import Field, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.grid import lineage
from bot.domain.rosters import DAY, Shift
from bot.storage.base import SQLModel
from bot.storage.grid import Grid
from bot.storage.types import ChatId


class DutyShift(SQLModel, table=True):
    """Minutes of the day by the town's clock; `ends` lies beyond midnight for a night."""

    __tablename__ = "duty_shift"
    __table_args__ = (
        CheckConstraint("(weekday IS NULL) <> (day IS NULL)", name="weekly_or_dated"),
        CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday_known"),
        CheckConstraint(
            f"starts >= 0 AND starts < {DAY} AND ends > starts AND ends <= starts + {DAY}",
            name="within_a_day",
        ),
        Index(
            "ux_duty_shift", "grid_id", "user_id", "weekday", "day", "starts", "ends", unique=True
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    grid_id: int = Field(foreign_key="grid.id")
    user_id: int = Field(sa_type=ChatId)
    weekday: int | None = None
    day: date | None = None
    starts: int
    ends: int

    @property
    def shift(self) -> Shift:
        return Shift(self.weekday, self.day, self.starts, self.ends)


async def shifts_over(session: AsyncSession, path: str, day: date) -> Sequence[DutyShift]:
    """Return the shifts of a day, and of the night before, at a node and above, nearest first."""
    days = (day, day - timedelta(days=1))
    query = (
        select(DutyShift, Grid.path)
        .join(Grid, col(Grid.id) == DutyShift.grid_id)
        .where(
            col(Grid.path).in_(lineage(path)),
            or_(
                col(DutyShift.day).in_(days),
                col(DutyShift.weekday).in_([one.weekday() for one in days]),
            ),
        )
        .order_by(col(DutyShift.starts), col(DutyShift.id))
    )
    found = (await session.exec(query)).all()
    return [shift for shift, _ in sorted(found, key=lambda row: len(row[1]), reverse=True)]
