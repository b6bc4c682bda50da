"""Learns from the labelled texts what each kind is like: `make learn` writes `weights.json`.

`held.jsonl` is never learned from: what it scores is what to expect of wordings nobody has seen.

Softmax regression with a step size of its own for each weight (AdaGrad), each turn on half of the
signs of a text (dropout), and the mean of some runs, for each leans to its own order of the texts; the
same on every machine.
"""

from __future__ import annotations

import hashlib
import json
import math
import random
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bot.domain import intake
from bot.domain.intake.facts import read_facts
from bot.domain.intake.lexicon import fold, lexicon
from bot.domain.intake.reading import with_facts
from bot.domain.intake.resemblance import FEW, SCALE, signs
from tests.intake.evaluate import CORPUS, EXAMPLES, Row, read

WEIGHTS = Path(intake.__file__).parent / "weights.json"
RUNS = 3
TURNS = 10
HEARD = 0.5
"""How much of a text is looked at in each turn: what speaks for a kind is many small signs."""
STEP = 0.5
LEAN = 0.3
SHARPER = 2.3
"""By how much a likely kind is held for likelier than the examples alone would say."""
SEEN = 3
"""A sign that fewer examples hold says nothing."""
LEAST = 16
"""A weight below that many tenths says nothing."""


@dataclass(frozen=True)
class Text:
    """A labelled text: its known signs, how many it has in all, and the place of its kind."""

    signs: Sequence[str]
    length: int
    kind: int


def label(row: Row) -> str:
    category = row.get("category")
    return f"{row['kind']}-{category}" if category else str(row["kind"])


def signs_of(text: str) -> list[str]:
    """The signs of a text as the intake sees them."""
    folded = fold(text)
    hits = with_facts(lexicon().scan(folded), read_facts(folded, folded))
    return sorted(signs(folded, hits))


@dataclass
class Learner:
    """The weights while they are learned; every text adds to those of the signs that it holds."""

    kinds: list[str]
    weights: dict[str, list[float]] = field(default_factory=dict)
    steps: dict[str, list[float]] = field(default_factory=dict)

    def learn(self, text: Text, heard: Sequence[str]) -> None:
        value = 1 / math.sqrt(max(FEW, text.length)) / HEARD
        values = [*((sign, value) for sign in heard), ("", LEAN)]
        scores = [0.0] * len(self.kinds)
        for sign, value in values:
            for other, weight in enumerate(self.told(sign)):
                scores[other] += weight * value
        odds = [math.exp(score - max(scores)) for score in scores]
        for other, odd in enumerate(odds):
            miss = odd / sum(odds) - (other == text.kind)
            if abs(miss) > 0.002:
                self._correct(values, other, miss)

    def told(self, sign: str) -> list[float]:
        if sign not in self.weights:
            self.weights[sign] = [0.0] * len(self.kinds)
            self.steps[sign] = [1e-6] * len(self.kinds)
        return self.weights[sign]

    def _correct(self, values: Sequence[tuple[str, float]], kind: int, miss: float) -> None:
        for sign, value in values:
            slope = miss * value
            self.steps[sign][kind] += slope * slope
            self.weights[sign][kind] -= STEP * slope / math.sqrt(self.steps[sign][kind])


def taught_by() -> str:
    """Return a name for the present state of the labelled texts."""
    together = b"".join(path.read_bytes() for path in (EXAMPLES, CORPUS))
    return hashlib.sha256(together).hexdigest()[:16]


def learned(rows: Sequence[Row]) -> dict[str, object]:
    """What `weights.json` holds."""
    kinds = sorted({label(row) for row in rows})
    found = [signs_of(row["text"]) for row in rows]
    seen = Counter(sign for one in found for sign in one)
    texts = [
        Text([sign for sign in one if seen[sign] >= SEEN], len(one), kinds.index(label(row)))
        for one, row in zip(found, rows, strict=True)
    ]
    learners = [taught(kinds, texts, run) for run in range(RUNS)]
    mean = {
        sign: [sum(told) / RUNS for told in zip(*(one.told(sign) for one in learners), strict=True)]
        for sign in sorted(learners[0].weights)
    }
    leaning = [tenths(weight * LEAN) for weight in mean.pop("")]
    weights = {sign: said(found) for sign, found in mean.items()}
    return {
        "kinds": kinds,
        "leaning": leaning,
        "weights": {sign: pairs for sign, pairs in weights.items() if pairs},
    }


def taught(kinds: list[str], texts: Sequence[Text], run: int) -> Learner:
    """One run through the texts, in an order of its own, which is the same every time."""
    learner, chance = Learner(kinds), random.Random(run)  # noqa: S311
    order = list(texts)
    for _ in range(TURNS):
        chance.shuffle(order)
        for text in order:
            learner.learn(text, [sign for sign in text.signs if chance.random() < HEARD])
    return learner


def tenths(weight: float) -> int:
    return round(weight * SHARPER * SCALE)


def said(weights: Sequence[float]) -> list[int]:
    """Kind, weight, kind, weight … of those that say something."""
    loud = ((kind, tenths(weight)) for kind, weight in enumerate(weights))
    return [part for pair in loud if abs(pair[1]) >= LEAST for part in pair]


def line(entry: tuple[str, list[int]]) -> str:
    sign, weights = entry
    return f"{json.dumps(sign, ensure_ascii=False)}:{json.dumps(weights, separators=(',', ':'))}"


def main(arguments: Sequence[str]) -> None:
    told = learned(read([Path(argument) for argument in arguments] or [EXAMPLES, CORPUS]))
    weights = told.pop("weights")
    assert isinstance(weights, dict)
    head = json.dumps({"taught_by": taught_by()} | told)[1:-1]
    body = ",\n".join(map(line, weights.items()))
    WEIGHTS.write_text(f'{{{head},\n"weights":{{\n{body}\n}}}}\n', encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
