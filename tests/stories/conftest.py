"""A town per story, on both engines."""

from collections.abc import AsyncIterator

import pytest

from tests.support.town import Town, open_town


@pytest.fixture
async def town(database_url: str) -> AsyncIterator[Town]:
    """The example district, with Gege running in it."""
    async with open_town(database_url) as made:
        yield made
