"""Column types of the schema: instants, closed lists of words, and personal data."""

import json
from datetime import UTC, datetime
from enum import StrEnum
from operator import eq, ne
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    ColumnClause,
    ColumnElement,
    DateTime,
    Dialect,
    String,
    Text,
    TypeDecorator,
    type_coerce,
)
from sqlalchemy.sql.operators import OperatorType, is_, is_not

from bot.errors import DatabaseError
from bot.storage.sealing import MARK, Seal, key_of, seal_of, wrong_key

ASKS_IF_EMPTY = frozenset({is_, is_not})


class Instant(TypeDecorator[datetime]):
    """An aware datetime, kept in UTC on both engines (SQLite has no zones)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone never enters the database")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None or value.tzinfo is not None:
            return value
        return value.replace(tzinfo=UTC)


class Word(TypeDecorator[StrEnum]):
    """A StrEnum kept as its word, so that a row reads well in any SQL shell."""

    impl = String(24)
    cache_ok = True

    def __init__(self, words: type[StrEnum]) -> None:
        super().__init__()
        self.words = words

    def process_bind_param(self, value: StrEnum | str | None, dialect: Dialect) -> str | None:
        if value is None or isinstance(value, self.words):
            return value and value.value
        return self.words(value).value

    def process_result_value(self, value: str | None, dialect: Dialect) -> StrEnum | None:
        return None if value is None else self.words(value)


def _is_harmless(other: object) -> bool:
    """Whether it is compared with nothing, or with a column, as SQLAlchemy does among its own."""
    return isinstance(other, ColumnClause) or not other


class Personal(TypeDecorator[str]):
    """Text about a person: a phone, a name, the words of a report.

    Marks what the retention job wipes, and what lies sealed where the operator has set a key. No
    database can look into it then, so a statement may only ask whether it is empty.
    """

    impl = Text
    cache_ok = True
    alike = False

    class Comparator(TypeDecorator.Comparator[str]):
        """Refuses to build a statement that would find nothing once the column is sealed."""

        def operate(self, op: OperatorType, *other: Any, **options: Any) -> ColumnElement[Any]:  # noqa: ANN401 - SQLAlchemy's
            if op in ASKS_IF_EMPTY or (op in {eq, ne} and _is_harmless(other[0])):
                return super().operate(op, *other, **options)
            raise TypeError(f"no database looks into {self.expr}: it may be sealed")

    comparator_factory = Comparator

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        if not value:
            return value
        seal = seal_of(dialect)
        if seal is not None:
            return seal.close(value, alike=self.alike)
        return f" {value}" if value.startswith(MARK) else value

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        return value if value is None or not value.startswith(MARK) else opened(value, dialect)


class Findable(Personal):
    """Personal, and looked up by its exact words: the same ones are always sealed alike."""

    cache_ok = True
    alike = True

    class Comparator(Personal.Comparator):
        """While keys change a row may hold the words under either key, or plain."""

        def operate(self, op: OperatorType, *other: Any, **options: Any) -> ColumnElement[Any]:  # noqa: ANN401 - SQLAlchemy's
            if op is not eq or _is_harmless(other[0]):
                return super().operate(op, *other, **options)
            spellings = [type_coerce(other[0], kind) for kind in (_Newest(), _Oldest(), Text())]
            return type_coerce(self.expr, Text()).in_(spellings)

    comparator_factory = Comparator


class _Newest(TypeDecorator[str]):
    """What a findable text looks like under the newest key."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        seal = seal_of(dialect)
        return value if seal is None or not value else self._closed(seal, value)

    def _closed(self, seal: Seal, value: str) -> str:
        return seal.close(value, alike=True)


class _Oldest(_Newest):
    """The same under the oldest key."""

    cache_ok = True

    def _closed(self, seal: Seal, value: str) -> str:
        return seal.close(value, alike=True, with_=seal.ids[-1])


class PersonalJSON(TypeDecorator[dict[str, Any]]):
    """A JSON object about a person; see `Personal`."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: dict[str, Any] | None, dialect: Dialect) -> Any:  # noqa: ANN401 - JSON
        seal = seal_of(dialect)
        return seal.close(json.dumps(value, ensure_ascii=False)) if seal and value else value

    def process_result_value(self, value: Any, dialect: Dialect) -> dict[str, Any] | None:  # noqa: ANN401 - JSON
        found: dict[str, Any] | None = value
        return json.loads(opened(value, dialect)) if isinstance(value, str) else found


def opened(sealed: str, dialect: Dialect) -> str:
    """Return the words of a sealed value; raises DatabaseError without the right key."""
    seal = seal_of(dialect)
    if seal is None:
        raise DatabaseError(wrong_key(key_of(sealed)))
    return seal.open(sealed)


NEVER_AGAIN = {"sqlite_autoincrement": True}
"""For a table whose ids stand in buttons: SQLite gives the id of a deleted last row away again."""

ChatId = BigInteger()
"""Telegram's ids of chats and users need 52 bits."""


def one_of(column: str, words: type[StrEnum]) -> CheckConstraint:
    """Return the CHECK that a column holds only words of the list (or NULL)."""
    listed = ", ".join(f"'{word.value}'" for word in words)
    return CheckConstraint(f"{column} IN ({listed})", name=f"{column}_known")
