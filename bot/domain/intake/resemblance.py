"""What a text is like that no rule fits: the kind whose examples use such words and characters.

The weights are learned from our own labelled examples by `make learn`.
"""

from __future__ import annotations

import json
import math
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from bot.domain.intake.lexicon import Hits
from bot.domain.intake.model import Span
from bot.domain.intake.rules import Verdict, resembling

READ = 300
"""How much of a text is looked at."""
SCALE = 10
"""Weights are kept as whole tenths."""
FEW = 50
"""Of a text with fewer signs nobody can be sure."""
_SHOWN = 3
_PAIR = 2
_DIGITS = str.maketrans("123456789", "000000000")


def signs(folded: str, hits: Hits) -> set[str]:
    """Each character, each two neighbours and each word class."""
    text = folded[:READ].translate(_DIGITS)
    return {*text, *map(str.__add__, text, text[1:]), *(f":{name}" for name in hits.names)}


def _where(sign: str, folded: str, hits: Hits) -> Span:
    if len(sign) > _PAIR:
        return hits.of(sign[1:])[0]
    start = folded.translate(_DIGITS).find(sign)
    return Span(start, start + len(sign))


@dataclass(frozen=True, slots=True)
class Resemblance:
    """For each sign by how much it speaks for each kind."""

    kinds: tuple[str, ...]
    weights: Mapping[str, array[int]]
    leaning: Sequence[int]

    def judge(self, folded: str, hits: Hits) -> Verdict | None:
        """The likeliest kind with its chance, and the signs that spoke loudest for it."""
        found = signs(folded, hits)
        known = [sign for sign in found if sign in self.weights]
        length = SCALE * math.sqrt(max(FEW, len(found)))
        spoken = (self.weights[sign] for sign in known)
        told = [sum(column) / length for column in zip(*spoken, strict=True)]
        odds = [math.exp(one + lean / SCALE) for one, lean in zip(told, self.leaning, strict=False)]
        chances: dict[str, float] = {}
        for kind, odd in zip(self.kinds, odds, strict=False):
            family = kind.partition("-")[0]
            chances[family] = chances.get(family, 0.0) + odd
        family = max(chances, key=chances.__getitem__, default="none")
        if family == "none":
            return None
        best = max((odd, kind) for kind, odd in enumerate(odds) if self._is_of(kind, family))[1]
        known.sort(key=lambda sign: (-self.weights[sign][best], sign))
        chain = sorted({_where(sign, folded, hits) for sign in known[:_SHOWN]})
        return resembling(self.kinds[best], tuple(chain), chances[family] / sum(odds))

    def _is_of(self, kind: int, family: str) -> bool:
        return self.kinds[kind].partition("-")[0] == family


@cache
def resemblance() -> Resemblance:
    """The packaged weights."""
    told = json.loads((files(__package__) / "weights.json").read_text(encoding="utf-8"))
    kinds = tuple(told["kinds"])
    weights = {sign: _row(pairs, len(kinds)) for sign, pairs in told["weights"].items()}
    return Resemblance(kinds, weights, told["leaning"])


def _row(pairs: Sequence[int], kinds: int) -> array[int]:
    """From kind, weight, kind, weight … to the weight of every kind."""
    row = array("h", bytes(2 * kinds))
    for kind, weight in zip(pairs[::2], pairs[1::2], strict=True):
        row[kind] = weight
    return row
