"""A bot that listens to the sandbox, with a dispatcher of the test's own."""

from collections.abc import AsyncIterator

import pytest

from bot.storage.database import Database
from tests.receiving.ear import Ear, open_ear
from tests.sandbox.support import Box, running


@pytest.fixture
def engine_name() -> str:
    """SQLite alone: nothing here differs between the engines."""
    return "sqlite"


@pytest.fixture
async def box() -> AsyncIterator[Box]:
    """A sandbox on a stopped clock."""
    async with running() as made:
        yield made


@pytest.fixture
async def ear(box: Box, database: Database) -> AsyncIterator[Ear]:
    """The polling loop, not yet begun."""
    async with open_ear(box, database) as made:
        yield made
