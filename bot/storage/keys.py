"""Which keys personal data may lie sealed with: a database is opened with all of them or not at all."""

from contextlib import suppress
from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlmodel import Field, select

from bot.errors import DatabaseError
from bot.storage.base import SQLModel
from bot.storage.database import Database
from bot.storage.sealing import KEY_ID, seal_of, wrong_key
from bot.storage.types import Instant


class DataKey(SQLModel, table=True):
    """A key that something may be sealed with; only its name, the key itself is the operator's."""

    __tablename__ = "data_key"

    id: str = Field(primary_key=True, max_length=KEY_ID)
    since: datetime = Field(sa_type=Instant)


async def require_keys(database: Database, *, at: datetime) -> None:
    """Raise DatabaseError unless every key in use is there; note a new one before it is used."""
    seal = seal_of(database.engine.dialect)
    async with database.read() as session:
        used = set(await session.exec(select(DataKey.id)))
    held = set(seal.ids) if seal else set()
    if missing := sorted(used - held):
        raise DatabaseError(wrong_key(missing[0]))
    for name in held - used:
        with suppress(IntegrityError):  # another worker of the same start was first
            async with database.write() as session:
                session.add(DataKey(id=name, since=at))
