"""Sealing everything personal with the newest key, and counting what lies there otherwise."""

import json
from collections import Counter
from collections.abc import AsyncGenerator, AsyncIterator, Sequence
from typing import Any

from sqlalchemy import (
    JSON,
    ColumnElement,
    Row,
    Table,
    Text,
    and_,
    case,
    cast,
    delete,
    func,
    or_,
    select,
    tuple_,
    type_coerce,
    update,
)
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from bot.errors import DatabaseError
from bot.storage.database import Database
from bot.storage.keys import DataKey
from bot.storage.schema import metadata
from bot.storage.sealing import KEY_ID, MARK, Seal, seal_of
from bot.storage.types import Findable, Personal, PersonalJSON

PLAIN = "plain"
"""What `census` calls a value that no key has sealed."""
AT_ONCE = 500
EMPTY = ("", "{}", "null")


async def census(session: AsyncSession) -> Counter[str]:
    """Count the personal values by the key they are sealed with; those of none are PLAIN."""
    found: Counter[str] = Counter()
    connection = await session.connection()
    for table in metadata.sorted_tables:
        for column in _personal(table):
            raw = _raw(column)
            name = case((raw.like(_closed(column)), _key(column)), else_=PLAIN)
            query = select(name, func.count()).where(_is_filled(column)).group_by(name)
            for key, count in await connection.execute(query):
                found[key] += count
    return found


async def rekey(database: Database) -> AsyncGenerator[int, None]:
    """Seal with the newest key what is plain or under another one; yields how many values, by batch.

    Each batch is a transaction, and what is done is not looked for again: it may be stopped and
    begun anew, and run beside the bot. Keys that nothing is sealed with any more are forgotten.
    """
    seal = seal_of(database.engine.dialect)
    if seal is None:
        raise DatabaseError("GEGE_DATA_KEY is not set; gege db key makes one")
    for table in metadata.sorted_tables:
        if columns := _personal(table):
            async for count in _rekey_table(database, table, columns, seal):
                yield count
    async with database.write() as session:
        used = await census(session)
        await session.exec(delete(DataKey).where(col(DataKey.id).not_in({*used, seal.newest})))


async def _rekey_table(
    database: Database, table: Table, columns: Sequence[ColumnElement[Any]], seal: Seal
) -> AsyncIterator[int]:
    key = list(table.primary_key.columns)
    stale = or_(*(_is_stale(column, seal) for column in columns))
    query = select(*key, *(_raw(column) for column in columns)).where(stale).order_by(*key)
    last: tuple[Any, ...] | None = None
    while True:
        after = query if last is None else query.where(tuple_(*key) > tuple_(*_values(key, last)))
        async with database.write(quiet=True) as session:
            connection = await session.connection()
            rows = (await connection.execute(after.limit(AT_ONCE))).all()
            if not rows:
                return
            done = [await _rekey_row(session, table, columns, row, seal) for row in rows]
        yield sum(done)
        last = tuple(rows[-1][: len(key)])


async def _rekey_row(
    session: AsyncSession,
    table: Table,
    columns: Sequence[ColumnElement[Any]],
    row: Row[Any],
    seal: Seal,
) -> int:
    """Seal a row anew unless somebody changes it meanwhile; they have the newest key too."""
    key = list(table.primary_key.columns)
    which = [one == value for one, value in zip(key, row, strict=False)]
    before = dict(zip(columns, row[len(key) :], strict=True))
    stale = {column: raw for column, raw in before.items() if _needs(raw, seal)}
    values = {column: _anew(column, raw, seal) for column, raw in stale.items()}
    unchanged = [_raw(column) == raw for column, raw in stale.items()]
    connection = await session.connection()
    done = await connection.execute(update(table).where(*which, *unchanged).values(values))
    return len(values) if done.rowcount else 0


def _anew(column: ColumnElement[Any], raw: str, seal: Seal) -> ColumnElement[Any]:
    if not isinstance(column.type, PersonalJSON):
        words = seal.open(raw) if raw.startswith(MARK) else raw
        return type_coerce(seal.close(words, alike=isinstance(column.type, Findable)), Text())
    held = json.loads(raw)
    words = seal.open(held) if isinstance(held, str) else json.dumps(held, ensure_ascii=False)
    return type_coerce(seal.close(words), JSON())


def _values(key: Sequence[ColumnElement[Any]], last: Sequence[Any]) -> list[ColumnElement[Any]]:
    return [type_coerce(value, one.type) for one, value in zip(key, last, strict=True)]


def _personal(table: Table) -> list[ColumnElement[Any]]:
    return [one for one in table.columns if isinstance(one.type, Personal | PersonalJSON)]


def _raw(column: ColumnElement[Any]) -> ColumnElement[str]:
    """Return a column as it lies in the database."""
    is_json = isinstance(column.type, PersonalJSON)
    return cast(column, Text()) if is_json else type_coerce(column, Text())


def _begin(column: ColumnElement[Any]) -> str:
    return f'"{MARK}' if isinstance(column.type, PersonalJSON) else MARK


def _closed(column: ColumnElement[Any], key: str = "") -> str:
    return f"{_begin(column)}{key}%"


def _key(column: ColumnElement[Any]) -> ColumnElement[str]:
    return func.substr(_raw(column), len(_begin(column)) + 1, KEY_ID)


def _is_filled(column: ColumnElement[Any]) -> ColumnElement[bool]:
    return _raw(column).not_in(EMPTY)


def _is_stale(column: ColumnElement[Any], seal: Seal) -> ColumnElement[bool]:
    return and_(_is_filled(column), _raw(column).not_like(_closed(column, seal.newest)))


def _needs(raw: str | None, seal: Seal) -> bool:
    if raw is None or raw in EMPTY:
        return False
    return not raw.removeprefix('"').startswith(f"{MARK}{seal.newest}")
