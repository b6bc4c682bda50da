"""One process on its database leads from its start to its end."""

from typing import Protocol

from bot.storage.database import Session


class Office(Protocol):
    """The work of whoever leads."""

    async def take_up(self) -> None:
        """Begin it, or go on with it."""

    async def lay_down(self) -> None:
        """Stop at once; it may go on in a moment, here or with somebody else."""

    async def leave(self) -> None:
        """Let go of what was under way: somebody else does it now."""


class Company(Protocol):
    """Who leads, among all that work on this database."""

    @property
    def leads(self) -> bool:
        """Whether that is this process."""

    async def start(self) -> None:
        """Wait until that is known."""

    async def run(self) -> None:
        """Take the lead, or wait for it, for ever."""

    async def admitted(self) -> bool:
        """Whether a request may go out from here; waits while that is uncertain."""

    async def fence(self, session: Session) -> None:
        """Raise Fenced in a transaction of anybody's but the leader's."""


class Alone:
    """Nobody else is there."""

    leads = True

    def __init__(self, office: Office) -> None:
        self._office = office

    async def start(self) -> None:
        await self._office.take_up()

    async def run(self) -> None:
        """There is nothing to wait for."""

    async def admitted(self) -> bool:
        return True

    async def fence(self, _session: Session) -> None:
        """Nobody else sends."""
