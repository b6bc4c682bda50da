"""The transaction that a handler or a job opens around one use case."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

from sqlmodel.ext.asyncio.session import AsyncSession

Session = AsyncSession
"""What a use case works on; handlers only pass it on."""

Write = Callable[[], AbstractAsyncContextManager[AsyncSession]]
"""Opens one transaction: committed at the end, undone by an exception."""

Read = Callable[[], AbstractAsyncContextManager[AsyncSession]]
"""Opens a session for looking only."""
