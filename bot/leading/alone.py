"""One process on its database leads from its start to its end."""

from collections.abc import Awaitable, Callable, Coroutine, Mapping
from typing import Any, Protocol

from bot import metrics
from bot.storage.database import Session

Handle = Callable[[dict[str, Any]], Awaitable[None]]
"""Brings one update (raw) to its end."""


Key = Callable[[dict[str, Any]], int]
"""Returns what an update is in order with."""


class Office(Protocol):
    """The work of whoever leads."""

    async def take_up(self, *, after_another: bool) -> None:
        """Begin it, or go on with it; `after_another` worker, who may have sent a moment ago."""

    def look(self) -> None:
        """Look at the outbox: another worker has queued something."""

    async def lay_down(self) -> None:
        """Stop at once; it may go on in a moment, here or with somebody else."""

    async def leave(self) -> None:
        """Let go of what was under way: somebody else does it now."""


class Company(Protocol):
    """Who leads, among all that work on this database."""

    @property
    def leads(self) -> bool:
        """Whether that is this process."""

    @property
    def is_alone(self) -> bool:
        """Whether nobody else ever works on this database."""

    def loops(self) -> Mapping[str, Coroutine[Any, Any, None]]:
        """Return what has to run for ever, by name."""

    async def start(self) -> None:
        """Wait until it is known who leads."""

    def in_turn(self, handle: Handle, key: Key) -> Handle:
        """Return the same, in order within a chat among all workers."""

    async def close(self) -> None:
        """Give back what is held for the others."""

    async def admitted(self) -> bool:
        """Whether a request may go out from here; waits while that is uncertain."""

    async def fence(self, session: Session) -> None:
        """Raise Fenced in a transaction of anybody's but the leader's."""


class Alone:
    """Nobody else is there."""

    leads = is_alone = True

    def __init__(self, office: Office) -> None:
        self._office = office

    async def start(self) -> None:
        metrics.LEADS.set(1)
        await self._office.take_up(after_another=False)

    def loops(self) -> Mapping[str, Coroutine[Any, Any, None]]:
        return {}

    def in_turn(self, handle: Handle, key: Key) -> Handle:
        return handle

    async def close(self) -> None:
        """There is nothing."""

    async def admitted(self) -> bool:
        return True

    async def fence(self, _session: Session) -> None:
        """Nobody else sends."""
