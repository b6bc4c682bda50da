"""A box for every test of the sandbox."""

from collections.abc import AsyncIterator

import pytest

from tests.sandbox.support import Box, running


@pytest.fixture
async def box() -> AsyncIterator[Box]:
    """A sandbox without limits."""
    async with running() as made:
        yield made


@pytest.fixture
async def strict() -> AsyncIterator[Box]:
    """A sandbox that counts what a bot sends."""
    async with running(limits=1) as made:
        yield made
