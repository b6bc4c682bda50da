"""Patterns and rules that cost next to nothing where they can't match."""

from __future__ import annotations

import operator
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property, lru_cache, reduce
from itertools import chain, count
from threading import RLock

from bot.domain.intake.needed import SETS, needed

_ODD_DIGIT = re.compile(r"[^\D0-9]")
_KEPT = 8
"""A text is asked by many patterns in a row, and so is what is left of it."""


_LONGEST, _EVERYTHING = 500, -1
"""A longer text is asked by two patterns only, and may hold everything."""


@lru_cache(maxsize=_KEPT)
def pairs(text: str) -> tuple[str, ...]:
    """Each two neighbours of a text."""
    return tuple(map(operator.add, text, text[1:]))


class _Held(dict[str, int]):
    """For each text the sets that it holds a sign of, each of them one digit of a binary number."""

    def __init__(self) -> None:
        self._wanted: dict[str, int] = {}
        self._places = count(0, SETS)
        # The program reads its first words in a thread.
        self._lock = RLock()

    def __missing__(self, text: str) -> int:
        if len(text) > _LONGEST:
            return _EVERYTHING
        plain = _ODD_DIGIT.sub("0", text)
        with self._lock:
            if len(self) >= _KEPT:
                self.clear()
            found = map(self._wanted.get, chain(plain, pairs(plain)))
            self[text] = held = reduce(operator.or_, filter(None, found), 0)
        return held

    def left_of(self, text: str, rest: str) -> str:
        """Tell that nothing stands in the rest of a text that doesn't stand in the text."""
        with self._lock:
            self[rest] = self[text]
        return rest

    def take(self, sets: Sequence[Iterable[str]]) -> int:
        """Look for one more pattern's sets from now on; return where they begin."""
        with self._lock:
            place = next(self._places)
            for number, signs in enumerate(sets, start=place):
                for sign in signs:
                    self._wanted[sign] = self._wanted.get(sign, 0) | 1 << number
            self.clear()
        return place


_held = _Held()
left_of = _held.left_of


@cache
def _asked(pattern: str) -> tuple[int, int]:
    """Where the sets that a pattern needs begin, and all of them."""
    sets = needed(pattern)
    return _held.take(sets), (1 << len(sets)) - 1


class Sought:
    """A pattern that is tried only where a text holds what none of its matches can do without.

    It is read when a text first asks, or the start would take long.
    """

    def __init__(self, pattern: str) -> None:
        self.written = pattern

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return re.compile(self.written)

    @cached_property
    def needs(self) -> tuple[int, int]:
        """Where the sets that it needs begin among all sets, and all of them."""
        return _asked(self.written)

    def may_match(self, text: str) -> bool:
        """Whether the text holds one sign at least of each set that a match needs."""
        place, sets = self.needs
        return _held[text] >> place & sets == sets

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        return self.pattern.search(text, start, end) if self.may_match(text) else None

    def fullmatch(self, text: str) -> re.Match[str] | None:
        return self.pattern.fullmatch(text) if self.may_match(text) else None

    def finditer(
        self, text: str, start: int = 0, end: int = sys.maxsize
    ) -> Iterable[re.Match[str]]:
        return self.pattern.finditer(text, start, end) if self.may_match(text) else ()


def possible(patterns: Iterable[Sought], text: str) -> list[Sought]:
    """Those that may match, in their order."""
    needs = [(pattern, *pattern.needs) for pattern in patterns]
    held = _held[text]
    return [pattern for pattern, place, sets in needs if held >> place & sets == sets]


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
