"""Notes once a day that somebody was there: who works for a grid and presses, or writes in private."""

from collections.abc import Awaitable, Callable
from datetime import date, datetime
from typing import Any

from aiogram.enums import ChatType
from aiogram.types import CallbackQuery, Message, TelegramObject

from bot.services import people
from bot.services.unit import Write

Next = Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]]


class Attendance:
    """A middleware that remembers whom it has noted today; what is said in groups it passes over."""

    def __init__(self) -> None:
        self._day: date | None = None
        self._noted: set[int] = set()

    async def __call__(self, handler: Next, event: TelegramObject, data: dict[str, Any]) -> object:
        user_id, at = _present(event), data["at"]
        if user_id is not None and self._is_first(user_id, at):
            write: Write = data["write"]
            async with write() as session:
                await people.attended(session, user_id, at=at)
            self._noted.add(user_id)
        return await handler(event, data)

    def _is_first(self, user_id: int, at: datetime) -> bool:
        if self._day != at.date():
            self._day, self._noted = at.date(), set()
        return user_id not in self._noted


def _present(event: TelegramObject) -> int | None:
    if isinstance(event, CallbackQuery):
        return event.from_user.id
    if isinstance(event, Message) and event.chat.type == ChatType.PRIVATE:
        return event.chat.id
    return None
