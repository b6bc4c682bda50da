"""A database is opened with every key that something is sealed with, or not at all."""

from contextlib import suppress
from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

from bot.errors import DatabaseError
from bot.storage.database import Database
from bot.storage.keys import DataKey
from bot.storage.rekeying import census
from bot.storage.sealing import others_key, seal_of, wrong_key
from bot.storage.workers import present

JUST_NOTED = timedelta(minutes=1)
"""So long whoever noted a key may still be starting."""


async def require_keys(database: Database) -> None:
    """Raise DatabaseError unless every key that a value is sealed with is there; writes nothing.

    A key that was noted and never used is missed only beside a worker, which may use it at any time.
    To know, every table is looked through, and so only where a noted one is not held.
    """
    async with database.read() as session:
        missing = set(await session.exec(select(DataKey.id))) - _held(database)
        if not missing:
            return
        used = missing & set(await census(session))
        beside_others = not database.is_sqlite and bool((await present(session))[0])
    if used:
        raise DatabaseError(wrong_key(min(used)))
    if beside_others:
        raise DatabaseError(others_key(min(missing)))


async def note_keys(database: Database, *, at: datetime) -> None:
    """Note the keys that are held, before anything is sealed with them; forget those only tried."""
    held = _held(database)
    async with database.read() as session:
        noted = {key.id: key.since for key in await session.exec(select(DataKey))}
    for name in held - noted.keys():
        with suppress(IntegrityError):  # another worker of the same start was first
            async with database.write() as session:
                session.add(DataKey(id=name, since=at))
    tried = {name for name, since in noted.items() if since < at - JUST_NOTED} - held
    if tried:
        async with database.write() as session:
            await session.exec(delete(DataKey).where(col(DataKey.id).in_(tried)))


def _held(database: Database) -> set[str]:
    seal = seal_of(database.engine.dialect)
    return set(seal.ids) if seal else set()
