"""A message as an example: which view says it, to whom, with what values."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from inspect import isfunction, signature
from pkgutil import iter_modules
from types import FunctionType
from typing import Any, get_type_hints

import bot.views
from bot.views import drills, posts, refusals
from bot.views.message import Message, Reader

View = Callable[..., Message | list[Message]]

ELSEWHERE: set[View] = {posts.show, posts.render, refusals.refusal_message, drills.marked}
"""The first two choose the view of a stored card; refusals stand in a table of their own.

An exercise's mark stands before any of these.
"""


@dataclass(frozen=True)
class Sample:
    """A message with the values that it is made from; all but the reader."""

    title: str
    view: View
    given: Mapping[str, object]

    @property
    def name(self) -> str:
        """Return `alerts.preview`."""
        return view_name(self.view)

    def messages(self, reader: Reader) -> list[Message]:
        """Return what this reader would get."""
        said = self.view(reader=reader, **self.given)
        return said if isinstance(said, list) else [said]


def sample(title: str, view: View, *given: object, **named: object) -> Sample:
    """Return an example; values without a name go to the view's parameters in their order."""
    wanted = [name for name in signature(view).parameters if name != "reader"]
    return Sample(title, view, {**dict(zip(wanted, given, strict=False)), **named})


def view_name(view: View) -> str:
    """Return module and function, as they are called in the house."""
    assert isinstance(view, FunctionType)
    return f"{view.__module__.rpartition('.')[2]}.{view.__name__}"


def views() -> Iterator[View]:
    """Yield every public function of bot/views that returns a message or several."""
    for found in iter_modules(bot.views.__path__, f"{bot.views.__name__}."):
        for name, view in vars(import_module(found.name)).items():
            if name.startswith("_") or not isfunction(view) or view.__module__ != found.name:
                continue
            if _returned(view) in {Message, list[Message]} and view not in ELSEWHERE:
                yield view


def _returned(view: FunctionType) -> Any:  # noqa: ANN401 - a type, of any kind
    return get_type_hints(view).get("return")
