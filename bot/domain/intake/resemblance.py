"""What a text is like that no rule fits: the kind whose examples use such words and characters.

The weights are learned from our own labelled examples by `make learn`.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
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
_DIGITS = str.maketrans("123456789", "000000000")


def signs(folded: str, hits: Hits) -> Iterator[tuple[str, Span]]:
    """Each character, each two neighbours and each word class, with where it stands."""
    text = folded[:READ].translate(_DIGITS)
    yield from ((sign, Span(at, at + 1)) for at, sign in enumerate(text))
    pairs = map(str.__add__, text, text[1:])
    yield from ((sign, Span(at, at + 2)) for at, sign in enumerate(pairs))
    yield from ((f":{name}", hits.of(name)[0]) for name in hits.names)


@dataclass(frozen=True, slots=True)
class Resemblance:
    """For each sign the kinds it speaks for and against, as kind, weight, kind, weight …"""

    kinds: tuple[str, ...]
    weights: Mapping[str, Sequence[int]]
    leaning: Sequence[int]

    def judge(self, folded: str, hits: Hits) -> Verdict | None:
        """The likeliest kind with its chance, and the signs that spoke loudest for it."""
        found = dict(signs(folded, hits))
        known = [sign for sign in found if sign in self.weights]
        if not known:
            return None
        scores = [0] * len(self.kinds)
        for sign in known:
            told = self.weights[sign]
            for kind, weight in zip(told[::2], told[1::2], strict=True):
                scores[kind] += weight
        length = SCALE * math.sqrt(max(FEW, len(found)))
        odds = [
            math.exp(score / length + lean / SCALE)
            for score, lean in zip(scores, self.leaning, strict=True)
        ]
        best = self._likeliest(odds)
        spoke = sorted(known, key=lambda sign: (-self._weight(sign, best), found[sign]))
        chain = tuple(sorted({found[sign] for sign in spoke[:_SHOWN]}))
        family = self.kinds[best].partition("-")[0]
        alike = [odd for kind, odd in zip(self.kinds, odds, strict=True) if kind.startswith(family)]
        if family == "none":
            return None
        return resembling(self.kinds[best], chain, sum(alike) / sum(odds))

    def _likeliest(self, odds: Sequence[float]) -> int:
        """The likeliest category of the likeliest kind."""
        chances: dict[str, float] = {}
        for kind, odd in zip(self.kinds, odds, strict=True):
            family = kind.partition("-")[0]
            chances[family] = chances.get(family, 0.0) + odd
        family = max(chances, key=chances.__getitem__)
        fitting = (i for i, kind in enumerate(self.kinds) if kind.partition("-")[0] == family)
        return max(fitting, key=odds.__getitem__)

    def _weight(self, sign: str, kind: int) -> int:
        told = self.weights[sign]
        return dict(zip(told[::2], told[1::2], strict=True)).get(kind, 0)


@cache
def resemblance() -> Resemblance:
    """The packaged weights."""
    told = json.loads((files(__package__) / "weights.json").read_text(encoding="utf-8"))
    return Resemblance(tuple(told["kinds"]), told["weights"], told["leaning"])
