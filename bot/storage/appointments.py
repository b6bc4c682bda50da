"""The record of who was appointed to what, by whom and when; nothing is ever taken off it."""

from datetime import datetime

from sqlalchemy import CheckConstraint
from sqlmodel import Field, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.domain.appointments import Change
from bot.domain.grid import Role
from bot.storage.base import SQLModel
from bot.storage.types import ChatId, Findable, Instant, Personal, Word, one_of


class AppointmentChange(SQLModel, table=True):
    """One appointment made or ended; the node by its code, for nodes may go."""

    __tablename__ = "appointment_change"
    __table_args__ = (
        one_of("what", Change),
        one_of("role", Role),
        CheckConstraint(
            "(user_id IS NULL) = (what IN ('expected', 'taken_back'))", name="of_somebody"
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(sa_type=Instant)
    what: Change = Field(sa_type=Word(Change))
    user_id: int | None = Field(default=None, sa_type=ChatId, index=True)
    name: str = Field(sa_type=Findable)
    role: Role = Field(sa_type=Word(Role))
    grid: str = Field(max_length=64)
    by_id: int = Field(sa_type=ChatId)
    by_name: str = Field(sa_type=Personal)


async def expected_by(session: AsyncSession, grid: str, role: Role, name: str) -> int | None:
    """Return who gave a link to somebody of this name in chat; None where none was."""
    query = select(AppointmentChange.by_id).where(
        AppointmentChange.what == Change.EXPECTED,
        AppointmentChange.grid == grid,
        AppointmentChange.role == role,
        AppointmentChange.name == name,
    )
    return (await session.exec(query.order_by(col(AppointmentChange.id).desc()))).first()
