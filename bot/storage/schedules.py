"""What recurs by the calendar, and when next: the truth behind the alarm clock."""

from datetime import datetime

from sqlmodel import Field

from bot.storage.base import SQLModel
from bot.storage.types import Instant


class Schedule(SQLModel, table=True):
    """Something that recurs; moved on in the transaction that does it, so it is done once."""

    __tablename__ = "schedule"

    name: str = Field(primary_key=True, max_length=32)
    next_at: datetime = Field(sa_type=Instant)
