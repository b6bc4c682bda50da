"""Days off and weekends worked, as the yearly notices say that an operator has imported."""

from datetime import date

from sqlmodel import Field, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.calendars import Notices
from bot.storage.base import SQLModel


class Holiday(SQLModel, table=True):
    """A day that the notice of its year names."""

    __tablename__ = "holiday"

    id: int | None = Field(default=None, primary_key=True)
    day: date = Field(unique=True)
    off: bool
    """False: a weekend on which everybody works."""
    name: str | None = None


_ALL = select(Holiday)


async def notices(session: AsyncSession) -> Notices:
    """Return all that is known by notice; within a session it is read once."""
    known: Notices | None = session.info.get("notices")
    if known is None:
        rows = (await session.exec(_ALL)).all()
        known = Notices(
            off=frozenset(row.day for row in rows if row.off),
            worked=frozenset(row.day for row in rows if not row.off),
        )
        session.info["notices"] = known
    return known
