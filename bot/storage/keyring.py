"""A database is opened with every key that something is sealed with, or not at all."""

from contextlib import suppress
from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlmodel import select

from bot.errors import DatabaseError
from bot.storage.database import Database
from bot.storage.keys import DataKey
from bot.storage.rekeying import census
from bot.storage.sealing import seal_of, wrong_key


async def require_keys(database: Database) -> None:
    """Raise DatabaseError unless every key that a value is sealed with is there; writes nothing.

    A key that was noted and never used is not missed. To know, every table is looked through, and
    so only where a noted one is not held.
    """
    async with database.read() as session:
        missing = set(await session.exec(select(DataKey.id))) - _held(database)
        if missing:
            missing &= set(await census(session))
    if missing:
        raise DatabaseError(wrong_key(min(missing)))


async def note_keys(database: Database, *, at: datetime) -> None:
    """Note the keys that are held, before anything is sealed with them."""
    async with database.read() as session:
        noted = set(await session.exec(select(DataKey.id)))
    for name in _held(database) - noted:
        with suppress(IntegrityError):  # another worker of the same start was first
            async with database.write() as session:
                session.add(DataKey(id=name, since=at))


def _held(database: Database) -> set[str]:
    seal = seal_of(database.engine.dialect)
    return set(seal.ids) if seal else set()
