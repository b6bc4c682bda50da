"""Patterns that cost next to nothing where they can't match."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable


class Sought:
    """A pattern of which every match holds one of its `marks`.

    A text without any of these characters is not searched, and most texts are without most of them.
    """

    __slots__ = ("marks", "pattern")

    def __init__(self, marks: str, pattern: str) -> None:
        self.marks = frozenset(marks)
        self.pattern = re.compile(pattern)

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        if self.marks.isdisjoint(text):
            return None
        return self.pattern.search(text, start, end)

    def finditer(self, text: str) -> Iterable[re.Match[str]]:
        return () if self.marks.isdisjoint(text) else self.pattern.finditer(text)


def possible(patterns: Iterable[Sought], text: str) -> list[Sought]:
    """Those that may match, in their order: where many are tried, the text is looked at once."""
    characters = frozenset(text)
    return [pattern for pattern in patterns if not pattern.marks.isdisjoint(characters)]
