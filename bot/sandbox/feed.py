"""What people's screens are told the moment it happens."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from bot.sandbox.model import Chat, Json


class Feed:
    """The open event streams, each of one person (0: of nobody, for what concerns everybody)."""

    def __init__(self) -> None:
        self._open: dict[asyncio.Queue[Json], int] = {}

    @contextmanager
    def listen(self, person: int) -> Iterator[asyncio.Queue[Json]]:
        """Collect that person's events while the block runs."""
        events: asyncio.Queue[Json] = asyncio.Queue()
        self._open[events] = person
        try:
            yield events
        finally:
            del self._open[events]

    def tell_chat(self, chat: Chat, make: Callable[[int], Json]) -> None:
        """Tell everybody in a chat; `make` is only called for whoever listens."""
        for events, person in self._open.items():
            if chat.has(person):
                events.put_nowait(make(person))

    def tell_members(self, chat: Chat, event: Json) -> None:
        """Tell everybody in a chat the same."""
        self.tell_chat(chat, lambda _: event)

    def tell_person(self, person: int, event: Json) -> None:
        """Tell one person."""
        for events, listener in self._open.items():
            if listener == person:
                events.put_nowait(event)

    def tell_all(self, event: Json) -> None:
        """Tell everybody."""
        for events in self._open:
            events.put_nowait(event)
