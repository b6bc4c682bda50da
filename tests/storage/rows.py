"""Rows for tests of the schema: the least that stands, changed as a test wants."""

from datetime import UTC, datetime
from typing import Any

from bot.domain.alerts import Level
from bot.domain.grid import GridLevel
from bot.domain.kinds import Kind
from bot.storage.alerts import Alert
from bot.storage.cases import Case
from bot.storage.database import Database
from bot.storage.grid import Grid
from bot.storage.outbox import Delivery, Lane, Op, Purpose

NOW = datetime(2026, 7, 2, 10, 20, tzinfo=UTC)


def node() -> Grid:
    return Grid(id=1, code="D", name="区", level=GridLevel.DISTRICT, path="D/")


def case(**values: Any) -> Case:  # noqa: ANN401 - columns
    """A draft, unless told otherwise."""
    given: dict[str, Any] = {
        "kind": Kind.LOST_CHILD,
        "level": Level.RED,
        "grid_id": 1,
        "source": "group",
        "chat_id": -1,
        "message_id": 1,
        "locale": "zh",
        "opened_at": NOW,
    }
    return Case(**(given | values))


def alert(**values: Any) -> Alert:  # noqa: ANN401 - columns
    given: dict[str, Any] = {
        "case_id": 1,
        "level": Level.RED,
        "verified": True,
        "published_at": NOW,
        "published_by": 7,
        "valid_until": NOW,
    }
    return Alert(**(given | values))


def delivery(chat_id: int = -1, **values: Any) -> Delivery:  # noqa: ANN401 - columns
    given: dict[str, Any] = {
        "purpose": Purpose.CARD,
        "op": Op.SEND,
        "locale": "zh",
        "lane": Lane.CARDS,
        "queued_at": NOW,
    }
    return Delivery(chat_id=chat_id, **(given | values))


async def store(database: Database, *rows: object) -> None:
    """Store rows one after the other, in one transaction."""
    async with database.write() as session:
        for row in rows:
            session.add(row)
            await session.flush()
