"""The order within a chat among all workers: an update waits for those that arrived before it."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from operator import attrgetter
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
_place = attrgetter("place")


@dataclass(frozen=True)
class _Waiting:
    """One that waits; what it is called with says whether it is its turn for certain."""

    place: int
    called: asyncio.Future[bool]

    def call(self, *, surely: bool) -> None:
        if not self.called.done():
            self.called.set_result(surely)


class Turns:
    """Handles an update in its turn, and the same one only once while it is in hand anywhere."""

    def __init__(self, database: Database, tasks: Tasks) -> None:
        self._name = database.name
        self._arrivals = Arrivals(database)
        self._tasks = tasks
        self._waiting: dict[int, list[_Waiting]] = {}
        """By chat, those of ours that wait for their turn."""
        self._early: set[int] = set()
        """Places that were called before they waited: a call and an answer come on two connections."""

    async def handle(self, raw: dict[str, Any], *, key: Key, handle: Handle) -> None:
        """Bring an update to its end, after those before it; one in hand elsewhere is waited for.

        One that was brought there a moment ago is left alone.
        """
        update_id, chat = raw["update_id"], key(raw)
        found = await self._surely(lambda: self._arrivals.arrive(update_id, chat))
        if found is None:
            return
        place, is_first = found
        self._early = {one for one in self._early if one >= place.id}  # answers come in a row
        if not place.is_new and not await self._is_left_to_us(place):
            return
        done = False
        try:
            if not (place.is_new and is_first):
                await self._until_first(place, look=not place.is_new)
            await handle(raw)
            done = True
        finally:
            await asyncio.shield(self._tasks.start(self._leave(place, done), name="next turn"))

    def call(self, told: str) -> None:
        """Hear whose turn it is; without a word who stands first of ours looks, in every chat."""
        if not told:
            for row in self._waiting.values():
                _look(row)
            return
        chat, place = told.split()
        self._call(int(chat), int(place))

    def _call(self, chat: int, place: int) -> None:
        called = [one for one in self._waiting.get(chat, ()) if one.place == place]
        for one in called:
            one.call(surely=True)
        if not called:
            self._early.add(place)

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
            await self._wait(place)

    async def _until_first(self, place: Place, *, look: bool) -> None:
        """Wait until nobody stands before it: the one before calls it, unless it ends otherwise."""
        while not look or await self._is_behind(place):
            if await self._wait(place):
                return
            look = True

    async def _is_behind(self, place: Place) -> bool:
        standing = await self._surely(lambda: self._arrivals.before(place))
        return any(one.is_held for one in standing if one.id < place.id)

    async def _wait(self, place: Place) -> bool:
        """Wait until it is worth a look; True if it is its turn, and no look is needed.

        Who stands behind another of ours can't be first, and needn't look.
        """
        if place.id in self._early:
            self._early.remove(place.id)
            return True
        row = self._waiting.setdefault(place.chat, [])
        one = _Waiting(place.id, asyncio.get_running_loop().create_future())
        row.append(one)
        try:
            while True:
                await asyncio.wait({one.called}, timeout=LOOK_SECONDS)
                if one.called.done():
                    return one.called.result()
                if min(row, key=_place) is one:
                    return False
        finally:
            row.remove(one)
            if not row:
                del self._waiting[place.chat]

    async def _leave(self, place: Place, done: bool) -> None:  # noqa: FBT001
        first = await self._surely(lambda: self._arrivals.leave(place, done=done))
        if first is None:
            return
        other, worker = first
        if other < place.id:  # that of a worker which is gone; it was passed over
            _look(self._waiting.get(place.chat, ()))
        elif worker == self._name:
            self._call(place.chat, other)

    async def _surely(self, ask: Callable[[], Awaitable[Found]]) -> Found:
        """Ask until the database answers."""
        while True:
            try:
                return await ask()
            except AWAY as error:
                log.warning("the database is away, an update waits", error=str(error))
                await asyncio.sleep(DATABASE_PAUSE_SECONDS)


def _look(row: Sequence[_Waiting]) -> None:
    if row:
        min(row, key=_place).call(surely=False)
