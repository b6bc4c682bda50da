"""A town per story, on both engines."""

from collections.abc import AsyncIterator

import pytest

from tests.support.town import Town, open_town


# Coverage more than doubles what a story costs, and the second engine runs the same lines.
@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.no_cover)])
def engine_name(request: pytest.FixtureRequest) -> str:
    """Both engines, one after the other."""
    return str(request.param)


@pytest.fixture
async def town(database_url: str) -> AsyncIterator[Town]:
    """The example district, with Gege running in it."""
    async with open_town(database_url) as made:
        yield made
