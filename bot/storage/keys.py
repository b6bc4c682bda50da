"""Which keys personal data may lie sealed with."""

from datetime import datetime

from sqlmodel import Field

from bot.storage.base import SQLModel
from bot.storage.sealing import KEY_ID
from bot.storage.types import Instant


class DataKey(SQLModel, table=True):
    """A key that something may be sealed with; only its name, the key itself is the operator's."""

    __tablename__ = "data_key"

    id: str = Field(primary_key=True, max_length=KEY_ID)
    since: datetime = Field(sa_type=Instant)
