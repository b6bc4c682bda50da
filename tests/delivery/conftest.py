"""A sender at work, on SQLite: what differs between the engines is told in tests/storage."""

from collections.abc import AsyncIterator

import pytest

from bot.storage.database import Database
from tests.delivery.office import Office, open_office
from tests.sandbox.support import Box, running


@pytest.fixture
def engine_name() -> str:
    """SQLite alone."""
    return "sqlite"


@pytest.fixture
async def box() -> AsyncIterator[Box]:
    """A sandbox that keeps Telegram's limits, on a stopped clock."""
    async with running(limits=1) as made:
        yield made


@pytest.fixture
async def office(database: Database, box: Box) -> AsyncIterator[Office]:
    """A sender that has not begun yet."""
    async with open_office(database, box) as made:
        yield made
