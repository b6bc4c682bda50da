"""Short dialogues: what the next message of a person is taken for, and until when."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Protocol, cast

from aiogram.filters import BaseFilter
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.base import StorageKey
from aiogram.types import Message

LASTS = timedelta(minutes=10)
WAITS_FOR_REPORT = timedelta(hours=1)
"""A whole report hangs on the answer."""


class Dialogue(StatesGroup):
    """What the next message is."""

    clue = State()
    adding = State()
    reason = State()
    number = State()
    placing = State()
    reporting = State()
    police = State()
    photo = State()
    correcting = State()
    alerting = State()
    deciding = State()
    phoning = State()
    extending = State()
    proving = State()
    noting = State()
    remaining = State()
    showing = State()
    planning = State()
    changing = State()
    choosing = State()
    """Buttons stand there whose words may be written instead."""
    noticing = State()
    calling_off = State()
    half = State()
    """What they said reports nothing by itself: their next words may."""
    naming = State()
    seeing = State()
    """A neighbour has just told what they saw: what they say of the same one goes with it."""
    telling = State()
    """Somebody has just reported: their next words may belong to that."""


class Storage(Protocol):
    """What ours can do that aiogram doesn't ask of every storage."""

    async def begin(self, key: StorageKey, state: State, data: Mapping[str, Any], /) -> None:
        """Set state and data at once."""


async def begin(
    state: FSMContext,
    step: State,
    *,
    at: datetime,
    lasts: timedelta = LASTS,
    **data: Any,  # noqa: ANN401 - JSON values
) -> None:
    """Take the person's next messages in this chat for this, until it is over."""
    kept = {**data, "since": at.isoformat(), "until": (at + lasts).isoformat()}
    await cast("Storage", state.storage).begin(state.key, step, kept)


async def gone_on_about(state: FSMContext, *, at: datetime) -> int | None:
    """Return the case that somebody has spoken of within minutes, whenever it was reported."""
    data = await state.get_data()
    if await state.get_state() != Dialogue.telling.state or "until" not in data:
        return None
    case: int = data["case"]
    return case if datetime.fromisoformat(data["until"]) >= at else None


class In(BaseFilter):
    """Lets messages through that belong to a dialogue; ends one that is over by time or command."""

    def __init__(self, *steps: State) -> None:
        self._steps = {step.state for step in steps}

    async def __call__(
        self, message: Message, state: FSMContext, raw_state: str | None, at: datetime
    ) -> bool | dict[str, Any]:
        if raw_state not in self._steps:
            return False
        data = await state.get_data()
        if "until" not in data:
            return False  # an earlier filter of this update has ended it
        command = (message.text or "").startswith("/")
        if command or datetime.fromisoformat(data["until"]) < at:
            await state.clear()
            return False
        return {"dialogue": data}
