"""Column types of the schema: instants, closed lists of words, and personal data."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    DateTime,
    Dialect,
    String,
    Text,
    TypeDecorator,
)


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


class Personal(TypeDecorator[str]):
    """Text about a person: a phone, a name, the words of a report. Plain for now.

    Marks what the retention job wipes and what may one day be encrypted at rest.
    """

    impl = Text
    cache_ok = True


class PersonalJSON(TypeDecorator[dict[str, Any]]):
    """A JSON object about a person; see `Personal`."""

    impl = JSON
    cache_ok = True


NEVER_AGAIN = {"sqlite_autoincrement": True}
"""For a table whose ids stand in buttons: SQLite gives the id of a deleted last row away again."""

ChatId = BigInteger()
"""Telegram's ids of chats and users need 52 bits."""


def one_of(column: str, words: type[StrEnum]) -> CheckConstraint:
    """Return the CHECK that a column holds only words of the list (or NULL)."""
    listed = ", ".join(f"'{word.value}'" for word in words)
    return CheckConstraint(f"{column} IN ({listed})", name=f"{column}_known")
