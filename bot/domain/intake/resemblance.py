"""What a text is like that no rule fits: the kind whose examples use such words and characters.

The weights are learned from our own labelled texts by `make learn`; docs/decisions/0039.
"""

from __future__ import annotations

import json
import math
import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from heapq import nlargest
from importlib.resources import files
from operator import mul
from typing import Any

from bot.domain.intake.lexicon import Hits
from bot.domain.intake.model import Span
from bot.domain.intake.rules import Verdict, resembling
from bot.domain.intake.sought import pairs

READ = 300
"""How much of a text is looked at."""
SCALE = 10
"""Weights are kept as whole tenths."""
FEW = 50
"""Of a text with fewer signs nobody can be sure."""
_SHOWN = 3
_BYTES, _BITS, _ONE = 4, 32, (1 << 32) - 1
_NOTHING = 1 << 16
"""A weight of none: what speaks against a kind must not borrow from its neighbour."""
_TALK = "none"
_PAIR = 2
_DIGITS = str.maketrans("123456789", "000000000")


def signs(folded: str, hits: Hits) -> set[str]:
    """Each character, each two neighbours and each word class."""
    text = folded[:READ].translate(_DIGITS)
    return {*text, *pairs(text), *map(":".__add__, hits.names)}


def _where(sign: str, folded: str, hits: Hits) -> Span:
    if len(sign) > _PAIR:
        return hits.of(sign[1:])[0]
    start = folded.translate(_DIGITS).find(sign)
    return Span(start, start + len(sign))


@dataclass(frozen=True, slots=True)
class Likeness:
    """What a text is like, and how likely it is that; `family` is hazard for every hazard."""

    family: str
    score: float
    place: int
    """Where the kind stands among the kinds."""
    signs: set[str]

    @property
    def is_report(self) -> bool:
        return self.family != _TALK


@dataclass(frozen=True, slots=True)
class Resemblance:
    """For each sign by how much it speaks for each kind, all of it in one number.

    Each kind has four bytes of that number, so that one addition adds up the weights of all kinds.
    """

    kinds: tuple[str, ...]
    families: Mapping[str, Sequence[int]]
    """Where the kinds of each family stand among all kinds."""
    weights: Mapping[str, int]
    leaning: Sequence[float]

    def likeness(self, folded: str, hits: Hits) -> Likeness:
        """The likeliest kind, or mere talk, with its chance."""
        found = signs(folded, hits)
        known = list(filter(None, map(self.weights.get, found)))
        length = SCALE * math.sqrt(max(FEW, len(found)))
        nothing = _NOTHING * len(known)
        odds = [
            math.exp((told - nothing) / length + lean)
            for told, lean in zip(self._parted(sum(known)), self.leaning, strict=True)
        ]
        total, best = sum(odds), odds.index(max(odds))
        if self.kinds[best] == _TALK and 2 * odds[best] > total:
            return Likeness(_TALK, odds[best] / total, best, found)
        chances = {name: sum(map(odds.__getitem__, at)) for name, at in self.families.items()}
        family = max(chances, key=chances.__getitem__)
        chance = chances[family] / total
        if family != _TALK:
            # A question too many costs less than what nobody looks after: spoken of from half a chance.
            chance = math.sqrt(chance)
        best = max(self.families[family], key=odds.__getitem__)
        return Likeness(family, chance, best, found)

    def verdict(self, alike: Likeness, folded: str, hits: Hits) -> Verdict:
        """The same with the signs that spoke loudest for it: more than most readers ask."""
        return resembling(self.kinds[alike.place], self.loudest(alike, folded, hits), alike.score)

    def loudest(self, alike: Likeness, folded: str, hits: Hits) -> tuple[Span, ...]:
        """Where the signs stand that spoke loudest for what it is like."""
        known = [
            (self.weights[sign] >> _BITS * alike.place & _ONE, sign)
            for sign in alike.signs & self.weights.keys()
        ]
        loudest = nlargest(_SHOWN, known)
        return tuple(sorted({_where(sign, folded, hits) for _, sign in loudest}))

    def _parted(self, told: int) -> tuple[int, ...]:
        size = len(self.kinds)
        return struct.unpack(f"<{size}I", told.to_bytes(_BYTES * size, "little"))


@cache
def resemblance() -> Resemblance:
    """The packaged weights."""
    return made(json.loads((files(__package__) / "weights.json").read_text(encoding="utf-8")))


def made(told: Mapping[str, Any]) -> Resemblance:
    """Read what `weights.json` holds."""
    kinds = tuple(told["kinds"])
    ones = [1 << _BITS * kind for kind in range(len(kinds))]
    nothing = _NOTHING * sum(ones)
    weights = {sign: nothing + _packed(pairs, ones) for sign, pairs in told["weights"].items()}
    families: dict[str, list[int]] = {}
    for place, kind in enumerate(kinds):
        families.setdefault(kind.partition("-")[0], []).append(place)
    return Resemblance(kinds, families, weights, [lean / SCALE for lean in told["leaning"]])


def _packed(pairs: Sequence[int], ones: Sequence[int]) -> int:
    """From kind, weight, kind, weight … to one number."""
    return sum(map(mul, map(ones.__getitem__, pairs[::2]), pairs[1::2]))
