"""The handlers of a module, which any number of routers can ask.

An aiogram Router belongs to one dispatcher for ever; tests and reloads need a fresh one.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from aiogram import Router
from aiogram.dispatcher.event.handler import HandlerObject
from aiogram.filters import BaseFilter, Command
from aiogram.types import TelegramObject
from aiogram.utils.magic_filter import MagicFilter

Handler = TypeVar("Handler", bound=Callable[..., Any])


@dataclass(frozen=True)
class Entry:
    """A handler and what it listens to."""

    event: str
    handler: Callable[..., Any]
    filters: tuple[Any, ...]

    @property
    def commands(self) -> tuple[str, ...]:
        """The commands it answers."""
        asked = [one.commands for one in self.filters if isinstance(one, Command)]
        return tuple(str(word) for words in asked for word in words)


class _Here(BaseFilter):
    """A magic filter that is asked where it stands: aiogram would ask it in another thread."""

    def __init__(self, magic: MagicFilter) -> None:
        self._magic = magic

    async def __call__(self, event: TelegramObject) -> Any:  # noqa: ANN401 - what the filter finds
        return self._magic.resolve(event)


class Routes:
    """Used like a router: `@routes.message(filter, …)`; asked in the order written."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.entries: list[Entry] = []

    def message(self, *filters: Any) -> Callable[[Handler], Handler]:  # noqa: ANN401 - as aiogram takes them
        return self._collect("message", filters)

    def edited_message(self, *filters: Any) -> Callable[[Handler], Handler]:  # noqa: ANN401
        return self._collect("edited_message", filters)

    def callback_query(self, *filters: Any) -> Callable[[Handler], Handler]:  # noqa: ANN401
        return self._collect("callback_query", filters)

    def my_chat_member(self, *filters: Any) -> Callable[[Handler], Handler]:  # noqa: ANN401
        return self._collect("my_chat_member", filters)

    def poll(self, *filters: Any) -> Callable[[Handler], Handler]:  # noqa: ANN401
        return self._collect("poll", filters)

    def error(self, *filters: Any) -> Callable[[Handler], Handler]:  # noqa: ANN401
        return self._collect("error", filters)

    def join(self, router: Router) -> None:
        """Have a router ask these handlers after those that it has."""
        for event, handlers in self._read.items():
            router.observers[event].handlers.extend(handlers)

    @cached_property
    def _read(self) -> dict[str, list[HandlerObject]]:
        """The handlers as aiogram knows them: it reads the signatures of each and of its filters."""
        first = Router(name=self.name)
        for entry in self.entries:
            first.observers[entry.event].register(entry.handler, *entry.filters)
        return {event: observer.handlers for event, observer in first.observers.items()}

    def _collect(self, event: str, filters: tuple[Any, ...]) -> Callable[[Handler], Handler]:
        asked = tuple(_Here(one) if isinstance(one, MagicFilter) else one for one in filters)

        def keep(handler: Handler) -> Handler:
            self.entries.append(Entry(event, handler, asked))
            return handler

        return keep
