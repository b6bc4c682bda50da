"""aiogram's dialogue states in our database, so that they outlive a restart."""

from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from aiogram.exceptions import DataNotDictLikeError
from aiogram.fsm.state import State
from aiogram.fsm.storage.base import (
    BaseEventIsolation,
    BaseStorage,
    StateType,
    StorageKey,
)
from sqlmodel import select

from bot.storage.conversation import Dialogue
from bot.storage.database import Database


@dataclass
class _Known:
    """What one update has read and written of dialogues so far."""

    rows: dict[str, Dialogue | None] = field(default_factory=dict)
    lasts: bool = True
    """What goes on after the update reads for itself."""


_known: ContextVar[_Known | None] = ContextVar("known", default=None)


class OneReading(BaseEventIsolation):
    """Lets an update read a dialogue once, however many filters and handlers ask for it.

    What another update changes meanwhile is the next one's matter, as if it came a moment later.
    """

    @asynccontextmanager
    async def lock(self, key: StorageKey) -> AsyncGenerator[None]:
        """Begin an update; aiogram calls it so for isolations that wait for each other."""
        known = _Known()
        token = _known.set(known)
        try:
            yield
        finally:
            known.lasts = False
            _known.reset(token)

    async def close(self) -> None:
        """Nothing is held."""


class SQLStorage(BaseStorage):
    """Keeps state and data in one row each.

    With `alone` (one process on this database) it remembers who is in a dialogue at all, so that
    ordinary chatter costs no look into the database; call `load` before the first update then.
    """

    def __init__(self, database: Database, *, alone: bool = True) -> None:
        self._database = database
        self._alone = alone
        self._talking: set[str] = set()

    async def load(self) -> None:
        """Learn who was in a dialogue when the last process ended; others would change it."""
        if not self._alone:
            return
        async with self._database.read() as session:
            self._talking = set(await session.exec(select(Dialogue.key)))

    async def set_state(self, key: StorageKey, state: StateType = None) -> None:
        words = state.state if isinstance(state, State) else state
        await self._write(key, state=words)

    async def get_state(self, key: StorageKey) -> str | None:
        row = await self._read(key)
        return row.state if row else None

    async def set_data(self, key: StorageKey, data: Mapping[str, Any]) -> None:
        if not isinstance(data, Mapping):
            raise DataNotDictLikeError(f"data must be a dictionary, got {type(data).__name__}")
        await self._write(key, data=dict(data), at=_over(data))

    async def begin(self, key: StorageKey, state: State, data: Mapping[str, Any]) -> None:
        """Set state and data at once: one commit instead of two."""
        await self._write(key, state=state.state, data=dict(data), at=_over(data))

    async def get_data(self, key: StorageKey) -> dict[str, Any]:
        row = await self._read(key)
        return dict(row.data) if row else {}

    async def close(self) -> None:
        """Nothing of its own to close."""

    async def _read(self, key: StorageKey) -> Dialogue | None:
        name = _name(key)
        if self._alone and name not in self._talking:
            return None
        known = _rows()
        if name not in known:
            async with self._database.read() as session:
                known[name] = await session.get(Dialogue, name)
        return known[name]

    async def _write(self, key: StorageKey, **values: Any) -> None:  # noqa: ANN401 - columns
        name = _name(key)
        async with self._database.write() as session:
            row = await session.get(Dialogue, name) or Dialogue(key=name)
            for column, value in values.items():
                setattr(row, column, value)
            is_over = row.state is None and not row.data
            if not is_over:
                session.add(row)
            elif row in session:
                await session.delete(row)
        _rows()[name] = None if is_over else row
        if is_over:
            self._talking.discard(name)
        else:
            self._talking.add(name)


def _rows() -> dict[str, Dialogue | None]:
    """Return what is known in this update, or what nobody keeps."""
    known = _known.get()
    return known.rows if known is not None and known.lasts else {}


def _over(data: Mapping[str, Any]) -> datetime | None:
    until = data.get("until")
    return datetime.fromisoformat(until) if until else None


def _name(key: StorageKey) -> str:
    parts = [key.bot_id, key.chat_id, key.user_id, key.thread_id or 0, key.destiny]
    if key.business_connection_id:
        parts.append(key.business_connection_id)
    return ":".join(str(part) for part in parts)
