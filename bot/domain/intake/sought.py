"""Patterns and rules that cost next to nothing where they can't match."""

from __future__ import annotations

import operator
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import reduce


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


class Wants:
    """Which of many may match: each wants one key at least of every group that it names.

    For each key the groups that it satisfies are the ones of a binary number, so that all of them
    are looked at at once: the first group of each, behind them the second group of each …
    """

    __slots__ = ("_always", "_groups", "_size", "_wanted")

    def __init__(self, wants: Sequence[Sequence[Iterable[str]]]) -> None:
        self._size = len(wants)
        self._groups = max(map(len, wants), default=1)
        self._wanted: dict[str, int] = {}
        self._always = 0
        for number, groups in enumerate(wants):
            for place in range(self._groups):
                one = 1 << place * self._size + number
                if place >= len(groups):
                    self._always |= one
                    continue
                for key in groups[place]:
                    self._wanted[key] = self._wanted.get(key, 0) | one

    def met_by(self, keys: Iterable[str]) -> Iterator[int]:
        """The numbers of those that find all they want, in order."""
        found = reduce(operator.or_, filter(None, map(self._wanted.get, keys)), self._always)
        met = reduce(operator.and_, (found >> self._size * at for at in range(self._groups)))
        while met:
            lowest = met & -met
            yield lowest.bit_length() - 1
            met ^= lowest
