"""The order within a chat among all workers: an update waits for those that arrived before it."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

import structlog

from bot.leading.alone import Handle, Key
from bot.storage.arrivals import Arrivals, Place
from bot.storage.database import Database
from bot.storage.seats import AWAY
from bot.tasks import Tasks

log = structlog.get_logger(__name__)

LOOK_SECONDS = 0.5
"""Nobody calls the turn of one that stands behind a worker that has died."""
DATABASE_PAUSE_SECONDS = 0.5
Found = TypeVar("Found")


class Turns:
    """Handles an update in its turn, and the same one only once while it is in hand anywhere."""

    def __init__(self, database: Database, tasks: Tasks) -> None:
        self._name = database.name
        self._arrivals = Arrivals(database)
        self._tasks = tasks
        self._waiting: dict[int, set[asyncio.Event]] = {}
        """By chat, those of ours that wait for their turn."""

    async def handle(self, raw: dict[str, Any], *, key: Key, handle: Handle) -> None:
        """Bring an update to its end, after those before it; one in hand elsewhere is waited for.

        One that was brought there a moment ago is left alone.
        """
        update_id, chat = raw["update_id"], key(raw)
        found = await self._surely(lambda: self._arrivals.arrive(update_id, chat))
        if found is None:
            return
        place, is_first = found
        if not place.is_new:
            if not await self._is_left_to_us(place):
                return
            is_first = False
        done = False
        try:
            if not is_first:
                await self._until_first(place)
            await handle(raw)
            done = True
        finally:
            await asyncio.shield(self._tasks.start(self._leave(place, done), name="next turn"))

    def call(self, chat: str) -> None:
        """Look whose turn it is in a chat, or in all."""
        rows = [self._waiting.get(int(chat), set())] if chat else [*self._waiting.values()]
        for row in rows:
            for event in row:
                event.set()

    async def close(self) -> None:
        """Give the connection back."""
        await self._arrivals.close()

    async def _is_left_to_us(self, place: Place) -> bool:
        """Wait until an update that was in hand already has its end; True if nobody brings it there."""
        while True:
            standing = await self._surely(lambda: self._arrivals.before(place))
            own = next((one for one in standing if one.id == place.id), None)
            if own is None:
                return False
            gone = not own.is_held and place.worker != self._name
            if gone and await self._surely(lambda: self._arrivals.take_over(place)):
                log.info("took over an update whose worker is gone")
                return True
            await self._wait(place.chat)

    async def _until_first(self, place: Place) -> None:
        while True:
            standing = await self._surely(lambda: self._arrivals.before(place))
            if not any(one.is_held for one in standing if one.id < place.id):
                return
            await self._wait(place.chat)

    async def _wait(self, chat: int) -> None:
        called = asyncio.Event()
        row = self._waiting.setdefault(chat, set())
        row.add(called)
        try:
            async with asyncio.timeout(LOOK_SECONDS):
                await called.wait()
        except TimeoutError:
            return
        finally:
            row.discard(called)
            if not row:
                self._waiting.pop(chat, None)

    async def _leave(self, place: Place, done: bool) -> None:  # noqa: FBT001
        await self._surely(lambda: self._arrivals.leave(place, done=done))

    async def _surely(self, ask: Callable[[], Awaitable[Found]]) -> Found:
        """Ask until the database answers."""
        while True:
            try:
                return await ask()
            except AWAY as error:
                log.warning("the database is away, an update waits", error=str(error))
                await asyncio.sleep(DATABASE_PAUSE_SECONDS)
