"""Measures the intake on labelled texts: `python -m tests.intake.evaluate [FILE.jsonl …]`.

A line holds `text`, `kind` and, as far as known, the keys of the contract: `category`, `place`,
`person`, `phones`, `injured`, `sensitive`, `forwarded_rumour`, `others`. A field is scored where
the line names it; an invented building or age counts as wrong where the line has none. A field is
exact as the label says it, or relaxed: a text that holds the other, an age or a height nearby.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from statistics import mean
from typing import Any

from bot.domain.intake import understand

HERE = Path(__file__).parent
EXAMPLES = HERE / "examples.jsonl"
CORPUS = HERE / "corpus.jsonl"
"""Texts of many voices to learn from, labelled by kind alone."""
HELD = HERE / "held.jsonl"
"""Texts that nothing was ever mended by or learned from."""
FLOOR = HERE / "floor.json"

SPEAK_AT = 0.7
QUIET = frozenset({"none", "need", "dispute"})
# Where the label is silent, silence is right.
NEVER_INVENTED = (("place", "building"), ("place", "unit"), ("person", "age"))
# How far off a number may be and still help.
NEARBY = {"age": 1, "height_cm": 5}
RELAXED = NEARBY.keys() | {
    *("text", "community", "road", "landmark", "name", "clothing"),
    *("last_seen_at", "last_seen_place", "home", "now_at", "phones"),
}
Row = Mapping[str, Any]


def read(paths: Sequence[Path]) -> list[Row]:
    lines = (line for path in paths for line in path.read_text(encoding="utf-8").splitlines())
    return [json.loads(line) for line in lines if line.strip()]


def figures(rows: Iterable[Row]) -> dict[str, float]:
    """Every figure by name, 0…1."""
    answers = [(row, understand(row["text"], fresh=True).as_json()) for row in rows]
    scores = dict(_kinds(answers)) | dict(_fields(answers))
    return {name: round(score, 4) for name, score in scores.items()}


def heard(answer: Row) -> str:
    """The kind the bot would act on: below the threshold it stays silent in a group."""
    loud = answer["kind"] in QUIET or answer["confidence"] >= SPEAK_AT
    return str(answer["kind"]) if loud else "none"


def _kinds(answers: Sequence[tuple[Row, Row]]) -> Iterator[tuple[str, float]]:
    meant = Counter(row["kind"] for row, _ in answers)
    said = Counter(heard(answer) for _, answer in answers)
    right = Counter(row["kind"] for row, answer in answers if row["kind"] == heard(answer))
    for kind in sorted(meant):
        yield f"{kind} precision", right[kind] / said[kind] if said[kind] else 0.0
        yield f"{kind} recall", right[kind] / meant[kind]
    reports = [(row, answer) for row, answer in answers if row["kind"] != "none"]
    chatter = [heard(answer) in QUIET for row, answer in answers if row["kind"] == "none"]
    yield "kind of reports", sum(r["kind"] == heard(a) for r, a in reports) / max(1, len(reports))
    yield "silent on chatter", sum(chatter) / max(1, len(chatter))


def _fields(answers: Sequence[tuple[Row, Row]]) -> Iterator[tuple[str, float]]:
    exact: dict[str, list[bool]] = {}
    relaxed: dict[str, list[bool]] = {}
    for row, answer in answers:
        if row["kind"] == "none" or row["kind"] != answer["kind"]:
            continue
        for name, expected, got in _pairs(row, answer):
            same = _same(expected, got)
            exact.setdefault(name, []).append(same)
            relaxed.setdefault(name, []).append(same or is_alike(name, expected, got))
    for name, results in sorted(exact.items()):
        yield name, mean(results)
        if name in RELAXED:
            yield f"{name} relaxed", mean(relaxed[name])


def _pairs(row: Row, answer: Row) -> Iterator[tuple[str, Any, Any]]:
    for group in ("place", "person"):
        for name, expected in row.get(group, {}).items():
            yield name, expected, answer[group][name]
    for group, name in NEVER_INVENTED:
        if name not in row.get(group, {}):
            yield name, None, answer[group][name]
    for name in ("category", "injured", "sensitive", "others", "home", "now_at"):
        if name in row:
            yield name, row[name], answer[name]
    yield "phones", row.get("phones", []), answer["phones"]
    yield "forwarded_rumour", row.get("forwarded_rumour", False), answer["forwarded_rumour"]


def _same(expected: Any, got: Any) -> bool:  # noqa: ANN401 - values of a JSON object
    if isinstance(expected, float) and isinstance(got, int | float):
        return abs(expected - got) < 0.02
    if isinstance(expected, str) and isinstance(got, str):
        return expected.lower() == got.lower()
    return bool(expected == got)


def is_alike(name: str, expected: Any, got: Any) -> bool:  # noqa: ANN401 - values of a JSON object
    if expected is None or got is None or name not in RELAXED:
        return False
    if name in NEARBY:
        (low, high), (least, most) = _range(expected), _range(got)
        return low - NEARBY[name] <= most and least <= high + NEARBY[name]
    if name == "phones":
        return bool(set(expected) & set(got))
    said, read = (re.sub(r"\W", "", text.lower()) for text in (expected, got))
    return bool(said and read) and (said in read or read in said)


def _range(value: Any) -> Sequence[float]:  # noqa: ANN401 - a number or a pair
    return value if isinstance(value, list) else (value, value)


def mistakes(rows: Iterable[Row]) -> Iterator[str]:
    """One line for every kind that came out wrong."""
    for row in rows:
        answer = understand(row["text"], fresh=True)
        said = heard(answer.as_json())
        if said != row["kind"]:
            words = ", ".join(f"{reason.words}: {reason.decided}" for reason in answer.why)
            yield f"{row['kind']} → {said} ({answer.confidence:.2f}) {row['text'][:60]} [{words}]"


def main(arguments: Sequence[str]) -> None:
    rows = read([Path(argument) for argument in arguments] or [EXAMPLES])
    for line in mistakes(rows):
        sys.stdout.write(f"{line}\n")
    for name, score in figures(rows).items():
        sys.stdout.write(f"{name:<26}{score:7.1%}\n")
    sys.stdout.write(f"{len(rows)} texts\n")


if __name__ == "__main__":
    main(sys.argv[1:])
